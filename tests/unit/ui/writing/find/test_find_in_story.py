"""Finding and replacing in the text somebody writes, with the keys they press."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.story.document import Document, Paragraph
from editor.story.photo import Placement
from editor.story.runs import Mark, Run
from editor.ui.writing.writing_pane import WritingPane
from tests.documents import documents
from tests.unit.ui.writing.conftest import Pressing, StoryMaker

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TEXT = ["The governor of Shanxi spoke.", "Governor Lin 😀 met the governor again."]
Opener = Callable[..., None]


def named(pane: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    return next(
        each
        for each in pane.findChildren(kind)
        if each.accessibleName() == name and not isinstance(each, QLabel)
    )


def count(pane: WritingPane) -> str:
    labels = pane.finding.bar.findChildren(QLabel)
    return next(each.text() for each in labels if each.accessibleName() == "Hits")


def selected(pane: WritingPane, field: str = "Body") -> tuple[str, int]:
    cursor = named(pane, field).textCursor()
    return cursor.selectedText(), cursor.selectionStart()


def click(pane: WritingPane, name: str) -> None:
    QTest.mouseClick(named(pane, name, QAbstractButton), Qt.MouseButton.LeftButton)


@pytest.fixture
def find(qtbot: QtBot, pane: WritingPane) -> Opener:
    """Opens the bar with its keys and types what is looked for."""

    def opens(words: str, *, replace_with: str | None = None, body: QWidget | None = None) -> None:
        field = body or named(pane, "Body")
        field.setFocus()
        key = Qt.Key.Key_F if replace_with is None else Qt.Key.Key_H
        QTest.keyClick(field, key, CONTROL)
        bar = pane.finding.bar
        assert bar.isVisible()
        assert bar.words.hasFocus()
        if replace_with is not None:
            bar.new_words.setText(replace_with)
        QTest.keyClicks(bar.words, words)
        qtbot.waitUntil(lambda: "found" in count(pane) or " of " in count(pane))

    return opens


@pytest.fixture
def shown(pane: WritingPane, make_story: StoryMaker) -> WritingPane:
    pane.show_story(
        make_story(Document.from_paragraphs(TEXT), headline="Governor speaks", deck="A deck")
    )
    named(pane, "Body").moveCursor(QTextCursor.MoveOperation.Start)
    return pane


def test_hits_are_counted_and_the_next_one_chosen_while_one_types(
    shown: WritingPane, find: Opener
) -> None:
    find("governor")
    assert count(shown) == "2 of 4"
    assert selected(shown) == ("governor", 4)
    assert shown.finding.bar.words.hasFocus()


def test_enter_and_f3_go_on_and_with_shift_back(shown: WritingPane, find: Opener) -> None:
    find("governor")
    field = shown.finding.bar.words
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert selected(shown) == ("Governor", 30)
    QTest.keyClick(field, Qt.Key.Key_F3)
    assert selected(shown) == ("governor", 54)  # the emoji before it counts twice in an editor
    assert count(shown) == "4 of 4"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert count(shown) == "1 of 4"
    assert selected(shown, "Headline") == ("Governor", 0)
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
    assert count(shown) == "4 of 4"
    QTest.keyClick(field, Qt.Key.Key_F3, SHIFT)
    assert count(shown) == "3 of 4"


def test_esc_gives_the_caret_back(shown: WritingPane, find: Opener, qtbot: QtBot) -> None:
    body = named(shown, "Body")
    cursor = body.textCursor()
    cursor.setPosition(9)
    body.setTextCursor(cursor)
    find("again")
    QTest.keyClick(shown.finding.bar.words, Qt.Key.Key_Escape)
    assert not shown.finding.bar.isVisible()
    assert body.hasFocus()
    assert (body.textCursor().position(), body.textCursor().hasSelection()) == (9, False)
    find("again")
    QTest.keyClick(shown.finding.bar.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: selected(shown)[0] == "again" and count(shown) == "1 of 1")
    QTest.keyClick(shown.finding.bar.words, Qt.Key.Key_Escape)
    assert selected(shown)[0] == "again"
    assert body.hasFocus()


def test_what_is_selected_is_looked_for(shown: WritingPane, qtbot: QtBot) -> None:
    body = named(shown, "Body")
    cursor = body.textCursor()
    cursor.setPosition(16)
    cursor.setPosition(22, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_F, CONTROL)
    assert shown.finding.bar.words.text() == "Shanxi"
    qtbot.waitUntil(lambda: count(shown) == "1 of 1")


def test_options_narrow_what_is_found(shown: WritingPane, find: Opener, qtbot: QtBot) -> None:
    find("govern")
    click(shown, "Match case")
    qtbot.waitUntil(lambda: count(shown).endswith("of 2"))
    click(shown, "Whole words")
    qtbot.waitUntil(lambda: count(shown) == "Nothing found")


def test_typing_while_the_bar_is_open_keeps_the_count_true(
    shown: WritingPane, find: Opener, press: Pressing, qtbot: QtBot
) -> None:
    find("governor")
    body = named(shown, "Body")
    body.setFocus()
    body.moveCursor(QTextCursor.MoveOperation.End)
    press(body, " A governor")
    qtbot.waitUntil(lambda: count(shown).endswith("5") or count(shown) == "5 found")
    press(body, *[Qt.Key.Key_Backspace] * 3)
    qtbot.waitUntil(lambda: count(shown).endswith("4") or count(shown) == "4 found")


def test_replacing_one_by_one_keeps_marks_and_links(
    pane: WritingPane, make_story: StoryMaker, find: Opener, qtbot: QtBot
) -> None:
    bold = frozenset({Mark.BOLD})
    runs = (Run("The "), Run("gov", bold, "https://a.example"), Run(" and GOV"))
    pane.show_story(make_story(Document.of([Paragraph(runs)])))
    find("gov", replace_with="office")
    click(pane, "Keep case")
    qtbot.waitUntil(lambda: count(pane) == "1 of 2")
    click(pane, "Replace")
    qtbot.waitUntil(lambda: count(pane) == "1 of 1")
    body = pane.edit().body
    assert body == Document.of(
        [Paragraph((Run("The "), Run("office", bold, "https://a.example"), Run(" and GOV")))]
    )
    pane.finding.bar.new_words.setFocus()
    QTest.keyClick(pane.finding.bar.new_words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(pane) == "Nothing found")
    assert pane.edit().body.text == "The office and OFFICE"


def test_a_replacement_with_emoji_is_not_found_again(
    pane: WritingPane, make_story: StoryMaker, find: Opener, qtbot: QtBot
) -> None:
    pane.show_story(make_story(Document.from_paragraphs(["gov and gov"])))
    find("gov", replace_with="🙂🙂🙂gov")
    qtbot.waitUntil(lambda: count(pane) == "1 of 2")
    click(pane, "Replace")
    qtbot.waitUntil(lambda: count(pane) == "2 of 2")
    click(pane, "Replace")
    qtbot.waitUntil(lambda: pane.edit().body.text == "🙂🙂🙂gov and 🙂🙂🙂gov")


def test_replacing_all_is_one_step_and_can_be_taken_back(
    shown: WritingPane, find: Opener, qtbot: QtBot
) -> None:
    before = shown.edit()
    find("governor", replace_with="mayor")
    click(shown, "Replace all")
    qtbot.waitUntil(lambda: shown.finding.bar.told == "4 replaced.")
    assert shown.edit().headline == "mayor speaks"
    assert (
        shown.edit().body.text == "The mayor of Shanxi spoke.\n\nmayor Lin 😀 met the mayor again."
    )
    named(shown, "Body").undo()
    assert shown.edit().body == before.body
    assert shown.finding.bar.told == ""  # it is no longer so
    named(shown, "Body").redo()
    assert shown.finding.bar.told == "4 replaced."
    click(shown, "Undo all")
    assert shown.edit() == before
    assert shown.finding.bar.told == "Taken back."


def test_a_hit_in_a_caption_is_shown_and_replaced_where_captions_are(
    pane: WritingPane,
    make_story: StoryMaker,
    find: Opener,
    placement: Placement,
    qtbot: QtBot,
) -> None:
    pane.show_story(make_story(Document.from_paragraphs(["No grain."]), placements=(placement,)))
    find("millet", replace_with="Sorghum")
    assert pane.finding.bar.told == "In the caption “Millet is brought in.”"
    with qtbot.waitSignal(pane.finding.caption_wanted) as wanted:
        click(pane, "Show the caption")
    assert wanted.args == ["p1"]
    with qtbot.waitSignal(pane.finding.caption_replaced) as told:
        click(pane, "Replace all")
    assert told.args == ["p1", "Sorghum is brought in."]
    pane.set_placements([replace(placement, caption="Sorghum is brought in.")])
    qtbot.waitUntil(lambda: count(pane) == "")
    assert pane.finding.bar.told == "1 replaced."
    with qtbot.waitSignal(pane.finding.caption_replaced) as told:
        click(pane, "Undo all")
    assert told.args == ["p1", "Millet is brought in."]


def test_replacing_keeps_what_is_being_looked_for(
    shown: WritingPane, find: Opener, qtbot: QtBot
) -> None:
    find("agai")
    QTest.keyClicks(shown.finding.bar.words, "zz")
    qtbot.waitUntil(lambda: count(shown) == "Nothing found")
    assert selected(shown)[0] == ""  # or the next key in the text would take it away
    QTest.keyClick(shown.finding.bar.words, Qt.Key.Key_H, CONTROL)
    shown.actions()["replace"].trigger()
    assert shown.finding.bar.replaces
    assert shown.finding.bar.words.text() == "agaizz"


def test_going_on_to_a_caption_leaves_nothing_selected_in_the_text(
    pane: WritingPane,
    make_story: StoryMaker,
    find: Opener,
    placement: Placement,
    qtbot: QtBot,
) -> None:
    pane.show_story(make_story(Document.from_paragraphs(["In millet."]), placements=(placement,)))
    find("millet")
    assert selected(pane)[0] == "millet"
    QTest.keyClick(pane.finding.bar.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.finding.bar.told.startswith("In the caption"))
    QTest.keyClick(pane.finding.bar.words, Qt.Key.Key_Escape)
    body = named(pane, "Body")
    assert body.hasFocus()
    QTest.keyClicks(body, "X")
    assert pane.edit().body.text == "In Xmillet."


def test_expressions_are_found_and_their_groups_put_in(
    shown: WritingPane, find: Opener, qtbot: QtBot
) -> None:
    find("governor", replace_with=r"\1 of state")
    click(shown, "Regular expression")
    field = shown.finding.bar.words
    field.clear()
    QTest.keyClicks(field, r"(governor) again")
    qtbot.waitUntil(lambda: count(shown) == "1 of 1")
    click(shown, "Replace")
    qtbot.waitUntil(lambda: count(shown) == "Nothing found")
    assert shown.edit().body.text.endswith("met the governor of state.")


def test_a_wrong_expression_and_one_without_end_are_told_in_a_sentence(
    pane: WritingPane, make_story: StoryMaker, find: Opener, qtbot: QtBot
) -> None:
    pane.show_story(make_story(Document.from_paragraphs(["a" * 60])))
    find("a")
    click(pane, "Regular expression")
    field = pane.finding.bar.words
    field.setText("(a")
    qtbot.waitUntil(lambda: "cannot be read" in pane.finding.bar.told)
    field.setText("(a+)+b")
    qtbot.waitUntil(lambda: "takes too long" in pane.finding.bar.told)
    field.setText("a{60}")
    qtbot.waitUntil(lambda: count(pane) == "1 of 1")
    QTest.keyClick(field, Qt.Key.Key_Escape)


def test_the_last_searches_come_back_with_the_arrow_keys(
    shown: WritingPane, find: Opener, qtbot: QtBot
) -> None:
    shown.finding.know_earlier(["Lin", "Shanxi"])
    find("again")
    field = shown.finding.bar.words
    with qtbot.waitSignal(shown.finding.searched) as told:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.args == [["again", "Lin", "Shanxi"]]
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "again"
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "Lin"
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "again"


def test_f3_goes_on_and_brings_the_bar_back(shown: WritingPane, find: Opener, qtbot: QtBot) -> None:
    find("governor")
    QTest.keyClick(shown.finding.bar.words, Qt.Key.Key_Escape)
    body = named(shown, "Body")
    QTest.keyClick(body, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: selected(shown) == ("governor", 4))
    assert body.hasFocus()


def test_another_story_is_looked_through_for_the_same_words(
    shown: WritingPane, find: Opener, make_story: StoryMaker, qtbot: QtBot
) -> None:
    find("governor")
    shown.show_story(make_story(Document.from_paragraphs(["One governor."]), story_id="2" * 32))
    qtbot.waitUntil(lambda: count(shown).endswith("1") or count(shown) == "1 found")


def test_only_what_is_in_view_is_marked_in_a_long_story(
    pane: WritingPane, make_story: StoryMaker, find: Opener, qtbot: QtBot
) -> None:
    pane.show_story(make_story(Document.from_paragraphs(["one governor more"] * 3000)))
    find("governor")
    qtbot.waitUntil(lambda: count(pane) == "1 of 3,000")
    body = named(pane, "Body")
    qtbot.waitUntil(lambda: 0 < len(body.extraSelections()) < 100)
    body.verticalScrollBar().setValue(body.verticalScrollBar().maximum() // 2)

    def marks_the_middle() -> bool:
        marks = body.extraSelections()
        return bool(marks) and marks[0].cursor.blockNumber() > 1000

    qtbot.waitUntil(marks_the_middle)
    QTest.keyClick(pane.finding.bar.words, Qt.Key.Key_Escape)
    assert body.extraSelections() == []


@settings(max_examples=40)
@given(
    documents,
    st.sampled_from(["a", "é", "中", "😀", "'", "文字", "e"]),
    st.sampled_from(["", "X😀", "字"]),
)
def test_replacing_all_and_undoing_is_identity(
    qtbot: QtBot,
    pane: WritingPane,
    make_story: StoryMaker,
    document: Document,
    old: str,
    new: str,
) -> None:
    pane.show_story(make_story(document, headline="a 😀 é", deck=""))
    before = pane.edit()
    finding = pane.finding
    finding.open(named(pane, "Body"), replace=True)
    finding.bar.new_words.setText(new)
    finding.bar.words.setText(old)
    qtbot.waitUntil(lambda: count(pane) not in ("", "Looking…") and "so far" not in count(pane))
    finding.replace_all()
    qtbot.waitUntil(lambda: bool(finding.bar.told) or count(pane) == "Nothing found")
    click(pane, "Undo all")
    assert pane.edit() == before
    finding.bar.words.clear()
    finding.close()


def test_a_field_of_the_bar_has_its_name(pane: WritingPane) -> None:
    assert isinstance(named(pane.finding.bar, "Find"), QLineEdit)
    assert isinstance(named(pane.finding.bar, "Replace with"), QLineEdit)
