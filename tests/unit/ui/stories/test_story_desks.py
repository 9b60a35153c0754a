"""Five thousand stories in the list: counted, scrolled, searched; read as far as they are seen."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from db import story_rows
from editor.desk.desk import Desk
from editor.desk.stories import PAGE
from editor.story.story import Listing, ListOrder, StoryEdit
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import LayoutMemory
from editor.ui.shell.thumbnails import Thumbnails
from editor.ui.stories.story_desks import ListDesk
from editor.ui.stories.story_list import StoryList
from editor.ui.stories.story_rows import KEPT_ROWS, StoryModel
from editor.ui.theme import Theme
from tests.unit.desk.test_statements import counted

MANY = 5_000
COPY = f"""
CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (
    SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY}
) SELECT i FROM n;
INSERT INTO stories SELECT printf('%032x', i), 1000 + i, 'story-' || i, 'Take ' || i, deck, section,
    dateline, language, dated, status, revision, created, updated, awaited_photo,
    target_words, stands_out
    FROM n, stories;
INSERT INTO documents SELECT printf('%032x', i), body, blocks FROM n, documents;
INSERT INTO story_search(rowid, headline) SELECT 1000 + i, 'Take ' || i FROM n;
INSERT INTO changes SELECT noun, printf('%032x', i), 1000 + i, 1, 0, at, account, device
    FROM n, changes WHERE noun = 'story';
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "library"
    desk = Desk.open(folder, program_version="test")
    story = desk.stories.begin(section="News").value
    desk.stories.keep(story.id, StoryEdit(headline="Oldest of all"))
    desk.close()
    with closing(sqlite3.connect(folder / "galley.db")) as connection, connection:
        connection.executescript(COPY)
    return folder


@pytest.fixture
def desk(library: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(library, tmp_path / "library")
    made = Desk.open(tmp_path / "library", program_version="test")
    yield made
    made.close()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the rows that were read, each time."""
    told: list[str] = []
    made = story_rows.StoryRow

    def note(story_id: str, *rest: object) -> object:
        told.append(story_id)
        return made(story_id, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(story_rows, "StoryRow", note)
    return told


@pytest.fixture
def stories(
    desk: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path, read: list[str]
) -> Iterator[StoryList]:
    panel, lane = StoryList(theme), DeskLane(desk)
    memory = LayoutMemory(QSettings(str(tmp_path / "layout.ini"), QSettings.Format.IniFormat))
    list_desk = ListDesk(panel, lane, Thumbnails(lane, 100, panel), memory, panel)
    qtbot.addWidget(panel)
    panel.resize(300, 720)
    panel.show()
    list_desk.refresh()
    qtbot.waitUntil(lambda: bool(read) and not lane.lane.busy)
    panel.setProperty("lane", lane)
    yield panel
    lane.close()


def view(stories: StoryList) -> QListView:
    return next(each for each in stories.findChildren(QListView) if each.accessibleName())


def headline(stories: StoryList, place: int) -> str:
    return str(view(stories).model().index(place, 0).data())


def current(stories: StoryList) -> str:
    return str(view(stories).currentIndex().data())


def test_at_first_only_the_first_pages_are_read(desk: Desk, stories: StoryList, read: list[str]):
    model = view(stories).model()
    assert model.rowCount() == MANY
    assert headline(stories, 0) == f"Take {MANY}"
    assert len(read) <= 2 * PAGE
    with counted() as asked:
        desk.stories.listed(Listing())
    # A beginning each of one read, the numbers, the rows, and what the newsroom offers.
    assert len(asked) <= 12, asked


def test_end_home_and_page_down_reach_every_story(
    stories: StoryList, qtbot: QtBot, read: list[str]
):
    listed = view(stories)
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert listed.currentIndex().row() == 0
    QTest.keyClick(listed, Qt.Key.Key_End)
    assert listed.currentIndex().row() == MANY - 1
    qtbot.waitUntil(lambda: current(stories) == "Oldest of all")
    QTest.keyClick(listed, Qt.Key.Key_PageUp)
    assert MANY - 20 < listed.currentIndex().row() < MANY - 1
    QTest.keyClick(listed, Qt.Key.Key_Home)
    assert current(stories) == f"Take {MANY}"
    bar = listed.verticalScrollBar()
    assert bar.maximum() > MANY * 40
    bar.setValue(bar.maximum() // 2)
    middle = listed.indexAt(listed.viewport().rect().center())
    qtbot.waitUntil(lambda: middle.data() == f"Take {MANY - middle.row()}")
    assert len(read) < 8 * PAGE


def test_scrolling_through_all_of_them_keeps_few(stories: StoryList, qtbot: QtBot):
    listed, model = view(stories), view(stories).model()
    for place in range(0, MANY, PAGE):
        listed.scrollTo(model.index(place, 0))
        qtbot.waitUntil(lambda place=place: model.index(place, 0).data() is not None)
    assert isinstance(model, StoryModel)
    assert len(model._rows) <= KEPT_ROWS


def test_letters_typed_over_the_list_go_to_the_headline(stories: StoryList, qtbot: QtBot):
    view(stories).setFocus()
    QTest.keyClicks(view(stories), "oldest")
    qtbot.waitUntil(lambda: view(stories).currentIndex().row() == MANY - 1)
    assert stories.open_story == ""


def test_a_story_opened_from_elsewhere_is_brought_into_sight(stories: StoryList, qtbot: QtBot):
    stories.select(f"{7:032x}")
    qtbot.waitUntil(lambda: current(stories) == "Take 7")
    rect = view(stories).visualRect(view(stories).currentIndex())
    assert view(stories).viewport().rect().contains(rect)


def test_a_change_reads_that_story_and_moves_nobody(
    desk: Desk, stories: StoryList, qtbot: QtBot, read: list[str]
):
    lane: DeskLane = stories.property("lane")
    view(stories).setCurrentIndex(view(stories).model().index(3, 0))
    read.clear()
    lane.do(lambda: desk.stories.keep(f"{MANY - 1:032x}", StoryEdit(headline="Kept")))
    qtbot.waitUntil(lambda: headline(stories, 1) == "Kept")
    assert read == [f"{MANY - 1:032x}"]
    assert current(stories) == f"Take {MANY - 3}"
    lane.do(lambda: desk.stories.spike(f"{MANY:032x}"))
    qtbot.waitUntil(lambda: headline(stories, 0) == "Kept")
    assert view(stories).model().rowCount() == MANY - 1
    assert current(stories) == f"Take {MANY - 3}"
    lane.do(lambda: desk.stories.unspike(f"{MANY:032x}"))
    qtbot.waitUntil(lambda: view(stories).model().rowCount() == MANY)
    assert view(stories).currentIndex().row() == 3
    lane.do(lambda: desk.stories.keep(f"{MANY - 1:032x}", StoryEdit(headline=f"Take {MANY - 1}")))
    qtbot.waitUntil(lambda: headline(stories, 1) == f"Take {MANY - 1}")


def test_a_search_and_another_order_are_the_librarys(stories: StoryList, qtbot: QtBot):
    stories.search.setText("oldest")
    stories.search.tell_now()
    qtbot.waitUntil(lambda: view(stories).model().rowCount() <= 1)
    stories.search.clear()
    qtbot.waitUntil(lambda: view(stories).model().rowCount() == MANY)
    stories.menu.order_chosen.emit(ListOrder.HEADLINE)
    qtbot.waitUntil(lambda: headline(stories, 0) == "Oldest of all")
    assert headline(stories, 1) == "Take 10"
