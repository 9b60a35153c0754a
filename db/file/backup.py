"""Backups of a library's database, and bringing one home.

The originals are not in a backup: they never change, and stay where they are. Nothing here ever
overwrites a file without keeping what was there.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from db.errors import (
    DATABASE,
    BackupUnusable,
    LibraryDamaged,
    LibraryTooNew,
    file_error,
    files_said_plainly,
    library_error,
)
from db.file.database_file import (
    NotALibrary,
    copy_database,
    problems_in,
    schema_and_shape_of,
    wal_of,
)
from db.file.migration import differences
from db.migrations import REVISIONS
from editor.files import (
    make_private_folder,
    move_into_place,
    new_private_file,
    sync_file,
    sync_folder,
)
from editor.late import regex
from editor.lock import LibraryLock
from editor.message import message

LOCK = "galley.lock"
BESIDE = ".head.json"  # what is noted of a backup
_NAME = regex(r"galley-(?P<stamp>\d{8}-\d{6})(?:-\d+)?\.db")
_STAMP = "%Y%m%d-%H%M%S"
_DAY = len("YYYYMMDD")


class Backups:
    """The backups of one library.

    Attributes:
        folder: `backups/` in the library; names carry the local time of their making.
    """

    def __init__(self, library: Path) -> None:
        self.library = library
        self.folder = library / "backups"

    def make(self, to: Path | None = None, *, now: datetime) -> Path:
        """Copy the database as it stands, while it is in use; returns the copy's path.

        `to` is a file or a folder; a file that is there already is kept under another name.
        Raises LibraryError.
        """
        target = self._target(to, now)
        with _copying(self, target.parent):
            make_private_folder(target.parent)
            if target.exists():
                aside = f"{target.stem}-until-{now.strftime(_STAMP)}{target.suffix}"
                move_into_place(target, _free(target.with_name(aside)))
            copy_database(self.library / DATABASE, target)
        return target

    def due(self, now: datetime) -> bool:
        """Whether none was made today. One dated tomorrow, by a clock set wrong, says nothing."""
        today = now.strftime(_STAMP)[:_DAY]
        return all(stamp[:_DAY] != today for stamp, _ in self._dated())

    def thin(self, keep: int = 14, *, now: datetime | None = None) -> tuple[Path, ...]:
        """Delete all but the newest `keep`; returns what was deleted.

        Those dated in the future are counted apart, so that a clock once set wrong neither
        crowds out today's backups nor loses what was made under it.
        """
        past, future = self._by_time(now)
        gone = (*past[keep:], *future[keep:])
        with files_said_plainly(self.library):
            for file in gone:
                file.unlink(missing_ok=True)
                file.with_suffix(BESIDE).unlink(missing_ok=True)
        return gone

    def made(self) -> tuple[Path, ...]:
        """The oldest first."""
        return tuple(file for _, file in sorted(self._dated()))

    def newest_good(self) -> Path | None:
        """The newest backup that passes SQLite's check and that this Galley can read."""
        past, future = self._by_time(None)
        return next((file for file in (*past, *future) if _is_good(file)), None)

    def _by_time(self, now: datetime | None) -> tuple[list[Path], list[Path]]:
        """Those made up to now, and those dated later; each newest first."""
        present = (now or datetime.now().astimezone()).strftime(_STAMP)
        dated = sorted(self._dated(), reverse=True)
        past = [file for stamp, file in dated if stamp <= present]
        return past, [file for stamp, file in dated if stamp > present]

    def _dated(self) -> list[tuple[str, Path]]:
        if not self.folder.is_dir():
            return []
        named = ((_NAME.fullmatch(file.name), file) for file in self.folder.iterdir())
        return [(match["stamp"], file) for match, file in named if match]

    def _target(self, to: Path | None, now: datetime) -> Path:
        name = f"galley-{now.strftime(_STAMP)}.db"
        if to is None:
            return _free(self.folder / name)
        target = to / name if to.is_dir() else to
        if target.absolute().parent.resolve() == self.library.resolve():
            raise BackupUnusable(target, message("library.own-folder"))
        return target


def restore_library(folder: Path, file: Path, *, wait: float = 0.0) -> Path | None:
    """Put the backup `file` in the place of the library's database.

    The backup is checked from end to end first. The present database is kept, as a whole copy in
    `backups/before-restore-…` or, when it is damaged, byte for byte as `backups/damaged-…`;
    returns that path, None when there was none. Raises LibraryError with nothing changed.
    """
    folder = folder.expanduser().absolute()
    _verify(file)
    with files_said_plainly(folder):
        make_private_folder(folder)
        make_private_folder(folder / "backups")
        lock = LibraryLock.acquire(folder / LOCK, wait=wait, brief=True)
    database = folder / DATABASE
    incoming = folder / f"{DATABASE}.restored"
    done = False
    try:
        with _copying(Backups(folder), folder):
            copy_database(file, incoming)
        with files_said_plainly(folder):
            kept = _set_aside(database)
            # The old log goes first: played into the new file it would ruin it. Should the
            # power fail here, the copy that was set aside has everything.
            for left in (wal_of(database), folder / f"{DATABASE}-shm"):
                left.unlink(missing_ok=True)
            sync_folder(folder)
            move_into_place(incoming, database)
        done = True
        return kept
    finally:
        incoming.unlink(missing_ok=True)
        lock.release(cleanly=done)


@contextmanager
def _copying(backups: Backups, target: Path) -> Iterator[None]:
    """Say plainly what goes wrong while something is copied into the folder `target`."""
    try:
        yield
    except NotALibrary as error:
        raise LibraryDamaged(
            backups.library / DATABASE, error.message, backups.newest_good()
        ) from error
    except sqlite3.Error as error:
        plain = library_error(error, target, backups.newest_good)
        if isinstance(plain, LibraryDamaged):
            # Only the library can be damaged: what was being written is new.
            plain = library_error(error, backups.library, backups.newest_good)
        if plain is None:
            raise
        raise plain from error
    except OSError as error:
        raise file_error(error, target) from error


def _verify(file: Path) -> None:
    try:
        schema, shape = schema_and_shape_of(file)
    except NotALibrary as error:
        raise BackupUnusable(file, error.message) from error
    if schema not in REVISIONS:
        raise LibraryTooNew(file, schema)
    # Before the check from end to end, which would already run what a stranger wrote into it.
    if wrong := differences(shape, schema):
        raise BackupUnusable(file, wrong[0])
    problems = problems_in(file, thorough=True)
    if problems:
        raise BackupUnusable(file, message("library.is-damaged", found=problems[0]))


def _set_aside(database: Path) -> Path | None:
    if not database.exists():
        return None
    backups, stamp = database.parent / "backups", datetime.now().astimezone().strftime(_STAMP)
    kept = _free(backups / f"before-restore-{stamp}.db")
    try:
        schema_and_shape_of(database)
        copy_database(database, kept)
    except (NotALibrary, sqlite3.Error):
        kept = _free(backups / f"damaged-{stamp}.db")
        for source, copy in ((database, kept), (wal_of(database), wal_of(kept))):
            if source.exists():
                new_private_file(copy)
                shutil.copyfile(source, copy)
                sync_file(copy)
        sync_folder(backups)
    return kept


def _is_good(file: Path) -> bool:
    try:
        schema, shape = schema_and_shape_of(file)
    except NotALibrary:
        return False
    return schema in REVISIONS and not differences(shape, schema) and not problems_in(file)


def _free(path: Path) -> Path:
    """`path`, or the same with -2, -3 … : the first that is not there."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
