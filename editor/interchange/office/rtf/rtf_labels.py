"""Labels that a rich text file has written before its list items, read as what they count."""

import re
from dataclasses import dataclass, field

from editor.interchange.office.labels import Label

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
class RtfLabels:
    """Knows how far the letters of each level are: `i.` follows on `h.`, or is a Roman one."""

    _letters: dict[int, int] = field(default_factory=dict)

    def read(self, written: str | None, level: int, *, ordered: bool) -> Label:
        words = " ".join((written or "").split())
        if figures := _FIGURES.fullmatch(words):
            return Label(words, int(figures[1]))
        if ordered and (letter := _LETTER.fullmatch(words)):
            values = _values(letter[1].lower())
            following = self._letters.get(level, 0) + 1
            number = following if following in values else min(values, default=0)
            self._letters[level] = number
            return Label(words, number, lettered=True)
        return Label(words) if _WORDS.search(words) or _ORDERED.match(words) else Label()


def _values(letters: str) -> set[int]:
    """What a letter or a Roman number may count."""
    values = {ord(letters) - 96} if len(letters) == 1 else set[int]()
    if set(letters) <= _ROMAN.keys():
        figures = [_ROMAN[each] for each in letters]
        values.add(sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True)))
    return values
