"""The words of one paragraph of a Word file: runs, links, fields, pictures among them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.interchange.office.left_out import LeftOut
from editor.interchange.office.word_pictures import Relation, WordPictures
from editor.interchange.office.word_styles import WordStyles, is_on
from editor.interchange.office.xml_names import child, name_of, value, within
from editor.interchange.text_flow import Line
from editor.story.document import Mark
from editor.story.links import safe_address

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\\S\s+)*"?(?P<address>[^"\s]+)"?', re.IGNORECASE)
_SIMPLE = {"noBreakHyphen": "\u2011", "tab": " ", "ptab": " ", "cr": "\v"}
# Elements that only wrap others; whatever else is unknown is left out with its words told.
_WRAPPERS = frozenset("smartTag customXml sdt sdtContent bdo dir ruby rubyBase".split())
_SMALL = 0.9  # of the file's own size of letters, from where they are those of a caption


@dataclass(slots=True)
class OpenField:
    """A field that has begun: its instruction, and from its separator on its result."""

    instruction: str = ""
    shows: bool = False

    @property
    def href(self) -> str:
        match = _HYPERLINK.match(self.instruction)
        return match["address"] if match else ""


@dataclass(slots=True)
class WordRuns:
    """Reads paragraphs into `line`. Fields may begin in one paragraph and end in another."""

    styles: WordStyles
    relations: dict[str, Relation]
    pictures: WordPictures
    left_out: LeftOut
    line: Line
    fields: list[OpenField] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)  # pictures that stand after words
    above: list[str] = field(default_factory=list)  # pictures that stand before any
    boxes: list[Element] = field(default_factory=list)  # text boxes hung on the paragraph
    rule: bool = False  # a horizontal line was drawn
    sizes: set[bool] = field(default_factory=set)  # whether letters were small

    def read(self, element: Element, href: str = "") -> None:
        for each in element:
            name = name_of(each)
            if name == "r":
                self._run(each, href)
            elif name == "hyperlink":
                self.read(each, self._address(each) or href)
            elif name == "fldSimple":
                inner = OpenField(value(each, "instr"))
                self.read(each, self._checked(inner.href, each) or href)
            elif name in _WRAPPERS:
                self.read(each, href)
            elif name == "AlternateContent":
                self.read(_chosen(each), href)
            elif name in ("oMath", "oMathPara"):
                self._formula(each)

    def _run(self, run: Element, href: str) -> None:
        properties = child(run, "rPr")
        if is_on(child(properties, "vanish")):
            self.left_out.hidden("".join(each.text or "" for each in within(run, "t")))
            return
        marks = self.styles.marks(properties)
        for each in run:
            self._part(each, marks, properties, href)

    def _part(
        self, part: Element, marks: frozenset[Mark], properties: Element | None, href: str
    ) -> None:
        name = name_of(part)
        if name == "fldChar":
            self._field(value(part, "fldCharType"))
        elif name == "instrText":
            if self.fields:
                self.fields[-1].instruction += part.text or ""
        elif self.fields and not all(each.shows for each in self.fields):
            return  # between a field's beginning and its result stands nothing to read
        elif name == "t":
            self._say(part.text or "", marks, href)
            self._note_size(properties)
        elif name == "br":
            if value(part, "type") not in ("page", "column"):
                self.line.break_here(marks, self._link(href))
        elif name == "cr":
            self.line.break_here(marks, self._link(href))
        elif name in _SIMPLE:
            self._say(_SIMPLE[name], marks, href)
        elif name in ("drawing", "pict", "object"):
            self._drawing(part)
        elif name == "AlternateContent":
            for each in _chosen(part):
                self._part(each, marks, properties, href)
        elif name == "sym":
            self.left_out.symbol(value(part, "font"))
        elif name in _WRAPPERS:
            self.read(part, href)

    def _say(self, text: str, marks: frozenset[Mark], href: str) -> None:
        href = self._link(href)
        if href:
            # Word underlines every link; on a page the link itself says so.
            marks -= {Mark.UNDERLINE}
        self.line.add(text, marks, href, exact=False)

    def _link(self, href: str) -> str:
        if href:
            return href
        for each in reversed(self.fields):
            if each.href:
                return safe_address(each.href)
        return ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(OpenField())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if ended.href and not safe_address(ended.href):
                self.left_out.link(ended.href, "")

    def _address(self, element: Element) -> str:
        relation = self.relations.get(value(element, "id"))
        if relation is None or not relation.external:
            return ""  # a place within the file itself
        anchor = value(element, "anchor")
        target = relation.target + (f"#{anchor}" if anchor and "#" not in relation.target else "")
        return self._checked(target, element)

    def _checked(self, address: str, element: Element) -> str:
        if not address:
            return ""
        safe = safe_address(address)
        if not safe:
            self.left_out.link(address, "".join(each.text or "" for each in within(element, "t")))
        return safe

    def _drawing(self, drawing: Element) -> None:
        if any(name_of(each) == "rect" and value(each, "hr") for each in drawing.iter()):
            self.rule = True
            return
        boxes = list(within(drawing, "txbxContent"))
        self.boxes += boxes
        keys = [] if boxes else self.pictures.take(drawing)
        (self.above if self.line.is_blank else self.drawn).extend(keys)
        if not boxes and not keys and not _refers_to_picture(drawing):
            self.left_out.drawing()

    def _formula(self, element: Element) -> None:
        words = "".join(each.text or "" for each in within(element, "t"))
        self.line.add(words, frozenset(), "", exact=False)
        self.left_out.formula(words)

    def _note_size(self, properties: Element | None) -> None:
        size = value(child(properties, "sz"), "val")
        small = size.isdigit() and int(size) <= _SMALL * self.styles.base_size
        self.sizes.add(small)


def _chosen(alternatives: Element) -> Element:
    """Of several forms of one thing the one for newer programs, else the fallback."""
    choice = child(alternatives, "Choice")
    fallback = child(alternatives, "Fallback")
    chosen = choice if choice is not None else fallback
    return chosen if chosen is not None else alternatives


def _refers_to_picture(drawing: Element) -> bool:
    names: Iterator[str] = (name_of(each) for each in drawing.iter())
    return any(name in ("blip", "imagedata") for name in names)
