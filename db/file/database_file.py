"""A library's database as a file: how Galley talks to it, told from other files, checked, and
copied whole while in use.

Every connection has the same pragmas, every write is immediate. Everything goes through SQLite
itself; copying the bytes of a database that is open would tear it.
"""

import os
import sqlite3
import sys
import tempfile
import threading
from contextlib import closing
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.file.migration import LISTED, Shape, shape_of
from editor.files import move_into_place, sync_file
from editor.message import Message, Said, literal, message

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY_MILLISECONDS = 5000

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


class _Given(threading.local):
    """What SQLAlchemy is to work on when it next asks this thread for a connection."""

    connection: sqlite3.Connection | None = None


_given = _Given()


@cache
def _engine() -> "Engine":
    from sqlalchemy import NullPool, create_engine

    engine = create_engine(
        "sqlite://",
        creator=lambda: _given.connection or sqlite3.connect(":memory:"),
        poolclass=NullPool,
    )
    # SQLAlchemy has a look at the first connection it gets, and ends the transaction in it.
    engine.connect().close()
    return engine


class OpenDatabase:
    """One connection to a library's file, opened with SQLite's URI `options` (`mode=rw`,
    `mode=ro`), for one thread at a time; SQLAlchemy is loaded when its own over it is first asked
    for. Foreign keys are off for migrations only."""

    def __init__(self, file: Path, *, options: str, foreign_keys: bool = True) -> None:
        uri = library_uri(file, options)
        # Python must not begin transactions of its own accord: its guess leaves DDL outside of
        # them.
        self._sqlite = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        writable = options.startswith("mode=rw")
        for pragma in (*_PRAGMAS, *(_WRITING_PRAGMAS if writable else ())):
            self._sqlite.execute(pragma)
        self._sqlite.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")

    def ask(self, asked: str, values: Any = ()) -> list[Any]:
        """All rows of a statement."""
        return self._sqlite.execute(asked, values).fetchall()

    @cached_property
    def connection(self) -> "Connection":
        """SQLAlchemy's, in the transaction that has begun."""
        engine = _engine()
        _given.connection = self._sqlite
        try:
            return engine.connect()
        finally:
            _given.connection = None

    def begin(self, *, writing: bool) -> None:
        """A read that turns into a write fails at once when somebody else wrote in between,
        however long it was told to wait; so whoever will write says so."""
        self._sqlite.execute("BEGIN IMMEDIATE" if writing else "BEGIN")

    def commit(self) -> None:
        if "connection" in vars(self):
            self.connection.commit()
        self._sqlite.commit()

    def end(self) -> None:
        """What was not committed never was."""
        if "connection" in vars(self):
            self.connection.rollback()
        self._sqlite.rollback()

    def close(self) -> None:
        if "connection" in vars(self):
            self.connection.close()
        self._sqlite.close()


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
                from db.file.soundness import damaged_rows

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
