"""A block of an editor as a proof-reader reads it: its words, where not to look, and its marks."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, cast

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from editor.language.flags import Flag
from editor.late import frozen
from editor.ui.words.proof_sheet import Mark

_LAST_OF_ONE_UNIT = "\uffff"
# A forced line break, and whatever stands in the text as an object (a photo, a divider). Each
# stays one character, so that every place is right.
_NO_WORDS = {0x2028: "\n", 0xFFFC: "\n"}
Stretch = tuple[int, int]
PART = 2_000  # characters, read in about a millisecond
_ENDS = ("\n", ". ", "。", " ")  # where a part may end, the best first
_PART_OF_WORDS = "'’-·"
LONGEST = 200  # characters on either side of the caret that are looked at with every key


def has_pairs(text: str) -> bool:
    """Whether some character of the text takes two units."""
    return not text.isascii() and max(text, default="") > _LAST_OF_ONE_UNIT


def length_in_units(text: str) -> int:
    return len(text) + sum(each > _LAST_OF_ONE_UNIT for each in text)


def to_units(text: str, places: Iterable[int]) -> Iterator[int]:
    """Each place, counted in characters, as a number of units; the places must ascend."""
    if not has_pairs(text):
        yield from places
        return
    units = last = 0
    for place in places:
        units += length_in_units(text[last:place])
        last = place
        yield units


def to_character(text: str, unit: int) -> int:
    """The character at a place counted in units; one that is cut in two counts as passed."""
    if not has_pairs(text):
        return unit
    passed = 0
    for place, each in enumerate(text):
        if passed >= unit:
            return place
        passed += 1 + (each > _LAST_OF_ONE_UNIT)
    return len(text)


@frozen
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


class Reader(Protocol):
    """`editor.language.spelling.check_text` with the lexicon already given."""

    def __call__(
        self, text: str, *, quiet: Sequence[Stretch] = (), italic: Sequence[Stretch] = ()
    ) -> tuple[Flag, ...]: ...


class Reading:
    """A block under way: each `step` reads a part. `marks` are those found so far.

    `number` is the block's; whoever holds this drops it when the text changes.
    """

    def __init__(self, number: int, prose: Prose, read: Reader) -> None:
        self.number = number
        self._prose = prose
        self._read = read
        self._flags: list[Flag] = []
        self._at = 0

    def step(self) -> bool:
        """Reads on; False when all of it has been read."""
        text = self._prose.text
        end = _part_end(text, self._at)
        part = self._prose if end - self._at == len(text) else self._prose.part(self._at, end)
        by = self._at
        flags = self._read(part.text, quiet=part.quiet, italic=part.italic)
        if by:
            flags = [Flag(f.start + by, f.end + by, f.kind, f.word) for f in flags]
        self._flags += flags
        self._at = end
        return end < len(text)

    def marks(self) -> tuple[Mark, ...]:
        """In units of the block. Flags come in order and none lies over another."""
        places = (place for flag in self._flags for place in (flag.start, flag.end))
        units = to_units(self._prose.text, places)
        return tuple(Mark(next(units), next(units), f.kind, f.word) for f in self._flags)


def _part_end(text: str, start: int) -> int:
    last = start + PART
    if len(text) <= last:
        return len(text)
    for sign in _ENDS:
        found = text.rfind(sign, start + PART // 2, last)
        if found >= 0:
            return found + len(sign)
    return last


class TypedWord:
    """Follows one editor's caret: told of every edit and of every move."""

    def __init__(self) -> None:
        self._fresh = False  # edited, and the caret not looked at since
        self._word: tuple[int, int] | None = None  # positions in the document

    def wrote(self) -> None:
        self._fresh = True

    def lift(self) -> bool:
        """Nobody writes here now; whether somebody did."""
        wrote = self._fresh or self._word is not None
        self._fresh, self._word = False, None
        return wrote

    def moved(self, caret: QTextCursor) -> bool:
        """Whether the caret left the word that was being typed."""
        if self._fresh:
            self._look(caret)
            return False
        if self._word is None or self._word[0] <= caret.position() <= self._word[1]:
            return False
        self._word = None
        return True

    def uncovered(
        self, marks: tuple[Mark, ...], block_position: int, caret: QTextCursor
    ) -> tuple[Mark, ...]:
        """Those that would not stand under what is being typed."""
        place = caret.position() - block_position
        clear = tuple(mark for mark in marks if not mark.start <= place <= mark.end)
        if self._fresh and len(clear) < len(marks):
            self._look(caret)
        return clear if self._fresh or self._word is not None else marks

    def _look(self, caret: QTextCursor) -> None:
        text, place = caret.block().text(), caret.positionInBlock()
        middle = first = last = to_character(text, place)
        while first > middle - LONGEST and first and _in_word(text[first - 1]):
            first -= 1
        while last < min(len(text), middle + LONGEST) and _in_word(text[last]):
            last += 1
        at = caret.position()
        before, after = text[first:middle], text[middle:last]
        self._word = at - length_in_units(before), at + length_in_units(after)
        self._fresh = False


def _in_word(character: str) -> bool:
    return character.isalnum() or character in _PART_OF_WORDS
