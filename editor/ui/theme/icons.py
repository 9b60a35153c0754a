"""Lucide's line icons in the colours of the present look; which icon means what is not known here.

The drawings are bundled under `resources/icons` with their licence (ISC).
"""

from collections.abc import Mapping
from importlib.resources.abc import Traversable

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20)  # logical pixels: in buttons and menus, in toolbars


class Icons:
    """Draws icons in the colours of one palette, each only once."""

    def __init__(self, folder: Traversable, colors: Mapping[str, str]) -> None:
        self._folder = folder
        self._colors = colors
        self._drawn: dict[tuple[str, str, int], QIcon] = {}

    def icon(self, name: str, role: str, gap: int = 0) -> QIcon:
        """The icon `name` in the colour `role`; pale when disabled, in the accent when checked.

        `gap` leaves that many logical pixels free at the right, where a button's text follows.
        Raises KeyError for a colour and FileNotFoundError for an icon that is not bundled.
        """
        key = (name, role, gap)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, role, gap)
        return self._drawn[key]

    def pixmap(self, name: str, role: str, size: int, scale: float) -> QPixmap:
        """One picture of `size` logical pixels for a screen of `scale`."""
        pixmap = _tinted(_shape(self._renderer(name), round(size * scale), 0), self._colors[role])
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def _draw(self, name: str, role: str, gap: int) -> QIcon:
        checked = "accent" if role in ("ink", "ink-soft") else role
        states = (
            (QIcon.Mode.Normal, QIcon.State.Off, self._colors[role]),
            (QIcon.Mode.Normal, QIcon.State.On, self._colors[checked]),
            (QIcon.Mode.Disabled, QIcon.State.Off, self._colors["line-strong"]),
        )
        icon = QIcon()
        renderer = self._renderer(name)
        for scale in _scales():
            for size in SIZES:
                # The drawing is costly, its colour is not: three states share one shape.
                shape = _shape(renderer, size * scale, gap * scale)
                for mode, state, color in states:
                    pixmap = _tinted(shape, color)
                    pixmap.setDevicePixelRatio(scale)
                    icon.addPixmap(pixmap, mode, state)
        return icon

    def _renderer(self, name: str) -> QSvgRenderer:
        drawing = (self._folder / f"{name}.svg").read_bytes()
        return QSvgRenderer(QByteArray(drawing.replace(b"currentColor", b"#000000")))


def _scales() -> tuple[int, ...]:
    """Device pixels for one logical pixel: 3 only where a screen is that fine."""
    finest = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1)
    return (1, 2, 3) if finest > 2 else (1, 2)


def _shape(renderer: QSvgRenderer, pixels: int, gap: int) -> QPixmap:
    pixmap = QPixmap(pixels + gap, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


def _tinted(shape: QPixmap, color: str) -> QPixmap:
    pixmap = QPixmap(shape)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor(color))
    painter.end()
    return pixmap
