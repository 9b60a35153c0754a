"""The lines of tables and the ground of their headers, painted under the words.

Painted for the rows in view only and in the theme's colours; nothing of it is in the text.
"""

from itertools import product

from PySide6.QtCore import QLineF, QObject, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextCursor, QTextTable
from PySide6.QtWidgets import QTextEdit

from editor.late import frozen
from editor.ui.theme import Theme
from editor.ui.widgets.text_field import cursor_under
from editor.ui.writing.document.shapes import (
    CELL_PADDING,
    cell_block,
    goes_on,
    is_cell,
    is_head_cell,
)
from editor.ui.writing.keys.line_commands import has_cells, selected_cells
from editor.ui.writing.tables.table_commands import selected_table


@frozen
class _Part:
    """Neighbouring rows of one table in pixels of the document.

    `tops` are where rows begin and where the last one ends, `lefts` the same of columns;
    `headers` are (row, column) counted in the table, as is `first`, the first row.
    """

    first: int
    tops: tuple[float, ...]
    lefts: tuple[float, ...]
    headers: frozenset[tuple[int, int]]

    def cell(self, row: int, column: int) -> QRectF:
        row -= self.first
        corner = QPointF(self.lefts[column], self.tops[row])
        return QRectF(corner, QPointF(self.lefts[column + 1], self.tops[row + 1]))

    def lines(self) -> list[QLineF]:
        across = [QLineF(self.lefts[0], top, self.lefts[-1], top) for top in self.tops]
        down = [QLineF(left, self.tops[0], left, self.tops[-1]) for left in self.lefts]
        return across + down


@frozen
class _Selected:
    """The cells of one table, by its first position, that are selected together."""

    start: int = -1
    rows: range = range(0)
    columns: range = range(0)

    def within(self, start: int, part: _Part) -> list[tuple[int, int]]:
        """Those of a part of the table that begins at `start`."""
        end = part.first + len(part.tops) - 1
        rows = range(max(part.first, self.rows.start), min(end, self.rows.stop))
        return list(product(rows, self.columns)) if start == self.start else []


class TableGrid(QObject):
    """Paints the paper of one editor and the tables on it."""

    def __init__(self, editor: QTextEdit, theme: Theme) -> None:
        super().__init__(editor)
        self._shown = _Selected()
        # Not at once: the selection may be told to have changed in the middle of a step.
        self._following = QTimer(self, singleShot=True, interval=0)
        self._following.timeout.connect(self._follow)
        editor.selectionChanged.connect(self._following.start)
        self._editor = editor
        self._theme = theme
        # Else every letter paints the nine widgets that lie below the text.
        editor.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paint(self, dirty: QRect) -> None:
        """Paints what is in a part of the viewport, in its pixels, before the words."""
        painter = QPainter(self._editor.viewport())
        painter.fillRect(dirty, self._theme.color("paper"))
        if self._editor.document().rootFrame().childFrames():  # most stories have no table at all
            self._paint_tables(painter, QRectF(dirty))
        painter.end()

    def _paint_tables(self, painter: QPainter, dirty: QRectF) -> None:
        if not (parts := self._parts_in_view(dirty)):
            return
        selected = self._selected()
        painter.translate(0, -self._editor.verticalScrollBar().value())
        for start, part in parts.items():
            for cell in part.headers:
                painter.fillRect(part.cell(*cell), self._theme.color("panel"))
            for cell in selected.within(start, part):
                painter.fillRect(part.cell(*cell), self._theme.color("accent-soft"))
            painter.setPen(QPen(self._theme.color("line-strong"), 1))
            painter.drawLines(part.lines())

    def _follow(self) -> None:
        """Qt paints the words of selected cells anew, not the cells."""
        selected = self._selected()
        if selected != self._shown:
            self._shown = selected
            self._editor.viewport().update()

    def _selected(self) -> _Selected:
        cursor = self._editor.textCursor()
        if has_cells(cursor):
            return _Selected(cursor.currentTable().firstPosition(), *selected_cells(cursor))
        table = selected_table(cursor)
        if table is None:
            return _Selected()
        return _Selected(table.firstPosition(), range(table.rows()), range(table.columns()))

    def _parts_in_view(self, dirty: QRectF) -> dict[int, _Part]:
        """What is to be painted of each table, by the table's first position."""
        found: dict[int, _Part] = {}
        document = self._editor.document()
        layout = document.documentLayout()
        bottom = dirty.bottom() + self._editor.verticalScrollBar().value() + CELL_PADDING
        block = cursor_under(self._editor, dirty.topLeft().toPoint()).block()
        while block.isValid() and layout.blockBoundingRect(block).top() <= bottom:
            table = QTextCursor(block).currentTable() if is_cell(block) else None
            if table is None:
                block = block.next()
                continue
            # The row above too: what is to be painted may begin in the ground below its words.
            first = max(0, table.cellAt(block.position()).row() - 1)
            found[table.firstPosition()] = self._part(table, first, bottom)
            block = document.findBlock(table.lastPosition() + 1)
        return found

    def _part(self, table: QTextTable, first: int, bottom: float) -> _Part:
        """The rows of a table from one on, as far as they begin above `bottom`."""
        columns = range(table.columns())
        block = cell_block(table, first, 0)
        tops: list[float] = []
        headers: set[tuple[int, int]] = set()
        row = first
        while row < table.rows() and (not tops or tops[-1] <= bottom):
            tops.append(self._top(block))
            for column in columns:
                if is_head_cell(block):
                    headers.add((row, column))
                block = block.next()
                while goes_on(block):
                    block = block.next()
            row += 1
        tops.append(self._end(table) if row == table.rows() else self._top(block))
        return _Part(first, tuple(tops), self._lefts(table), frozenset(headers))

    def _lefts(self, table: QTextTable) -> tuple[float, ...]:
        layout = self._editor.document().documentLayout()
        blocks = [cell_block(table, 0, each) for each in range(table.columns())]
        lefts = [
            round(layout.blockBoundingRect(each).left()) - CELL_PADDING - 0.5 for each in blocks
        ]
        return (*lefts, lefts[0] + round(layout.frameBoundingRect(table).width()))

    def _top(self, block: QTextBlock) -> float:
        """Where the row begins of which this is the first block."""
        layout = self._editor.document().documentLayout()
        return round(layout.blockBoundingRect(block).top()) - CELL_PADDING - 0.5

    def _end(self, table: QTextTable) -> float:
        margins = table.format().topMargin() + table.format().bottomMargin()
        height = self._editor.document().documentLayout().frameBoundingRect(table).height()
        return self._top(table.firstCursorPosition().block()) + round(height - margins)
