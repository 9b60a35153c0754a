"""What a kept version is to the newsroom, and when writing calls for the next one by itself."""

from datetime import datetime, timedelta
from enum import StrEnum

# One sitting's versions stand this far apart: close enough to find a sentence again that was
# taken out before lunch, far enough that a history can be read.
APART = timedelta(minutes=10)


class VersionKind(StrEnum):
    """Automatic ones are thinned with time; milestones (filed, signed, exported, restored) and
    those with a name stay for ever."""

    AUTOMATIC = "automatic"
    MILESTONE = "milestone"
    NAMED = "named"


def version_due(last_made: datetime, now: datetime) -> bool:
    """Whether a change at `now` is far enough from the newest version, made at `last_made`.

    A version dated after `now` comes from a clock that was wrong: it holds nothing back.
    """
    return not timedelta(0) <= now - last_made < APART
