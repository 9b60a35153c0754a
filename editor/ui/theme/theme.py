"""The look of the application, light or dark, following the system while it is running.

Widgets ask it by meaning (`ink`, `warning`, `image-plus`) and repaint on `changed`; it knows no
widget and no story.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import ceil
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPainter, QPalette, QPixmap, QScreen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from editor.late import frozen, regex
from editor.ui.theme.type_faces import TypeFaces

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
    # `fillRect` does the same, but its first call loads whatever could be meant by a colour: 3 ms.
    painter.setBackground(QColor(color))
    painter.eraseRect(pixmap.rect())
    painter.end()
    return pixmap


Role, Group = QPalette.ColorRole, QPalette.ColorGroup

_QT_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (Role.Window, "panel"),
    (Role.WindowText, "ink"),
    (Role.Base, "paper"),
    (Role.AlternateBase, "panel"),
    (Role.Text, "ink"),
    (Role.Button, "paper"),
    (Role.ButtonText, "ink"),
    (Role.BrightText, "danger"),
    (Role.PlaceholderText, "ink-faint"),
    (Role.Highlight, "selection"),
    (Role.HighlightedText, "selection-ink"),
    (Role.Accent, "accent"),
    (Role.Link, "accent"),
    (Role.LinkVisited, "status-exported"),
    (Role.ToolTipBase, "tip"),
    (Role.ToolTipText, "tip-ink"),
    (Role.Light, "paper"),
    (Role.Midlight, "hover"),
    (Role.Mid, "line-strong"),
    (Role.Dark, "line-strong"),
    (Role.Shadow, "shadow"),
)
_TEXT_ROLES = (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText)


@frozen
class Palette:
    """Colours by meaning (`ink`, `paper`, `status-draft`): token to `#RRGGBB`."""

    tokens: Mapping[str, str]

    @classmethod
    def read(cls, file: Traversable) -> "Palette":
        """Raises ValueError when the file gives something else than `#RRGGBB` colours."""
        tokens = tomllib.loads(file.read_text("utf-8"))
        for name, value in tokens.items():
            if not (isinstance(value, str) and len(value) == 7 and QColor.isValidColorName(value)):
                raise ValueError(f"{file.name}: {name} is not a colour: {value!r}")
        return cls(tokens)

    def color(self, name: str) -> QColor:
        """Raises KeyError for a name that no theme knows."""
        return QColor(self.tokens[name])

    def qt_palette(self) -> QPalette:
        """The same colours in the roles that Qt's own painting asks for."""
        palette = QPalette()
        for role, name in _QT_ROLES:
            palette.setColor(role, self.color(name))
        for role in _TEXT_ROLES:
            palette.setColor(Group.Disabled, role, self.color("ink-faint"))
        palette.setColor(Group.Disabled, Role.Base, self.color("panel"))
        palette.setColor(Group.Disabled, Role.Button, self.color("panel"))
        palette.setColor(Group.Disabled, Role.Highlight, self.color("pressed"))
        # A selection stays visible while another panel has the focus.
        palette.setColor(Group.Inactive, Role.Highlight, self.color("selection"))
        return palette


_TOKEN = regex(r"@([a-z][a-z0-9_-]*)")


def fill_style_sheet(template: str, values: Mapping[str, str]) -> str:
    """`template` with every `@token` replaced; comments are left out.

    Raises KeyError for a token that has no value: a typing error in the sheet must not pass.
    """
    rules = re.sub(r"/\*.*?\*/", "", template, flags=re.DOTALL)
    return _TOKEN.sub(lambda match: values[match[1]], rules)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set the property that a rule of the sheet looks at, and have the rule looked up again:
    the sheet itself reads properties only when a widget is first shown."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


CHOICES = ("system", "light", "dark")
GRID = 4  # pixels
STEPS = 12
RADIUS = 6  # pixels
ICON_GAP = 4  # pixels between an icon and a button's words, beside Qt's own


class Theme(QObject):
    """Colours, icons, type and spacing by meaning. `choice` is system, light or dark.

    Signals:
        changed(): every colour, icon and font asked for earlier may be another one now.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._themes = files("resources") / "themes"
        # Light and dark, each read when it is first worn.
        self._looks: dict[bool, tuple[Palette, Icons]] = {}
        self._type_faces = TypeFaces(app.font())
        self._choice = choice if choice in CHOICES else "system"
        self._applied: bool | None = None
        self._system_is_dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        for screen in app.screens():
            screen.geometryChanged.connect(self._follow_screens)
        app.screenAdded.connect(self._watch_screen)

    @property
    def choice(self) -> str:
        return self._choice

    @property
    def is_dark(self) -> bool:
        if self._choice == "system":
            return self._system_is_dark
        return self._choice == "dark"

    @property
    def radius(self) -> int:
        """Corner radius of controls and cards, in pixels."""
        return RADIUS

    @property
    def reading_size(self) -> int:
        """Of the words of a story while they are written, in percent."""
        return self._type_faces.reading_size

    def set_reading_size(self, percent: int) -> None:
        """All who show such words ask for their fonts again."""
        if percent != self._type_faces.reading_size:
            self._type_faces.reading_size = percent
            self.changed.emit()

    def choose(self, choice: str) -> None:
        """Raises ValueError for anything but system, light and dark."""
        if choice not in CHOICES:
            raise ValueError(f"no such look: {choice}")
        self._choice = choice
        self.apply()

    def apply(self) -> None:
        """Give the whole application this look; does nothing when it has it already."""
        self._tell_system()
        if self._applied == self.is_dark:
            return
        if self._applied is None:
            self._app.setStyle("Fusion")
            self._app.setFont(self.font("ui"))
        self._applied = self.is_dark
        # Without a sheet first: Qt would go through what it remembers of widgets with the old one,
        # and some of these have died since without a word to it; the program died with them.
        self._app.setStyleSheet("")
        self._app.setPalette(self._palette.qt_palette())
        self._app.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def color(self, name: str) -> QColor:
        """Raises KeyError for a name that the palettes do not have."""
        return self._palette.color(name)

    def icon(self, name: str, role: str = "ink", gap: int = 0, size: int = SIZE) -> QIcon:
        """A Lucide icon in the colour `role`; ask again on `changed`, or use `put_icon`.

        `gap` leaves that many pixels free at its right, where a button's text follows.
        """
        return self._look[1].icon(name, role, gap, size)

    def pixmap(self, name: str, role: str, size: int, scale: float) -> QPixmap:
        """One picture of an icon: `size` in logical pixels, for a screen of `scale`."""
        return self._look[1].pixmap(name, role, size, scale)

    def put_icon(self, target: QAbstractButton | QAction, name: str, role: str = "ink") -> None:
        """Give a button or action an icon that goes along with every change of look."""
        for earlier in target.findChildren(
            _WornIcon, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            earlier.setParent(None)
            earlier.deleteLater()
        _WornIcon(target, self, name, role).draw()

    def space(self, step: int) -> int:
        """Distances on the grid, in pixels: step 1 is 4, 2 is 8, 3 is 12, 4 is 16, 6 is 24."""
        return step * GRID

    def font(self, role: str) -> QFont:
        """Type by role: ui, ui-small, ui-strong, title, body, deck, headline, mono."""
        return self._type_faces.font(role)

    @property
    def _look(self) -> tuple[Palette, Icons]:
        if self.is_dark not in self._looks:
            name = "dark" if self.is_dark else "light"
            palette = Palette.read(self._themes / f"{name}.toml")
            scales = scales_of(self._app.screens())
            icons = Icons(files("resources") / "icons", palette.tokens, scales)
            self._looks[self.is_dark] = palette, icons
        return self._looks[self.is_dark]

    @property
    def _palette(self) -> Palette:
        return self._look[0]

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self._system_is_dark = scheme is Qt.ColorScheme.Dark
            if self._applied is not None:
                self.apply()

    def _watch_screen(self, screen: QScreen) -> None:
        # A screen set to another scale has another size in logical pixels.
        screen.geometryChanged.connect(self._follow_screens)
        self._follow_screens()

    def _follow_screens(self) -> None:
        """A finer screen than those before may have come, or one of them became finer."""
        scales = scales_of(self._app.screens())
        redrawn = [icons.draw_for(scales) for _, icons in self._looks.values()]
        if any(redrawn):
            self.changed.emit()

    def _tell_system(self) -> None:
        # Title bars and file dialogs of the system follow too.
        hints = self._app.styleHints()
        if self._choice == "system":
            hints.unsetColorScheme()
        else:
            dark = self._choice == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _style_sheet(self) -> str:
        template = (self._themes / "galley.qss").read_text("utf-8")
        marks = Path(str(self._themes / ("dark" if self.is_dark else "light"))).as_posix()
        small, title = self.font("ui-small"), self.font("title")
        values = {
            **self._palette.tokens,
            **{f"space-{step}": f"{self.space(step)}px" for step in range(1, STEPS + 1)},
            "radius": f"{RADIUS}px",
            "marks": marks,
            "size-small": _size(small),
            "size-title": _size(title),
        }
        return fill_style_sheet(template, values)


class _WornIcon(QObject):
    """Keeps one button's or action's icon in the colours of the present look."""

    def __init__(
        self, target: QAbstractButton | QAction, theme: Theme, name: str, role: str
    ) -> None:
        super().__init__(target)
        self._target = target
        self._theme = theme
        self._name = name
        self._role = role
        theme.changed.connect(self.draw)

    def draw(self) -> None:
        beside_text = isinstance(self._target, QPushButton) and bool(self._target.text())
        gap = ICON_GAP if beside_text else 0
        self._target.setIcon(self._theme.icon(self._name, self._role, gap))
        if isinstance(self._target, QPushButton):
            self._target.setIconSize(QSize(SIZE + gap, SIZE))


def _size(font: QFont) -> str:
    points = font.pointSizeF()
    return f"{points:g}pt" if points > 0 else f"{font.pixelSize()}px"
