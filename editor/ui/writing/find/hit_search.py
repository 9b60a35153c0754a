"""Looks through several texts for one query, a slice at a time, so that nobody's typing waits.

Plain words are found here between two events; an expression goes to a process of its own, which
is stopped when it takes too long.
"""

from collections.abc import Callable, Sequence
from time import monotonic

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from editor.child import environment
from editor.desk.expression_child import question
from editor.desk.replacing import expression_command, read_answer
from editor.story.matching import BadExpression, Matcher, Query, Replacement
from editor.ui.writing.find.text_hits import Hits, TextHits

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
