"""Puts a body, or a part of one, into the text at the caret as one undo step.

The words go in as they are; their look is that of the lines they come to stand in.
"""

from PySide6.QtGui import QTextCursor

from editor.story.document import Document, Paragraph
from editor.ui.writing.document_writer import fill_block, insert_runs, open_block
from editor.ui.writing.line_commands import insert_object, is_object_block, restyle
from editor.ui.writing.lines import Kind, Line, Shape, flatten
from editor.ui.writing.one_step import one_step
from editor.ui.writing.shapes import OBJECT, block_format, char_format, shape_of
from editor.ui.writing.typing_rules import leave_object, mend


def insert_document(cursor: QTextCursor, document: Document) -> None:
    """Replaces the selection; the cursor ends behind what came in.

    One paragraph goes in among the words. Of several, the first goes on with the line before
    the caret and the last with the words behind it; paragraphs that come into a list or a
    quote become items or paragraphs of it. A photo alone never parts a sentence.
    """
    lines = list(flatten(document))
    if not lines:
        return
    with one_step(cursor):
        if cursor.hasSelection():
            cursor.removeSelectedText()
            mend(cursor)
        if is_object_block(cursor.block()) and not lines[0].shape.is_object:
            leave_object(cursor)
        if len(lines) == 1 and isinstance(document.blocks[0], Paragraph):
            insert_runs(cursor, shape_of(cursor.block()).kind, lines[0].runs)
        elif len(lines) == 1 and lines[0].shape.is_object:
            insert_object(cursor, lines[0])
        else:
            _insert_lines(cursor, lines)


def _insert_lines(cursor: QTextCursor, lines: list[Line]) -> None:
    around = shape_of(cursor.block())
    behind = _split_off_rest(cursor)
    lines = [_adopted(line, around) for line in lines]
    first, *others = lines
    if cursor.block().length() == 1:
        if first.shape != around:
            cursor.setBlockFormat(block_format(first.shape))
            cursor.setBlockCharFormat(char_format(first.shape.kind))
        fill_block(cursor, first)
    elif first.shape == around and not first.shape.is_object:
        insert_runs(cursor, around.kind, first.runs)
    else:
        open_block(cursor, first)
        fill_block(cursor, first)
    for line in others:
        open_block(cursor, line)
        fill_block(cursor, line)
    if behind:
        _join_rest(cursor)


def _split_off_rest(cursor: QTextCursor) -> bool:
    """Moves the words behind the caret into a block of their own; whether there were any."""
    if cursor.atBlockEnd():
        return False
    shape = shape_of(cursor.block())
    cursor.insertBlock(block_format(shape), char_format(shape.kind))
    cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
    return True


def _join_rest(cursor: QTextCursor) -> None:
    """Joins them again where the last line is of the same shape, or both are plain words."""
    rest = cursor.block().next()
    here, there = shape_of(cursor.block()), shape_of(rest)
    plain = here.kind is Kind.PARAGRAPH or here == there
    if not plain or OBJECT in cursor.block().text() or OBJECT in rest.text():
        return
    end = cursor.position()
    cursor.setPosition(rest.position(), QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    restyle(cursor.block())
    cursor.setPosition(end)


def _adopted(line: Line, around: Shape) -> Line:
    """A plain paragraph becomes one of the list or quote it is pasted into."""
    joins = around.is_list or around.kind is Kind.QUOTE
    if line.shape.kind is Kind.PARAGRAPH and joins:
        return Line(around, line.runs)
    return line
