"""The named colours of one look, read from `resources/themes`; it paints nothing itself."""

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable

from PySide6.QtGui import QColor, QPalette

from editor.late import frozen

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
