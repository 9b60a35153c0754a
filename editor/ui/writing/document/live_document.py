"""The body's value, kept in step with an editor at the cost of what was changed.

A pause in the typing reads only the lines touched since the last one. It never writes to the
editor, and never reads while somebody types.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtGui import QTextDocument

from editor.late import frozen, slotted
from editor.story.document import Blockquote, Document, ListBlock
from editor.story.runs import copy_of
from editor.story.text import Counts
from editor.ui.writing.document.document_reader import counted, read_block
from editor.ui.writing.document.lines import Assembly, Kind, Line, assemble


@slotted(eq=False)  # compared by identity, or looking up None is slow
class _Read:
    """One QTextBlock as it was read: its lines and, once asked for, their share of the counts."""

    lines: tuple[Line, ...]
    counted: Counts | None = None

    def counts(self) -> Counts:
        if self.counted is None:
            self.counted = Counts.of("\n".join(map(_counted_text, self.lines)))
        return self.counted


def _words(lines: tuple[Line, ...]) -> int:
    return _Read(lines).counts().words


def _counted_text(line: Line) -> str:
    """The line's share of `Document.copy_text`."""
    if line.shape.kind in (Kind.PULL_QUOTE, Kind.ATTRIBUTION):
        return ""
    return copy_of(line.runs)


@frozen
class _Change:
    """Which QTextBlocks are as they were at the last assembly: so many before, so many behind.

    `old_count` is how many there were then.
    """

    kept_before: int
    kept_behind: int
    old_count: int

    def joined(self, later: "_Change") -> "_Change":
        before = min(self.kept_before, later.kept_before)
        return _Change(before, min(self.kept_behind, later.kept_behind), self.old_count)


# Blocks that may become one with what comes to stand before them.
_JOINING = (ListBlock, Blockquote)


def changed_blocks(source: QTextDocument, position: int, added: int, old: int) -> tuple[range, int]:
    """Which of `old` QTextBlocks a change took the place of, and how many there are now instead."""
    first = source.findBlock(position).blockNumber()
    last_block, count = source.findBlock(position + added), source.blockCount()
    # Qt counts the paragraph mark at the very end too: then there is no such block.
    last = last_block.blockNumber() if last_block.isValid() else count - 1
    replaced = last - first + 1 - (count - old)
    if first < 0 or replaced < 0 or first + replaced > old:
        return range(old), count
    return range(first, first + replaced), last - first + 1


class LiveDocument:
    """Follows one QTextDocument.

    Qt's block revisions do not serve here: they stay as they are when a mark or a kind changes.
    `contentsChange`, of which `follow` is told, tells of every change, but only in a document that
    has a layout.
    """

    def __init__(self, source: QTextDocument) -> None:
        self._source = source
        self._reads: list[_Read | None] = [None] * source.blockCount()
        self._assembly = Assembly(Document(), ())
        self._change: _Change | None = _Change(0, 0, 0)
        source.documentLayout()  # makes the layout, without which nothing is told

    def prime(self, lines: Sequence[Line], assembly: Assembly) -> None:
        """Tells what the source holds when it has just been written: `flattened`."""
        if len(lines) == self._source.blockCount():
            self._reads = [_Read((line,)) for line in lines]
            self._assembly, self._change = assembly, None

    def value(self) -> Document:
        return self._assembled().document

    def counts(self) -> Counts:
        """`Counts.of(value().copy_text)`, added up from the lines."""
        self._read()
        counts = [read.counts() for read in self._reads if read is not None]
        words = sum(each.words for each in counts)
        return Counts(words, sum(each.characters for each in counts))

    def words_between(self, start: int, end: int) -> int:
        """Words that count between two positions of the text; costs the lines at its edges."""
        self._read()
        first, last = self._source.findBlock(start), self._source.findBlock(end)
        if first == last:
            return _words(read_block(first, start - first.position(), end - first.position()))
        whole = self._reads[first.blockNumber() + 1 : last.blockNumber()]
        words = sum(read.counts().words for read in whole if read is not None)
        words += _words(read_block(first, start - first.position()))
        return words + _words(read_block(last, 0, end - last.position()))

    def document_block(self, block_number: int) -> int:
        """Index in `Document.blocks` of the block that a QTextBlock belongs to."""
        return max(0, bisect_right(self._assembled().starts, block_number) - 1)

    def first_text_block(self, index: int) -> int:
        """Number of the QTextBlock where a block of the document begins; the last if beyond."""
        starts = self._assembled().starts
        return starts[min(max(index, 0), len(starts) - 1)] if starts else 0

    def _assembled(self) -> Assembly:
        """`starts` of this assembly are numbers of QTextBlocks."""
        if self._change is not None:
            self._read()
            self._assembly = self._reassembled(self._assembly, self._change)
            self._change = None
        return self._assembly

    def _reassembled(self, old: Assembly, change: _Change) -> Assembly:
        """Only the blocks around the change are put together again."""
        begin = max(0, bisect_left(old.starts, change.kept_before) - 1)
        begin = bisect_left(old.starts, old.starts[begin]) if old.starts else 0
        end = bisect_right(old.starts, change.old_count - change.kept_behind)
        # What begins with a line that never joins its neighbours begins there in any case.
        while end < len(old.starts) and isinstance(old.document.blocks[end], _JOINING):
            end += 1
        moved = len(self._reads) - change.old_count
        first = old.starts[begin] if begin else 0
        last = old.starts[end] + moved if end < len(old.starts) else len(self._reads)
        lines: list[Line] = []
        numbers: list[int] = []
        in_table = False
        for number in range(first, last):
            read = self._reads[number]
            assert read is not None
            cell = read.lines[0].shape.is_cell
            if cell and not in_table:
                lines += counted(self._source.findBlockByNumber(number), read.lines)
            else:
                lines += read.lines
            in_table = cell
            numbers += [number] * len(read.lines)
        middle = assemble(lines)
        blocks = (*old.document.blocks[:begin], *middle.document.blocks, *old.document.blocks[end:])
        starts = (
            *old.starts[:begin],
            *(numbers[start] for start in middle.starts),
            *(start + moved for start in old.starts[end:]),
        )
        return Assembly(Document(blocks), starts)

    def _read(self) -> None:
        """Reads the blocks that changed."""
        start = 0
        while True:
            try:
                start = self._reads.index(None, start)
            except ValueError:
                return
            self._reads[start] = _Read(read_block(self._source.findBlockByNumber(start)))

    def follow(self, position: int, _removed: int, added: int) -> None:
        """Told of every change of the source while it is made."""
        old = len(self._reads)
        block = self._source.findBlock(position)
        known = self._change is not None and self._source.blockCount() == old
        if known and block.contains(position + added) and self._reads[block.blockNumber()] is None:
            return  # as for most letters: another one in a line that is to be read anyway
        replaced, now_there = changed_blocks(self._source, position, added, old)
        self._reads[replaced.start : replaced.stop] = [None] * now_there
        now = _Change(replaced.start, old - replaced.stop, old)
        self._change = now if self._change is None else self._change.joined(now)
