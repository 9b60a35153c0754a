"""Places in a text: characters of Python on one side, UTF-16 units of Qt on the other.

Emoji and rare Chinese characters are one character here and two units there.
"""

from collections.abc import Iterable, Iterator

_LAST_OF_ONE_UNIT = "\uffff"


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
