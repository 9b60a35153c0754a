"""The list beside the text: counted, in an order that stays, in rows as low as one likes."""

import pytest
from PySide6.QtWidgets import QLabel, QListView

from editor.desk.desk import Desk
from editor.story.story import ListOrder, StoryEdit
from editor.ui.stories.story_filters import ListMenu
from editor.ui.stories.story_list import StoryList
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import SitDown
from tests.e2e.person import Person

HEADLINES = ("Coal museum reopens", "Apples from Linyi", "Bridge over the Fen")


@pytest.fixture
def written(desk: Desk) -> list[str]:
    made: list[str] = []
    for headline in HEADLINES:
        story = desk.stories.begin().value
        desk.stories.keep(story.id, StoryEdit(headline=headline))
        made.append(story.id)
    return made


def listed(person: Person) -> list[str]:
    model = person.find("Stories", QListView).model()
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def test_a_story_does_not_move_while_somebody_works_in_it(
    sit_down: SitDown, desk: Desk, written: list[str]
) -> None:
    person = sit_down()
    newest_first = list(reversed(HEADLINES))
    person.wait(lambda: listed(person) == newest_first)
    window = person.window
    assert isinstance(window, MainWindow)
    window.open_story(written[0])
    person.wait(lambda: window.panels.texts.story_id == written[0])
    person.trigger("send")
    person.wait(lambda: desk.stories.view(written[0]).story.status.value == "in_review")
    person.trigger("new_story")
    person.wait(lambda: len(listed(person)) == 4)
    assert listed(person)[1:] == newest_first
    counts = [each for each in window.findChildren(QLabel) if each.text() == "4"]
    assert "Stories listed: 4" in [each.accessibleName() for each in counts]


def test_order_and_form_are_chosen_once(sit_down: SitDown, written: list[str]) -> None:
    person = sit_down()
    person.wait(lambda: len(listed(person)) == 3)
    rows = person.find("Stories", QListView)
    high = rows.visualRect(rows.model().index(0, 0)).height()
    menu = person.window.findChild(ListMenu)
    menu.order_chosen.emit(ListOrder.HEADLINE)
    menu.compact_chosen.emit(True)
    person.wait(lambda: listed(person) == sorted(HEADLINES))
    person.wait(lambda: rows.visualRect(rows.model().index(1, 0)).height() < 0.7 * high)
    person.window.close()
    again = sit_down()
    again.wait(lambda: listed(again) == sorted(HEADLINES))
    rows = again.find("Stories", QListView)
    assert rows.visualRect(rows.model().index(0, 0)).height() < 0.7 * high


def test_the_filters_can_be_read_in_the_narrowest_list(
    sit_down: SitDown, written: list[str]
) -> None:
    person = sit_down()
    stories = person.window.findChild(StoryList)
    person.window.resize(1024, 700)
    person.wait(lambda: stories.width() <= 210)
    for name in ("Status", "Section filter"):
        box = person.find(name)
        words = box.fontMetrics().horizontalAdvance(box.currentText())
        assert box.width() >= words + 30, f"{name} shows a part of its words"
