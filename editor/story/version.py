"""What a kept version is to the newsroom, and when writing calls for the next one by itself."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One kept version of a story in its history; `reason` is a sentence such as `Signed off`.

    `name` was given by hand ("" for none); `words` is the length of its copy, None where nobody
    noted it; `signed` and `exported`: exactly this was approved, or went out; `signing` and
    `exporting`: it was kept by that very act, where others only hold the same words.
    """

    number: int
    by: str
    at: datetime
    reason: str
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
        return self.name or self.reason


def version_due(last_made: datetime, now: datetime) -> bool:
    """Whether a change at `now` is far enough from the newest version, made at `last_made`.

    A version dated after `now` comes from a clock that was wrong: it holds nothing back.
    """
    return not timedelta(0) <= now - last_made < APART
