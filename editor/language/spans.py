"""Stretches of a text that are treated differently, asked for by place."""

from bisect import bisect_left
from collections.abc import Sequence

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
