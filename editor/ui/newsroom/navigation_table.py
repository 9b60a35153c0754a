"""The entries of the site's navigation, in the order readers see them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.story.outlet import NavItem
from editor.story.text import clean_line
from editor.ui.widgets.sheet import filled, plain_button


class OrderButtons(QWidget):
    """Signals: `add_requested()`, `move_requested(int)` by -1 or 1, `remove_requested()`."""

    add_requested = Signal()
    move_requested = Signal(int)
    remove_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = filled(QHBoxLayout(self))
        self._add = self.add_button(self.tr("Add"))
        self._up = self.add_button(self.tr("Move up"))
        self._down = self.add_button(self.tr("Move down"))
        self._remove = self.add_button(self.tr("Remove"))
        self._row.addStretch(1)
        self._add.clicked.connect(self.add_requested)
        self._up.clicked.connect(self._ask_up)
        self._down.clicked.connect(self._ask_down)
        self._remove.clicked.connect(self.remove_requested)

    def add_button(self, label: str) -> QPushButton:
        button = plain_button(label, self)
        self._row.addWidget(button)
        return button

    def show_place(self, place: int, count: int, *, remove: str = "") -> None:
        """Enable what fits entry `place` of `count` (-1: none is chosen); `remove` says why it
        cannot be removed, "" when it can."""
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < count - 1)
        self._remove.setEnabled(place >= 0 and not remove)
        self._remove.setToolTip(remove)
        self._remove.setAccessibleDescription(remove)

    def _ask_up(self) -> None:
        self.move_requested.emit(-1)

    def _ask_down(self) -> None:
        self.move_requested.emit(1)


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
        filled(QVBoxLayout(self), self._table, self._buttons)
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
