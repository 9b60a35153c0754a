"""Chinese through an input method, right-to-left words, emoji: every offset stays right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.language.typing_habits import TypingHabits
from editor.story.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    TableCell,
)
from editor.story.runs import Mark, Run
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.widgets.text_field import cursor_under
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.caret_memory import CaretMemory, Place
from editor.ui.writing.document.shapes import says_nothing
from editor.ui.writing.line_field import LineField
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.keys.test_body_typing import commit, type_in

BOLD = frozenset({Mark.BOLD})
SITE = "https://example.org/"
BACKSPACE, DELETE = Qt.Key.Key_Backspace, Qt.Key.Key_Delete
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
EMOJI = (
    "🙂",
    "👍🏽",  # with a skin tone
    "👩‍🌾",  # joined: woman, ear of rice
    "👨‍👩‍👧‍👦",
    "🇨🇳",  # a flag of two letters
    "❤️",  # with a variation selector
    "1️⃣",
    "𠮷",  # beyond the basic plane
    "n\u0308",  # n and a combining accent
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
)


@pytest.fixture
def writing(body: BodyField) -> BodyField:
    body.typing.follow(TypingHabits.of({}, {}))
    return body


def show(body: BodyField, *blocks: Block, caret: int) -> None:
    body.show_document(Document.of(blocks))
    cursor = body.textCursor()
    cursor.setPosition(caret)
    body.setTextCursor(cursor)


def shown(body: BodyField) -> tuple[Block, ...]:
    return body.live.value().blocks


def compose(body: QWidget, *letters: str) -> None:
    for composed in letters:
        QApplication.sendEvent(body, QInputMethodEvent(composed, []))


def p(*runs: Run | str) -> Paragraph:
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs))


@pytest.mark.parametrize(
    ("runs", "caret", "after"),
    [
        (("in the  line",), 7, p("in the 山西 line")),
        (("start",), 0, p("山西start")),
        (("a ", Run("bold", BOLD), " b"), 2, p("a 山西", Run("bold", BOLD), " b")),
        (("a ", Run("bold", BOLD), " b"), 4, p("a ", Run("bo山西ld", BOLD), " b")),
        (("a ", Run("bold", BOLD), " b"), 6, p("a ", Run("bold山西", BOLD), " b")),
        (("a ", Run("link", href=SITE), " b"), 4, p("a ", Run("li山西nk", href=SITE), " b")),
        (("a ", Run("link", href=SITE)), 6, p("a ", Run("link", href=SITE), "山西")),
        (("🙂🙂",), 2, p("🙂山西🙂")),
    ],
)
def test_chinese_is_composed_anywhere(
    writing: BodyField, runs: tuple[Run | str, ...], caret: int, after: Paragraph
) -> None:
    show(writing, p(*runs), caret=caret)
    before = shown(writing)
    compose(writing, "s", "sh", "shan", "shan'xi")
    assert shown(writing) == before  # nothing is edited while it is composed
    commit(writing, "山西", composed="shan'xi")
    assert shown(writing) == (after,)
    assert writing.textCursor().position() == caret + 2
    writing.undo()
    assert shown(writing) == before


def test_composing_that_is_given_up_leaves_nothing(writing: BodyField) -> None:
    show(writing, p("ab"), caret=1)
    compose(writing, "shan", "")
    assert shown(writing) == (p("ab"),)
    assert not writing.document().isUndoAvailable()


def test_a_phrase_replaces_the_selection_across_lines(writing: BodyField) -> None:
    show(writing, Heading(2, (Run("head"),)), p("words"), caret=2)
    cursor = writing.textCursor()
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    writing.setTextCursor(cursor)
    commit(writing, "山西")
    assert shown(writing) == (Heading(2, (Run("he山西rds"),)),)
    writing.undo()
    assert shown(writing) == (Heading(2, (Run("head"),)), p("words"))


def test_two_phrases_are_two_steps(writing: BodyField) -> None:
    show(writing, p("a"), caret=1)
    commit(writing, "山西", composed="shanxi")
    commit(writing, "太原", composed="taiyuan")
    writing.undo()
    assert writing.toPlainText() == "a山西"
    writing.undo()
    assert writing.toPlainText() == "a"


def test_letters_typed_behind_a_phrase_are_a_step_of_their_own(writing: BodyField) -> None:
    show(writing, p("a"), caret=1)
    commit(writing, "山西", composed="shanxi")
    type_in(writing, "bc")
    writing.undo()
    assert writing.toPlainText() == "a山西"


def test_shorthand_works_behind_chinese(writing: BodyField) -> None:
    show(writing, p("a"), caret=1)
    commit(writing, "山西", composed="shanxi")
    type_in(writing, ' **b** "c"')
    assert shown(writing) == (p("a山西 ", Run("b", BOLD), " “c”"),)


@pytest.mark.parametrize("emoji", EMOJI)
def test_one_backspace_takes_a_whole_emoji(writing: BodyField, emoji: str) -> None:
    show(writing, p(f"a{emoji}b"), caret=0)
    writing.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(writing, LEFT)
    QTest.keyClick(writing, BACKSPACE)
    assert writing.toPlainText() == "ab"
    writing.undo()
    assert writing.toPlainText() == f"a{emoji}b"


@pytest.mark.parametrize("emoji", EMOJI)
def test_delete_and_arrows_take_it_whole_too(writing: BodyField, emoji: str) -> None:
    show(writing, p(f"a{emoji}b"), caret=1)
    QTest.keyClick(writing, RIGHT)
    type_in(writing, "x")
    assert writing.toPlainText() == f"a{emoji}xb"
    show(writing, p(f"a{emoji}b"), caret=1)
    QTest.keyClick(writing, DELETE)
    assert writing.toPlainText() == "ab"


def test_a_vowel_sign_is_taken_back_by_itself(writing: BodyField) -> None:
    show(writing, p("कि"), caret=2)
    QTest.keyClick(writing, BACKSPACE)
    assert writing.toPlainText() == "क"


def test_headline_and_caption_take_it_whole_too(pane: WritingPane, qtbot: QtBot) -> None:
    pane.go_to("headline")
    headline = QApplication.focusWidget()
    assert isinstance(headline, LineField)
    caption = GrowingTextEdit()
    qtbot.addWidget(caption)
    for field in (headline, caption):
        commit(field, "a👨‍👩‍👧‍👦")
        QTest.keyClick(field, BACKSPACE)
        assert field.toPlainText() == "a"
        QTest.keyClick(field, BACKSPACE)
        assert field.toPlainText() == ""


@pytest.mark.parametrize("emoji", EMOJI)
def test_everything_typed_behind_an_emoji_lands_where_it_should(
    writing: BodyField, emoji: str
) -> None:
    show(writing, p(), caret=0)
    commit(writing, emoji)
    type_in(writing, ' **b** "c" 10 km, TCM*. [d](x.org) ')
    expected = p(
        f"{emoji} ",
        Run("b", BOLD),
        " “c” 10\u00a0km, traditional Chinese medicine. ",
        Run("d", href="https://x.org"),
        " ",
    )
    assert shown(writing) == (Paragraph(tuple(expected.runs)),)
    type_in(writing, "\n/head")
    writing.setFocus()
    assert writing.live.value() == Document.of(writing.live.value().blocks)


def test_an_arabic_name_in_an_english_paragraph(writing: BodyField) -> None:
    show(writing, p("The paper  said so."), caret=10)
    commit(writing, "الأهرام")
    block = writing.textCursor().block()
    assert writing.toPlainText() == "The paper الأهرام said so."
    assert block.textDirection() == Qt.LayoutDirection.LeftToRight
    start = writing.cursorRect(QTextCursor(block)).left()
    end = QTextCursor(block)
    end.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    assert writing.cursorRect(end).left() > start
    QTest.keyClick(writing, BACKSPACE)
    assert writing.toPlainText() == "The paper الأهرا said so."
    type_in(writing, 'م "x"')
    assert "الأهرام “x”" in writing.toPlainText()


def test_a_paragraph_that_begins_right_to_left_runs_so(writing: BodyField) -> None:
    show(writing, p("الأهرام said so."), p("Then this."), caret=0)
    first = writing.document().firstBlock()
    assert first.textDirection() == Qt.LayoutDirection.RightToLeft
    assert first.next().textDirection() == Qt.LayoutDirection.LeftToRight
    begin = writing.cursorRect(QTextCursor(first)).left()
    assert begin > writing.cursorRect(QTextCursor(first.next())).left()
    assert shown(writing)[0] == p("الأهرام said so.")


LETTERS = [*"aé陈🙂𠮷\u200d\u0301👩🇨 \"'-*.1", *EMOJI]
TEXT = st.lists(st.sampled_from(LETTERS), max_size=12).map("".join)


@settings(max_examples=80)
@given(TEXT, st.lists(st.sampled_from([LEFT, RIGHT, BACKSPACE, DELETE, "x", '"']), max_size=10))
def test_no_key_ever_tears_a_character(
    writing: BodyField, text: str, keys: list[Qt.Key | str]
) -> None:
    show(writing, p(), caret=0)
    commit(writing, text)
    for key in keys:
        if isinstance(key, str):
            type_in(writing, key)
        else:
            QTest.keyClick(writing, key)
        assert not any("\ud800" <= character <= "\udfff" for character in writing.toPlainText())
    value = writing.live.value()
    assert value == Document.of(value.blocks)
    while writing.document().isUndoAvailable():
        writing.undo()
    assert writing.toPlainText() == ""


@pytest.mark.parametrize(
    "blocks",
    [
        (p("one two"),),
        (p("one two"), p("below")),
        (Heading(2, (Run("head"),)), p("one two"), *(p(f"line {n}") for n in range(40))),
        (Table(((TableCell((Run("a"),)), TableCell((Run("b"),))),)),),
        (ListBlock(True, (ListItem((Run("one"),)), ListItem((Run("two"),)))),),
    ],
)
@pytest.mark.parametrize("composed", ["zhongguo", "zh" * 60, "🙂中"])
def test_every_point_is_a_place_of_the_text_while_words_are_composed(
    body: BodyField, blocks: tuple[Block, ...], composed: str
) -> None:
    for number in range(body.document().blockCount() + len(blocks)):
        show(body, *blocks, caret=0)
        block = body.document().findBlockByNumber(number)
        if not block.isValid():
            break
        if says_nothing(block):
            continue  # a line without height, there for a table's sake
        cursor = body.textCursor()
        cursor.setPosition(block.position() + block.length() - 1)
        body.setTextCursor(cursor)
        compose(body, composed)
        before = body.document().toRawText()
        body.viewport().repaint()
        seen = {
            cursor_under(body, QPoint(x, y)).position()
            for x in range(0, body.viewport().width(), 41)
            for y in range(0, body.viewport().height(), 23)
        }
        assert max(seen) < body.document().characterCount()
        assert body.document().toRawText() == before
        caret = body.cursorRect()
        here = cursor_under(body, caret.center())
        assert here.blockNumber() == number
        compose(body, "")


def test_words_being_composed_are_one_place(body: BodyField) -> None:
    show(body, p("ab"), caret=1)
    wide = body.cursorRect().x()
    compose(body, "zhongguozhongguo")
    inside = QPoint(wide + 30, body.cursorRect().center().y())
    assert cursor_under(body, inside).position() == 1
    assert cursor_under(body, QPoint(body.width() - 30, inside.y())).position() == 2
    compose(body, "")


def test_a_menu_opens_while_a_caption_is_composed(qtbot: QtBot) -> None:
    field = GrowingTextEdit()
    qtbot.addWidget(field)
    field.set_text("ab")
    field.show()
    field.moveCursor(QTextCursor.MoveOperation.End)
    compose(field, "zhongguo")
    caret = field.cursorRect()
    for x in range(0, field.width(), 7):
        place = cursor_under(field, QPoint(x, caret.center().y())).position()
        assert 0 <= place <= 2
    compose(field, "")


@pytest.mark.parametrize("place", range(-2, 40))
def test_no_caret_stands_within_a_character(body: BodyField, place: int) -> None:
    text = "a🙂𠮷👩‍🌾n\u0308🇨🇳 山"
    whole = {0, 1, 3, 5, 10, 12, 16, 17, 18}
    line = LineField()
    line.show_text(text)
    show(body, p(text), p("end"), caret=0)
    for field in (body, line):
        memory = CaretMemory({"body": field})
        memory.know("s", Place({"body": place}))
        memory.return_to("s")
        assert field.textCursor().position() in whole | set(range(18, 24))
        cursor = field.textCursor()
        last = field.document().characterCount() - 1
        cursor.setPosition(min(max(place, 0), last))
        cursor.setPosition(min(3, last), QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
        chosen = field.textCursor().selectedText()
        assert not any("\ud800" <= each <= "\udfff" for each in chosen)
    line.deleteLater()
