"""A divider in the text: a short rule in the middle, one character to the caret."""

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPen, QPyTextObject, QTextDocument, QTextFormat

from editor.ui.theme import Theme
from editor.ui.writing.pictures.photo_cards import card_width

_SELECTED = QTextFormat.Property.BackgroundBrush.value


class DividerLine(QPyTextObject):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        return QSizeF(card_width(doc), 22)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        selected = format.hasProperty(_SELECTED)
        painter.save()
        if selected:
            painter.fillRect(rect, self._theme.color("accent-soft"))
        color = self._theme.color("accent" if selected else "ink-faint")
        painter.setPen(QPen(color, 2 if selected else 1))
        half = QPointF(rect.width() / 6, 0)
        painter.drawLine(rect.center() - half, rect.center() + half)
        painter.restore()
