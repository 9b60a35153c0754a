"""Every word the newsroom knows, in layers: the language, names and places, house, story.

A value: adding a word makes another lexicon that shares all the large sets. Looking up is asking
sets and nothing else, so that a key press never waits for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import field, replace
from enum import StrEnum

from editor.language.pinyin import syllables
from editor.language.tokens import plain, without_accents
from editor.late import frozen

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

    def with_word(self, word: str) -> "Lexicon":
        """Knowing also `word`, or each word of a name of several."""
        return replace(self, house=self.house.union(words_of(word)), judged={})

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
