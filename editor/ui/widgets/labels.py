"""Words the window shows: spoken when read by ear, cut where the room ends, coloured by meaning;
and parts that go on in the next line."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
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
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QWidget,
)

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


class FlowLayout(QLayout):
    """The last part takes what is left of its line, at least its minimum width."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self._margins)

    @property
    def _margins(self) -> QMargins:
        return self.contentsMargins()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height that `rect`'s width needs."""
        inner = rect.marginsRemoved(self._margins)
        x, y, line = inner.x(), inner.y(), 0
        for index, item in enumerate(self._items):
            last = index == len(self._items) - 1
            wanted = item.minimumSize() if last else item.sizeHint()
            width = min(wanted.width(), inner.width())
            height = item.sizeHint().height()
            if x > inner.x() and x + width > inner.right() + 1:
                x, y, line = inner.x(), y + line + self._gap, 0
            if last:
                width = max(width, inner.right() + 1 - x)
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
            x += width + self._gap
            line = max(line, height)
        return y + line - rect.y() + self._margins.bottom()
