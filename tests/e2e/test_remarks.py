"""Remarks and suggestions in the real window: words are selected on the page, something is said of
them, the story goes back, other words come into the text and go out of it again."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QWidget

from editor.desk.desk import Desk
from editor.desk.site import Person as Seat
from editor.story.document import Document
from editor.story.story import Status, StoryEdit
from editor.ui.preview.engine import _APPLICATION as APPLICATION
from editor.ui.preview.engine import Engine
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import SitDown
from tests.e2e.person import Person

PARAGRAPHS = ("Two hundred hectares were cut.", "The harvest ends in October.", "Rain is near.")
SELECT = """(() => {
  const text = document.querySelectorAll('.body > p')[%d].firstChild;
  const at = text.data.indexOf(%r), range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + %d);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return getSelection().toString();
})()"""


@pytest.fixture
def chosen() -> str:
    return ""


@pytest.fixture
def story(desk: Desk) -> str:
    story = desk.stories.begin(section="News").value.id
    body = Document.from_paragraphs(PARAGRAPHS)
    desk.stories.keep(story, StoryEdit(headline="Harvest", body=body, byline=("Wen Qiaoyu",)))
    desk.review.send(story)
    return story


@pytest.fixture
def reviewer(desk: Desk, story: str, sit_down: SitDown) -> Person:
    """A supervisor before the page."""
    desk.site.seat(Seat("Chen Yu", "supervisor"))
    person = sit_down()
    window = person.window
    assert isinstance(window, MainWindow)
    window.open_story(story, stays=True)
    person.wait(lambda: window.panels.texts.story_id == story)
    person.wait(lambda: PARAGRAPHS[0] in told(person, "document.body.innerText"))
    return person


def window_of(person: Person) -> MainWindow:
    assert isinstance(person.window, MainWindow)
    return person.window


def told(person: Person, script: str) -> Any:
    """What the page shown answers to a script."""
    engines = [each for each in person.window.findChildren(Engine) if each.isVisible()]
    if not engines:
        return ""
    answers: list[Any] = []
    engines[0].page.runJavaScript(script, APPLICATION, answers.append)
    person.qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def select(person: Person, paragraph: int, words: str) -> None:
    assert told(person, SELECT % (paragraph, words, len(words))) == words


def say(person: Person, text: str, field: str = "Your comment") -> None:
    """One gesture: type, Ctrl+Enter."""

    def answer(dialog: QWidget) -> None:
        box = person.find(field, within=dialog)
        box.selectAll()
        person.type(box, text)
        QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    person.answer_next_dialog(answer)


def test_three_remarks_at_three_places_and_return(desk: Desk, story: str, reviewer: Person) -> None:
    person = reviewer
    for number, (paragraph, words) in enumerate(
        [(0, "hundred hectares"), (1, "October"), (2, "Rain")], 1
    ):
        select(person, paragraph, words)
        say(person, f"Who says {words}?")
        person.trigger("comment")
        person.wait(lambda n=number: len(desk.stories.view(story).comments) == n)
    said = desk.stories.view(story).comments
    assert [each.place.quote for each in said] == ["hundred hectares", "October", "Rain"]
    assert said[0].by == "Chen Yu"
    listed = person.wait_for("Comments and suggestions", QListView)
    person.wait(lambda: listed.model().rowCount() == 3)
    person.wait(lambda: told(person, "CSS.highlights.get('galley-comment')?.size") == 3)
    person.answer_next_dialog(lambda dialog: person.click("Return", dialog))
    person.trigger("return")
    person.wait(lambda: desk.stories.view(story).story.status is Status.RETURNED)
    assert len(desk.stories.view(story).comments) == 3
    listed.setCurrentIndex(listed.model().index(2, 0))
    person.click("Settle")
    person.wait(lambda: listed.model().rowCount() == 2)
    assert desk.stories.view(story).comments[0].resolved is not None


def test_a_suggestion_comes_into_the_text_and_undo_takes_it_back(
    desk: Desk, story: str, reviewer: Person
) -> None:
    person = reviewer
    published = told(person, "document.documentElement.outerHTML")
    select(person, 0, "hundred")
    say(person, "dozen", "Suggested words")
    person.trigger("suggest")
    person.wait(lambda: desk.stories.view(story).suggestions)
    assert PARAGRAPHS[0] in desk.stories.view(story).story.body.text
    person.wait(lambda: told(person, "CSS.highlights.get('galley-suggestion')?.size") == 1)
    assert told(person, "document.documentElement.outerHTML") == published
    listed = person.wait_for("Comments and suggestions", QListView)
    listed.setCurrentIndex(listed.model().index(0, 0))
    person.click("Accept")
    body = window_of(person).panels.texts.writing.fields()["body"]
    person.wait(lambda: "Two dozen hectares" in body.toPlainText())
    person.wait(lambda: not desk.stories.view(story).suggestions)
    person.trigger("undo")
    person.wait(lambda: PARAGRAPHS[0] in body.toPlainText())
    person.wait(lambda: desk.stories.view(story).suggestions)
    assert PARAGRAPHS[0] in desk.stories.view(story).story.body.text


def test_no_bundle_leaves_through_the_window_while_a_suggestion_is_open(
    desk: Desk, story: str, reviewer: Person, tmp_path: Any
) -> None:
    person = reviewer
    desk.review.sign_off(story, by="Chen Yu")
    desk.remarks.suggest(story, "dozen", desk.remarks.place(story, "hundred"))
    refused: list[str] = []
    window_of(person).desks.review.refused.connect(refused.append)
    person.answer_next_dialog(lambda dialog: person.click("Export", dialog))
    person.trigger("export")
    person.wait(lambda: refused)
    assert "A suggested change is open" in refused[0]
