"""Tracked changes of an OpenDocument text: what was inserted, deleted and formatted, by whom."""

from collections.abc import Iterator
from dataclasses import field
from xml.etree.ElementTree import Element

from editor.interchange.arriving.refusal import Change, ChangeKind
from editor.interchange.office.package import child, children, name_of, value, within
from editor.interchange.office.writer.writer_seen import words_in
from editor.late import frozen

_KINDS = {
    "insertion": ChangeKind.INSERTED,
    "deletion": ChangeKind.DELETED,
    "format-change": ChangeKind.FORMATTED,
}


@frozen
class Region:
    kind: ChangeKind
    author: str
    removed: tuple[Element, ...] = ()  # the paragraphs that were deleted


@frozen
class WriterChanges:
    """Regions by the id that the text refers to."""

    regions: dict[str, Region] = field(default_factory=dict)

    @classmethod
    def of(cls, text: Element) -> "WriterChanges":
        regions: dict[str, Region] = {}
        for each in children(child(text, "tracked-changes"), "changed-region"):
            for change in each:
                kind = _KINDS.get(name_of(change))
                if kind is not None:
                    author = child(change, "change-info", "creator")
                    removed = tuple(part for part in change if name_of(part) != "change-info")
                    by = (author.text or "") if author is not None else ""
                    regions[value(each, "id")] = Region(kind, by, removed)
        return cls(regions)

    @property
    def removed(self) -> tuple[Element, ...]:
        """Everything that was deleted."""
        return tuple(part for region in self.regions.values() for part in region.removed)

    def listed(self, text: Element) -> tuple[Change, ...]:
        """In the order of the text; one that nothing refers to still counts."""
        inserted = _marked_words(text)
        begins = ("change-start", "change")
        order = [value(each, "change-id") for each in text.iter() if name_of(each) in begins]
        keys = dict.fromkeys((*(key for key in order if key in self.regions), *self.regions))
        return tuple(self._change(key, inserted.get(key, "")) for key in keys)

    def _change(self, key: str, marked: str) -> Change:
        region = self.regions[key]
        if region.kind is ChangeKind.DELETED:
            marked = words_in(*region.removed)
        return Change(region.kind, region.author, marked)


def _marked_words(text: Element) -> dict[str, str]:
    """The words between the beginning and end of each change."""
    words: dict[str, list[str]] = {}
    current: list[str] = []
    skipped = {id(each) for each in within(text, "tracked-changes") for each in each.iter()}
    for event, element in _walk(text):
        if id(element) in skipped:
            continue
        name = name_of(element)
        if event == "start" and name == "change-start":
            current.append(value(element, "change-id"))
        elif event == "start" and name == "change-end":
            ended = value(element, "change-id")
            current = [key for key in current if key != ended]
        said = element.text if event == "start" else element.tail
        for key in current if said else ():
            words.setdefault(key, []).append(said or "")
    return {key: "".join(parts).strip() for key, parts in words.items()}


def _walk(element: Element) -> Iterator[tuple[str, Element]]:
    """Beginnings and ends of elements in the order of the text."""
    yield "start", element
    for each in element:
        yield from _walk(each)
    yield "end", element
