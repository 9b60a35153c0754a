"""Files and words from another program, dropped on a part of a window as the system does it."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

MOVE, COPY = Qt.DropAction.MoveAction, Qt.DropAction.CopyAction
BOTH = MOVE | COPY
LEFT = Qt.MouseButton.LeftButton
# Held while dragging it proposes to move: what some file managers do within one disk anyway.
SHIFT = Qt.KeyboardModifier.ShiftModifier


def offered(*paths: Path, text: str = "") -> QMimeData:
    mime = QMimeData()
    if paths:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        mime.setText(text)
    return mime


def drop(target: QWidget, mime: QMimeData, actions: Qt.DropAction = BOTH) -> QDropEvent:
    """As the system does it: through the window the target stands in."""
    window = target.window().windowHandle()
    place = target.mapTo(target.window(), target.rect().center())
    for kind in (QDragEnterEvent, QDragMoveEvent):
        hovering = kind(place, actions, mime, LEFT, SHIFT)
        QApplication.sendEvent(window, hovering)
    event = QDropEvent(QPointF(place), actions, mime, LEFT, SHIFT)
    assert event.dropAction() == MOVE, "this is how it must be proposed here"
    QApplication.sendEvent(window, event)
    return event


def moved(event: QDropEvent) -> bool:
    """Whether whoever offered it is told to delete it."""
    return event.isAccepted() and event.dropAction() == MOVE


def targets(top: QWidget) -> Iterator[QWidget]:
    for widget in (top, *top.findChildren(QWidget)):
        if widget.window() is not top or not widget.isVisible() or not widget.acceptDrops():
            continue
        place = widget.rect().center()
        if not widget.visibleRegion().contains(place):  # scrolled away
            continue
        found = top.childAt(widget.mapTo(top, place)) or top
        if found is widget or widget.isAncestorOf(found):  # no box lies over it
            yield widget
