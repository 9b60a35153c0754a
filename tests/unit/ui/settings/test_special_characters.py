"""The window of characters: groups, search, favourites, and what it tells."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.settings.special_characters import SpecialCharacters
from tests.unit.ui.conftest import Open

Named = Callable[[QWidget, str], QWidget]


def made(opened: Open, **kept: object) -> SpecialCharacters:
    palette = SpecialCharacters()
    palette.load(kept)
    opened(palette)
    return palette


def cells(palette: SpecialCharacters, named: Named) -> QListWidget:
    found = named(palette, "Characters")
    assert isinstance(found, QListWidget)
    return found


def test_enter_inserts_what_was_searched_for(
    qtbot: QtBot, opened: Open, styled: object, named: Named
) -> None:
    palette = made(opened)
    search = named(palette, "Search characters")
    QTest.keyClicks(search, "em dash")
    with qtbot.waitSignal(palette.inserted) as told:
        QTest.keyClick(search, Qt.Key.Key_Return)
    assert told.args == ["—"]
    assert palette.values() == {"favourites": [], "recent": ["—"]}


def test_a_double_click_inserts_and_arrows_choose(
    qtbot: QtBot, opened: Open, styled: object, named: Named
) -> None:
    palette = made(opened)
    grid = cells(palette, named)
    place = grid.visualItemRect(grid.item(2)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(palette.inserted) as told:
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["―"]
    QTest.keyClick(grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(palette.inserted) as told:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert told.args == ["\u2011"]
    assert palette.values()["recent"] == ["\u2011", "―"]


def test_favourites_are_kept_and_shown_first(
    qtbot: QtBot, opened: Open, styled: object, named: Named
) -> None:
    palette = made(opened, favourites=["ǚ", 7], recent="nonsense")
    assert cells(palette, named).item(0).text() == "ǚ"
    QTest.keyClicks(named(palette, "Search characters"), "euro")
    button = next(b for b in palette.findChildren(QPushButton) if "favourite" in b.text())
    with qtbot.waitSignal(palette.remembered) as told:
        button.click()
    assert told.args == [{"favourites": ["ǚ", "€"], "recent": []}]
    assert button.text() == "Not a favourite"
    button.click()
    assert palette.values()["favourites"] == ["ǚ"]


def test_blanks_are_shown_by_their_names(opened: Open, styled: object, named: Named) -> None:
    palette = made(opened)
    QTest.keyClicks(named(palette, "Search characters"), "no-break space")
    assert cells(palette, named).item(0).text() == "NBSP"
    name = named(palette, "Name of the character")
    assert isinstance(name, QLabel)
    assert name.text() == "No-break space  ·  U+00A0"
    QTest.keyClicks(named(palette, "Search characters"), " nothing like it")
    assert cells(palette, named).count() == 0
    assert "No character" in name.text()
