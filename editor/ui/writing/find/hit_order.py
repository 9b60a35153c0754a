"""The hits of a story in reading order, through all of its texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from editor.story.matching import Match
from editor.ui.writing.find.text_hits import TextHits

Place = tuple[int, int, int]  # text, block, UTF-16 units from its start
_BEYOND = 1 << 30  # a block behind all others


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: the text it stands in (an index of headline, deck, body, captions), the block."""

    text: int
    block: int
    match: Match

    @property
    def place(self) -> tuple[int, int, int]:
        return self.text, self.block, self.match.start


class HitOrder:
    def __init__(self, texts: Sequence[TextHits]) -> None:
        self._texts = texts

    def next_from(self, place: Place) -> Found | None:
        """The first hit that begins there or behind."""
        for text in range(place[0], len(self._texts)):
            block, start = place[1:] if text == place[0] else (0, 0)
            if found := self._texts[text].next_from(block, start):
                return Found(text, *found)
        return None

    def last_before(self, place: Place | None = None) -> Found | None:
        """The last hit that begins before a place; the last of all without one."""
        first = len(self._texts) - 1 if place is None else place[0]
        for text in range(first, -1, -1):
            here = place is not None and text == place[0]
            block, start = place[1:] if place is not None and here else (_BEYOND, 0)
            if found := self._texts[text].last_before(block, start):
                return Found(text, *found)
        return None

    def number(self, found: Found) -> int:
        """Which hit of all this is, from 1."""
        before = sum(each.count for each in self._texts[: found.text])
        within = self._texts[found.text].count_before(found.block, found.match.start)
        return before + within + 1
