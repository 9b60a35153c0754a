"""Enter, Backspace, Delete and Tab as writers expect them, with real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.story.document import (
    Block,
    Blockquote,
    Divider,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
)
from editor.story.runs import Mark, Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.shapes import fragments
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.conftest import Pressing

ENTER, BACKSPACE, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete
TAB, BACKTAB, LEFT, RIGHT = Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Left, Qt.Key.Key_Right
BOLD = frozenset({Mark.BOLD})


def p(text: str = "") -> Paragraph:
    return Paragraph((Run(text),) if text else ())


def items(*texts: str, ordered: bool = False) -> ListBlock:
    return ListBlock(ordered, tuple(ListItem((Run(t),) if t else ()) for t in texts))


def show(body: BodyField, *blocks: Block, caret: int | None = None) -> None:
    body.show_document(Document.of(blocks))
    cursor = body.textCursor()
    if caret is None:
        cursor.movePosition(QTextCursor.MoveOperation.End)
    else:
        cursor.setPosition(caret)
    body.setTextCursor(cursor)


def shown(body: BodyField) -> tuple[Block, ...]:
    return body.live.value().blocks


def test_enter_begins_a_paragraph(body: BodyField, press: Pressing) -> None:
    show(body, p("one"))
    press(body, ENTER, "two")
    assert shown(body) == (p("one"), p("two"))


def test_enter_goes_on_in_bold(body: BodyField, press: Pressing) -> None:
    show(body, Paragraph((Run("one", BOLD),)))
    press(body, ENTER, "two")
    assert shown(body)[1] == Paragraph((Run("two", BOLD),))


def test_shift_and_enter_breaks_the_line(body: BodyField, press: Pressing) -> None:
    show(body, p("one"))
    press(body, ENTER, shift=True)
    press(body, "two")
    assert shown(body) == (p("one\ntwo"),)


def test_enter_after_a_heading_begins_a_paragraph(body: BodyField, press: Pressing) -> None:
    show(body, Heading(2, (Run("head"),)))
    press(body, ENTER, "words")
    assert shown(body) == (Heading(2, (Run("head"),)), p("words"))


def test_enter_before_a_heading_makes_room_above_it(body: BodyField, press: Pressing) -> None:
    show(body, Heading(2, (Run("head"),)), caret=0)
    press(body, ENTER, "x")
    assert shown(body) == (p(), Heading(2, (Run("xhead"),)))


def test_enter_in_a_list_makes_an_item(body: BodyField, press: Pressing) -> None:
    show(body, items("a"))
    press(body, ENTER, "b")
    assert shown(body) == (items("a", "b"),)


def test_enter_on_an_empty_item_leaves_the_list(body: BodyField, press: Pressing) -> None:
    show(body, items("a"))
    press(body, ENTER, ENTER, "b")
    assert shown(body) == (items("a"), p("b"))


def test_enter_on_an_empty_inner_item_moves_it_out_a_level(
    body: BodyField, press: Pressing
) -> None:
    show(body, items("a"))
    press(body, ENTER, TAB, "b", ENTER, ENTER, "c")
    inner = ListItem((Run("a"),), (items("b"),))
    assert shown(body) == (ListBlock(False, (inner, ListItem((Run("c"),)))),)


def test_enter_twice_in_a_quote_leaves_it(body: BodyField, press: Pressing) -> None:
    show(body, Blockquote((p("said"),)))
    press(body, ENTER, ENTER, "after")
    assert shown(body) == (Blockquote((p("said"),)), p("after"))


def test_enter_twice_in_a_quote_goes_below_its_attribution(
    body: BodyField, press: Pressing
) -> None:
    show(body, Blockquote((p("said"),), "Ms Zhao"), caret=4)
    press(body, ENTER, ENTER, "after")
    assert shown(body) == (Blockquote((p("said"),), "Ms Zhao"), p("after"))


@pytest.mark.parametrize("dash", ["- ", "— ", "-- "])
def test_a_dash_opens_the_attribution_of_a_quote(
    body: BodyField, press: Pressing, dash: str
) -> None:
    show(body, Blockquote((p("said"),)))
    press(body, ENTER)
    body.insertPlainText(dash[:-1])
    press(body, " ", "Ms Zhao", ENTER, "after")
    assert shown(body) == (Blockquote((p("said"),), "Ms Zhao"), p("after"))


def test_one_undo_gives_back_the_dash_of_an_attribution(body: BodyField, press: Pressing) -> None:
    show(body, Blockquote((p("said"),)))
    press(body, ENTER, "- ")
    body.undo()
    assert shown(body) == (Blockquote((p("said"), p("- "))),)
    press(body, "a")
    assert shown(body) == (Blockquote((p("said"), p("- a"))),)


def test_enter_after_a_pull_quote_begins_a_paragraph(body: BodyField, press: Pressing) -> None:
    show(body, PullQuote((Run("large"),)))
    press(body, ENTER, "words")
    assert shown(body) == (PullQuote((Run("large"),)), p("words"))


def test_enter_replaces_a_selection_across_lines_in_one_step(
    body: BodyField, press: Pressing
) -> None:
    show(body, Heading(2, (Run("head"),)), p("words"), caret=2)
    cursor = body.textCursor()
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    press(body, ENTER)
    assert shown(body) == (Heading(2, (Run("he"),)), p("rds"))
    body.undo()
    assert shown(body) == (Heading(2, (Run("head"),)), p("words"))


def test_backspace_at_an_item_moves_it_out_then_makes_it_a_paragraph(
    body: BodyField, press: Pressing
) -> None:
    inner = ListItem((Run("a"),), (items("b"),))
    show(body, ListBlock(False, (inner,)), caret=2)
    press(body, BACKSPACE)
    assert shown(body) == (items("a", "b"),)
    press(body, BACKSPACE)
    assert shown(body) == (items("a"), p("b"))
    press(body, BACKSPACE)
    assert shown(body) == (items("ab"),)


def test_backspace_at_a_quote_takes_it_out_of_the_quote(body: BodyField, press: Pressing) -> None:
    show(body, p("one"), Blockquote((p("said"),)), caret=4)
    press(body, BACKSPACE)
    assert shown(body) == (p("one"), p("said"))


def test_backspace_joins_a_heading_to_the_line_above_in_that_line_s_look(
    body: BodyField, press: Pressing
) -> None:
    show(body, p("one"), Heading(2, (Run("head", BOLD),)), caret=4)
    press(body, BACKSPACE)
    assert shown(body) == (Paragraph((Run("one"), Run("head", BOLD))),)
    formats = [each.charFormat() for each in fragments(body.document().firstBlock())]
    assert [style.font().weight() for style in formats] == [400, 700]


def test_backspace_after_an_empty_line_removes_that_line(body: BodyField, press: Pressing) -> None:
    show(body, p(), Heading(2, (Run("head"),)), caret=1)
    press(body, BACKSPACE)
    assert shown(body) == (Heading(2, (Run("head"),)),)


def test_backspace_at_the_start_of_the_first_heading_makes_it_a_paragraph(
    body: BodyField, press: Pressing
) -> None:
    show(body, Heading(2, (Run("head"),)), caret=0)
    press(body, BACKSPACE)
    assert shown(body) == (p("head"),)


def test_delete_at_the_end_of_a_line_brings_the_next_one_up(
    body: BodyField, press: Pressing
) -> None:
    show(body, p("one"), items("a", "b"), caret=3)
    press(body, DELETE)
    assert shown(body) == (p("onea"), items("b"))


def test_backspace_behind_a_photo_selects_it_first(body: BodyField, press: Pressing) -> None:
    show(body, PhotoBlock("p1"), p("words"), caret=2)
    press(body, BACKSPACE)
    assert shown(body) == (PhotoBlock("p1"), p("words"))
    press(body, BACKSPACE)
    assert shown(body) == (p("words"),)


def test_delete_before_a_photo_selects_it_first(body: BodyField, press: Pressing) -> None:
    show(body, p("words"), PhotoBlock("p1"), p("more"), caret=5)
    press(body, DELETE)
    assert shown(body) == (p("words"), PhotoBlock("p1"), p("more"))
    press(body, DELETE)
    assert shown(body) == (p("words"), p("more"))
    body.undo()
    assert shown(body) == (p("words"), PhotoBlock("p1"), p("more"))


def test_the_last_photo_leaves_an_empty_paragraph(body: BodyField, press: Pressing) -> None:
    show(body, PhotoBlock("p1"), caret=0)
    press(body, RIGHT, DELETE)
    press(body, "words")
    assert shown(body) == (p("words"),)


def test_typing_on_a_selected_photo_writes_below_it(body: BodyField, press: Pressing) -> None:
    show(body, p("one"), PhotoBlock("p1"), p("two"), caret=3)
    press(body, RIGHT, "x")
    assert shown(body) == (p("one"), PhotoBlock("p1"), p("x"), p("two"))


def test_arrows_pass_over_a_photo(body: BodyField, press: Pressing) -> None:
    show(body, p("one"), PhotoBlock("p1"), p("two"), caret=3)
    press(body, RIGHT, RIGHT, "x", LEFT, LEFT, LEFT, "y")
    assert shown(body) == (p("oney"), PhotoBlock("p1"), p("xtwo"))


def test_beyond_a_photo_at_the_end_one_can_go_on_writing(body: BodyField, press: Pressing) -> None:
    show(body, p("one"), PhotoBlock("p1"), caret=3)
    press(body, RIGHT, RIGHT, "two")
    assert shown(body) == (p("one"), PhotoBlock("p1"), p("two"))


def test_above_a_photo_at_the_start_one_can_write(body: BodyField, press: Pressing) -> None:
    show(body, PhotoBlock("p1"), p("two"), caret=2)
    press(body, LEFT, LEFT, "one")
    assert shown(body) == (p("one"), PhotoBlock("p1"), p("two"))


def test_typing_over_a_photo_and_words_leaves_words(body: BodyField, press: Pressing) -> None:
    show(body, p("one"), PhotoBlock("p1"), p("two"), caret=4)
    cursor = body.textCursor()
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    press(body, "x")
    assert shown(body) == (p("one"), p("xwo"))
    body.undo()
    assert shown(body) == (p("one"), PhotoBlock("p1"), p("two"))


def test_words_never_melt_into_a_photo(body: BodyField, press: Pressing) -> None:
    show(body, p("one"), PhotoBlock("p1"), p("two"), caret=2)
    cursor = body.textCursor()
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    press(body, DELETE)
    assert shown(body) == (p("on"), PhotoBlock("p1"), p("two"))
    assert body.document().blockCount() == 3


def test_a_divider_is_deleted_as_one(body: BodyField, press: Pressing) -> None:
    show(body, p("one"), Divider(), p("two"), caret=6)
    press(body, BACKSPACE, BACKSPACE)
    assert shown(body) == (p("one"), p("two"))


def test_tab_moves_an_item_in_and_back(body: BodyField, press: Pressing) -> None:
    show(body, items("a", "b"))
    press(body, TAB)
    assert shown(body) == (ListBlock(False, (ListItem((Run("a"),), (items("b"),)),)),)
    press(body, TAB)
    assert body.hasFocus()
    press(body, BACKTAB)
    assert shown(body) == (items("a", "b"),)


def test_tab_in_a_list_stays_in_the_text_although_there_is_another_field(
    pane: WritingPane, press: Pressing
) -> None:
    # Alone on its window a field keeps Tab anyway: Qt finds nowhere else to go.
    body = pane.findChild(BodyField)
    assert body is not None
    show(body, items("a", "b"))
    body.setFocus()
    press(body, TAB)
    assert body.hasFocus()
    assert shown(body) == (ListBlock(False, (ListItem((Run("a"),), (items("b"),)),)),)
    press(body, BACKTAB)
    assert shown(body) == (items("a", "b"),)


def test_the_first_item_cannot_move_in(body: BodyField, press: Pressing) -> None:
    show(body, items("a"))
    press(body, TAB)
    assert shown(body) == (items("a"),)


def test_items_move_with_those_below_them(body: BodyField, press: Pressing) -> None:
    lists = ListBlock(False, (ListItem((Run("a"),)), ListItem((Run("b"),), (items("c"),))))
    show(body, lists, caret=2)
    press(body, TAB)
    inner = ListBlock(False, (ListItem((Run("b"),), (items("c"),)),))
    assert shown(body) == (ListBlock(False, (ListItem((Run("a"),), (inner,)),)),)


def test_a_link_does_not_grow_with_what_is_typed_behind_it(
    body: BodyField, press: Pressing
) -> None:
    link = Run("here", BOLD, "https://a.example")
    show(body, Paragraph((link,)))
    press(body, "!")
    assert shown(body) == (Paragraph((link, Run("!", BOLD))),)


def test_words_typed_within_a_link_belong_to_it(body: BodyField, press: Pressing) -> None:
    show(body, Paragraph((Run("here", href="https://a.example"),)), caret=2)
    press(body, "x")
    assert shown(body) == (Paragraph((Run("hexre", href="https://a.example"),)),)


def test_a_letter_is_told_once_it_is_painted_or_when_somebody_asks(
    qtbot: QtBot, body: BodyField
) -> None:
    show(body, p("one"))
    told: list[str] = []
    body.written.connect(lambda: told.append("written"))
    body.caret_moved.connect(lambda: told.append("moved"))
    QTest.keyClicks(body, "x")
    assert told == []
    body.settle()
    assert told == ["written", "moved"]
    body.settle()
    QTest.keyClicks(body, "y")
    assert told == ["written", "moved"]
    qtbot.waitUntil(lambda: told == 2 * ["written", "moved"])
    QTest.keyClicks(body, "z")
    QTest.keyClick(body, LEFT)  # a command's keys are no letter either
    assert told == [*(3 * ["written", "moved"]), "moved"]


def test_what_is_still_being_composed_is_no_part_of_the_story(body: BodyField) -> None:
    show(body, p("one"))
    told: list[bool] = []
    body.written.connect(lambda: told.append(True))
    QApplication.sendEvent(body, QInputMethodEvent("zhong", []))
    assert body.document().firstBlock().layout().preeditAreaText() == "zhong"
    assert shown(body) == (p("one"),)
    assert not told
    commit = QInputMethodEvent("", [])
    commit.setCommitString("中文")
    QApplication.sendEvent(body, commit)
    assert shown(body) == (p("one中文"),)
    body.undo()
    assert shown(body) == (p("one"),)


def test_composing_over_a_selection_across_lines_leaves_proper_lines(body: BodyField) -> None:
    show(body, Heading(2, (Run("head"),)), p("words"), caret=2)
    cursor = body.textCursor()
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    commit = QInputMethodEvent("", [])
    commit.setCommitString("中")
    QApplication.sendEvent(body, commit)
    assert shown(body) == (Heading(2, (Run("he中rds"),)),)
    looks = {each.charFormat().font().weight() for each in fragments(body.document().begin())}
    assert len(looks) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_Period, Qt.Key.Key_Z])
def test_a_key_held_with_ctrl_writes_nothing_behind_a_divider(body: BodyField, key: Qt.Key) -> None:
    show(body, Divider())
    QTest.keyClick(body, key, Qt.KeyboardModifier.ControlModifier)
    assert shown(body) == (Divider(),)


def test_behind_a_divider_undo_goes_back_to_the_beginning(body: BodyField, press: Pressing) -> None:
    press(body, "---", ENTER, "x")
    held = Qt.KeyboardModifier.ControlModifier
    for _ in range(10):
        QTest.keyClick(body, Qt.Key.Key_Z, held)
    assert not body.document().isUndoAvailable()
    assert body.toPlainText() == ""
