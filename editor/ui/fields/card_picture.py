"""The picture on a shared card: the story's first photo, cut to the shape that networks use."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.story.photo import Crop
from editor.ui.theme import Theme

RATIO = 1.91  # width to height, Open Graph's
CORNER = 7  # px, at the top only
MARK = 28  # px, where there is no picture


class CardPicture(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._photo = ""
        self._crop: Crop | None = None
        self._pixmaps: dict[str, QPixmap] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self._name()

    def show_photo(self, photo_id: str, crop: Crop | None) -> None:
        """ "" when the story has no photo."""
        if (photo_id, crop) != (self._photo, self._crop):
            self._photo, self._crop = photo_id, crop
            kept = self._pixmaps.get(photo_id)
            self._pixmaps = {photo_id: kept} if kept is not None else {}
            self._name()
            self.update()

    def set_thumbnail(self, photo_id: str, image: QImage) -> None:
        # Which photo it will be may be told only after its picture has come.
        if not self._photo or photo_id == self._photo:
            self._pixmaps[photo_id] = QPixmap.fromImage(image)
            self.update()

    @property
    def has_picture(self) -> bool:
        return self._photo in self._pixmaps

    def sizeHint(self) -> QSize:
        return QSize(240, max(self.minimumHeight(), round(240 / RATIO)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A layout within a scroll area does not ask for the height of a width.
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(round(self.width() / RATIO))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        # Taller than the widget, so that only the upper corners are round.
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, CORNER * 2), CORNER, CORNER)
        painter.setClipRect(self.rect())
        painter.setClipPath(frame, Qt.ClipOperation.IntersectClip)
        pixmap = self._pixmaps.get(self._photo)
        if pixmap is None:
            self._paint_empty(painter)
        else:
            painter.drawPixmap(self.rect(), pixmap, cut_to(pixmap.size(), self._crop))

    def _paint_empty(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), self._theme.color("pressed"))
        mark = QRect(0, 0, MARK, MARK)
        mark.moveCenter(self.rect().center())
        if not self._photo:
            mark.translate(0, -MARK // 2)
            painter.setPen(self._theme.color("ink-soft"))
            painter.setFont(self._theme.font("ui-small"))
            words = self.rect().adjusted(8, MARK + 8, -8, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.accessibleName())
        self._theme.icon("image" if self._photo else "image-off", "ink-faint").paint(painter, mark)

    def _name(self) -> None:
        no = self.tr("No photo: cards have no picture")
        self.setAccessibleName(self.tr("Picture of the card") if self._photo else no)


def cut_to(size: QSize, crop: Crop | None) -> QRect:
    """The middle of a picture in the card's shape, of the part that its story shows."""
    whole = QRectF(0, 0, size.width(), size.height())
    if crop is not None:
        whole = QRectF(
            crop.left * size.width(),
            crop.top * size.height(),
            crop.width * size.width(),
            crop.height * size.height(),
        )
    width = min(whole.width(), whole.height() * RATIO)
    cut = QRectF(0, 0, width, width / RATIO)
    cut.moveCenter(whole.center())
    return cut.toRect()
