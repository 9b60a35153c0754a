"""The commands about what others read and write of a story outside Galley, and the record of it."""

from editor.cli.shapes import DONE, Arguments, Output
from editor.desk.desk import Desk
from editor.desk.trail import AT_ONCE, Wanted, row_json, row_line
from editor.message import message


def write_proof(desk: Desk, args: Arguments, out: Output) -> int:
    """A file on which somebody without Galley writes remarks."""
    story_id = desk.stories.view(args.id).story.id
    sent = desk.proofs.write(story_id, args.to).value
    out.say(message("answer.proof-file", path=sent.path, version=sent.version))
    out.give(
        {
            "path": str(sent.path),
            "bytes": sent.size,
            "id": story_id,
            "version": sent.version,
            "snapshot": sent.snapshot,
            "proof": sent.nonce,
        }
    )
    return DONE


def take_remarks(desk: Desk, args: Arguments, out: Output) -> int:
    """What somebody sent back of a proof becomes remarks on its story."""
    landed = desk.proofs.take_in(args.file).value
    out.say(*landed.told)
    out.give(
        {
            "id": landed.story,
            "slug": landed.slug,
            "by": landed.by,
            "added": landed.added,
            "known": landed.known,
            "unplaced": landed.lost,
            "older": landed.older,
        }
    )
    return DONE


def write_sheet(desk: Desk, args: Arguments, out: Output) -> int:
    """For the file: one story with all that was done to it."""
    story_id = desk.stories.view(args.id).story.id
    desk.trail.sheet(story_id).write(args.to)
    out.say(message("answer.sheet", path=args.to))
    out.give({"id": story_id, "path": str(args.to), "bytes": args.to.stat().st_size})
    return DONE


def audit(desk: Desk, args: Arguments, out: Output) -> int:
    """The oldest first, as it was written."""
    wanted = Wanted(story=desk.trail.story(args.id) if args.id else "")
    if args.csv and not out.as_json:
        for line in desk.trail.table(wanted):
            out.say(line)
        return DONE
    if out.as_json:
        out.give([row_json(row) for row in desk.trail.rows(wanted)[::-1]])
        return DONE
    total = desk.trail.count(wanted)
    for skip in reversed(range(0, total, AT_ONCE)):
        rows, slugs = desk.trail.page(wanted, skip, AT_ONCE)
        out.say(*(row_line(row, slugs.get(row.story, "")) for row in reversed(rows)))
    if not total:
        out.say(message("answer.record-empty"))
    return DONE
