"""A correction is one step back and keeps the look of the word it mends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from editor.language.lexicon import Lexicon
from editor.story.document import Document, Mark, Paragraph, Run
from editor.ui.theme import Theme
from editor.ui.words.corrections import Correction, correction_of, put
from editor.ui.writing.body_field import BodyField
from tests.unit.ui.words.conftest import laid_over, type_in, wait_read

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
