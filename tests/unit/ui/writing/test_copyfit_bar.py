"""The line under the text: how long the story is beside how long it was to be."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox, QTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from editor.story.document import Document, Paragraph, PullQuote
from editor.story.measures import Limit, TitleLimits, Unit
from editor.story.runs import Mark, Run
from editor.ui.theme import Theme
from editor.ui.writing.copyfit_bar import CopyfitBar, LengthBox
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.conftest import Pressing, StoryMaker


def named(pane: WritingPane, name: str) -> Any:
    return next(each for each in pane.findChildren(QTextEdit) if each.accessibleName() == name)


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> CopyfitBar:
    made = CopyfitBar(theme)
    qtbot.addWidget(made)
    made.resize(600, 40)
    made.show()
    return made


@pytest.mark.parametrize(
    ("words", "own", "usual", "said"),
    [
        (312, None, None, "312 words"),
        (1, None, None, "1 word"),
        (312, 350, None, "312 words, 38 short"),
        (1362, None, 1350, "1,362 words, 12 over"),
        (350, 350, 900, "350 words, as long as asked"),
    ],
)
def test_it_says_how_much_is_missing_or_too_much(
    bar: CopyfitBar, words: int, own: int | None, usual: int | None, said: str
) -> None:
    bar.show_target(own, usual)
    bar.show_words(words)
    assert bar.words == said
    bar.grab()


def test_chinese_is_counted_in_characters(bar: CopyfitBar) -> None:
    bar.show_target(500, None, by_character=True)
    bar.show_words(480)
    assert bar.words == "480 characters, 20 short"


def test_the_length_is_set_in_a_box_and_left_to_the_section_again(
    bar: CopyfitBar, qtbot: QtBot
) -> None:
    bar.show_target(None, 400)
    [button], [box] = bar.findChildren(QToolButton), bar.findChildren(LengthBox)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert box.isVisible()
    [field] = box.findChildren(QSpinBox)
    assert field.value() == 400
    field.selectAll()
    with qtbot.waitSignal(bar.target_chosen) as told:
        QTest.keyClicks(field, "650")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.args == [650]
    bar.show_target(650, 400)
    bar.ask()
    leave = next(b for b in box.findChildren(QPushButton) if "As usual" in b.text())
    assert leave.text() == "As usual (400)"
    with qtbot.waitSignal(bar.target_chosen) as told:
        QTest.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert told.args == [0]
    assert not box.isVisible()


def test_the_count_leaves_out_what_is_struck_and_says_how_long_a_selection_is(
    pane: WritingPane, make_story: StoryMaker, press: Pressing, qtbot: QtBot
) -> None:
    struck = frozenset({Mark.STRIKE})
    body = Document.of(
        [
            Paragraph((Run("One two "), Run("three", struck), Run(" 😀 four"))),
            PullQuote((Run("not these words"),)),
            Paragraph((Run("five six"),)),
        ]
    )
    pane.show_story(make_story(body))
    assert pane.copyfit.words == "5 words"
    field = named(pane, "Body")
    field.setFocus()
    press(field, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    field.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    labels = {each.accessibleName(): each for each in pane.copyfit.findChildren(QLabel)}
    qtbot.waitUntil(lambda: labels["Length of the selection"].text() == "4 selected")
    press(field, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: labels["Length of the selection"].text() == "")
    press(field, " seven")
    qtbot.waitUntil(lambda: pane.copyfit.words == "6 words")


def test_titles_say_what_there_is_room_for_and_stop_nobody(
    pane: WritingPane, make_story: StoryMaker, press: Pressing
) -> None:
    pane.show_story(make_story(headline="Seventeen letters", deck="one two three"))
    labels = {each.accessibleName(): each for each in pane.findChildren(QLabel)}
    headline, deck = labels["Characters in the headline"], labels["Characters in the deck"]
    pane.show_limits(TitleLimits(Limit(18), Limit(2, Unit.WORDS)))
    assert headline.text() == "17 of 18"
    assert deck.text() == "3 of 2 words, 1 too many"
    assert deck.property("role") == "warning-small"
    field = named(pane, "Headline")
    field.moveCursor(QTextCursor.MoveOperation.End)
    press(field, " more")
    assert headline.text() == "22 of 18, 4 too long"
    assert pane.edit().headline == "Seventeen letters more"
    pane.show_limits(TitleLimits(Limit(0), Limit(0)))
    assert headline.text() == "22"
