"""In which order the stories of a list stand; and that none moves under the hand of somebody who
works in it."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from editor.story.story import Status, StoryRow


class ListOrder(StrEnum):
    """`CHANGED` is newest change first, as the library tells them."""

    CHANGED = "changed"
    HEADLINE = "headline"
    SECTION = "section"
    STATUS = "status"


_STATUSES = tuple(Status)
_KEYS: dict[ListOrder, Callable[[StoryRow], Any]] = {
    # Without a headline yet, a story stands last.
    ListOrder.HEADLINE: lambda row: (not row.headline, row.headline.casefold()),
    ListOrder.SECTION: lambda row: (not row.section, row.section),
    ListOrder.STATUS: lambda row: _STATUSES.index(row.status),
}


def in_order(rows: Sequence[StoryRow], order: ListOrder) -> tuple[StoryRow, ...]:
    """`rows` come newest change first, which also decides among equals."""
    key = _KEYS.get(order)
    return tuple(rows) if key is None else tuple(sorted(rows, key=key))


def staying(rows: Sequence[StoryRow], before: Sequence[str]) -> tuple[StoryRow, ...]:
    """Those listed `before` (ids) stand where they stood; a new one comes before all of
    those that follow it in `rows`."""
    by_id = {row.id: row for row in rows}
    stayed = [by_id[each] for each in before if each in by_id]
    kept = {row.id for row in stayed}
    places = {row.id: place for place, row in enumerate(stayed)}
    coming: dict[int, list[StoryRow]] = {}
    follower = len(stayed)
    for row in reversed(rows):
        if row.id in kept:
            follower = min(follower, places[row.id])
        else:
            coming.setdefault(follower, []).insert(0, row)
    merged: list[StoryRow] = []
    for place in range(len(stayed) + 1):
        merged += coming.get(place, ())
        merged += stayed[place : place + 1]
    return tuple(merged)
