"""What of an opened box does not fit: parts that are cut, or lie outside of it."""

from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

FIELDS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit)
# Qt makes no dialog higher than that by itself; what is higher scrolls.
MOST_OF_THE_SCREEN = 2 / 3


def what_is_cut(box: QWidget) -> list[str]:
    """A sentence for the box if it is lower than it has to be, and for every part of it."""
    return [*_too_low(box), *(line for part in _parts(box) for line in _cut(part))]


def _too_low(box: QWidget) -> Iterator[str]:
    hint = box.sizeHint().height()
    if box.hasHeightForWidth():
        hint = box.heightForWidth(box.width())
    room = QGuiApplication.primaryScreen().availableGeometry().height() * MOST_OF_THE_SCREEN
    least = min(hint, int(room))
    if box.height() < least:
        yield f"{_name(box)} is {box.height()} px high and needs {least}"


def _cut(part: QWidget) -> Iterator[str]:
    holder = part.parentWidget()
    if holder is None or holder.size().isEmpty():
        return  # put away, with everything in it
    if not holder.rect().contains(part.geometry()):
        yield f"{_name(part)} at {part.geometry()} lies outside of {_name(holder)} {holder.rect()}"
    if not isinstance(part, FIELDS):
        return
    # What the look gives as the least comes before what Qt would guess.
    needed = part.minimumHeight() or part.minimumSizeHint().height()
    if isinstance(part, QLabel) and part.wordWrap() and part.text():
        needed = part.heightForWidth(part.width())
    if part.height() < needed:
        yield f"{_name(part)} is {part.height()} px high and needs {needed}"


def _parts(box: QWidget) -> Iterator[QWidget]:
    """Everything seen in it but what scrolls, and what Qt's own widgets are made of."""
    for part in box.findChildren(QWidget):
        if part.window() is not box.window() or not part.isVisible():
            continue
        if part.objectName().startswith("qt_") or _is_inside_of_qts_own(part, box):
            continue
        yield part


def _is_inside_of_qts_own(part: QWidget, box: QWidget) -> bool:
    above = part.parentWidget()
    if isinstance(above, (QAbstractScrollArea, QComboBox, QAbstractSpinBox, QLineEdit)):
        return True  # a scroll area lays out its viewport and bars, a combo box its line
    # What lies right in a viewport is as large as it wants and scrolls.
    area = above.parentWidget() if above is not None else None
    return isinstance(area, QAbstractScrollArea) and area is not box and above is area.viewport()


def _name(widget: QWidget) -> str:
    words = widget.accessibleName()
    if not words and isinstance(widget, (QAbstractButton, QLabel)):
        words = widget.text()
    return f"{type(widget).__name__} “{words[:60]}”"
