"""One step of undo is what somebody wrote in one go: a sentence, or what came after a pause."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.widgets.step_ends import LONGEST, PAUSE, StepEnds
from editor.ui.writing.line_field import LineField

Key = Qt.Key


class Clock:
    """Time passes only when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def line(qtbot: QtBot, clock: Clock) -> LineField:
    made = LineField()
    qtbot.addWidget(made)
    made.show_text("")
    made.steps = StepEnds(made.document(), clock)
    return made


@pytest.fixture
def caption(qtbot: QtBot, clock: Clock) -> GrowingTextEdit:
    made = GrowingTextEdit()
    qtbot.addWidget(made)
    made.steps = StepEnds(made.document(), clock)
    return made


@pytest.fixture(params=["line", "caption"])
def field(request: pytest.FixtureRequest) -> LineField:
    return request.getfixturevalue(request.param)


def write(field: LineField, text: str) -> None:
    for character in text:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(
                field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            )


def commit(field: LineField, text: str) -> None:
    QApplication.sendEvent(field, QInputMethodEvent("pin yin", []))
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def steps(field: LineField) -> list[str]:
    """What stands there after each undo, from now back to the start."""
    seen = [field.toPlainText()]
    while field.document().isUndoAvailable():
        field.undo()
        seen.append(field.toPlainText())
    return seen


def test_a_sentence_is_a_step(field: LineField) -> None:
    write(field, "The wall fell. Nobody was hurt! Was it old? It was “very old.” Yes.")
    assert steps(field) == [
        "The wall fell. Nobody was hurt! Was it old? It was “very old.” Yes.",
        "The wall fell. Nobody was hurt! Was it old? It was “very old.” ",
        "The wall fell. Nobody was hurt! Was it old? ",
        "The wall fell. Nobody was hurt! ",
        "The wall fell. ",
        "",
    ]


def test_a_sentence_in_chinese_is_a_step_although_no_blank_follows(field: LineField) -> None:
    write(field, "墙倒了。没有人受伤！“老吗？”是。")
    assert steps(field)[1:] == [
        "墙倒了。没有人受伤！“老吗？”",
        "墙倒了。没有人受伤！",
        "墙倒了。",
        "",
    ]


def test_a_figure_or_an_address_is_not_parted(field: LineField) -> None:
    write(field, "About 3.5 of a.example.org/x?y=1")
    assert len(steps(field)) == 2


def test_a_pause_ends_a_step(field: LineField, clock: Clock) -> None:
    write(field, "one")
    clock.now += PAUSE / 2
    write(field, " two")
    clock.now += PAUSE * 1.5
    write(field, " three.")
    clock.now += PAUSE * 1.5
    write(field, " Four")
    assert steps(field) == ["one two three. Four", "one two three.", "one two", ""]


def test_a_caret_that_goes_elsewhere_ends_a_step_even_when_it_comes_back(field: LineField) -> None:
    write(field, "one")
    for key in (Key.Key_Left, Key.Key_Right):
        QTest.keyClick(field, key)
    write(field, " two")
    QTest.mouseClick(field.viewport(), Qt.MouseButton.LeftButton)
    field.moveCursor(QTextCursor.MoveOperation.End)
    write(field, " three")
    assert steps(field) == ["one two three", "one two", "one", ""]


def test_leaving_the_field_ends_a_step(line: LineField) -> None:
    write(line, "one")
    QApplication.sendEvent(line, QFocusEvent(QFocusEvent.Type.FocusOut))
    write(line, " two")
    assert steps(line) == ["one two", "one", ""]


def test_shift_for_a_capital_ends_nothing(field: LineField) -> None:
    write(field, "in ")
    QTest.keyPress(field, Key.Key_Shift)
    write(field, "Xi’an")
    assert len(steps(field)) == 2


def test_what_is_removed_comes_back_in_the_runs_in_which_it_went(
    field: LineField, clock: Clock
) -> None:
    write(field, "one two three")
    for _ in range(6):
        QTest.keyClick(field, Key.Key_Backspace)
    clock.now += PAUSE * 2
    for _ in range(4):
        QTest.keyClick(field, Key.Key_Backspace)
    assert steps(field) == ["one", "one two", "one two three", ""]


def test_pasted_words_are_a_step_of_their_own(field: LineField) -> None:
    write(field, "one ")
    QApplication.clipboard().setText("two")
    field.paste()
    write(field, " three")
    assert steps(field) == ["one two three", "one two", "one ", ""]


def test_what_is_typed_after_an_undo_is_no_part_of_what_was_there(field: LineField) -> None:
    write(field, "One. Two.")
    field.undo()
    write(field, "x")
    assert steps(field) == ["One. x", "One. ", ""]


def test_who_writes_no_full_stops_loses_no_more_than_a_long_line(field: LineField) -> None:
    write(field, "word " * (LONGEST // 5 * 3))
    seen = steps(field)
    assert len(seen) > 3
    assert max(len(a) - len(b) for a, b in pairwise(seen)) <= LONGEST + 5


def test_each_phrase_of_an_input_method_is_a_step_apart_from_what_is_typed(line: LineField) -> None:
    commit(line, "墙")
    write(line, "x")
    commit(line, "倒了")
    commit(line, "没有")
    assert steps(line) == ["墙x倒了没有", "墙x倒了", "墙x", "墙", ""]


def pass_on(line: LineField, letters: str) -> None:
    for letter in letters:
        event = QInputMethodEvent("", [])
        event.setCommitString(letter)
        QApplication.sendEvent(line, event)


def test_letters_an_input_method_passes_on_are_steps_as_typed_ones_are(
    line: LineField, clock: Clock
) -> None:
    pass_on(line, "The wall. It fell")
    clock.now += PAUSE * 2
    pass_on(line, " down.")
    line.moveCursor(QTextCursor.MoveOperation.Start)
    pass_on(line, "So")
    assert steps(line)[1:] == ["The wall. It fell down.", "The wall. It fell", "The wall. ", ""]
