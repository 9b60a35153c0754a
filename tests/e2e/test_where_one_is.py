"""What tells at a glance where one is: who sits here, on which side, what to do when nothing is
open."""

import pytest
from PySide6.QtWidgets import QPushButton, QTabBar

from editor.desk.desk import Desk
from editor.story.story import StoryEdit
from editor.ui.writing.writing_page import NothingOpen
from tests.e2e.conftest import SitDown
from tests.e2e.person import Person


@pytest.fixture
def stories(desk: Desk) -> tuple[str, str]:
    first, second = desk.stories.begin().value, desk.stories.begin().value
    desk.stories.keep(first.id, StoryEdit(headline="First story"))
    desk.stories.keep(second.id, StoryEdit(headline="第二个报道"))
    return first.id, second.id


def open_(person: Person, story: str) -> None:
    person.window.open_story(story, stays=True)  # pyright: ignore[reportAttributeAccessIssue]
    texts = person.window.panels.texts  # pyright: ignore[reportAttributeAccessIssue]
    person.wait(lambda: texts.story_id == story)


def rows_of_tabs(person: Person) -> list[QTabBar]:
    bars = person.window.findChildren(QTabBar)
    return [bar for bar in bars if bar.accessibleName() == "Open stories" and bar.isVisible()]


def test_the_title_says_which_story_and_who_sits_here(
    sit_down: SitDown, stories: tuple[str, str]
) -> None:
    person = sit_down()
    person.wait(lambda: person.window.windowTitle() == "Chen Yu, editor — Galley")
    open_(person, stories[0])
    assert person.window.windowTitle() == "First story — Chen Yu, editor — Galley"


def test_both_sides_have_their_row_of_tabs_and_the_active_one_is_marked(
    sit_down: SitDown, stories: tuple[str, str]
) -> None:
    person = sit_down()
    for story in stories:
        open_(person, story)
    assert {bar.property("side") for bar in rows_of_tabs(person)} == {"active"}
    person.trigger("side_by_side")
    person.wait(lambda: len(rows_of_tabs(person)) == 2)
    person.wait(lambda: all(bar.height() > 20 for bar in rows_of_tabs(person)))
    sides = {bar.property("side"): bar for bar in rows_of_tabs(person)}
    assert sides["active"].tabText(0) == "第二个报道"
    person.trigger("next_story")
    person.wait(lambda: sides["other"].property("side") == "active")
    assert sides["active"].property("side") == "other"
    marked, plain = (bar.grab().toImage().pixelColor(4, 1) for bar in sides.values())
    assert marked != plain


def test_the_empty_middle_offers_what_can_be_done(sit_down: SitDown) -> None:
    person = sit_down()
    middle = person.window.findChild(NothingOpen)
    buttons = middle.findChildren(QPushButton)
    assert [each.text() for each in buttons] == ["New story", "Open files…", "Go to story…"]
    assert len({each.width() for each in buttons}) == 1
    assert buttons[0].property("kind") == "primary"
    buttons[0].click()
    person.wait(lambda: not middle.isVisible())
