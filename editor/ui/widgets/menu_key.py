"""Shift+F10 opens a text field's menu at the caret; the Menu key does that by itself."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit


def asks_for_menu(event: QKeyEvent) -> bool:
    """On Windows the system answers these keys."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F10 and shift and sys.platform != "win32"


def open_menu_at_caret(field: QTextEdit | QPlainTextEdit) -> None:
    place = field.cursorRect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    everywhere = field.viewport().mapToGlobal(place)
    QApplication.sendEvent(field, QContextMenuEvent(reason, place, everywhere))


def plain(text: str) -> str:
    """A label without its mnemonic."""
    return text.replace("&", "")
