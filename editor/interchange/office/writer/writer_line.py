"""The words of one paragraph of an OpenDocument text: spans, links, fields, and what hangs on it:
pictures and embedded objects in frames; and the tracked changes that it refers to."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from posixpath import basename, join, normpath
from xml.etree.ElementTree import Element

from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.arriving.refusal import Change, ChangeKind
from editor.interchange.office.copy_flow import SMALL, CopyFlow, Shape
from editor.interchange.office.package import (
    MAX_PICTURE,
    Package,
    child,
    children,
    name_of,
    parse_part,
    value,
    within,
)
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.style_names import signs_of
from editor.interchange.office.writer.writer_seen import is_unseen, words_in
from editor.interchange.office.writer.writer_styles import WriterStyles
from editor.late import frozen
from editor.story.addresses import safe_address
from editor.story.runs import NO_MARKS, Mark

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


_OBJECTS = ("object", "object-ole")
_ASIDE = frozenset({"annotation", "annotation-xml"})  # of a formula: how it was typed


@dataclass(slots=True)
class WriterPictures:
    """`seen` are the words of embedded objects, each of which is a document of its own."""

    package: Package
    store: PictureStore
    left_out: LeftOut
    seen: list[str]

    def take(self, frame: Element) -> list[str]:
        """Keys of the pictures in a frame; what is no picture of ours is told."""
        said = [child(frame, "desc"), child(frame, "title")]
        alt = next((each.text for each in said if each is not None and each.text), "")
        images = list(children(frame, "image"))
        for image in images:
            href = value(image, "href")
            name = basename(href)
            if ":" in href or href.startswith(("/", "..")):
                self.store.left_out(name, alt, "not-taken.linked")
                return []
            data = self.package.read(normpath(href), MAX_PICTURE)
            drawing = data.lstrip()[:5] in (b"<svg ", b"<?xml") and image is not images[-1]
            if data and not drawing:  # after a drawing comes the same as a picture
                key = self.store.put(name, alt, data)
                return [key] if key else []
        if images:
            self.store.left_out(basename(value(images[0], "href")), alt, "not-taken.missing")
        return []

    def formula(self, frame: Element) -> str | None:
        """The words of a formula in a frame; None when it holds none. Any other object is told,
        with its words."""
        embedded = next((each for name in _OBJECTS for each in children(frame, name)), None)
        if embedded is None:
            return None
        root = self._object(embedded)
        math = root is not None and name_of(root) == "math"
        words = _formula_words(root) if math and root is not None else words_in(root)
        self.seen.append(f"{words}\n")
        if math:
            self.left_out.formula(words)
            return words
        self.left_out.drawing(words)
        return ""

    def _object(self, embedded: Element) -> Element | None:
        if len(embedded):  # it stands in the text itself
            return next(iter(embedded))
        href = value(embedded, "href")
        data = b"" if ":" in href else self.package.read(join(normpath(href), "content.xml"))
        if not data:
            return None
        root = parse_part(data)
        for cell in within(root, "table-cell"):  # the figures a chart was drawn of
            if value(cell, "value-type") == "float":
                cell.clear()
        return root


def _formula_words(math: Element) -> str:
    words: list[str] = []
    for each in math:
        if name_of(each) not in _ASIDE:
            words += [each.text or "", _formula_words(each)]
    return "".join("".join(words).split())


CHANGES = frozenset({"change-start", "change-end", "change"})
_SHAPES = frozenset(
    "custom-shape rect ellipse circle polygon polyline path line connector caption measure "
    "regular-polygon g frame page-thumbnail".split()
)


@dataclass(slots=True)
class Hanging:
    """What is gathered while a paragraph is read."""

    shape: Shape = field(default_factory=Shape)
    above: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    sizes: set[bool] = field(default_factory=set)


@frozen
class Look:
    """How words look in a line: `small` letters, a `font` of signs."""

    marks: frozenset[Mark] = NO_MARKS
    href: str = ""
    small: bool = False
    font: str = ""


class WriterLine(ABC):
    def __init__(
        self,
        styles: WriterStyles,
        pictures: WriterPictures,
        left_out: LeftOut,
        undone: WriterChanges,
    ) -> None:
        self.left_out = left_out
        self._styles = styles
        self._pictures = pictures
        self._undone = undone.regions  # changes that are to be taken back
        self._dropping: set[str] = set()
        self._flow = CopyFlow(left_out.told["labels"])
        self._at = Hanging()

    @abstractmethod
    def _bring_back(self, removed: tuple[Element, ...], look: "Look") -> None:
        """What was deleted stands here again."""

    def _inline(self, element: Element, look: Look) -> None:
        self._say(element.text, look)
        for each in element:
            self._part(each, look)
            self._say(each.tail, look)

    def _part(self, part: Element, look: Look) -> None:
        name = name_of(part)
        style = value(part, "style-name")
        if name == "span":
            if self._styles.is_hidden("text", style):
                self.left_out.hidden(words_in(part))
                return
            small = look.small
            if self._styles.size("text", style):
                small = self._is_small("text", style)
            marks = self._styles.look("text", style, look.marks)
            font = self._styles.font("text", style) or look.font
            self._inline(part, Look(marks, look.href, small, font))
        elif name == "a":
            self._inline(part, replace(look, href=self._address(part) or look.href))
        elif name in ("s", "tab"):
            self._say(" ", look)
        elif name == "line-break":
            self._flow.line.end_reading()
            if not self._dropping:
                self._flow.line.break_here(look.marks, look.href)
        elif name in CHANGES:
            self._change(part, look)
        elif name == "ruby":
            self._ruby(part, look)
        elif name == "frame":
            self._frame(part, look)
        elif name in _SHAPES:
            self._at.boxes.append(part)
        elif name in ("placeholder", "content-control") and _is_prompt(part):
            before = "".join(run.text for run in self._flow.line.runs)
            self.left_out.prompt(words_in(part), before)
        elif not self._tell(part, name) and not is_unseen(part):
            self._inline(part, look)

    def _tell(self, part: Element, name: str) -> bool:
        """What stands in a line and is no copy."""
        if name == "note":
            self.left_out.quoted.append(words_in(child(part, "note-citation")))
            self.left_out.tell("notes", words_in(child(part, "note-body")))
        elif name == "annotation":
            creator = child(part, "creator")
            by = (creator.text or "") if creator is not None else ""
            self.left_out.remark(by, words_in(part))
        elif name == "hidden-text" and value(part, "is-hidden", "true") != "false":
            self.left_out.hidden(words_in(part) or value(part, "string-value"))
        elif name == "floating-frame":
            self.left_out.file(value(part, "href"))
        else:
            return False
        return True

    def _say(self, text: str | None, look: Look) -> None:
        if text and self._dropping:
            self.left_out.quoted.append(text)  # the list of tracked changes tells it
        elif text:
            self._flow.line.end_reading()
            # On a page a link says by itself that it is one.
            marks = look.marks - {Mark.UNDERLINE} if look.href else look.marks
            signs = signs_of(text, look.font, self.left_out)
            self._flow.line.add(signs, marks, look.href, exact=False)
            if text.strip():
                self._at.sizes.add(look.small)

    def _ruby(self, ruby: Element, look: Look) -> None:
        """Characters with their reading, which stands in brackets after the last of them."""
        above, self._flow.line.reading = self._flow.line.reading, ""
        base = child(ruby, "ruby-base")
        if base is not None:
            self._inline(base, look)
        above += self._flow.line.reading  # of characters within these
        self._flow.line.reading = above + words_in(child(ruby, "ruby-text"))

    def _address(self, element: Element) -> str:
        address = value(element, "href")
        safe = safe_address(address)
        if not safe and address and not address.startswith("#"):
            self.left_out.link(address, words_in(element))
        return safe

    def _is_small(self, family: str, style: str) -> bool:
        size = self._styles.size(family, style)
        return 0 < size <= SMALL * self._styles.base_size

    def _change(self, mark: Element, look: Look) -> None:
        """A tracked change that is taken back: what was inserted goes, what was deleted comes."""
        key = value(mark, "change-id")
        region = self._undone.get(key)
        if region is None:
            return
        if name_of(mark) == "change-end":
            self._dropping.discard(key)
        elif name_of(mark) == "change-start":
            if region.kind is ChangeKind.INSERTED:
                self._dropping.add(key)
        elif region.kind is ChangeKind.DELETED and not self._dropping:
            self._bring_back(region.removed, look)

    def _frame(self, frame: Element, look: Look) -> None:
        """A picture, or a text box, which often holds a picture with its caption."""
        if self._dropping:
            return
        boxes = list(children(frame, "text-box"))
        if not boxes and child(frame, "table") is not None:
            boxes = [frame]
        if boxes:
            self._at.boxes += boxes
            return
        for each in children(frame, "floating-frame"):
            self._tell(each, "floating-frame")
        formula = self._pictures.formula(frame)
        if formula is not None:
            self._say(formula, look)
            return
        keys = self._pictures.take(frame)
        (self._at.above if self._flow.line.is_blank else self._at.drawn).extend(keys)


def _is_prompt(part: Element) -> bool:
    """Whether it only asks somebody to type here."""
    return name_of(part) == "placeholder" or value(part, "showing-place-holder") == "true"
