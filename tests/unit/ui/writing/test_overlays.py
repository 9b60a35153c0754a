"""Colours laid over the words, and what is painted with a letter."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

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


class _Painted(QObject):
    """Who is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.who: set[QObject] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.who.add(watched)
        return False


def test_a_letter_paints_the_text_and_nothing_below_it(qtbot: QtBot, body: BodyField) -> None:
    body.show_document(Document.from_paragraphs(["one"]))
    painted = _Painted()
    for each in (body.viewport(), body, body.parentWidget()):
        each.installEventFilter(painted)
    for letter in "We":
        painted.who.clear()
        qtbot.keyClicks(body, letter)
        qtbot.waitUntil(lambda: bool(painted.who))
    assert painted.who == {body.viewport()}
