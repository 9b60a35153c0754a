"""How words come in at the caret."""

from PySide6.QtGui import QTextCursor

from editor.story.document import (
    Block,
    Blockquote,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
)
from editor.story.runs import Mark, Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.document_writer import one_step
from editor.ui.writing.document.insertion import insert_document
from editor.ui.writing.keys.typing_rules import mend_left_place

BOLD = frozenset({Mark.BOLD})


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def inserted(body: BodyField, before: list[Block], caret: int, *blocks: Block) -> Document:
    body.show_document(Document.of(before))
    cursor = body.textCursor()
    cursor.setPosition(caret)
    insert_document(cursor, Document.of(blocks))
    body.setTextCursor(cursor)
    # What is typed next stands behind what came in.
    body.insertPlainText("|")
    return body.live.value()


def test_one_paragraph_comes_in_among_the_words(body: BodyField) -> None:
    made = inserted(body, [p("onetwo")], 3, Paragraph((Run(" and ", BOLD),)))
    words = (Run("one"), Run(" and |", BOLD), Run("two"))
    assert made.blocks == (Paragraph(words),)


def test_one_paragraph_in_a_heading_stays_heading(body: BodyField) -> None:
    made = inserted(body, [Heading(2, (Run("head"),))], 2, p("xx"))
    assert made.blocks == (Heading(2, (Run("hexx|ad"),)),)


def test_several_paragraphs_go_on_with_the_words_around_them(body: BodyField) -> None:
    made = inserted(body, [p("onetwo")], 3, p(" a"), p("b"), p("c "))
    assert made.blocks == (p("one a"), p("b"), p("c |two"))


def test_paragraphs_in_a_list_become_items(body: BodyField) -> None:
    before: list[Block] = [ListBlock(True, (ListItem((Run("one"),)),))]
    made = inserted(body, before, 3, p(" a"), p("b"))
    items = (ListItem((Run("one a"),)), ListItem((Run("b|"),)))
    assert made.blocks == (ListBlock(True, items),)


def test_blocks_fill_an_empty_line(body: BodyField) -> None:
    heading = Heading(3, (Run("head"),))
    made = inserted(body, [Paragraph()], 0, heading, p("words"))
    assert made.blocks == (heading, p("words|"))


def test_a_heading_in_the_middle_of_words_parts_them(body: BodyField) -> None:
    heading = Heading(3, (Run("head"),))
    made = inserted(body, [p("onetwo")], 3, heading, PhotoBlock("p1"), p("b "))
    assert made.blocks == (p("one"), heading, PhotoBlock("p1"), p("b |two"))


def test_a_photo_alone_never_parts_a_sentence(body: BodyField) -> None:
    body.show_document(Document.of([p("onetwo")]))
    cursor = body.textCursor()
    cursor.setPosition(3)
    insert_document(cursor, Document.of([PhotoBlock("p1")]))
    assert body.live.value().blocks == (p("onetwo"), PhotoBlock("p1"))


def test_a_photo_that_was_dragged_away_leaves_no_empty_line(body: BodyField) -> None:
    before = Document.of([p("one"), PhotoBlock("p1"), p("two")])
    body.show_document(before)
    cursor = body.textCursor()
    cursor.setPosition(4)
    with one_step(cursor):
        cursor.deleteChar()
        mend_left_place(cursor, line_left=True)
    assert body.live.value().blocks == (p("one"), p("two"))
    body.undo()
    assert body.live.value() == before


def test_words_beside_a_photo_do_not_touch_it(body: BodyField) -> None:
    made = inserted(body, [PhotoBlock("p1")], 1, p("words"))
    assert made.blocks == (PhotoBlock("p1"), p("words|"))


def test_the_name_under_a_quote_takes_words_without_marks(body: BodyField) -> None:
    quote = Blockquote((p("said"),), "Ms Zhao")
    made = inserted(body, [quote], 12, Paragraph((Run(", farmer", BOLD, "https://a.example"),)))
    assert made.blocks == (Blockquote((p("said"),), "Ms Zhao, farmer|"),)


def test_nothing_changes_nothing(body: BodyField) -> None:
    body.show_document(Document.of([p("one")]))
    cursor = QTextCursor(body.document())
    cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    insert_document(cursor, Document())
    assert body.live.value() == Document.of([p("one")])
    assert not body.document().isUndoAvailable()
