"""Colours laid over the words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.story.document import Blockquote, Document, Paragraph
from editor.story.runs import Run
from editor.ui.writing.body_field import BodyField
from tests.unit.ui.writing.conftest import Pressing


def inked(body: BodyField) -> list[str]:
    return [each.cursor.selectedText() for each in body.extraSelections()]


def test_links_and_names_under_quotes_are_inked(body: BodyField) -> None:
    linked = Paragraph((Run("see "), Run("here", href="https://a.example")))
    body.show_document(Document.of([linked, Blockquote((Paragraph(),), "Ms Zhao")]))
    assert inked(body) == ["here", "Ms Zhao"]


def test_what_others_lay_over_stays_when_links_change(body: BodyField) -> None:
    body.show_document(Document.from_paragraphs(["find me"]))
    found = QTextEdit.ExtraSelection()
    found.cursor = QTextCursor(body.document())
    found.cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor)
    body.overlays.lay("found", [found])
    body.overlays.refresh(force=True)
    assert inked(body) == ["find "]
    body.overlays.lay("found", [])
    assert inked(body) == []


def test_the_colour_of_a_link_does_not_grow_with_what_is_typed_behind_it(
    body: BodyField, press: Pressing
) -> None:
    body.show_document(Document.of((Paragraph((Run("here", href="https://a.example"),)),)))
    body.moveCursor(QTextCursor.MoveOperation.End)
    press(body, Qt.Key.Key_Return, "Noodles")
    body.overlays.refresh()
    assert inked(body) == ["here"]
