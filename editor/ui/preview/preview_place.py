"""Where the preview sits: at the right, below, or in a window of its own; started when first
shown, because it brings a whole browser with it."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from editor.publish.page import Page
from editor.story.snapshot import Snapshot
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.system_boxes import ask_to_open
from editor.ui.theme import Theme
from editor.ui.widgets.sheet import filled

if TYPE_CHECKING:
    from editor.ui.preview.preview_pane import PreviewPane

PLACES = ("right", "below", "window")
# Of the text and of the page: below, a page less high than the text shows hardly a paragraph.
SHARES = {"right": [500, 500], "below": [440, 560]}
LEAST = 80  # pixels


def readable_width(pixels: int) -> str:
    """The page width whose text is still legible in a pane of so many pixels."""
    if pixels < 560:
        return "phone"
    return "tablet" if pixels < 980 else "desktop"


class _OwnWindow(QWidget):
    closed = Signal()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)


class PreviewPlace(Feature):
    """Signals:
    visible_changed(bool): the preview was shown or hidden, by whatever means.
    made(object): the PreviewPane, with intents of its own.
    """

    visible_changed = Signal(bool)
    made = Signal(object)

    def __init__(
        self, splitter: QSplitter, theme: Theme, desk_lane: DeskLane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._splitter = splitter
        self._theme = theme
        self._desk_lane = desk_lane
        self._pane: PreviewPane | None = None
        self._window: _OwnWindow | None = None
        self._rendering = False
        self._snapshot: Snapshot | None = None
        self._place = "right"
        self._read_in = ""
        self._aside = False

    def commands(self) -> Iterable[Command]:
        yield Command("preview", self.tr("&Preview"), "eye", "F9").doing(
            self.toggle,
            {Menu.VIEW: 110, Menu.TOOLBAR: 320},
            story=True,
            checkable=True,
            made=lambda action: self.visible_changed.connect(action.setChecked),
        )
        titles = {
            "right": self.tr("Preview at the &right"),
            "below": self.tr("Preview &below"),
            "window": self.tr("Preview in its own &window"),
        }
        for number, (place, title) in enumerate(titles.items(), 12):
            yield Command(f"preview_{place}", title).doing(
                partial(self.show_at, place), {Menu.VIEW: 10 * number}, story=True
            )

    @property
    def visible(self) -> bool:
        return self._pane is not None and self._pane.isVisible()

    @property
    def wanted(self) -> bool:
        """Whether it is visible, or would be if a story were open."""
        return self.visible or self._aside

    def stand_aside(self, aside: bool) -> None:
        """While there is nothing to be seen in it, it leaves its place in the window to others."""
        pane = self._pane
        if pane is not None and aside is not self._aside and (self._aside or pane.isVisible()):
            self._aside = aside and self._place != "window"
            pane.setHidden(self._aside)
            self.read_in(self._read_in)

    @property
    def snapshot(self) -> Snapshot | None:
        """Of the story whose page is shown, or would be if the preview were."""
        return self._snapshot

    @property
    def place(self) -> str:
        return self._place

    def remember_place(self, place: str) -> None:
        """Where the preview will open next; anything unknown is left alone."""
        if place in PLACES:
            self._place = place

    @property
    def read_width(self) -> str:
        """How wide somebody wants to read a page: phone, tablet or desktop; "" as it fits."""
        return self._read_in

    def read_in(self, width: str) -> None:
        """How wide the page is read from now on; "" is as wide as people can read it there."""
        self._read_in = width
        # When the window has been laid out: what stands beside it may still be on its way.
        QTimer.singleShot(0, self, self._fit_width)

    def _fit_width(self) -> None:
        if self._pane is not None and self.visible:
            self._pane.set_page_width(self._read_in or readable_width(self._pane.width()))

    def focus_page(self) -> None:
        """The keyboard to the page, where it scrolls."""
        if self._pane is not None:
            self._pane.focus_page()

    def stand_alone(self, alone: bool) -> None:
        """Whether it has the place of the text as well."""
        if self._pane is not None:
            self._pane.bar.stand_alone(alone)

    def show_story(self, snapshot: Snapshot | None) -> None:
        """The newest state of the story; its page is made only while somebody can see it."""
        self._snapshot = snapshot
        if self.visible:
            self._load()

    def toggle(self) -> None:
        """Shown where it sat last, or put away."""
        self.show_at("hidden" if self.visible else self._place)

    def show_at(self, place: str) -> None:
        """`right`, `below`, `window`, or `hidden`."""
        if place == "hidden":
            self.hide()
            return
        if place not in PLACES:
            return
        self._place, self._aside = place, False
        pane = self._pane or self._make_pane()
        self._leave_window()
        if place == "window":
            self._enter_window(pane)
        else:
            self._enter_splitter(pane, place)
        pane.bar.set_placement(place)
        self.read_in(self._read_in)
        self._load()
        self.visible_changed.emit(True)

    def hide(self) -> None:
        self._leave_window()
        self._aside = False
        if self._pane is not None:
            self._pane.hide()
        self.visible_changed.emit(False)

    def stop(self) -> None:
        """Take the browser down before the window goes."""
        self._leave_window()
        if self._pane is not None:
            self._pane.close()

    def _load(self) -> None:
        """Make the newest page beside the window, one at a time, and show it."""
        snapshot, desk = self._snapshot, self._desk_lane.desk
        if snapshot is None:
            if self._pane is not None:
                self._pane.clear()
            return
        if self._rendering:
            return  # the newest is made when the one under way is there

        def show(page: Page) -> None:
            self._rendering = False
            if not self.visible:
                return
            if snapshot is self._snapshot and self._pane is not None:
                self._pane.show_page(page, snapshot)
            else:
                self._load()

        def fail(error: Exception) -> None:
            self._rendering = False
            if self._pane is not None:
                self._pane.clear()  # and not the page of the story before
            if snapshot is not self._snapshot and self.visible:
                self._load()  # what has come on top meanwhile is not to blame
            raise error

        self._rendering = True
        self._desk_lane.ask(lambda: desk.publishing.page(snapshot), show, fail)

    def _make_pane(self) -> "PreviewPane":
        # Imported here: WebEngine costs more than the rest of the start together.
        from editor.ui.preview.preview_pane import PreviewPane

        pane = PreviewPane(self._theme, self._desk_lane.desk.pictures)
        pane.bar.placement_requested.connect(self.show_at)
        pane.bar.width_chosen.connect(self.read_in)
        pane.link_activated.connect(lambda address: ask_to_open(address, self._splitter))
        pane.photo_failed.connect(self.said)
        self.made.emit(pane)
        self._pane = pane
        return pane

    def _enter_splitter(self, pane: "PreviewPane", place: str) -> None:
        across = Qt.Orientation.Horizontal if place == "right" else Qt.Orientation.Vertical
        # What was dragged holds for the place it was dragged in; dragged to nothing once, it would
        # seem never to open again.
        newly = pane.parentWidget() is not self._splitter or across != self._splitter.orientation()
        self._splitter.setOrientation(across)
        if pane.parentWidget() is not self._splitter:
            self._splitter.addWidget(pane)
        pane.show()
        if newly or min(self._splitter.sizes() or [0]) < LEAST:
            self._splitter.setSizes(SHARES[place])

    def _enter_window(self, pane: "PreviewPane") -> None:
        window = _OwnWindow()
        window.setWindowTitle(self.tr("Preview — Galley"))
        filled(QVBoxLayout(window), pane)
        room = QGuiApplication.primaryScreen().availableSize() - QSize(8, 40)
        window.resize(QSize(1240, 860).boundedTo(room))
        window.closed.connect(self._on_window_closed)
        self._window = window
        pane.show()
        window.show()

    def _leave_window(self) -> None:
        window, self._window = self._window, None
        if window is not None and self._pane is not None:
            self._pane.hide()
            self._pane.setParent(None)
            window.close()
            window.deleteLater()

    def _on_window_closed(self) -> None:
        if self._window is not None:
            self.hide()
