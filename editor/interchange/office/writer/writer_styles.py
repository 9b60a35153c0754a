"""What the styles of an OpenDocument text say: shape of paragraphs, look of words, how lists count.

A word processor makes an automatic style of every look somebody gave by hand, of whole
paragraphs too; a named style says what a paragraph is, an automatic one how it looks.
"""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.interchange.arriving.text_flow import set_mark
from editor.interchange.office.copy_flow import Shape
from editor.interchange.office.labels import WRITER_FORMS, Label, Level, next_label
from editor.interchange.office.package import child, children, name_of, value
from editor.interchange.office.style_names import is_contents, shape_of_name
from editor.interchange.office.word.word_styles import whole
from editor.late import frozen, regex
from editor.story.runs import Mark

Levels = dict[int, Level]
_NUMBER = frozenset({"list-level-style-number", "outline-level-style"})
MAX_LEVELS = 10


def levels_of(style: Element) -> Levels:
    """The levels, from 0, of a list style or of the numbering of headings."""
    levels: Levels = {}
    for each in style:
        at = whole(value(each, "level")) - 1
        if not 0 <= at < MAX_LEVELS:
            continue
        form = WRITER_FORMS.get(value(each, "num-format"), "none")
        if value(each, "num-format") and form == "none":
            form = "decimal"
        if name_of(each) not in _NUMBER:
            levels[at] = Level("bullet", value(each, "bullet-char"))
            continue
        first = max(0, at + 1 - max(1, whole(value(each, "display-levels"), 1)))
        counts = ".".join(f"%{place + 1}" for place in range(first, at + 1))
        text = counts if form != "none" else ""
        text = f"{value(each, 'num-prefix')}{text}{value(each, 'num-suffix')}"
        levels[at] = Level(form, text, whole(value(each, "start-value"), 1))
    return levels


@dataclass(slots=True)
class WriterLists:
    """`styles` are the levels by a list style's name."""

    styles: dict[str, Levels] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)
    _of_style: dict[str, dict[int, int]] = field(default_factory=dict)  # as it last stood
    _of_list: dict[str, dict[int, int]] = field(default_factory=dict)

    def begin(self, element: Element, style: str) -> None:
        """A list that stands in no other one."""
        self._counts = {}
        if after := value(element, "continue-list"):
            self._counts = self._of_list.get(after, {})
        elif value(element, "continue-numbering") == "true":
            self._counts = self._of_style.get(style, {})
        self._of_style[style] = self._counts
        if key := value(element, "id"):
            self._of_list[key] = self._counts

    def resume(self, key: str) -> None:
        """Go on where the paragraphs numbered under this key stand."""
        self._counts = self._of_list.setdefault(key, {})

    def label(self, style: str, level: int, start: str = "") -> Label:
        """Of the next item at `level`, from 1; `start` is what the item itself begins with."""
        levels = {level - 1: Level("bullet", "•"), **self.styles.get(style, {})}
        begins = whole(start, -1)
        return next_label(levels, level - 1, self._counts, begins if begins >= 0 else None)


_CHAIN = 20
_ESCAPE = regex(r"_([0-9a-f]{2,4})_")
_LINK_STYLES = frozenset({"Internet_20_link", "Visited_20_Internet_20_Link"})
_POINTS = regex(r"(\d+(?:\.\d+)?)pt")
_BASE_SIZE = 12.0
OUTLINE = "\0outline"  # no list style is called so


@frozen
class WriterStyle:
    name: str
    parent: str
    properties: Element | None  # text-properties
    automatic: bool


@frozen
class WriterStyles:
    """`lists` are the levels of list styles by name, those of headings under `OUTLINE`."""

    styles: dict[tuple[str, str], WriterStyle] = field(default_factory=dict)
    lists: dict[str, Levels] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, *roots: Element | None) -> "WriterStyles":
        styles: dict[tuple[str, str], WriterStyle] = {}
        lists: dict[str, Levels] = {}
        fonts: dict[str, str] = {}
        for root in roots:
            for each in children(child(root, "font-face-decls"), "font-face"):
                fonts[value(each, "name")] = value(each, "font-family").strip("'\"")
            for group in ("styles", "automatic-styles"):
                place = child(root, group)
                automatic = group == "automatic-styles"
                for each in children(place, "style"):
                    key = value(each, "family"), value(each, "name")
                    styles[key] = _style(each, automatic=automatic)
                for each in children(place, "list-style"):
                    lists[value(each, "name")] = levels_of(each)
                for each in children(place, "outline-style"):
                    lists[OUTLINE] = levels_of(each)
        return cls(styles, lists, fonts)

    def chain(self, family: str, name: str) -> list[WriterStyle]:
        found: list[WriterStyle] = []
        while (family, name) in self.styles and len(found) < _CHAIN:
            found.append(self.styles[family, name])
            name = found[-1].parent
        return found

    def shape(self, name: str) -> Shape:
        """What a paragraph of this style is."""
        for style in self.chain("paragraph", name):
            if shape := shape_of_name(style.name):
                return shape
        return shape_of_name(_plain(name)) or Shape()

    def is_contents(self, name: str) -> bool:
        return any(is_contents(style.name) for style in self.chain("paragraph", name))

    def look(self, family: str, name: str, outer: frozenset[Mark]) -> frozenset[Mark]:
        """The marks of words of this style among words marked `outer`. A paragraph looks as its
        named style says by itself; only what was given by hand is a mark."""
        marks = set(outer)
        for style in reversed(self.chain(family, name)):
            if (family == "paragraph" and not style.automatic) or style.name in _LINK_STYLES:
                continue
            _apply(style.properties, marks)
        return frozenset(marks)

    def is_hidden(self, family: str, name: str) -> bool:
        styles = self.chain(family, name)
        return any(value(style.properties, "display") == "none" for style in styles)

    def font(self, family: str, name: str) -> str:
        """The font a style gives its letters; "" when it leaves them as they are."""
        for style in self.chain(family, name):
            face = value(style.properties, "font-name")
            if font := self.fonts.get(face, face) or value(style.properties, "font-family"):
                return font.strip("'\"")
        return ""

    def size(self, family: str, name: str) -> float:
        """Points; 0 when no style says."""
        for style in self.chain(family, name):
            if match := _POINTS.fullmatch(value(style.properties, "font-size")):
                return float(match[1])
        return 0.0

    @property
    def base_size(self) -> float:
        return self.size("paragraph", "Standard") or _BASE_SIZE


def _style(element: Element, *, automatic: bool) -> WriterStyle:
    name = value(element, "display-name") or _plain(value(element, "name"))
    properties = child(element, "text-properties")
    return WriterStyle(name, value(element, "parent-style-name"), properties, automatic)


def _plain(name: str) -> str:
    """`Heading_20_1` as people read it."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), name)


def _apply(properties: Element | None, marks: set[Mark]) -> None:
    if properties is None:
        return
    if weight := value(properties, "font-weight"):
        bold = weight == "bold" or (weight.isdigit() and int(weight) >= 600)
        set_mark(marks, Mark.BOLD, bold)
    if slant := value(properties, "font-style"):
        set_mark(marks, Mark.ITALIC, slant in ("italic", "oblique"))
    if line := value(properties, "text-underline-style"):
        set_mark(marks, Mark.UNDERLINE, line != "none")
    strike = value(properties, "text-line-through-style") or value(
        properties, "text-line-through-type"
    )
    if strike:
        set_mark(marks, Mark.STRIKE, strike != "none")
    if position := value(properties, "text-position"):
        place = position.split()[0]
        raised = place == "super" or (place.endswith("%") and place[:1].isdigit() and place != "0%")
        set_mark(marks, Mark.SUPERSCRIPT, raised)
        set_mark(marks, Mark.SUBSCRIPT, place == "sub" or place.startswith("-"))
