"""What a kept version is to the newsroom, when writing calls for the next one by itself, and which
ones go with time."""

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from editor.late import frozen
from editor.message import Message
from editor.story.alignment import alike_ends
from editor.story.story import StoryEdit

# One sitting's versions stand this far apart: close enough to find a sentence again that was
# taken out before lunch, far enough that a history can be read.
APART = timedelta(minutes=10)


class VersionKind(StrEnum):
    """Automatic ones are thinned with time; milestones (filed, signed, exported, restored) and
    those with a name stay for ever."""

    AUTOMATIC = "automatic"
    MILESTONE = "milestone"
    NAMED = "named"


@frozen
class VersionRow:
    """One kept version of a story in its history; `reason` is of the group `version`.

    `name` was given by hand ("" for none); `words` is the length of its copy, None where nobody
    noted it; `signed` and `exported`: exactly this was approved, or went out; `signing` and
    `exporting`: it was kept by that very act, where others only hold the same words.
    """

    number: int
    by: str
    at: datetime
    reason: Message
    snapshot: str
    kind: VersionKind = VersionKind.MILESTONE
    name: str = ""
    words: int | None = None
    signed: bool = False
    exported: bool = False
    signing: bool = False
    exporting: bool = False

    @property
    def title(self) -> str:
        """Its name where it has one, otherwise what made it."""
        return self.name or str(self.reason)


def version_due(last_made: datetime, now: datetime) -> bool:
    """Whether a change at `now` is far enough from the newest version, made at `last_made`.

    A version dated after `now` comes from a clock that was wrong: it holds nothing back.
    """
    return not timedelta(0) <= now - last_made < APART


HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
# Up to this age, one for each span; beyond the last, one a week.
STEPS = ((HOUR, timedelta(0)), (DAY, HOUR), (4 * WEEK, DAY))


@frozen
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


WORTH = 6  # letters; a letter of Chinese counts as two. Less is sooner typed again than found


def worth_keeping(before: StoryEdit, now: StoryEdit) -> bool:
    """Whether words of `before` are gone that would be missed."""
    pairs = zip(_texts(before), _texts(now), strict=True)
    return sum(_letters(_gone(old, new)) for old, new in pairs) >= WORTH


def _texts(edit: StoryEdit) -> tuple[str, str, str]:
    return edit.headline or "", edit.deck or "", edit.body.text if edit.body else ""


def _gone(old: str, new: str) -> str:
    """What stood between the parts that both begin and end with."""
    first, rest = alike_ends(old, new)
    return old[first : len(old) - rest]


def _letters(text: str) -> int:
    return sum(2 if letter > "\u2e80" else 1 for letter in text if letter.isalnum())
