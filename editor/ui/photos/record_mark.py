"""The remark under a text that a story words differently from the photo's own record."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from editor.ui.theme import Theme


class RecordMark(QWidget):
    """Hidden while the story takes the record's text.

    Signals:
        revert_requested(): back to the record.
    """

    revert_requested = Signal()

    def __init__(self, theme: Theme, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setProperty("mark", "record")
        self._words.setWordWrap(True)
        self._revert = QPushButton(self.tr("Revert"), self)
        self._revert.setProperty("kind", "quiet")
        self._revert.setAccessibleName(self.tr("Revert {0} to the record").format(field))
        self._revert.clicked.connect(self.revert_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1))
        row.addWidget(self._words, 1)
        row.addWidget(self._revert)
        self.hide()

    @property
    def words(self) -> str:
        """The remark as shown, "" while there is none."""
        return "" if self.isHidden() else self._words.text()

    @property
    def button(self) -> QPushButton:
        """Where one presses to go back to the record."""
        return self._revert

    def show_override(self, overridden: bool, record: str) -> None:
        """`record` is what the photo's own record says."""
        self.setVisible(overridden)
        if record:
            self._words.setText(self.tr("Differs from the photo's record"))
            self._revert.setToolTip(self.tr("The record says: {0}").format(record))
        else:
            self._words.setText(self.tr("Only in this story; the photo's record has none"))
            self._revert.setToolTip(self.tr("Leave it empty, as the record does"))
