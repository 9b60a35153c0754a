"""Small pictures for the list, the inspector and the text: made once, away from the window."""

from collections import OrderedDict

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap

from editor.ui.shell.desk_lane import DeskLane

KEPT = 400


class Thumbnails(QObject):
    """A bounded store of decoded small pictures.

    Signals:
        arrived(str, object): photo id and QImage of a picture that was asked for.
    """

    arrived = Signal(str, object)

    def __init__(
        self,
        desk_lane: DeskLane,
        longest: int,
        parent: QObject | None = None,
        kept: int = KEPT,
    ) -> None:
        super().__init__(parent)
        self._desk_lane = desk_lane
        self._longest = longest
        self._kept = kept
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()

    def thumbnail(self, photo_id: str, longest: int) -> QImage | None:
        """The picture when it is here; otherwise None, and `arrived` tells later."""
        image = self._images.get(photo_id)
        if image is not None:
            self._images.move_to_end(photo_id)
            return image
        self.want(photo_id)
        return None

    def want(self, photo_id: str) -> None:
        """Announce the picture through `arrived`, now or when it is made."""
        if photo_id in self._images:
            self.arrived.emit(photo_id, self._images[photo_id])
            return
        if not photo_id or photo_id in self._asked:
            return
        self._asked.add(photo_id)
        pictures, longest = self._desk_lane.desk.pictures, self._longest

        def make() -> QImage:
            # QImage is no QObject: it may be made in a worker.
            return QImage.fromData(pictures.thumbnail(photo_id, longest))

        def arrive(image: QImage) -> None:
            self._asked.discard(photo_id)
            if image.isNull():
                return
            self._images[photo_id] = image
            while len(self._images) > self._kept:
                self._images.popitem(last=False)
            self.arrived.emit(photo_id, image)

        # A picture that cannot be shown small is told by doctor; here it stays a placeholder.
        self._desk_lane.away(make, arrive, lambda error: None)


def icon_of(image: QImage, room: QSize, scale: float) -> QIcon:
    """The middle of a picture, filling a room in logical pixels on a screen of that scale."""
    size = room * scale
    fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = image.scaled(size, fill, Qt.TransformationMode.SmoothTransformation)
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    pixmap = QPixmap.fromImage(scaled.copy(left, top, size.width(), size.height()))
    pixmap.setDevicePixelRatio(scale)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # or the chosen row's would be washed out
    return icon
