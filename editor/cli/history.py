"""The commands about versions: listed, compared, saved under a name, brought back; and
versions, and what differs between two, as lines and as JSON.
"""

from collections.abc import Sequence
from dataclasses import asdict

from editor.cli.shapes import DONE, FOUND, Arguments, Json, Output
from editor.desk.desk import Desk
from editor.desk.history import Compared
from editor.message import message
from editor.story.alignment import Change, Piece
from editor.story.body_comparison import PassageChange
from editor.story.comparison import PhotoChange, change_lines, told_once
from editor.story.version import VersionRow


def version_json(version: VersionRow) -> Json:
    """Fields may be added; none is ever renamed or removed."""
    return {
        "number": version.number,
        "by": version.by,
        "at": version.at.isoformat(),
        "reason": str(version.reason),
        "name": version.name,
        "kind": str(version.kind),
        "words": version.words,
        "signed": version.signed,
        "exported": version.exported,
        "snapshot": version.snapshot,
    }


def version_line(version: VersionRow) -> str:
    said = [f"{version.number:>4}", f"{version.at:%Y-%m-%d %H:%M}", f"{version.by or '-':<16}"]
    said.append(version.title)
    said += [str(message("answer.signed"))] if version.signed else []
    said += [str(message("answer.exported"))] if version.exported else []
    return "  ".join(said)


def change_json(compared: Compared) -> Json:
    comparison = compared.comparison
    return {
        "older": compared.older,
        "newer": compared.newer,
        "changes": comparison.changes,
        "site_changed": comparison.site_changed,
        "fields": [
            {"field": f.field, "old": f.old, "new": f.new, "pieces": _pieces(f.pieces)}
            for f in comparison.fields
            if f.changed
        ],
        "passages": [_passage(row) for row in told_once(comparison.passages)],
        "photos": [_photo(each) for each in comparison.photos if each.change is not Change.SAME],
    }


def _passage(row: PassageChange) -> Json:
    passage = row.new or row.old
    assert passage is not None
    return {
        "change": str(row.change),
        "kind": passage.kind,
        "block": passage.block,
        "old": row.old.text if row.old is not None else None,
        "new": row.new.text if row.new is not None else None,
        "pieces": _pieces(row.pieces),
        "formatting": [asdict(each) for each in row.formatting],
    }


def _photo(photo: PhotoChange) -> Json:
    shown = photo.new or photo.old
    assert shown is not None
    return {
        "change": str(photo.change),
        "placement": shown.placement,
        "id": shown.photo,
        "moved": photo.moved,
        "crop_changed": photo.differs("crop"),
        "lead_changed": photo.differs("lead"),
        "texts": {
            text.field: {"old": text.old, "new": text.new} for text in photo.texts if text.changed
        },
    }


def _pieces(pieces: Sequence[Piece]) -> list[Json]:
    return [{"change": str(piece.change), "text": piece.text} for piece in pieces]


def list_versions(desk: Desk, args: Arguments, out: Output) -> int:
    versions = desk.stories.view(args.id).versions[::-1]
    out.say(*(map(version_line, versions) if versions else [message("answer.no-versions")]))
    out.give([version_json(version) for version in versions])
    return DONE


def compare_versions(desk: Desk, args: Arguments, out: Output) -> int:
    """As `diff` does: 0 when nothing differs, 1 when something does."""
    story_id = desk.stories.view(args.id).story.id
    compared = desk.history.compare(story_id, args.older, args.newer)
    out.say(*change_lines(compared.comparison))
    out.give(change_json(compared))
    return DONE if compared.comparison.alike else FOUND


def save_version(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    version = desk.history.save(story_id, args.name).value
    out.say(message("answer.version", number=version.number, name=version.name))
    out.give(version_json(version))
    return DONE


def restore_version(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    desk.history.restore(story_id, args.number)
    restored = desk.history.versions(story_id)[-1]
    out.say(message("answer.restored-version", number=args.number, now=restored.number))
    out.give(version_json(restored))
    return DONE
