"""A library's database as a file: how Galley talks to it, told from other files, checked, and
copied whole while in use.

Every connection has the same pragmas, every write is immediate. Everything goes through SQLite
itself; copying the bytes of a database that is open would tear it.
"""

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from db.file.migration import LISTED, Shape, shape_of
from db.file.soundness import damaged_rows
from editor.files import move_into_place, sync_file
from editor.message import Message, Said, literal, message

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


# 4 MB at a time: Python lets other threads run between the steps.
_PAGES_A_STEP = 1024


class NotALibrary(Said):
    """str() completes "… cannot be used: "."""


def wal_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def reading_options(file: Path) -> str:
    """URI options under which `file` can be read without writing anything beside it.

    SQLite must be able to make its index of the log, even to read; where it cannot, and there is
    nothing in the log, the file may be taken as unchanging. Raises sqlite3.Error.
    """
    try:
        with closing(sqlite3.connect(library_uri(file, "mode=ro"), uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        log = wal_of(file)
        if log.exists() and log.stat().st_size > 0:
            raise
        return "mode=ro&immutable=1"
    return "mode=ro"


def schema_and_shape_of(file: Path) -> tuple[str, Shape]:
    """The schema revision that `file` says it has, and what tables it has. Raises NotALibrary."""
    try:
        with closing(_open_for_reading(file)) as connection:
            shape = shape_of(connection.execute(LISTED))
            if not shape.get(("table", "alembic_version"), "").startswith("CREATE TABLE"):
                raise NotALibrary("library.no-schema-of-one")
            stamp = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        raise NotALibrary("library.none", found=error) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise NotALibrary("library.no-database", found=error) from error
    if stamp is None:
        raise NotALibrary("library.no-schema-named")
    return str(stamp[0]), shape


def problems_in(file: Path, *, thorough: bool = False) -> tuple[Message, ...]:
    """What SQLite finds wrong with `file`: `quick_check`, or, when `thorough`, `integrity_check`,
    rows that name a row which is not there, and rows that no Galley wrote."""
    pragma = "integrity_check" if thorough else "quick_check"
    try:
        with closing(_open_for_reading(file)) as connection:
            found = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}(20)")]
            if thorough and found == ["ok"]:
                if connection.execute("PRAGMA foreign_key_check").fetchone():
                    return (message("library.broken-row"),)
                return tuple(islice(damaged_rows(connection), 1))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return (literal(str(error)),)
    return () if found == ["ok"] else tuple(literal(each) for each in found)


def copy_database(source: Path, target: Path) -> None:
    """Copy `source`, log included, to `target` in one rename; checked before it appears.

    The copy is one file without a log. A writer may go on meanwhile: what is copied is the
    moment at which the copy began. Raises sqlite3.Error, OSError, and NotALibrary when the copy
    does not pass its check; `target` is untouched then.
    """
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".partial", dir=target.parent)
    os.close(descriptor)
    temporary = Path(name)
    try:
        _copy_into(source, temporary)
        problems = problems_in(temporary)
        if problems:
            raise NotALibrary("library.copy-damaged", found=problems[0])
        sync_file(temporary)
        move_into_place(temporary, target)
    finally:
        for left in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            left.unlink(missing_ok=True)


def _copy_into(source: Path, temporary: Path) -> None:
    with (
        closing(_open_for_reading(source)) as live,
        closing(sqlite3.connect(temporary, isolation_level=None)) as copy,
    ):
        # A read that stays open pins the moment: otherwise every write of somebody else would
        # make the copying begin again.
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        live.backup(copy, pages=_PAGES_A_STEP)
        live.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode=DELETE")


def _open_for_reading(file: Path) -> sqlite3.Connection:
    if not file.is_file():
        raise sqlite3.OperationalError(message("library.no-such-file"))
    uri = library_uri(file, reading_options(file))
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    # The file may be anybody's: nothing that is written in it is to run.
    connection.execute("PRAGMA trusted_schema=OFF")
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)
    return connection
