"""Which automatic versions of a story have become too many: near ones stay close together, far
ones apart. A rule only; it deletes nothing."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
# Up to this age, one for each span; beyond the last, one a week.
STEPS = ((HOUR, timedelta(0)), (DAY, HOUR), (4 * WEEK, DAY))


@dataclass(frozen=True, slots=True)
class Dated:
    """A version as far as thinning looks at it; `lasting` ones (named, signed, milestones) are
    never thinned."""

    number: int
    at: datetime
    lasting: bool


def superfluous(versions: Sequence[Dated], now: datetime) -> tuple[int, ...]:
    """The numbers of those that may go: all stay for an hour, then one an hour for a day, one a
    day for four weeks, one a week beyond. The newest never goes.

    Order is that of the numbers. A version dated after `now`, or before one with a lower number,
    comes from a clock that was wrong: it counts as made when its neighbour was.
    """
    ordered = sorted(versions, key=lambda version: version.number)
    going: list[int] = []
    seen: set[Hashable] = set()
    # The first of each span stays, not the last: others may borrow its date (see `_made`), and
    # thinning twice must take no more than thinning once.
    for version, made in zip(ordered[:-1], _made(ordered, now), strict=False):
        span = None if version.lasting else _span(made, now)
        if span in seen:
            going.append(version.number)
        elif span is not None:
            seen.add(span)
    return tuple(going)


def _made(ordered: Sequence[Dated], now: datetime) -> list[datetime]:
    """When each was made, as far as can be believed: never after now, nor before an earlier one;
    at the beginning of a history a date in the future is as good as now."""
    made: list[datetime] = []
    latest: datetime | None = None
    for version in ordered:
        if version.at <= now:
            latest = version.at if latest is None else max(latest, version.at)
        made.append(latest or now)
    return made


def _span(made: datetime, now: datetime) -> Hashable | None:
    """Versions of one span make room for one another; None while all are kept.

    Spans are cut by the calendar (of UTC), not from `now`: tomorrow's cut is today's.
    """
    age = now - made
    for limit, length in STEPS:
        if age < limit:
            return _cut(made, length) if length else None
    return _cut(made, WEEK)


def _cut(made: datetime, length: timedelta) -> Hashable:
    return length, made.timestamp() // length.total_seconds()
