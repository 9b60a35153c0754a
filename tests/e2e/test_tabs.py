"""Several stories open at once: in tabs, side by side, and again at the next sitting."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.desk.stories import Stories
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import SitDown
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


def is_written_in(window: MainWindow) -> bool:
    """Whether the caret stands in the story on top."""
    focus = QApplication.focusWidget()
    return focus is not None and window.panels.texts.writing.isAncestorOf(focus)


def kept(person: Person) -> str:
    labels = person.window.findChildren(QLabel)
    return next(label.text() for label in labels if label.accessibleName() == "Kept")


def test_a_story_that_was_only_looked_at_gives_its_place_to_the_next(
    sit_down: SitDown, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, first)
    open_(person, second)
    assert titles(person) == []  # one story needs no row of tabs


def test_a_story_somebody_typed_in_stays_open_beside_the_next(
    sit_down: SitDown, desk: Desk, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, first)
    person.type(person.find("Body"), "Typed. ")
    open_(person, second)
    assert titles(person) == [["First story", "Second story"]]
    person.wait(lambda: "Typed." in desk.stories.view(first).story.body.text)


def test_undo_goes_on_in_a_story_one_comes_back_to(
    sit_down: SitDown, desk: Desk, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, first)
    body: QTextEdit = person.find("Body")
    person.type(body, "Typed. ")
    open_(person, second)
    QTest.keyClick(person.window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: person.find("Headline").toPlainText() == "First story")
    assert person.find("Body") is body
    person.trigger("undo")
    person.wait(lambda: "Typed." not in desk.stories.view(first).story.body.text)


def test_fields_undone_are_those_of_the_story_on_top(
    sit_down: SitDown, desk: Desk, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, first, stays=True)
    person.choose("Section", "Live")
    person.wait(lambda: desk.stories.view(first).story.section == "live")
    open_(person, second, stays=True)
    person.choose("Section", "Government")
    person.wait(lambda: desk.stories.view(second).story.section == "government")
    person.window.panels.texts.undo.undo()  # pyright: ignore[reportAttributeAccessIssue]
    person.wait(lambda: desk.stories.view(second).story.section != "government")
    assert desk.stories.view(first).story.section == "live"


def test_a_field_typed_into_belongs_to_the_story_that_was_on_top(
    sit_down: SitDown, desk: Desk, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, first, stays=True)
    open_(person, second, stays=True)
    person.type_into("Dateline", "DATONG, Oct 12")
    bar(person).setCurrentIndex(0)
    person.wait(lambda: desk.stories.view(second).story.dateline == "DATONG, Oct 12")
    assert desk.stories.view(first).story.dateline == ""
    assert person.find("Dateline").text() == ""


def test_two_stories_are_written_side_by_side(
    sit_down: SitDown, desk: Desk, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, first)
    window = person.window
    assert isinstance(window, MainWindow)
    window.open_beside(second)
    person.wait(lambda: len(list(person.all_named("Body"))) == 2)
    assert titles(person) == [["First story"], ["Second story"]]
    left, right = sorted(
        person.all_named("Body"), key=lambda each: each.mapTo(window, QPoint()).x()
    )
    for body, words in ((left, "To the first. "), (right, "To the second. ")):
        body.setFocus()
        person.type(body, words)
    person.wait(lambda: "To the first." in desk.stories.view(first).story.body.text)
    person.wait(lambda: "To the second." in desk.stories.view(second).story.body.text)


def test_the_panels_follow_the_side_somebody_writes_on(
    sit_down: SitDown, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, first)
    window = person.window
    assert isinstance(window, MainWindow)
    window.open_beside(second)
    person.wait(lambda: window.panels.texts.story_id == second)
    person.wait(lambda: person.find("Slug").text() == "second-story")
    next(
        body
        for body in person.all_named("Body")
        if isinstance(body, QTextEdit) and body.toPlainText().startswith("First")
    ).setFocus()
    person.wait(lambda: person.find("Slug").text() == "first-story")
    assert window.panels.texts.story_id == first


def test_a_side_whose_last_story_is_closed_goes(sit_down: SitDown, first: str, second: str) -> None:
    person = sit_down()
    open_(person, first)
    window = person.window
    assert isinstance(window, MainWindow)
    window.open_beside(second)
    person.wait(lambda: window.panels.texts.story_id == second)
    person.trigger("close_story")
    person.wait(lambda: window.panels.texts.story_id == first)
    assert len(list(person.all_named("Body"))) == 1
    person.trigger("reopen_story")
    person.wait(lambda: window.panels.texts.story_id == second)


def test_whoever_writes_goes_on_writing_when_tabs_close_and_come_back(
    sit_down: SitDown, first: str, second: str, third: str
) -> None:
    person = sit_down()
    for story_id in (first, second, third):
        open_(person, story_id, stays=True)
    window = person.window
    assert isinstance(window, MainWindow)
    window.panels.texts.writing.focus_body()
    person.trigger("close_story")
    person.wait(lambda: window.panels.texts.story_id == second)
    person.wait(lambda: is_written_in(window))
    person.trigger("close_story")
    person.wait(lambda: window.panels.texts.story_id == first)
    person.find("Search stories").setFocus()
    for _ in range(5):  # a key held down
        person.trigger("reopen_story")
    person.wait(lambda: window.panels.texts.story_id == second)
    person.wait(lambda: is_written_in(window))
    person.trigger("reopen_story")
    person.wait(lambda: window.panels.texts.story_id == third)
    assert titles(person) == [["First story", "Second story", "Third story"]]


def test_the_left_side_closed_first_leaves_the_right_one_in_its_place(
    sit_down: SitDown, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, first)
    window = person.window
    assert isinstance(window, MainWindow)
    window.open_beside(second)
    person.wait(lambda: window.panels.texts.story_id == second)
    open_(person, first)
    person.trigger("close_story")
    person.wait(lambda: window.panels.texts.story_id == second)
    assert [len(group.tabs()) for group in window.panels.texts.sides.groups] == [1, 0]
    assert person.find("Body").toPlainText().startswith("Second")


def test_a_story_is_never_open_twice(sit_down: SitDown, first: str, second: str) -> None:
    person = sit_down()
    open_(person, first, stays=True)
    open_(person, second, stays=True)
    open_(person, first)
    assert titles(person) == [["First story", "Second story"]]
    assert bar(person).currentIndex() == 0


def test_the_next_sitting_finds_the_tabs_as_they_were(
    qtbot: QtBot, sit_down: SitDown, first: str, second: str, third: str
) -> None:
    person = sit_down()
    open_(person, first, stays=True)
    open_(person, second, stays=True)
    open_(person, third, stays=True)
    open_(person, second)
    person.window.close()

    again = sit_down()
    again.wait(lambda: titles(again) == [["First story", "Second story", "Third story"]])
    assert again.find("Headline").toPlainText() == "Second story"
    bar(again).setCurrentIndex(0)
    again.wait(lambda: again.find("Headline").toPlainText() == "First story")
    again.wait(lambda: again.find("Slug").text() == "first-story")


def test_the_next_sitting_finds_two_sides_as_they_were(
    sit_down: SitDown, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, first)
    window = person.window
    assert isinstance(window, MainWindow)
    window.open_beside(second)
    person.wait(lambda: window.panels.texts.story_id == second)
    window.close()

    again = sit_down()
    again.wait(lambda: titles(again) == [["First story"], ["Second story"]])
    again.wait(lambda: again.find("Slug").text() == "second-story")


def test_a_story_deleted_or_unknown_since_is_not_brought_back(
    sit_down: SitDown, desk: Desk, first: str
) -> None:
    desk.site.remember(
        "open tabs",
        {
            "current": "f" * 32,
            "tabs": [
                {
                    "story": first,
                    "headline": "First story",
                    "side": 0,
                    "stays": True,
                    "field": "body",
                    "carets": {"body": 3},
                    "scrolled": 0,
                }
            ],
        },
    )
    person = sit_down()
    person.wait(lambda: person.find("Headline").toPlainText() == "First story")


def test_a_story_that_cannot_be_kept_does_not_hold_up_the_others(
    qtbot: QtBot,
    sit_down: SitDown,
    desk: Desk,
    first: str,
    second: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from db.errors import LibraryFull

    person = sit_down()
    open_(person, first)
    keep = Stories.keep_typed

    def full_for_the_first(self: Stories, story_id: str, *args: Any, **kw: Any) -> Any:
        if story_id == first:
            raise LibraryFull(desk.newsroom.store.folder)
        return keep(self, story_id, *args, **kw)

    monkeypatch.setattr(Stories, "keep_typed", full_for_the_first)
    person.type(person.find("Body"), "Cannot be kept. ")
    person.wait(lambda: "NOT KEPT" in kept(person))
    open_(person, second)
    person.type(person.find("Body"), "Can be kept. ")
    person.wait(lambda: "Can be kept." in desk.stories.view(second).story.body.text)
    # Red as long as any text is not in the library, whichever is on top.
    person.wait(lambda: "NOT KEPT" in kept(person))
    monkeypatch.undo()
    person.wait(lambda: "Cannot be kept." in desk.stories.view(first).story.body.text)


def test_closing_a_tab_keeps_the_last_words(
    sit_down: SitDown, desk: Desk, first: str, second: str
) -> None:
    person = sit_down()
    open_(person, second, stays=True)
    open_(person, first, stays=True)
    person.type(person.find("Body"), "Last words. ")
    person.trigger("close_story")
    person.wait(lambda: person.find("Headline").toPlainText() == "Second story")
    assert "Last words." in desk.stories.view(first).story.body.text
