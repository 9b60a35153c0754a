"""The mouse in the body: what a press, a drag and a rest are on links, photos and dividers."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QTextBlock
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip

from editor.ui.widgets.text_field import cursor_under
from editor.ui.writing.keys.line_commands import is_object_block
from editor.ui.writing.keys.typing_rules import select_object


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

    def tell(self, event: QHelpEvent) -> bool:
        place = self._editor.viewport().mapFrom(self._editor, event.pos())
        address = self._editor.anchorAt(place)
        if address:
            told = self.tr("{0}\nCtrl and click to open").format(address)
            QToolTip.showText(event.globalPos(), told, self._editor)
        return bool(address)


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
