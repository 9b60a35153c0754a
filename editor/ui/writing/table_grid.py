"""The lines of tables and the ground of their headers, painted under the words.

Painted for the rows in view only and in the theme's colours; nothing of it is in the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen, QTextCursor, QTextTable
from PySide6.QtWidgets import QTextEdit

from editor.ui.theme import Theme
from editor.ui.writing.line_signs import LineSigns
from editor.ui.writing.lines import Kind
from editor.ui.writing.shapes import CELL_PADDING, is_cell, shape_of
from editor.ui.writing.table_commands import selected_table


@dataclass(frozen=True, slots=True)
class _Row:
    """One row in pixels of the document; `lefts` are where its cells begin."""

    top: float
    bottom: float
    lefts: tuple[float, ...]
    right: float
    headers: tuple[bool, ...]

    def cells(self) -> Iterator[tuple[QRectF, bool]]:
        rights = (*self.lefts[1:], self.right)
        for left, right, header in zip(self.lefts, rights, self.headers, strict=True):
            yield QRectF(left, self.top, right - left, self.bottom - self.top), header


class TableGrid:
    """Paints the tables of one editor."""

    def __init__(self, editor: QTextEdit, theme: Theme, signs: LineSigns) -> None:
        self._editor = editor
        self._theme = theme
        self._signs = signs

    def paint(self, dirty: QRectF) -> None:
        """Paints what is in a part of the viewport, in its pixels, before the words."""
        tables = self._rows_in_view(dirty)
        if not tables:
            return
        chosen = selected_table(self._editor.textCursor())
        selected = -1 if chosen is None else chosen.firstPosition()
        painter = QPainter(self._editor.viewport())
        painter.translate(0, -self._editor.verticalScrollBar().value())
        for start, rows in tables.items():
            for row in rows:
                self._paint_row(painter, row, selected=start == selected)
        painter.end()

    def _rows_in_view(self, dirty: QRectF) -> dict[int, list[_Row]]:
        """The rows to be painted by the first position of their table."""
        found: dict[int, list[_Row]] = {}
        seen: set[tuple[int, int]] = set()
        for block in self._signs.blocks_in_view(dirty):
            if not is_cell(block) or (table := QTextCursor(block).currentTable()) is None:
                continue
            start, number = table.firstPosition(), table.cellAt(block.position()).row()
            if (start, number) not in seen:
                seen.add((start, number))
                found.setdefault(start, []).append(self._row(table, number))
        return found

    def _row(self, table: QTextTable, number: int) -> _Row:
        layout = self._editor.document().documentLayout()
        columns = range(table.columns())
        blocks = [table.cellAt(number, each).firstCursorPosition().block() for each in columns]
        lefts = tuple(
            round(layout.blockBoundingRect(block).left()) - CELL_PADDING - 0.5 for block in blocks
        )
        return _Row(
            self._top(table, number),
            self._top(table, number + 1),
            lefts,
            lefts[0] + round(layout.frameBoundingRect(table).width()),
            tuple(shape_of(block).kind is Kind.HEAD_CELL for block in blocks),
        )

    def _top(self, table: QTextTable, row: int) -> float:
        """Where a row begins; of the row behind the last one, where the table ends."""
        layout = self._editor.document().documentLayout()
        if row == table.rows():
            margins = table.format().topMargin() + table.format().bottomMargin()
            height = layout.frameBoundingRect(table).height() - margins
            return self._top(table, 0) + round(height)
        block = table.cellAt(row, 0).firstCursorPosition().block()
        return round(layout.blockBoundingRect(block).top()) - CELL_PADDING - 0.5

    def _paint_row(self, painter: QPainter, row: _Row, *, selected: bool) -> None:
        ground = self._theme.color("accent-soft" if selected else "panel")
        for cell, header in row.cells():
            if header or selected:
                painter.fillRect(cell, ground)
        painter.setPen(QPen(self._theme.color("accent" if selected else "line-strong"), 1))
        for left in (*row.lefts, row.right):
            painter.drawLine(QLineF(left, row.top, left, row.bottom))
        for line in (row.top, row.bottom):
            painter.drawLine(QLineF(row.lefts[0], line, row.right, line))
