"""Where one says how long a story is to be, in the line under the text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from editor.story.measures import LONGEST
from editor.ui.widgets.calm_fields import CalmSpinBox

STEP = 50
FIRST_OFFER = 400


class LengthBox(QWidget):
    """Signals:
    chosen(int): words; 0 leaves the length to the story's section.
    left(): nothing is to be changed.
    """

    chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        label = QLabel(self.tr("Length in words"))
        label.setProperty("role", "label")
        self._words = CalmSpinBox()
        self._words.setAccessibleName(self.tr("Length the story is to have"))
        self._words.setRange(1, LONGEST)
        self._words.setSingleStep(STEP)
        label.setBuddy(self._words)
        self._set = _quiet(self.tr("Set length"))
        self._leave = _quiet("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (label, self._words, self._set, self._leave):
            row.addWidget(widget)
        self._set.clicked.connect(self._choose)
        self._leave.clicked.connect(self._choose_none)

    def ask(self, own: int | None, usual: int | None) -> None:
        self._words.setValue(own or usual or FIRST_OFFER)
        usually = self.tr("As usual ({0})").format(f"{usual:,}") if usual else self.tr("No length")
        self._leave.setText(usually)
        self._leave.setAccessibleName(usually)
        self._leave.setVisible(own is not None)
        self.show()
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)
        self._words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self._words.interpretText()
        self.chosen.emit(self._words.value())

    def _choose_none(self) -> None:
        self.chosen.emit(0)


def _quiet(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(text)
    button.setProperty("kind", "quiet")
    button.setAutoDefault(False)
    return button
