"""One page of the settings: a few fields that belong together, kept under one name."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from editor.ui.widgets.sheet import text_label


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
        label = text_label(text, self)
        label.setProperty("role", "heading")
        if self.column.count():
            self.column.addSpacing(2 * self.unit)
        self.column.addWidget(label)
        return label

    def add_text(self, text: str) -> QLabel:
        label = text_label(text, self, soft=True)
        self.column.addWidget(label)
        return label

    def add_switch(self, text: str, hint: str = "") -> QCheckBox:
        """Something that is on or off, with what it does below it."""
        box = QCheckBox(text, self)
        box.setAccessibleName(text)
        self.column.addWidget(box)
        if hint:
            box.setAccessibleDescription(hint)
            label = text_label(hint, self, soft=True)
            label.setContentsMargins(22, 0, 0, 0)  # under the words, not under the box
            self.column.addWidget(label)
        return box

    def add_field(self, label: str, field: QWidget, hint: str = "") -> None:
        """`field` under its label, which is also its accessible name."""
        name = QLabel(label, self)
        name.setProperty("role", "label")
        name.setBuddy(field)
        field.setAccessibleName(label)
        self.column.addWidget(name)
        self.column.addWidget(field)
        if hint:
            field.setAccessibleDescription(hint)
            self.add_text(hint)
