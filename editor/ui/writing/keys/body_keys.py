"""Keys and mouse in the body: which keys are more than a character, and what a press, a drag and
a rest are on links, photos and dividers.

Decides only; the typing rules do the work, and everything else is left to the editor.
"""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip

from editor.story.text import MAX_PARAGRAPH
from editor.ui.widgets.text_field import cursor_under, is_plain_backspace, remove_before
from editor.ui.writing.document.document_writer import one_step
from editor.ui.writing.document.shapes import OBJECT, char_format, is_cell, marks_of, shape_of
from editor.ui.writing.keys.line_commands import (
    can_indent,
    can_outdent,
    indent,
    is_object_block,
    outdent,
    remove_block,
)
from editor.ui.writing.keys.mark_commands import stands_behind_link
from editor.ui.writing.keys.typing_rules import (
    backspace,
    delete,
    enter,
    leave_object,
    open_line_below,
    remove_selected,
    select_object,
)
from editor.ui.writing.tables.table_commands import next_cell, previous_cell, selected_table

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = {
    Qt.Key.Key_Left: QTextCursor.MoveOperation.PreviousBlock,
    Qt.Key.Key_Up: QTextCursor.MoveOperation.PreviousBlock,
    Qt.Key.Key_Right: QTextCursor.MoveOperation.NextBlock,
    Qt.Key.Key_Down: QTextCursor.MoveOperation.NextBlock,
}
_FORWARD = (
    QKeySequence.StandardKey.Delete,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.DeleteEndOfLine,
)


class BodyKeys(QObject):
    """Told by one editor of its keys before and after it handles them.

    Signals:
        object_entered(int): Enter on a selected photo or divider; number of its text block.
        kept_apart(): two lines that were to be joined are too long for one.
    """

    object_entered = Signal(int)
    kept_apart = Signal()

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def take(self, event: QKeyEvent) -> bool:
        """Whether the key was dealt with here."""
        cursor = self._editor.textCursor()
        done = False
        if object_selected(cursor):
            done = self._take_on_object(event, cursor)
        elif selected_table(cursor) is not None:
            done = self._take_on_table(event, cursor)
        done = done or self._take_in_text(event, cursor)
        if done:
            self._editor.setTextCursor(cursor)
            self._editor.ensureCursorVisible()
        return done

    def before_typing(self, cursor: QTextCursor) -> None:
        """Words typed at the caret stand in a line of words, and never lengthen a link that ends
        there."""
        if cursor.hasSelection() and object_selected(cursor):
            cursor.setPosition(cursor.selectionEnd())
        if cursor.hasSelection():
            if selected_table(cursor) is not None:
                cursor.setPosition(cursor.selectionEnd())
                open_line_below(cursor)
                self._editor.setTextCursor(cursor)
        elif is_object_block(cursor.block()):
            leave_object(cursor)
            self._editor.setTextCursor(cursor)
        elif stands_behind_link(cursor):
            kind = shape_of(cursor.block()).kind
            marks = marks_of(self._editor.currentCharFormat())
            self._editor.setCurrentCharFormat(char_format(kind, marks))

    def after_arrow(self, event: QKeyEvent) -> None:
        """An arrow that comes to a photo selects it: a caret beside it would be of no use."""
        cursor = self._editor.textCursor()
        if event.key() in _ARROWS and not cursor.hasSelection() and is_object_block(cursor.block()):
            select_object(cursor, cursor.block())
            self._editor.setTextCursor(cursor)

    def step_past_object(self) -> None:
        """From behind a photo or divider to the start of the next line of words, if there is."""
        cursor = self._editor.textCursor()
        below = cursor.block().next()
        if is_object_block(cursor.block()) and below.isValid() and not is_object_block(below):
            cursor.setPosition(below.position())
            self._editor.setTextCursor(cursor)

    def _take_on_object(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.object_entered.emit(cursor.blockNumber())
            return True
        if deletes(event):
            remove_block(cursor)
            return True
        if event.key() in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return self._step_off_object(event, cursor)
        return False

    def _step_off_object(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        step = _ARROWS[Qt.Key(event.key())]
        start = cursor.selectionStart()
        cursor.setPosition(start)
        if not cursor.movePosition(step):
            # Nothing beyond: the caret itself, so that words can be typed there.
            back = step == QTextCursor.MoveOperation.PreviousBlock
            cursor.setPosition(start if back else start + 1)
            return True
        if step == QTextCursor.MoveOperation.PreviousBlock:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if is_object_block(cursor.block()):
            select_object(cursor, cursor.block())
        return True

    def _take_on_table(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        cuts = event.matches(QKeySequence.StandardKey.Cut)
        if cuts:
            self._editor.copy()
        if cuts or deletes(event):
            remove_selected(cursor)
            return True
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _ENTER:
            cursor.setPosition(cursor.selectionStart() + 1)
            return True
        if plain and event.key() in _ARROWS:
            back = _ARROWS[Qt.Key(event.key())] == QTextCursor.MoveOperation.PreviousBlock
            cursor.setPosition(cursor.selectionStart() if back else cursor.selectionEnd())
            return True
        return False

    def _take_in_text(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        if event.key() in _ENTER:
            return self._take_enter(event, cursor)
        if is_cell(cursor.block()) and self._take_in_cell(event, cursor):
            return True
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            # Elsewhere Tab goes to the next field; a tab in the copy is none of the trade's.
            if can_indent(cursor):
                indent(cursor)
            return True
        if event.key() == Qt.Key.Key_Backtab and can_outdent(cursor):
            outdent(cursor)
            return True
        if cursor.hasSelection():
            return False
        if deletes_backward(event):
            if cursor.atBlockStart() and self._keeps_apart(cursor, cursor.block().previous()):
                return True
            if self._take_beside_object(cursor) or backspace(cursor):
                return True
            return is_plain_backspace(event) and remove_before(cursor)
        if deletes_forward(event):
            if cursor.atBlockEnd() and self._keeps_apart(cursor, cursor.block().next()):
                return True
            return self._take_beside_object(cursor) or delete(cursor)
        return False

    def _take_in_cell(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            next_cell(cursor)
            return True
        if event.key() == Qt.Key.Key_Backtab:
            previous_cell(cursor)
            return True
        return False

    def _take_enter(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            # Shift makes a line break, which only a line of words can have.
            return not shape_of(cursor.block()).takes_marks
        with one_step(cursor):
            if cursor.hasSelection():
                remove_selected(cursor)
            return enter(cursor)

    def _keeps_apart(self, cursor: QTextCursor, other: QTextBlock) -> bool:
        """The caret goes over to a line that would become too long with its own."""
        here = cursor.block()
        if not other.isValid() or here.length() + other.length() - 2 <= MAX_PARAGRAPH:
            return False
        if shape_of(here).is_list or is_cell(here) or is_cell(other):
            return False  # an item first becomes a paragraph; cells keep to themselves
        if min(here.length(), other.length()) == 1 or OBJECT in here.text() + other.text():
            return False
        back = other.position() < here.position()
        cursor.setPosition(here.position() - 1 if back else other.position())
        self.kept_apart.emit()
        return True

    def _take_beside_object(self, cursor: QTextCursor) -> bool:
        if not is_object_block(cursor.block()):
            return False
        remove_block(cursor)
        return True


def object_selected(cursor: QTextCursor) -> bool:
    """Whether exactly one photo or divider is selected."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    return end == start + 1 and start == block.position() and is_object_block(block)


def deletes(event: QKeyEvent) -> bool:
    return deletes_backward(event) or deletes_forward(event)


def deletes_backward(event: QKeyEvent) -> bool:
    # Outside macOS the plain key is no StandardKey; Shift with it is for the clumsy.
    others = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    if event.key() == Qt.Key.Key_Backspace and not others:
        return True
    return event.matches(QKeySequence.StandardKey.Backspace) or event.matches(
        QKeySequence.StandardKey.DeleteStartOfWord
    )


def deletes_forward(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in _FORWARD)


class LinkClicks(QObject):
    """Told by one editor of presses, releases and rests before it handles them.

    Signals:
        opened(str): the person wants to see this address.
    """

    opened = Signal(str)

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._pressed: QPoint | None = None

    def press(self, event: QMouseEvent) -> bool:
        """Whether the press is the beginning of such a click, and nothing else."""
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        place = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = place if held and left and self._editor.anchorAt(place) else None
        return self._pressed is not None

    def release(self, event: QMouseEvent) -> bool:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        place = event.position().toPoint()
        address = self._editor.anchorAt(place)
        if address and (place - pressed).manhattanLength() <= QApplication.startDragDistance():
            self.opened.emit(address)
        return True

    def tell(self, event: QHelpEvent) -> None:
        place = self._editor.viewport().mapFrom(self._editor, event.pos())
        address = self._editor.anchorAt(place)
        if address:
            told = self.tr("{0}\nCtrl and click to open").format(address)
            QToolTip.showText(event.globalPos(), told, self._editor)
            event.accept()


class ObjectClicks:
    """Told by one editor before it handles a press and after it handled a release."""

    def __init__(self, editor: QTextEdit) -> None:
        self._editor = editor
        self._pressed: QPoint | None = None  # where an object was pressed

    def before_press(self, event: QMouseEvent) -> None:
        """Selects first: the editor then takes a move for a drag of the selection."""
        self._pressed = None
        place = event.position().toPoint()
        block = self.object_at(place)
        plain = not event.modifiers() and event.button() == Qt.MouseButton.LeftButton
        if block is not None and plain:
            self._select(block)
            self._pressed = place

    def after_release(self, event: QMouseEvent) -> None:
        """A click without a drag leaves the object selected, where Qt has put a caret."""
        pressed, self._pressed = self._pressed, None
        place = event.position().toPoint()
        if (
            pressed is None
            or (place - pressed).manhattanLength() > QApplication.startDragDistance()
        ):
            return
        block = self.object_at(place)
        if block is not None:
            self._select(block)

    def before_menu(self, place: QPoint) -> None:
        """A menu is about what was clicked: it is selected, as by any click."""
        if (block := self.object_at(place)) is not None:
            self._select(block)

    def object_at(self, place: QPoint) -> QTextBlock | None:
        """The block of the photo or divider under a point of the viewport."""
        block = cursor_under(self._editor, place).block()
        if not is_object_block(block):
            return None
        box = self._editor.document().documentLayout().blockBoundingRect(block)
        scrolled = self._editor.verticalScrollBar().value()
        return block if box.contains(place.x(), place.y() + scrolled) else None

    def _select(self, block: QTextBlock) -> None:
        cursor = self._editor.textCursor()
        select_object(cursor, block)
        self._editor.setTextCursor(cursor)
