"""The lines of tables and the ground of their headers, painted under the words.

Painted for the rows in view only and in the theme's colours; nothing of it is in the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QObject, QRectF
from PySide6.QtGui import QPainter, QPen, QTextCursor, QTextTable
from PySide6.QtWidgets import QTextEdit

from editor.ui.theme import Theme
from editor.ui.writing.line_commands import selected_cells
from editor.ui.writing.lines import Kind
from editor.ui.writing.shapes import CELL_PADDING, goes_on, is_cell, shape_of
from editor.ui.writing.table_commands import selected_table


@dataclass(frozen=True, slots=True)
class _Row:
    """One row in pixels of the document; `lefts` are where its cells begin."""

    number: int
    top: float
    bottom: float
    lefts: tuple[float, ...]
    right: float
    headers: tuple[bool, ...]

    def cells(self) -> Iterator[tuple[QRectF, bool]]:
        rights = (*self.lefts[1:], self.right)
        for left, right, header in zip(self.lefts, rights, self.headers, strict=True):
            yield QRectF(left, self.top, right - left, self.bottom - self.top), header


@dataclass(frozen=True, slots=True)
class _Selected:
    """The cells of one table, by its first position, that are selected together."""

    start: int = -1
    rows: range = range(0)
    columns: range = range(0)

    def has(self, start: int, row: int, column: int) -> bool:
        return start == self.start and row in self.rows and column in self.columns


class TableGrid(QObject):
    """Paints the tables of one editor."""

    def __init__(self, editor: QTextEdit, theme: Theme) -> None:
        super().__init__(editor)
        self._shown = _Selected()
        editor.selectionChanged.connect(self._follow)
        self._editor = editor
        self._theme = theme

    def paint(self, dirty: QRectF) -> None:
        """Paints what is in a part of the viewport, in its pixels, before the words."""
        tables = self._rows_in_view(dirty)
        if not tables:
            return
        selected = self._selected()
        painter = QPainter(self._editor.viewport())
        painter.translate(0, -self._editor.verticalScrollBar().value())
        for start, rows in tables.items():
            for row in rows:
                self._paint_row(painter, row, start, selected)
        painter.end()

    def _follow(self) -> None:
        """Qt paints the words of selected cells anew, not the cells."""
        selected = self._selected()
        if selected != self._shown:
            self._shown = selected
            self._editor.viewport().update()

    def _selected(self) -> _Selected:
        cursor = self._editor.textCursor()
        if cursor.hasComplexSelection():
            top, rows, left, columns = selected_cells(cursor)
            start = cursor.currentTable().firstPosition()
            return _Selected(start, range(top, top + rows), range(left, left + columns))
        table = selected_table(cursor)
        if table is None:
            return _Selected()
        return _Selected(table.firstPosition(), range(table.rows()), range(table.columns()))

    def _rows_in_view(self, dirty: QRectF) -> dict[int, list[_Row]]:
        """The rows to be painted by the first position of their table."""
        found: dict[int, list[_Row]] = {}
        document = self._editor.document()
        layout = document.documentLayout()
        bottom = dirty.bottom() + self._editor.verticalScrollBar().value() + CELL_PADDING
        block = self._editor.cursorForPosition(dirty.topLeft().toPoint()).block()
        while block.isValid() and layout.blockBoundingRect(block).top() <= bottom:
            table = QTextCursor(block).currentTable() if is_cell(block) else None
            if table is None:
                block = block.next()
                continue
            # The row above too: what is to be painted may begin in the ground below its words.
            first = max(0, table.cellAt(block.position()).row() - 1)
            found[table.firstPosition()] = list(self._rows(table, first, bottom))
            block = document.findBlock(table.lastPosition() + 1)
        return found

    def _rows(self, table: QTextTable, first: int, bottom: float) -> Iterator[_Row]:
        """The rows of a table from one on, as far as they begin above `bottom`."""
        layout = self._editor.document().documentLayout()
        starts = [table.cellAt(0, each).firstCursorPosition() for each in range(table.columns())]
        lefts = tuple(
            round(layout.blockBoundingRect(start.block()).left()) - CELL_PADDING - 0.5
            for start in starts
        )
        right = lefts[0] + round(layout.frameBoundingRect(table).width())
        block = table.cellAt(first, 0).firstCursorPosition().block()
        top = self._top(table, first)
        for number in range(first, table.rows()):
            if top > bottom:
                return
            headers: list[bool] = []
            for _ in lefts:
                headers.append(shape_of(block).kind is Kind.HEAD_CELL)
                block = block.next()
                while goes_on(block):
                    block = block.next()
            below = self._top(table, number + 1)
            yield _Row(number, top, below, lefts, right, tuple(headers))
            top = below

    def _top(self, table: QTextTable, row: int) -> float:
        """Where a row begins; of the row behind the last one, where the table ends."""
        layout = self._editor.document().documentLayout()
        if row == table.rows():
            margins = table.format().topMargin() + table.format().bottomMargin()
            height = layout.frameBoundingRect(table).height() - margins
            return self._top(table, 0) + round(height)
        block = table.cellAt(row, 0).firstCursorPosition().block()
        return round(layout.blockBoundingRect(block).top()) - CELL_PADDING - 0.5

    def _paint_row(self, painter: QPainter, row: _Row, start: int, selected: _Selected) -> None:
        for column, (cell, header) in enumerate(row.cells()):
            if selected.has(start, row.number, column):
                painter.fillRect(cell, self._theme.color("accent-soft"))
            elif header:
                painter.fillRect(cell, self._theme.color("panel"))
        painter.setPen(QPen(self._theme.color("line-strong"), 1))
        for left in (*row.lefts, row.right):
            painter.drawLine(QLineF(left, row.top, left, row.bottom))
        for line in (row.top, row.bottom):
            painter.drawLine(QLineF(row.lefts[0], line, row.right, line))
