"""What the styles of a Word file say: headline, cross-head, caption, quote, list, bold; and where
each of its numberings stands while the file is read."""

from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from editor.interchange.arriving.text_flow import set_mark
from editor.interchange.office.copy_flow import Shape
from editor.interchange.office.labels import Label, Level, next_label
from editor.interchange.office.package import child, children, name_of, value
from editor.interchange.office.style_names import shape_of_name
from editor.late import frozen
from editor.story.runs import Mark

_CHAIN = 20  # styles based on styles; Word itself stops at ten or so
_OFF = ("0", "false", "off", "none")
_BY_PROPERTY = {"b": Mark.BOLD, "i": Mark.ITALIC, "strike": Mark.STRIKE, "dstrike": Mark.STRIKE}
_HALF_POINTS = 22  # Word's own size of letters where a file gives none

Number = tuple[str, int]  # numId and level from 0


@frozen
class WordStyle:
    name: str
    based_on: str
    properties: Element | None  # rPr
    outline: int | None
    number: Number | None


@frozen
class WordStyles:
    """Styles by id."""

    styles: dict[str, WordStyle] = field(default_factory=dict)
    base_size: int = _HALF_POINTS

    @classmethod
    def of(cls, root: Element | None) -> "WordStyles":
        styles = {value(each, "styleId"): _style(each) for each in children(root, "style")}
        defaults = child(root, "docDefaults", "rPrDefault", "rPr", "sz")
        normal = next((s for s in styles.values() if s.name.casefold() == "normal"), None)
        own = child(normal.properties, "sz") if normal else None
        size = whole(value(own, "val")) or whole(value(defaults, "val")) or _HALF_POINTS
        return cls(styles, size)

    def chain(self, style_id: str) -> list[WordStyle]:
        """The style and those it is based on."""
        found: list[WordStyle] = []
        while style_id in self.styles and len(found) < _CHAIN:
            found.append(self.styles[style_id])
            style_id = found[-1].based_on
        return found

    def name(self, style_id: str) -> str:
        return self.styles[style_id].name if style_id in self.styles else style_id

    def shape(self, style_id: str) -> Shape:
        """What a paragraph of this style is."""
        for style in self.chain(style_id):
            if shape := shape_of_name(style.name):
                return shape
            if style.outline is not None:
                return Shape("heading", level=2 if style.outline < 2 else 3)
        return Shape()

    def number(self, style_id: str) -> Number | None:
        """The numbering that comes with the style."""
        numbers = (style.number for style in self.chain(style_id))
        return next((number for number in numbers if number is not None), None)

    def size(self, style_id: str) -> int:
        """Half points; 0 when no style says."""
        sizes = (whole(value(child(s.properties, "sz"), "val")) for s in self.chain(style_id))
        return next((size for size in sizes if size), 0)

    def is_hidden(self, properties: Element | None, style_id: str) -> bool:
        """Whether a run with these properties (rPr) in a paragraph of that style is not shown."""
        own = value(child(properties, "rStyle"), "val")
        looks = [properties, *(s.properties for name in (own, style_id) for s in self.chain(name))]
        said = (switch for look in looks if (switch := child(look, "vanish")) is not None)
        return is_on(next(said, None))

    def font(self, properties: Element | None) -> str:
        """The font of a run's letters; "" when it is that of the paragraph."""
        own = value(child(properties, "rStyle"), "val")
        looks = [properties, *(style.properties for style in self.chain(own))]
        fonts = (value(child(look, "rFonts"), "ascii") for look in looks)
        return next((font for font in fonts if font), "")

    def is_prompt(self, properties: Element | None) -> bool:
        """Whether the words only ask somebody to type here."""
        style = self.name(value(child(properties, "rStyle"), "val"))
        return style.casefold().replace(" ", "") == "placeholdertext"

    def marks(self, properties: Element | None) -> frozenset[Mark]:
        """The marks of a run with these properties (rPr), its character style included."""
        marks: set[Mark] = set()
        own_style = value(child(properties, "rStyle"), "val")
        for style in reversed(self.chain(own_style)):
            if style.name.casefold() not in ("hyperlink", "followedhyperlink"):
                _apply(style.properties, marks)
        _apply(properties, marks)
        return frozenset(marks)


def _style(element: Element) -> WordStyle:
    paragraph = child(element, "pPr")
    outline = whole(value(child(paragraph, "outlineLvl"), "val", "9"), 9)
    return WordStyle(
        name=value(child(element, "name"), "val"),
        based_on=value(child(element, "basedOn"), "val"),
        properties=child(element, "rPr"),
        outline=outline if outline < 9 else None,
        number=number_of(paragraph),
    )


def number_of(properties: Element | None) -> Number | None:
    """What a paragraph's properties (pPr) say of its numbering."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    level = whole(value(child(numbering, "ilvl"), "val"))
    return value(child(numbering, "numId"), "val"), min(level, 8)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `<w:b/>` is there and not turned off."""
    return element is not None and value(element, "val", "1").lower() not in _OFF


def _apply(properties: Element | None, marks: set[Mark]) -> None:
    for each in properties if properties is not None else ():
        name = name_of(each)
        if name in _BY_PROPERTY:
            set_mark(marks, _BY_PROPERTY[name], is_on(each))
        elif name == "u":
            set_mark(marks, Mark.UNDERLINE, is_on(each))
        elif name == "vertAlign":
            where = value(each, "val")
            set_mark(marks, Mark.SUPERSCRIPT, where == "superscript")
            set_mark(marks, Mark.SUBSCRIPT, where == "subscript")


def whole(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default


Levels = dict[int, Level]


@dataclass(slots=True)
class WordNumbers:
    """`lists` says of a numbering which definition it counts in and what it says of its levels;
    numberings of one definition go on in each other."""

    lists: dict[str, tuple[str, Levels]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)  # of levels not met yet
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None, styles: WordStyles) -> "WordNumbers":
        definitions = {value(each, "abstractNumId"): each for each in children(root, "abstractNum")}
        used = {
            value(each, "numId"): value(child(each, "abstractNumId"), "val")
            for each in children(root, "num")
        }
        numbers = cls()
        for each in children(root, "num"):
            key = value(each, "numId")
            definition = used[key]
            if link := value(child(definitions.get(definition), "numStyleLink"), "val"):
                styled = styles.number(link)
                definition = used.get(styled[0], definition) if styled else definition
            levels = _levels(definitions.get(definition))
            overrides, restarts = _overrides(each, levels)
            numbers.lists[key] = definition, levels | overrides
            numbers.restarts[key] = restarts
        return numbers

    def label(self, number: Number) -> Label | None:
        """Of the next item of this numbering; None when it numbers nothing."""
        key, level = number
        if key in ("", "0"):  # numbering taken off
            return None
        definition, levels = self.lists.get(key, ("", {}))
        start = self.restarts.get(key, {}).pop(level, None)
        label = next_label(levels, level, self._counts.setdefault(definition, {}), start)
        has_dot = level in levels and levels[level].is_dot
        return label if label.words or has_dot else None


def _levels(element: Element | None) -> Levels:
    return {whole(value(each, "ilvl")): _level(each) for each in children(element, "lvl")}


def _level(element: Element) -> Level:
    at = whole(value(element, "ilvl"))
    form = child(element, "numFmt")
    own = value(form, "val", "decimal")
    usual = "" if own in ("none", "bullet") else f"%{at + 1}."
    text = value(child(element, "lvlText"), "val", usual)
    start = whole(value(child(element, "start"), "val", "1"), 1)
    restarts = value(child(element, "lvlRestart"), "val") != "0"
    return Level(own, text, start, restarts)


def _overrides(number: Element, levels: Levels) -> tuple[Levels, dict[int, int]]:
    """What a numbering says otherwise than its definition, and where it begins again."""
    changed: Levels = {}
    starts: dict[int, int] = {}
    for each in children(number, "lvlOverride"):
        at = whole(value(each, "ilvl"))
        own = _levels(each)
        level = own.get(at, levels.get(at, Level(text=f"%{at + 1}.")))
        start = value(child(each, "startOverride"), "val")
        if start or at in own:
            starts[at] = whole(start, level.start)
        changed[at] = replace(level, start=starts.get(at, level.start))
    return changed, starts
