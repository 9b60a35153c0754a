"""The blocks behind a slash, with real keys: never in the way, and one undo from what was typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from editor.language.typing_habits import TypingHabits
from editor.story.document import Divider, Document, Heading, ListBlock, ListItem, Paragraph, Table
from editor.story.runs import Run
from editor.ui.theme import Theme
from editor.ui.widgets.step_ends import PAUSE, StepEnds
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.keys.slash_menu import ENTRIES, BlockList, matches
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.conftest import StoryMaker
from tests.unit.ui.writing.keys.test_body_typing import commit, type_in

ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
UP, DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


@pytest.fixture
def writing(pane: WritingPane, make_story: StoryMaker) -> BodyField:
    pane.follow_habits(TypingHabits.of({}, {}))
    pane.show_story(make_story(Document()))
    pane.focus_body()
    body = pane.findChild(BodyField)
    assert isinstance(body, BodyField)
    return body


def menu(body: BodyField) -> BlockList:
    found = body.window().findChild(BlockList)
    assert isinstance(found, BlockList)
    return found


def offered(body: BodyField) -> list[str]:
    if not menu(body).isVisible():
        return []
    rows = menu(body).findChild(QListWidget)
    return [rows.item(row).text() for row in range(rows.count())]


def shown(pane: WritingPane) -> tuple[object, ...]:
    return pane.edit().body.blocks


@pytest.mark.parametrize("key", [ENTER, TAB])
def test_enter_and_tab_take_what_is_named(
    pane: WritingPane, writing: BodyField, key: Qt.Key
) -> None:
    type_in(writing, "Rain /head")
    assert offered(writing) == ["Heading 2", "Heading 3"]
    QTest.keyClick(writing, key)
    assert shown(pane) == (Heading(2, (Run("Rain "),)),)
    assert offered(writing) == []
    assert writing.hasFocus()
    writing.undo()
    assert shown(pane) == (Paragraph((Run("Rain /head"),)),)
    assert writing.textCursor().position() == 10
    assert offered(writing) == []


def test_all_blocks_are_offered_at_the_start_of_a_line(
    pane: WritingPane, writing: BodyField
) -> None:
    type_in(writing, "/")
    there = [entry for entry in ENTRIES if entry.action in pane.actions()]
    assert len(offered(writing)) == len(there) >= 9
    for _ in range(3):
        QTest.keyClick(writing, DOWN)
    QTest.keyClick(writing, UP)
    QTest.keyClick(writing, ENTER)
    type_in(writing, "x")
    assert shown(pane) == (Heading(3, (Run("x"),)),)


def test_escape_leaves_the_text_as_typed(pane: WritingPane, writing: BodyField) -> None:
    type_in(writing, "a /di")
    QTest.keyClick(writing, ESCAPE)
    assert offered(writing) == []
    type_in(writing, "v\nb")
    assert shown(pane) == (Paragraph((Run("a /div"),)), Paragraph((Run("b"),)))


@pytest.mark.parametrize("keys", ["and/or", "https://", "10/12", "a//", "/xyz", "/ head", "`a /"])
def test_it_is_not_in_the_way_of_other_slashes(writing: BodyField, keys: str) -> None:
    type_in(writing, keys)
    assert offered(writing) == []
    assert writing.toPlainText() == keys


def test_what_fits_no_name_closes_it_and_does_not_open_again(writing: BodyField) -> None:
    type_in(writing, "/heax")
    assert offered(writing) == []
    QTest.keyClick(writing, Qt.Key.Key_Backspace)
    assert offered(writing) == []
    assert writing.toPlainText() == "/hea"


def test_backspace_over_the_slash_closes_it(writing: BodyField) -> None:
    type_in(writing, "/h")
    QTest.keyClick(writing, Qt.Key.Key_Backspace)
    assert len(offered(writing)) > 2
    QTest.keyClick(writing, Qt.Key.Key_Backspace)
    assert offered(writing) == []


def test_a_divider_leaves_a_line_to_write_in(pane: WritingPane, writing: BodyField) -> None:
    type_in(writing, "a\n/div")
    QTest.keyClick(writing, ENTER)
    type_in(writing, "b")
    assert Divider() in shown(pane)
    writing.undo()
    writing.undo()
    writing.undo()
    assert shown(pane) == (Paragraph((Run("a"),)), Paragraph((Run("/div"),)))


def test_a_line_that_is_it_already_stays_it(pane: WritingPane, writing: BodyField) -> None:
    type_in(writing, "- one /bul")
    QTest.keyClick(writing, ENTER)
    assert shown(pane) == (ListBlock(False, (ListItem((Run("one "),)),)),)


def test_a_photo_is_asked_for_when_the_words_are_gone(
    qtbot: QtBot, pane: WritingPane, writing: BodyField
) -> None:
    type_in(writing, "/pic")
    with qtbot.waitSignal(pane.photo_requested):
        QTest.keyClick(writing, ENTER)
    assert writing.toPlainText() == ""


def test_a_click_takes_too_and_the_focus_stays(pane: WritingPane, writing: BodyField) -> None:
    type_in(writing, "/")
    rows = menu(writing).findChild(QListWidget)
    place = rows.visualItemRect(rows.item(1)).center()
    QTest.mouseMove(rows.viewport(), place)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert writing.hasFocus()
    type_in(writing, "x")
    assert shown(pane) == (Heading(2, (Run("x"),)),)


def test_it_lies_within_the_pane_above_the_caret_at_the_bottom(
    pane: WritingPane, writing: BodyField
) -> None:
    type_in(writing, "a\n" * 40 + "/")
    listed = menu(writing)
    assert pane.rect().contains(listed.geometry())
    caret = writing.viewport().mapTo(listed.holder, writing.cursorRect().topLeft())
    assert listed.geometry().bottom() < caret.y()


def test_input_methods_do_not_open_it_with_what_they_compose(writing: BodyField) -> None:
    commit(writing, "/", composed="dun")
    assert offered(writing) == []
    commit(writing, " ")
    commit(writing, "/")
    assert offered(writing)


def test_it_closes_when_the_focus_or_the_caret_goes_elsewhere(
    pane: WritingPane, writing: BodyField
) -> None:
    type_in(writing, "ab /h")
    QTest.keyClick(writing, Qt.Key.Key_Home)
    assert offered(writing) == []
    QTest.keyClick(writing, Qt.Key.Key_End)
    type_in(writing, " /")
    assert offered(writing)
    pane.go_to("headline")
    assert offered(writing) == []


def test_it_can_be_switched_off(pane: WritingPane, writing: BodyField) -> None:
    pane.follow_habits(TypingHabits.of({"slash_menu": False}, {}))
    type_in(writing, "/")
    assert offered(writing) == []


def test_every_entry_is_found_by_its_title_and_its_other_words(
    pane: WritingPane, theme: Theme
) -> None:
    for entry in ENTRIES:
        action = pane.actions().get(entry.action)
        if isinstance(action, QAction):
            words = str(entry.words).split()
            assert matches(action.text().rstrip("…"), action.text(), words)
            assert all(matches(word, action.text(), words) for word in words)
    assert matches("heading2", "Heading 2", [])
    assert not matches("heading 3", "Heading 2", [])


def test_a_table_is_one_undo_from_what_was_typed(pane: WritingPane, writing: BodyField) -> None:
    type_in(writing, "/tab")
    QTest.keyClick(writing, ENTER)
    assert isinstance(shown(pane)[0], Table)
    writing.undo()
    assert shown(pane) == (Paragraph((Run("/tab"),)),)


TYPED = ["/", "he", "tab", "div", " ", "a", "🙂", "## "]
KEYS = st.lists(
    st.sampled_from([*TYPED, ENTER, TAB, ESCAPE, DOWN, "undo", "undo", "redo", "wait"]),
    max_size=14,
)


@settings(max_examples=60)
@given(KEYS)
def test_whatever_is_pressed_leaves_a_proper_story_and_a_way_back(
    pane: WritingPane, writing: BodyField, make_story: StoryMaker, keys: list[Qt.Key | str]
) -> None:
    now = [0.0]
    writing.steps = StepEnds(writing.document(), lambda: now[0])
    # By the pane: a text shown behind its back keeps the line of undo of the one before.
    pane.show_story(make_story(Document()))
    pane.focus_body()
    doings = {"undo": writing.undo, "redo": writing.redo}
    for key in keys:
        if key == "wait":
            now[0] += 2 * PAUSE
        elif key in doings:
            doings[str(key)]()
        elif isinstance(key, str):
            type_in(writing, key)
        else:
            QTest.keyClick(writing, key)
        if not writing.hasFocus():
            writing.setFocus()
    body = writing.live.value()
    assert body == Document.of(body.blocks)
    QTest.keyClick(writing, ESCAPE)
    steps = 0
    while writing.document().isUndoAvailable():
        writing.undo()
        steps += 1
    assert writing.live.value() == Document()
    for _ in range(steps):
        writing.redo()
    assert writing.live.value() == body
