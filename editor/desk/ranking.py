"""What somebody means by a few letters: names in order of how well they fit what was typed.

It is given those that may be meant, for a library narrows them. Pieces that stand in a name as
they are first, then letters in their order, and near misses only when there is nothing else.
"""

import re
import unicodedata
from collections.abc import Sequence

from editor.late import frozen, regex
from editor.story.text import is_han

MOST = 60  # offered at once; nobody reads further
LEAST_FOR_GAPS = 2  # letters typed before names that only have them in order are offered
CLOSE = 45.0
NEAR = 80.0  # of 100, for names with a slip in them
_INITIAL = regex(r"(?<![^\W_])[^\W_]")
_EDGE = regex(r"[\s\-_/.,:;“”\"'‘’()&]+")


@frozen
class Name:
    """Something that can be gone to, as it is looked for. `key` is what is gone to."""

    key: str
    title: str
    others: str = ""

    @property
    def folded(self) -> str:
        return folded(f"{self.title} {self.others}")


def folded(text: str) -> str:
    """Small letters without accents: `Lyuliang` and `lǜliáng` are typed alike."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def pieces_of(typed: str) -> list[str]:
    return [piece for piece in _EDGE.split(folded(typed)) if piece]


class Names:
    """Many names, prepared once; asked at every key."""

    def __init__(self, names: Sequence[Name], recent: Sequence[str] = ()) -> None:
        """`names` in the order in which they are offered when nothing is typed; those of
        `recent` (keys, newest first) come before all others."""
        known = {name.key: name for name in names}
        first = [known[key] for key in dict.fromkeys(recent) if key in known]
        taken = {name.key for name in first}
        self._recent = len(first)
        self._names = [*first, *(name for name in names if name.key not in taken)]
        self._folded = [name.folded for name in self._names]
        self._initials: list[str] | None = None  # made when they are first asked for
        self._titles = [len(folded(name.title)) for name in self._names]

    def fitting(self, typed: str, most: int = MOST) -> list[Name]:
        """Best first; without anything typed the first ones as they are."""
        pieces = pieces_of(typed)
        if not pieces:
            return self._names[:most]
        found = self._with_pieces(pieces)
        if len(found) < most and sum(map(len, pieces)) >= LEAST_FOR_GAPS:
            taken = {place for _, place in found}
            spread = self._with_gaps("".join(pieces), taken)
            # Letters far apart are a guess, for when nothing better is there.
            found += [each for each in spread if not found or each[0] >= CLOSE]
        if not found:
            found = self._near(" ".join(pieces), most)
        found.sort(key=lambda each: (-each[0], each[1]))
        return [self._names[place] for _, place in found[:most]]

    def _with_pieces(self, pieces: list[str]) -> list[tuple[float, int]]:
        """Names in which every piece stands; those where words begin with them come first."""
        first, *rest = sorted(pieces, key=len, reverse=True)
        found: list[tuple[float, int]] = []
        whole = " ".join(pieces)
        for place, name in enumerate(self._folded):
            if first in name and all(piece in name for piece in rest):
                found.append((self._score(place, name, pieces, whole), place))
        return found

    def _score(self, place: int, name: str, pieces: list[str], whole: str) -> float:
        score = 100.0
        at = name.find(whole)
        if at == 0:
            score += 60
        elif at > 0:
            score += 20
        for piece in pieces:
            score += _word_score(name, piece)
            if name.find(piece) >= self._titles[place]:
                score -= 10  # it stands in a slug or a section only
        if place < self._recent:
            score += 12
        return score - min(self._titles[place], 120) / 40

    def _with_gaps(self, letters: str, taken: set[int]) -> list[tuple[float, int]]:
        """Names that have the letters in their order, the closer together the better."""
        # Each gap excludes the letter that ends it: so no name is read twice.
        parts = [re.escape(letters[0])]
        parts += (f"[^{re.escape(letter)}]*?{re.escape(letter)}" for letter in letters[1:])
        pattern = re.compile("".join(parts))
        found: list[tuple[float, int]] = []
        if self._initials is None:
            self._initials = ["".join(_INITIAL.findall(name)) for name in self._folded]
        for place, name in enumerate(self._folded):
            if place not in taken and (match := pattern.search(name)):
                spread = match.end() - match.start() - len(letters)
                score = 50.0 - min(spread, 40) + (8 if _begins(name, match.start()) else 0)
                if pattern.search(self._initials[place]):
                    score = max(score, 60.0)
                found.append((score + (6 if place < self._recent else 0), place))
        return found

    def _near(self, whole: str, most: int) -> list[tuple[float, int]]:
        # Loaded when there is a slip in what was typed: no start should pay for it.
        from rapidfuzz import fuzz, process

        found = process.extract(
            whole, self._folded, scorer=fuzz.partial_ratio, limit=most, score_cutoff=NEAR
        )
        return [(score / 4, place) for _, score, place in found]


def marked(title: str, typed: str) -> list[tuple[int, int]]:
    """The places in a title where what was typed stands, for showing why it is offered."""
    plain = folded(title)
    if len(plain) != len(title):
        return []  # letters came apart: their places are other ones
    places: list[tuple[int, int]] = []
    for piece in pieces_of(typed):
        at = plain.find(piece)
        if at >= 0:
            places.append((at, at + len(piece)))
    return sorted(places)


def _begins(name: str, at: int) -> bool:
    """Whether a word begins there; a Chinese character always begins one."""
    return at == 0 or not name[at - 1].isalnum() or is_han(name[at])


def _word_score(name: str, piece: str) -> float:
    """Best when it is a word, less when one begins with it, nothing inside of one."""
    best = 0.0
    at = name.find(piece)
    while at >= 0:
        if _begins(name, at):
            end = at + len(piece)
            if end == len(name) or not name[end].isalnum():
                return 24.0
            best = 15.0
        at = name.find(piece, at + 1)
    return best
