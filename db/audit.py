"""The audit trail: who did what to which story, each entry sealed with the one before.

An entry's hash is SHA-256 over its canonical JSON with the hash before it, so that editing,
deleting or exchanging entries shows. Somebody who may write the file can make the whole chain
anew, and cut off its end unseen: against that only a head noted elsewhere helps, which is why
every export carries it.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from db.schema import audit
from editor.message import Message, message
from editor.story.forms import json_text

NOTHING_BEFORE = "0" * 64


class Audit:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(
        self,
        *,
        at: datetime,
        actor: str,
        action: str,
        object: str,  # noqa: A002 - the trade's word for what was acted upon
        snapshot: str = "",
        details: Mapping[str, Any] | None = None,
    ) -> str:
        """Add an entry; returns its hash, the new head. `details` must be JSON."""
        if at.tzinfo is None:
            raise ValueError(f"a moment without a zone: {at!r}")
        last = self._last()
        seq, prev_hash = (last[0] + 1, last[1]) if last else (1, NOTHING_BEFORE)
        entry: dict[str, Any] = {
            "seq": seq,
            "prev_hash": prev_hash,
            "at": at.isoformat(),
            "actor": actor,
            "action": action,
            "object": object,
            "snapshot": snapshot,
            "details": json_text(dict(details or {})),
        }
        sealed = _seal(entry)
        self._connection.execute(insert(audit).values(**entry, hash=sealed))
        return sealed

    def last_action(self, object: str, among: Collection[str]) -> str:  # noqa: A002 - as above
        """The newest of these actions on one object, "" when there is none."""
        query = select(audit.c.action).where(audit.c.object == object, audit.c.action.in_(among))
        newest = query.order_by(audit.c.seq.desc()).limit(1)
        return self._connection.execute(newest).scalar() or ""

    def head(self) -> str:
        """The hash of the newest entry; 64 zeros while there is none."""
        last = self._last()
        return last[1] if last else NOTHING_BEFORE

    def verify(self) -> tuple[Message, ...]:
        """Walk the trail from its beginning; what does not fit."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[Message]:
        expected, before = 1, NOTHING_BEFORE
        for row in self._connection.execute(select(audit).order_by(audit.c.seq)).mappings():
            entry = dict(row)
            sealed, seq = entry.pop("hash"), entry["seq"]
            if seq != expected:
                yield message("audit.missing", first=expected, last=seq - 1)
            elif entry["prev_hash"] != before:
                yield message("audit.out-of-order", seq=seq)
            if _seal(entry) != sealed:
                yield message("audit.changed", seq=seq)
            expected, before = seq + 1, sealed
        # SQLite remembers the highest number it ever gave; a cut at the end shows there.
        given = self._connection.exec_driver_sql(
            "SELECT seq FROM sqlite_sequence WHERE name = 'audit'"
        ).scalar()
        if given is not None and given >= expected:
            yield message("audit.missing", first=expected, last=given)

    def _last(self) -> tuple[int, str] | None:
        query = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
        row = self._connection.execute(query).first()
        return None if row is None else (row.seq, row.hash)


def _seal(entry: Mapping[str, Any]) -> str:
    return hashlib.sha256(json_text(entry).encode()).hexdigest()
