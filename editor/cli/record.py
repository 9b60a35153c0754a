"""The commands about what others read and write of a story outside Galley, and the record of it."""

from editor.cli.shapes import DONE, Arguments, Output
from editor.desk.desk import Desk
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
