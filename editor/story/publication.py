"""A story on an outlet: which approved snapshot of it stands where."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PublicationState(StrEnum):
    OUT = "out"
    REPLACED = "replaced"  # another snapshot of the story stands there since


@dataclass(frozen=True, slots=True)
class Publication:
    """`outlet` is an outlet's key; `snapshot` the SHA-256 of what was approved; `address` the
    page's URL, "" while the outlet's is not known; `at` when it came to be in this place."""

    story: str
    outlet: str
    snapshot: str
    state: PublicationState
    address: str
    at: datetime
