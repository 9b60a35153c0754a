"""The headings beside the text: they follow it, mark where one is, and lead there."""

import pytest
from hypothesis import given, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from editor.language.typing_habits import TypingHabits
from editor.story.document import Divider, Document, Heading, Paragraph
from editor.story.runs import Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.outline import move_section
from editor.ui.writing.writing_pane import WritingPane
from tests.documents import documents
from tests.unit.ui.writing.conftest import StoryMaker
from tests.unit.ui.writing.keys.test_body_typing import type_in


def h(level: int, text: str) -> Heading:
    return Heading(level, (Run(text),))


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


LONG = Document.of(
    [p("lead"), h(2, "One"), *[p(f"words {n}") for n in range(40)], h(3, "Inner"), p("end")]
)


@pytest.fixture
def open_pane(pane: WritingPane, make_story: StoryMaker) -> WritingPane:
    pane.follow_habits(TypingHabits.of({}, {}))
    pane.show_story(make_story(LONG))
    pane.actions()["outline"].trigger()
    return pane


def listed(pane: WritingPane) -> list[str]:
    rows = headings(pane)
    return [rows.item(row).text() for row in range(rows.count())]


def headings(pane: WritingPane) -> QListWidget:
    found = pane.outline.findChild(QListWidget)
    assert isinstance(found, QListWidget)
    return found


def body_of(pane: WritingPane) -> BodyField:
    found = pane.findChild(BodyField)
    assert isinstance(found, BodyField)
    return found


def test_it_comes_and_goes_and_the_text_keeps_its_column(open_pane: WritingPane) -> None:
    assert open_pane.outline.isVisible()
    assert listed(open_pane) == ["One", "    Inner"]
    assert body_of(open_pane).mapTo(open_pane, body_of(open_pane).rect().topLeft()).x() > 100
    open_pane.actions()["outline"].trigger()
    assert open_pane.outline.isHidden()
    assert body_of(open_pane).mapTo(open_pane, body_of(open_pane).rect().topLeft()).x() == 0


def test_a_click_goes_there_and_the_current_one_is_marked(
    qtbot: QtBot, open_pane: WritingPane
) -> None:
    rows, body = headings(open_pane), body_of(open_pane)
    assert rows.currentRow() == -1
    place = rows.visualItemRect(rows.item(1)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert body.textCursor().block().text() == "Inner"
    assert body.viewport().rect().contains(body.cursorRect())
    assert body.hasFocus()
    QTest.keyClick(body, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: rows.currentRow() == -1)
    QTest.keyClick(body, Qt.Key.Key_Down)
    QTest.keyClick(body, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: rows.currentRow() == 0)
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert body.textCursor().block().text() == "Inner"


def test_it_follows_the_text(qtbot: QtBot, open_pane: WritingPane) -> None:
    body = body_of(open_pane)
    body.setFocus()
    type_in(body, "## Zero\n")
    qtbot.waitUntil(lambda: listed(open_pane) == ["Zero", "One", "    Inner"])
    body.undo()
    body.undo()
    qtbot.waitUntil(lambda: listed(open_pane)[0] != "Zero")


def test_another_story_has_other_headings(open_pane: WritingPane, make_story: StoryMaker) -> None:
    open_pane.show_story(make_story(Document.of([p("nothing")]), story_id="2" * 32))
    assert listed(open_pane) == []
    assert headings(open_pane).isHidden()
    open_pane.show_story(make_story(Document.of([h(2, "Other")]), story_id="3" * 32))
    assert listed(open_pane) == ["Other"]


def test_it_gives_way_in_a_narrow_pane_and_says_so(qtbot: QtBot, open_pane: WritingPane) -> None:
    open_pane.resize(400, 600)
    body = body_of(open_pane)
    left = body.mapTo(open_pane, body.rect().topLeft()).x()
    assert open_pane.outline.width() == 0
    assert 0 <= left < 40
    assert left + body.width() <= open_pane.width()
    said: list[str] = []
    open_pane.pasted.connect(said.append)
    open_pane.actions()["outline"].trigger()
    open_pane.actions()["outline"].trigger()
    assert said == ["No room for the outline here; hide a panel to see it."]
    open_pane.resize(900, 600)
    qtbot.waitUntil(lambda: open_pane.outline.width() == 210)
    assert listed(open_pane) == ["One", "    Inner"]


LEAD, ONE, INNER, TWO = p("lead"), h(2, "One"), h(3, "Inner"), h(2, "Two")
STORY = Document((LEAD, ONE, p("1"), INNER, p("i"), TWO, Divider(), p("2")))
MOVED = (LEAD, TWO, Divider(), p("2"), ONE, p("1"), INNER, p("i"))


def test_a_section_goes_with_all_that_stands_under_it(body: BodyField) -> None:
    body.show_document(STORY)
    assert move_section(body, 1, down=True) == 4
    assert body.live.value().blocks == MOVED
    body.undo()
    assert body.live.value() == STORY
    assert move_section(body, 5, down=False) == 1
    assert body.live.value().blocks == MOVED
    body.undo()
    assert not body.document().isUndoAvailable()


def test_it_does_not_leave_the_section_around_it(body: BodyField) -> None:
    body.show_document(STORY)
    assert move_section(body, 3, down=True) is None
    assert move_section(body, 3, down=False) is None
    assert move_section(body, 1, down=False) is None
    assert move_section(body, 5, down=True) is None
    assert body.live.value() == STORY


# Three documents at once are much to make: the strategy's own filters may be unlucky.
@settings(max_examples=60)
@given(documents, documents, documents)
def test_it_is_done_exactly_or_not_at_all(
    body: BodyField, lead: Document, one: Document, two: Document
) -> None:
    first = tuple(b for b in one.blocks if not isinstance(b, Heading))
    second = tuple(b for b in two.blocks if not isinstance(b, Heading))
    story = Document.of((*lead.blocks, h(2, "One"), *first, h(2, "Two"), *second))
    body.show_document(story)
    shown = body.live.value()
    start = shown.blocks.index(h(2, "One"))
    middle = shown.blocks.index(h(2, "Two"))
    if move_section(body, start, down=True) is not None:
        exchanged = (*shown.blocks[middle:], *shown.blocks[start:middle])
        assert body.live.value().blocks == (*shown.blocks[:start], *exchanged)
        body.undo()
    assert body.live.value() == shown


def test_alt_and_an_arrow_move_it_in_the_outline(pane: WritingPane, make_story: StoryMaker) -> None:
    pane.show_story(make_story(STORY))
    pane.actions()["outline"].trigger()
    rows = pane.outline.findChild(QListWidget)
    assert isinstance(rows, QListWidget)
    rows.setFocus()
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert pane.edit().body.blocks == MOVED
    assert [rows.item(row).text().strip() for row in range(3)] == ["Two", "One", "Inner"]
    assert rows.currentRow() == 1
    assert rows.hasFocus()
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert pane.edit().body == STORY
