"""A comparison on the screen: its text with a bar beside the place one is at, its photos small."""

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from editor.late import frozen
from editor.story.edits import Crop
from editor.ui.theme import Theme

MARGIN = 24  # pixels beside the text


@frozen
class Place:
    """Where a change stands in the document, from and to, as positions of a cursor."""

    start: int
    end: int


class Reading(QTextBrowser):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Differences"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(MARGIN)
        self._theme = theme
        self._pointed: Place | None = None

    def point_at(self, place: Place | None) -> None:
        """A bar beside the change somebody is at."""
        self._pointed = place
        self.viewport().update()

    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        if self._pointed is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._pointed.start)
        top = self.cursorRect(cursor).top()
        cursor.setPosition(min(self._pointed.end, self.document().characterCount() - 1))
        bottom = self.cursorRect(cursor).bottom()
        painter = QPainter(self.viewport())
        painter.fillRect(QRect(MARGIN // 2 - 2, top, 4, bottom - top), self._theme.color("accent"))

    def bring_up(self, cursor: QTextCursor) -> None:
        """A place into the upper third, where the eye looks for it."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - self.viewport().height() // 4)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied


def framed(
    image: QImage | None, crop: Crop | None, theme: Theme, width: int, scale: float
) -> QImage:
    """`image` no wider than `width` logical pixels and no higher than two thirds of that, its
    crop drawn in; an empty frame while the picture is not there yet."""
    room = QSize(round(width * scale), round(width * scale * 2 / 3))
    size = room if image is None else image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(theme.color("pressed"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if image is not None:
        painter.drawImage(QRectF(picture.rect()), image)
    if crop is not None:
        _draw_crop(painter, picture.size(), crop, theme.color("accent"), scale)
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def _draw_crop(painter: QPainter, size: QSize, crop: Crop, color: QColor, scale: float) -> None:
    frame = QRectF(
        crop.left * size.width(),
        crop.top * size.height(),
        crop.width * size.width(),
        crop.height * size.height(),
    )
    outside = QPainterPath()
    outside.addRect(QRectF(0, 0, size.width(), size.height()))
    outside.addRect(frame)
    painter.fillPath(outside, QColor(0, 0, 0, 150))
    # White beside the colour: seen on any picture.
    for pen, inset in ((QPen(Qt.GlobalColor.white, 3 * scale), 1.5), (QPen(color, scale), 1.5)):
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        edge = inset * scale
        painter.drawRect(frame.adjusted(edge, edge, -edge, -edge))
