"""Approval: somebody read one exact snapshot and stands for it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SignOff:
    """Approval of the snapshot whose SHA-256 (hex) is `snapshot`; of nothing else, ever."""

    story_id: str
    snapshot: str
    by: str
    at: datetime
    note: str = ""

    def covers(self, snapshot_sha256: str) -> bool:
        return self.snapshot == snapshot_sha256
