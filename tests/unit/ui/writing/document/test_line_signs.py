"""Numbers of ordered items."""

import pytest
from PySide6.QtGui import QTextDocument

from editor.story.document import Document, ListBlock, ListItem, Paragraph, Run
from editor.ui.writing.document.document_writer import write_document
from editor.ui.writing.document.line_signs import ListNumbers
from editor.ui.writing.document.lines import Kind
from editor.ui.writing.document.shapes import shape_of

pytestmark = pytest.mark.usefixtures("qapp")


def item(text: str, *lists: ListBlock) -> ListItem:
    return ListItem((Run(text),), lists)


def numbers(document: Document, backwards: bool) -> list[int]:
    text = QTextDocument()
    write_document(document, text)
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
