"""New words into an editor's text at the place of a hit, and a hit into view."""

from PySide6.QtGui import QTextCursor

from editor.story.matching import Match
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.editing_actions import Field


def put_words(cursor: QTextCursor, field: Field, block_number: int, match: Match) -> None:
    """New words in the look, the marks and the link of the first letter they stand for."""
    block = field.document().findBlockByNumber(block_number)
    start, end = block.position() + match.start, block.position() + match.end
    cursor.setPosition(min(start + 1, end))
    style = cursor.charFormat()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    breaks = "\u2028" if isinstance(field, BodyField) else " "
    cursor.insertText(match.replacement.replace("\n", breaks), style)


def bring_into_view(field: BodyField, cursor: QTextCursor) -> None:
    """A hit out of view comes into the upper third, with the words before it."""
    place = field.cursorRect(cursor)
    if place.top() < 0 or place.bottom() > field.viewport().height():
        bar = field.verticalScrollBar()
        bar.setValue(bar.value() + place.top() - field.viewport().height() // 3)
