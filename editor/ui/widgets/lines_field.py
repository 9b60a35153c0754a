"""A field for a few lines of plain text: as high as its lines, and Tab leaves it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class LinesField(QPlainTextEdit):
    def __init__(self, text: str, lines: int, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._lines = lines
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        # A style sheet's border and padding are margins of the frame, not its width.
        margins = self.contentsMargins()
        frame = 2 * (self.frameWidth() + int(self.document().documentMargin()))
        frame += margins.top() + margins.bottom()
        height = self._lines * self.fontMetrics().lineSpacing() + frame
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
