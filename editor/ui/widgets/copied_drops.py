"""What is dragged in from elsewhere stays where it was: it is taken as a copy, never moved.

A file manager or a word processor that is told Move deletes what was dragged, and a picture desk
would lose its originals. Within Galley things may be moved.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QWindow

_COPY = Qt.DropAction.CopyAction


def take_copy(event: QDropEvent) -> None:
    """Accept what hovers or was dropped, and tell its owner to keep it."""
    if event.possibleActions() & _COPY:
        event.setDropAction(_COPY)
    elif not isinstance(event, QDragMoveEvent):
        # Offered to be moved only: taken all the same, and nothing is answered that deletes it.
        event.setDropAction(Qt.DropAction.IgnoreAction)
    event.accept()


def from_elsewhere(event: QDropEvent) -> bool:
    """Whether another program offers it."""
    return event.source() is None


def copy_if_taken(event: QDropEvent) -> None:
    """After a text field of Qt has answered a drop with whatever was proposed."""
    if event.isAccepted() and from_elsewhere(event):
        take_copy(event)


class CopiedDrops(QObject):
    """For every window of the program, so that Qt's own fields follow the rule too: what comes
    from elsewhere is shown to them as if it could only be copied."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._passing_on = False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        # Nothing tells of a window that is made; each has the focus once before it is dropped on.
        app.focusWindowChanged.connect(self._follow)
        self._follow(QGuiApplication.focusWindow())

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or self._passing_on or not from_elsewhere(event):
            return False
        self._passing_on = True
        try:
            copied = _as_copy(event)
            QGuiApplication.sendEvent(watched, copied)
        finally:
            self._passing_on = False
        if copied.isAccepted():
            take_copy(event)
        else:
            event.ignore()
        return True


def _as_copy(event: QDropEvent) -> QDropEvent:
    mime, buttons, keys = event.mimeData(), event.buttons(), event.modifiers()
    if isinstance(event, QDragMoveEvent):
        kind = QDragEnterEvent if isinstance(event, QDragEnterEvent) else QDragMoveEvent
        made = kind(event.position().toPoint(), _COPY, mime, buttons, keys)
        made.setAccepted(event.isAccepted())
        return made
    return QDropEvent(event.position(), _COPY, mime, buttons, keys)
