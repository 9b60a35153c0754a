"""Where the keyboard goes: with F6 from pane to pane, and back where it was after every dialog."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTextEdit, QWidget
from shiboken6 import isValid

from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.widgets.begun import boxes_over


class PaneWalk(Feature):
    """The keyboard goes where it was last in a pane, the first time to its text or first field.

    Panes are what stands in the window's splitters, in the order in which they are seen.
    """

    def __init__(self, columns: QSplitter, window: QMainWindow) -> None:
        super().__init__(window)
        self._columns = columns
        self._last: dict[QWidget, QWidget] = {}
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._remember)

    def commands(self) -> Iterable[Command]:
        yield Command("next_pane", self.tr("Next pa&ne"), "", "F6").doing(
            lambda: self._step(1), {Menu.VIEW: 410}
        )
        yield Command("previous_pane", self.tr("Previo&us pane"), "", "Shift+F6").doing(
            lambda: self._step(-1), {Menu.VIEW: 420}
        )

    def _step(self, by: int) -> None:
        panes = list(_panes(self._columns))
        focus = QApplication.focusWidget()
        here = next((n for n, p in enumerate(panes) if focus and p.isAncestorOf(focus)), None)
        start = (-1 if by > 0 else 0) if here is None else here
        for far in range(1, len(panes) + 1):
            target = self._target(panes[(start + by * far) % len(panes)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _target(self, pane: QWidget) -> QWidget | None:
        last = self._last.get(pane)
        if last is not None and isValid(last) and pane.isAncestorOf(last) and _takes_keys(last):
            return last
        fields = [each for each in pane.findChildren(QWidget) if _takes_keys(each)]
        # A story's words before the tabs and buttons about it; the last of them is its body.
        words = [each for each in fields if isinstance(each, QTextEdit)]
        return next(iter([*words[-1:], *fields]), None)

    def _remember(self, _left: QWidget | None, now: QWidget | None) -> None:
        if now is None or not isValid(self) or not isValid(self._columns):
            return
        self._last = {pane: last for pane, last in self._last.items() if isValid(pane)}
        for pane in _panes(self._columns):
            if pane.isAncestorOf(now):
                self._last[pane] = now


def _panes(splitter: QSplitter) -> Iterator[QWidget]:
    for place in range(splitter.count()):
        part = splitter.widget(place)
        if isinstance(part, QSplitter):
            yield from _panes(part)
        elif part is not None and part.isVisible():
            yield part


def _takes_keys(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(by_tab) and widget.isVisible() and widget.isEnabled()


class FocusReturn(QObject):
    """Hears of every box that opens before the window, and of its end."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: dict[QWidget, QWidget] = {}  # where it was when a box opened
        boxes_over(window).opened.connect(self._on_opened)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHideEvent) and not event.spontaneous() and watched in self._before:
            assert isinstance(watched, QWidget)
            watched.removeEventFilter(self)
            before = self._before.pop(watched)
            # After whoever asked has done what was answered: it may have gone elsewhere.
            QTimer.singleShot(0, self, lambda: self._return(before))
        return False

    def _on_opened(self, box: QWidget) -> None:
        focus = QApplication.focusWidget() or self._window.focusWidget()
        if box.isWindow() and focus is not None and not box.isAncestorOf(focus):
            self._before[box] = focus
            box.installEventFilter(self)

    def _return(self, before: QWidget) -> None:
        focus = QApplication.focusWidget()
        gone_elsewhere = focus is not None and focus is not self._window
        if gone_elsewhere or QApplication.activeModalWidget() is not None:
            return
        if isValid(before) and before.isVisible() and before.isEnabled():
            self._window.activateWindow()
            before.setFocus(Qt.FocusReason.OtherFocusReason)
