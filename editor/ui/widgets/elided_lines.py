"""Text broken over a few lines of a given width, the last one ended by an ellipsis."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def elided_lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    """At most `most` lines of `text`, each no wider than `width` pixels in `font`."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_wrapping())
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # Positions are UTF-16; Python counts characters.
        start, length = line.textStart(), line.textLength()
        units = text.encode("utf-16-le")
        if len(lines) == most - 1:
            rest = units[2 * start :].decode("utf-16-le")
            mode = Qt.TextElideMode.ElideRight
            lines.append(QFontMetrics(font).elidedText(rest, mode, width))
        else:
            lines.append(units[2 * start : 2 * (start + length)].decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
