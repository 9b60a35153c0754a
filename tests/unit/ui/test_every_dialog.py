"""What holds for every dialog: names, keys, words that are not cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from editor.ui.widgets.labels import ElidedLabel
from editor.ui.widgets.sheet import Sheet
from tests.trials.dialogs import all_dialogs

FIELDS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)


@pytest.fixture(params=all_dialogs())
def dialog(request: pytest.FixtureRequest, qtbot: QtBot, styled: object) -> QDialog:
    chosen = all_dialogs()[request.param]()
    qtbot.addWidget(chosen)
    with qtbot.waitExposed(chosen):
        chosen.show()
    return chosen


def test_everything_one_can_use_has_a_name(dialog: QDialog) -> None:
    assert dialog.windowTitle()
    for kind in FIELDS:
        for widget in dialog.findChildren(kind):
            # Parts of Qt's own widgets (a combo box's line, a table's corner) are named by them.
            inner = isinstance(widget.parent(), QComboBox) or widget.objectName().startswith("qt_")
            if inner or not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_escape_leaves_it_without_a_decision(qtbot: QtBot, dialog: QDialog) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_it_has_one_button_for_enter(dialog: QDialog) -> None:
    assert sum(button.isDefault() for button in dialog.findChildren(QPushButton)) == 1


def test_no_word_is_cut(dialog: QDialog) -> None:
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.text() and not isinstance(label, ElidedLabel):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
            assert label.height() >= needed, label.text()
            if not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), label.text()
    for button in dialog.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()


def test_no_form_is_wider_than_the_screen(qtbot: QtBot, styled: object) -> None:
    made = Sheet(columns=400)
    made.introduce("Wide")
    qtbot.addWidget(made)
    assert made.minimumWidth() <= made.screen().availableSize().width()
