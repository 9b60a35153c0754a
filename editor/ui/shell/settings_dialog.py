"""The settings of the house on one sheet: a page for each subject, chosen at the left."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.ui.widgets.sheet import Sheet, label_for, text_label


class SettingsPage(QWidget):
    """What every page can do; it shows and gives back plain JSON values and keeps nothing.

    Attributes:
        key: the name its values have among the library's settings.
        title: what stands in the list at the left.

    Signals:
        written(): words were written, which nobody should have to write twice; a page of
            choices never says so.
    """

    written = Signal()

    def __init__(self, key: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.title = title
        self.setAccessibleName(title)
        unit = self.unit
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(unit)

    def load(self, values: Mapping[str, Any]) -> None:
        """Show what is kept; a value that is missing or makes no sense has its default."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """What is to be kept, as JSON."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why the page cannot be kept as it stands; "" when it can."""
        return ""

    @property
    def unit(self) -> int:
        """A third of a line: the measure of gaps, as in the dialogs."""
        return max(4, self.fontMetrics().height() // 3)

    def add_heading(self, text: str) -> QLabel:
        label = text_label(text, self, "heading")
        if self.column.count():
            self.column.addSpacing(2 * self.unit)
        self.column.addWidget(label)
        return label

    def add_text(self, text: str) -> QLabel:
        label = text_label(text, self, "soft")
        self.column.addWidget(label)
        return label

    def add_switch(self, text: str, hint: str = "") -> QCheckBox:
        """Something that is on or off, with what it does below it."""
        box = QCheckBox(text, self)
        box.setAccessibleName(text)
        self.column.addWidget(box)
        if hint:
            box.setAccessibleDescription(hint)
            label = text_label(hint, self, "soft")
            label.setContentsMargins(22, 0, 0, 0)  # under the words, not under the box
            self.column.addWidget(label)
        return box

    def add_field(self, label: str, field: QWidget, hint: str = "") -> None:
        """`field` under its label, which is also its accessible name."""
        self.column.addWidget(label_for(field, label))
        self.column.addWidget(field)
        if hint:
            field.setAccessibleDescription(hint)
            self.add_text(hint)


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
