from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from editor.ui.history.version_name_dialog import VersionNameDialog


def primary(dialog: QDialog) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.isDefault())


def test_a_version_needs_a_name(qtbot: QtBot) -> None:
    dialog = VersionNameDialog()
    qtbot.addWidget(dialog)
    assert not primary(dialog).isEnabled()
    dialog.findChild(QLineEdit).setText("  Before\tthe cut ")
    assert primary(dialog).isEnabled()
    assert dialog.value == "Before the cut"


def test_enter_gives_the_name(qtbot: QtBot) -> None:
    dialog = VersionNameDialog(3, "Take one")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "3" in dialog.windowTitle()
    field = dialog.findChild(QLineEdit)
    qtbot.keyClicks(field, "Take two")  # the name before it is selected
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.value == "Take two"
