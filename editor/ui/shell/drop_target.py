"""What lies over the inspector while something is dragged across: what dropping it would do."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from editor.ui.theme import Theme


class DropTarget(QWidget):
    """Covers its parent while shown; takes no part in the dragging itself."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ""
        self._welcome = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def words(self) -> str:
        """What is said at the moment, "" while nothing is dragged."""
        return "" if self.isHidden() else self._words

    def offer(self, words: str, *, welcome: bool) -> None:
        self._words = words
        self._welcome = welcome
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        ink, ground = ("accent", "accent-soft") if self._welcome else ("danger", "danger-soft")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cover = theme.color(ground)
        cover.setAlphaF(0.94)
        painter.fillRect(self.rect(), cover)
        edge = theme.space(2)
        frame = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.setPen(QPen(theme.color(ink), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, theme.radius, theme.radius)
        painter.setFont(theme.font("ui-strong"))
        inner = frame.adjusted(edge * 2, 0, -edge * 2, 0)
        align = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inner, int(align), self._words)
