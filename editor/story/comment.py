"""Remarks on a story, which are no part of what readers see."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a story, for instance why it was returned."""

    by: str
    at: datetime
    text: str
