"""Headline and deck: plain words on one line."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.writing.line_field import LineField
from tests.unit.ui.writing.conftest import Pressing


@pytest.fixture
def line(qtbot: QtBot) -> LineField:
    field = LineField()
    qtbot.addWidget(field)
    field.resize(300, 40)
    field.show()
    field.setFocus()
    return field


def test_line_breaks_in_pasted_words_become_blanks(line: LineField) -> None:
    data = QMimeData()
    data.setText("Two\r\nlines\u2028and\ta tab")
    data.setHtml("<h1>Two</h1>")
    line.insertFromMimeData(data)
    assert line.value() == "Two lines and a tab"
    assert line.document().blockCount() == 1


def test_what_a_line_cannot_show_of_pasted_words_is_told(line: LineField, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("Wang \ue863 and \ue001")
    with qtbot.waitSignal(line.told) as said:
        line.insertFromMimeData(data)
    assert line.value() == "Wang 䶮 and"
    assert "䶮 (U+E863)" in said.args[0]
    assert "U+E001" in said.args[0]


def test_blanks_at_the_edge_of_pasted_words_stay_while_one_writes(line: LineField) -> None:
    line.show_text("one")
    line.selectAll()
    data = QMimeData()
    data.setText("two ")
    line.insertFromMimeData(data)
    assert line.document().firstBlock().text() == "two "
    assert line.value() == "two"


def test_a_line_break_from_an_input_method_is_a_blank_and_loses_nothing(line: LineField) -> None:
    commit = QInputMethodEvent("", [])
    commit.setCommitString("中\n文")
    QApplication.sendEvent(line, commit)
    assert line.value() == "中 文"


def test_enter_and_down_leave_below(line: LineField, press: Pressing, qtbot: QtBot) -> None:
    line.show_text("one")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
        with qtbot.waitSignal(line.left_down):
            press(line, key)
    with qtbot.waitSignal(line.left_up):
        press(line, Qt.Key.Key_Up)
    assert line.value() == "one"


def test_it_grows_with_its_words(line: LineField) -> None:
    one = line.height()
    line.show_text("many words that need more than a single line of this field " * 2)
    assert line.height() > one * 2
    line.show_text("")
    assert line.height() == one


def test_untouched_words_come_back_as_they_were_given(line: LineField) -> None:
    line.show_text("odd \u00a0 blanks\nand breaks ")
    assert line.value() == "odd \u00a0 blanks\nand breaks "
    QTest.keyClicks(line, "x")
    assert line.value() == "xodd blanks and breaks"
    line.undo()
    assert line.value() == "odd \u00a0 blanks\nand breaks "


def test_another_text_has_nothing_to_undo(line: LineField) -> None:
    line.show_text("one")
    QTest.keyClicks(line, "x")
    line.show_text("two")
    assert not line.document().isUndoAvailable()


def test_a_headline_as_long_as_a_story_leaves_room_for_it(line: LineField, press: Pressing) -> None:
    line.show_text("short")
    one = line.height()
    line.show_text("very long words " * 80)
    assert 4 * one < line.height() < 6 * one
    press(line, Qt.Key.Key_End)
    QTest.keyClick(line, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    press(line, "x")
    assert line.viewport().rect().contains(line.cursorRect().center())
    line.show_text("short")
    assert line.height() == one


def test_what_is_too_long_for_a_caption_is_pasted_whole_or_not_at_all(qtbot: QtBot) -> None:
    field = GrowingTextEdit()
    qtbot.addWidget(field)
    field.show()
    data = QMimeData()
    data.setText("word " * 1_500)
    field.insertFromMimeData(data)
    assert len(field.toPlainText().split()) == 1_500
    QToolTip.hideText()
    field.insertFromMimeData(data)
    assert len(field.toPlainText().split()) == 1_500
    assert "10,000" in QToolTip.text()
    QToolTip.hideText()
