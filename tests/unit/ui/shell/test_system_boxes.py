"""The boxes of the system."""

import ast
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

import editor.ui
from editor.ui.shell.system_boxes import AT_MOST, Warnings, start_folder


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


def test_the_nearest_folder_that_is_there_is_taken(tmp_path: Path) -> None:
    """No dialog for files opens in a folder that has gone."""
    assert start_folder(tmp_path) == tmp_path
    assert start_folder(str(tmp_path / "gone" / "site")) == tmp_path
    file = tmp_path / "story.txt"
    file.touch()
    assert start_folder(file) == tmp_path


def test_without_a_folder_it_is_the_person_s_own() -> None:
    for wanted in (None, ""):
        folder = start_folder(wanted)
        assert folder.is_dir()
        assert folder.is_relative_to(Path.home())


def test_every_dialog_for_files_asks_where_it_may_open() -> None:
    """Found in the code itself, so that the next one does not forget it."""
    asking = 0
    for path in Path(*editor.ui.__path__).rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("QFileDialog.get"):
                asking += 1
                assert "start" in ast.unparse(call.args[2]), f"{path.name}: {ast.unparse(call)}"
    assert asking >= 10
