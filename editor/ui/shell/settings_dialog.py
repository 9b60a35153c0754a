"""The settings of the house on one sheet: a page for each subject, chosen at the left."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from editor.ui.shell.settings_page import SettingsPage
from editor.ui.widgets.sheet import Sheet

COLUMNS = 92  # letters: the list and the page beside it
LINES = 26


class SettingsDialog(Sheet):
    """Shows the pages it is given; what they hold is asked for when it was accepted."""

    begun_in = "newsroom"
    begun_changed = Signal()

    def __init__(self, pages: Sequence[SettingsPage], parent: QWidget | None = None) -> None:
        super().__init__(parent, columns=COLUMNS)
        self.introduce(self.tr("Settings"))
        self._pages = tuple(pages)
        self._loaded: Mapping[str, Mapping[str, Any]] = {}
        self._written: set[str] = set()
        for page in self._pages:
            page.written.connect(lambda key=page.key: self._write(key))
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Subjects"))
        self._stack = QStackedWidget(self)
        for page in self._pages:
            item = QListWidgetItem(page.title, self._list)
            item.setSizeHint(QSize(0, self.fontMetrics().lineSpacing() + 2 * self.unit))
            self._stack.addWidget(_scrolled(page))
        widest = max(
            (self.fontMetrics().horizontalAdvance(p.title) for p in self._pages), default=0
        )
        self._list.setFixedWidth(widest + 10 * self.unit)
        self._list.setSpacing(1)
        row = QHBoxLayout()
        row.setSpacing(4 * self.unit)
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self.body.addLayout(row, 1)
        self._stack.setMinimumHeight(LINES * self.fontMetrics().lineSpacing())
        self.add_way_out(self.tr("Cancel"))
        self.add_primary(self.tr("Keep"))
        self._list.currentRowChanged.connect(self._turn_to)
        self._list.setCurrentRow(0)

    def load(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        """`values` by key of the pages."""
        self._loaded = values
        for page in self._pages:
            page.load(values.get(page.key, {}))
        self._written.clear()

    def begun(self) -> dict[str, Any]:
        """The pages on which words were written, as they stand."""
        return {page.key: page.values() for page in self._pages if page.key in self._written}

    def bring_back(self, begun: Mapping[str, Any]) -> None:
        for page in self._pages:
            page.load(begun.get(page.key, self._loaded.get(page.key, {})))
        self._written = set(begun)

    def values(self) -> dict[str, dict[str, Any]]:
        return {page.key: page.values() for page in self._pages}

    def show_page(self, key: str) -> None:
        for row, page in enumerate(self._pages):
            if page.key == key:
                self._list.setCurrentRow(row)

    def accept(self) -> None:
        for row, page in enumerate(self._pages):
            if problem := page.problem():
                self._list.setCurrentRow(row)
                self.remark(problem)
                return
        super().accept()

    def _write(self, key: str) -> None:
        self._written.add(key)
        self.begun_changed.emit()

    def _turn_to(self, row: int) -> None:
        self.remark("")
        self._stack.setCurrentIndex(row)


def _scrolled(page: SettingsPage) -> QScrollArea:
    """Each page scrolls by itself, so that the list beside it stays where it is."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return area
