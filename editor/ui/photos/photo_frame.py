"""A photo's small picture, whole and never stretched, or a quiet place where it will come."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.theme import Theme

_MARK = 20  # logical pixels


class PhotoFrame(QWidget):
    """`size` in logical pixels; a width of 0 takes all the room across."""

    def __init__(self, theme: Theme, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._fitted = QPixmap()
        self._fitted_for = QSize()
        self.setFixedHeight(size.height())
        if size.width():
            self.setFixedWidth(size.width())
        else:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def has_picture(self) -> bool:
        return not self._image.isNull()

    def show_picture(self, image: QImage) -> None:
        """An image of any size; a null one takes the picture away."""
        self._image = image
        self._fitted = QPixmap()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), self._theme.space(1), self._theme.space(1))
        painter.fillPath(ground, self._theme.color("pressed"))
        if self._image.isNull():
            mark = QRect(0, 0, _MARK, _MARK)
            mark.moveCenter(self.rect().center())
            self._theme.icon("image", "ink-faint").paint(painter, mark)
            return
        pixmap = self._fit()
        size = pixmap.deviceIndependentSize().toSize()
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter.setClipPath(ground)
        painter.drawPixmap(place.topLeft(), pixmap)

    def _fit(self) -> QPixmap:
        scale = self.devicePixelRatioF()
        wanted = self.size() * scale
        if self._fitted.isNull() or self._fitted_for != wanted:
            fitted = self._image.scaled(
                wanted,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._fitted = QPixmap.fromImage(fitted)
            self._fitted.setDevicePixelRatio(scale)
            self._fitted_for = wanted
        return self._fitted
