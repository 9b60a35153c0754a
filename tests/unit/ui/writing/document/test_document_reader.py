"""Document -> editor -> document is identity."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from editor.story.document import Document, Heading, Paragraph, PhotoBlock
from editor.story.runs import Mark, Run
from editor.ui.writing.document.document_reader import read_document, read_selection
from editor.ui.writing.document.document_writer import write_document
from editor.ui.writing.document.lines import Kind, Shape, flattened
from editor.ui.writing.document.shapes import block_format, photo_format
from tests.documents import documents

pytestmark = pytest.mark.usefixtures("qapp")


def written(document: Document) -> QTextDocument:
    text = QTextDocument()
    write_document(flattened(document)[0], text)
    return text


@settings(max_examples=120, deadline=None)
@given(documents)
def test_what_is_written_is_read_back(document: Document) -> None:
    assert read_document(written(document)) == document


def test_a_body_without_blocks_is_not_an_empty_paragraph() -> None:
    assert read_document(written(Document())) == Document()
    assert read_document(written(Document((Paragraph(),)))) == Document((Paragraph(),))


def test_every_character_of_the_trade_survives() -> None:
    words = "e\u0301 é 10\u00a0km — “x” 中文字 𠮷 😀👩🏽‍🌾 שלום \u200d ß ﬁ\nnext line"
    document = Document.of([Paragraph((Run(words, frozenset({Mark.BOLD})),))])
    assert read_document(written(document)) == document


def test_what_an_input_of_qt_cannot_keep_in_a_page_is_left_out() -> None:
    text = QTextDocument()
    QTextCursor(text).insertText("a\u0007b\ufffdc")
    assert read_document(text) == Document.from_paragraphs(["abc"])


def test_bold_words_in_a_heading_are_told_from_the_heading() -> None:
    heading = Heading(2, (Run("plain "), Run("bold", frozenset({Mark.BOLD}))))
    document = Document((heading,))
    assert read_document(written(document)) == document


def test_a_photo_that_stands_among_words_is_a_block_of_its_own() -> None:
    text = QTextDocument()
    cursor = QTextCursor(text)
    cursor.insertText("before ", QTextCharFormat())
    cursor.insertText("\ufffc", photo_format("p1"))
    cursor.insertText(" after", QTextCharFormat())
    assert read_document(text).blocks == (
        Paragraph((Run("before "),)),
        PhotoBlock("p1"),
        Paragraph((Run(" after"),)),
    )


def test_a_line_that_lost_its_photo_is_a_paragraph() -> None:
    text = QTextDocument()
    cursor = QTextCursor(text)
    cursor.setBlockFormat(block_format(Shape(Kind.PHOTO)))
    cursor.insertText("words")
    assert read_document(text).blocks == (Paragraph((Run("words"),)),)


def test_foreign_formats_say_nothing() -> None:
    text = QTextDocument()
    style = QTextBlockFormat()
    style.setHeadingLevel(1)
    cursor = QTextCursor(text)
    cursor.setBlockFormat(style)
    cursor.insertText("words")
    assert read_document(text).blocks == (Paragraph((Run("words"),)),)


@settings(max_examples=40, deadline=None)
@given(documents)
def test_selecting_everything_reads_everything(document: Document) -> None:
    framed = Document.of((*Document.from_paragraphs(["first"]).blocks, *document.blocks))
    framed = framed.append(Paragraph((Run("last"),)))
    source = written(framed)
    cursor = QTextCursor(source)
    cursor.select(QTextCursor.SelectionType.Document)
    assert read_selection(cursor) == framed


@given(st.text(alphabet="a😀中e\u0301 ", min_size=1, max_size=10), st.data())
def test_a_selection_within_a_line_is_read_as_a_paragraph(text: str, data: st.DataObject) -> None:
    document = Document.of([Heading(3, (Run(text),))])
    words = document.text
    if not words:
        return
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    source = written(document)
    cursor = QTextCursor(source)
    cursor.setPosition(len(words[:start].encode("utf-16-le")) // 2)
    cursor.setPosition(len(words[:end].encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
    assert read_selection(cursor) == Document.of([Paragraph((Run(words[start:end]),))])


def test_a_selection_that_only_reaches_the_next_line_leaves_it_out() -> None:
    source = written(Document.from_paragraphs(["one", "two"]))
    cursor = QTextCursor(source)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    assert read_selection(cursor) == Document.from_paragraphs(["one"])
