"""Reads a text as a proofreader does and flags what is odd; it never changes it.

For the window's own thread while somebody types: one expression, one look into a dictionary a
word. Chinese is never flagged, only the signs beside it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from editor.language.flags import (
    Flag,
    FlagKind,
    is_given_name,
    kind_at_start,
    kind_in_small,
    mixed_widths,
    starts_sentence,
    unknown_parts,
)
from editor.language.lexicon import SPACES, TOKEN, Lexicon, plain
from editor.late import frozen, regex
from editor.story.document import Blockquote, block_runs
from editor.story.runs import Mark, Run, Runs, runs_text
from editor.story.story import Story

Span = tuple[int, int]


class Spans:
    """`(start, end)` pairs in any order, overlapping or not; empty ones count for nothing."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            elif end > start:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with this place."""
        if not self._starts:
            return False
        place = bisect_left(self._starts, end) - 1
        return place >= 0 and self._ends[place] > start


# Bounded, so that a quotation mark without its partner costs little.
_QUOTED = regex(r"[“\"‘«]([^“”\"‘«»\n]{1,80}+)[”\"’»]")
_FOREIGN_LETTER = regex(r"[\u00c0-\u024f\u1e00-\u1eff]|[A-Za-z][\u0300-\u036f]")
LONGEST_PHRASE = 6  # words; a longer quotation is an English sentence with one foreign word


def foreign_phrases(text: str, italic: Sequence[Span] = ()) -> Iterator[Span]:
    """Stretches whose small-letter words are left alone."""
    if text.isascii():
        return
    for start, end in italic:
        if _FOREIGN_LETTER.search(text, start, end):
            yield start, end
    for match in _QUOTED.finditer(text):
        phrase = match.group(1)
        if _FOREIGN_LETTER.search(phrase) and len(phrase.split()) <= LONGEST_PHRASE:
            yield match.span()


# Twice in a row and still right: "he had had", "it was so so", "ha ha".
RIGHT_TWICE = frozenset("had that ha no bye so go yeah hey hear very long many really".split())
LEAST_TITLE_WORDS = 4
TITLE_SHARE = 0.6


def check_text(
    text: str, lexicon: Lexicon, *, quiet: Sequence[Span] = (), italic: Sequence[Span] = ()
) -> tuple[Flag, ...]:
    """Flags in order of place, none overlapping another.

    `quiet` spans are not looked at (link addresses, struck text); `italic` ones may be foreign.
    """
    reading = Reading(text, lexicon, Spans(quiet))
    flags = [*reading.word_flags(), *reading.sign_flags()]
    foreign = Spans(tuple(foreign_phrases(text, italic)))
    flags = [
        flag
        for flag in flags
        if flag.kind is not FlagKind.UNKNOWN or not foreign.touch(flag.start, flag.end)
    ]
    flags.sort(key=lambda flag: flag.start)
    return tuple(flags)


@dataclass
class Reading:
    """One text read once. Words are `(start, end)`, those in quiet spans left out."""

    text: str
    lexicon: Lexicon
    quiet: Spans

    def __post_init__(self) -> None:
        self._words: list[Span] = []
        self._chinese = 0
        for match in TOKEN.finditer(self.text):
            kind = match.lastgroup
            if kind == "word":
                if not self.quiet.touch(*match.span()):
                    self._words.append(match.span())
            elif kind == "cjk":
                self._chinese += match.end() - match.start()

    def word_flags(self) -> list[Flag]:
        flags: list[Flag] = []
        text, judged = self.text, self.lexicon.judged
        before, last = "", 0
        for index, (start, end) in enumerate(self._words):
            word = text[start:end]
            places = judged.get(word)
            if places is None:
                places = unknown_parts(word, self.lexicon)
            if places:
                for first, after in places:
                    self._flag(flags, index, start + first, start + after)
            elif word[0] == before[:1] or word[0].swapcase() == before[:1]:
                self._flag_repeated(flags, before, last, start, end)
            before, last = word, end
        return flags

    def sign_flags(self) -> Iterator[Flag]:
        for match in SPACES.finditer(self.text):
            if not self.quiet.touch(*match.span()):
                yield Flag(*match.span(), FlagKind.SPACES, match.group())
        for flag in mixed_widths(self.text, len(self._words), self._chinese):
            if not self.quiet.touch(flag.start, flag.end):
                yield flag

    def _flag(self, flags: list[Flag], index: int, start: int, end: int) -> None:
        kind = self._kind(index, start, end)
        if kind is FlagKind.NAME:
            joined = self._joined(flags, index, start, end)
            if joined < start:
                start = joined
                if flags and flags[-1].start == start:
                    flags.pop()
        flags.append(Flag(start, end, kind, self.text[start:end]))

    def _kind(self, index: int, start: int, end: int) -> FlagKind:
        word = self.text[start:end]
        if not word[0].isupper():
            return kind_in_small(word, self.lexicon)
        if not self._titled and (not self._begins(index, start) or word in self._inside):
            return FlagKind.NAME
        if self.text[end : end + 2] in ("'s", "’s"):
            return FlagKind.NAME
        after = self._words[index + 1] if index + 1 < len(self._words) else (0, 0)
        return kind_at_start(word, self.text[slice(*after)], self.lexicon)

    def _begins(self, index: int, start: int) -> bool:
        if start != self._words[index][0]:
            return False  # the second part of a compound
        first, last = self._words[index - 1] if index else (0, 0)
        return starts_sentence(self.text[last:start], self.text[first:last])

    def _joined(self, flags: list[Flag], index: int, start: int, end: int) -> int:
        """Where a name begins that belongs together with the word before: Li Wuyang."""
        if not index or start != self._words[index][0]:
            return start
        first, last = self._words[index - 1]
        if self.text[last:start] not in (" ", "\u00a0"):
            return start
        if flags and flags[-1].kind is FlagKind.NAME and flags[-1].end == last:
            return flags[-1].start
        given = is_given_name(self.text[start:end])
        surname = plain(self.text[first:last])
        # Bylines are set in capitals: LI JIAYING.
        surname = surname.capitalize() if surname.isupper() else surname
        if given and surname in self.lexicon.surnames:
            return first
        return start

    def _flag_repeated(
        self, flags: list[Flag], before: str, last: int, start: int, end: int
    ) -> None:
        word = self.text[start:end]
        small = word.lower()
        if small != before.lower() or small in RIGHT_TWICE or len(word) < 2:
            return
        # Pandas and singers: Meng Meng, Duran Duran.
        name = word[0].isupper() and before[0].isupper() and small not in self.lexicon.language
        if not name and self.text[last:start].isspace() and "\n" not in self.text[last:start]:
            flags.append(Flag(start, end, FlagKind.REPEATED, word))

    @cached_property
    def _inside(self) -> frozenset[str]:
        """Words with a capital where nothing but a name has one: they are names everywhere."""
        return frozenset(
            self.text[start:end]
            for index, (start, end) in enumerate(self._words)
            if self.text[start].isupper() and not self._begins(index, start)
        )

    @cached_property
    def _titled(self) -> bool:
        """A headline in Which Every Word Has a Capital says nothing about names."""
        long = [first for first, last in self._words if last - first > 3]
        capitals = sum(self.text[first].isupper() for first in long)
        return len(long) >= LEAST_TITLE_WORDS and capitals > TITLE_SHARE * len(long)


@frozen
class Found:
    """`field` as findings name it; `block` is the number of the body's block, `placement` a
    photo's; `text` is what the flag's places count in."""

    field: str
    flag: Flag
    text: str
    block: int | None = None
    placement: str | None = None


def read_story(story: Story, lexicon: Lexicon) -> Iterator[Found]:
    """In the order of the page. Struck words are not looked at."""
    for field, runs, block, placement in _texts(story):
        text, quiet, italic = runs_text(runs), spans(runs, Mark.STRIKE), spans(runs, Mark.ITALIC)
        for flag in check_text(text, lexicon, quiet=quiet, italic=italic):
            yield Found(field, flag, text, block, placement)


def _texts(story: Story) -> Iterator[tuple[str, Runs, int | None, str | None]]:
    """What is read in which field, block or photo."""
    yield "headline", (Run(story.headline),), None, None
    yield "deck", (Run(story.deck),), None, None
    for number, block in enumerate(story.body.blocks):
        for runs in block_runs(block):
            yield "body", runs, number, None
        if isinstance(block, Blockquote):
            yield "body", (Run(block.attribution),), number, None
    if story.awaited_photo is not None:
        yield "caption", (Run(story.awaited_photo.caption),), None, None
    for each in story.placements:
        yield "caption", (Run(each.shown_caption),), None, each.id
        yield "alt", (Run(each.shown_alt),), None, each.id


def spans(runs: Sequence[Run], mark: Mark) -> tuple[Span, ...]:
    """Where a mark stands in the text of `runs`."""
    found: list[Span] = []
    place = 0
    for run in runs:
        if mark in run.marks:
            found.append((place, place + len(run.text)))
        place += len(run.text)
    return tuple(found)
