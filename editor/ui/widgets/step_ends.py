"""Where one step of undo ends while somebody writes: at a pause, behind a sentence, when the caret
goes elsewhere. Nothing here undoes anything.

Qt joins whatever is typed side by side into one step, a whole morning of it. It does so only in a
text that was changed since it was last called unmodified: calling it that ends the step, and
leaves no trace in the text or in its history.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor, QTextDocument

# What is done, in words for the menu.
TYPING = QT_TRANSLATE_NOOP("Steps", "typing")
DELETION = QT_TRANSLATE_NOOP("Steps", "deletion")
CUT = QT_TRANSLATE_NOOP("Steps", "cut")
PASTE = QT_TRANSLATE_NOOP("Steps", "paste")
MOVE = QT_TRANSLATE_NOOP("Steps", "move")
CHANGE = QT_TRANSLATE_NOOP("Steps", "change of the text")

PAUSE = 1.0  # seconds: whoever waits longer has thought about what comes next
LONGEST = 240  # keys of one step, which then ends with a word: for those who write no full stops
_LOOK_BACK = 8  # closing quotes and brackets behind a full stop
_ENDS = frozenset(".!?…")
_ENDS_OF_ITSELF = frozenset("。！？｡")  # behind these comes no blank
_CLOSERS = "\"'”’»)]）】」』》〉"

Clock = Callable[[], float]


class StepEnds:
    """Serves one text, told of every change that somebody makes in it by hand before it is made.

    Attributes:
        doing: what is done to the text now, marked for translation.
        joins: what an input method hands over goes on with the step before.
    """

    def __init__(self, document: QTextDocument, clock: Clock = monotonic) -> None:
        self._document = document
        self._clock = clock
        self._last = clock()
        self._keys = 0
        self._place = 0
        self._composed = False  # the last words came from an input method
        self._passed_on = (-1, -1)  # the caret and the steps there were behind the last letter
        self.joins = False
        self.doing: object = CHANGE

    def end(self) -> None:
        """Whatever comes next is another step."""
        self._document.setModified(False)
        self.doing = CHANGE
        self._keys = 0
        self._composed = False
        self._passed_on = (-1, -1)

    def before_key(self, event: QKeyEvent, cursor: QTextCursor, *, typed: bool) -> None:
        """A key is about to be handled, which writes something when `typed`; `after_key`
        follows."""
        if typed:
            if self._composed or self._paused() or self._parts(cursor, event.text()):
                self.end()
            self._keys += 1
            self.doing = TYPING
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            if self._composed or self._paused():
                self.end()  # Qt joins a run of them
            self.doing = DELETION
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.doing = TYPING
        else:
            self.doing = CUT if event.matches(QKeySequence.StandardKey.Cut) else CHANGE
        self._place = cursor.position()

    def after_key(self, event: QKeyEvent, cursor: QTextCursor) -> None:
        if not event.text() and cursor.position() != self._place:
            self.end()  # an arrow, Home, a page down

    @contextmanager
    def input_method(self, letter: str, cursor: QTextCursor) -> Iterator[None]:
        """An input method changes the text while this lasts. A phrase it has composed is a step;
        a `letter` that it only passes on from the keyboard goes on with those before, as typed.
        """
        here = (cursor.position(), self._document.availableUndoSteps())
        parts = self._paused() or here != self._passed_on or not letter
        self.joins = not (parts or self._parts(cursor, letter))
        if self.joins:
            self._keys += 1
            cursor.joinPreviousEditBlock()
        else:
            self.end()
        self.doing = TYPING
        place = QTextCursor(cursor)
        try:
            yield
        finally:
            if self.joins:
                cursor.endEditBlock()
            self.joins = False
            self._composed = not letter
            if letter:
                self._passed_on = (place.position(), self._document.availableUndoSteps())

    def _paused(self) -> bool:
        now = self._clock()
        before, self._last = self._last, now
        return now - before > PAUSE

    def _parts(self, cursor: QTextCursor, words: str) -> bool:
        """Whether a sentence has ended before the caret, now that `words` go on behind it."""
        first = words[:1]
        if first.isspace() or first in _CLOSERS or first in _ENDS_OF_ITSELF:
            return False  # these go with what they end
        last = str(self._document.characterAt(cursor.position() - 1)) if cursor.position() else ""
        if not (last.isspace() or last in _ENDS_OF_ITSELF or last in _CLOSERS):
            return False  # within a word, which is nearly always
        if self._keys == 1:
            return False  # behind the blank with which somebody went on after a pause
        if last.isspace() and self._keys >= LONGEST:
            return True
        before = self._before(cursor)
        ended = before.rstrip().rstrip(_CLOSERS)[-1:]
        return ended in _ENDS_OF_ITSELF or (ended in _ENDS and before[-1:].isspace())

    def _before(self, cursor: QTextCursor) -> str:
        """The last characters before the caret in its line."""
        end = cursor.position()
        reader = QTextCursor(cursor)
        reader.setPosition(max(cursor.block().position(), end - _LOOK_BACK))
        reader.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return reader.selectedText()


def types(event: QKeyEvent) -> bool:
    """Whether the key writes something; with Ctrl many carry a letter too and write nothing."""
    text = event.text()
    if not text or not text.isprintable():
        return False
    held = event.modifiers()
    return held in _PLAIN or held & ~_SHIFT != Qt.KeyboardModifier.ControlModifier


_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, _SHIFT)  # as nearly always, and soon asked for
