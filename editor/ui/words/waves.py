"""The lines under marked words: told apart by their form as well as by their colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from editor.language.flags import FlagKind
from editor.ui.theme import Theme

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


class Waves:
    """Draws for one editor; a piece of each line is kept as a small picture."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._tiles: dict[tuple[FlagKind, float], QPixmap] = {}

    def forget_colors(self) -> None:
        self._tiles.clear()

    def draw(self, painter: QPainter, kind: FlagKind, strip: QRectF) -> None:
        """Fills a strip as `strip_under` gives it."""
        scale = painter.device().devicePixelRatioF()
        tile = self._tiles.get((kind, scale))
        if tile is None:
            tile = _drawn(kind, self._theme.color(_COLORS[kind]), scale)
            self._tiles[kind, scale] = tile
        painter.drawTiledPixmap(strip, tile)


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
