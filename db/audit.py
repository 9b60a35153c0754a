"""The audit trail: who did what to which story, each entry sealed with the one before.

An entry's hash is SHA-256 over its canonical JSON with the hash before it, so that editing,
deleting or exchanging entries shows. Somebody who may write the file can make the whole chain
anew, and cut off its end unseen: against that only a head noted elsewhere helps, which is why
every sign-off, every bundle and every backup carries one.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select

from db.schema import audit
from editor.late import frozen
from editor.message import Message, message
from editor.story.forms import json_text

NOTHING_BEFORE = "0" * 64
_quoted = json.encoder.encode_basestring  # a text as `json_text` writes it


@frozen
class AuditEntry:
    at: datetime
    actor: str
    action: str
    snapshot: str
    details: Mapping[str, Any]


_OF_ENTRY = (audit.c.at, audit.c.actor, audit.c.action, audit.c.snapshot, audit.c.details)


def _entry(row: Any) -> AuditEntry:
    at, actor, action, snapshot, details = row
    return AuditEntry(datetime.fromisoformat(at), actor, action, snapshot, json.loads(details))


@frozen
class RecordRow:
    """An entry of the record as it stands there: `at` in ISO 8601, `story` what was acted upon,
    which may be something else (an outlet, an account)."""

    number: int
    at: str
    by: str
    action: str
    story: str
    snapshot: str
    details: Mapping[str, Any]
    hash: str


@frozen
class Wanted:
    """Which entries; what is "" does not narrow. `since` and `until` are days or moments in ISO
    8601, a moment without a zone in UTC; `text` stands anywhere in one."""

    story: str = ""
    by: str = ""
    action: str = ""
    since: str = ""
    until: str = ""
    text: str = ""

    def clauses(self) -> Iterator[ColumnElement[bool]]:
        columns = {"story": audit.c.object, "by": audit.c.actor, "action": audit.c.action}
        for name, column in columns.items():
            if wanted := getattr(self, name):
                yield column == wanted
        if self.since:
            yield func.datetime(audit.c.at) >= func.datetime(self.since)
        if self.until:
            yield func.datetime(audit.c.at) < func.datetime(self.until)
        if self.text:
            anywhere = (*columns.values(), audit.c.details, audit.c.snapshot, audit.c.hash)
            yield or_(*(each.contains(self.text, autoescape=True) for each in anywhere))


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
        sealed = _seal([entry[name] for name in _SEALED])
        self._connection.execute(insert(audit).values(**entry, hash=sealed))
        return sealed

    def last_at(self) -> datetime | None:
        """When the newest entry was made, as the clock was then."""
        newest = select(audit.c.at).order_by(audit.c.seq.desc()).limit(1)
        at = self._connection.execute(newest).scalar()
        return None if at is None else datetime.fromisoformat(at)

    def last_action(self, object: str, among: Collection[str]) -> str:  # noqa: A002 - as above
        """The newest of these actions on one object, "" when there is none."""
        last = self.last_of(object, among)
        return "" if last is None else last.action

    def last_of(self, object: str, among: Collection[str]) -> AuditEntry | None:  # noqa: A002
        """The newest entry of these actions on one object."""
        query = select(*_OF_ENTRY).where(audit.c.object == object, audit.c.action.in_(among))
        newest = query.order_by(audit.c.seq.desc()).limit(1)
        row = self._connection.execute(newest).first()
        return None if row is None else _entry(row)

    def naming(self, text: str, most: int) -> tuple[AuditEntry, ...]:
        """The entries in whose details this text stands, newest first."""
        said = audit.c.details.contains(text, autoescape=True)
        query = select(*_OF_ENTRY).where(said).order_by(audit.c.seq.desc())
        return tuple(map(_entry, self._connection.execute(query.limit(most))))

    def last(self) -> tuple[int, str]:
        """(number, hash) of the newest entry; 0 and 64 zeros while there is none."""
        return self._last() or (0, NOTHING_BEFORE)

    def spine(self) -> tuple[tuple[int, str, str], ...]:
        """(number, moment, hash) of every entry, the oldest first."""
        query = select(audit.c.seq, audit.c.at, audit.c.hash).order_by(audit.c.seq)
        return tuple((seq, at, sealed) for seq, at, sealed in self._connection.execute(query))

    def rows(self, wanted: Wanted, skip: int = 0, most: int = -1) -> tuple[RecordRow, ...]:
        """Those that are wanted, the newest first; `most` of them after `skip`."""
        query = select(*_OF_RECORD).where(*wanted.clauses()).order_by(audit.c.seq.desc())
        found = self._connection.execute(query.limit(most).offset(skip)).mappings()
        return tuple(RecordRow(**{**row, "details": json.loads(row["details"])}) for row in found)

    def count(self, wanted: Wanted) -> int:
        query = select(func.count()).select_from(audit).where(*wanted.clauses())
        return self._connection.execute(query).scalar_one()

    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Everybody who did anything, and everything that was done, by name."""
        columns = (audit.c.actor, audit.c.action)
        asked = (select(each).distinct().order_by(each) for each in columns)
        people, actions = (tuple(self._connection.execute(each).scalars()) for each in asked)
        return people, actions

    def verify(self) -> tuple[Message, ...]:
        """Walk the trail from its beginning; what does not fit."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[Message]:
        expected, before = 1, NOTHING_BEFORE
        walk = select(*(audit.c[name] for name in (*_SEALED, "hash"))).order_by(audit.c.seq)
        for *entry, sealed in self._connection.execute(walk):
            prev_hash, seq = entry[5:7]
            if seq != expected:
                yield message("audit.missing", first=expected, last=seq - 1)
            elif prev_hash != before:
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


_OF_RECORD = (
    *(audit.c.seq.label("number"), audit.c.at, audit.c.actor.label("by"), audit.c.action),
    *(audit.c.object.label("story"), audit.c.snapshot, audit.c.details, audit.c.hash),
)
# What is hashed of an entry, in the order of its canonical JSON.
_SEALED = ("action", "actor", "at", "details", "object", "prev_hash", "seq", "snapshot")
_FORM = "{" + ",".join(f'"{name}":%s' for name in _SEALED) + "}"


def _seal(entry: Sequence[Any]) -> str:
    """SHA-256 of the canonical JSON of an entry, whose values come in the order of `_SEALED`; ""
    for one that nobody can have written. By hand: a hundred thousand are looked at each day."""
    action, actor, at, details, object_, prev_hash, seq, snapshot = entry
    texts = map(_quoted, (action, actor, at, details, object_, prev_hash))
    try:
        text = _FORM % (*texts, int(seq), _quoted(snapshot))
    except TypeError:
        return ""
    return hashlib.sha256(text.encode()).hexdigest()
