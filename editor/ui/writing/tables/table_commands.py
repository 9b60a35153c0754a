"""What can be done to a table in the text: rows and columns come and go, headers, all of it.

Every command takes a caret in a cell and is one undo step. Qt's table objects are asked for
anew each time: undo makes others in their place.
"""

from collections.abc import Iterable
from itertools import product

from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable, QTextTableCell

from editor.story.document import MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, Document, Table
from editor.story.runs import Run, Runs
from editor.ui.writing.document.document_reader import cell_lines
from editor.ui.writing.document.document_writer import (
    insert_cells,
    insert_runs,
    one_step,
    shape_block,
)
from editor.ui.writing.document.lines import PARAGRAPH, Kind, Shape, flattened
from editor.ui.writing.document.shapes import (
    cell_block,
    is_head_cell,
    says_nothing,
    shape_of,
)
from editor.ui.writing.keys.line_commands import (
    has_cells,
    is_object_block,
    open_above,
    open_below,
    remove_block,
    reshape,
    selected_cells,
)

# A cursor at the end of the line before a table stands at the very place where Qt would put a new
# first row: it is carried into the table, and whoever has a selection there (the editor itself, a
# mark over a word that was found) makes Qt crash when it paints. So a first row or column is made
# behind the old one and the words change places, and it is deleted by taking in those of the next.


def add_row(table: QTextTable, row: int, headers: list[bool]) -> None:
    """An empty row that becomes number `row`, within an edit block of the caller's."""
    table.insertRows(max(1, row), 1)
    if not row:
        _move(table, [((0, column), (1, column)) for column in range(table.columns())])
    for column, header in enumerate(headers):
        _shape_cell(table, row, column, header=header)


def add_column(table: QTextTable, column: int, headers: list[bool]) -> None:
    """An empty column that becomes number `column`; `headers` from the top."""
    table.insertColumns(max(1, column), 1)
    if not column:
        _move(table, [((row, 0), (row, 1)) for row in range(table.rows())])
    for row, header in enumerate(headers):
        _shape_cell(table, row, column, header=header)


def take_rows(table: QTextTable, first: int, count: int) -> None:
    """Takes away rows, but not all there are."""
    if not first:
        _move(table, [((count, column), (0, column)) for column in range(table.columns())])
    table.removeRows(max(1, first), count)


def take_columns(table: QTextTable, first: int, count: int) -> None:
    if not first:
        _move(table, [((row, count), (row, 0)) for row in range(table.rows())])
    table.removeColumns(max(1, first), count)


def _shape_cell(table: QTextTable, row: int, column: int, *, header: bool) -> None:
    """Qt makes new cells as plain blocks."""
    shape_block(table.cellAt(row, column).firstCursorPosition(), _cell_shape(header=header))


def _cell_shape(*, header: bool) -> Shape:
    return Shape(Kind.HEAD_CELL if header else Kind.CELL)


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
        runs, shape = _runs(cell), shape_of(cell.firstCursorPosition().block())
        fill_cell(other, ())
        shape_block(other.firstCursorPosition(), shape)
        fill_cell(other, runs)
        fill_cell(cell, ())


def _runs(cell: QTextTableCell) -> Runs:
    runs: list[Run] = []
    for line in cell_lines(cell):
        runs += [Run("\n"), *line.runs] if runs else line.runs
    return tuple(runs)


def insert_table(cursor: QTextCursor, table: Table) -> None:
    """A table in normal form below the caret's line, or in place of an empty one.

    In a table it comes below that one. The caret ends in its first cell.
    """
    first, *others = (line for line in flattened(Document((table,)))[0] if line.shape.is_cell)
    with one_step(cursor):
        cursor.clearSelection()
        leave_table(cursor)
        _open_place(cursor)
        inside = QTextCursor(cursor)
        made, _ = insert_cells(cursor, first, iter(others))
        inside.setPosition(made.firstPosition())
        above = QTextCursor(cursor)
        above.setPosition(made.firstPosition() - 1)
        remove_block(cursor)
        remove_block(above)
    cursor.setPosition(inside.position())


def _open_place(cursor: QTextCursor) -> None:
    """The caret into an empty line: a table never parts a sentence."""
    block = cursor.block()
    if block.length() == 1 and not is_object_block(block):
        return
    if cursor.atBlockStart() and not is_object_block(block):
        open_above(cursor, PARAGRAPH)
    else:
        open_below(cursor)


def leave_table(cursor: QTextCursor) -> None:
    """A caret in a table goes to the start of the line below it."""
    if (table := cursor.currentTable()) is not None:
        cursor.setPosition(table.lastPosition() + 1)


# -- the table as a whole


def select_table(cursor: QTextCursor, cell: QTextBlock) -> None:
    """All of the table that a block is in, with nothing of the lines around it."""
    table = QTextCursor(cell).currentTable()
    cursor.setPosition(table.firstPosition() - 1)
    cursor.setPosition(table.lastPosition() + 1, QTextCursor.MoveMode.KeepAnchor)


def selected_table(cursor: QTextCursor) -> QTextTable | None:
    """The table that is selected as a whole, if nothing else is."""
    if not cursor.hasSelection() or has_cells(cursor):
        return None
    inside = QTextCursor(cursor.document())
    inside.setPosition(cursor.selectionStart() + 1)
    table = inside.currentTable()
    if table is None or table.firstPosition() != cursor.selectionStart() + 1:
        return None
    return table if table.lastPosition() + 1 == cursor.selectionEnd() else None


def delete_table(cursor: QTextCursor) -> None:
    """Takes the table of the caret, or the selected one, away; the lines around it stay two."""
    table = selected_table(cursor) or cursor.currentTable()
    start, end = table.firstPosition() - 1, table.lastPosition() + 1
    document = cursor.document()
    before, behind = document.findBlock(start), document.findBlock(end)
    line_before, line_behind = not says_nothing(before), not says_nothing(behind)
    look, style = behind.blockFormat(), behind.charFormat()
    with one_step(cursor):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if line_before and line_behind:
            cursor.insertBlock(look, style)
        elif line_behind:
            cursor.setBlockFormat(look)
            cursor.setBlockCharFormat(style)


# -- rows and columns


def insert_row(cursor: QTextCursor, *, below: bool) -> bool:
    """An empty row beside the caret's; False when the table can have no more."""
    table, row, column = _place(cursor)
    if table.rows() >= MAX_TABLE_ROWS:
        return False
    headers = _headers_of_new_row(table, row)
    row += below
    with one_step(cursor):
        cursor.clearSelection()
        add_row(table, row, headers)
    _go_to(cursor, table, row, column)
    return True


def _headers_of_new_row(table: QTextTable, row: int) -> list[bool]:
    """A new row has headers where the rows of words have them; it is never all headers."""
    rows = [headers_of(table, each) for each in (row, row + 1, row - 1) if 0 <= each < table.rows()]
    return next((row for row in rows if not all(row)), [False] * table.columns())


def insert_column(cursor: QTextCursor, *, right: bool) -> bool:
    """An empty column beside the caret's; False when the table can have no more."""
    table, row, column = _place(cursor)
    if table.columns() >= MAX_TABLE_COLUMNS:
        return False
    one = table.columns() == 1
    rows = range(table.rows())
    headers = [all(headers_of(table, row)) and not (one and row) for row in rows]
    column += right
    with one_step(cursor):
        cursor.clearSelection()
        add_column(table, column, headers)
    _go_to(cursor, table, row, column)
    return True


def delete_row(cursor: QTextCursor) -> None:
    """The caret's row, or those of the selected cells; all of them take the table with them."""
    rows, columns = _area(cursor)
    table = cursor.currentTable()
    if table.rows() == len(rows):
        delete_table(cursor)
        return
    with one_step(cursor):
        cursor.clearSelection()
        take_rows(table, rows.start, len(rows))
    _go_to(cursor, table, min(rows.start, table.rows() - 1), columns.start)


def delete_column(cursor: QTextCursor) -> None:
    """The caret's column, or those of the selected cells; all of them take the table with them."""
    rows, columns = _area(cursor)
    table = cursor.currentTable()
    if table.columns() == len(columns):
        delete_table(cursor)
        return
    with one_step(cursor):
        cursor.clearSelection()
        take_columns(table, columns.start, len(columns))
    _go_to(cursor, table, rows.start, min(columns.start, table.columns() - 1))


# -- headers


def has_header_row(table: QTextTable) -> bool:
    return all(headers_of(table, 0))


def has_header_column(table: QTextTable) -> bool:
    """Whether the first cell of every row names it; of the top row only where it is the one."""
    rows = range(1 if table.rows() > 1 else 0, table.rows())
    return all(is_head_cell(cell_block(table, row, 0)) for row in rows)


def toggle_header_row(cursor: QTextCursor) -> None:
    table, wanted = cursor.currentTable(), not has_header_row(cursor.currentTable())
    _set_headers(cursor, [(0, column) for column in range(table.columns())], header=wanted)


def toggle_header_column(cursor: QTextCursor) -> None:
    table, wanted = cursor.currentTable(), not has_header_column(cursor.currentTable())
    # The corner belongs to the header row where there is one.
    top = 1 if table.rows() > 1 and has_header_row(table) else 0
    _set_headers(cursor, [(row, 0) for row in range(top, table.rows())], header=wanted)


def _set_headers(cursor: QTextCursor, places: list[tuple[int, int]], *, header: bool) -> None:
    table = cursor.currentTable()
    with one_step(cursor):
        for row, column in places:
            reshape(cell_block(table, row, column), _cell_shape(header=header))


# -- from cell to cell


def next_cell(cursor: QTextCursor) -> bool:
    """The caret to the next cell; behind the last one a row is added. False when it cannot."""
    table, row, column = _place(cursor)
    if column + 1 < table.columns():
        _go_to(cursor, table, row, column + 1)
    elif row + 1 < table.rows():
        _go_to(cursor, table, row + 1, 0)
    else:
        if not insert_row(cursor, below=True):
            return False
        _go_to(cursor, cursor.currentTable(), row + 1, 0)
    return True


def previous_cell(cursor: QTextCursor) -> None:
    """The caret to the cell before; from the first one it stays."""
    table, row, column = _place(cursor)
    if column:
        _go_to(cursor, table, row, column - 1)
    elif row:
        _go_to(cursor, table, row - 1, table.columns() - 1)


def to_first_cell(cursor: QTextCursor) -> None:
    """Of selected cells to the first one, where what takes their place begins."""
    if has_cells(cursor):
        rows, columns = selected_cells(cursor)
        _go_to(cursor, cursor.currentTable(), rows.start, columns.start)


def fill_cells(cursor: QTextCursor, filling: Table) -> bool:
    """Cells over the caret's cell and those right of and below it, the table made larger.

    False, with nothing done, when it would become too large.
    """
    table, top, left = _place(cursor)
    rows, columns = len(filling.rows), filling.columns
    if top + rows > MAX_TABLE_ROWS or left + columns > MAX_TABLE_COLUMNS:
        return False
    with one_step(cursor):
        _grow(cursor, top + rows, left + columns)
        table = cursor.currentTable()
        for row, column in product(range(rows), range(columns)):
            cell = table.cellAt(top + row, left + column)
            fill_cell(cell, filling.rows[row][column].runs)
    _go_to(cursor, table, top + rows - 1, left + columns - 1)
    return True


def _grow(cursor: QTextCursor, rows: int, columns: int) -> None:
    last = QTextCursor(cursor)
    while (table := cursor.currentTable()).rows() < rows:
        _go_to(last, table, table.rows() - 1, 0)
        insert_row(last, below=True)
    while (table := cursor.currentTable()).columns() < columns:
        _go_to(last, table, 0, table.columns() - 1)
        insert_column(last, right=True)


# -- inside


def _place(cursor: QTextCursor) -> tuple[QTextTable, int, int]:
    """The table, the row and the column of the caret."""
    table = cursor.currentTable()
    cell = table.cellAt(cursor.position())
    return table, cell.row(), cell.column()


def _area(cursor: QTextCursor) -> tuple[range, range]:
    """Rows and columns of the selected cells, or of the caret's."""
    if has_cells(cursor):
        return selected_cells(cursor)
    _, row, column = _place(cursor)
    return range(row, row + 1), range(column, column + 1)


def headers_of(table: QTextTable, row: int) -> list[bool]:
    return [is_head_cell(cell_block(table, row, column)) for column in range(table.columns())]


def _go_to(cursor: QTextCursor, table: QTextTable, row: int, column: int) -> None:
    cursor.setPosition(table.cellAt(row, column).lastCursorPosition().position())
