"""Where words stand on the screen, the same way for both of Qt's text editors.

All rectangles are in pixels of the editor's viewport.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QTextBlock, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from editor.ui.widgets.place_under import cursor_under
from editor.ui.words.units import length_in_units

TextField = QTextEdit | QPlainTextEdit


def blocks_in(editor: TextField, area: QRect) -> range:
    """Numbers of the blocks that show something in `area`."""
    if isinstance(editor, QPlainTextEdit):
        return range(editor.firstVisibleBlock().blockNumber(), editor.blockCount())
    places = (area.topLeft(), area.bottomLeft())
    first, last = (cursor_under(editor, place).blockNumber() for place in places)
    # One more at each end: a word that is typed may push a line over the edge.
    return range(max(0, first - 1), min(last + 2, editor.document().blockCount()))


def _scrolled(editor: QTextEdit) -> QPointF:
    return QPointF(editor.horizontalScrollBar().value(), editor.verticalScrollBar().value())


def origin(editor: TextField, block: QTextBlock) -> QPointF:
    """Where the block's layout counts from."""
    if isinstance(editor, QPlainTextEdit):
        return editor.blockBoundingGeometry(block).topLeft() + editor.contentOffset()
    place = editor.document().documentLayout().blockBoundingRect(block).topLeft()
    return place - _scrolled(editor)


def area_of(editor: TextField, block: QTextBlock) -> QRect:
    """The strip of the viewport in which the block stands."""
    height = block.layout().boundingRect().height()
    top = origin(editor, block).y()
    width = editor.viewport().width()
    return QRectF(0, top, width, height).toAlignedRect().adjusted(0, -1, 0, 2)


def stretches(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """What lies under the words between two places in a block, counted from the block's origin:
    one rectangle for each line they are on, from the baseline to the bottom of the letters."""
    layout = block.layout()
    start, end = _composed(layout, start), _composed(layout, end)
    line = layout.lineForTextPosition(start)
    while line.isValid() and line.textStart() < end:
        stop = line.textStart() + line.textLength()
        left, right = sorted((_x(line, max(start, line.textStart())), _x(line, min(end, stop))))
        yield QRectF(left, line.y() + line.ascent(), right - left, line.descent())
        line = layout.lineAt(line.lineNumber() + 1)


def _x(line: object, position: int) -> float:
    # The binding answers with (x, position), which its stubs do not say.
    return line.cursorToX(position)[0]  # pyright: ignore[reportAttributeAccessIssue]


def _composed(layout: QTextLayout, position: int) -> int:
    """The same place while an input method shows words that are not in the text yet."""
    at = layout.preeditAreaPosition()
    if 0 <= at <= position:
        return position + length_in_units(layout.preeditAreaText())
    return position
