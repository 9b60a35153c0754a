"""Small pictures for the list, the inspector and the text: made once, away from the window."""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap

from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.lane import Lane

KEPT = 400
AT_ONCE = 4  # pictures on their way: two threads never wait for the window

Picture = tuple[QImage, Any]  # and what else was read with it
Made = Callable[[], Picture]


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


class PicturesInSight(QObject):
    """Those in sight, then those behind them: each as it is had most quickly, then, in sight, as
    it should be. What has gone out of sight waits for nobody.

    `make(key, longest, sharp)` answers with work for the pool, None while nothing is known of it;
    what becomes of it is shown by `show`, a null image when there is none to be had.
    """

    def __init__(
        self,
        pool: Lane,
        make: Callable[[Any, int, bool], Made | None],
        show: Callable[[Any, Picture], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pool = pool
        self._make = make
        self._show = show
        self._longest = 0
        self._had: OrderedDict[Hashable, int] = OrderedDict()  # 1 a rough one, 2 as it should be
        self._busy: set[Hashable] = set()
        self._waiting: deque[tuple[Hashable, bool]] = deque()

    def want(self, here: Iterable[Any], behind: Iterable[Any], longest: int) -> None:
        """Nothing else any more; `longest` pixels."""
        here = list(here)
        if longest and longest != self._longest:
            self._longest = longest
            self._had.clear()
        self._waiting.clear()
        for keys, sharp in ((here, False), (behind, False), (here, True)):
            self._waiting.extend((key, sharp) for key in keys if self._lacks(key, sharp=sharp))
        self._go()

    def forget(self, keys: Iterable[Any]) -> None:
        """They are not shown any more, or have changed."""
        for key in keys:
            self._had.pop(key, None)

    def _lacks(self, key: Hashable, *, sharp: bool) -> bool:
        return self._had.get(key, 0) < 1 + sharp

    def _go(self) -> None:
        busy: list[tuple[Hashable, bool]] = []
        while self._waiting and len(self._busy) < AT_ONCE:
            key, sharp = self._waiting.popleft()
            if key in self._busy:
                busy.append((key, sharp))
            elif self._lacks(key, sharp=sharp):
                made = self._make(key, self._longest, sharp)
                if made is not None:
                    self._begin(key, made, sharp=sharp)
        self._waiting.extend(busy)

    def _begin(self, key: Hashable, made: Made, *, sharp: bool) -> None:
        longest = self._longest
        self._busy.add(key)

        def arrive(picture: Picture) -> None:
            self._busy.discard(key)
            if longest == self._longest:
                self._had[key] = 1 + sharp
                self._show(key, picture)
            self._go()

        # What cannot be shown small is told where it is needed.
        self._pool.run(made, arrive, lambda _error: arrive((QImage(), None)))


def image_of(data: bytes | None, longest: int) -> QImage:
    """Small enough; null where there is none. For a worker: QImage is no QObject."""
    image = QImage.fromData(data) if data else QImage()
    if max(image.width(), image.height()) > longest:
        whole, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
        image = image.scaled(longest, longest, whole, smooth.SmoothTransformation)
    return image


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
