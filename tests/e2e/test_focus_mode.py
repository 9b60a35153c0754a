"""The text alone, and everything back exactly as it was."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter, QTabBar, QToolBar
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.stories.story_list import StoryList
from editor.ui.theme import Theme
from editor.ui.window.inspector import Inspector
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.formatting import FormattingBar
from tests.e2e.person import Person

TEXTS = [f"Paragraph {number} of a long story. " * 6 for number in range(30)]


@pytest.fixture
def person(qtbot: QtBot, window: MainWindow, desk: Desk) -> Person:
    for name in ("One", "Two"):
        story = desk.stories.begin().value
        body = Document.from_paragraphs(TEXTS)
        desk.stories.keep(story.id, StoryEdit(headline=name, body=body))
        with qtbot.waitSignal(window.story_opened):
            window.open_story(story.id, stays=True)
    return Person(qtbot, window)


def body_of(window: MainWindow) -> BodyField:
    return next(each for each in window.findChildren(BodyField) if each.isVisible())


def layout(window: MainWindow) -> tuple[object, ...]:
    """What is seen and how wide, once the window has laid itself out."""
    QApplication.processEvents()
    kinds = (StoryList, Inspector, QToolBar, FormattingBar, QTabBar)
    seen = [
        (type(each).__name__, each.isVisible()) for k in kinds for each in window.findChildren(k)
    ]
    across = Qt.Orientation.Horizontal
    splitters = [e for e in window.findChildren(QSplitter) if e.orientation() == across]
    sizes = [each.sizes() for each in splitters]
    bars = (window.statusBar().isVisible(), window.menuBar().height() > 0)
    return tuple(seen), sizes, bars, window.windowState()


def came_back(qtbot: QtBot, window: MainWindow, before: tuple[object, ...]) -> None:
    def same() -> None:
        assert layout(window) == before

    qtbot.waitUntil(same)


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(keys))


@pytest.mark.parametrize("keys", ["F11", "Ctrl+Shift+Return"])
def test_everything_goes_and_comes_back_as_it_was(
    qtbot: QtBot, window: MainWindow, person: Person, keys: str
) -> None:
    person.trigger("stories_panel")
    before = layout(window)
    body_of(window).setFocus()
    press(window, keys)
    assert not any(
        each.isVisible()
        for kind in (StoryList, Inspector, QToolBar, FormattingBar, QTabBar)
        for each in window.findChildren(kind)
    )
    assert not window.statusBar().isVisible()
    assert window.isFullScreen()
    assert body_of(window).hasFocus()
    QTest.keyClicks(body_of(window), "Rain. ")
    assert body_of(window).toPlainText().startswith("Rain. ")
    QTest.keyClick(body_of(window), Qt.Key.Key_Escape)
    came_back(qtbot, window, before)


def test_commands_keep_their_keys(qtbot: QtBot, window: MainWindow, person: Person) -> None:
    body_of(window).setFocus()
    person.trigger("focus_mode")
    press(window, "F8")
    assert window.findChild(StoryList).isHidden() is False
    press(window, "F11")
    assert not window.isFullScreen()


def test_another_story_on_top_is_shown_alone_too(
    qtbot: QtBot, window: MainWindow, person: Person
) -> None:
    person.trigger("side_by_side")
    before = layout(window)
    person.trigger("focus_mode")
    assert sum(each.isVisible() for each in window.findChildren(BodyField)) == 1
    first = body_of(window)
    person.trigger("next_story")
    qtbot.waitUntil(lambda: body_of(window) is not first)
    assert sum(each.isVisible() for each in window.findChildren(BodyField)) == 1
    assert not any(each.isVisible() for each in window.findChildren(FormattingBar))
    person.trigger("next_story")
    person.trigger("focus_mode")
    came_back(qtbot, window, before)


def test_closing_in_it_remembers_the_layout_with_all_panels(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk, tmp_path: Path
) -> None:
    person.trigger("focus_mode")
    window.close()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    again = MainWindow(desk, Theme(application, "light"), settings)
    qtbot.addWidget(again)
    again.show()
    assert not again.isFullScreen()
    for kind in (StoryList, Inspector):
        assert again.findChild(kind).isVisible()
        assert again.findChild(kind).width() > 100
    again.close()


def test_other_paragraphs_are_pale_and_the_line_stays_in_the_middle(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    window.desks.settings.keep("typing", {"focus_typewriter": True})
    body = body_of(window)
    document = body.document()
    body.show_block(4)
    person.trigger("focus_mode")

    def pale() -> list[tuple[int, int]]:
        selections = body.extraSelections()
        cursors = [each.cursor for each in selections]  # type: ignore[attr-defined]
        return [(each.selectionStart(), each.selectionEnd()) for each in cursors]

    block = document.findBlockByNumber(4)
    ends = [(0, block.position()), (block.next().position(), document.characterCount() - 1)]
    assert pale() == ends

    def in_the_middle() -> bool:
        off = body.cursorRect().center().y() - body.viewport().height() // 2
        return abs(off) <= body.cursorRect().height()

    qtbot.waitUntil(in_the_middle)
    QTest.keyClick(body, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(in_the_middle)
    assert pale() == [(0, document.lastBlock().position())]
    QTest.keyClick(body, Qt.Key.Key_Return)
    QTest.keyClicks(body, "The end.")
    qtbot.waitUntil(in_the_middle)
    person.trigger("focus_mode")
    assert body.extraSelections() == []

    def ends_with_the_text() -> bool:
        end = round(document.size().height()) - body.viewport().height()
        return abs(body.verticalScrollBar().maximum() - max(0, end)) <= 1

    qtbot.waitUntil(ends_with_the_text)
