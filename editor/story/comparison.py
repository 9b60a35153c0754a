"""Two snapshots of a story side by side: its fields, its body and its photos.

It says what differs and judges nothing; `compare` is as fast for a book as for a brief.
"""

from collections.abc import Iterator, Sequence

from editor.late import frozen
from editor.message import Message, label, message
from editor.story.alignment import Change, Piece, compare_wording, trimmed_opcodes
from editor.story.body_comparison import PassageChange, compare_bodies
from editor.story.fields import COMPARED, FIELDS, FieldKind, named
from editor.story.people import joined_names
from editor.story.snapshot import PlacedPhoto, Snapshot


@frozen
class FieldChange:
    """One field as text; `pieces` is both wordings in one row."""

    field: str
    old: str
    new: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return self.old != self.new

    @classmethod
    def of(cls, field: str, old: str, new: str) -> "FieldChange":
        return cls(field, old, new, compare_wording(old, new))


@frozen
class PhotoChange:
    """A photo of the page in both versions; None where it is not on the page.

    `moved` says that it stands before or after others than it did; `texts` are caption, credit
    and alt text.
    """

    old: PlacedPhoto | None
    new: PlacedPhoto | None
    moved: bool
    texts: tuple[FieldChange, ...]

    @property
    def change(self) -> Change:
        if self.old is None:
            return Change.ADDED
        if self.new is None:
            return Change.REMOVED
        worded = any(text.changed for text in self.texts)
        if worded or any(map(self.differs, ("crop", "lead", "photo"))):
            return Change.CHANGED
        return Change.MOVED if self.moved else Change.SAME

    def differs(self, what: str) -> bool:
        """Whether one that is in both has another `crop`, `lead`, or `photo`: another file then
        stands in its place."""
        both = self.old is not None and self.new is not None
        return both and getattr(self.old, what) != getattr(self.new, what)


@frozen
class Comparison:
    """`site_changed`: the newsroom's own part of the page differs (name, navigation, footer)."""

    fields: tuple[FieldChange, ...]
    passages: tuple[PassageChange, ...]
    photos: tuple[PhotoChange, ...]
    site_changed: bool

    @property
    def changes(self) -> int:
        """How many fields, passages and photos differ; a move counts once."""
        fields = sum(field.changed for field in self.fields)
        passages = sum(
            each.change is not Change.SAME
            and not (each.change is Change.MOVED and each.new is None)
            for each in self.passages
        )
        photos = sum(photo.change is not Change.SAME for photo in self.photos)
        return fields + passages + photos

    @property
    def alike(self) -> bool:
        return not self.changes and not self.site_changed


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """What became of `old` on its way to `new`; both of one story, or of two."""
    return Comparison(
        fields=tuple(
            FieldChange.of(field, field_text(old, field), field_text(new, field))
            for field in COMPARED
        ),
        passages=compare_bodies(old.body, new.body),
        photos=tuple(_photos(old.photos, new.photos)),
        site_changed=old.outlet != new.outlet,
    )


def field_text(snapshot: Snapshot, field: str) -> str:
    """A field as one line of text."""
    value = getattr(snapshot, field)
    match FIELDS[field].kind:
        case FieldKind.NAMES:
            return joined_names([person.name for person in value])
        case FieldKind.SECTION:
            return value.name
        case FieldKind.KEYWORDS:
            return ", ".join(value)
        case FieldKind.MOMENT:
            return value.isoformat(sep=" ", timespec="minutes")
        case _:
            return value


def _photos(old: tuple[PlacedPhoto, ...], new: tuple[PlacedPhoto, ...]) -> Iterator[PhotoChange]:
    """The photos of the new version in order, then those that are gone."""
    pairs = _same_photos(old, new)
    was_of = {there: here for here, there in pairs.items()}
    before = [photo.placement for photo in old if photo.placement in pairs]
    after = [was for photo in new if (was := was_of.get(photo.placement)) is not None]
    still = {
        place
        for tag, a, b, _, _ in trimmed_opcodes(before, after)
        if tag == "equal"
        for place in before[a:b]
    }
    by_placement = {photo.placement: photo for photo in old}
    for photo in new:
        was = by_placement.get(was_of.get(photo.placement, ""))
        moved = was is not None and was.placement not in still
        yield PhotoChange(was, photo, moved, _texts(was, photo))
    for photo in old:
        if photo.placement not in pairs:
            yield PhotoChange(photo, None, False, _texts(photo, None))


def _same_photos(old: tuple[PlacedPhoto, ...], new: tuple[PlacedPhoto, ...]) -> dict[str, str]:
    """Old placement -> new placement; a picture taken out and brought in again is the same."""
    here = {photo.placement for photo in new}
    pairs = {photo.placement: photo.placement for photo in old if photo.placement in here}
    left = {photo.photo: photo.placement for photo in new if photo.placement not in pairs}
    for photo in old:
        if photo.placement not in pairs and photo.photo in left:
            pairs[photo.placement] = left.pop(photo.photo)
    return pairs


def _texts(old: PlacedPhoto | None, new: PlacedPhoto | None) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange.of(name, getattr(old, name) if old else "", getattr(new, name) if new else "")
        for name in ("caption", "credit", "alt")
    )


def change_lines(comparison: Comparison) -> Iterator[str]:
    """Words taken out stand in `[-…-]`, words put in in `{+…+}`, as `wdiff` writes them."""
    for field in comparison.fields:
        if field.changed:
            yield f"{named(field.field)!s:<14}{_marked(field.pieces)}"
    for row in told_once(comparison.passages):
        passage = row.new or row.old
        assert passage is not None
        yield f"{label(row.change)!s:<14}{_marked(row.pieces) or f'({passage.label})'}"
        if row.kind_changed and row.old is not None:
            became = message("difference.became", old=row.old.label, new=passage.label)
            yield f"{'':<14}({became})"
        for formatting in row.formatting:
            yield f"{'':<14}({formatting.message})"
    for photo in comparison.photos:
        if photo.change is not Change.SAME:
            yield from _photo_lines(photo)
    if comparison.site_changed:
        yield str(message("difference.site"))
    if comparison.alike:
        yield str(message("difference.none"))


def _photo_lines(photo: PhotoChange) -> Iterator[str]:
    shown = photo.new or photo.old
    assert shown is not None
    said = Message(f"difference.photo-{photo.change}")
    yield f"{said!s:<14}{shown.caption or shown.photo[:12]}"
    if photo.old is not None and photo.new is not None:
        for text in photo.texts:
            if text.changed:
                yield f"  {named(text.field)!s:<12}{_marked(text.pieces)}"
        if photo.differs("crop"):
            yield f"  ({message('difference.crop')})"
        if photo.differs("lead"):
            now = photo.new.lead
            said = message("difference.now-lead" if now else "difference.no-longer-lead")
            yield f"  ({said})"


def told_once(rows: Sequence[PassageChange]) -> Iterator[PassageChange]:
    """Every change once: something that moved is told where it is now."""
    for row in rows:
        left = row.change is Change.MOVED and row.new is None
        if row.change is not Change.SAME and not left:
            yield row


def _marked(pieces: Sequence[Piece]) -> str:
    forms = {Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return "".join(forms.get(piece.change, "{}").format(piece.text) for piece in pieces)
