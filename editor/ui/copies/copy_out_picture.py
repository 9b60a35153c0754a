"""A small picture that can be dragged out of the window as a file."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.interchange.leaving.copy_out import CopyPhoto

WIDTH, HEIGHT = 96, 72  # px


class CopyOutPicture(QLabel):
    """Shows its number until the picture is there, and can be dragged once its file is."""

    def __init__(self, photo: CopyPhoto, parent: QWidget | None = None) -> None:
        super().__init__(str(photo.number), parent)
        self._path: Path | None = None
        self._pressed: QPoint | None = None
        self.setFixedSize(WIDTH, HEIGHT)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("surface", "canvas")
        self.setAccessibleName(self.tr("Photo {0}").format(photo.number))
        self.setToolTip(self.tr("The file is being made…"))

    @property
    def file(self) -> Path | None:
        return self._path

    def show_picture(self, image: QImage) -> None:
        scale = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaled(
            round(WIDTH * scale),
            round(HEIGHT * scale),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(scale)
        self.setPixmap(pixmap)

    def offer_file(self, path: Path) -> None:
        self._path = path
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(self.tr("Drag it into the other system: {0}").format(path.name))

    def file_data(self) -> QMimeData:
        """What a drag carries."""
        data = QMimeData()
        if self._path is not None:
            data.setUrls([QUrl.fromLocalFile(str(self._path))])
        return data

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            self._pressed = ev.position().toPoint()

    def mouseReleaseEvent(self, ev: QMouseEvent) -> None:
        self._pressed = None

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        if self._pressed is None or self._path is None:
            return
        moved = (ev.position().toPoint() - self._pressed).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(self.file_data())
            drag.setPixmap(self.pixmap())
            drag.exec(Qt.DropAction.CopyAction)
