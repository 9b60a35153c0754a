"""Numbers of ordered items."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from editor.story.document import Document, ListBlock, ListItem, Paragraph
from editor.story.runs import Run
from editor.ui.theme import Theme
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.document_writer import write_document
from editor.ui.writing.document.line_signs import LineSigns, ListNumbers
from editor.ui.writing.document.lines import Kind, flattened
from editor.ui.writing.document.shapes import is_cell, is_paragraph, shape_of
from editor.ui.writing.keys.line_commands import set_kind
from tests.documents import documents
from tests.unit.ui.writing.conftest import Pressing

pytestmark = pytest.mark.usefixtures("qapp")


def item(text: str, *lists: ListBlock) -> ListItem:
    return ListItem((Run(text),), lists)


def numbers(document: Document, backwards: bool) -> list[int]:
    text = QTextDocument()
    write_document(flattened(document)[0], text)
    counted = ListNumbers()
    blocks = [text.findBlockByNumber(n) for n in range(text.blockCount())]
    found = {
        block.blockNumber(): counted.number(block)
        for block in (reversed(blocks) if backwards else blocks)
        if shape_of(block).kind is Kind.ORDERED
    }
    return [found[number] for number in sorted(found)]


@pytest.mark.parametrize("backwards", [False, True])
def test_items_are_counted_as_the_page_counts_them(backwards: bool) -> None:
    inner = ListBlock(True, (item("i"), item("ii")))
    bullets = ListBlock(False, (item("•"),))
    document = Document.of(
        [
            ListBlock(True, (item("1", inner), item("2", bullets, inner), item("3"))),
            Paragraph((Run("between"),)),
            ListBlock(True, (item("1"),)),
            bullets,
            ListBlock(True, (item("1"), item("2"))),
        ]
    )
    assert numbers(document, backwards) == [1, 1, 2, 2, 1, 2, 3, 1, 1, 2]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(document=documents, data=st.data())
def test_a_part_of_the_view_holds_every_line_that_stands_in_it_wherever_the_caret_is(
    body: BodyField, theme: Theme, document: Document, data: st.DataObject
) -> None:
    body.show_document(document)
    text, layout = body.document(), body.document().documentLayout()
    signs = LineSigns(body, theme, body.numbers)
    lines = [text.findBlockByNumber(n) for n in range(text.blockCount())]
    caret = data.draw(st.sampled_from(lines))
    body.setTextCursor(QTextCursor(caret))
    scrolled = body.verticalScrollBar().value()
    above = data.draw(st.integers(0, 40))
    top = layout.blockBoundingRect(caret).top() - scrolled - above
    area = QRectF(0, max(0, top), body.viewport().width(), data.draw(st.integers(1, 200)))
    area = area.intersected(QRectF(body.viewport().rect()))
    found = {block.blockNumber() for block in signs.blocks_in_view(area, cells=False)}
    for block in lines:
        box = layout.blockBoundingRect(block).translated(0, -scrolled)
        if not is_cell(block) and box.intersects(area):
            assert block.blockNumber() in found


STEPS = st.sampled_from(["letter", "enter", "back", "kind", "cut", "paste", "undo", "scroll"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(document=documents, steps=st.lists(st.tuples(STEPS, st.integers(0, 2_000)), max_size=12))
def test_the_lines_with_a_sign_are_known_whatever_was_done(
    body: BodyField, theme: Theme, document: Document, steps: list[tuple[str, int]]
) -> None:
    body.show_document(document)
    for step, place in steps:
        cursor = body.textCursor()
        if step == "letter":
            QTest.keyClicks(body, "x")
        elif step == "enter":
            QTest.keyClick(body, Qt.Key.Key_Return)
        elif step == "back":
            QTest.keyClick(body, Qt.Key.Key_Backspace)
        elif step == "kind":
            set_kind(cursor, [Kind.BULLET, Kind.QUOTE, Kind.PARAGRAPH][place % 3])
        elif step == "cut":
            QTest.keyClick(body, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
            body.remove_selection()
        elif step == "paste":
            cursor.insertText("one\ntwo " * (place % 9))
        elif step == "undo":
            body.undo()
        else:
            cursor.setPosition(place % body.document().characterCount())
            body.setTextCursor(cursor)
            body.ensureCursorVisible()
        if place % 3:  # else two things are done before it is painted
            known = [block.blockNumber() for block in body._signs.signed()]
            view = QRectF(body.viewport().rect())
            seen = body._signs.blocks_in_view(view, cells=False)
            assert {b.blockNumber() for b in seen if not is_paragraph(b)} <= set(known)
            assert not any(is_paragraph(block) for block in body._signs.signed())


def test_a_letter_that_begins_a_line_keeps_the_signs_of_all_lines_in_view(
    body: BodyField, press: Pressing
) -> None:
    lines = [item(f"Item {number} of a list that is longer than the view") for number in range(60)]
    body.show_document(Document.of((ListBlock(False, tuple(lines)),)))
    body.moveCursor(QTextCursor.MoveOperation.End)
    seen: set[int] = set()
    for _ in range(40):
        press(body, "several words ")
        QTest.qWait(0)
        view = QRectF(body.viewport().rect())
        seen = {block.blockNumber() for block in body._signs.blocks_in_view(view)}
        assert seen <= {block.blockNumber() for block in body._signs.signed()}
    assert len(seen) < 60, "not everything is looked through"
