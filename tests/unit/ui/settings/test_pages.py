"""The pages of the settings about writing: what they show, keep and refuse."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from editor.language.typing_habits import USUAL, TypingHabits
from editor.ui.settings.pages import TypingPage
from editor.ui.settings.table_pages import AbbreviationsPage, CodesPage


def test_the_page_shows_what_a_style_does(qtbot: QtBot) -> None:
    page = TypingPage()
    qtbot.addWidget(page)
    page.load({})
    example = next(e for e in page.findChildren(QLabel) if e.accessibleName() == "Example")
    assert example.text().startswith("“It’s the ‘largest’ so far — 3.5\u00a0km")
    style = page.findChild(QComboBox)
    style.setCurrentIndex(style.findData("none"))
    assert example.text().startswith("\"It's")


def test_what_is_kept_comes_back(qtbot: QtBot) -> None:
    page = TypingPage()
    qtbot.addWidget(page)
    values = {"style": "british", "symbols": True, "fractions": True, "shortcuts": False}
    page.load(values)
    assert values.items() <= page.values().items()
    habits = TypingHabits.of(page.values(), {})
    assert (habits.pack.name, habits.shortcuts, habits.pack.fractions) == ("british", False, True)
    page.load({"style": "a pack of another century"})
    assert page.values()["style"] == "china-daily"


def abbreviations(qtbot: QtBot) -> AbbreviationsPage:
    page = AbbreviationsPage()
    qtbot.addWidget(page)
    page.load({})
    return page


def press(page: AbbreviationsPage, label: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == label).click()


def test_entries_are_added_changed_and_removed(qtbot: QtBot) -> None:
    page = abbreviations(qtbot)
    table = page.findChild(QTableWidget)
    assert dict(page.values()["entries"]) == USUAL
    press(page, "Add")
    row = table.rowCount() - 1
    table.item(row, 0).setText("SEZ")
    assert page.problem() == "“SEZ” has no long form yet."
    table.item(row, 1).setText("special economic zone")
    assert page.problem() == ""
    assert ["SEZ", "special economic zone"] in page.values()["entries"]
    table.item(row, 0).setText("two words")
    assert "cannot be an abbreviation" in page.problem()
    table.item(row, 0).setText("TCM")
    assert "twice" in page.problem()
    table.selectRow(row)
    press(page, "Remove")
    assert dict(page.values()["entries"]) == USUAL


def test_a_row_left_empty_is_no_entry(qtbot: QtBot) -> None:
    page = abbreviations(qtbot)
    press(page, "Add")
    assert page.problem() == ""
    assert dict(page.values()["entries"]) == USUAL
    table = page.findChild(QTableWidget)
    assert table.currentItem().flags() & Qt.ItemFlag.ItemIsEditable


def test_a_table_goes_out_and_comes_in(qtbot: QtBot, tmp_path: Path) -> None:
    page, file = abbreviations(qtbot), tmp_path / "short.csv"
    page.write_out(file)
    other = AbbreviationsPage()
    qtbot.addWidget(other)
    other.load({"entries": [["TCM", "old form"], ["XYZ", "stays"]]})
    other.bring_in(file)
    assert dict(other.values()["entries"]) == {**USUAL, "XYZ": "stays"}


def test_a_file_that_is_no_table_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    page, file = abbreviations(qtbot), tmp_path / "picture.csv"
    file.write_bytes(b"\xff\xd8\xff\xe0" * 10)
    page.bring_in(file)
    assert dict(page.values()["entries"]) == USUAL
    file.write_bytes(b"a,b\n" * 400_000)
    page.bring_in(file)
    assert dict(page.values()["entries"]) == USUAL
    told = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    assert any("too large" in text for text in told)


def test_codes_are_shown_when_they_are_seen_searched_and_brought_in(
    qtbot: QtBot, tmp_path: Path
) -> None:
    page = CodesPage()
    qtbot.addWidget(page)
    kept = {"delimiter": "\\", "entries": [["lw", "Li Wei"], ["zgh", "Zhang", "Guohua", "Z", "G"]]}
    page.load(kept)
    assert page.values() == kept
    table = page.findChild(QTableWidget)
    assert table is not None
    assert table.rowCount() == 0, "a list of thousands costs nothing before it is looked at"
    page.show()
    assert (table.rowCount(), table.columnCount()) == (2, 5)
    assert page.values() == kept
    search = page.findChild(QLineEdit)
    assert search is not None
    search.setText("guo")
    assert [table.isRowHidden(row) for row in range(2)] == [True, False]
    file = tmp_path / "codes.txt"
    file.write_bytes(b"lw\tLi Wen\r\nbad\r\nxx\tX\r\n")
    page.bring_in(file)
    assert [each[:2] for each in page.values()["entries"]] == [
        *(["lw", "Li Wen"], ["xx", "X"], ["zgh", "Zhang"])
    ]
    assert any("Line 2" in label.text() for label in page.findChildren(QLabel))
    page.write_out(tmp_path / "out.txt")
    assert b"zgh\tZhang\tGuohua\tZ\tG\r\n" in (tmp_path / "out.txt").read_bytes()
    assert page.problem() == ""
    table.item(0, 0).setText("l w")  # pyright: ignore[reportOptionalMemberAccess]
    assert "l w" in page.problem()
    file.write_bytes(b"\xff\xd0")
    page.bring_in(file)
    assert any("UTF-8" in label.text() for label in page.findChildren(QLabel))
