"""Tabs of the last sitting that nobody has looked at yet, and what fails while a tab changes."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from db.errors import LibraryUnreachable
from editor.desk.desk import Desk
from editor.desk.newsroom import NoSuchStory
from editor.desk.stories import Stories
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.finding.quick_box import QuickModel
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.body_field import BodyField
from tests.e2e.conftest import SitDown
from tests.e2e.one_story import at_rest, told_apart
from tests.e2e.person import Person
from tests.e2e.rows_of_tabs import bar, open_, titles, written


@pytest.fixture
def first(desk: Desk) -> str:
    return written(desk, "First story")


@pytest.fixture
def second(desk: Desk) -> str:
    return written(desk, "Second story")


@pytest.fixture
def third(desk: Desk) -> str:
    return written(desk, "Third story")


@pytest.fixture
def sit_down(sit_down: SitDown, first: str, second: str, third: str) -> SitDown:
    """At a desk on which three stories lie."""
    return sit_down


def left_open(person: Person, *stories: str, on_top: str) -> None:
    """The window is left with these stories open."""
    for story_id in stories:
        open_(person, story_id, stays=True)
    open_(person, on_top)
    person.window.close()


def window_of(person: Person) -> MainWindow:
    assert isinstance(person.window, MainWindow)
    return person.window


def on_top(person: Person) -> str:
    """The story the window is about, all of it."""
    assert told_apart(window_of(person)) == []
    return window_of(person).panels.texts.story_id


def close(box: QWidget) -> None:
    box.close()


def restored(sit_down: SitDown, *stories: str, top: str) -> Person:
    left_open(sit_down(), *stories, on_top=top)
    person = sit_down()
    person.wait(lambda: sum(map(len, titles(person))) == len(stories))
    return person


def test_closing_the_front_tab_goes_on_with_one_nobody_has_looked_at(
    sit_down: SitDown, first: str, second: str, third: str
) -> None:
    person = restored(sit_down, first, second, third, top=second)
    person.trigger("close_story")
    person.wait(lambda: on_top(person) == third)
    assert at_rest(window_of(person)) == []
    person.trigger("close_story")
    person.wait(lambda: on_top(person) == first)
    person.trigger("close_story")
    person.wait(lambda: on_top(person) == "")
    assert at_rest(window_of(person)) == []


def test_nothing_is_shown_until_the_next_story_has_been_read(
    sit_down: SitDown, first: str, second: str, third: str
) -> None:
    person = restored(sit_down, first, second, third, top=first)
    person.trigger("close_story")
    # Its story is on its way: until then there is nothing, and nothing a command could act on.
    assert on_top(person) == ""
    assert not person.window.findChild(QAction, "close_story").isEnabled()
    person.wait(lambda: on_top(person) == second)


def test_spiking_the_front_story_goes_on_with_one_nobody_has_looked_at(
    sit_down: SitDown, first: str, second: str
) -> None:
    person = restored(sit_down, first, second, top=first)
    person.trigger("spike")
    person.wait(lambda: on_top(person) == second)
    assert at_rest(window_of(person)) == []


def test_a_story_gone_to_quickly_and_closed_leaves_one_nobody_has_looked_at(
    sit_down: SitDown, first: str, second: str, third: str
) -> None:
    person = restored(sit_down, first, second, top=first)
    window = window_of(person)
    person.trigger("go_to_story")
    line = person.find("Go to story", QLineEdit)
    model = person.wait_for("Go to story", QListView).model()
    assert isinstance(model, QuickModel)
    person.type(line, "Third")
    person.wait(lambda: (row := model.row(model.index(0))) and row.title == "Third story")
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.wait(lambda: on_top(person) == third)
    person.trigger("close_story")
    person.wait(lambda: on_top(person) == second)
    assert at_rest(window) == []


@pytest.mark.parametrize("field", ["Headline", "Deck", "Body"])
def test_the_first_visit_finds_the_caret_where_it_was(
    sit_down: SitDown, desk: Desk, first: str, second: str, field: str
) -> None:
    desk.stories.keep(first, StoryEdit(deck="What it is about"))
    person = sit_down()
    open_(person, first, stays=True)
    text: QTextEdit = person.find(field)
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(5)
    text.setTextCursor(cursor)
    left_open(person, second, on_top=second)

    person = sit_down()
    person.wait(lambda: titles(person) == [["First story", "Second story"]])
    box = bar(person).tabRect(0)
    QTest.mouseClick(bar(person), Qt.MouseButton.LeftButton, pos=box.center())
    person.wait(lambda: on_top(person) == first)
    text = person.find(field)
    assert text.hasFocus()
    assert text.textCursor().position() == 5
    for other in {"Headline", "Deck", "Body"} - {field}:
        assert person.find(other).textCursor().position() == 0


def test_words_typed_after_the_first_visit_are_in_the_body(
    sit_down: SitDown, desk: Desk, first: str, second: str
) -> None:
    person = restored(sit_down, first, second, top=second)
    QTest.keyClick(person.window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: on_top(person) == first)
    focus = QApplication.focusWidget()
    assert isinstance(focus, BodyField)
    person.type(focus, "Typed. ")
    person.wait(lambda: desk.stories.view(first).story.body.text.startswith("Typed. First"))
    assert desk.stories.view(first).story.headline == "First story"


def test_a_long_text_is_seen_where_one_was(
    sit_down: SitDown, desk: Desk, first: str, second: str
) -> None:
    body = Document.from_paragraphs([f"Paragraph {number} of many." for number in range(200)])
    desk.stories.keep(first, StoryEdit(body=body))
    person = sit_down()
    open_(person, first, stays=True)
    text: QTextEdit = person.find("Body")
    text.setFocus()
    text.moveCursor(QTextCursor.MoveOperation.End)
    scrolled = text.verticalScrollBar().value()
    assert scrolled > 0
    left_open(person, second, on_top=second)

    person = sit_down()
    person.wait(lambda: titles(person) == [["First story", "Second story"]])
    bar(person).setCurrentIndex(0)
    person.wait(lambda: on_top(person) == first)
    person.wait(lambda: person.find("Body").verticalScrollBar().value() == scrolled)


def test_a_story_closed_and_opened_again_is_where_one_was(
    sit_down: SitDown, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, second, stays=True)
    open_(person, first, stays=True)
    deck = person.find("Deck")
    deck.setFocus()
    person.type(deck, "A deck")
    person.trigger("close_story")
    person.wait(lambda: on_top(person) == second)
    person.trigger("reopen_story")
    person.wait(lambda: on_top(person) == first)
    person.wait(lambda: person.find("Deck").hasFocus())
    assert person.find("Deck").textCursor().position() == 6


def test_a_tab_pressed_from_a_panel_takes_the_keyboard_to_its_text(
    sit_down: SitDown, desk: Desk, first: str, second: str
) -> None:
    person = restored(sit_down, first, second, top=second)
    person.find("Dateline").setFocus()
    box = bar(person).tabRect(0)
    QTest.mouseClick(bar(person), Qt.MouseButton.LeftButton, pos=box.center())
    person.wait(lambda: on_top(person) == first)
    assert person.find("Body").hasFocus()


def test_both_texts_in_sight_are_read_at_the_next_sitting(
    sit_down: SitDown, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, first)
    window = window_of(person)
    window.open_beside(second)
    person.wait(lambda: window.panels.texts.story_id == second)
    window.close()

    person = sit_down()
    person.wait(lambda: len(list(person.all_named("Body"))) == 2)
    person.wait(lambda: at_rest(window_of(person)) == [])
    assert on_top(person) == second


# -- what fails while a tab changes


def unreadable(monkeypatch: pytest.MonkeyPatch, story_id: str, error: Exception) -> None:
    shown = Stories.shown

    def fails(stories: Stories, key: str) -> Any:
        if key == story_id:
            raise error
        return shown(stories, key)

    monkeypatch.setattr(Stories, "shown", fails)


def test_a_story_that_is_gone_takes_its_tab_along(
    sit_down: SitDown, first: str, second: str, third: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = restored(sit_down, first, second, third, top=first)
    unreadable(monkeypatch, second, NoSuchStory(second))
    person.answer_next_dialog(close)
    person.trigger("close_story")
    person.wait(lambda: on_top(person) == third)
    person.wait(lambda: at_rest(window_of(person)) == [])


def test_a_story_that_cannot_be_read_now_keeps_its_tab_and_leaves_what_is_there(
    sit_down: SitDown, first: str, second: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = restored(sit_down, first, second, top=first)
    unreadable(monkeypatch, second, LibraryUnreachable(tmp_path, "away"))
    seen = person.answer_next_dialog(close)
    bar(person).setCurrentIndex(1)
    person.wait(lambda: seen)
    assert on_top(person) == first
    assert bar(person).currentIndex() == 0
    assert titles(person) == [["First story", "Second story"]]
    monkeypatch.undo()
    bar(person).setCurrentIndex(1)
    person.wait(lambda: on_top(person) == second)


def test_a_panel_that_breaks_shows_no_other_story(
    qtbot: QtBot, sit_down: SitDown, first: str, second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = sit_down()
    open_(person, first, stays=True)
    window = window_of(person)

    def breaks(*_values: object) -> None:
        raise ValueError("a field could not be shown")

    with qtbot.captureExceptions() as errors:
        monkeypatch.setattr(window.panels.inspector, "show_story", breaks)
        window.open_story(second, stays=True)
        person.wait(lambda: window.panels.texts.story_id == second)
        person.wait(lambda: errors)
    assert person.find("Headline").toPlainText() == "Second story"
    assert window.windowTitle().startswith("Second story")
    assert not list(person.all_named("Slug"))
    monkeypatch.undo()
    open_(person, first)
    person.wait(lambda: at_rest(window) == [])


def test_a_text_that_breaks_half_way_is_nobodys(
    qtbot: QtBot,
    sit_down: SitDown,
    desk: Desk,
    first: str,
    second: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = sit_down()
    open_(person, first)
    window = window_of(person)

    def breaks(*_values: object) -> None:
        raise ValueError("a block could not be shown")

    with qtbot.captureExceptions() as errors:
        monkeypatch.setattr(BodyField, "show_document", breaks)
        window.open_story(second)  # into the tab of the first, which was only looked at
        person.wait(lambda: errors)
    assert on_top(person) == ""
    monkeypatch.undo()
    open_(person, second)
    person.type(person.find("Body"), "Kept. ")
    person.wait(lambda: "Kept." in desk.stories.view(second).story.body.text)
    assert desk.stories.view(first).story.headline == "First story"
    person.wait(lambda: at_rest(window) == [])
