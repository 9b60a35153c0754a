"""Opening a library's database: place, lock, age and health are looked at before it is used.

It decides whether the file may be used and how; it never repairs and never replaces anything.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

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
from db.file.database_file import OpenDatabase, reading_options, wal_of
from db.file.drives import unsafe_place
from db.file.migration import (
    FORM,
    LISTED,
    NO_SCHEMA,
    bring_up_to_date,
    differences,
    form_of,
    is_current,
    shape_of,
    stamped_schema,
)
from db.migrations import REVISIONS
from db.originals import Originals
from db.work import Work
from editor.files import make_private_folder, new_private_file
from editor.lock import LibraryLock
from editor.message import listed, message
from editor.story.credit import CreditStyle
from editor.story.outlet import SEED_SECTIONS, Outlet, site_navigation
from editor.story.photo import PUBLIC_FACTS

# Only a beginning: from then on sections and outlet are the newsroom's own data.
SEED_PUBLISHER = "Shanxi People's Government Foreign Affairs Office"
SEED_OUTLET = Outlet(
    key="site",
    name="Shanxi, China",
    publisher=SEED_PUBLISHER,
    navigation=site_navigation(SEED_SECTIONS),
    footer=(SEED_PUBLISHER, "All rights reserved"),
    credit_style=CreditStyle(),
    photo_fields=PUBLIC_FACTS,
)


def seed(work: Work) -> None:
    for position, section in enumerate(SEED_SECTIONS):
        work.sections.keep(section, position)
    work.outlets.keep(SEED_OUTLET)


Refusal = Callable[[Path], LibraryError]
_FOLDERS = ("originals", "renditions", "backups", "journal")


class OpenFile:
    """The database of a library and the lock that lets it be written; or why it may only be read
    (`refusal`), and the folder of a private copy, where only a copy could be read."""

    def __init__(
        self,
        database: Path,
        lock: LibraryLock | None = None,
        *,
        options: str = "mode=rw",
        refusal: Refusal | None = None,
        copied: TemporaryDirectory[str] | None = None,
    ) -> None:
        self.refusal = refusal
        self._database, self._options = database, options
        self._lock, self._copied = lock, copied
        self._idle: list[OpenDatabase] = []

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[OpenDatabase]:
        """On a connection that nobody else uses meanwhile; several threads may have one each."""
        try:
            database = self._idle.pop()
        except IndexError:
            database = OpenDatabase(self._database, options=self._options)
        sound = False
        try:
            database.begin(writing=writing)
            try:
                yield database
            finally:
                database.end()
                sound = True
        finally:
            # One that could not even end its transaction is in no state to begin another.
            if sound:
                self._idle.append(database)
            else:
                database.close()

    def close(self, *, cleanly: bool = True) -> None:
        while self._idle:
            self._idle.pop().close()
        if self._lock is not None:
            self._lock.release(cleanly=cleanly)
        if self._copied is not None:
            self._copied.cleanup()


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
        _make_sound(folder, check=not lock.last_closed_cleanly)
        opened = True
        return OpenFile(database, lock)
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
            opened = OpenFile(database, options=options, refusal=refusal, copied=copied)
            with opened.transaction(writing=False) as there:
                _check_is_current(there, folder)
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


def _make_sound(folder: Path, *, check: bool) -> None:
    """A library of today's schema. `check`: somebody did not close it cleanly."""
    file, backups = folder / DATABASE, Backups(folder)
    with said_plainly(folder, backups.newest_good):
        with closing(OpenDatabase(file, options="mode=rw")) as database:
            if check:
                _check(database, file, backups)
            stamp = stamped_schema(database.ask)
            new = stamp == NO_SCHEMA
            if new:
                _check_is_new(database, folder)
            elif stamp in REVISIONS:
                _check_shape(database, stamp, file, backups)
            form = form_of(database.ask)
        if not is_current(stamp, file) or form != FORM:
            if not new:
                backups.make(now=datetime.now().astimezone())
            _migrate(file, new=new)


def _check(database: OpenDatabase, file: Path, backups: Backups) -> None:
    [(found,)] = database.ask("PRAGMA quick_check(1)")
    if found != "ok":
        raise LibraryDamaged(file, found, backups.newest_good())


def _check_is_new(database: OpenDatabase, folder: Path) -> None:
    """A file without a schema is a beginning only where nothing was before it."""
    [(holds,)] = database.ask("SELECT count(*) FROM sqlite_master")
    newest = Backups(folder).newest_good()
    if holds or newest is not None or any(Originals(folder / "originals").all()):
        raise LibraryDamaged(folder / DATABASE, message("library.holds-none"), newest)


def _check_shape(database: OpenDatabase, stamp: str, file: Path, backups: Backups) -> None:
    """A table that is missing would be met in the middle of somebody's work, a trigger that is
    none of ours would change what is kept."""
    if wrong := differences(shape_of(database.ask(LISTED)), stamp, strict=False):
        found = listed(wrong[:5], "clauses")
        raise LibraryDamaged(file, found, backups.newest_good())


def _check_is_current(database: OpenDatabase, folder: Path) -> None:
    file = folder / DATABASE
    stamp = stamped_schema(database.ask)
    if stamp == NO_SCHEMA or not is_current(stamp, file):
        raise LibraryError("library.too-old", file=file)
    _check_shape(database, stamp, file, Backups(folder))


def _migrate(file: Path, *, new: bool) -> None:
    """Every missing step, the index where its form is not today's, and what a new library begins
    with, in one transaction."""
    # Here and not above: needed at a first start and after an update, and SQLAlchemy with it.
    from db.schema import APPLICATION_ID
    from db.search import SearchIndex

    with closing(OpenDatabase(file, options="mode=rw", foreign_keys=False)) as database:
        database.begin(writing=True)
        if not is_current(stamped_schema(database.ask), file):
            bring_up_to_date(database.connection)
            broken = database.ask("PRAGMA foreign_key_check")
            if broken:
                raise RuntimeError(f"the migration broke references: {broken[:5]}")
        if form_of(database.ask) != FORM:
            SearchIndex(database.connection).rewrite()
        if new:
            # In the header: this is Galley's.
            database.ask(f"PRAGMA application_id={APPLICATION_ID}")
            work = Work(database)
            seed(work)
            work.commit()
        else:
            database.commit()


def _copy(database: Path, folder: Path) -> Path:
    copy = folder / DATABASE
    shutil.copyfile(database, copy)
    if wal_of(database).exists():
        shutil.copyfile(wal_of(database), wal_of(copy))
    return copy
