"""What differs between two versions as lines of plain text: for a terminal and for a message."""

from collections.abc import Iterator, Sequence

from editor.story.body_comparison import PassageChange
from editor.story.comparison import Comparison, PhotoChange
from editor.story.fields import label_of
from editor.story.wording import Change, Piece


def change_lines(comparison: Comparison) -> Iterator[str]:
    """Words taken out stand in `[-…-]`, words put in in `{+…+}`, as `wdiff` writes them."""
    for field in comparison.fields:
        if field.changed:
            yield f"{label_of(field.field).lower():<14}{_marked(field.pieces)}"
    for row in told_once(comparison.passages):
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
                yield f"  {label_of(text.field).lower():<12}{_marked(text.pieces)}"
        if photo.crop_changed:
            yield "  (cropped otherwise)"
        if photo.lead_changed:
            yield f"  ({'now the lead photo' if photo.new.lead else 'no longer the lead photo'})"


def told_once(rows: Sequence[PassageChange]) -> Iterator[PassageChange]:
    """Every change once: something that moved is told where it is now."""
    for row in rows:
        left = row.change is Change.MOVED and row.new is None
        if row.change is not Change.SAME and not left:
            yield row


def _marked(pieces: Sequence[Piece]) -> str:
    forms = {Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return "".join(forms.get(piece.change, "{}").format(piece.text) for piece in pieces)
