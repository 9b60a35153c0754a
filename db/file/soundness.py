"""What SQLite and our own rules find wrong inside the database; it looks and repairs nothing."""

import hashlib
import sqlite3
from itertools import islice

from sqlalchemy import Connection, select

from db.file.migration import stamped_schema
from db.file.rows import damaged_rows
from db.schema import snapshots

_MOST = 100  # problems named; with more, a restore is the answer and not a longer list

_UNINDEXED = """
    SELECT count(*) FROM stories
    WHERE change NOT IN (SELECT id FROM story_search_docsize)
"""


class Soundness:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def integrity(self) -> tuple[str, ...]:
        """SQLite's `integrity_check`, and whether every story can be found; empty when well."""
        found = self._connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})").scalars()
        problems = [line for line in found if line != "ok"]
        unindexed = self._connection.exec_driver_sql(_UNINDEXED).scalar_one()
        if unindexed:
            what = "1 story is" if unindexed == 1 else f"{unindexed} stories are"
            problems.append(f"{what} missing from the search index")
        return tuple(problems)

    def broken_references(self) -> tuple[str, ...]:
        """Rows that name a row which is not there."""
        rows = self._connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST)
        return tuple(
            f"row {rowid} of {table} names a row of {parent} that is not there"
            for table, rowid, parent, _ in rows
        )

    def changed_snapshots(self) -> tuple[str, ...]:
        """Kept versions whose bytes no longer have the hash they are known by; reads them all."""
        query = select(snapshots.c.sha256, snapshots.c.canonical)
        return tuple(
            sha
            for sha, canonical in self._connection.execute(query)
            if not isinstance(canonical, bytes) or hashlib.sha256(canonical).hexdigest() != sha
        )

    def damaged_rows(self) -> tuple[str, ...]:
        """Rows whose values are not of their form, at most a hundred; reads everything."""
        raw = self._connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return tuple(islice(damaged_rows(raw), _MOST))

    def schema(self) -> str:
        """The stamped revision."""
        return stamped_schema(self._connection)
