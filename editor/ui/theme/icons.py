"""Lucide's line icons in the colours of the present look; which icon means what is not known here.

The drawings are bundled under `resources/icons` with their licence (ISC).
"""

from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QScreen
from PySide6.QtSvg import QSvgRenderer

SIZE = 16  # logical pixels: in buttons, menus and toolbars


class Icons:
    """Draws icons in the colours of one palette, each only once, for screens of some scales.

    Drawing eighty of them is a part of the start: nothing is drawn that no screen here can show.
    """

    def __init__(
        self, folder: Traversable, colors: Mapping[str, str], scales: Iterable[int]
    ) -> None:
        self._folder = folder
        self._colors = colors
        self._scales = frozenset(scales)
        self._drawn: dict[tuple[str, str, int, int], QIcon] = {}

    def draw_for(self, scales: Iterable[int]) -> bool:
        """Draw for these scales too; whether icons given out before are not sharp enough now."""
        missing = frozenset(scales) - self._scales
        self._scales |= missing
        if missing:
            self._drawn.clear()
        return bool(missing)

    def icon(self, name: str, role: str, gap: int = 0, size: int = SIZE) -> QIcon:
        """The icon `name` in the colour `role`; pale when disabled, in the accent when checked.

        `gap` leaves that many logical pixels free at the right, where a button's text follows.
        Raises KeyError for a colour and FileNotFoundError for an icon that is not bundled.
        """
        key = (name, role, gap, size)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def pixmap(self, name: str, role: str, size: int, scale: float) -> QPixmap:
        """One picture of `size` logical pixels for a screen of `scale`."""
        return _tinted(_shape(self._renderer(name), size, 0, scale), self._colors[role])

    def _draw(self, name: str, role: str, gap: int, size: int) -> QIcon:
        icon = QIcon()
        renderer = self._renderer(name)
        for scale in self._scales:
            # The drawing is costly, its colour is not: all states share one shape.
            shape = _shape(renderer, size, gap, scale)
            for mode, state, color in self._states(role):
                icon.addPixmap(_tinted(shape, color), mode, state)
        return icon

    def _states(self, role: str) -> Iterable[tuple[QIcon.Mode, QIcon.State, str]]:
        yield QIcon.Mode.Normal, QIcon.State.Off, self._colors[role]
        yield QIcon.Mode.Disabled, QIcon.State.Off, self._colors["line-strong"]
        if role in ("ink", "ink-soft"):
            yield QIcon.Mode.Normal, QIcon.State.On, self._colors["accent"]

    def _renderer(self, name: str) -> QSvgRenderer:
        drawing = (self._folder / f"{name}.svg").read_bytes()
        return QSvgRenderer(QByteArray(drawing.replace(b"currentColor", b"#000000")))


def scales_of(screens: Iterable[QScreen]) -> set[int]:
    """Device pixels for one logical pixel, on each of them; 1.5 is served by 2."""
    return {max(1, ceil(screen.devicePixelRatio())) for screen in screens}


def _shape(renderer: QSvgRenderer, size: int, gap: int, scale: float) -> QPixmap:
    pixels = round(size * scale)
    pixmap = QPixmap(pixels + round(gap * scale), pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def _tinted(shape: QPixmap, color: str) -> QPixmap:
    pixmap = QPixmap(shape)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor(color))
    painter.end()
    return pixmap
