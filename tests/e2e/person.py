"""Somebody at the window: finds things by the names a screen reader says, clicks and types."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid


def name_of(widget: QWidget) -> str:
    # What the program set comes first: Qt on Linux names a combo box after its choice, and
    # tells the label through a relation instead.
    if widget.accessibleName():
        return widget.accessibleName().replace("&", "")
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).replace("&", "") if interface else ""


def _open_dialogs() -> list[str]:
    """The words of whatever dialog is up: mostly it says why a test waits in vain."""
    dialog = QApplication.activeModalWidget()
    return [label.text() for label in dialog.findChildren(QLabel)] if dialog else []


# For things that come in their own time on a busy machine; only a hang meets it.
PATIENCE_MS = 60_000


class Person:
    """Everything goes through accessible names, as assistive technology would."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self.qtbot = qtbot
        self.window = window

    def all_named(self, name: str, within: QWidget | None = None) -> Iterator[QWidget]:
        for widget in (within or self.window).findChildren(QWidget):
            # Until a window has been laid out, much that counts as visible is nowhere to be seen
            # and swallows a press.
            there = widget.isVisible() and not widget.size().isEmpty()
            if there and name_of(widget) == name and not isinstance(widget, QLabel):
                yield widget

    def find(self, name: str, kind: type[Any] = QWidget, within: QWidget | None = None) -> Any:
        found = [each for each in self.all_named(name, within) if isinstance(each, kind)]
        there = sorted({name_of(each) for each in (within or self.window).findChildren(QWidget)})
        assert found, f"nothing visible is called {name!r}; there are {there}"
        return found[0]

    def wait(self, holds: Callable[[], object], milliseconds: int = PATIENCE_MS) -> None:
        def check() -> None:
            assert holds(), f"still waiting; open dialogs say {_open_dialogs()}"

        self.qtbot.waitUntil(check, timeout=milliseconds)

    def wait_for(self, name: str, kind: type[Any] = QWidget) -> Any:
        self.wait(lambda: any(isinstance(each, kind) for each in self.all_named(name)))
        return self.find(name, kind)

    def click(self, name: str, within: QWidget | None = None) -> None:
        button = self.find(name, QAbstractButton, within)
        assert button.isEnabled(), f"{name!r} is not to be pressed now"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())

    def type_into(self, name: str, text: str) -> None:
        """Replace what the field holds."""
        field = self.find(name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(field, text)

    def type(self, field: QWidget, text: str) -> None:
        for line_number, line in enumerate(text.split("\n")):
            if line_number:
                QTest.keyClick(field, Qt.Key.Key_Return)
            QTest.keyClicks(field, line)

    def choose(self, name: str, label: str) -> None:
        box = self.find(name, QComboBox)
        index = box.findText(label)
        assert index >= 0, f"{name} does not offer {label!r}"
        box.setCurrentIndex(index)
        box.activated.emit(index)

    def trigger(self, command: str) -> None:
        """A command of the menus, by its name."""
        action = self.window.findChild(QAction, command)
        assert action.isEnabled(), f"{command} is not to be had now"
        action.trigger()

    def answer_next_dialog(self, answer: Callable[[QWidget], None]) -> list[QWidget]:
        """Run `answer(dialog)` when the next modal dialog is up; the list then holds it."""
        seen: list[QWidget] = []

        def look() -> None:
            if not isValid(self.window) or not self.window.isVisible():
                # The test is over: the next one's dialogs are not ours to answer.
                return
            dialog = QApplication.activeModalWidget()
            if dialog is None or not dialog.isVisible():
                QTimer.singleShot(20, look)
                return
            seen.append(dialog)
            try:
                answer(dialog)
            except BaseException:
                # A dialog nobody answers would wait for ever.
                dialog.close()
                raise

        QTimer.singleShot(20, look)
        return seen

    def press(self, widget: QWidget, at: QPoint) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
