"""Pages at the left, what they hold at the right, and nothing kept that makes no sense."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QWidget

from editor.ui.shell.settings_dialog import SettingsDialog, SettingsPage
from tests.unit.ui.conftest import Open


class NamePage(SettingsPage):
    """A page with one field, which must not be empty."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title)
        self.field = QLineEdit(self)
        self.add_field(f"Name in {title}", self.field)
        self.column.addStretch(1)

    def load(self, values: Mapping[str, Any]) -> None:
        self.field.setText(str(values.get("name", "nobody")))

    def values(self) -> dict[str, Any]:
        return {"name": self.field.text()}

    def problem(self) -> str:
        return "" if self.field.text() else f"{self.title} needs a name."


def made() -> SettingsDialog:
    dialog = SettingsDialog([NamePage("one", "First subject"), NamePage("two", "Second subject")])
    dialog.load({"two": {"name": "Zhao"}})
    return dialog


def test_it_shows_what_is_kept_and_defaults_for_the_rest(opened: Open, styled: object) -> None:
    dialog = made()
    opened(dialog)
    assert dialog.values() == {"one": {"name": "nobody"}, "two": {"name": "Zhao"}}


def test_the_list_turns_the_pages(
    opened: Open, styled: object, named: Callable[[QWidget, str], QWidget]
) -> None:
    dialog = made()
    opened(dialog)
    subjects = named(dialog, "Subjects")
    assert isinstance(subjects, QListWidget)
    QTest.keyClick(subjects, Qt.Key.Key_Down)
    assert named(dialog, "Name in Second subject").isVisible()
    dialog.show_page("one")
    assert named(dialog, "Name in First subject").isVisible()
    assert subjects.currentRow() == 0


def test_a_page_that_makes_no_sense_is_shown_with_the_reason(opened: Open, styled: object) -> None:
    dialog = made()
    opened(dialog)
    dialog.load({"two": {"name": ""}})
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert dialog.remark_text == "Second subject needs a name."
    dialog.load({})
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
