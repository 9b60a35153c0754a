"""Two wordings of one text, word by word: what was taken out, what was put in, what is set
otherwise. Chinese text is compared character by character.

However long the texts are, the time is bounded: a long one is compared by sentences first.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby

from editor.late import frozen, regex
from editor.message import Message, message
from editor.story.alignment import Opcode, trimmed_opcodes
from editor.story.runs import Runs
from editor.story.text import JOINED
from editor.story.words import WORD

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
