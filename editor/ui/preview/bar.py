"""The slim bar over the preview: in which width one reads, and where the pane stands.

It only says what was chosen; the pane and the window do it.
"""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from editor.message import listed
from editor.ui.preview.page_area import Fit, PageWidth
from editor.ui.theme import Theme


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
