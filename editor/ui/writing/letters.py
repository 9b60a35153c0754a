"""How wide a line of so many letters is, of the letters that English words have."""

from PySide6.QtGui import QFont, QFontMetricsF

_LETTERS = "abcdefghijklmnopqrstuvwxyz "


def letters_wide(font: QFont, count: int) -> int:
    """In px."""
    return round(QFontMetricsF(font).horizontalAdvance(_LETTERS) / len(_LETTERS) * count)
