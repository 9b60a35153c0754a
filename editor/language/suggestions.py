"""What a word may have been meant to be: the near ones at once, for the menu that opens now."""

from collections.abc import Iterator
from itertools import islice

from editor.language.edits import one_away
from editor.language.forms import plain, without_accents
from editor.language.lexicon import Lexicon

MOST = 7
LONGEST = 40
# How often both halves of two words run together must be used: not every "a" and "an" is one.
COMMON = 5_000
SHORTEST_HALF = 3


def near(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Best first, at most seven; bounded by the length of the word, a millisecond or two.

    For names of several words, each word that is not known is looked at by itself.
    """
    parts = plain(word).split(" ")
    if len(word) > LONGEST:
        return ()
    if len(parts) == 1:
        return _near_one(parts[0], lexicon)
    unknown = [place for place, part in enumerate(parts) if not lexicon.knows(part)]
    found = (
        " ".join([*parts[:place], other, *parts[place + 1 :]])
        for place in unknown
        for other in _near_one(parts[place], lexicon)
    )
    return tuple(islice(found, MOST))


def _near_one(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    small = word.lower()
    slips = set(one_away(small))
    names = sorted(_names(word, slips, lexicon))
    words = [slip for slip in slips if slip != small and lexicon.knows_small(slip)]
    words.sort(key=lambda slip: rank(slip, small, lexicon))
    apart = _two_words(small, lexicon)
    ordinary = [in_capitals_of(word, found) for found in (*words[:2], *apart, *words[2:])]
    # With a capital somebody means a name; without, an ordinary word, unless it is but the capital.
    first = names if word[:1].isupper() else [name for name in names if name.lower() == small]
    both = dict.fromkeys((*first, *ordinary, *names))
    both.pop(word, None)
    return tuple(both)[:MOST]


def rank(found: str, typed: str, lexicon: Lexicon) -> tuple[int, int, str]:
    """Sorts suggestions: letters changed round or doubled first, then the more used words."""
    changed_round = len(found) == len(typed) and sorted(found) == sorted(typed)
    doubled = abs(len(found) - len(typed)) == 1 and _single(found) == _single(typed)
    same_start = found[:1] == typed[:1]
    weight = (changed_round or doubled) * 8 + same_start * 6
    used = lexicon.language.get(found, 50_000).bit_length()
    return (-(weight + used), len(found), found)


def in_capitals_of(typed: str, word: str) -> str:
    """`word` with a capital or in capitals where what was typed has them."""
    if len(typed) > 1 and typed.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if typed[:1].isupper() else word


def _names(word: str, slips: set[str], lexicon: Lexicon) -> Iterator[str]:
    layers = (lexicon.names, lexicon.house, lexicon.story)
    small, capital = word.lower(), word[:1].isupper()
    for slip in {small, *slips}:
        name = slip.capitalize()
        # "Government" stands in many names; who types in small letters does not mean those.
        if any(name in layer for layer in layers) and (
            capital or slip == small or slip not in lexicon.language
        ):
            yield name
    bare = without_accents(small)
    for accented in _with_umlaut(bare):
        if accented in lexicon.names:
            yield accented


def _with_umlaut(small: str) -> Iterator[str]:
    """Luliang as Lüliang: the one accent of Chinese names on English pages."""
    for place, letter in enumerate(small):
        if letter == "u":
            yield (small[:place] + "ü" + small[place + 1 :]).capitalize()


def _two_words(small: str, lexicon: Lexicon) -> Iterator[str]:
    for place in range(1, len(small) - 2):
        left, right = small[:place], small[place:]
        if place < SHORTEST_HALF and left != "a":
            continue
        used = min(lexicon.language.get(left, 0), lexicon.language.get(right, 0))
        if used >= COMMON:
            yield f"{left} {right}"


def _single(word: str) -> str:
    """Doubled letters as one."""
    return "".join(a for a, b in zip(word, word[1:] + " ", strict=True) if a != b)
