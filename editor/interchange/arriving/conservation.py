"""The law of conservation: every visible character of a source is in the story or quoted.

A reader walks its file with care, and whatever it does not know it loses. Beside the walk a
second pass, too dumb to lose anything, gathers all visible text (`seen`), and `missing` answers
what of it came out nowhere (docs/decisions/0034).

    missing(seen, told) -> the parts of `seen` that are not in `told`

`seen` are strings in reading order which follow each other as on the page: runs, text nodes or
whole lines, cut anywhere; whoever wants a blank or a line end between two of them puts it in.
`told` are the texts that came out: fields, body, captions, alt texts, and the words that were
quoted as left out, each once. What counts is their order and how often, not how they are cut:
a text that stands there three times has to come out three times. White space, invisible
characters, the form of quotation marks and dashes, and composed or decomposed accents are the
same; nothing else is. A reader that makes other signs of some (`[x]` for a ticked box) tells both.

Only what is found in place of being lost is spent, so of every character at least as many are
answered as are missing. The time is about linear: there is a bound on how far is looked, and
what is not found within it is answered as missing, which says a word twice and loses none.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, compress, groupby

from editor.late import frozen
from editor.story.text import STANDS_FOR

_QUOTES = dict.fromkeys("“”„‟″＂«»", '"') | dict.fromkeys("‘’‚‛′´`ʼ", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
# What `lost_characters` makes of signs that no page can show, and says.
_ALIKE = _QUOTES | _DASHES | {"…": "...", "\ufffd": "?"} | STANDS_FOR
_INVISIBLE = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")
_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x034F, 0x034F), (0x180B, 0x180F))
_LONG = 24  # characters: looked for anywhere ahead
_SURE = 4  # characters: part of a run found elsewhere is no accident
_HOP = 3  # characters that may be gone from the midst of a run at one place
_WINDOW = 2_000  # characters ahead among which a short run is looked for
_LOOKS = 500_000_000  # characters looked through while both go on in one order
_TURN = 500  # what one step of a search costs besides, in characters looked through
_BEFORE = 60  # characters of what stands before a missing text


@frozen
class Unplaced:
    """Words of a source whose place is not known; `after` is what stands before them there."""

    text: str
    after: str = ""


class _Folding(dict[int, str]):
    """What a character counts as; "" for one that nobody sees."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    code = ord(character)
    if any(first <= code <= last for first, last in _SELECTORS):
        return ""
    plain = unicodedata.normalize("NFD", _ALIKE.get(character, character))
    return "".join(c for c in plain if unicodedata.category(c) not in _INVISIBLE)


_FOLDING = _Folding()


def folded(text: str) -> str:
    """The visible characters of `text` in the form they are compared in."""
    return text.translate(_FOLDING)


def missing(seen: Iterable[str], told: Iterable[str]) -> tuple[Unplaced, ...]:
    """The parts of `seen` that are not in `told`, in reading order; see above."""
    runs = [run for run in seen if run]
    source = [folded(run) for run in runs]
    ledger = _Ledger("".join(source), _ends(source), folded("".join(told)))
    ledger.walk()
    ledger.look_elsewhere()
    if ledger.is_even:
        return ()
    return tuple(_quoted(runs, source, ledger.gaps()))


def _ends(source: list[str]) -> list[int]:
    ends: list[int] = []
    at = 0
    for run in source:
        at += len(run)
        ends.append(at)
    return ends


Span = tuple[int, int]


@dataclass(slots=True)
class _Ledger:
    """`ends` are the places in `source` at which its runs end; `spent` marks what of `told`
    stands for some place in the source already, `found` what of the source came out."""

    source: str
    ends: list[int]
    told: str
    spent: bytearray = field(init=False)
    found: bytearray = field(init=False)
    looks: int = _LOOKS

    def __post_init__(self) -> None:
        self.spent = bytearray(len(self.told))
        self.found = bytearray(len(self.source))

    def walk(self) -> None:
        """Run by run, as long as both go on in the same order."""
        at = cursor = 0
        for end in self.ends:
            length = end - at
            if not length:
                continue
            if not self._goes_on(at, end, cursor):
                cursor = self._ahead(at, end, cursor)
            if self._goes_on(at, end, cursor):
                self._spend(at, cursor, length)
                cursor += length
            at = end

    def look_elsewhere(self) -> None:
        """What was not met in order, wherever it came out: first all that hangs together, then
        run by run, then in ever smaller parts, for a character may be gone from their midst."""
        self.looks = 3 * _LOOKS
        self._place([span for span in self.gaps() if span[1] - span[0] >= 2 * _SURE])
        self._place(list(self._runs()))
        size = max((stop - start for start, stop in self._runs()), default=0)
        while size >= 2 * _SURE:
            size = (size + 1) // 2
            self._place(
                [
                    (at, at + size)
                    for start, stop in self._runs()
                    for at in range(start, stop - size + 1, size)
                ]
            )

    @property
    def is_even(self) -> bool:
        """Whether what is left on both sides is the same signs in another order: a short run was
        found in the midst of another one then, and all came out."""
        rest = Counter(compress(self.told, map((1).__ne__, self.spent)))
        return rest == Counter(compress(self.source, map((1).__ne__, self.found)))

    def _place(self, spans: list[Span]) -> None:
        """Long texts before short ones, which would be found in the midst of longer ones; those
        of about one length in their order."""
        rest = _Rest(self)
        by_length = sorted(spans, key=lambda span: -min(span[1] - span[0], 2 * _SURE))
        for _, alike in groupby(by_length, key=lambda span: min(span[1] - span[0], 2 * _SURE)):
            rest.rewind()
            for start, stop in alike:
                rest.place(start, stop)

    def _goes_on(self, at: int, end: int, cursor: int) -> bool:
        run = self.source[at:end]
        return self.told.startswith(run, cursor) and not self._is_spent(cursor, len(run))

    def _ahead(self, at: int, end: int, cursor: int) -> int:
        """Where in `told` this run may go on; `cursor` where that is not known."""
        run = self.source[at:end]
        probe = run if len(run) >= _LONG else self.source[at : at + _LONG]
        for text, limit in ((probe, len(self.told)), (run, cursor + _WINDOW)):
            if len(text) < _SURE or self.looks <= 0:
                continue
            place = self.told.find(text, cursor, limit)
            self.looks -= (place if place >= 0 else min(limit, len(self.told))) - cursor
            if place >= 0:
                return place
        return cursor

    def _is_spent(self, place: int, length: int) -> bool:
        return self.spent.find(1, place, place + length) >= 0

    def _spend(self, at: int, place: int, length: int) -> None:
        marked = b"\1" * length
        self.spent[place : place + length] = marked
        self.found[at : at + length] = marked

    def take(self, at: int, place: int, length: int) -> None:
        """Of the run that this is part of, as much more is taken as is alike beside it."""
        self._spend(at, place, length)
        run = bisect_right(self.ends, at)
        first = self.ends[run - 1] if run else 0
        self._grow(range(at - 1, first - 1, -1), place - 1)
        self._grow(range(at + length, self.ends[run]), place + length)

    def _grow(self, over: range, place: int) -> None:
        """On past a few characters of the source that are gone, too."""
        at, step = over.start, over.step
        while True:
            hops = range(at, at + (_HOP + 1) * step, step)
            at = next((n for n in hops if n in over and self._are_alike(n, place)), -1)
            if at < 0:
                return
            self._spend(at, place, 1)
            at, place = at + step, place + step

    def _are_alike(self, at: int, place: int) -> bool:
        return (
            0 <= place < len(self.told)
            and not self.found[at]
            and not self.spent[place]
            and self.source[at] == self.told[place]
        )

    def gaps(self) -> Iterator[Span]:
        """What of the source was not found yet, as far as it hangs together."""
        start = self.found.find(0)
        while start >= 0:
            stop = self.found.find(1, start)
            stop = stop if stop >= 0 else len(self.source)
            yield start, stop
            start = self.found.find(0, stop)

    def _runs(self) -> Iterator[Span]:
        for start, stop in self.gaps():
            place = bisect_right(self.ends, start)
            while start < stop:
                end = min(self.ends[place], stop)
                if end > start:
                    yield start, end
                start, place = end, place + 1


class _Rest:
    """What of the told texts stands for nothing yet."""

    def __init__(self, ledger: _Ledger) -> None:
        self._ledger = ledger
        parts: list[str] = []
        self._starts: list[int] = []  # of the parts, in the text of all of them
        self._places: list[int] = []  # of the parts, in what was told
        at = 0
        start = ledger.spent.find(0)
        while start >= 0:
            stop = ledger.spent.find(1, start)
            stop = stop if stop >= 0 else len(ledger.told)
            parts.append(ledger.told[start:stop])
            self._starts.append(at)
            self._places.append(start)
            at += stop - start + 1
            start = ledger.spent.find(0, stop)
        self._text = "\0".join(parts)
        self._cursor = 0
        self._barren: dict[str, Span] = {}  # for a text, from where to where it is all spent

    def rewind(self) -> None:
        self._cursor = 0

    def place(self, start: int, stop: int) -> None:
        """Spend the first free place of this text of the source, the nearest ahead if there is
        one: what comes out elsewhere mostly does so in the same order."""
        ledger = self._ledger
        if ledger.found.find(1, start, stop) >= 0:
            return  # a neighbour has grown into it
        text, length = ledger.source[start:stop], stop - start
        for begin, last in ((self._cursor, len(self._text) - length), (0, self._cursor)):
            if (hit := self._free(text, begin, last)) >= 0:
                ledger.take(start, self._place_of(hit), length)
                self._cursor = hit + length
                return

    def _free(self, text: str, begin: int, last: int) -> int:
        """Where from `begin` to `last` this text stands and nothing of it is spent; -1 for
        nowhere. What is spent stays so: nothing is looked through for one text twice."""
        ledger, length = self._ledger, len(text)
        low, high = self._barren.get(text, (begin, begin))
        first, at = (low, high) if low <= begin <= high else (begin, begin)
        hit = -1
        while at <= last and ledger.looks > 0:
            if low <= at < high:
                at = high
                continue
            hit = self._text.find(text, at, last + length)
            ledger.looks -= (hit if hit >= 0 else last) - at + _TURN
            at = (hit if hit >= 0 else last) + 1
            if hit < 0:
                break
            place = self._place_of(hit)
            if ledger.spent.find(1, place, place + length) < 0:
                break
            hit = -1
        self._barren[text] = first, max(at, high) if first <= low <= at else at
        return hit

    def _place_of(self, at: int) -> int:
        """Where in what was told a place of the text of the parts is."""
        part = bisect_right(self._starts, at) - 1
        return self._places[part] + at - self._starts[part]


def _quoted(runs: list[str], source: list[str], spans: Iterable[Span]) -> Iterator[Unplaced]:
    """What is missing as it stands in the runs, what hangs together in one."""
    whole, ends, starts = "".join(runs), _ends(runs), [0, *_ends(source)]
    found: list[Span] = []
    counted, places = -1, list[int]()  # of the run at hand, where its visible characters end
    for start, stop in spans:
        at = bisect_right(starts, start) - 1
        while at < len(runs) and starts[at] < stop:
            first, last = max(start, starts[at]), min(stop, starts[at + 1])
            if first < last:
                begin = ends[at] - len(runs[at])
                if counted != at:
                    counted = at
                    places = list(accumulate(len(_FOLDING[ord(each)]) for each in runs[at]))
                cut = _in_run(runs[at], places, first - starts[at], last - starts[at])
                if 2 * (last - first) > len(source[at]):
                    # Mostly missing: who reads it needs its sentence, not its letters.
                    cut = (0, len(runs[at]))
                _add(found, begin + cut[0], begin + cut[1], whole)
            at += 1
    for start, stop in found:
        yield Unplaced(" ".join(whole[start:stop].split()), _before(whole, start))


def _before(whole: str, place: int) -> str:
    """What stands before a place, from the start of a word on."""
    words = whole[max(0, place - _BEFORE) : place]
    if place > _BEFORE and not whole[place - _BEFORE - 1].isspace():
        _rest, _blank, words = words.partition(" ") if " " in words.strip() else ("", "", words)
    return " ".join(words.split())


def _add(found: list[Span], start: int, stop: int, whole: str) -> None:
    if found and not folded(whole[found[-1][1] : start]):
        start, _ = found.pop()
    found.append((start, stop))


def _in_run(run: str, places: list[int], first: int, last: int) -> Span:
    """Where the visible characters `first` to `last` of a run stand in it, by whole words."""
    start, stop = bisect_right(places, first), bisect_left(places, last) + 1
    least, most = max(0, start - _BEFORE), min(len(run), stop + _BEFORE)
    while start > least and _is_letter(run[start - 1]) and _is_letter(run[start]):
        start -= 1
    while stop < most and _is_letter(run[stop]) and _is_letter(run[stop - 1]):
        stop += 1
    return start, stop


def _is_letter(character: str) -> bool:
    """Of a script that parts its words: a missing Chinese character stands for itself."""
    return character.isalnum() and character < "\u2e80"
