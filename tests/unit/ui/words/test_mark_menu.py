"""The menu on a marked word: by mouse, by keyboard, filled now and later."""

import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.words.mark_menu import MarkMenu
from editor.ui.words.places import TextField
from editor.ui.words.spelling_marks import SpellingMarks
from editor.ui.writing.line_field import LineField
from tests.unit.ui.words.conftest import type_in, wait_read

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing", extend=True)


def part_for(marks: SpellingMarks, menu: QMenu, position: int) -> MarkMenu:
    found = marks.mark_at(position)
    assert found is not None
    block, mark = found
    marked = QTextCursor(block)
    marked.setPosition(block.position() + mark.start)
    marked.setPosition(block.position() + mark.end, QTextCursor.MoveMode.KeepAnchor)
    return MarkMenu(menu, marked, mark)


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


@pytest.fixture
def menu(qtbot: QtBot) -> QMenu:
    made = QMenu()
    qtbot.addWidget(made)
    made.addAction("Copy")
    return made


def test_suggestions_stand_above_what_the_field_offers(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said recieve ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 6)
    part.offer_words(("receive", "relieve"))
    assert entries(menu) == [
        "receive",
        "relieve",
        "More suggestions",
        "",
        "Add “recieve” to the newsroom's words",
        "Add “recieve” as a name",
        "Know “recieve” in this story only",
        "",
        "Copy",
    ]
    menu.actions()[0].trigger()
    assert field.toPlainText() == "said receive "
    field.undo()
    assert field.toPlainText() == "said recieve "


def test_slower_suggestions_come_into_the_open_menu_and_move_nothing(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said rxxcve ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 6)
    part.offer_words(())
    menu.popup(QPoint(5, 5))
    before = [menu.actionGeometry(action) for action in menu.actions()]
    assert entries(menu)[0] == "Looking for suggestions…"
    part.show_more(("receive", "relieve", "rxxcve"))
    assert entries(menu)[0] == "receive"
    assert [menu.actionGeometry(a).top() for a in menu.actions()] == [r.top() for r in before]
    more = menu.actions()[1].menu()
    assert isinstance(more, QMenu)
    assert entries(more) == ["relieve"]
    more.actions()[0].trigger()
    assert field.toPlainText() == "said relieve "
    menu.close()


def test_a_word_nothing_is_like_says_so(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said qqqq ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 6)
    part.offer_words(())
    part.show_more(())
    assert entries(menu)[0] == "No suggestions"
    assert not menu.actions()[0].isEnabled()
    assert not menu.actions()[1].isEnabled()


def test_a_text_that_went_on_meanwhile_is_left_alone(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said recieve ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 6)
    part.offer_words(("receive",))
    cursor = field.textCursor()
    cursor.setPosition(7)
    cursor.insertText("XX")
    menu.actions()[0].trigger()
    assert field.toPlainText() == "said reXXcieve "


def test_the_dictionaries_are_asked_for_by_name(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said recieve ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 6)
    part.offer_words(("receive",))
    names = menu.actions()[4].menu()
    assert isinstance(names, QMenu)
    chosen = (menu.actions()[3], *names.actions(), menu.actions()[5])
    kinds = ("word", "person", "place", "organisation", "story")
    for action, kind in zip(chosen, kinds, strict=True):
        with qtbot.waitSignal(part.added) as told:
            action.trigger()
        assert told.args == ["recieve", kind]


def test_a_repetition_is_taken_out(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said the the ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 10)
    part.offer_correction()
    assert entries(menu) == ["Take out the second “the”", "", "Copy"]
    menu.actions()[0].trigger()
    assert field.toPlainText() == "said the "


@pytest.mark.parametrize(
    "reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard]
)
def test_the_field_says_where_its_menu_was_asked_for(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, reason: QContextMenuEvent.Reason
) -> None:
    if field.contextMenuPolicy() is Qt.ContextMenuPolicy.CustomContextMenu:
        pytest.skip("nothing to test in the body: the pane around it makes its menu")
    type_in(field, "said recieve ")
    cursor = field.textCursor()
    cursor.setPosition(7)
    field.setTextCursor(cursor)
    heard: list[int] = []
    assert isinstance(field, LineField | GrowingTextEdit)
    field.menu_opening.connect(lambda _menu, at: heard.append(at.position()))
    place = field.cursorRect().center()
    target = field.viewport() if reason is QContextMenuEvent.Reason.Mouse else field
    event = QContextMenuEvent(reason, place, field.viewport().mapToGlobal(place))
    QApplication.sendEvent(target, event)
    assert heard == [7]
    close_menus()


@pytest.mark.skipif(sys.platform == "win32", reason="the system answers these keys there")
def test_shift_and_f10_ask_for_the_menu_at_the_caret(
    qtbot: QtBot, field: TextField, marks: SpellingMarks
) -> None:
    type_in(field, "said recieve ")
    cursor = field.textCursor()
    cursor.setPosition(7)
    field.setTextCursor(cursor)
    places: list[int] = []
    if isinstance(field, LineField | GrowingTextEdit):
        field.menu_opening.connect(lambda _menu, at: places.append(at.position()))
    else:
        field.customContextMenuRequested.connect(
            lambda place: places.append(field.cursorForPosition(place).position())
        )
    QTest.keyClick(field, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert places == [7]
    close_menus()


def close_menus() -> None:
    for menu in QApplication.topLevelWidgets():
        if isinstance(menu, QMenu):
            menu.close()
