"""Versions and what differs between two of them, as lines for people and as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from editor.desk.history import Compared
from editor.desk.views import VersionRow
from editor.story.body_comparison import PassageChange
from editor.story.comparison import PhotoChange
from editor.story.wording import Change, Piece

Json = dict[str, Any]


def version_json(version: VersionRow) -> Json:
    """Fields may be added; none is ever renamed or removed."""
    return {
        "number": version.number,
        "by": version.by,
        "at": version.at.isoformat(),
        "reason": version.reason,
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
    said += ["[signed]"] if version.signed else []
    said += ["[exported]"] if version.exported else []
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
        "passages": [_passage(row) for row in _changed(comparison.passages)],
        "photos": [_photo(each) for each in comparison.photos if each.change is not Change.SAME],
    }


def change_lines(compared: Compared) -> Iterator[str]:
    """Words taken out stand in `[-…-]`, words put in in `{+…+}`, as `wdiff` writes them."""
    comparison = compared.comparison
    for field in comparison.fields:
        if field.changed:
            yield f"{field.field:<14}{_marked(field.pieces)}"
    for row in _changed(comparison.passages):
        passage = row.new or row.old
        kind = "" if passage is None else passage.kind
        yield f"{row.change:<14}{_marked(row.pieces) or f'({kind})'}"
        if row.kind_changed and row.old is not None:
            yield f"{'':<14}({row.old.kind} became {kind})"
        for formatting in row.formatting:
            yield f"{'':<14}({formatting.sentence})"
    for photo in comparison.photos:
        if photo.change is not Change.SAME:
            yield from _photo_lines(photo)
    if comparison.site_changed:
        yield "The newsroom's own part of the page differs: name, navigation, footer or credits."
    if comparison.alike:
        yield "Nothing differs."


def _photo_lines(photo: PhotoChange) -> Iterator[str]:
    shown = photo.new or photo.old
    assert shown is not None
    yield f"photo {photo.change:<8}{shown.caption or shown.photo[:12]}"
    if photo.old is not None and photo.new is not None:
        for text in photo.texts:
            if text.changed:
                yield f"  {text.field:<12}{_marked(text.pieces)}"
        if photo.crop_changed:
            yield "  (cropped otherwise)"
        if photo.lead_changed:
            yield f"  ({'now the lead photo' if photo.new.lead else 'no longer the lead photo'})"


def _changed(rows: Sequence[PassageChange]) -> Iterator[PassageChange]:
    """Every change once: something that moved is told where it is now."""
    for row in rows:
        left = row.change is Change.MOVED and row.new is None
        if row.change is not Change.SAME and not left:
            yield row


def _marked(pieces: Sequence[Piece]) -> str:
    forms = {Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return "".join(forms.get(piece.change, "{}").format(piece.text) for piece in pieces)


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
        "crop_changed": photo.crop_changed,
        "lead_changed": photo.lead_changed,
        "texts": {
            text.field: {"old": text.old, "new": text.new} for text in photo.texts if text.changed
        },
    }


def _pieces(pieces: Sequence[Piece]) -> list[Json]:
    return [{"change": str(piece.change), "text": piece.text} for piece in pieces]
