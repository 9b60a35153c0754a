"""Labels of list items as a file has them: the document counts 1, 2, 3 from the first item on.

A label that says the same needs no words; any other stays as words before the paragraph, which
is then no item: `第三条`, `Question:`, a list that goes on at 4 after a paragraph.
"""

import re
from dataclasses import dataclass, field

from editor.interchange.office.copy_flow import Shape
from editor.interchange.office.left_out import LeftOut

_OPEN, _CLOSE = r"[(（\[]?", r"[.)、）:：．\]]?"
_FIGURES = re.compile(rf"{_OPEN}(\d{{1,4}}){_CLOSE}")
_LETTER = re.compile(rf"{_OPEN}([a-zA-Z]|[ivxlcIVXLC]{{1,7}}){_CLOSE}")
_ORDERED = re.compile(
    rf"{_OPEN}(?:\d|(?:[a-zA-Z]|[ivxlcIVXLC]{{1,7}})[.)、）:]$)"
    "|第|[一二三四五六七八九十]{1,3}[、.．)）]"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORDS = re.compile(r"[^\W\d_]{2,}|[\u4e00-\u9fff]")


def seems_ordered(label: str) -> bool:
    return _ORDERED.match(label.strip()) is not None


@dataclass(slots=True)
class ListLabels:
    """Counts as the document will; asked for every paragraph that has words, in order."""

    left_out: LeftOut
    _counts: dict[int, int] = field(default_factory=dict)  # items so far, by level
    _lettered: list[str] = field(default_factory=list)

    def of(self, shape: Shape, label: str | None) -> tuple[Shape, str]:
        """The paragraph's shape, and the label that has to stay as words."""
        label = " ".join((label or "").split())
        if not shape.is_item:
            self._counts.clear()
            return shape, label if _WORDS.search(label) or _ORDERED.match(label) else ""
        for level in [each for each in self._counts if each > shape.level]:
            del self._counts[level]
        number = self._counts.get(shape.level, 0) + 1
        if not shape.ordered:
            number = 0  # an ordered list after a bullet begins anew
        if label and not self._says_the_same(label, shape, number):
            self._counts.clear()
            return Shape(), label
        self._counts[shape.level] = number
        return shape, ""

    def finish(self) -> None:
        said = ", ".join(dict.fromkeys(self._lettered))
        self.left_out.words("labels of lists, which count in figures here", said)

    def _says_the_same(self, label: str, shape: Shape, number: int) -> bool:
        if not shape.ordered:
            return _WORDS.search(label) is None and not _FIGURES.fullmatch(label)
        if figures := _FIGURES.fullmatch(label):
            return int(figures[1]) == number
        letter = _LETTER.fullmatch(label)
        if letter is None or shape.level < 2 or number not in _values(letter[1].lower()):
            return False
        self._lettered.append(label)
        return True


def _values(letters: str) -> set[int]:
    """What a letter or a roman number may count."""
    values = {ord(letters) - 96} if len(letters) == 1 else set[int]()
    if set(letters) <= _ROMAN.keys():
        figures = [_ROMAN[each] for each in letters]
        values.add(sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True)))
    return values
