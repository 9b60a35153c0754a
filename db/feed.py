"""What changed, in order: the last change of every record, those that are gone included.

Every noun says here what it writes. The numbers grow over the whole library and are given inside
the writer's transaction, so that whoever has read up to one of them misses nothing that comes
later; clocks decide nothing. Rows stay when their record is deleted: what is gone stays gone
wherever the feed is read.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from db.errors import ChangedMeanwhile
from db.nouns import Noun
from db.query import Ask
from db.schema import changes, settings
from editor.late import frozen


@frozen
class Changed:
    """The last change of one record. `revision` counts the writes to it from 1; `gone` when it
    was deleted; `account` is the id of who sat there, "" for nobody; `device` of the library in
    which it was written."""

    seq: int
    noun: Noun
    id: str
    revision: int
    gone: bool
    at: datetime
    account: str
    device: str


# SQLite takes so many values in one statement with room to spare.
_ROWS_AT_ONCE = 200
_DEVICE = (
    select(func.json_extract(settings.c.value, "$"))
    .where(settings.c.owner == "machine", settings.c.key == "device")
    .scalar_subquery()
)


def arrival(noun: Noun, record: ColumnElement[str]) -> ColumnElement[int]:
    """The number under which a record last changed: the order of those that never change."""
    here = select(changes.c.seq).where(changes.c.noun == str(noun), changes.c.id == record)
    return here.scalar_subquery()


_NEXT = select(func.coalesce(func.max(changes.c.seq), 0) + 1).scalar_subquery()
_NOTE = insert_or_update(changes).values(seq=_NEXT, revision=1, device=func.coalesce(_DEVICE, ""))
_NOTE = _NOTE.on_conflict_do_update(
    index_elements=["noun", "id"],
    set_={
        "revision": changes.c.revision + 1,
        **{name: _NOTE.excluded[name] for name in ("seq", "gone", "at", "account", "device")},
    },
)


class Feed:
    """Every noun says here what it writes, in the transaction in which it writes it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._account = ""
        self._at: datetime | None = None

    def by(self, account: str, at: datetime) -> None:
        """Who changes something in this transaction, and when."""
        self._account, self._at = account, at

    def put(self, noun: Noun, table: Table[Any], rows: Sequence[dict[str, Any]]) -> None:
        """Store whole rows of `table` by their key, and note those that are new or say something
        else than before."""
        key = _key(table)
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            statement = insert_or_update(table).values(rows[start : start + _ROWS_AT_ONCE])
            new = {name: statement.excluded[name] for name in rows[0] if name != key.name}
            written = self._connection.execute(
                statement.on_conflict_do_update(
                    index_elements=[key], set_=new, where=_differs(table, new)
                ).returning(key)
            )
            self.note_all(noun, written.scalars().all())

    def change(self, noun: Noun, table: Table[Any], record: str, **values: Any) -> bool:
        """Change a row of `table`, and note it; False when there is none with this key, or when
        it says all of this already."""
        row = (_key(table) == record) & _differs(table, values)
        done = self._connection.execute(update(table).where(row).values(values))
        if done.rowcount:
            self.note(noun, record)
        return bool(done.rowcount)

    def delete(
        self, noun: Noun, table: Table[Any], record: str, *when: ColumnElement[bool]
    ) -> bool:
        """Delete a row of `table`, and note it; False when there is none with this key of which
        all of `when` holds."""
        done = self._connection.execute(delete(table).where(_key(table) == record, *when))
        if done.rowcount:
            self.note(noun, record, gone=True)
        return bool(done.rowcount)

    def note(self, noun: Noun, record: str, *, gone: bool = False) -> int:
        """A record is added, changed or deleted (`gone`); returns the number of this change."""
        noted = self._connection.execute(
            _NOTE.returning(changes.c.seq), self._row(noun, record, gone)
        )
        return noted.scalar_one()

    def note_all(self, noun: Noun, records: Iterable[str], *, gone: bool = False) -> None:
        if rows := [self._row(noun, record, gone) for record in records]:
            self._connection.execute(_NOTE, rows)

    def check(
        self, changed: str, noun: Noun, as_of: int | None, records: Collection[str] | None = None
    ) -> None:
        """Raises ChangedMeanwhile when one of these records of a noun, or any,
        was written after number `as_of`, up to which whoever changes them now has seen them;
        `changed` is what is said then."""
        if as_of is None:
            return
        newer = exists().where(changes.c.noun == str(noun), changes.c.seq > as_of)
        if records is not None:
            newer = newer.where(changes.c.id.in_(records))
        if self._connection.execute(select(newer)).scalar():
            raise ChangedMeanwhile(changed)

    def since(self, seq: int) -> tuple[Changed, ...]:
        """What changed after number `seq`, each record once, oldest change first."""
        query = select(changes).where(changes.c.seq > seq).order_by(changes.c.seq)
        return tuple(
            Changed(**{**row, "noun": Noun(row["noun"]), "gone": bool(row["gone"])})
            for row in self._connection.execute(query).mappings()
        )

    def _row(self, noun: Noun, record: str, gone: bool) -> dict[str, Any]:
        at = self._at or datetime.now().astimezone()
        said = {"noun": str(noun), "id": record, "gone": int(gone)}
        return {**said, "at": at, "account": self._account}


def _key(table: Table[Any]) -> Column[Any]:
    return next(iter(table.primary_key))


def _differs(table: Table[Any], values: dict[str, Any]) -> ColumnElement[bool]:
    return or_(*(table.c[name].is_distinct_from(value) for name, value in values.items()))


def asking(connection: Connection) -> Ask:
    """For plain SQL, in the transaction that `connection` is in."""
    return lambda asked, values: connection.exec_driver_sql(asked, values).all()


class Records:
    """What reads and writes the records of a noun, in one transaction."""

    def __init__(self, connection: Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed
