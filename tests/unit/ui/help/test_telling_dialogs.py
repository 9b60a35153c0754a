"""The dialogs that only tell: about, shortcuts, and an error nobody expected."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.help.telling_dialogs import AboutDialog, FailureDialog, ShortcutsDialog

Named = Callable[[QWidget, str], QWidget]
Press = Callable[[QWidget, str], None]
SHORTCUTS = [("Text", "Bold", "Ctrl+B"), ("Text", "Link", "Ctrl+K"), ("Story", "New", "Ctrl+N")]


def test_diagnostics_are_copied_without_the_name_of_the_person(opened, press: Press) -> None:
    dialog = opened(AboutDialog("1.2.3", Path.home() / "library"))
    press(dialog, "Copy diagnostics")
    copied = QGuiApplication.clipboard().text()
    assert "Galley: 1.2.3" in copied
    assert "SQLite: 3." in copied
    assert f"Library: {Path('~') / 'library'}" in copied
    assert str(Path.home()) not in copied


def test_shortcuts_are_found_by_words_group_or_key(qtbot: QtBot, opened, named: Named) -> None:
    dialog = opened(ShortcutsDialog(SHORTCUTS))
    assert list(dialog.shown) == SHORTCUTS
    search = named(dialog, "Search shortcuts")
    assert isinstance(search, QLineEdit)
    for typed, found in (
        ("text ctrl+k", SHORTCUTS[1:2]),
        ("story", SHORTCUTS[2:]),
        ("nothing like it", []),
    ):
        search.setText(typed)
        assert list(dialog.shown) == found


def test_an_error_says_what_happened_where_the_text_is_and_what_to_do(
    opened, press: Press, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="no such file") as met:
        Path.home().joinpath("no such file").read_text()
    dialog = opened(FailureDialog(met.value, tmp_path))
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    for part in ("FileNotFoundError", "Your text is safe", str(tmp_path), "What to do now"):
        assert part in said
    press(dialog, "Copy details")
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.value
    assert "Traceback" in copied
    assert str(Path.home()) not in copied
