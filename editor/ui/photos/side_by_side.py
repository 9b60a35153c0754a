"""What is said of a photo side by side, to choose from; and the stories it stands in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from editor.desk.photo_library import differing, texts_of
from editor.message import label, listed, message
from editor.story.credit import CreditStyle
from editor.story.photo import PhotoFacts
from editor.story.story import PhotoUse
from editor.ui.photos.field_editors import choices_of
from editor.ui.widgets.sheet import Sheet
from editor.ui.widgets.spelled_out import moment

_PRESSED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
Columns = Sequence[tuple[str, PhotoFacts]]


class SideBySide(Sheet):
    """The first of `columns` is what holds now; a press of a cell, or Space on it, takes another
    one's, a press of a heading all that it says.

    Attributes:
        rows: the fields that differ, and are shown.
    """

    def __init__(self, columns: Columns, style: CreditStyle, parent: QWidget) -> None:
        super().__init__(parent, columns=110)
        self._columns = [facts for _, facts in columns]
        self.rows = differing(self._columns)
        self._chosen = [0] * len(self.rows)
        self._items: list[list[QTableWidgetItem]] = []
        names = [name for name, _ in columns]
        self._table = _Table(len(self.rows), len(columns), self)
        self._table.setHorizontalHeaderLabels(names)
        self._table.setVerticalHeaderLabels([str(row.label) for row in self.rows])
        self._table.setAccessibleName(self.tr("What differs"))
        for at, row in enumerate(self.rows):
            self._items.append([])
            for place, facts in enumerate(self._columns):
                texts = texts_of(row, facts, style)
                words = [choices_of(row).get(each, each) for each in texts]
                item = QTableWidgetItem(str(listed(words, "ways")) if words else "—")
                item.setFlags(_PRESSED if words or not place else Qt.ItemFlag.NoItemFlags)
                self._table.setItem(at, place, item)
                self._items[at].append(item)
            self._mark(at)
        self._table.cellClicked.connect(self._choose)
        self._table.wanted.connect(self._choose)
        self._table.horizontalHeader().sectionClicked.connect(self._choose_all)
        self.body.addWidget(self._table)

    @property
    def table(self) -> QTableWidget:
        return self._table

    @property
    def chosen(self) -> dict[str, Any]:
        """What shall hold from now on, by names of PhotoFacts, where that is not the first's."""
        return {
            row.name: getattr(self._columns[place], row.name)
            for row, place in zip(self.rows, self._chosen, strict=True)
            if place
        }

    @property
    def kept(self) -> dict[str, Any]:
        """What of the first shall hold."""
        return {
            row.name: getattr(self._columns[0], row.name)
            for row, place in zip(self.rows, self._chosen, strict=True)
            if not place
        }

    def _choose(self, row: int, place: int) -> None:
        if self._items[row][place].flags():  # else it says nothing, and nothing is wiped by it
            self._chosen[row] = place
            self._mark(row)

    def _choose_all(self, place: int) -> None:
        for at in range(len(self.rows)):
            self._choose(at, place)

    def _mark(self, row: int) -> None:
        for place, item in enumerate(self._items[row]):
            if not item.flags():
                continue
            chosen = place == self._chosen[row]
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            font = item.font()
            font.setBold(chosen)
            item.setFont(font)


class _Table(QTableWidget):
    """Signals:
    wanted(int, int): row and column of the cell on which Space or Enter was pressed.
    """

    wanted = Signal(int, int)

    def __init__(self, rows: int, columns: int, parent: QWidget) -> None:
        super().__init__(rows, columns, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and self.currentRow() >= 0:
            self.wanted.emit(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        lines = min(max(self.rowCount(), 2), 9)
        return QSize(super().sizeHint().width(), lines * 2 * self.fontMetrics().height() + 60)


class UsesSheet(Sheet):
    """Signals:
    story_wanted(str): its id.
    """

    story_wanted = Signal(str)

    def __init__(self, name: str, uses: Sequence[PhotoUse], parent: QWidget) -> None:
        super().__init__(parent)
        self.introduce(self.tr("Where it is used"), name, used_line(uses))
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Stories"))
        self._list.setVisible(bool(uses))
        for use in uses:
            item = QListWidgetItem(str(listed(_said(use), "facts")))
            item.setData(Qt.ItemDataRole.UserRole, use.story)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.itemClicked.connect(self._open)
        self._list.itemActivated.connect(self._open)
        self.body.addWidget(self._list)
        self.add_way_out(self.tr("Close"))

    def _open(self, item: QListWidgetItem) -> None:
        self.story_wanted.emit(item.data(Qt.ItemDataRole.UserRole))
        self.accept()


def used_line(uses: Sequence[PhotoUse]) -> str:
    """How often it is used, and how often it went out."""
    out = sum(use.exported is not None for use in uses)
    return str(message("window.photo-used", n=len(uses), out=out))


def _said(use: PhotoUse) -> list[Any]:
    went_out = _when(use.exported) if use.exported else ""
    return [use.headline or use.slug, label(use.status), went_out]


def _when(at: datetime) -> str:
    return str(message("window.photo-went-out", at=moment(at)))
