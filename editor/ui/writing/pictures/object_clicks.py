"""The mouse on photos and dividers: a click selects, a drag moves, a double click opens."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent, QTextBlock
from PySide6.QtWidgets import QApplication, QTextEdit

from editor.ui.widgets.place_under import cursor_under
from editor.ui.writing.keys.line_commands import is_object_block
from editor.ui.writing.keys.typing_rules import select_object


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
