"""What did not go, in one box."""

from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.shell.warnings import AT_MOST, Warnings


def test_sentences_that_come_while_the_box_is_open_are_added_to_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    warnings = Warnings(window)
    for number in range(AT_MOST + 2):
        warnings.tell(f"{number}.jpg was not added.")
    warnings.tell("0.jpg was not added.")
    [box] = window.findChildren(QMessageBox)
    assert box.text().count("was not added") == AT_MOST
    assert box.text().endswith("And 2 more.")
    box.close()
    warnings.tell("0.jpg was not added.")
    qtbot.waitUntil(lambda: len(window.findChildren(QMessageBox)) == 1)
    [again] = window.findChildren(QMessageBox)
    assert again.text() == "0.jpg was not added."
    again.close()
