"""The window left and opened again: the same story, the caret where it stood, on the screen."""

import pytest
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit
from tests.e2e.conftest import OpenWindow, SitDown
from tests.e2e.person import Person


@pytest.fixture
def sit_down(qtbot: QtBot, open_window: OpenWindow) -> SitDown:
    """In front of a window that is as large as it makes itself."""
    return lambda: Person(qtbot, open_window(None))


def written(desk: Desk) -> str:
    story_id = desk.stories.begin().value.id
    body = Document.from_paragraphs(["The harvest begins.", "It ends in October."])
    desk.stories.keep(story_id, StoryEdit(headline="Harvest", body=body))
    return story_id


def open_story(person: Person, story_id: str) -> None:
    person.window.open_story(story_id)  # pyright: ignore[reportAttributeAccessIssue]
    person.wait(lambda: person.find("Headline").toPlainText() == "Harvest")


def test_the_caret_stands_where_it_was_left(sit_down: SitDown, desk: Desk) -> None:
    person = sit_down()
    open_story(person, written(desk))
    body: QTextEdit = person.find("Body")
    body.setFocus()
    cursor = body.textCursor()
    cursor.setPosition(25)
    body.setTextCursor(cursor)
    person.window.close()

    person = sit_down()
    person.wait(lambda: person.find("Headline").toPlainText() == "Harvest")
    body = person.find("Body")
    assert body.textCursor().position() == 25
    assert body.hasFocus()


def test_after_a_kill_the_caret_is_where_the_last_words_were_kept(
    sit_down: SitDown, desk: Desk
) -> None:
    person = sit_down()
    story_id = written(desk)
    open_story(person, story_id)
    body: QTextEdit = person.find("Body")
    body.setFocus()
    body.moveCursor(QTextCursor.MoveOperation.End)
    person.type(body, " Snow.")
    person.wait(lambda: desk.stories.view(story_id).story.body.text.endswith("Snow."))

    # Another window without the first being closed is all that a killed program leaves behind.
    again = sit_down()
    again.wait(lambda: again.find("Headline").toPlainText() == "Harvest")
    body = again.find("Body")
    assert body.textCursor().atEnd()
    assert body.hasFocus()


def test_the_first_window_is_no_larger_than_the_screen(sit_down: SitDown) -> None:
    window = sit_down().window
    room = window.screen().availableSize()
    assert window.width() <= max(room.width(), window.minimumSizeHint().width())
    assert window.height() <= room.height()


def test_the_toolbar_offers_the_steps_the_story_can_take(sit_down: SitDown, desk: Desk) -> None:
    person = sit_down()
    story_id = written(desk)
    open_story(person, story_id)

    def offered() -> list[str]:
        names = ("send", "return", "sign_off", "export")
        return [name for name in names if person.window.findChild(QAction, name).isEnabled()]

    assert offered() == ["send", "sign_off", "export"]
    person.trigger("send")
    person.wait(lambda: offered() == ["return", "sign_off", "export"])


def test_undo_can_be_pressed_only_when_there_is_something_to_undo(
    sit_down: SitDown, desk: Desk
) -> None:
    person = sit_down()
    open_story(person, written(desk))
    body = person.find("Body")
    body.setFocus()
    undo = person.window.findChild(QAction, "undo")
    assert not undo.isEnabled()
    person.type(body, "x")
    person.wait(undo.isEnabled)
    person.trigger("undo")
    person.wait(lambda: not undo.isEnabled())
    assert body.toPlainText().startswith("The harvest")
