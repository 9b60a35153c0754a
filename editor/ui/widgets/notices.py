"""A sentence with what can be done about it: across a panel, or where there is nothing yet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.theme import Theme, restyle
from editor.ui.widgets.labels import announce
from editor.ui.widgets.sheet import filled

_ICONS = {
    "info": ("info", "accent"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("octagon-alert", "danger"),
}
_ICON_SIZE = 16  # logical pixels


class Banner(QFrame):
    """`kind` is info, success, warning or danger; `actions` become buttons below the sentence.

    The buttons are found by their label with `button`; what they do is for the caller. The cross
    at the right hides the banner.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        kind: str = "info",
        actions: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        closable: bool = False,
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
        self._cross = QToolButton(self)
        self._cross.setProperty("cross", "true")
        self._cross.setAccessibleName(self.tr("Dismiss"))
        self._cross.setToolTip(self._cross.accessibleName())
        self._cross.setVisible(closable)
        theme.put_icon(self._cross, "x", "ink-soft")
        self._cross.clicked.connect(self.hide)
        gap = theme.space(2)
        words = filled(QVBoxLayout(), self._sentence, gap=gap)
        if self._buttons:
            words.addLayout(filled(QHBoxLayout(), *self._buttons.values(), None, gap=gap))
        cross = (self._cross, 0, Qt.AlignmentFlag.AlignTop)
        filled(QHBoxLayout(self), self._icon, (words, 1), cross, gap=gap, edges=gap)
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
        restyle(self, "banner", kind)
        if self.isVisible():
            self._announce()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._announce()

    def _announce(self) -> None:
        announce(self, self._sentence.text(), at_once=self._kind in ("warning", "danger"))

    def _draw_icon(self) -> None:
        name, role = _ICONS[self._kind]
        scale = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(name, role, _ICON_SIZE, scale))


_DRAWING = 32  # logical pixels


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
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, "ink-faint", _DRAWING, scale))
