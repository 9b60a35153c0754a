"""One page in the web engine with everything shut that a published page does not need.

It runs no script of the page, goes nowhere, asks for nothing and keeps nothing.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from importlib.resources import files

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtQuick import QQuickWindow
from PySide6.QtWebEngineCore import (
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget

from editor.story.addresses import safe_address
from editor.ui.preview.scheme import SCHEME, path_of

# Prefix of the lines by which the script in the page speaks to the program.
VOICE = "galley-preview:"

# Where the reader is on the page, in CSS pixels, as text: PySide6 6.11 hands a list over as "".
SCROLL = "`${window.scrollX} ${window.scrollY}`"


def page_script() -> str:
    """Run once in every page when its text is there."""
    script = (files("resources") / "preview" / "page.js").read_text("utf-8")
    return f"(() => {{\nconst VOICE = {json.dumps(VOICE)};\n{script}}})();"


def refresh_call(html: str) -> str:
    """Turns the page shown into `html` in place; its value is whether that succeeded."""
    return f"globalThis.galleyRefresh?.({json.dumps(html)}) ?? false"


SELECTED = "globalThis.galleySelected?.() ?? ''"


def mark_call(marks: Sequence[Mapping[str, str | int]]) -> str:
    """Marks these words over the page, and no others; its value is how many are there."""
    return f"globalThis.galleyMark?.({json.dumps(marks)})"


def show_call(mark: Mapping[str, str | int]) -> str:
    """Brings words into sight; its value is whether their place is there."""
    return f"globalThis.galleyShow?.({json.dumps(mark)})"


def scroll_call(place: str) -> str:
    """Puts the page back to `place`, as `SCROLL` gave it."""
    left, top = (float(part) for part in place.split())
    return f"window.scrollTo({{left: {left:f}, top: {top:f}, behavior: 'instant'}})"


_BY_PROCESSOR = "software"


class WebView(QWebEngineView):
    """The web engine's widget, tamed: our own short context menu and nothing dropped onto it.

    Signals: `comment_requested()`, `suggest_requested()`: about what is selected.
    """

    comment_requested = Signal()
    suggest_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        # Drawn by the graphics card, this widget makes Qt put the whole window away and make
        # another one, on a surface of the card: it goes black and comes back. A page is words on
        # paper, which the processor draws as fast. See docs/decisions/0032.
        if QQuickWindow.sceneGraphBackend() != _BY_PROCESSOR:  # a second one may not choose again
            QQuickWindow.setSceneGraphBackend(_BY_PROCESSOR)
        super().__init__(parent)
        self.setAcceptDrops(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self.hasSelection())
        select_all = menu.addAction(self.tr("Select all"))
        menu.addSeparator()
        menu.addAction(self.tr("Comment…")).triggered.connect(self.comment_requested)
        suggest = menu.addAction(self.tr("Suggest instead…"))
        suggest.setEnabled(self.hasSelection())
        suggest.triggered.connect(self.suggest_requested)
        chosen = menu.exec(event.globalPos())
        if chosen is copy:
            self.triggerPageAction(QWebEnginePage.WebAction.Copy)
        elif chosen is select_all:
            self.triggerPageAction(QWebEnginePage.WebAction.SelectAll)
        menu.deleteLater()


_log = logging.getLogger(__name__)

Setting = QWebEngineSettings.WebAttribute

# Every door of the engine that is open by default and that a page of ours never goes through.
_SHUT = (
    Setting.JavascriptEnabled,
    Setting.JavascriptCanOpenWindows,
    Setting.JavascriptCanAccessClipboard,
    Setting.JavascriptCanPaste,
    Setting.LocalStorageEnabled,
    Setting.LocalContentCanAccessFileUrls,
    Setting.LocalContentCanAccessRemoteUrls,
    Setting.AllowRunningInsecureContent,
    Setting.AllowGeolocationOnInsecureOrigins,
    Setting.AllowWindowActivationFromJavaScript,
    Setting.WebGLEnabled,
    Setting.PluginsEnabled,
    Setting.PdfViewerEnabled,
    Setting.NavigateOnDropEnabled,
    Setting.AutoLoadIconsForPage,
    Setting.ErrorPageEnabled,
    Setting.FullScreenSupportEnabled,
    Setting.ScreenCaptureEnabled,
    Setting.HyperlinkAuditingEnabled,
    Setting.DnsPrefetchEnabled,
    Setting.ReadingFromCanvasEnabled,
)


class WebPage(QWebEnginePage):
    """Signals: `ready()` when the text of a load is laid out; `child_clicked(int)` the index of
    the clicked child of the body; `link_activated(str)` an address outside that was clicked."""

    ready = Signal()
    child_clicked = Signal(int)
    link_activated = Signal(str)

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        for setting in _SHUT:
            self.settings().setAttribute(setting, False)
        self.settings().setUnknownUrlSchemePolicy(
            QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
        )
        self.setAudioMuted(True)
        script = QWebEngineScript()
        script.setName("galley-preview")
        # A world of its own, which runs although the page's own world has scripts off.
        script.setWorldId(QWebEngineScript.ScriptWorldId.ApplicationWorld)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        script.setSourceCode(page_script())
        self.scripts().insert(script)
        self.permissionRequested.connect(lambda permission: permission.deny())
        self.newWindowRequested.connect(self._instead_of_a_window)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        url = QUrl(url)
        if isMainFrame and kind is QWebEnginePage.NavigationType.NavigationTypeTyped:
            return url.scheme() == SCHEME  # the preview itself loads a page
        if url.hasFragment() and path_of(url) and path_of(url) == path_of(self.url()):
            return True  # a place further down on the same page
        if kind is QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self._offer(url)
        return False

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,
        sourceID: str,
    ) -> None:
        if not message.startswith(VOICE):
            _log.info("the page says: %s", message)
            return
        match message.removeprefix(VOICE).split():
            case ["ready"]:
                self.ready.emit()
            case ["clicked", index]:
                self.child_clicked.emit(int(index))

    def _instead_of_a_window(self, request: QWebEngineNewWindowRequest) -> None:
        if request.isUserInitiated():
            self._offer(request.requestedUrl())

    def _offer(self, url: QUrl) -> None:
        # A link to another page of the site leads nowhere here: that page is not in memory.
        address = safe_address(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if address:
            self.link_activated.emit(address)
