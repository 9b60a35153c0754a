"""A small coloured word: a status, a count, a mark. The word always says what the colour says."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from editor.story.story import Status
from editor.ui.widgets.restyle import restyle


class Chip(QLabel):
    """`kind` is a status value, or count, accent, success, warning, danger."""

    def __init__(self, text: str = "", kind: str = "count", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("chip", kind)

    @property
    def kind(self) -> str:
        return self.property("chip")

    def show_status(self, status: Status) -> None:
        self.say(self.tr(status.label), status.value)

    def say(self, text: str, kind: str) -> None:
        self.setText(text)
        restyle(self, "chip", kind)
