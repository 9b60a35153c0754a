"""Rows and columns come and go without Qt's first row and column ever doing so.

A cursor at the end of the line before a table stands at the very place where Qt would put a new
first row: it is carried into the table, and whoever has a selection there (the editor itself, a
mark over a word that was found) makes Qt crash when it paints. So a first row is made below the
old one and the words change places, and it is deleted by taking in the words of the next.
"""

from collections.abc import Iterable

from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable, QTextTableCell

from editor.story.document import Run, Runs
from editor.ui.writing.document.document_reader import read_block
from editor.ui.writing.document.document_writer import insert_runs, shape_block
from editor.ui.writing.document.lines import Kind, Shape
from editor.ui.writing.document.shapes import shape_of


def add_row(table: QTextTable, row: int, headers: list[bool]) -> None:
    """An empty row that becomes number `row`, within an edit block of the caller's."""
    table.insertRows(max(1, row), 1)
    if not row:
        _move(table, [((0, column), (1, column)) for column in range(table.columns())])
    for column, header in enumerate(headers):
        shape_cell(table, row, column, header=header)


def add_column(table: QTextTable, column: int, headers: list[bool]) -> None:
    """An empty column that becomes number `column`; `headers` from the top."""
    table.insertColumns(max(1, column), 1)
    if not column:
        _move(table, [((row, 0), (row, 1)) for row in range(table.rows())])
    for row, header in enumerate(headers):
        shape_cell(table, row, column, header=header)


def take_rows(table: QTextTable, first: int, count: int) -> None:
    """Takes away rows, but not all there are."""
    if not first:
        _move(table, [((count, column), (0, column)) for column in range(table.columns())])
    table.removeRows(max(1, first), count)


def take_columns(table: QTextTable, first: int, count: int) -> None:
    if not first:
        _move(table, [((row, count), (row, 0)) for row in range(table.rows())])
    table.removeColumns(max(1, first), count)


def shape_cell(table: QTextTable, row: int, column: int, *, header: bool) -> None:
    """Qt makes new cells as plain blocks."""
    kind = Kind.HEAD_CELL if header else Kind.CELL
    shape_block(table.cellAt(row, column).firstCursorPosition(), Shape(kind))


def fill_cell(cell: QTextTableCell, runs: Runs) -> None:
    """These words in place of what the cell has."""
    inside = cell.firstCursorPosition()
    inside.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    inside.removeSelectedText()
    insert_runs(inside, shape_of(inside.block()).kind, runs)


Places = tuple[tuple[int, int], tuple[int, int]]


def _move(table: QTextTable, moves: Iterable[Places]) -> None:
    """Words and shapes of cells to other cells; where they were nothing is left."""
    for source, target in moves:
        cell, other = table.cellAt(*source), table.cellAt(*target)
        runs, shape = _runs(cell), shape_of(_first(cell))
        fill_cell(other, ())
        shape_block(other.firstCursorPosition(), shape)
        fill_cell(other, runs)
        fill_cell(cell, ())


def _first(cell: QTextTableCell) -> QTextBlock:
    return cell.firstCursorPosition().block()


def _runs(cell: QTextTableCell) -> Runs:
    runs: list[Run] = []
    block, last = _first(cell), cell.lastPosition()
    while block.isValid() and block.position() <= last:
        (line,) = read_block(block)
        runs += [Run("\n"), *line.runs] if runs else line.runs
        block = block.next()
    return tuple(runs)
