"""How long the story is to be, in words; nothing where its section decides."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

LONGEST = 100_000
STEP = 50


class LengthField(QSpinBox):
    """0 is no length of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, LONGEST)
        self.setSingleStep(STEP)
        self.setGroupSeparatorShown(True)
        self.setSpecialValueText(self.tr("As usual in its section"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_length(self, words: int | None) -> None:
        """Shown without a word to anybody: it comes from the library."""
        self.blockSignals(True)
        self.setValue(words or 0)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolled past in a long panel, it must not change.
        event.ignore()
