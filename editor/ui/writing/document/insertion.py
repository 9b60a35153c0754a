"""Puts a body, or a part of one, into the text at the caret as one undo step.

The words go in as they are; their look is that of the lines they come to stand in. Where another
body takes the place of the one looked at, only the blocks that differ are written, and what comes
out is compared with what was meant: where it is anything else, the body is written whole.
"""

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor, QTextDocument

from editor.story.document import Block, Document, Paragraph, Table, block_placements, block_runs
from editor.story.runs import Run
from editor.ui.writing.document.document_writer import (
    fill_block,
    insert_runs,
    one_step,
    open_block,
    shape_block,
    write_lines,
)
from editor.ui.writing.document.lines import NOTHING, Kind, Line, Shape, flattened
from editor.ui.writing.document.shapes import (
    OBJECT,
    block_format,
    char_format,
    is_cell,
    says_nothing,
    shape_of,
)
from editor.ui.writing.keys.line_commands import (
    has_cells,
    insert_object,
    is_object_block,
    remove_block,
    restyle,
)
from editor.ui.writing.keys.typing_rules import leave_object, remove_selected
from editor.ui.writing.tables.table_commands import (
    fill_cells,
    insert_table,
    leave_table,
    to_first_cell,
)
from editor.ui.writing.undo_line import TextStep

if TYPE_CHECKING:
    from editor.ui.writing.body_field import BodyField


def insert_document(cursor: QTextCursor, document: Document) -> None:
    """Replaces the selection; the cursor ends behind what came in.

    One paragraph goes in among the words. Of several, the first goes on with the line before
    the caret and the last with the words behind it; paragraphs that come into a list or a
    quote become items or paragraphs of it. A photo or a table alone never parts a sentence.
    In a cell cells fill cells, and everything else comes in as the lines of that cell.
    """
    if not document.blocks:
        return
    lines, _ = flattened(document)
    with one_step(cursor):
        if cursor.hasSelection():
            _clear_selected(cursor)
        if is_cell(cursor.block()) and _insert_in_table(cursor, document):
            return
        if is_object_block(cursor.block()) and not lines[0].shape.is_object:
            leave_object(cursor)
        if len(lines) == 1 and isinstance(document.blocks[0], Paragraph):
            insert_runs(cursor, shape_of(cursor.block()).kind, lines[0].runs)
        elif len(lines) == 1 and lines[0].shape.is_object:
            insert_object(cursor, lines[0])
        elif len(document.blocks) == 1 and isinstance(document.blocks[0], Table):
            insert_table(cursor, document.blocks[0])
        else:
            _insert_lines(cursor, lines)


def _clear_selected(cursor: QTextCursor) -> None:
    first = QTextCursor(cursor)
    to_first_cell(first)
    cells = has_cells(cursor)
    remove_selected(cursor)
    if cells:
        cursor.setPosition(first.position())


def _insert_in_table(cursor: QTextCursor, document: Document) -> bool:
    """False when there is nothing that could stand in a cell; the caret then is below."""
    match document.blocks:
        case (Table() as table,):
            if not fill_cells(cursor, table):
                insert_table(cursor, table)
            return True
        case blocks if document.is_blank and any(block_placements(block) for block in blocks):
            leave_table(cursor)
            return False
        case blocks:
            lines = [runs for block in blocks for runs in block_runs(block)]
            kind = shape_of(cursor.block()).kind
            for index, runs in enumerate(lines):
                insert_runs(cursor, kind, (Run("\n"), *runs) if index else runs)
            return True


def _insert_lines(cursor: QTextCursor, lines: list[Line]) -> None:
    around = shape_of(cursor.block())
    behind = _split_off_rest(cursor)
    first, *others = (_adopted(line, around) for line in lines)
    replaced = QTextCursor(cursor)  # an empty line whose place a table takes
    _insert_first(cursor, first, around)
    write_lines(cursor, others, empty=False)
    if lines[-1].shape == NOTHING:
        remove_block(cursor)
    elif behind:
        _join_rest(cursor)
    if first.shape == NOTHING and replaced.block().length() == 1:
        remove_block(replaced)


def _insert_first(cursor: QTextCursor, first: Line, around: Shape) -> None:
    if first.shape == NOTHING:
        return
    if cursor.block().length() == 1:
        if first.shape != around or says_nothing(cursor.block()):
            shape_block(cursor, first.shape)
        fill_block(cursor, first)
    elif first.shape == around and not first.shape.is_object:
        insert_runs(cursor, around.kind, first.runs)
    else:
        open_block(cursor, first)
        fill_block(cursor, first)


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


def change_document(body: "BodyField", document: Document) -> bool:
    """Whether the body is that document now; if not, it is what it was."""
    if body.live.value() == document:
        return True
    return _change_part(body, document) or _change_whole(body, document)


def replace_blocks(body: "BodyField", first: int, last: int, blocks: tuple[Block, ...]) -> bool:
    """Blocks `first` to `last` of the body become those; False, and nothing done, where the
    editor would make anything else of it."""
    there, live, document = body.live.value().blocks, body.live, body.document()
    meant = Document((*there[:first], *blocks, *there[last:]))
    cursor = QTextCursor(document.findBlockByNumber(live.first_text_block(first)))
    if last < len(there):
        end = document.findBlockByNumber(live.first_text_block(last)).position() - 1
    else:
        end = document.characterCount() - 1

    def write() -> None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        insert_document(cursor, Document(blocks))

    return _tried(body, cursor, write, meant)


def _tried(
    body: "BodyField", cursor: QTextCursor, write: Callable[[], None], meant: Document
) -> bool:
    """Writes as one step; where something else came of it, as if nothing had been done."""
    line, document = body.undo_line, body.document()
    before = document.availableUndoSteps()
    steps: list[TextStep] = []
    with line.taking(steps) if line is not None else nullcontext(), one_step(cursor):
        write()
    if body.live.value() != meant:
        while document.availableUndoSteps() > before:
            body.step_back()
        document.clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)
        if line is not None:
            line.measure(body)
        return False
    for step in steps:
        assert line is not None
        line.accept(step)
    return True


def _change_part(body: "BodyField", document: Document) -> bool:
    old, new = body.live.value().blocks, document.blocks
    shorter = min(len(old), len(new))
    first = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    behind = next(
        (n for n in range(shorter - first) if old[-1 - n] != new[-1 - n]), shorter - first
    )
    # Both parts need a block: a neighbour that stays as it is goes along.
    if first + behind == shorter and first:
        first -= 1
    elif first + behind == shorter and behind:
        behind -= 1
    if first + behind >= shorter:
        return False
    return replace_blocks(body, first, len(old) - behind, new[first : len(new) - behind])


def _change_whole(body: "BodyField", document: Document) -> bool:
    cursor = QTextCursor(body.document())

    def write() -> None:
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        write_lines(cursor, flattened(document)[0])

    return _tried(body, cursor, write, document)
