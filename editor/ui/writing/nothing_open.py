"""The middle of the window while no story is open: what can be done now, one press away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.theme import Theme


class NothingOpen(QWidget):
    """It offers actions of the window; what they do is theirs."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(6)] * 4)
        column.setSpacing(theme.space(2))
        column.addStretch(2)
        column.addWidget(self._words(self.tr("No story is open"), "heading"))
        told = self.tr("Choose one from the list, or begin. Files can be dropped here, too.")
        column.addWidget(self._words(told, "soft"))
        column.addSpacing(theme.space(2))
        within = QWidget(self)
        self._offers = QGridLayout(within)
        self._offers.setContentsMargins(0, 0, 0, 0)
        self._offers.setSpacing(theme.space(2))
        column.addWidget(within, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def offer(self, actions: Sequence[QAction]) -> None:
        """The first of them is what most people come for."""
        for place, action in enumerate(actions):
            button = QPushButton(action.text().replace("&", ""), self)
            button.setAccessibleName(button.text())
            button.clicked.connect(action.trigger)
            button.setProperty("kind", "primary" if place == 0 else "")
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self._offers.addWidget(button, place, 0)
            self._offers.addWidget(self._words(keys, "faint"), place, 1)

    def _words(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", role)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(role != "faint")
        return label
