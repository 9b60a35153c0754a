"""The mouse on links: Ctrl and a click open one, resting on it tells where it goes."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip


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
