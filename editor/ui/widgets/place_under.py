"""Where in a text a point of the viewport lies, also while an input method composes there.

Qt's own `cursorForPosition` counts what is being composed, which is in the layout and not in the
text: behind it every place is wrong, and beyond the end of the text a warning.
"""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit


def cursor_under(editor: QTextEdit | QPlainTextEdit, place: QPoint) -> QTextCursor:
    """A cursor at the place of the text that is nearest to a point of the viewport."""
    composing = editor.textCursor().block()
    if not composing.layout().preeditAreaText():
        return editor.cursorForPosition(place)
    origin, reach = _strip(editor, composing)
    cursor = QTextCursor(composing)
    if reach.contains(QPointF(place)):
        at = _in_layout(composing.layout(), QPointF(place) - origin)
        cursor.setPosition(composing.position() + in_text(composing.layout(), at))
    elif isinstance(editor, QTextEdit):
        scrolled = QPointF(editor.horizontalScrollBar().value(), editor.verticalScrollBar().value())
        layout, document = editor.document().documentLayout(), editor.document()
        at = layout.hitTest(scrolled + QPointF(place), Qt.HitTestAccuracy.FuzzyHit)
        cursor.setPosition(max(0, min(at, document.characterCount() - 1)))
    else:
        return editor.cursorForPosition(place)
    return cursor


def in_text(layout: QTextLayout, position: int) -> int:
    """A place of a layout as a place in its block's text, without what is being composed."""
    at = layout.preeditAreaPosition()
    if position <= at or at < 0:
        return position
    return max(at, position - _units(layout.preeditAreaText()))


def _strip(editor: QTextEdit | QPlainTextEdit, block: QTextBlock) -> tuple[QPointF, QRectF]:
    """Where the block's layout counts from, and what of the viewport is nearest to the block."""
    if isinstance(editor, QPlainTextEdit):
        box = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
        return box.topLeft(), QRectF(0, box.top(), editor.width(), _down_from(box, None))
    scrolled = QPointF(editor.horizontalScrollBar().value(), editor.verticalScrollBar().value())
    layout = editor.document().documentLayout()
    box = layout.blockBoundingRect(block).translated(-scrolled)
    if QTextCursor(block).currentTable() is not None:
        return box.topLeft(), box
    below = block.next()
    end = layout.blockBoundingRect(below).top() - scrolled.y() if below.isValid() else None
    return box.topLeft(), QRectF(0, box.top(), editor.width(), _down_from(box, end))


def _down_from(box: QRectF, end: float | None) -> float:
    """The height of a strip that ends where the next block begins; without one, of all below."""
    return 1e6 if end is None else max(box.height(), end - box.top())


def _in_layout(layout: QTextLayout, point: QPointF) -> int:
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if point.y() < line.y() + line.height() or number == layout.lineCount() - 1:
            return line.xToCursor(point.x())
    return 0


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
