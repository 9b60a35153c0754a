"""Sets a document value into an editor's text.

Writes through a cursor only, never through HTML or plain text, and never twice the same story:
what is on the screen is the editor's from then on.
"""

from collections.abc import Iterable

from PySide6.QtGui import QTextCursor, QTextDocument

from editor.story.document import Document, Runs
from editor.ui.writing.lines import PARAGRAPH, Kind, Line, flatten
from editor.ui.writing.shapes import (
    INDENT_WIDTH,
    OBJECT,
    block_format,
    char_format,
    divider_format,
    photo_format,
)


def write_document(document: Document, target: QTextDocument) -> None:
    """`target` must be empty; afterwards `read_document(target) == document`."""
    target.setIndentWidth(INDENT_WIDTH)
    cursor = QTextCursor(target)
    cursor.beginEditBlock()
    if document.blocks:
        write_lines(cursor, flatten(document))
    else:
        cursor.setBlockFormat(block_format(PARAGRAPH, nothing=True))
        cursor.setBlockCharFormat(char_format(Kind.PARAGRAPH))
    cursor.endEditBlock()


def write_lines(cursor: QTextCursor, lines: Iterable[Line]) -> None:
    """The first line fills the empty block at the cursor, each other one a block of its own."""
    for index, line in enumerate(lines):
        if index:
            open_block(cursor, line)
        else:
            cursor.setBlockFormat(block_format(line.shape))
            cursor.setBlockCharFormat(char_format(line.shape.kind))
        fill_block(cursor, line)


def open_block(cursor: QTextCursor, line: Line) -> None:
    cursor.insertBlock(block_format(line.shape), char_format(line.shape.kind))


def fill_block(cursor: QTextCursor, line: Line) -> None:
    if line.shape.kind is Kind.PHOTO:
        cursor.insertText(OBJECT, photo_format(line.placement))
    elif line.shape.kind is Kind.DIVIDER:
        cursor.insertText(OBJECT, divider_format())
    else:
        insert_runs(cursor, line.shape.kind, line.runs)


def insert_runs(cursor: QTextCursor, kind: Kind, runs: Runs) -> None:
    """Runs into a line of `kind`; a line that takes no marks gets the words alone."""
    for run in runs:
        plain = kind is Kind.ATTRIBUTION
        style = char_format(kind) if plain else char_format(kind, run.marks, run.href)
        # A new line in text given to Qt would open a block; a forced break is U+2028.
        cursor.insertText(run.text.replace("\n", " " if plain else "\u2028"), style)
