"""Opening a library's database: place, lock, age and health are looked at before it is used.

It decides whether the file may be used and how; it never repairs and never replaces anything.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine

from db.errors import (
    DATABASE,
    NOT_ALLOWED,
    LibraryDamaged,
    LibraryError,
    LibraryForbidden,
    LibraryFull,
    LibraryMissing,
    LibraryOpenedFull,
    LibraryReadOnly,
    file_error,
    said_plainly,
)
from db.file.backup import LOCK, Backups
from db.file.database_file import WRITING, library_engine, reading_options, wal_of
from db.file.drives import unsafe_place
from db.file.migration import (
    LISTED,
    NO_SCHEMA,
    bring_up_to_date,
    differences,
    is_current,
    shape_of,
    stamped_schema,
)
from db.migrations import REVISIONS
from db.originals import Originals
from db.schema import APPLICATION_ID
from db.search import FORM, SearchIndex, form_of
from db.work import Work
from editor.files import make_private_folder, new_private_file
from editor.late import frozen
from editor.lock import LibraryLock
from editor.message import listed, message
from editor.story.credit import CreditStyle
from editor.story.outlet import SEED_SECTIONS, Outlet, site_navigation

# Only a beginning: from then on sections and outlet are the newsroom's own data.
SEED_PUBLISHER = "Shanxi People's Government Foreign Affairs Office"
SEED_OUTLET = Outlet(
    key="site",
    name="Shanxi, China",
    publisher=SEED_PUBLISHER,
    navigation=site_navigation(SEED_SECTIONS),
    footer=(SEED_PUBLISHER, "All rights reserved"),
    credit_style=CreditStyle(),
)


def seed(work: Work) -> None:
    for position, section in enumerate(SEED_SECTIONS):
        work.sections.keep(section, position)
    work.outlets.keep(SEED_OUTLET)


Refusal = Callable[[Path], LibraryError]
_FOLDERS = ("originals", "renditions", "backups", "journal")


@frozen
class OpenFile:
    """The database's engine and the lock that lets it be written; or why it may only be read,
    and the folder of a private copy, where only a copy could be read."""

    engine: Engine
    lock: LibraryLock | None = None
    refusal: Refusal | None = None
    copied: TemporaryDirectory[str] | None = None

    def close(self, *, cleanly: bool = True) -> None:
        self.engine.dispose()
        if self.lock is not None:
            self.lock.release(cleanly=cleanly)
        if self.copied is not None:
            self.copied.cleanup()


def open_for_writing(folder: Path, *, wait: float = 0.0, brief: bool = False) -> OpenFile:
    """Raises LibraryError. What cannot be written, for want of rights or of room, is opened for
    reading."""
    _check_place(folder)
    database = folder / DATABASE
    try:
        made = not folder.exists()
        make_private_folder(folder)
        lock = LibraryLock.acquire(folder / LOCK, wait=wait, brief=brief)
    except OSError as error:
        if error.errno in NOT_ALLOWED:
            return _for_reading_after_all(folder, LibraryReadOnly, error)
        raise file_error(error, folder) from error
    opened = False
    try:
        if database.exists() and not os.access(database, os.W_OK):
            return open_for_reading(folder)
        _make_files(folder, made)
        engine = _sound_engine(folder, check=not lock.last_closed_cleanly)
        opened = True
        return OpenFile(engine, lock)
    except LibraryFull as error:
        return _for_reading_after_all(folder, LibraryOpenedFull, error)
    except OSError as error:
        raise file_error(error, folder) from error
    finally:
        if not opened:
            lock.release(cleanly=lock.last_closed_cleanly)


def open_for_reading(folder: Path, refusal: Refusal = LibraryReadOnly) -> OpenFile:
    """Raises LibraryError; makes nothing, and needs no lock. `refusal` is what a writer meets."""
    _check_place(folder)
    database, copied, opened = folder / DATABASE, None, None
    try:
        present = database.is_file()
    except PermissionError as error:
        raise LibraryForbidden(folder) from error
    if not present:
        raise LibraryMissing(folder)
    if not os.access(database, os.R_OK):
        raise LibraryForbidden(folder)
    try:
        with said_plainly(folder, Backups(folder).newest_good):
            try:
                options = reading_options(database)
            except sqlite3.OperationalError:
                # A log that cannot be read where it lies: a disk that turned read-only in use.
                copied = TemporaryDirectory(prefix="galley-")
                database, options = _copy(database, Path(copied.name)), "mode=rw"
            engine = library_engine(database, options=options)
            opened = OpenFile(engine, refusal=refusal, copied=copied)
            _check_is_current(engine, folder)
    except BaseException as error:
        if opened is not None:
            opened.close()
        elif copied is not None:
            copied.cleanup()
        if isinstance(error, OSError):
            raise file_error(error, folder) from error
        raise
    return opened


def _for_reading_after_all(folder: Path, refusal: Refusal, error: Exception) -> OpenFile:
    try:
        return open_for_reading(folder, refusal)
    except LibraryMissing:
        found = error.strerror if isinstance(error, OSError) else str(error)
        raise LibraryError("library.not-made", folder=folder, found=found) from error


def _check_place(folder: Path) -> None:
    reason = unsafe_place(folder)
    if reason is not None:
        raise LibraryError("library.on-network-drive", folder=folder, reason=reason)


def _make_files(folder: Path, made: bool) -> None:
    database = folder / DATABASE
    if not database.exists():
        # Beginning anew here would look as if everything were lost.
        if (newest := Backups(folder).newest_good()) is not None:
            raise LibraryDamaged(database, message("library.file-missing"), newest)
        new_private_file(database)
    if made:
        folder.chmod(0o700)  # whatever the umask took away
    for name in _FOLDERS:
        make_private_folder(folder / name)
    Originals(folder / "originals").clear_unfinished()


def _sound_engine(folder: Path, *, check: bool) -> Engine:
    """An engine over a library of today's schema. `check`: somebody did not close it cleanly."""
    database, backups = folder / DATABASE, Backups(folder)
    with said_plainly(folder, backups.newest_good):
        engine = library_engine(database, options="mode=rw")
        try:
            with engine.connect() as connection:
                if check:
                    _check(connection, database, backups)
                stamp = stamped_schema(connection)
                new = stamp == NO_SCHEMA
                if new:
                    _check_is_new(connection, folder)
                elif stamp in REVISIONS:
                    _check_shape(connection, stamp, database, backups)
                form = form_of(connection)
            if not is_current(stamp, database) or form != FORM:
                if not new:
                    backups.make(now=datetime.now().astimezone())
                _migrate(database, new=new)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _check(connection: Connection, database: Path, backups: Backups) -> None:
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise LibraryDamaged(database, found, backups.newest_good())


def _check_is_new(connection: Connection, folder: Path) -> None:
    """A file without a schema is a beginning only where nothing was before it."""
    holds = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    newest = Backups(folder).newest_good()
    if holds or newest is not None or any(Originals(folder / "originals").all()):
        raise LibraryDamaged(folder / DATABASE, message("library.holds-none"), newest)


def _check_shape(connection: Connection, stamp: str, database: Path, backups: Backups) -> None:
    """A table that is missing would be met in the middle of somebody's work, a trigger that is
    none of ours would change what is kept."""
    rows = connection.exec_driver_sql(LISTED).all()
    shape = shape_of((kind, name, sql) for kind, name, sql in rows)
    if wrong := differences(shape, stamp, strict=False):
        found = listed(wrong[:5], "clauses")
        raise LibraryDamaged(database, found, backups.newest_good())


def _check_is_current(engine: Engine, folder: Path) -> None:
    database = folder / DATABASE
    with engine.connect() as connection:
        stamp = stamped_schema(connection)
        if stamp == NO_SCHEMA or not is_current(stamp, database):
            raise LibraryError("library.too-old", file=database)
        _check_shape(connection, stamp, database, Backups(folder))


def _migrate(database: Path, *, new: bool) -> None:
    """Every missing step, the index where its form is not today's, and what a new library begins
    with, in one transaction."""
    engine = library_engine(database, options="mode=rw", foreign_keys=False)
    try:
        with engine.connect().execution_options(**{WRITING: True}) as connection:
            connection.begin()
            if not is_current(stamped_schema(connection), database):
                bring_up_to_date(connection)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise RuntimeError(f"the migration broke references: {broken[:5]}")
            if form_of(connection) != FORM:
                SearchIndex(connection).rewrite()
            if new:
                # In the header: this is Galley's.
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                work = Work(connection, connection.commit)
                seed(work)
                work.commit()
            else:
                connection.commit()
    finally:
        engine.dispose()


def _copy(database: Path, folder: Path) -> Path:
    copy = folder / DATABASE
    shutil.copyfile(database, copy)
    if wal_of(database).exists():
        shutil.copyfile(wal_of(database), wal_of(copy))
    return copy
