"""The marks of a text, block by block, and which blocks must be read (again).

Counts only: no Qt here, and no words are judged. It follows changes at the cost of what changed;
a word that becomes known takes away just the marks that carry it.
"""

from collections.abc import Iterable

from editor.language.flags import FlagKind
from editor.late import frozen, slotted

STORY = "story"  # where a word may be known; all other places are kinds of the newsroom's words
OF_WORDS = (FlagKind.UNKNOWN, FlagKind.NAME)  # gone as soon as the word is known


@frozen
class Mark:
    """A place in a block, in UTF-16 units from its start, and the word that stands there."""

    start: int
    end: int
    kind: FlagKind
    word: str

    def moved(self, by: int) -> "Mark":
        return Mark(self.start + by, self.end + by, self.kind, self.word)


NO_MARKS: tuple[Mark, ...] = ()


@slotted(eq=False)  # by identity: blocks change their numbers all the time
class _Line:
    marks: tuple[Mark, ...]


class ProofSheet:
    """Blocks by their numbers; a new sheet has read none of them.

    Attributes:
        count: how many marks there are.
    """

    def __init__(self, blocks: int) -> None:
        self.count = 0
        self._lines: list[_Line | None] = [None] * blocks
        self._due = bytearray(b"\1" * blocks)
        self._lines_of: dict[str, set[_Line]] = {}

    @property
    def blocks(self) -> int:
        return len(self._lines)

    def marks(self, number: int) -> tuple[Mark, ...]:
        line = self._lines[number] if 0 <= number < len(self._lines) else None
        return line.marks if line is not None else NO_MARKS

    def next_due(self, start: int = 0, end: int | None = None) -> int:
        """The first block from `start` on that must be read; -1 when there is none."""
        return self._due.find(1, start, len(self._due) if end is None else end)

    def next_marked(self, start: int, end: int, step: int = 1) -> int:
        """The first block with marks in `range(start, end, step)`; -1 when there is none."""
        return next((n for n in range(start, end, step) if self.marks(n)), -1)

    def read_again(self) -> None:
        """All of it, the marks standing until then."""
        self._due = bytearray(b"\1" * len(self._lines))

    def read_again_with(self, words: Iterable[str]) -> None:
        """The blocks in which these words carry a mark."""
        lines = {line for word in words for line in self._lines_of.get(word, ())}
        if lines:
            for number, line in enumerate(self._lines):
                self._due[number] |= line in lines

    def put(self, number: int, marks: tuple[Mark, ...]) -> bool:
        """What was found in a block; whether it is another thing than before."""
        self._due[number] = 0
        if self.marks(number) == marks:
            return False
        self._drop(number)
        if marks:
            self._enter(number, marks)
        return True

    def replace(self, first: int, old: int, new: int) -> None:
        """`new` blocks came to stand where `old` stood before."""
        for number in range(first, first + old):
            self._drop(number)
        self._lines[first : first + old] = [None] * new
        self._due[first : first + old] = b"\1" * new

    def edit(self, number: int, at: int, removed: int, added: int) -> None:
        """Something changed inside a block: marks behind it move along, those touched go."""
        self._due[number] = 1
        line = self._lines[number]
        if line is None or removed == added:  # another look, or words about to be read again
            return
        by = added - removed
        kept = tuple(
            mark if mark.end <= at else mark.moved(by)
            for mark in line.marks
            if mark.end <= at or mark.start >= at + removed
        )
        if len(kept) == len(line.marks):
            line.marks = kept  # of the same words
            return
        self._drop(number)
        if kept:
            self._enter(number, kept)

    def words(self) -> list[str]:
        """Every word that is marked because nobody knows it, once."""
        return list(self._lines_of)

    def forget(self, words: Iterable[str]) -> bool:
        """Takes away the marks of words that are known now; whether there were any."""
        before = self.count
        for word in words:
            for line in self._lines_of.pop(word, ()):
                kept = tuple(mark for mark in line.marks if not _waits_for(mark, word))
                self.count -= len(line.marks) - len(kept)
                line.marks = kept
        return self.count != before

    def _enter(self, number: int, marks: tuple[Mark, ...]) -> None:
        line = self._lines[number] = _Line(marks)
        self.count += len(marks)
        for mark in marks:
            if mark.kind in OF_WORDS:
                self._lines_of.setdefault(mark.word, set()).add(line)

    def _drop(self, number: int) -> None:
        line = self._lines[number]
        if line is None:
            return
        self._lines[number] = None
        self.count -= len(line.marks)
        for mark in line.marks:
            lines = self._lines_of.get(mark.word)
            if lines is not None:
                lines.discard(line)
                if not lines:
                    del self._lines_of[mark.word]


def _waits_for(mark: Mark, word: str) -> bool:
    return mark.word == word and mark.kind in OF_WORDS
