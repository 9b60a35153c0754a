"""What stands where there is nothing yet: a sentence and the one thing to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.theme import Theme

_ICON_SIZE = 32  # logical pixels


class EmptyState(QWidget):
    """Signals:
    activated(): the button was pressed.
    """

    activated = Signal()

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._icon = QLabel(self)
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._sentence = QLabel(self)
        self._sentence.setProperty("role", "soft")
        self._button = QPushButton(self)
        self._button.clicked.connect(self.activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(6)] * 4)
        column.setSpacing(theme.space(2))
        column.addStretch(2)
        for label in (self._icon, self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label is not self._icon)
            column.addWidget(label)
        column.addSpacing(theme.space(1))
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()

    @property
    def button(self) -> QPushButton:
        return self._button

    @property
    def words(self) -> tuple[str, str]:
        """Heading and sentence, as shown."""
        return self._title.text(), self._sentence.text()

    def say(self, title: str, sentence: str, action: str = "") -> None:
        """`action` is the button's label; "" leaves the button away."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))

    def _draw_icon(self) -> None:
        scale = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, "ink-faint", _ICON_SIZE, scale))
