"""The list at the left: search, filters, opening, empty places, and ten thousand rows."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from editor.story.outlet import SEED_SECTIONS, Section
from editor.story.story import Status
from editor.ui.stories.story_list import StoryList
from editor.ui.theme import Theme
from editor.ui.widgets.notices import EmptyState
from tests.trials.panel_values import WHEN, numbered, rows
from tests.trials.spoken import spoken, tab_order

# The offscreen platform has no keyboard to give to a menu alone.
menu_opens = pytest.mark.qt_log_ignore(
    "^This plugin does not support grabbing the keyboard", extend=True
)


@pytest.fixture
def stories(theme: Theme, qtbot: QtBot) -> StoryList:
    stories = StoryList(theme, clock=lambda: WHEN)
    stories.resize(300, 720)
    stories.show_rows(*numbered(rows(40, WHEN)), SEED_SECTIONS)
    qtbot.addWidget(stories)
    with qtbot.waitExposed(stories):
        stories.show()
    return stories


def named(stories: StoryList, kind: type, name: str):
    return next(each for each in stories.findChildren(kind) if each.accessibleName() == name)


def search(stories: StoryList) -> QLineEdit:
    return named(stories, QLineEdit, "Search stories")


def view(stories: StoryList) -> QListView:
    return named(stories, QListView, "Stories")


def empty(stories: StoryList) -> EmptyState:
    return stories.findChildren(EmptyState)[0]


def story_id(place: int) -> str:
    return f"{place:032x}"


def click_row(stories: StoryList, place: int, qtbot: QtBot) -> None:
    rect = view(stories).visualRect(view(stories).model().index(place, 0))
    qtbot.mouseClick(view(stories).viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_a_click_opens_a_story(stories: StoryList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stories.story_opened) as opened:
        click_row(stories, 2, qtbot)
    assert opened.args == [story_id(2)]


def test_arrows_walk_and_enter_opens(stories: StoryList, qtbot: QtBot) -> None:
    stories.select(story_id(0))
    view(stories).setFocus()
    with qtbot.assertNotEmitted(stories.story_opened):
        qtbot.keyClick(view(stories), Qt.Key.Key_Down)
        qtbot.keyClick(view(stories), Qt.Key.Key_Down)
    with qtbot.waitSignal(stories.story_opened) as opened:
        qtbot.keyClick(view(stories), Qt.Key.Key_Return)
    assert opened.args == [story_id(2)]


def test_selecting_the_open_story_opens_nothing(stories: StoryList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(stories.story_opened):
        stories.select(story_id(30))
    rect = view(stories).visualRect(view(stories).currentIndex())
    assert view(stories).viewport().rect().contains(rect)


def test_the_open_story_is_not_opened_again(stories: StoryList, qtbot: QtBot) -> None:
    stories.select(story_id(1))
    with qtbot.assertNotEmitted(stories.story_opened):
        click_row(stories, 1, qtbot)


def test_search_is_told_once_after_a_pause(stories: StoryList, qtbot: QtBot) -> None:
    told: list[str] = []
    stories.search.search_changed.connect(told.append)
    qtbot.keyClicks(search(stories), "wheat")
    assert told == []
    qtbot.waitUntil(lambda: told == ["wheat"])


def test_emptying_the_search_is_told_at_once(stories: StoryList, qtbot: QtBot) -> None:
    qtbot.keyClicks(search(stories), "wheat")
    with qtbot.waitSignal(stories.search.search_changed):
        pass
    cross = named(stories, QToolButton, "Clear search")
    told: list[str] = []
    stories.search.search_changed.connect(told.append)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert told == [""]
    assert not cross.isVisible()


def test_escape_empties_the_search(stories: StoryList, qtbot: QtBot) -> None:
    qtbot.keyClicks(search(stories), "wheat")
    qtbot.keyClick(search(stories), Qt.Key.Key_Escape)
    assert search(stories).text() == ""


def test_enter_in_the_search_opens_the_first_hit_of_these_words(
    stories: StoryList, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search(stories), "museum")
    with qtbot.assertNotEmitted(stories.story_opened):
        # The rows still shown are those from before the search.
        qtbot.keyClick(search(stories), Qt.Key.Key_Return)
    with qtbot.waitSignal(stories.story_opened) as opened:
        stories.show_rows(*numbered([rows(12, WHEN)[5], rows(12, WHEN)[11]]), SEED_SECTIONS)
    assert opened.args == [story_id(5)]


def test_the_arrow_down_goes_from_the_search_to_the_list(stories: StoryList, qtbot: QtBot) -> None:
    search(stories).setFocus()
    qtbot.keyClick(search(stories), Qt.Key.Key_Down)
    assert view(stories).hasFocus()


def test_the_filters_tell_status_and_section(stories: StoryList, qtbot: QtBot) -> None:
    status = named(stories, QComboBox, "Status")
    section = named(stories, QComboBox, "Section filter")
    with qtbot.waitSignal(stories.filters.filter_changed) as told:
        status.setCurrentIndex(status.findText("In review"))
        status.activated.emit(status.currentIndex())
    assert told.args == [Status.IN_REVIEW, ""]
    with qtbot.waitSignal(stories.filters.filter_changed) as told:
        section.setCurrentIndex(section.findText("Culture & Tourism"))
        section.activated.emit(section.currentIndex())
    assert told.args == [Status.IN_REVIEW, "culture-tourism"]


def test_a_renamed_section_keeps_the_filter_and_a_removed_one_gives_it_up(
    stories: StoryList, qtbot: QtBot
) -> None:
    section = named(stories, QComboBox, "Section filter")
    section.setCurrentIndex(section.findData("live"))
    renamed = [Section(each.key, each.name.upper()) for each in SEED_SECTIONS]
    with qtbot.assertNotEmitted(stories.filters.filter_changed):
        stories.show_rows(*numbered(rows(3, WHEN)), renamed)
    assert section.currentText() == "LIVE"
    with qtbot.waitSignal(stories.filters.filter_changed) as told:
        stories.show_rows(*numbered(rows(3, WHEN)), SEED_SECTIONS[:2])
    assert told.args == [None, ""]


def test_an_empty_library_offers_a_new_story(stories: StoryList, qtbot: QtBot) -> None:
    stories.show_rows(*numbered([]), SEED_SECTIONS)
    assert empty(stories).isVisible()
    assert empty(stories).words[0] == "No stories yet"
    with qtbot.waitSignal(stories.new_story_requested):
        qtbot.mouseClick(empty(stories).button, Qt.MouseButton.LeftButton)


def test_words_that_are_nowhere_are_named_and_can_be_cleared(
    stories: StoryList, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search(stories), "opera")
    with qtbot.waitSignal(stories.search.search_changed):
        pass
    stories.show_rows(*numbered([]), SEED_SECTIONS)
    assert empty(stories).words[0] == "Nothing found for “opera”"
    with qtbot.waitSignal(stories.search.search_changed) as told:
        qtbot.mouseClick(empty(stories).button, Qt.MouseButton.LeftButton)
    assert told.args == [""]


def test_filters_that_leave_nothing_can_be_taken_off(stories: StoryList, qtbot: QtBot) -> None:
    status = named(stories, QComboBox, "Status")
    status.setCurrentIndex(status.findText("Exported"))
    stories.show_rows(*numbered([]), SEED_SECTIONS)
    assert empty(stories).words[0] == "No story here"
    with qtbot.waitSignal(stories.filters.filter_changed) as told:
        qtbot.mouseClick(empty(stories).button, Qt.MouseButton.LeftButton)
    assert told.args == [None, ""]


def test_new_story_is_one_press_away(stories: StoryList, qtbot: QtBot) -> None:
    button = named(stories, QPushButton, "New story")
    assert button.text() == "New story"
    with qtbot.waitSignal(stories.new_story_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_fresh_list_keeps_scrolling_and_the_story_under_the_keyboard(
    stories: StoryList,
) -> None:
    listed = view(stories)
    listed.setCurrentIndex(listed.model().index(20, 0))
    listed.verticalScrollBar().setValue(900)
    scrolled = listed.verticalScrollBar().value()
    newest = replace(rows(40, WHEN)[39], headline="Just kept")
    stories.show_rows(*numbered([newest, *rows(39, WHEN)]), SEED_SECTIONS)
    assert listed.verticalScrollBar().value() == scrolled
    assert listed.currentIndex().row() == 21


def test_pictures_are_asked_for_only_in_sight(stories: StoryList, qtbot: QtBot) -> None:
    asked: list[str] = []
    stories.thumbnail_wanted.connect(asked.append)
    many = [replace(row, lead_photo=f"photo {i}") for i, row in enumerate(rows(1_000, WHEN))]
    stories.show_rows(*numbered(many), SEED_SECTIONS)
    qtbot.waitUntil(lambda: bool(asked))
    view(stories).viewport().grab()
    QApplication.processEvents()
    assert 0 < len(asked) < 20


def test_a_picture_that_comes_is_drawn(stories: StoryList, qtbot: QtBot) -> None:
    red = QImage(320, 200, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    stories.rows.set_thumbnail(rows(2, WHEN)[1].lead_photo, red)
    rect = view(stories).visualRect(view(stories).model().index(1, 0))
    shot = view(stories).viewport().grab().toImage()
    pixel = shot.pixelColor(rect.right() - 30, rect.center().y())
    assert (pixel.red(), pixel.green()) == (255, 0)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_status_is_drawn_in_its_colour(stories: StoryList, theme: Theme, look: str) -> None:
    theme.choose(look)
    shot = view(stories).viewport().grab().toImage()
    for place, status in enumerate(Status):
        rect = view(stories).visualRect(view(stories).model().index(place, 0))
        wanted = theme.color(f"status-{status.value}-soft")
        column = range(rect.top(), rect.bottom())
        assert any(shot.pixelColor(rect.left() + 19, y) == wanted for y in column), status


def menu_of(stories: StoryList, place: int) -> QMenu:
    rect = view(stories).visualRect(view(stories).model().index(place, 0))
    point = rect.center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, view(stories).viewport().mapToGlobal(point)
    )
    QApplication.sendEvent(view(stories).viewport(), event)
    (menu,) = (each for each in stories.findChildren(QMenu) if each.parent() is stories)
    return menu


@menu_opens
@pytest.mark.parametrize(
    ("label", "signal"),
    [
        ("Open", "story_opened"),
        ("Duplicate", "duplicate_requested"),
        ("Export…", "export_requested"),
        ("Spike", "spike_requested"),
    ],
)
def test_the_menu_of_a_row_asks_for_what_it_says(
    stories: StoryList, qtbot: QtBot, label: str, signal: str
) -> None:
    menu = menu_of(stories, 1)
    action = next(each for each in menu.actions() if each.text() == label)
    with qtbot.waitSignal(getattr(stories, signal)) as asked:
        action.trigger()
    menu.close()
    assert asked.args == [story_id(1)]


@menu_opens
def test_a_spiked_story_can_be_taken_back_and_not_exported(
    stories: StoryList, qtbot: QtBot
) -> None:
    menu = menu_of(stories, 5)
    actions = {each.text(): each for each in menu.actions()}
    assert not actions["Export…"].isEnabled()
    assert "Spike" not in actions
    with qtbot.waitSignal(stories.unspike_requested) as asked:
        actions["Take back from the spike"].trigger()
    menu.close()
    assert asked.args == [story_id(5)]


def test_everything_that_can_be_handled_has_a_name(stories: StoryList) -> None:
    parts = spoken(stories)
    assert [part for part in parts if part.is_handled and not part.name] == []
    assert any("Nantong port" in part.name and "In review" in part.name for part in parts)


def test_tab_goes_from_the_search_over_the_filters_to_the_list(stories: StoryList) -> None:
    names = [part.accessibleName() for part in tab_order(stories)]
    assert names == ["Search stories", "Status", "Section filter", "New story", "Stories"]


def test_focus_search_selects_what_was_searched_for(stories: StoryList) -> None:
    search(stories).setText("wheat")
    stories.focus_search()
    assert search(stories).hasFocus()
    assert search(stories).selectedText() == "wheat"


@menu_opens
def test_a_menu_opened_by_the_keyboard_is_of_the_current_row(stories: StoryList) -> None:
    view(stories).setCurrentIndex(view(stories).model().index(4, 0))
    # Where Qt itself says that the keyboard is.
    place = view(stories).inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, place, view(stories).mapToGlobal(place))
    QApplication.sendEvent(view(stories), event)
    (menu,) = (each for each in stories.findChildren(QMenu) if each.parent() is stories)
    opened: list[str] = []
    stories.story_opened.connect(opened.append)
    menu.actions()[0].trigger()
    menu.close()
    assert opened == [story_id(4)]
