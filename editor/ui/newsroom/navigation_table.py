"""The entries of the site's navigation, in the order readers see them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.story.outlet import NavItem
from editor.story.text import clean_line
from editor.ui.newsroom.order_buttons import OrderButtons


class NavigationTable(QWidget):
    """Signals: `edited()`: a label or a path is another one."""

    edited = Signal()

    def __init__(self, items: Sequence[NavItem], parent: QWidget) -> None:
        super().__init__(parent)
        self._table = QTableWidget(0, 2, self)
        self._table.setHorizontalHeaderLabels([self.tr("Label"), self.tr("Path")])
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._table.setMinimumHeight(7 * self.fontMetrics().lineSpacing())
        self._buttons = OrderButtons(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._table)
        column.addWidget(self._buttons)
        self.setFocusProxy(self._table)
        self._table.currentCellChanged.connect(self._show_chosen)
        self._buttons.add_requested.connect(self._add)
        self._buttons.move_requested.connect(self._move)
        self._buttons.remove_requested.connect(self._remove)
        self._table.itemChanged.connect(self.edited)
        self.show_items(items)

    def show_items(self, items: Sequence[NavItem]) -> None:
        self._table.setRowCount(0)
        for item in items:
            self._insert(self._table.rowCount(), item)
        self._table.setCurrentCell(0, 0)
        self._show_chosen()

    @property
    def items(self) -> tuple[NavItem, ...]:
        """Entries with a label; paths without a slash at the front, "" is the front page."""
        rows = (
            NavItem(self._text(row, 0), self._text(row, 1).lstrip("/"))
            for row in range(self._table.rowCount())
        )
        return tuple(item for item in rows if item.label)

    def setAccessibleName(self, name: str) -> None:
        self._table.setAccessibleName(name)

    def _text(self, row: int, column: int) -> str:
        cell = self._table.item(row, column)
        return clean_line(cell.text()) if cell else ""

    def _insert(self, row: int, item: NavItem) -> None:
        self._table.insertRow(row)
        self._table.setItem(row, 0, QTableWidgetItem(item.label))
        self._table.setItem(row, 1, QTableWidgetItem(item.path))

    def _add(self) -> None:
        row = self._table.currentRow() + 1
        self._insert(row, NavItem(self.tr("New entry"), ""))
        self._table.setCurrentCell(row, 0)
        self._table.edit(self._table.model().index(row, 0))

    def _move(self, by: int) -> None:
        row = self._table.currentRow()
        moved = NavItem(self._text(row, 0), self._text(row, 1))
        self._table.removeRow(row)
        self._insert(row + by, moved)
        self._table.setCurrentCell(row + by, 0)

    def _remove(self) -> None:
        self._table.removeRow(self._table.currentRow())
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._buttons.show_place(self._table.currentRow(), self._table.rowCount())
