"""The history of a story in the real window: saved, compared, brought back, undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.desk.site import Person as Seat
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.history.comparison_window import ComparisonWindow
from editor.ui.history.history_panel import HistoryPanel
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import OpenWindow
from tests.e2e.person import Person


def body(*paragraphs: str) -> Document:
    return Document.from_paragraphs(paragraphs)


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now().astimezone()

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def desk(library: Path) -> Iterator[Desk]:
    opened = Desk.open(library, program_version="test", person="Chen Yu")
    desk = Desk.over(replace(opened.newsroom, clock=Clock()), "test")
    desk.site.seat(Seat("Chen Yu", "supervisor"))
    yield desk
    opened.close()


@pytest.fixture
def story(desk: Desk) -> str:
    story = desk.stories.begin(section="News").value
    desk.stories.keep(story.id, StoryEdit(headline="Millet harvest", body=body("It began.")))
    desk.history.save(story.id, "Take one")
    desk.stories.keep(story.id, StoryEdit(body=body("It began late.", "And it rained.")))
    return story.id


@pytest.fixture
def window(qtbot: QtBot, story: str, open_window: OpenWindow) -> MainWindow:
    made = open_window()
    with qtbot.waitSignal(made.story_opened):
        made.open_story(story)
    return made


@pytest.fixture
def panel(window: MainWindow, person: Person) -> HistoryPanel:
    person.trigger("history")
    found = window.findChild(HistoryPanel)
    assert isinstance(found, HistoryPanel)
    return found


def text(desk: Desk, story_id: str) -> str:
    return desk.stories.view(story_id).story.body.text


def titles(desk: Desk, story_id: str) -> list[str]:
    return [version.title for version in desk.history.versions(story_id)]


def name_it(name: str, within: Person) -> None:
    def answer(dialog: QWidget) -> None:
        person = Person(within.qtbot, dialog)
        person.type_into("Name", name)
        QTest.keyClick(person.find("Name"), Qt.Key.Key_Return)

    within.answer_next_dialog(answer)


def _dismiss(dialog: QWidget) -> None:
    dialog.close()


def comparison(window: MainWindow, person: Person) -> ComparisonWindow:
    person.wait(lambda: window.findChild(ComparisonWindow) is not None)
    found = window.findChild(ComparisonWindow)
    assert isinstance(found, ComparisonWindow)
    person.wait(found.isVisible)
    return found


def test_a_version_is_saved_with_every_word_typed(
    person: Person, panel: HistoryPanel, desk: Desk, story: str
) -> None:
    person.type_into("Body", "Typed just now.")
    name_it("Before the cut", person)
    person.trigger("save_version")
    person.wait(lambda: titles(desk, story) == ["Take one", "Before the cut"])
    assert desk.history.snapshot(story, 2).body.text == "Typed just now."
    person.wait(lambda: any("Before the cut" in entry for entry in panel.entries))


def test_a_version_gets_another_name(
    person: Person, panel: HistoryPanel, desk: Desk, story: str
) -> None:
    panel.choose(1)
    name_it("First take", person)
    QTest.keyClick(person.find("Versions"), Qt.Key.Key_F2)
    person.wait(lambda: titles(desk, story) == ["First take"])


def test_a_version_is_compared_with_what_is_typed(
    window: MainWindow, person: Person, panel: HistoryPanel
) -> None:
    person.type_into("Body", "It began late, they say.")
    panel.choose(1)
    person.click("Compare with now")
    compared = comparison(window, person)
    person.wait(lambda: "they say" in compared.text)
    person.wait(lambda: compared.told == "1 change")
    compared.step(1)
    assert compared.told == "Change 1 of 1"
    assert not compared.isModal()
    compared.close()


def test_two_versions_are_compared(
    window: MainWindow, person: Person, panel: HistoryPanel, desk: Desk, story: str
) -> None:
    name_it("Take two", person)
    person.trigger("save_version")
    person.wait(lambda: len(panel.entries) == 3)
    panel.choose(1, 2)
    person.click("Compare the two")
    compared = comparison(window, person)
    person.wait(lambda: "And it rained." in compared.text)
    newer = person.find("Newer version", within=compared)
    assert newer.currentData() == 2
    newer.setCurrentIndex(0)
    newer.activated.emit(0)
    person.wait(lambda: compared.compared is not None and compared.compared.newer is None)
    compared.close()


def test_a_version_is_shown_alone(window: MainWindow, person: Person, panel: HistoryPanel) -> None:
    panel.choose(1)
    person.click("Show")
    shown = comparison(window, person)
    person.wait(lambda: not shown.writing)
    assert "It began." in shown.text
    assert "And it rained." not in shown.text
    assert "Take one" in shown.windowTitle() or "Version 1" in shown.windowTitle()
    shown.close()


def test_a_version_comes_back_and_goes_again(
    person: Person, panel: HistoryPanel, desk: Desk, story: str
) -> None:
    field = person.find("Body")
    panel.choose(1)
    person.click("Restore")
    person.wait(lambda: field.toPlainText() == "It began.")
    assert text(desk, story) == "It began."
    assert titles(desk, story) == [
        "Take one",
        "Before version 1 was restored",
        "Version 1 restored",
    ]
    field.setFocus()
    person.trigger("undo")
    person.wait(lambda: field.toPlainText() == "It began late.\nAnd it rained.")
    person.wait(lambda: text(desk, story) == "It began late.\n\nAnd it rained.")
    person.trigger("redo")
    person.wait(lambda: field.toPlainText() == "It began.")


def test_what_is_typed_after_a_restoring_is_undone_first(
    person: Person, panel: HistoryPanel, desk: Desk, story: str
) -> None:
    field = person.find("Body")
    panel.choose(1)
    person.click("Restore")
    person.wait(lambda: field.toPlainText() == "It began.")
    field.setFocus()
    person.type(field, "So: ")
    person.wait(lambda: text(desk, story) == "So: It began.")
    person.trigger("undo")
    assert field.toPlainText() == "It began."
    person.trigger("undo")
    person.wait(lambda: field.toPlainText() == "It began late.\nAnd it rained.")


def test_the_keys_of_undo_bring_back_what_a_restoring_replaced(
    person: Person, panel: HistoryPanel
) -> None:
    field = person.find("Body")
    panel.choose(1)
    person.click("Restore")
    person.wait(lambda: field.toPlainText() == "It began.")
    field.setFocus()
    QTest.keyClicks(field, "X")
    held = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(field, Qt.Key.Key_Z, held)
    assert field.toPlainText() == "It began."
    QTest.keyClick(field, Qt.Key.Key_Z, held)
    person.wait(lambda: field.toPlainText() == "It began late.\nAnd it rained.")
    QTest.keyClick(field, Qt.Key.Key_Y, held)
    person.wait(lambda: field.toPlainText() == "It began.")


def test_what_cannot_be_restored_leaves_nothing_to_undo(
    window: MainWindow, person: Person, panel: HistoryPanel, desk: Desk, story: str
) -> None:
    name_it("As it is", person)
    person.trigger("save_version")
    person.wait(lambda: len(panel.entries) == 3)
    seen = person.answer_next_dialog(_dismiss)
    panel.choose(2)
    person.click("Restore")
    person.wait(lambda: seen)
    assert text(desk, story) == "It began late.\n\nAnd it rained."
    window.panels.texts.undo.undo()
    assert text(desk, story) == "It began late.\n\nAnd it rained."


def meeting(person: Person, window: MainWindow, desk: Desk, story: str) -> None:
    """Somebody else's text, saved between two of mine."""
    person.type_into("Body", "Mine.")
    person.wait(lambda: text(desk, story) == "Mine.")
    desk.stories.keep(story, StoryEdit(body=body("Theirs.")))
    person.type(person.find("Body"), " On.")
    person.wait(lambda: text(desk, story) == "Mine. On.")
    person.wait(lambda: any(person.all_named("Use theirs")))


def test_a_meeting_is_said_and_mine_stays(
    window: MainWindow, person: Person, desk: Desk, story: str
) -> None:
    meeting(person, window, desk, story)
    person.type(person.find("Body"), " And on.")
    person.wait(lambda: text(desk, story) == "Mine. On. And on.")
    person.click("Use mine")
    assert not any(person.all_named("Use mine"))
    assert text(desk, story) == "Mine. On. And on."
    assert desk.history.snapshot(story, 2).body.text == "Theirs."


def test_after_a_meeting_theirs_can_be_taken_and_given_back(
    window: MainWindow, person: Person, desk: Desk, story: str
) -> None:
    meeting(person, window, desk, story)
    field = person.find("Body")
    person.click("Use theirs")
    person.wait(lambda: field.toPlainText() == "Theirs.")
    person.wait(lambda: text(desk, story) == "Theirs.")
    field.setFocus()
    person.trigger("undo")
    person.wait(lambda: field.toPlainText() == "Mine. On.")
    assert text(desk, story) == "Mine. On."


def test_the_difference_of_a_meeting_is_shown(
    window: MainWindow, person: Person, desk: Desk, story: str
) -> None:
    meeting(person, window, desk, story)
    person.click("Show difference")
    compared = comparison(window, person)
    person.wait(lambda: not compared.writing)
    assert "Theirs" in compared.text
    assert "Mine. On" in compared.text
    compared.close()


def test_a_text_changed_elsewhere_can_be_taken_or_put_back(
    window: MainWindow, person: Person, desk: Desk, story: str
) -> None:
    field = person.find("Body")
    for choice, expected in (("Use theirs", "Theirs."), ("Use mine", "Theirs.")):
        there = "Theirs." if choice == "Use theirs" else "Theirs again."
        desk.stories.keep(story, StoryEdit(body=body(there)))
        window.panels.texts.current.story.refresh()
        person.wait(lambda choice=choice: any(person.all_named(choice)))
        person.click(choice)
        person.wait(lambda expected=expected: text(desk, story) == expected)
        person.wait(lambda expected=expected: field.toPlainText() == expected)
