"""New words into an editor's text at the place of a hit, and a hit into view."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from PySide6.QtGui import QTextCursor

from editor.story.matching import Match
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.long_lines import part_line
from editor.ui.writing.document.one_step import one_step
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


def put_all_words(field: Field, found: Sequence[tuple[int, Match]]) -> None:
    """(block, hit) in order, all of them as one step."""
    cursor = QTextCursor(field.document())
    with one_step(cursor):
        # From the end, so that no place moves before its turn.
        for block_number, hits in groupby(reversed(found), key=itemgetter(0)):
            for _, match in hits:
                put_words(cursor, field, block_number, match)
            if isinstance(field, BodyField):
                part_line(field.document().findBlockByNumber(block_number))


def bring_into_view(field: BodyField, cursor: QTextCursor) -> None:
    """A hit out of view comes into the upper third, with the words before it."""
    place = field.cursorRect(cursor)
    if place.top() < 0 or place.bottom() > field.viewport().height():
        bar = field.verticalScrollBar()
        bar.setValue(bar.value() + place.top() - field.viewport().height() // 3)
