"""The keyboard is where it was after every dialog and box, whatever window manager there is."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from editor.ui.widgets.begun import BoxOpened


class FocusReturn(QObject):
    """Hears of every box that opens before the window, and of its end."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: dict[QWidget, QWidget] = {}  # where it was when a box opened
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, BoxOpened) and event.box.isWindow():
            focus = QApplication.focusWidget() or self._window.focusWidget()
            if focus is not None and not event.box.isAncestorOf(focus):
                self._before[event.box] = focus
                event.box.installEventFilter(self)
        elif isinstance(event, QHideEvent) and not event.spontaneous() and watched in self._before:
            assert isinstance(watched, QWidget)
            watched.removeEventFilter(self)
            before = self._before.pop(watched)
            # After whoever asked has done what was answered: it may have gone elsewhere.
            QTimer.singleShot(0, self, lambda: self._return(before))
        return False

    def _return(self, before: QWidget) -> None:
        focus = QApplication.focusWidget()
        gone_elsewhere = focus is not None and focus is not self._window
        if gone_elsewhere or QApplication.activeModalWidget() is not None:
            return
        if isValid(before) and before.isVisible() and before.isEnabled():
            self._window.activateWindow()
            before.setFocus(Qt.FocusReason.OtherFocusReason)
