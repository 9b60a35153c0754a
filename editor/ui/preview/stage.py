"""The ground on which a page stands in the width it is read in, centred, scaled to fit; a page
too wide to be read that small is moved from side to side."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from editor.ui.preview.widths import PageWidth, fit
from editor.ui.theme import Theme


class Stage(QWidget):
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
