"""Every word the newsroom knows, in layers: the language, names and places, house, story.

A value: adding a word makes another lexicon that shares all the large sets. Looking up is asking
sets and nothing else, so that a key press never waits for it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import field, replace
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from editor.late import frozen, regex
from editor.story.words import ADDRESS, CJK, INVISIBLE

LONGEST_WORD = 24
LONGEST_SYLLABLE = 6


@cache
def _pinyin() -> frozenset[str]:
    """Every syllable of Hanyu Pinyin (Xinhua Zidian); ü also as the v and yu of passports and as
    bare u, which is how English pages print Lüliang."""
    text = (files("resources") / "dictionaries" / "pinyin.txt").read_text("utf-8")
    return frozenset(text.split())


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """The least number of syllables `word` can be read in; 0 when it is no pinyin.

    An apostrophe or a hyphen parts two syllables: "You'ao", "Tai-yuan".
    """
    pieces = plain(word).lower().replace("-", "'").split("'")
    if len(word) > LONGEST_WORD:
        return 0
    counts = [_count(piece) for piece in pieces]
    return 0 if 0 in counts else sum(counts)


def _count(piece: str) -> int:
    """Counted from the left, best way first to each place: no way is walked twice."""
    best = [0] + [0] * len(piece)
    for end in range(1, len(piece) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            reachable = start == 0 or best[start]
            if reachable and piece[start:end] in _pinyin():
                count = best[start] + 1
                best[end] = min(best[end], count) if best[end] else count
    return best[-1] if piece else 0


_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_APOSTROPHES = str.maketrans("’‘ʼ＇`", "'''''")
_FOLDED = {**_UNSEEN, **_APOSTROPHES}


def plain(word: str) -> str:
    """`word` composed (NFC), with straight apostrophes and without what nobody sees."""
    if word.isascii() and "`" not in word:
        return word
    return unicodedata.normalize("NFC", word.translate(_FOLDED))


def without_accents(word: str) -> str:
    """`café` as `cafe`."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(each for each in apart if not unicodedata.combining(each))


# Latin letters with every accent, and the accents by themselves (NFD).
LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_INSIDE = rf"{LATIN}\u0300-\u036f{INVISIBLE}"
_SINGLE = rf"[{LATIN}][{_INSIDE}]*+(?:['’ʼ][{LATIN}][{_INSIDE}]*+)*+"

TOKEN = regex(
    rf"""
    (?P<skip>
        {ADDRESS}
      | [@\#][\w.-]++                                # a handle, a tag
      | (?:[A-Za-z]\.){{2,}}+                         # U.S., a.m.
      | [{LATIN}]*+[\d_][{LATIN}\d_]*+                # GB50016, 10th, 5G
    )
    | (?P<word> {_SINGLE}(?:[-‐‑]{_SINGLE})*+ )
    | (?P<cjk> [{CJK}]++ )
    """,
    re.VERBOSE,
)
PART = regex(_SINGLE)
# What is stripped from a word before it is looked up again: Chen's, they'd've.
ENDING = regex(r"(?:['’ʼ](?:s|d|ll|ve|re|m|em)|n['’ʼ]t)++$", re.IGNORECASE)
SPACES = regex(r"(?<=\S)[ \u00a0\u2002-\u200a\u202f\u3000]{2,}+(?=\S)")
# Between two words: a new sentence, a heading's colon, an opening quote or bracket, a list's sign.
SENTENCE = regex(r"[.!?…:\n\r\u2028\u2029\"“”(\[「『《。！？：•·|*\ufffc]|(?<!\S)['‘]")

_BOUNDS = tuple(tuple(part.split("-")) for part in re.findall(".-.", CJK))


def is_cjk(character: str) -> bool:
    """Whether a character of Chinese, Japanese or Korean; "" is none."""
    return any(first <= character <= last for first, last in _BOUNDS)


NOTHING: frozenset[str] = frozenset()


class Variant(StrEnum):
    """Whose English. British takes -ise and -ize, as British dictionaries do."""

    AMERICAN = "american"
    BRITISH = "british"

    @classmethod
    def of_language(cls, tag: str) -> "Variant":
        """The variant of a BCP 47 tag: en-GB and its relations are British, all else American."""
        parts = tag.replace("_", "-").casefold().split("-")
        british = {"gb", "uk", "ie", "au", "nz", "za", "in", "hk", "sg"}
        return cls.BRITISH if british.intersection(parts[1:]) else cls.AMERICAN


@frozen(eq=False)
class Lexicon:
    """`language` holds words in small letters as the variant spells them, with how often they are
    used; `names` single words as
    they are written ("Taiyuan", "You'ao"), `surnames` the Chinese family names among them;
    `elsewhere` words of the other English with a capital, right in a name and never suggested;
    `house` and `story` what people added. The sets must not be changed once they are in here.
    """

    language: Mapping[str, int] = field(default_factory=dict, repr=False)
    names: Set[str] = NOTHING
    surnames: Set[str] = NOTHING
    elsewhere: Set[str] = NOTHING
    house: frozenset[str] = NOTHING
    story: frozenset[str] = NOTHING
    variant: Variant = Variant.AMERICAN
    # What `editor.language.spelling` has judged with this very lexicon; emptied by being anew.
    judged: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict, repr=False)
    # Whether a word is one letter away from one of `language`, and so right in every lexicon that
    # shares it.
    slips: dict[str, bool] = field(default_factory=dict, repr=False)

    def knows(self, word: str) -> bool:
        """Whether this word is right as it stands, capitals and apostrophes of any kind."""
        word = plain(word)
        if any(word in layer for layer in (self.names, self.house, self.story, self.elsewhere)):
            return True
        small = word.lower()
        if self.knows_small(small):
            return True
        if word.isupper() and self._knows_shouted(word):
            return True
        return not word.isascii() and self.knows_small(without_accents(small))

    def knows_small(self, word: str) -> bool:
        """Whether it is an ordinary word, not a name: `word` in small letters."""
        return word in self.language or word in self.house or word in self.story

    def with_words(self, words: Iterable[str]) -> "Lexicon":
        """Knowing also these, or each word of a name of several: what the newsroom added."""
        return replace(self, house=self.house.union(*map(words_of, words)), judged={})

    def for_story(self, words: Iterable[str]) -> "Lexicon":
        """Knowing also what is right in one story only."""
        story = frozenset(part for word in words for part in words_of(word))
        return replace(self, story=story, judged={})

    def _knows_shouted(self, word: str) -> bool:
        named = "-".join(part.capitalize() for part in word.split("-"))
        return any(named in layer for layer in (self.names, self.house, self.story, self.elsewhere))


def words_of(name: str) -> tuple[str, ...]:
    """The single words a lexicon learns from a word, or from a name of several."""
    parts = [part.strip('.,;:()[]"“”') for part in plain(name).split()]
    # A name confirmed in a byline's capitals is known in small letters too: JIAYING, Jiaying.
    shouted = [part.capitalize() for part in parts if part.isupper() and syllables(part)]
    return tuple(part for part in (*parts, *shouted) if part)


LETTERS = "abcdefghijklmnopqrstuvwxyz'"


def one_away(word: str) -> Iterator[str]:
    """Two letters changed round, one left out, one wrong, one missing; some more than once."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for left, right in halves:
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
    for left, right in halves:
        if right:
            yield left + right[1:]
    for left, right in halves:
        for letter in LETTERS:
            if right:
                yield left + letter + right[1:]
            yield left + letter + right
