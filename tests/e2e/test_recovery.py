"""A disk that fails, then a crash: the words come back at the next start, beside what is there."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from db.file.journal import Journal
from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import OpenWindow
from tests.e2e.person import Person

AT = datetime(2026, 10, 12, 7, 30, tzinfo=UTC)
BEFORE = "Snow fell."
TYPED = "Snow fell. It lay for three days."


@pytest.fixture
def story(desk: Desk, library: Path) -> str:
    """A story of which the journal has more than the library."""
    made = desk.stories.begin().value
    body = Document.from_paragraphs([BEFORE])
    desk.stories.keep(made.id, StoryEdit(headline="Snow in Datong", body=body))
    typed = StoryEdit(body=Document.from_paragraphs([TYPED]))
    Journal.of(library).write(made.id, "Snow in Datong", typed, AT)
    return made.id


@pytest.fixture
def window(story: str, open_window: OpenWindow) -> MainWindow:
    return open_window()


def text_of(desk: Desk, story_id: str) -> Callable[[], str]:
    return lambda: desk.stories.view(story_id).story.body.text


def test_what_was_found_is_said_and_the_text_is_as_it_was_kept(
    person: Person, desk: Desk, story: str
) -> None:
    person.wait_for("Put them back")
    assert person.find("Body").toPlainText() == BEFORE
    said = [label.text() for label in person.window.findChildren(QLabel) if label.isVisible()]
    assert any("could not take" in words for words in said)
    assert text_of(desk, story)() == BEFORE


def test_the_words_are_put_back_and_that_can_be_undone(
    person: Person, desk: Desk, story: str
) -> None:
    person.wait_for("Put them back")
    person.click("Put them back")
    person.wait(lambda: person.find("Body").toPlainText() == TYPED)
    assert text_of(desk, story)() == TYPED
    person.window.panels.texts.undo.undo()  # pyright: ignore[reportAttributeAccessIssue]
    person.wait(lambda: person.find("Body").toPlainText() == BEFORE)
    person.wait(lambda: text_of(desk, story)() == BEFORE)


def test_the_difference_can_be_seen_first(person: Person, desk: Desk, story: str) -> None:
    person.wait_for("Show difference")
    person.click("Show difference")
    history = person.window.desks.history  # pyright: ignore[reportAttributeAccessIssue]
    person.wait(lambda: history._comparison is not None and history._comparison.isVisible())
    assert history._comparison.compared.story_id == story
    assert text_of(desk, story)() == BEFORE


def test_left_in_history_nothing_is_lost(
    person: Person, desk: Desk, story: str, library: Path
) -> None:
    person.wait_for("Leave them in History")
    person.click("Leave them in History")
    person.wait(lambda: not list(person.all_named("Put them back")))
    newest = desk.history.versions(story)[-1]
    assert desk.history.snapshot(story, newest.number).body.text == TYPED
    assert Journal.of(library).entries() == ()
