"""How long the story is to be, in words; nothing where its section decides."""

from PySide6.QtWidgets import QWidget

from editor.story.measures import LONGEST
from editor.ui.widgets.calm_fields import CalmSpinBox

STEP = 50


class LengthField(CalmSpinBox):
    """0 is no length of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, LONGEST)
        self.setSingleStep(STEP)
        self.setSpecialValueText(self.tr("As usual in its section"))

    def set_length(self, words: int | None) -> None:
        """Shown without a word to anybody: it comes from the library."""
        self.blockSignals(True)
        self.setValue(words or 0)
        self.blockSignals(False)
