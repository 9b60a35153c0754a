"""A sentence across a panel that somebody should read now, with what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.theme import Theme

_ICONS = {
    "info": ("info", "accent"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("octagon-alert", "danger"),
}
_ICON_SIZE = 16  # logical pixels


class Banner(QFrame):
    """`kind` is info, success, warning or danger; `actions` become buttons below the sentence.

    The buttons are found by their label with `button`; what they do is for the caller.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        kind: str = "info",
        actions: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = {label: QPushButton(label, self) for label in actions}
        words = QVBoxLayout()
        words.setSpacing(theme.space(2))
        words.addWidget(self._sentence)
        if self._buttons:
            row = QHBoxLayout()
            row.setSpacing(theme.space(2))
            for button in self._buttons.values():
                row.addWidget(button)
            row.addStretch(1)
            words.addLayout(row)
        across = QHBoxLayout(self)
        across.setContentsMargins(*[theme.space(2)] * 4)
        across.setSpacing(theme.space(2))
        across.addWidget(self._icon)
        across.addLayout(words, 1)
        theme.changed.connect(self._draw_icon)
        self.say(text, kind)

    @property
    def text(self) -> str:
        return self._sentence.text()

    @property
    def kind(self) -> str:
        return self._kind

    def button(self, label: str) -> QPushButton:
        """Raises KeyError for a label that is none of the actions."""
        return self._buttons[label]

    def say(self, text: str, kind: str) -> None:
        self._kind = kind
        self._sentence.setText(text)
        self.setAccessibleName(text)
        self._draw_icon()
        if self.property("banner") != kind:
            self.setProperty("banner", kind)
            self.style().unpolish(self)
            self.style().polish(self)

    def _draw_icon(self) -> None:
        name, role = _ICONS[self._kind]
        scale = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(name, role, _ICON_SIZE, scale))
