"""Words the window shows: spoken when read by ear, cut where the room ends, coloured by meaning."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from editor.story.story import Status
from editor.ui.theme import restyle


class ValueLabel(QLabel):
    """A label that has a name of its own and says its words all the same.

    A screen reader takes the name for all there is; what the label shows stands in its description.
    """

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleDescription(text)

    def clear(self) -> None:
        self.setText("")


class ElidedLabel(ValueLabel):
    """`text()` stays the whole text; only what is painted is cut."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.updateGeometry()
        self._tell_rest()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    @property
    def shown_text(self) -> str:
        """The text as far as it fits."""
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), self._mode, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        style = self.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        style.drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            self.shown_text,
            self.foregroundRole(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()

    def _tell_rest(self) -> None:
        self.setToolTip("" if self.shown_text == self.text() else self.text())


def elided_lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    """At most `most` lines of `text`, each no wider than `width` pixels in `font`."""
    layout = QTextLayout(text, font)
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrapping)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # Positions are UTF-16; Python counts characters.
        start, length = line.textStart(), line.textLength()
        units = text.encode("utf-16-le")
        if len(lines) == most - 1:
            rest = units[2 * start :].decode("utf-16-le")
            mode = Qt.TextElideMode.ElideRight
            lines.append(QFontMetrics(font).elidedText(rest, mode, width))
        else:
            lines.append(units[2 * start : 2 * (start + length)].decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines


def fitted(image: QImage, size: QSize, scale: float) -> QPixmap:
    """A picture within `size` logical pixels, on a screen of that scale."""
    whole, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    pixmap = QPixmap.fromImage(image.scaled(size * scale, whole, smooth))
    pixmap.setDevicePixelRatio(scale)
    return pixmap


class Chip(QLabel):
    """`kind` is a status value, or count, accent, success, warning, danger."""

    def __init__(self, text: str = "", kind: str = "count", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("chip", kind)

    @property
    def kind(self) -> str:
        return self.property("chip")

    def show_status(self, status: Status) -> None:
        self.say(str(status.label), status.value)

    def say(self, text: str, kind: str) -> None:
        self.setText(text)
        restyle(self, "chip", kind)


_POLITE, _AT_ONCE = (
    QAccessible.AnnouncementPoliteness.Polite,
    QAccessible.AnnouncementPoliteness.Assertive,
)


def announce(part: QWidget, sentence: str, *, at_once: bool = False) -> None:
    """`at_once` interrupts what is being read: for what somebody would lose otherwise."""
    if sentence:
        event = QAccessibleAnnouncementEvent(part, sentence)
        event.setPoliteness(_AT_ONCE if at_once else _POLITE)
        QAccessible.updateAccessibility(event)


class Pressable(QAbstractButton):
    """Lay parts out inside; those that should not take the mouse go through `see_through`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # A button insists on its width and height; a card is as wide as there is room, and as
        # high as its wrapped words then are.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)


def see_through(*parts: QWidget) -> None:
    """Let clicks on these parts reach the card they lie on."""
    for part in parts:
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
