"""The words of one paragraph of a Word file: runs, links, fields, pictures among them."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.arriving.text_flow import Line
from editor.interchange.office.copy_flow import SMALL
from editor.interchange.office.package import child, name_of, outermost, value
from editor.interchange.office.style_names import sign_of, signs_of
from editor.interchange.office.word.word_fields import OpenField, shown_by
from editor.interchange.office.word.word_mending import PROMPT
from editor.interchange.office.word.word_pictures import Relation, WordPictures
from editor.interchange.office.word.word_seen import seen_in, words_in
from editor.interchange.office.word.word_styles import WordStyles
from editor.late import frozen
from editor.message import message
from editor.story.addresses import safe_address
from editor.story.runs import Mark

_SIMPLE = {"noBreakHyphen": "\u2011", "tab": " ", "ptab": " "}
_DATES = frozenset("dayShort monthShort yearShort dayLong monthLong yearLong pgNum".split())
_PROPERTIES = frozenset(
    "rPr pPr sdtPr sdtEndPr rubyPr ffData ctrlPr smartTagPr customXmlPr".split()
)


@frozen
class Hung:
    """A drawing on a paragraph: keys of its pictures, and its text boxes."""

    pictures: tuple[str, ...] = ()
    boxes: tuple[Element, ...] = ()


@dataclass(slots=True)
class WordRuns:
    """Reads paragraphs into `line`. Fields may begin in one paragraph and end in another."""

    styles: WordStyles
    relations: dict[str, Relation]
    pictures: WordPictures
    left_out: LeftOut
    line: Line
    fields: list[OpenField] = field(default_factory=list)
    style_id: str = ""  # of the paragraph
    drawn: list[Hung] = field(default_factory=list)  # what stands after words
    above: list[Hung] = field(default_factory=list)  # pictures that stand before any
    rule: bool = False  # a horizontal line was drawn
    sizes: set[bool] = field(default_factory=set)  # whether letters were small
    _hidden: list[str] = field(default_factory=list)
    _prompt: list[str] = field(default_factory=list)

    def read_paragraph(self, paragraph: Element, style_id: str) -> None:
        self.style_id = style_id
        self.read(paragraph)
        self.line.end_reading()
        self._tell_unsaid()

    def read(self, element: Element, href: str = "") -> None:
        for each in element:
            name = name_of(each)
            if name == "r":
                self._run(each, href)
            elif name == "hyperlink":
                self.read(each, self._address(each) or href)
            elif name == "fldSimple":
                self._simple_field(each, href)
            elif name in ("oMath", "oMathPara"):
                self._formula(each)
            elif name not in _PROPERTIES:
                # Only a wrapper, whatever it is called: no word is lost for its name.
                self.read(each, href)

    def _run(self, run: Element, href: str) -> None:
        properties = child(run, "rPr")
        hidden = self.styles.is_hidden(properties, self.style_id)
        prompt = run.get(PROMPT) or self.styles.is_prompt(properties)
        if hidden or prompt:
            for each in run:
                self._mark_of_field(each)
            unsaid = self._hidden if hidden else self._prompt
            unsaid += list(seen_in(run))
            return
        self._tell_unsaid()
        marks = self.styles.marks(properties)
        for each in run:
            self._part(each, marks, properties, href)

    def _tell_unsaid(self) -> None:
        """Of runs that follow each other in one sentence."""
        hidden, self._hidden = self._hidden, []
        prompt, self._prompt = self._prompt, []
        self.left_out.hidden("".join(hidden))
        self.left_out.prompt("".join(prompt), "".join(run.text for run in self.line.runs))

    def _part(
        self, part: Element, marks: frozenset[Mark], properties: Element | None, href: str
    ) -> None:
        name = name_of(part)
        if self._mark_of_field(part) or name in _PROPERTIES:
            return
        if name in ("drawing", "pict", "object"):
            self._drawing(part)
        elif self.fields and not all(each.shows for each in self.fields):
            self.fields[-1].words.append(words_in(_wrapped(part)))
        elif name == "t":
            font = self.styles.font(properties)
            self._say(signs_of(part.text or "", font, self.left_out), marks, href)
            self._note_size(properties)
        elif name == "br" and value(part, "type") in ("page", "column"):
            self._say(" ", marks, href)
        elif name in ("br", "cr"):
            self.line.end_reading()
            self.line.break_here(marks, self._link(href))
        elif name in _SIMPLE:
            self._say(_SIMPLE[name], marks, href)
        elif name == "sym":
            self._symbol(part, marks, href)
        elif name == "ruby":
            base, above = child(part, "rubyBase"), child(part, "rt")
            self._with_reading(words_in(base), words_in(above), marks, href)
        elif name in _DATES:
            self.left_out.told["fields"].append(message("left-out.date-or-number"))
        else:
            self.read(part, href)

    def _say(self, text: str, marks: frozenset[Mark], href: str) -> None:
        self.line.end_reading()
        href = self._link(href)
        if href:
            # Word underlines every link; on a page the link itself says so.
            marks -= {Mark.UNDERLINE}
        self.line.add(text, marks, href, exact=False)

    def _with_reading(self, base: str, above: str, marks: frozenset[Mark], href: str) -> None:
        """Characters with their reading, which stands in brackets after the last of them."""
        reading, self.line.reading = self.line.reading, ""
        self._say(base, marks, href)
        self.line.reading = reading + above

    def _symbol(self, part: Element, marks: frozenset[Mark], href: str) -> None:
        font, code = value(part, "font"), words_in(_wrapped(part))
        sign = sign_of(font, ord(code)) if len(code) == 1 else ""
        self.left_out.quoted.append(code)
        if sign:
            self._say(sign, marks, href)
        else:
            self.left_out.told["symbols"].append(font or message("left-out.symbol-font"))

    # -- fields and links

    def _mark_of_field(self, part: Element) -> bool:
        """Whether it belongs to a field's frame rather than to what is read."""
        name = name_of(part)
        if name == "fldChar":
            self._field(value(part, "fldCharType"), part)
        elif name == "instrText" and self.fields:
            self.fields[-1].instruction += part.text or ""
        return name in ("fldChar", "instrText")

    def _link(self, href: str) -> str:
        if href:
            return href
        for each in reversed(self.fields):
            if each.href:
                return safe_address(each.href)
        return ""

    def _field(self, kind: str, mark: Element) -> None:
        if kind == "begin":
            self.fields.append(OpenField(form=child(mark, "ffData")))
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if ended.href and not safe_address(ended.href):
                self.left_out.link(ended.href, "")
            self.left_out.words("part.field-code", "".join(ended.words))
            if not ended.shows:
                self._say_shown(ended)

    def _say_shown(self, ended: OpenField) -> None:
        if self.fields and not all(each.shows for each in self.fields):
            self.fields[-1].words.append(shown_by(ended).base)
            return
        shown = shown_by(ended)
        if shown.reading:
            self._with_reading(shown.base, shown.reading, frozenset(), "")
        elif shown.base:
            self._say(shown.base, frozenset(), "")
        shown.tell(self.left_out)

    def _simple_field(self, element: Element, href: str) -> None:
        inner = OpenField(value(element, "instr"))
        if any(True for _ in element):
            self.read(element, self._checked(inner.href, element) or href)
        else:
            self._say_shown(inner)

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
            self.left_out.link(address, words_in(element))
        return safe

    # -- drawings and formulas

    def _drawing(self, drawing: Element) -> None:
        boxes = tuple(outermost(drawing, "txbxContent"))
        ruled = any(name_of(each) == "rect" and value(each, "hr") for each in drawing.iter())
        if ruled and not boxes:
            self.rule = True
            return
        keys = tuple(self.pictures.take(drawing))
        words = self.pictures.words_of(drawing)
        if keys and self.line.is_blank:
            self.above.append(Hung(keys, boxes))
        elif keys or boxes:
            self.drawn.append(Hung(keys, boxes))
        refers = any(name_of(each) in ("blip", "imagedata") for each in drawing.iter())
        if words or not (boxes or keys or refers):
            self.left_out.drawing(words)

    def _formula(self, element: Element) -> None:
        words = words_in(element)
        self._say(words, frozenset(), "")
        self.left_out.formula(words)

    def _note_size(self, properties: Element | None) -> None:
        size = value(child(properties, "sz"), "val")
        small = size.isdigit() and int(size) <= SMALL * self.styles.base_size
        self.sizes.add(small)


def _wrapped(part: Element) -> Element:
    """The part as the only one of its kind: who looks within, finds it."""
    outer = Element("part")
    outer.append(part)
    return outer
