"""One block read for marks, in parts short enough for a moment between two key presses."""

from collections.abc import Sequence
from typing import Protocol

from editor.language.flags import Flag
from editor.ui.words.proof_sheet import Mark
from editor.ui.words.prose import Prose, Stretch
from editor.ui.words.units import to_units

PART = 2_000  # characters, read in about a millisecond
_ENDS = ("\n", ". ", "。", " ")  # where a part may end, the best first


class Reader(Protocol):
    """`editor.language.spelling.check_text` with the lexicon already given."""

    def __call__(
        self, text: str, *, quiet: Sequence[Stretch] = (), italic: Sequence[Stretch] = ()
    ) -> tuple[Flag, ...]: ...


class Reading:
    """A block under way: each `step` reads a part. `marks` are those found so far.

    `number` is the block's; whoever holds this drops it when the text changes.
    """

    def __init__(self, number: int, prose: Prose, read: Reader) -> None:
        self.number = number
        self._prose = prose
        self._read = read
        self._flags: list[Flag] = []
        self._at = 0

    def step(self) -> bool:
        """Reads on; False when all of it has been read."""
        text = self._prose.text
        end = _part_end(text, self._at)
        part = self._prose if end - self._at == len(text) else self._prose.part(self._at, end)
        by = self._at
        flags = self._read(part.text, quiet=part.quiet, italic=part.italic)
        if by:
            flags = [Flag(f.start + by, f.end + by, f.kind, f.word) for f in flags]
        self._flags += flags
        self._at = end
        return end < len(text)

    def marks(self) -> tuple[Mark, ...]:
        """In units of the block. Flags come in order and none lies over another."""
        places = (place for flag in self._flags for place in (flag.start, flag.end))
        units = to_units(self._prose.text, places)
        return tuple(Mark(next(units), next(units), f.kind, f.word) for f in self._flags)


def _part_end(text: str, start: int) -> int:
    last = start + PART
    if len(text) <= last:
        return len(text)
    for sign in _ENDS:
        found = text.rfind(sign, start + PART // 2, last)
        if found >= 0:
            return found + len(sign)
    return last
