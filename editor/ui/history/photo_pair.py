"""A photo as a version has it, small: what the crop leaves out is dimmed and framed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from editor.story.photo import Crop
from editor.ui.theme import Theme


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
