"""Somebody else saves the story that is open in the window: nothing is lost on either side."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.errors import DATABASE, LibraryFull
from db.file.opening import OpenFile
from db.store import Store
from editor.desk.changing import Changes
from editor.desk.desk import Desk
from editor.desk.history import History
from editor.desk.newsroom import Newsroom
from editor.desk.site import Person as Seat
from editor.desk.stories import Stories
from editor.photos.cache import RenditionCache
from editor.publish.page import PageRenderer
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.opened.open_story import STOOD_HERE, TYPED_MEANWHILE
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import OpenWindow
from tests.e2e.person import Person

MINE = "Kept aside: saved elsewhere while Chen Yu typed"


@pytest.fixture
def desk(library: Path) -> Iterator[Desk]:
    desk = Desk.open(library, program_version="test", person="Chen Yu")
    desk.site.seat(Seat("Chen Yu", "supervisor"))
    yield desk
    desk.close()


@pytest.fixture
def elsewhere(desk: Desk, library: Path) -> Iterator[Desk]:
    """A second Galley on the same library, which got round the lock."""
    store = Store(library, OpenFile(library / DATABASE))
    newsroom = Newsroom(store, RenditionCache(store.renditions_folder), PageRenderer())
    yield Desk.over(newsroom, "test").seated("Li Na")
    store.close()


@pytest.fixture
def story(desk: Desk) -> str:
    story = desk.stories.begin(section="News").value
    desk.stories.keep(story.id, StoryEdit(headline="Millet harvest", body=body("It began.")))
    return story.id


@pytest.fixture
def window(qtbot: QtBot, story: str, open_window: OpenWindow) -> MainWindow:
    made = open_window()
    with qtbot.waitSignal(made.story_opened):
        made.open_story(story)
    return made


def body(*paragraphs: str) -> Document:
    return Document.from_paragraphs(paragraphs)


def _dismiss(dialog: QWidget) -> None:
    dialog.close()


def text(desk: Desk, story_id: str) -> str:
    return desk.stories.view(story_id).story.body.text


def held(desk: Desk, story_id: str) -> list[str]:
    numbers = [version.number for version in desk.history.versions(story_id)]
    return [desk.history.snapshot(story_id, number).body.text for number in numbers]


def shown(window: MainWindow) -> list[str]:
    """The reasons of the versions that the panel of the past has been given."""
    view = window.panels.texts.view
    return [] if view is None else [str(version.reason) for version in view.versions]


def test_both_texts_are_kept_and_typing_goes_on(
    person: Person, desk: Desk, elsewhere: Desk, story: str
) -> None:
    person.type_into("Body", "Mine.")
    person.wait(lambda: text(desk, story) == "Mine.")
    elsewhere.stories.keep(story, StoryEdit(body=body("Theirs.")))
    person.type(person.find("Body"), " And on.")
    person.wait(lambda: text(desk, story) == "Mine. And on.")
    person.wait(lambda: held(desk, story) == ["Theirs."])
    assert str(desk.history.versions(story)[0].reason) == MINE
    assert person.find("Body").toPlainText() == "Mine. And on."


def test_a_change_beside_the_text_is_no_meeting(
    person: Person, desk: Desk, elsewhere: Desk, story: str
) -> None:
    elsewhere.stories.keep(story, StoryEdit(dateline="DATONG", byline=("Li Na",)))
    person.type_into("Body", "Mine.")
    person.wait(lambda: text(desk, story) == "Mine.")
    person.type_into("Dateline", "TAIYUAN")
    person.type(person.find("Body"), " And on.")
    person.wait(lambda: text(desk, story).endswith("And on."))
    assert held(desk, story) == []


def test_a_text_that_only_stood_here_is_kept_aside_too(
    window: MainWindow, person: Person, desk: Desk, elsewhere: Desk, story: str
) -> None:
    elsewhere.stories.keep(story, StoryEdit(body=body("Theirs.")))
    window._desk_lane.changed.emit(Changes.of_story(story))  # as after any verb
    person.wait(lambda: held(desk, story) == ["It began."])
    person.wait(lambda: shown(window) == [str(STOOD_HERE)])
    assert person.find("Body").toPlainText() == "It began."
    assert text(desk, story) == "Theirs."


def test_a_changed_text_is_shown_with_the_caret_where_it_was(
    window: MainWindow, person: Person, desk: Desk, story: str
) -> None:
    field = person.find("Body")
    field.setFocus()
    cursor = field.textCursor()
    cursor.setPosition(3)
    field.setTextCursor(cursor)

    def replace_words() -> Changes:
        desk.stories.keep(story, StoryEdit(body=body("It has begun.")))
        return Changes.of_story(story)

    window.panels.texts.current.story.change_text(replace_words)
    person.wait(lambda: field.toPlainText() == "It has begun.")
    assert field.textCursor().position() == 3  # behind “It ”
    assert field.hasFocus()
    person.type(field, "really ")
    person.wait(lambda: text(desk, story) == "It really has begun.")
    assert held(desk, story) == []


def test_what_is_typed_while_the_text_is_changed_is_kept_aside(
    window: MainWindow, person: Person, desk: Desk, story: str
) -> None:
    field = person.find("Body")

    def replace_words() -> Changes:
        desk.stories.keep(story, StoryEdit(body=body("It has begun.")))
        return Changes.of_story(story)

    window.panels.texts.current.story.change_text(replace_words)
    person.type_into("Body", "Too late.")
    person.wait(lambda: field.toPlainText() == "It has begun.")
    person.wait(lambda: held(desk, story) == ["Too late."])
    person.wait(lambda: shown(window) == [str(TYPED_MEANWHILE)])
    assert text(desk, story) == "It has begun."


def test_a_verb_that_fails_leaves_the_text_as_it_is(
    window: MainWindow, person: Person, desk: Desk, story: str
) -> None:
    person.answer_next_dialog(_dismiss)

    def refuse() -> Changes:
        desk.history.restore(story, 9)
        return Changes()

    window.panels.texts.current.story.change_text(refuse)
    person.type_into("Body", "Typed on.")
    person.wait(lambda: text(desk, story) == "Typed on.")


def test_a_library_that_takes_nothing_aside_leaves_the_typed_text_where_it_is(
    window: MainWindow,
    person: Person,
    desk: Desk,
    story: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person.answer_next_dialog(_dismiss)

    def full(*_: object) -> int:
        raise LibraryFull(desk.newsroom.store.folder)

    def replace_words() -> Changes:
        desk.stories.keep(story, StoryEdit(body=body("It has begun.")))
        return Changes.of_story(story)

    monkeypatch.setattr(History, "keep_aside", full)
    window.panels.texts.current.story.change_text(replace_words)
    person.type_into("Body", "Only here.")
    person.wait(lambda: text(desk, story) == "Only here.")
    assert person.find("Body").toPlainText() == "Only here."
    assert held(desk, story) == ["It has begun."]


def test_a_text_that_could_not_be_read_back_is_no_meeting(
    window: MainWindow,
    person: Person,
    desk: Desk,
    story: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown, failed = Stories.shown, []

    def fail_once(self: Stories, key: str) -> Any:
        found = shown(self, key)
        if found[0].story.body.text == "One." and not failed:
            failed.append(key)
            raise LibraryFull(desk.newsroom.store.folder)
        return found

    monkeypatch.setattr(Stories, "shown", fail_once)
    person.type_into("Body", "One.")
    person.wait(lambda: failed)
    person.type(person.find("Body"), " Two.")
    person.wait(lambda: text(desk, story) == "One. Two.")
    assert held(desk, story) == []


def test_fields_changed_here_again_and_again_are_nobody_elses(
    person: Person, desk: Desk, elsewhere: Desk, story: str
) -> None:
    for place in ("DATONG", "TAIYUAN", "LINGQIU"):
        person.type_into("Dateline", place)
        person.find("Body").setFocus()
    person.wait(lambda: desk.stories.view(story).story.dateline == "LINGQIU")
    assert held(desk, story) == []
    elsewhere.stories.keep(story, StoryEdit(dateline="SHUOZHOU"))
    person.type_into("Dateline", "JINZHONG")
    person.find("Body").setFocus()
    person.wait(lambda: desk.stories.view(story).story.dateline == "JINZHONG")
    (aside,) = desk.history.versions(story)
    assert desk.history.snapshot(story, aside.number).dateline == "SHUOZHOU"


def test_whoever_waits_for_the_text_still_gets_it_after_it_was_shown_anew(
    window: MainWindow, person: Person, desk: Desk, story: str
) -> None:
    def replace_words() -> Changes:
        desk.stories.keep(story, StoryEdit(body=body("It has begun.")))
        return Changes.of_story(story)

    open_story = window.panels.texts.current.story
    open_story.change_text(replace_words)
    person.type_into("Body", "Typed meanwhile.")
    open_story.close_story()  # waits until what is typed is kept
    person.wait(lambda: not window.panels.texts.story_id)
    assert text(desk, story) == "It has begun."
    assert held(desk, story) == ["Typed meanwhile."]
