"""Keeps one page of the web engine in step with the newest version of a story.

It holds the engine's objects in the order in which they must die, and never more than one
refresh or load at a time: whatever is overtaken meanwhile is never shown.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEngineScript, QWebEngineSettings
from PySide6.QtWidgets import QWidget

from editor.ui.preview.page_area import Fit, PageArea, PageWidth
from editor.ui.preview.page_handler import ClosedProfile, PageHandler
from editor.ui.preview.scheme import SCHEME, page_url
from editor.ui.preview.shown_page import PageSource, ShownPage, Spot, can_refresh
from editor.ui.preview.web_page import (
    SCROLL,
    SELECTED,
    WebPage,
    WebView,
    mark_call,
    refresh_call,
    scroll_call,
    show_call,
)
from editor.ui.shell.lane import Lane
from editor.ui.theme import Theme

SETTLE_MS = 50
_APPLICATION = QWebEngineScript.ScriptWorldId.ApplicationWorld.value


class Engine(PageArea):
    """The web engine in its area.

    Attributes:
        view, page, handler: what shows the page, what brings it, and the pictures on it.

    Signals:
        landed(object): the ShownPage that stands there now, complete but for its pictures.
        block_clicked(int): index of the body block that was clicked.
        died(str): the engine's process ended; the sentence says so.
    """

    landed = Signal(object)
    block_clicked = Signal(int)
    died = Signal(str)

    def __init__(self, theme: Theme, source: PageSource, lane: Lane, parent: QWidget) -> None:
        super().__init__(theme, parent)
        # Children die in the order they came: view and page must go before their profile.
        self.view = WebView(self)
        self.setFocusProxy(self.view)
        self._profile = ClosedProfile(self)
        self.handler = PageHandler(source, lane, self._profile)
        self._profile.installUrlSchemeHandler(SCHEME.encode(), self.handler)
        self.page = WebPage(self._profile, self.view)
        # What a browser shows behind a page, whatever the look of the window.
        self.page.setBackgroundColor(Qt.GlobalColor.white)
        self.view.setPage(self.page)
        self.fitted.connect(self._scale)
        self.put(self.view)

        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._arrange)

        self._shown: ShownPage | None = None
        self._wanted: ShownPage | None = None
        self._under_way: ShownPage | None = None
        self._scroll = ""
        self._marks: tuple[Spot, ...] = ()

        self.page.ready.connect(self._loaded)
        self.page.loadFinished.connect(self._load_finished)
        self.page.child_clicked.connect(self._tell_block)
        self.page.renderProcessTerminated.connect(self._process_ended)

    def present(self, showing: ShownPage) -> None:
        """Show it once what is under way has landed; the newest wins."""
        self._wanted = showing
        if self._under_way is None:
            self._next()

    def mark(self, spots: tuple[Spot, ...]) -> None:
        """Mark these over the page, now and when it has changed."""
        self._marks = spots
        if self._shown is not None:
            self.page.runJavaScript(mark_call(self._shown.on_page(spots)), _APPLICATION)

    def show_spot(self, spot: Spot) -> None:
        """Bring it into sight."""
        for told in self._shown.on_page([spot]) if self._shown else ():
            self.page.runJavaScript(show_call(told), _APPLICATION)

    def ask_selection(self, then: Callable[[Spot | None], object]) -> None:
        """What is selected on the page, or pointed at."""
        shown = self._shown

        def answer(told: Any) -> None:
            spot = shown.selected(told) if shown is not None and isinstance(told, str) else None
            # Not from within the engine's answer: a dialog may follow, and wait.
            QTimer.singleShot(0, self, lambda: then(spot))

        self.page.runJavaScript(SELECTED, _APPLICATION, answer)

    def set_width(self, width: PageWidth) -> None:
        # On a phone or tablet scroll bars take no room from the page.
        bars = QWebEngineSettings.WebAttribute.ShowScrollBars
        self.page.settings().setAttribute(bars, width is PageWidth.DESKTOP)
        super().set_width(width)
        # The engine looks at its scroll bars again only when its room changes.
        self.view.resize(self.view.width(), self.view.height() - 1)
        self._settle.start()

    def shut_down(self) -> None:
        """End the engine's page before its profile; afterwards nothing is shown any more."""
        self._shown = self._wanted = self._under_way = None
        self._settle.stop()
        self.put(None)
        for ended in (self.page, self.view, self._profile):
            if shiboken6.isValid(ended):
                shiboken6.delete(ended)

    def _next(self) -> None:
        coming, self._wanted = self._wanted, None
        if coming is None:
            return
        self._under_way = coming
        self.handler.serve(coming.page)
        if self._shown is None or self._shown.story != coming.story:
            self._load(coming, None)
        elif can_refresh(self._shown.page, coming.page):
            call = refresh_call(coming.page.html.decode("utf-8"))
            self.page.runJavaScript(call, _APPLICATION, partial(self._refreshed, coming))
        else:
            self._load_in_place(coming)

    def _refreshed(self, coming: ShownPage, faithful: Any) -> None:
        if coming is not self._under_way:
            return  # the engine's last words about a page that was given up
        if faithful is True:
            self._landed()
        else:
            self._load_in_place(coming)

    def _load_in_place(self, coming: ShownPage) -> None:
        self.page.runJavaScript(SCROLL, _APPLICATION, partial(self._load, coming))

    def _load(self, coming: ShownPage, scroll: Any) -> None:
        if coming is not self._under_way:
            return
        self._scroll = scroll if isinstance(scroll, str) else ""
        self.page.load(page_url(coming.page.path))

    def _loaded(self) -> None:
        if self._under_way is None:
            return
        if self._scroll:
            self.page.runJavaScript(scroll_call(self._scroll), _APPLICATION)
        self._landed()

    def _load_finished(self, ok: bool) -> None:
        if not ok and self._under_way is not None:
            self._give_up(self.tr("The page could not be shown."))

    def _landed(self) -> None:
        landed, self._under_way = self._under_way, None
        self._shown = landed
        if landed is not None:
            self.mark(self._marks)
            self.landed.emit(landed)
        self._next()

    def _scale(self, fit: Fit) -> None:
        self.page.setZoomFactor(fit.zoom)

    def _tell_block(self, child_index: int) -> None:
        block = self._shown.block_at(child_index) if self._shown else None
        if block is not None:
            self.block_clicked.emit(block)

    def _process_ended(self) -> None:
        self._give_up(self.tr("The part of Galley that draws pages has stopped."))

    def _give_up(self, sentence: str) -> None:
        self._shown = self._wanted = self._under_way = None
        self.died.emit(sentence)
