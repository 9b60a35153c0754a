"""Add, up, down, remove: the buttons beside a list whose order matters.

They only ask; the list they stand beside does it.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


class OrderButtons(QWidget):
    """Signals: `add_requested()`, `move_requested(int)` by -1 or 1, `remove_requested()`."""

    add_requested = Signal()
    move_requested = Signal(int)
    remove_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
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
        button = QPushButton(label, self)
        button.setAccessibleName(label)
        button.setAutoDefault(False)
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
