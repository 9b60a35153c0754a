"""A block of an editor as a proof-reader reads it: its words, and where not to look.

What an input method is still composing is none of it: Qt keeps that in the layout.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from PySide6.QtGui import QTextBlock, QTextCharFormat

# A forced line break, and whatever stands in the text as an object (a photo, a divider). Each
# stays one character, so that every place is right.
_NO_WORDS = {0x2028: "\n", 0xFFFC: "\n"}

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Prose:
    """`quiet` are stretches of `text` that are not read, `italic` those set off from the rest;
    both in characters of Python."""

    text: str
    quiet: tuple[Stretch, ...] = ()
    italic: tuple[Stretch, ...] = ()

    def part(self, start: int, end: int) -> "Prose":
        quiet, italic = _within(self.quiet, start, end), _within(self.italic, start, end)
        return Prose(self.text[start:end], quiet, italic)


def read_prose(block: QTextBlock) -> Prose:
    text = block.text()
    quiet: list[Stretch] = []
    italic: list[Stretch] = []
    upright = False
    at = 0
    # Blocks can be iterated over, which the binding's stubs do not say.
    for step in cast("Iterable[QTextBlock.iterator]", block):
        fragment = step.fragment()
        words, style = fragment.text(), fragment.charFormat()
        after = at + len(words)
        if _is_quiet(words, style):
            quiet.append((at, after))
        if style.fontItalic():
            italic.append((at, after))
        else:
            upright = True
        at = after
    return Prose(
        text if text.isascii() else text.translate(_NO_WORDS),
        tuple(quiet),
        # Where all is set in italics (a pull quote), they say nothing about a word.
        tuple(italic) if upright else (),
    )


def _is_quiet(words: str, style: QTextCharFormat) -> bool:
    """Struck words, and links that show their address instead of words."""
    if style.fontStrikeOut():
        return True
    if not style.isAnchor():
        return False
    shown = words.strip()
    return " " not in shown and any(sign in shown for sign in "./@:")


def _within(places: tuple[Stretch, ...], start: int, end: int) -> tuple[Stretch, ...]:
    return tuple(
        (max(first, start) - start, min(last, end) - start)
        for first, last in places
        if first < end and last > start
    )
