"""Where marked words stand in either of Qt's editors, the lines under them, and what they mean.

All rectangles are in pixels of the editor's viewport.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF, QTextBlock, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from editor.language.flags import FlagKind
from editor.message import Message, label
from editor.ui.theme import Theme
from editor.ui.widgets.text_field import cursor_under
from editor.ui.words.block_reading import length_in_units
from editor.ui.words.proof_sheet import Mark

TextField = QTextEdit | QPlainTextEdit
# Colour by meaning, and form: an error waves, a name to confirm is dotted, a slip is straight.
_COLORS = {
    FlagKind.UNKNOWN: "mark-unknown",
    FlagKind.NAME: "mark-name",
    FlagKind.REPEATED: "mark-slip",
    FlagKind.SPACES: "mark-slip",
    FlagKind.WIDTH: "mark-slip",
}
_PERIOD, _HEIGHT = 4, 4  # px of one wave, or of a dot and its gap
_THICK = 1.2
_TILE = 16 * _PERIOD  # px; a tile of one period would be laid a dozen times under each word
MOST = 400  # blocks; more than any screen shows


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


class Waves:
    """The lines of one editor; a piece of each is kept as a small picture."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._tiles: dict[tuple[FlagKind, float], QPixmap] = {}

    def forget_colors(self) -> None:
        self._tiles.clear()

    def tile(self, kind: FlagKind, scale: float) -> QPixmap:
        """What a strip, as `strip_under` gives it, is filled with on a screen of this scale."""
        found = self._tiles.get((kind, scale))
        if found is None:
            found = _drawn(kind, self._theme.color(_COLORS[kind]), scale)
            self._tiles[kind, scale] = found
        return found


def strip_under(words: QRectF) -> QRectF:
    """Where the line goes; `words` reaches from the baseline to the bottom of the letters."""
    room = words.height() - _HEIGHT
    top = round(words.top() + min(max(room, 0), 2))
    return QRectF(round(words.left()), top, max(round(words.width()), _PERIOD), _HEIGHT)


def _drawn(kind: FlagKind, color: QColor, scale: float) -> QPixmap:
    tile = QPixmap(round(_TILE * scale), round(_HEIGHT * scale))
    tile.setDevicePixelRatio(scale)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind is FlagKind.UNKNOWN:
        painter.setPen(QPen(color, _THICK))
        # Half a period beyond each edge, or the joints would show.
        steps = range(-_PERIOD // 2, _TILE + _PERIOD // 2 + 1, _PERIOD // 2)
        points = [QPointF(x, 3.0 if (x // 2) % 2 == 0 else 1.0) for x in steps]
        painter.drawPolyline(QPolygonF(points))
    elif kind is FlagKind.NAME:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for left in range(0, _TILE, _PERIOD):
            painter.drawEllipse(QPointF(left + 1.5, 2.0), 1.05, 1.05)
    else:
        painter.fillRect(QRectF(0, 1, _TILE, 1.5), color)
    painter.end()
    return tile


Strips = tuple[QRectF, ...]


class Placing:
    """Where the marks of blocks stand, as rectangles from the origin of the block's layout.

    Found once, and after an edit only from the line on in which it was made: those above stay.
    """

    def __init__(self) -> None:
        # With the width and the height of a block's first line: another column, another font.
        self._placed: dict[int, tuple[tuple[float, float], dict[int, tuple[Mark, Strips]]]] = {}
        self._edited: dict[int, int] = {}  # the first place that was changed in a block

    def of(
        self, number: int, block: QTextBlock, marks: tuple[Mark, ...]
    ) -> list[tuple[Mark, Strips]]:
        """Each mark with the strips under it, one for each line it is on."""
        line = block.layout().lineAt(0)
        look = (line.width(), line.height()) if line.isValid() else (0.0, 0.0)
        at, (before, known) = self._edited.pop(number, -1), self._placed.get(number, (None, {}))
        if before != look:
            known = {}
        elif at >= 0:
            first = block.layout().lineForTextPosition(at)
            start = first.textStart() if first.isValid() else 0
            known = {key: each for key, each in known.items() if each[0].end <= start}
        last = block.length() - 1
        # By identity, which for a mark that moves along is another one.
        placed = {
            id(mark): known.get(id(mark))
            or (mark, tuple(map(strip_under, stretches(block, mark.start, mark.end))))
            for mark in marks
            if mark.end <= last
        }
        if len(self._placed) >= MOST:
            self.forget_all()
        self._placed[number] = look, placed
        return list(placed.values())

    def edit(self, number: int, at: int) -> None:
        """Something changed within a block, perhaps only its look."""
        self._edited[number] = min(at, self._edited.get(number, at))

    def forget_all(self) -> None:
        """Blocks have other numbers now."""
        self._placed.clear()
        self._edited.clear()


def meaning(kind: FlagKind, word: str) -> str:
    """One sentence about a marked word."""
    return str(Message(label(kind).key, (("word", word),)))
