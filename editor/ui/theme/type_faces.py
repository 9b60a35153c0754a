"""The type of the house: which families, how large beside the application's own size.

Sizes follow what the person has set for the system; families are those found on the machine,
with Chinese faces behind each so that a name never turns into boxes.
"""

from PySide6.QtGui import QFont, QFontDatabase

from editor.late import frozen

SANS = ("Inter", "Segoe UI Variable Text", "Segoe UI", "Noto Sans", "Cantarell", "Liberation Sans")
SERIF = (
    "Charter",
    "Iowan Old Style",
    "Source Serif 4",
    "Noto Serif",
    "Georgia",
    "Cambria",
    "Liberation Serif",
    "DejaVu Serif",
)
MONO = ("SF Mono", "Cascadia Mono", "JetBrains Mono", "Menlo", "Consolas", "DejaVu Sans Mono")
CJK_SANS = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
CJK_SERIF = ("Songti SC", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC", *CJK_SANS)
SIGN = ["Georgia", "Noto Serif", "Source Serif 4", "serif"]  # of Galley's own name

# What a desktop without settings of its own calls its font: a wide stopgap, not a choice.
_NO_CHOICE = frozenset({"sans serif", "sans-serif", "sans", "dejavu sans", "bitstream vera sans"})


READING_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)  # percent of the house's own size
OWN_SIZE = 100


@frozen
class TypeRole:
    """`families` is sans, serif or mono; `scale` is relative to the application's font size;
    `reading` marks the words of a story, whose size somebody may choose."""

    families: str
    scale: float = 1.0
    weight: QFont.Weight = QFont.Weight.Normal
    reading: bool = False


ROLES = {
    "ui": TypeRole("sans"),
    "ui-small": TypeRole("sans", 0.9),
    "ui-strong": TypeRole("sans", 1.0, QFont.Weight.DemiBold),
    "title": TypeRole("sans", 1.25, QFont.Weight.DemiBold),
    "body": TypeRole("serif", 1.3, reading=True),
    "deck": TypeRole("serif", 1.4, reading=True),
    "headline": TypeRole("serif", 2.2, QFont.Weight.Bold, reading=True),
    "mono": TypeRole("mono"),
}


class TypeFaces:
    """Fonts by role, made from the font that the application had at the start.

    Attributes:
        reading_size: of the words of a story, in percent.
    """

    def __init__(self, base: QFont) -> None:
        self._base = QFont(base)
        self.reading_size = 100
        own = base.family()
        sans = (own, *SANS) if own.casefold() not in _NO_CHOICE else (*SANS, own)
        self._families = {
            "sans": _installed((*sans, *CJK_SANS)),
            "serif": _installed((*SERIF, *CJK_SERIF)),
            "mono": _installed((*MONO, *CJK_SANS)),
        }

    def font(self, role: str) -> QFont:
        """Raises KeyError for a role that the house does not have."""
        wanted = ROLES[role]
        scale = wanted.scale * (self.reading_size / 100 if wanted.reading else 1)
        font = QFont(self._base)
        font.setFamilies(self._families[wanted.families] or [self._base.family()])
        font.setWeight(wanted.weight)
        if wanted.families == "serif":
            font.setStyleHint(QFont.StyleHint.Serif)
        elif wanted.families == "mono":
            font.setStyleHint(QFont.StyleHint.Monospace)
        if self._base.pointSizeF() > 0:
            font.setPointSizeF(round(self._base.pointSizeF() * scale * 2) / 2)
        else:  # a size set in pixels has no points
            font.setPixelSize(round(self._base.pixelSize() * scale))
        return font


def _installed(families: tuple[str, ...]) -> list[str]:
    # Asking Qt for a family that is missing makes it read every font's aliases, which is slow.
    # `hasFamily` makes a list of all that are installed, each time.
    present = {family.casefold() for family in QFontDatabase.families()}
    return [family for family in dict.fromkeys(families) if family.casefold() in present]
