"""Only the text, or a picture: every panel and bar goes away for a while and comes back exactly as
it was."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QSplitter, QTabBar, QToolBar, QWidget

from editor.late import frozen
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.settings_desk import SettingsDesk
from editor.ui.writing.focus_view import FocusLook
from editor.ui.writing.writing_pane import WritingPane

KEYS = ("F11", "Ctrl+Shift+Return")
_NO_LIMIT = 16_777_215  # Qt's own largest size of a widget, px


@frozen
class _Layout:
    """How the window was arranged."""

    hidden: tuple[QWidget, ...]
    splitters: tuple[tuple[QSplitter, QByteArray], ...]
    state: Qt.WindowState


class FocusMode(Feature):
    """Serves one window.

    Signals:
    held(bool): only the text is seen now, or no longer.
    """

    held = Signal(bool)

    def __init__(self, window: QMainWindow, tabs: StoryTabs, settings: SettingsDesk) -> None:
        super().__init__(window)
        self._window = window
        self._tabs = tabs
        self._settings = settings
        self._layout: _Layout | None = None
        self._pane: WritingPane | None = None
        self._part: QWidget | None = None  # what is seen alone, where that is no text
        tabs.opened.connect(self._follow)
        tabs.arranged.connect(self._follow)
        tabs.closed.connect(self.leave)
        tabs.failing.connect(self._show_status)

    def commands(self) -> Iterable[Command]:
        yield Command("focus_mode", self.tr("&Focus mode"), "maximize-2", "F11").doing(
            self.toggle, {Menu.VIEW: 540}, story=True, checkable=True, made=self._take_action
        )

    @property
    def is_on(self) -> bool:
        return self._layout is not None

    def toggle_part(self, part: QWidget) -> None:
        """A part of the window alone on the whole screen, and back."""
        if self.is_on:
            self.leave()
        else:
            self._part = part
            self._enter()

    def toggle(self) -> None:
        if self.is_on:
            self.leave()
        elif self._tabs.story_id:
            self._enter()
        else:
            self.held.emit(False)  # being pressed, its action was checked

    def leave(self) -> None:
        """Everything as it was; nothing happens when it is."""
        layout, self._layout = self._layout, None
        if layout is None:
            return
        part, self._part = self._part, None
        for each in (self._window, *([part] if part is not None else [])):
            each.removeEventFilter(self)
        self._show_in(None)
        self._window.menuBar().setMaximumHeight(_NO_LIMIT)
        for widget in layout.hidden:
            widget.show()
        self._window.setWindowState(layout.state)
        for splitter, state in layout.splitters:
            splitter.restoreState(state)
        self.held.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Esc comes here when nobody on the way had a use for it; from a picture before that.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.leave()
            return True
        if watched is self._part and event.type() is QEvent.Type.Hide:
            self.leave()  # something else is seen in its place
        return super().eventFilter(watched, event)

    def _take_action(self, action: QAction) -> None:
        action.setShortcuts([QKeySequence(keys) for keys in KEYS])
        self.held.connect(action.setChecked)

    def _enter(self) -> None:
        seen = self._part
        if seen is None:
            self._tabs.writing.focus_body()
        self.held.emit(True)
        others = [widget for widget in self._others() if not widget.isHidden()]
        splitters = tuple((each, each.saveState()) for each in self._splitters())
        self._layout = _Layout(tuple(others), splitters, self._window.windowState())
        self._window.installEventFilter(self)  # until then none of its events is of interest
        for widget in others:
            widget.hide()
        # Hidden, it would take the keys of all its commands along.
        self._window.menuBar().setMaximumHeight(0)
        self._window.setWindowState(self._window.windowState() | Qt.WindowState.WindowFullScreen)
        if seen is not None:
            seen.installEventFilter(self)
            seen.setFocus()
            return
        self._show_in(self._tabs.writing)
        self._tabs.writing.focus_body()

    def _follow(self) -> None:
        """Another story has come on top, perhaps on the other side."""
        layout = self._layout
        if layout is None or self._part is not None:
            return
        self._path_shown()
        fresh = [widget for widget in self._others() if not widget.isHidden()]
        for widget in fresh:
            widget.hide()
        known = (*layout.hidden, *(each for each in fresh if each not in layout.hidden))
        self._layout = _Layout(known, layout.splitters, layout.state)
        self._show_in(self._tabs.writing)

    def _show_in(self, pane: WritingPane | None) -> None:
        if pane is self._pane:
            return
        if self._pane is not None:
            self._pane.focus_view.end()
        self._pane = pane
        if pane is not None:
            kept = self._settings.values("typing")
            pale = bool(kept.get("focus_pale", True))
            typewriter = bool(kept.get("focus_typewriter", False))
            pane.focus_view.begin(FocusLook(pale, typewriter))

    def _others(self) -> Iterator[QWidget]:
        """Everything beside the way from the window to the text, and the bars."""
        yield from self._window.findChildren(
            QToolBar, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        yield self._window.statusBar()
        path = self._path()
        if self._part is None:
            yield from self._tabs.widget.findChildren(QTabBar)
        else:
            for each in path[1:]:
                if not isinstance(each, QSplitter):
                    widgets = (part for part in each.children() if isinstance(part, QWidget))
                    yield from (part for part in widgets if part not in path)
        for splitter in self._splitters():
            for place in range(splitter.count()):
                part = splitter.widget(place)
                if part is not None and part not in path:
                    yield part

    def _path_shown(self) -> None:
        for widget in self._path():
            if isinstance(widget.parent(), QSplitter):
                widget.show()

    def _path(self) -> list[QWidget]:
        """What is seen and what it stands in, up to the window."""
        path: list[QWidget] = []
        widget = self._part or self._tabs.writing
        while widget is not None and widget is not self._window:
            path.append(widget)
            widget = widget.parentWidget()
        return path

    def _splitters(self) -> list[QSplitter]:
        return [each for each in self._path() if isinstance(each, QSplitter)]

    def _show_status(self, _reason: str) -> None:
        """That a text is not kept must be seen."""
        if self.is_on:
            self._window.statusBar().show()
