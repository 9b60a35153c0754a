"""Where a page stands in the width it is read in, centred, scaled to fit; a page
too wide to be read that small is moved from side to side."""

from enum import StrEnum

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from editor.late import frozen
from editor.ui.theme import Theme

# Text of a page, 19 pixels high, is read at 11; smaller is a picture of a page. What is wider then
# is scrolled.
SMALLEST_ZOOM = 0.6


class PageWidth(StrEnum):
    """The three widths in which a page is read, and how each fits into the room there is."""

    PHONE = "phone"
    TABLET = "tablet"
    DESKTOP = "desktop"

    @property
    def pixels(self) -> int:
        """CSS pixels of the page; a desktop page takes more when there is more room."""
        return {"phone": 390, "tablet": 820, "desktop": 1180}[self.value]


@frozen
class Fit:
    """`room` device-independent pixels on the screen, scaled by `zoom` (1.0 is life size)."""

    room: int
    zoom: float

    @property
    def page_pixels(self) -> int:
        """CSS pixels the page is laid out for."""
        return round(self.room / self.zoom)


def fit(width: PageWidth, available: int) -> Fit:
    """Life size where the page fits into `available` pixels, otherwise scaled down to fit, as far
    as it can still be read; beyond that it is wider than its room."""
    available = max(1, available)
    if available >= width.pixels:
        return Fit(available if width is PageWidth.DESKTOP else width.pixels, 1.0)
    zoom = max(SMALLEST_ZOOM, available / width.pixels)
    return Fit(max(available, round(width.pixels * SMALLEST_ZOOM)), zoom)


class PageArea(QWidget):
    """Signals: `fitted(object)`: the Fit that the page must take on."""

    fitted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content: QWidget | None = None
        self._width = PageWidth.DESKTOP
        self._sideways = QScrollBar(Qt.Orientation.Horizontal, self)
        self._sideways.setAccessibleName(self.tr("Move the page sideways"))
        self._sideways.valueChanged.connect(self._arrange)
        theme.changed.connect(self.update)

    def put(self, content: QWidget | None) -> None:
        self._content = content
        self._arrange()

    def set_width(self, width: PageWidth) -> None:
        self._width = width
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("canvas"))
        if self._content is not None and self._content.width() < self.width():
            painter.setPen(self._theme.color("line"))
            # A hair line on either side: where paper meets canvas.
            edge = self._content.geometry().adjusted(-1, -1, 0, 0)
            painter.drawRect(edge)

    def _arrange(self) -> None:
        if self._content is None:
            return
        now = fit(self._width, self.width())
        over = now.room - self.width()
        bar = self._sideways
        bar.setVisible(over > 0)
        bar.setRange(0, max(0, over))
        bar.setPageStep(self.width())
        height = bar.sizeHint().height() if over > 0 else 0
        bar.setGeometry(0, self.height() - height, self.width(), height)
        left = -bar.value() if over > 0 else -over // 2
        self._content.setGeometry(QRect(left, 0, now.room, self.height() - height))
        bar.raise_()
        self.update()
        self.fitted.emit(now)
