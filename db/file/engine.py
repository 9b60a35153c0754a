"""How Galley talks to SQLite: every connection with the same pragmas, every write immediate."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from db.schema import APPLICATION_ID

BUSY_MILLISECONDS = 5000
WRITING = "galley_writing"

_PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA temp_store=MEMORY",
)
# FULL: what was said to be kept is on the disk, a power cut included.
_WRITING_PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL")


def library_uri(file: Path, options: str) -> str:
    """`file` as SQLite's URI; `options` as in `mode=ro`."""
    return f"{file.absolute().as_uri()}?{options}"


def library_engine(file: Path, *, options: str, foreign_keys: bool = True) -> Engine:
    """An engine over a library's file, opened with SQLite's URI `options` (`mode=rw`, `mode=ro`).

    Transactions begin as BEGIN, and as BEGIN IMMEDIATE on connections with the execution option
    `WRITING`: a read that turns into a write fails at once when somebody else wrote in between,
    however long it was told to wait. Foreign keys are off for migrations only.
    """
    uri = library_uri(file, options)
    writable = options.startswith("mode=rw")

    def connect() -> sqlite3.Connection:
        # Threads share the pool, never a connection at one time. Python must not begin
        # transactions of its own accord: its guess leaves DDL outside of them.
        return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)

    # Named, because for an address without a file SQLAlchemy would take another pool.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
        for pragma in (*_PRAGMAS, *(_WRITING_PRAGMAS if writable else ())):
            connection.execute(pragma)
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def mark_as_library(connection: Connection) -> None:
    """Write into the file's header that it is Galley's."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
