"""Who gets the room: the text first, then the page, then the panels; and each where it was."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolBar, QToolButton

from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import OpenWindow, SitDown
from tests.e2e.person import Person

WIDE, SMALL, FINE = QSize(1440, 900), QSize(1024, 700), QSize(720, 450)


@pytest.fixture
def seated(sit_down: SitDown) -> Person:
    person = sit_down()
    person.trigger("new_story")
    person.wait(lambda: bool(window_of(person).panels.texts.story_id))
    return person


def window_of(person: Person) -> MainWindow:
    assert isinstance(person.window, MainWindow)
    return person.window


def shown(person: Person) -> set[str]:
    panels = window_of(person).panels
    parts = {"list": panels.stories, "inspector": panels.inspector}
    return {name for name, part in parts.items() if part.isVisible()}


def sized(person: Person, size: QSize) -> None:
    person.window.resize(size)
    person.wait(lambda: window_of(person).panels.columns.width() == size.width())


def test_panels_give_way_and_come_back_as_wide_as_they_were(seated: Person) -> None:
    panels = window_of(seated).panels
    wide = panels.stories.width(), panels.inspector.width()
    sized(seated, SMALL)
    assert shown(seated) == {"list", "inspector"}
    assert panels.texts.widget.width() > 500
    sized(seated, FINE)
    assert shown(seated) == {"inspector"}
    assert panels.texts.widget.width() > 400
    sized(seated, WIDE)
    assert (panels.stories.width(), panels.inspector.width()) == wide


def test_a_panel_that_is_asked_for_comes_and_one_put_away_by_hand_stays_away(
    seated: Person,
) -> None:
    sized(seated, FINE)
    seated.trigger("stories_panel")
    assert "list" in shown(seated)
    sized(seated, WIDE)
    seated.trigger("inspector_panel")
    assert shown(seated) == {"list"}
    sized(seated, SMALL)
    sized(seated, WIDE)
    assert shown(seated) == {"list"}


def test_what_was_dragged_stays_when_stories_come_and_go(seated: Person) -> None:
    panels = window_of(seated).panels
    panels.columns.setSizes([380, 660, 390])
    panels.columns.splitterMoved.emit(380, 1)
    dragged = panels.stories.width()
    seated.trigger("new_story")
    seated.wait(lambda: len(panels.texts.tabs()) > 0)
    sized(seated, SMALL)
    sized(seated, WIDE)
    assert abs(panels.stories.width() - dragged) <= 2


def test_below_the_page_gets_more_than_half_and_the_text_keeps_its_bars(seated: Person) -> None:
    sized(seated, WIDE)
    seated.trigger("preview_below")
    work = window_of(seated).panels.work
    assert work.orientation() == Qt.Orientation.Vertical
    text, page = work.sizes()
    assert page > 0.5 * (text + page)
    sized(seated, SMALL)
    text, page = work.sizes()
    assert page >= 200
    assert text >= 200


def test_two_texts_are_two_of_three_beside_a_page(seated: Person) -> None:
    panels = window_of(seated).panels
    panels.texts.current.stays = True
    seated.trigger("new_story")
    seated.wait(lambda: len(panels.texts.tabs()) == 2)
    seated.trigger("side_by_side")
    seated.trigger("preview_right")
    text, page = panels.work.sizes()
    assert text > 1.5 * page


def test_the_toolbar_gives_up_its_words_before_its_commands(seated: Person) -> None:
    bar = seated.window.findChild(QToolBar)
    more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    words, icons = (
        Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
        Qt.ToolButtonStyle.ToolButtonIconOnly,
    )
    sized(seated, WIDE)
    assert bar.toolButtonStyle() == words
    sized(seated, FINE)
    assert bar.toolButtonStyle() == icons
    seated.wait(lambda: not more.isVisible())
    sized(seated, QSize(360, 450))
    seated.wait(more.isVisible)
    ground = bar.grab().toImage().pixelColor(2, bar.height() // 2)
    picture = more.grab().toImage()
    drawn = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert len(drawn - {ground.name()}) > 1, "what is behind it cannot be found"
    sized(seated, WIDE)
    assert bar.toolButtonStyle() == words


def test_a_long_message_does_not_widen_the_window(open_window: OpenWindow) -> None:
    window = open_window(SMALL)
    window.panels.status.show_failure("/a/long/folder" * 40)
    window.panels.status.show_counts(window.panels.texts.writing.counts())
    assert window.minimumSizeHint().width() <= FINE.width()
