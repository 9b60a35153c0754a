"""How large the words of a story are shown while they are written."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from editor.ui.shell.settings_page import SettingsPage
from editor.ui.theme.type_faces import READING_SIZES

OWN = 100  # percent


class TextSizePage(SettingsPage):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("text size", "", parent)
        self.title = self.tr("Size of the text")
        self.setAccessibleName(self.title)
        self._size = QComboBox(self)
        for percent in READING_SIZES:
            self._size.addItem(self.tr("{0} percent").format(percent), percent)
        self.add_field(
            self.tr("Headline, deck and body"),
            self._size,
            self.tr("Ctrl and + or − change it while you write, Ctrl and 0 sets it back."),
        )
        self.column.addStretch(1)

    def load(self, values: Mapping[str, Any]) -> None:
        place = self._size.findData(values.get("percent", OWN))
        self._size.setCurrentIndex(place if place >= 0 else self._size.findData(OWN))

    def values(self) -> dict[str, Any]:
        return {"percent": self._size.currentData()}
