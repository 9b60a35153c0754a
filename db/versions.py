"""A story's kept versions: snapshots with number, author and reason. None is ever changed."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from db.schema import snapshots, versions
from editor.story.snapshot import Snapshot, from_json


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """`number` counts from 1 within the story; `snapshot` is its SHA-256 in hex."""

    number: int
    by: str
    at: datetime
    reason: str
    snapshot: str


class Versions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, story_id: str, snapshot: Snapshot, *, by: str, at: datetime, reason: str) -> int:
        """Keep a version; returns its number. Equal snapshots are stored once."""
        self._connection.execute(
            insert_or_skip(snapshots)
            .values(sha256=snapshot.sha256, canonical=snapshot.canonical)
            .on_conflict_do_nothing()
        )
        newest = select(func.max(versions.c.number)).where(versions.c.story_id == story_id)
        number = (self._connection.execute(newest).scalar() or 0) + 1
        self._connection.execute(
            insert(versions).values(
                story_id=story_id,
                number=number,
                snapshot=snapshot.sha256,
                by=by,
                at=at,
                reason=reason,
            )
        )
        return number

    def rows(self, story_id: str) -> tuple[VersionRecord, ...]:
        """Oldest first."""
        query = (
            select(
                versions.c.number,
                versions.c.by,
                versions.c.at,
                versions.c.reason,
                versions.c.snapshot,
            )
            .where(versions.c.story_id == story_id)
            .order_by(versions.c.number)
        )
        return tuple(VersionRecord(*row) for row in self._connection.execute(query))

    def snapshot(self, story_id: str, number: int) -> Snapshot:
        """Raises KeyError when the story has no such version."""
        query = select(versions.c.snapshot).where(
            versions.c.story_id == story_id, versions.c.number == number
        )
        sha = self._connection.execute(query).scalar()
        found = None if sha is None else self.by_hash(sha)
        if found is None:
            raise KeyError((story_id, number))
        return found

    def by_hash(self, sha256: str) -> Snapshot | None:
        query = select(snapshots.c.canonical).where(snapshots.c.sha256 == sha256)
        canonical = self._connection.execute(query).scalar()
        if canonical is None:
            return None
        return from_json(json.loads(canonical.decode("utf-8", "surrogatepass")))
