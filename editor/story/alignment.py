"""Two rows of things laid side by side: which stayed, which moved, which only changed; and two
wordings of one text, word by word: what was taken out, what was put in, what is set otherwise.

Written for texts of any length: what begins and ends alike is taken off first, frequent things
never multiply the work, and what changed is found through the words it still shares.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, pairwise
from operator import eq
from typing import Any

from editor.late import frozen, regex
from editor.message import Message, message
from editor.story.runs import Runs
from editor.story.text import JOINED
from editor.story.words import WORD

POPULAR = 64  # a thing that stands more often than this anchors nothing by itself
ALIKE = 0.4  # of their words: enough to be the same passage, written anew
ROWS = (3, 6)  # words: three in most texts, six in one that says the same over and over
SMALL = 400  # pairs that may be looked at one by one

Opcode = tuple[str, int, int, int, int]
Words = Sequence[str]
Junk = Callable[[Any], bool]
Gap = tuple[range, range]


def trimmed_opcodes(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    *,
    bound: int = 20_000,
    junk: Junk | None = None,
) -> Sequence[Opcode]:
    """As SequenceMatcher's, at a fraction of its time for long rows that differ little; rows
    longer than `bound` between what they share at both ends are told as one replacement.

    `junk` never matches by itself; without it, that is what stands there very often.
    """
    head, tail = alike_ends(old, new)
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    codes: list[Opcode] = [("equal", 0, head, 0, head)] if head else []
    codes += [
        (tag, i + head, j + head, m + head, n + head)
        for tag, i, j, m, n in _middle(a, b, bound, junk)
    ]
    if tail:
        codes.append(("equal", len(old) - tail, len(old), len(new) - tail, len(new)))
    return codes


def alike_ends(
    old: Sequence[Any], new: Sequence[Any], same: Callable[[Any, Any], bool] = eq
) -> tuple[int, int]:
    """How many at the beginning, and behind those at the end, are the same in both."""
    most, head, tail = min(len(old), len(new)), 0, 0
    while head < most and same(old[head], new[head]):
        head += 1
    while tail < most - head and same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    return head, tail


def _middle(
    a: Sequence[Hashable], b: Sequence[Hashable], bound: int, junk: Junk | None
) -> Sequence[Opcode]:
    if not a and not b:
        return []
    if not a or not b or max(len(a), len(b)) > bound:
        tag = "insert" if not a else "delete" if not b else "replace"
        return [(tag, 0, len(a), 0, len(b))]
    if junk is None:
        often = {thing for thing, times in Counter(b).items() if times > POPULAR}
        junk = often.__contains__ if often else None
    return SequenceMatcher(junk, a, b, autojunk=False).get_opcodes()


def similarity(old: Words, new: Words) -> float:
    """The share of words two passages have in common, in any order: 0 to 1."""
    if not old and not new:
        return 1.0
    common = sum((Counter(old) & Counter(new)).values())
    return 2 * common / (len(old) + len(new))


def pair_changed(
    old: Sequence[Words], new: Sequence[Words], gaps: Sequence[Gap]
) -> tuple[dict[int, int], set[int]]:
    """Which passages of `old` became which of `new`, by the words they share: (old place -> new
    place, the old places of those that moved past others).

    `gaps` are the stretches of both rows that lie between the same things that stayed.
    """
    voted = _voted(old, new)
    pairs = dict(voted)
    in_order: set[int] = set()
    for here, there in gaps:
        inside = [(a, voted[a]) for a in here if voted.get(a, -1) in there]
        kept = longest_increasing(inside)
        for a, c in between(kept, here, there):
            kept |= _paired_in_order(old, new, a, c, pairs)
        pairs |= kept
        in_order |= kept.keys()
    return pairs, pairs.keys() - in_order


def _voted(old: Sequence[Words], new: Sequence[Words]) -> dict[int, int]:
    votes = row_votes(old, new)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for place in sorted(votes, key=lambda each: -votes[each].most_common(1)[0][1]):
        other = votes[place].most_common(1)[0][0]
        if other not in taken and similarity(old[place], new[other]) >= ALIKE:
            pairs[place] = other
            taken.add(other)
    return pairs


def row_votes(
    old: Sequence[Words], new: Sequence[Words], lengths: Sequence[int] = ROWS
) -> dict[int, Counter[int]]:
    """How many rows of words a passage shares with each of the other text, old place first: rows
    that stand in one passage of either text only, for they hardly come by chance."""
    votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for length in lengths:
        places = _single_rows(new, length)
        for row, place in _single_rows(old, length, places).items():
            votes[place][places[row]] += 1
    return votes


def _single_rows(
    passages: Sequence[Words], length: int, among: Container[Words] | None = None
) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    twice: set[tuple[str, ...]] = set()
    for place, words in enumerate(passages):
        for row in zip(*(words[start:] for start in range(length)), strict=False):
            if (among is None or row in among) and seen.setdefault(row, place) != place:
                twice.add(row)
    for row in twice:
        del seen[row]
    return seen


def longest_increasing(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """As many pairs as can be kept without any two crossing; `pairs` in the old order."""
    given = list(pairs)
    ends: list[int] = []  # the smallest new place that ends a row of each length
    holders: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(given):
        at = bisect_left(ends, place)
        before.append(holders[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            holders.append(index)
        else:
            ends[at], holders[at] = place, index
    kept: dict[int, int] = {}
    index = holders[-1] if holders else -1
    while index >= 0:
        old, new = given[index]
        kept[old] = new
        index = before[index]
    return kept


def between(pairs: Mapping[int, int], here: range, there: range) -> list[Gap]:
    """What lies between pairs that keep their order."""
    edges = [(here.start - 1, there.start - 1), *sorted(pairs.items()), (here.stop, there.stop)]
    return [
        (range(a + 1, b), range(c + 1, d))
        for (a, c), (b, d) in pairwise(edges)
        if b > a + 1 and d > c + 1
    ]


def _paired_in_order(
    old: Sequence[Words], new: Sequence[Words], here: range, there: range, known: dict[int, int]
) -> dict[int, int]:
    """What is left in a gap, one after the other: short passages share no three words."""
    left = [place for place in here if place not in known]
    taken = set(known.values()) if left else set[int]()
    right = [place for place in there if place not in taken]
    found: dict[int, int] = {}
    start = 0
    for place in left if len(left) * len(right) <= SMALL else ():
        for at in range(start, len(right)):
            if similarity(old[place], new[right[at]]) >= ALIKE:
                found[place] = right[at]
                start = at + 1
                break
    return found


MOST_TOKENS = 600  # on either side; beyond it sentences are laid side by side first
_TOKEN = regex(rf"\s+|{WORD.pattern}|{JOINED}|.", re.DOTALL)
_SENTENCE = regex(r".*?(?:[.!?…]+[\"'”’)]*\s+|[。！？]+[”’」』]*|\n+|\Z)", re.DOTALL)


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@frozen
class Piece:
    """A stretch of text that stayed, was added or was removed."""

    text: str
    change: Change = Change.SAME


@frozen
class Formatting:
    """Words that stayed and look otherwise now: `mark` is a mark's name, or `link`."""

    mark: str
    added: bool
    text: str

    @property
    def message(self) -> Message:
        """`bold added: “Taiyuan”`."""
        return message(
            "difference.mark-added" if self.added else "difference.mark-removed",
            mark=Message(f"mark.{self.mark}"),
            text=shortened(self.text),
        )


def compare_wording(old: str, new: str) -> tuple[Piece, ...]:
    """The old and the new text in one row of pieces: without the added ones it is `old`, without
    the removed ones `new`."""
    return _merged(_compared(old, new, by_sentence=True))


def compare_formatting(old: Runs, new: Runs, pieces: Sequence[Piece]) -> tuple[Formatting, ...]:
    """What is set otherwise in the words that stayed, in reading order."""
    before, after = _looks(old), _looks(new)
    here = there = 0
    found: list[tuple[str, bool, str]] = []
    for piece in pieces:
        length = len(piece.text)
        if piece.change is Change.SAME:
            looks = zip(
                before[here : here + length], after[there : there + length], piece.text, strict=True
            )
            found += _set_otherwise(looks)
        here += length if piece.change is not Change.ADDED else 0
        there += length if piece.change is not Change.REMOVED else 0
    return tuple(Formatting(*each) for each in found)


def shortened(text: str, most: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def tokens(text: str) -> list[str]:
    """Words, white space, and every other character by itself."""
    return _TOKEN.findall(text)


def _compared(old: str, new: str, *, by_sentence: bool) -> Iterable[Piece]:
    if old == new:
        return (Piece(old),) if old else ()
    before, after = tokens(old), tokens(new)
    if max(len(before), len(after)) <= MOST_TOKENS:
        # White space carries no meaning of its own: it only ever joins words that match.
        return _from_opcodes(before, after, trimmed_opcodes(before, after, junk=str.isspace))
    if by_sentence:
        return _by_sentence(_SENTENCE.findall(old), _SENTENCE.findall(new))
    # One endless sentence against another: what begins and ends them alike is shown as it is.
    return _from_opcodes(before, after, trimmed_opcodes(before, after, bound=0))


def _by_sentence(old: list[str], new: list[str]) -> Iterable[Piece]:
    for tag, a, b, c, d in trimmed_opcodes(old, new):
        if tag == "equal":
            yield Piece("".join(old[a:b]))
            continue
        # Sentence against sentence as far as both go; the rest was added or removed.
        for place in range(max(b - a, d - c)):
            before = old[a + place] if a + place < b else ""
            after = new[c + place] if c + place < d else ""
            yield from _compared(before, after, by_sentence=False)


def _from_opcodes(old: list[str], new: list[str], opcodes: Iterable[Opcode]) -> Iterable[Piece]:
    for tag, a, b, c, d in opcodes:
        if tag == "equal":
            yield Piece("".join(old[a:b]))
        else:
            yield Piece("".join(old[a:b]), Change.REMOVED)
            yield Piece("".join(new[c:d]), Change.ADDED)


def _merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Whole phrases instead of scattered words: white space between two changes goes with both,
    and what was removed stands before what was added in its place."""
    given = [piece for piece in pieces if piece.text]
    result: list[Piece] = []
    removed = added = ""
    for place, piece in enumerate(given):
        between = piece.change is Change.SAME and piece.text.isspace()
        last = place == len(given) - 1
        if between and (removed or added) and not last:
            removed, added = removed + piece.text, added + piece.text
        elif piece.change is Change.REMOVED:
            removed += piece.text
        elif piece.change is Change.ADDED:
            added += piece.text
        else:
            result += _settled(removed, added)
            removed = added = ""
            result.append(piece)
    result += _settled(removed, added)
    return tuple(_joined(result))


def _settled(removed: str, added: str) -> list[Piece]:
    """White space that both begin or end with did not change."""
    if removed == added:
        return [Piece(added)] if added else []
    after = 0
    while (
        after < min(len(removed), len(added))
        and removed[-1 - after] == added[-1 - after]
        and removed[-1 - after].isspace()
    ):
        after += 1
    tail = removed[len(removed) - after :]
    removed, added = removed[: len(removed) - after], added[: len(added) - after]
    pieces = (Piece(removed, Change.REMOVED), Piece(added, Change.ADDED), Piece(tail))
    return [piece for piece in pieces if piece.text]


def _joined(pieces: Iterable[Piece]) -> Iterable[Piece]:
    for change, alike in groupby(pieces, key=lambda piece: piece.change):
        yield Piece("".join(piece.text for piece in alike), change)


_Look = tuple[frozenset[str], str]


def _looks(runs: Runs) -> list[_Look]:
    """For every character its marks and its link."""
    looks: list[_Look] = []
    for run in runs:
        look = (frozenset(str(mark) for mark in run.marks), run.href)
        looks += [look] * len(run.text)
    return looks


def _set_otherwise(looks: Iterable[tuple[_Look, _Look, str]]) -> list[tuple[str, bool, str]]:
    found: list[tuple[str, bool, str]] = []
    for (old, new), alike in groupby(looks, key=lambda look: (look[0], look[1])):
        if old == new:
            continue
        text = "".join(character for _, _, character in alike)
        found += [(mark, False, text) for mark in sorted(old[0] - new[0])]
        found += [(mark, True, text) for mark in sorted(new[0] - old[0])]
        if old[1] != new[1]:
            found += [("link", False, text)] if old[1] else []
            found += [("link", True, text)] if new[1] else []
    return found
