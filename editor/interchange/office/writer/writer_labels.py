"""How lists of an OpenDocument text count, and where each of them stands while it is read."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.interchange.office.labels import WRITER_FORMS, Label, Level, next_label
from editor.interchange.office.word.word_styles import whole
from editor.interchange.office.xml_part import name_of, value

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
