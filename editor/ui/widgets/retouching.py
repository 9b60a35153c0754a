"""House style while somebody types in a text field: quotes, dashes, figures, abbreviations.

What was typed goes in first; its replacement is a step of its own, so that one undo takes back
the replacement alone.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from editor.language.typing_habits import TypingHabits, expansion
from editor.language.typography import BEFORE_LETTERS, Replacement, replacement
from editor.ui.widgets.text_field import units

LOOK_BACK = 400  # UTF-16 units before the caret that are looked at


class Retouching(QObject):
    """Serves one text field, which tells it of every character somebody typed.

    Attributes:
        habits: what is done by itself; nothing, until somebody says so.

    Signals:
        code_typed(): as in `RetouchedLine`.
    """

    code_typed = Signal()

    def __init__(self, editor: QTextEdit | QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self.habits = TypingHabits()

    def after_typed(self, typed: str) -> bool:
        """`typed` has just been put before the caret; whether something came of it."""
        cursor = self._editor.textCursor()
        if len(typed) != 1 or cursor.hasSelection():
            return False
        if typed.isalpha() and not may_matter(cursor):
            return False  # which is nearly always, and the quicker the better
        text = text_before(cursor, LOOK_BACK)
        if not text.endswith(typed):
            return False  # a shortcut, or a field that has made something else of it
        return self._retouch(cursor, text)

    def after_enter(self) -> bool:
        """A new line has just been begun: what the one above ends with is complete."""
        cursor = self._editor.textCursor()
        if not cursor.atBlockStart() or not cursor.block().previous().isValid():
            return False
        above = QTextCursor(cursor)
        above.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        return self._retouch(cursor, f"{text_before(above, LOOK_BACK)}\n")

    def _retouch(self, cursor: QTextCursor, text: str) -> bool:
        before, typed, habits = text[:-1], text[-1], self.habits
        due = habits.codes.expansion(before, typed)
        if due is not None:
            self.code_typed.emit()
        due = due or expansion(before, typed, habits.abbreviations, habits.pack)
        due = due or replacement(before, typed, habits.pack)
        if due is None:
            return False
        replace_before(cursor, text, due)
        return True


class RetouchedLine(QLineEdit):
    """A line in which codes become what they stand for. All else stays as it is typed: a credit
    is kept word for word.

    Attributes:
        habits: as in `Retouching`.

    Signals:
        code_typed(): a code stands here, and becomes its words at once. Who keeps what is typed
            keeps the code first, so that an undo gives it back.
    """

    code_typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.habits = TypingHabits()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self._after_typed(event.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._after_typed(event.commitString())

    def _after_typed(self, typed: str) -> None:
        codes, place = self.habits.codes, self.cursorPosition()
        if typed != codes.delimiter:
            return
        units_before = self.text().encode("utf-16-le", "surrogatepass")[: 2 * place]
        before = units_before.decode("utf-16-le", "ignore")
        due = codes.expansion(before[:-1], typed) if before.endswith(typed) else None
        if due is not None:
            self.code_typed.emit()
            length = units(before[len(before) - due.back :])
            self.setSelection(place - length, length)
            self.insert(due.text)


def may_matter(cursor: QTextCursor) -> bool:
    """Whether a letter typed behind this one may finish something: a dash, an apostrophe."""
    place = cursor.position() - 2
    return place >= 0 and str(cursor.document().characterAt(place)) in BEFORE_LETTERS


def text_before(cursor: QTextCursor, limit: int) -> str:
    """The text of the caret's block before the caret, at most `limit` UTF-16 units of it."""
    reader = QTextCursor(cursor)
    end = cursor.position()
    reader.setPosition(max(cursor.block().position(), end - limit))
    reader.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    text = reader.selectedText()
    # Where the limit falls into a character of two units, its half is no text.
    return text[1:] if "\udc00" <= text[:1] <= "\udfff" else text


def replace_before(cursor: QTextCursor, text: str, due: Replacement) -> None:
    """Does a replacement in the text before the caret, as one undo step."""
    tail = text[len(text) - due.back :]
    start = cursor.position() - units(tail)
    painter = QTextCursor(cursor)
    painter.beginEditBlock()
    for first, last, new in _parts(tail[: due.length], due.text):
        end = start + units(tail[:last])
        painter.setPosition(end)
        # In, then out: a step that ends with an insertion would take up what is typed next, and
        # an undo would then take away both.
        painter.insertText(new, painter.charFormat())
        painter.setPosition(start + units(tail[:first]))
        painter.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        painter.removeSelectedText()
    painter.endEditBlock()


def _parts(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """(from, to, what comes there) from the last on: of equally many characters only those that
    change, so that the others keep their marks."""
    if len(old) != len(new):
        yield 0, len(old), new
        return
    for place in range(len(old) - 1, -1, -1):
        if old[place] != new[place]:
            yield place, place + 1, new[place]
