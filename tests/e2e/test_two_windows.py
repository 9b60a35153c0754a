"""Two Galleys on one library, one story open in both: whatever either person typed is kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from db.errors import DATABASE
from db.file.opening import OpenFile
from db.store import Store
from editor.desk.desk import Desk
from editor.desk.newsroom import Newsroom
from editor.desk.site import Person as Seat
from editor.photos.cache import RenditionCache
from editor.publish.page import PageRenderer
from editor.story.document import Document
from editor.story.people import Contributor
from editor.story.story import StoryEdit
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.ui.window.workspaces import CHOSEN
from tests.e2e.person import Person

Sit = Callable[[Desk, str], Person]


@pytest.fixture
def desk(library: Path) -> Iterator[Desk]:
    desk = Desk.open(library, program_version="test", person="Chen Yu")
    desk.site.seat(Seat("Chen Yu", "supervisor"))
    yield desk
    desk.close()


@pytest.fixture
def second_desk(desk: Desk, library: Path) -> Iterator[Desk]:
    """As over a network: the lock did not hold it off."""
    store = Store(library, OpenFile(library / DATABASE))
    newsroom = Newsroom(store, RenditionCache(store.renditions_folder), PageRenderer())
    yield Desk.over(newsroom, "test").seated("Li Na")
    store.close()


@pytest.fixture
def story(desk: Desk) -> str:
    story = desk.stories.begin(section="News").value
    body = Document.from_paragraphs(["It began."])
    desk.stories.keep(story.id, StoryEdit(headline="Millet harvest", body=body))
    return story.id


@pytest.fixture
def sit(qtbot: QtBot, tmp_path: Path, story: str) -> Iterator[Sit]:
    """Open a window for a desk, the story in it."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = Theme(application, "light")
    theme.apply()
    windows: list[MainWindow] = []

    def sit(desk: Desk, name: str) -> Person:
        settings = QSettings(str(tmp_path / f"{name}.ini"), QSettings.Format.IniFormat)
        settings.setValue(CHOSEN, "write")  # also where a supervisor sits
        window = MainWindow(desk, theme, settings)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        with qtbot.waitSignal(window.story_opened):
            window.start()
            window.open_story(story)
        return Person(qtbot, window)

    yield sit
    for window in windows:
        window.close()


def everything_held(desk: Desk, story: str) -> list[str]:
    numbers = [version.number for version in desk.history.versions(story)]
    held = [desk.history.snapshot(story, number).body.text for number in numbers]
    return [desk.stories.view(story).story.body.text, *held]


def test_two_people_in_one_story_lose_no_word(
    sit: Sit, desk: Desk, second_desk: Desk, story: str
) -> None:
    people = {"Chen": sit(desk, "first"), "Li": sit(second_desk, "second")}
    typed: dict[str, str] = {}
    for take in range(3):
        for name, person in people.items():
            field = person.find("Body")
            cursor = field.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            field.setTextCursor(cursor)
            person.type(field, f" {name} {take}.")
            typed[name] = field.toPlainText()
            person.wait(lambda text=typed[name]: desk.stories.view(story).story.body.text == text)
            assert all(text in everything_held(desk, story) for text in typed.values())
    for name, person in people.items():
        # What each of them wrote still stands in front of them, and goes on being kept.
        assert person.find("Body").toPlainText() == typed[name]
        # The library has the text a moment before the window has its answer.
        person.wait(lambda person=person: any(person.all_named("Show difference")))


def test_both_can_end_with_the_same_text(
    sit: Sit, desk: Desk, second_desk: Desk, story: str
) -> None:
    chen, li = sit(desk, "first"), sit(second_desk, "second")
    chen.type_into("Body", "Chen wrote this.")
    chen.wait(lambda: desk.stories.view(story).story.body.text == "Chen wrote this.")
    li.type_into("Body", "Li wrote that.")
    li.wait(lambda: any(li.all_named("Use theirs")))
    li.click("Use theirs")
    li.wait(lambda: li.find("Body").toPlainText() == "Chen wrote this.")
    li.wait(lambda: desk.stories.view(story).story.body.text == "Chen wrote this.")
    assert "Li wrote that." in everything_held(desk, story)


def test_a_box_of_the_newsrooms_own_data_is_not_kept_over_what_somebody_else_wrote(
    sit: Sit, desk: Desk, second_desk: Desk
) -> None:
    desk.site.keep_people([Contributor("Wen Qiaoyu")])
    [wen] = desk.site.look().people
    person = sit(desk, "first")
    shown: list[str] = []

    def write(dialog: QWidget) -> None:
        second_desk.site.keep_people([replace(wen, chinese="温巧玉")])
        person.type_into("Name", "Wen Q.")
        person.click("Keep", dialog)

    def read(dialog: QWidget) -> None:
        shown.append(person.find("Name").text())
        person.click("Keep", dialog)

    person.answer_next_dialog(write)
    person.trigger("people")
    person.wait(lambda: "records of these people" in " ".join(refusals(person)))
    assert desk.site.look().people == (replace(wen, chinese="温巧玉"),)
    for box in person.window.findChildren(QMessageBox):
        box.close()
    person.answer_next_dialog(read)
    person.trigger("people")
    person.wait(lambda: desk.site.look().people[0].name == "Wen Q.")
    # What somebody entered is there again, and only that is kept.
    assert shown == ["Wen Q."]
    assert desk.site.look().people[0].chinese == "温巧玉"


def refusals(person: Person) -> list[str]:
    return [box.text() for box in person.window.findChildren(QMessageBox)]
