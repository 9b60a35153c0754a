"""The hits in one text, block by block, kept in step with an editor at the cost of what changed.

It searches nothing itself and never writes: `HitSearch` asks for the blocks that nobody has looked
at yet and hands back what was found in them.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

from editor.late import frozen
from editor.story.matching import Match, utf16
from editor.ui.writing.document.live_document import changed_blocks
from editor.ui.writing.document.shapes import OBJECT

Hits = tuple[Match, ...]  # places counted in UTF-16 units, as Qt counts


class TextHits(QObject):
    """Follows one QTextDocument while `following`; otherwise it costs nothing.

    Signals:
        stale(): blocks changed, and nobody has looked at them since.
    """

    stale = Signal()

    def __init__(self, source: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._hits: list[Hits | None] = []
        self._unread = 0  # no block before this one is stale
        self._following = False
        self.changes = 0  # how often the text changed; an answer from before is dropped

    def follow(self) -> None:
        """From now on; nothing has been looked at."""
        if not self._following:
            self._following = True
            self._source.contentsChange.connect(self._on_contents_change)
        self.forget()

    def leave(self) -> None:
        if self._following:
            self._following = False
            self._source.contentsChange.disconnect(self._on_contents_change)
        self._hits = []

    def forget(self) -> None:
        """Something else is looked for."""
        self.changes += 1
        self._hits = [None] * self._source.blockCount()
        self._unread = 0

    @property
    def count(self) -> int:
        return sum(len(hits) for hits in self._hits if hits)

    @property
    def is_read(self) -> bool:
        return self._unread >= len(self._hits)

    def text(self, block: int) -> str:
        return self._source.findBlockByNumber(block).text()

    def unread(self, most: int) -> list[int]:
        """Numbers of stale blocks from the first on, with about `most` characters in all."""
        numbers: list[int] = []
        length = 0
        block = self._source.findBlockByNumber(self._unread)
        while block.isValid() and length <= most:
            if self._hits[block.blockNumber()] is None:
                numbers.append(block.blockNumber())
                length += block.length()
            block = block.next()
        return numbers

    def put(self, blocks: Sequence[int], texts: Sequence[str], found: Sequence[Hits]) -> None:
        """What was found in these blocks, whose words have not changed since they were read."""
        for number, text, hits in zip(blocks, texts, found, strict=True):
            self._hits[number] = _in_utf16(text, hits)
        while self._unread < len(self._hits) and self._hits[self._unread] is not None:
            self._unread += 1

    def hits(self, block: int) -> Hits:
        return (self._hits[block] or ()) if block < len(self._hits) else ()

    def next_from(self, block: int, place: int) -> tuple[int, Match] | None:
        """The first hit that begins at this place of a block or behind it."""
        for number in range(block, len(self._hits)):
            for hit in self._hits[number] or ():
                if number > block or hit.start >= place:
                    return number, hit
        return None

    def last_before(self, block: int, place: int) -> tuple[int, Match] | None:
        """The last hit that begins before this place of a block."""
        for number in range(min(block, len(self._hits) - 1), -1, -1):
            for hit in reversed(self._hits[number] or ()):
                if number < block or hit.start < place:
                    return number, hit
        return None

    def count_before(self, block: int, place: int) -> int:
        whole = sum(len(hits) for hits in self._hits[:block] if hits)
        return whole + sum(hit.start < place for hit in self.hits(block))

    def all_hits(self) -> list[tuple[int, Match]]:
        return [(number, hit) for number, hits in enumerate(self._hits) for hit in hits or ()]

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        old, there = changed_blocks(self._source, position, added, len(self._hits))
        self._hits[old.start : old.stop] = [None] * there
        self._unread = min(self._unread, old.start)
        self.changes += 1
        self.stale.emit()


def _in_utf16(text: str, hits: Hits) -> Hits:
    # A photo or a rule is no word, whatever an expression makes of it.
    if OBJECT in text:
        hits = tuple(hit for hit in hits if OBJECT not in text[hit.start : hit.end])
    if text.isascii() or max(text) <= "\uffff":
        return hits
    return tuple(
        Match(utf16(text, hit.start), utf16(text, hit.end), hit.replacement) for hit in hits
    )


Place = tuple[int, int, int]  # text, block, UTF-16 units from its start
_BEYOND = 1 << 30  # a block behind all others


@frozen
class Found:
    """One hit: the text it stands in (an index of headline, deck, body, captions), the block."""

    text: int
    block: int
    match: Match

    @property
    def place(self) -> tuple[int, int, int]:
        return self.text, self.block, self.match.start


class HitOrder:
    def __init__(self, texts: Sequence[TextHits]) -> None:
        self._texts = texts

    def next_from(self, place: Place) -> Found | None:
        """The first hit that begins there or behind."""
        for text in range(place[0], len(self._texts)):
            block, start = place[1:] if text == place[0] else (0, 0)
            if found := self._texts[text].next_from(block, start):
                return Found(text, *found)
        return None

    def last_before(self, place: Place | None = None) -> Found | None:
        """The last hit that begins before a place; the last of all without one."""
        first = len(self._texts) - 1 if place is None else place[0]
        for text in range(first, -1, -1):
            here = place is not None and text == place[0]
            block, start = place[1:] if place is not None and here else (_BEYOND, 0)
            if found := self._texts[text].last_before(block, start):
                return Found(text, *found)
        return None

    def number(self, found: Found) -> int:
        """Which hit of all this is, from 1."""
        before = sum(each.count for each in self._texts[: found.text])
        within = self._texts[found.text].count_before(found.block, found.match.start)
        return before + within + 1
