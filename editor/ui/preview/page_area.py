"""In which width a page is read: the slim bar where one chooses, and the area it stands in,
centred, scaled to fit; a page too wide to be read that small is moved from side to side.

The bar only says what was chosen; the pane and the window do it.
"""

from enum import StrEnum

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QScrollBar, QToolButton, QWidget

from editor.late import frozen
from editor.message import listed
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


class Placement(StrEnum):
    """Where the preview stands in the window."""

    RIGHT = "right"
    BELOW = "below"
    WINDOW = "window"
    HIDDEN = "hidden"


class PreviewBar(QWidget):
    """Signals: `width_chosen(object PageWidth)`, `placement_requested(str)`,
    `browser_requested()`."""

    width_chosen = Signal(object)
    placement_requested = Signal(str)
    browser_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widths = QButtonGroup(self)
        self._placements = QButtonGroup(self)
        self._zoom = QLabel(self)
        self._zoom.setProperty("role", "faint")

        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(2), theme.space(1), theme.space(1), theme.space(1))
        row.setSpacing(theme.space(1))
        for width, icon, label in (
            (PageWidth.PHONE, "smartphone", self.tr("Phone")),
            (PageWidth.TABLET, "tablet", self.tr("Tablet")),
            (PageWidth.DESKTOP, "monitor", self.tr("Desktop")),
        ):
            button = self._button(icon, label, checkable=True)
            button.setText(label)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            self._widths.addButton(button)
            button.setProperty("page-width", width.value)
            button.clicked.connect(lambda _=False, to=width: self.width_chosen.emit(to))
            row.addWidget(button)
        row.addWidget(self._zoom)
        row.addStretch(1)
        browser = self._button("globe", self.tr("Open in browser"))
        browser.clicked.connect(self.browser_requested)
        row.addWidget(browser)
        asked = self.placement_requested
        for placement, icon, label in (
            (Placement.RIGHT, "panel-right", self.tr("Preview on the right")),
            (Placement.BELOW, "panel-bottom", self.tr("Preview below")),
            (Placement.WINDOW, "app-window", self.tr("Preview in its own window")),
            (Placement.HIDDEN, "x", self.tr("Hide preview")),
        ):
            hides = placement is Placement.HIDDEN
            button = self._button(icon, label, checkable=not hides)
            if not hides:
                self._placements.addButton(button)
            button.setProperty("placement", placement.value)
            button.clicked.connect(lambda _=False, to=placement: asked.emit(to.value))
            row.addWidget(button)
        # The words give way to signs before the bar would make the window wider.
        self._zoom.hide()
        self._full = row.minimumSize().width()
        self.setMinimumWidth(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_zoom()
        styles = Qt.ToolButtonStyle
        roomy = self.width() >= self._full
        style = styles.ToolButtonTextOnly if roomy else styles.ToolButtonIconOnly
        for button in self._widths.buttons():
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(style)

    def set_width(self, width: PageWidth) -> None:
        for button in self._widths.buttons():
            button.setChecked(button.property("page-width") == width.value)

    def set_placement(self, placement: str) -> None:
        for button in self._placements.buttons():
            button.setChecked(button.property("placement") == placement)

    def stand_alone(self, alone: bool) -> None:
        """Whether there is nothing beside which the pane could stand."""
        for button in self._placements.buttons():
            beside = button.property("placement") != Placement.WINDOW
            button.setHidden(alone and beside)

    def show_fit(self, fit: Fit) -> None:
        """Say for how many pixels the page is laid out, and how far it is scaled down."""
        pixels = self.tr("{} px").format(fit.page_pixels)
        scale = "" if fit.zoom == 1.0 else f"{fit.zoom:.0%}"
        self._zoom.setText(str(listed((pixels, scale), "facts")))
        self._show_zoom()

    def _show_zoom(self) -> None:
        """Whole or not at all: in a narrow pane the buttons go first."""
        needed = self._full + self._zoom.sizeHint().width() + self._theme.space(2)
        self._zoom.setVisible(bool(self._zoom.text()) and self.width() >= needed)

    def _button(self, icon: str, label: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setCheckable(checkable)
        button.setAccessibleName(label)
        button.setToolTip(label)
        self._theme.put_icon(button, icon)
        return button
