"""What stands in the preview's place while there is no page: a sentence and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.theme import Theme


class Notice(QWidget):
    """Attributes: `again`, `plain`, `browser`, the buttons beneath the sentence."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setProperty("role", "soft")
        self._ways_out = QWidget(self)
        self.again = QPushButton(self.tr("Show again"), self._ways_out)
        self.plain = QPushButton(self.tr("Show text only"), self._ways_out)
        self.browser = QPushButton(self.tr("Open in browser"), self._ways_out)

        row = QHBoxLayout(self._ways_out)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        for button in (self.again, self.plain, self.browser):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(6)] * 4)
        column.setSpacing(theme.space(4))
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(self._ways_out)
        column.addStretch(2)

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def say(self, sentence: str, *, ways_out: bool = False) -> None:
        self._sentence.setText(sentence)
        self._ways_out.setVisible(ways_out)
