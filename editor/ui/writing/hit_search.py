"""Looks through several texts for one query, a slice at a time, so that nobody's typing waits.

Plain words are found here between two events; an expression goes to a process of its own, which
is stopped when it takes too long.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from editor.desk.expression_child import command, question
from editor.desk.expressions import environment, read_answer
from editor.story.matching import BadExpression, Match, Matcher, Query, Replacement
from editor.ui.writing.text_hits import Hits, TextHits

SLICE = 30_000  # characters: some milliseconds
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
        self._turn.start()

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
        text = next((each for each in self._texts if not each.is_read), None)
        if text is None:
            self.progressed.emit()
            waiting, self._waiting = self._waiting, []
            for then in waiting:
                then()
            return
        numbers = text.unread(SLICE if self._matcher else EXPRESSION_SLICE)
        words = [text.text(number) for number in numbers]
        if self._matcher is not None:
            text.put(numbers, words, [self._matcher.find(each) for each in words])
            self.progressed.emit()
            self._turn.start()
        else:
            self._asked = (text, numbers, words, text.changes)
            self._ask(words)

    # -- the process for expressions

    def _ask(self, words: list[str]) -> None:
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
        program, *arguments = command()
        child.start(program, arguments)
        return child

    def _read(self) -> None:
        child = self._child
        if child is None or self.sender() is not child or self._asked is None:
            return
        if not child.canReadLine() and child.state() is not QProcess.ProcessState.NotRunning:
            return
        line = child.readLine().data() if child.canReadLine() else b""
        if not line:
            self._end_child()
        self._take(line)

    def _take(self, line: bytes) -> None:
        asked, self._asked = self._asked, None
        if asked is None or not self._running:
            return
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
            self.progressed.emit()
        self._turn.start()

    def _end_child(self) -> None:
        child, self._child, self._asked = self._child, None, None
        if child is None:
            return
        for signal in (child.readyReadStandardOutput, child.finished, child.errorOccurred):
            signal.disconnect(self._read)
        child.kill()
        child.waitForFinished(1000)
        child.deleteLater()


def within(hit: Match, start: int, end: int) -> bool:
    """Whether this is the hit from `start` to `end`."""
    return (hit.start, hit.end) == (start, end)
