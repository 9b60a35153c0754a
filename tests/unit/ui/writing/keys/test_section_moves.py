"""A section changes places with its neighbour, as one step, or not at all."""

from hypothesis import given, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from editor.story.document import Divider, Document, Heading, Paragraph, Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.keys.section_moves import move_section
from editor.ui.writing.writing_pane import WritingPane
from tests.documents import documents
from tests.unit.ui.writing.conftest import StoryMaker


def h(level: int, text: str) -> Heading:
    return Heading(level, (Run(text),))


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


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
