"""A caption that came with the copy and waits for its picture."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from editor.story.credit import CreditStyle, printed_caption
from editor.story.photo import AwaitedPhoto
from editor.ui.theme import Theme


class AwaitedCard(QFrame):
    """Hidden while nothing is awaited."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "waiting")
        title = QLabel(self.tr("Caption waiting for its picture"), self)
        title.setProperty("role", "heading")
        self._caption = QLabel(self)
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self._caption.setWordWrap(True)
        self._caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._caption.setProperty("role", "soft")
        hint = QLabel(self.tr("The next photo you add becomes the lead and takes it."), self)
        hint.setProperty("role", "faint")
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1))
        for label in (title, self._caption, hint):
            column.addWidget(label)
        self.hide()

    def show_awaited(self, awaited: AwaitedPhoto | None, style: CreditStyle) -> None:
        self.setVisible(awaited is not None)
        if awaited is not None:
            self._caption.setText(printed_caption(awaited.caption, awaited.credit.line(style)))
