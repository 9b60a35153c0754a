"""Looks through several texts for one query, a slice at a time, so that nobody's typing waits.

Plain words are found here between two events; an expression goes to a process of its own, which
is stopped when it takes too long. What was found is kept block by block, in step with an editor at
the cost of what changed; nothing is ever written.
"""

from collections.abc import Callable, Sequence
from time import monotonic

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal
from PySide6.QtGui import QTextDocument

from editor.child import environment
from editor.desk.expression_child import question
from editor.desk.replacing import expression_command, read_answer
from editor.late import frozen
from editor.story.matching import BadExpression, Match, Matcher, Query, Replacement, utf16
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


SLICE = 15_000  # characters: a millisecond or two
TURN_SECONDS = 0.006  # what one turn may take from whoever types
EXPRESSION_SLICE = 200_000
EXPRESSION_SECONDS = 2.0

Asked = tuple[TextHits, list[int], list[str], int]


class HitSearch(QObject):
    """Signals:
    progressed(): more is known than before.
    failed(str): the expression cannot be read or takes too long, in a sentence.
    """

    progressed = Signal()
    failed = Signal(str)

    def __init__(self, texts: Sequence[TextHits], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = tuple(texts)
        self._query = Query("")
        self._new: Replacement | None = None
        self._matcher: Matcher | None = None
        self._running = False
        self._child: QProcess | None = None
        self._ending: list[QProcess] = []
        ending = self._ending  # not `self`, which is no more when this is called
        self.destroyed.connect(lambda: [_end(child) for child in ending])
        self._asked: Asked | None = None
        self._waiting: list[Callable[[], None]] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)
        for each in self._texts:
            each.stale.connect(self._wake)

    @property
    def query(self) -> Query:
        return self._query

    @property
    def is_done(self) -> bool:
        return not self._running or all(each.is_read for each in self._texts)

    @property
    def count(self) -> int:
        return sum(each.count for each in self._texts)

    def look_for(self, query: Query, replacement: Replacement | None) -> None:
        """Begin anew. An empty query finds nothing."""
        self.stop()
        self._query, self._new = query, replacement
        for each in self._texts:
            each.follow()
        if not query.words:
            self.progressed.emit()
            return
        if not query.expression:
            self._matcher = Matcher(query, replacement)
        self._running = True
        self._go_on()  # at once: a story of usual length is looked through before it is painted

    def stop(self) -> None:
        """Nothing is looked for any more."""
        self._running = False
        self._matcher = None
        self._turn.stop()
        self._waiting.clear()
        if self._asked is not None:
            # Whatever it is at work on is of no use now.
            self._end_child()

    def leave(self) -> None:
        """Nothing is looked for, and no text is followed."""
        self.stop()
        self._end_child()
        for each in self._texts:
            each.leave()

    def when_done(self, then: Callable[[], None]) -> None:
        """Call `then` once every text has been looked through; now when it has."""
        if self.is_done:
            then()
        else:
            self._waiting.append(then)

    def _wake(self) -> None:
        if self._running:
            self._turn.start()

    def _go_on(self) -> None:
        if not self._running or self._asked is not None:
            return
        until = monotonic() + TURN_SECONDS
        while (text := next((each for each in self._texts if not each.is_read), None)) is not None:
            if self._matcher is None:
                self._ask(text)
                break
            numbers = text.unread(SLICE)
            words = [text.text(number) for number in numbers]
            text.put(numbers, words, [self._matcher.find(each) for each in words])
            if monotonic() > until:
                self._turn.start()
                break
        self.progressed.emit()
        if self.is_done:
            waiting, self._waiting = self._waiting, []
            for then in waiting:
                then()

    # -- the process for expressions

    def _ask(self, text: TextHits) -> None:
        numbers = text.unread(EXPRESSION_SLICE)
        words = [text.text(number) for number in numbers]
        self._asked = (text, numbers, words, text.changes)
        if self._child is None:
            self._child = self._start_child()
        self._child.write(question(self._query, self._new, words, EXPRESSION_SECONDS))

    def _start_child(self) -> QProcess:
        child = QProcess(self)
        around = QProcessEnvironment.systemEnvironment()
        for name, value in environment().items():
            around.insert(name, value)
        child.setProcessEnvironment(around)
        child.setStandardErrorFile(QProcess.nullDevice())
        child.readyReadStandardOutput.connect(self._read)
        child.finished.connect(self._read)
        child.errorOccurred.connect(self._read)
        program, *arguments = expression_command()
        child.start(program, arguments)
        self._ending.append(child)
        return child

    def _read(self) -> None:
        child = self._child
        if child is None or self.sender() is not child or self._asked is None:
            return
        if not child.canReadLine() and child.state() is not QProcess.ProcessState.NotRunning:
            return
        line = bytes(child.readLine().data()) if child.canReadLine() else b""
        asked, self._asked = self._asked, None
        if not line:
            self._end_child()
        if self._running:
            self._take(asked, line)

    def _take(self, asked: Asked, line: bytes) -> None:
        text, numbers, words, changes = asked
        try:
            found: list[Hits] = read_answer(line)
        except BadExpression as error:
            self._running = False
            self._waiting.clear()
            self.failed.emit(str(error))
            return
        if changes == text.changes:
            text.put(numbers, words, found)
        self._go_on()

    def _end_child(self) -> None:
        child, self._child, self._asked = self._child, None, None
        if child is None:
            return
        for signal in (child.readyReadStandardOutput, child.finished, child.errorOccurred):
            signal.disconnect(self._read)
        self._ending.remove(child)
        _end(child)
        child.deleteLater()


def _end(child: QProcess) -> None:
    child.kill()
    child.waitForFinished(1000)
