"""The menu on a marked word: by mouse, by keyboard, filled now and later."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from editor.language.lexicon import Lexicon
from editor.story.document import Document, Paragraph
from editor.story.runs import Mark, Run
from editor.ui.theme import Theme
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.words.mark_drawing import TextField
from editor.ui.words.mark_menu import Correction, MarkMenu, correction_of, put
from editor.ui.words.spelling_marks import SpellingMarks
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.line_field import LineField
from tests.unit.ui.words.conftest import laid_over, type_in, wait_read

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing", extend=True)


def part_for(marks: SpellingMarks, menu: QMenu, position: int) -> MarkMenu:
    found = marks.mark_at(position)
    assert found is not None
    block, mark = found
    marked = QTextCursor(block)
    marked.setPosition(block.position() + mark.start)
    marked.setPosition(block.position() + mark.end, QTextCursor.MoveMode.KeepAnchor)
    return MarkMenu(menu, marked, mark)


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


@pytest.fixture
def menu(qtbot: QtBot) -> QMenu:
    made = QMenu()
    qtbot.addWidget(made)
    made.addAction("Copy")
    return made


def test_suggestions_stand_above_what_the_field_offers(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said recieve ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 6)
    part.offer_words(("receive", "relieve"))
    assert entries(menu) == [
        "receive",
        "relieve",
        "More suggestions",
        "",
        "Add “recieve” to the newsroom's words",
        "Add “recieve” as a name",
        "Know “recieve” in this story only",
        "",
        "Copy",
    ]
    menu.actions()[0].trigger()
    assert field.toPlainText() == "said receive "
    field.undo()
    assert field.toPlainText() == "said recieve "


def test_slower_suggestions_come_into_the_open_menu_and_move_nothing(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said rxxcve ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 6)
    part.offer_words(())
    menu.popup(QPoint(5, 5))
    before = [menu.actionGeometry(action) for action in menu.actions()]
    assert entries(menu)[0] == "Looking for suggestions…"
    part.show_more(("receive", "relieve", "rxxcve"))
    assert entries(menu)[0] == "receive"
    assert [menu.actionGeometry(a).top() for a in menu.actions()] == [r.top() for r in before]
    more = menu.actions()[1].menu()
    assert isinstance(more, QMenu)
    assert entries(more) == ["relieve"]
    more.actions()[0].trigger()
    assert field.toPlainText() == "said relieve "
    menu.close()


def test_a_word_nothing_is_like_says_so(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said qqqq ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 6)
    part.offer_words(())
    part.show_more(())
    assert entries(menu)[0] == "No suggestions"
    assert not menu.actions()[0].isEnabled()
    assert not menu.actions()[1].isEnabled()


def test_a_text_that_went_on_meanwhile_is_left_alone(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said recieve ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 6)
    part.offer_words(("receive",))
    cursor = field.textCursor()
    cursor.setPosition(7)
    cursor.insertText("XX")
    menu.actions()[0].trigger()
    assert field.toPlainText() == "said reXXcieve "


def test_the_dictionaries_are_asked_for_by_name(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said recieve ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 6)
    part.offer_words(("receive",))
    names = menu.actions()[4].menu()
    assert isinstance(names, QMenu)
    chosen = (menu.actions()[3], *names.actions(), menu.actions()[5])
    kinds = ("word", "person", "place", "organisation", "story")
    for action, kind in zip(chosen, kinds, strict=True):
        with qtbot.waitSignal(part.added) as told:
            action.trigger()
        assert told.args == ["recieve", kind]


def test_a_repetition_is_taken_out(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, menu: QMenu
) -> None:
    type_in(field, "said the the ")
    wait_read(qtbot, marks)
    part = part_for(marks, menu, 10)
    part.offer_correction()
    assert entries(menu) == ["Take out the second “the”", "", "Copy"]
    menu.actions()[0].trigger()
    assert field.toPlainText() == "said the "


@pytest.mark.parametrize(
    "reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard]
)
def test_the_field_says_where_its_menu_was_asked_for(
    qtbot: QtBot, field: TextField, marks: SpellingMarks, reason: QContextMenuEvent.Reason
) -> None:
    if field.contextMenuPolicy() is Qt.ContextMenuPolicy.CustomContextMenu:
        pytest.skip("nothing to test in the body: the pane around it makes its menu")
    type_in(field, "said recieve ")
    cursor = field.textCursor()
    cursor.setPosition(7)
    field.setTextCursor(cursor)
    heard: list[int] = []
    assert isinstance(field, LineField | GrowingTextEdit)
    field.menu_opening.connect(lambda _menu, at: heard.append(at.position()))
    place = field.cursorRect().center()
    target = field.viewport() if reason is QContextMenuEvent.Reason.Mouse else field
    event = QContextMenuEvent(reason, place, field.viewport().mapToGlobal(place))
    QApplication.sendEvent(target, event)
    assert heard == [7]
    close_menus()


@pytest.mark.skipif(sys.platform == "win32", reason="the system answers these keys there")
def test_shift_and_f10_ask_for_the_menu_at_the_caret(
    qtbot: QtBot, field: TextField, marks: SpellingMarks
) -> None:
    type_in(field, "said recieve ")
    cursor = field.textCursor()
    cursor.setPosition(7)
    field.setTextCursor(cursor)
    places: list[int] = []
    if isinstance(field, LineField | GrowingTextEdit):
        field.menu_opening.connect(lambda _menu, at: places.append(at.position()))
    else:
        field.customContextMenuRequested.connect(
            lambda place: places.append(field.cursorForPosition(place).position())
        )
    QTest.keyClick(field, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert places == [7]
    close_menus()


def close_menus() -> None:
    for menu in QApplication.topLevelWidgets():
        if isinstance(menu, QMenu):
            menu.close()


BOLD = frozenset({Mark.BOLD})


def corrected(body: BodyField, runs: tuple[Run, ...], old: str, new: str) -> Document:
    body.show_document(Document.of([Paragraph(runs)]))
    text = body.document().firstBlock().text()
    put(body.document(), Correction(text.index(old), old, new))
    return body.live.value()


def test_the_word_keeps_its_mark_and_its_link(body: BodyField) -> None:
    runs = (Run("the "), Run("harvst", BOLD, "https://a.example"), Run(" was"))
    mended = (Run("the "), Run("harvest", BOLD, "https://a.example"), Run(" was"))
    assert corrected(body, runs, "harvst", "harvest") == Document.of([Paragraph(mended)])


def test_a_word_of_two_looks_keeps_both(body: BodyField) -> None:
    runs = (Run("ha"), Run("rvset", BOLD))
    mended = (Run("ha"), Run("rvest", BOLD))
    assert corrected(body, runs, "harvset", "harvest") == Document.of([Paragraph(mended)])


def test_letters_at_the_edge_of_bold_words_take_the_look_of_what_they_replace(
    body: BodyField,
) -> None:
    runs = (Run("a "), Run("teh", BOLD), Run(" end"))
    mended = (Run("a "), Run("the", BOLD), Run(" end"))
    assert corrected(body, runs, "teh", "the") == Document.of([Paragraph(mended)])


@pytest.mark.parametrize(("old", "new"), [("recive", "receive"), ("hte", "the"), ("thee", "the")])
def test_one_undo_takes_back_the_correction_and_no_letter_typed(
    qtbot: QtBot, body: BodyField, old: str, new: str
) -> None:
    type_in(body, old)
    put(body.document(), Correction(0, old, new))
    type_in(body, "x")
    assert body.toPlainText() == new + "x"
    body.undo()
    assert body.toPlainText() == new
    body.undo()
    assert body.toPlainText() == old


@given(st.text("ab😀é𠮷", min_size=1, max_size=6), st.text("ab😀é𠮷", max_size=6))
def test_any_word_becomes_any_other_in_one_step(qtbot: QtBot, old: str, new: str) -> None:
    document = QTextDocument()
    QTextCursor(document).insertText(f"😀 {old} 汉")
    put(document, Correction(3, old, new))
    assert document.toPlainText() == f"😀 {new} 汉"
    document.undo()
    assert document.toPlainText() == f"😀 {old} 汉"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("😀 the the farmers", "😀 the farmers"),
        ("the  farmers", "the farmers"),
        ("the farmers， said", "the farmers, said"),
    ],
)
def test_a_slip_of_signs_is_put_right(
    qtbot: QtBot, body: BodyField, theme: Theme, lexicon: Lexicon, before: str, after: str
) -> None:
    marks = laid_over(body, theme, lexicon)
    body.show_document(Document.from_paragraphs([before]))
    wait_read(qtbot, marks)
    found = marks.next_mark(0)
    assert found is not None
    block, mark = found
    marked = QTextCursor(block)
    marked.setPosition(block.position() + mark.start)
    marked.setPosition(block.position() + mark.end, QTextCursor.MoveMode.KeepAnchor)
    correction = correction_of(marked, mark)
    assert correction is not None
    put(body.document(), correction)
    assert body.toPlainText() == after
    body.undo()
    assert body.toPlainText() == before
