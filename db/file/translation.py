"""At the edge of the library: what SQLite and the disk answer becomes a sentence for a person.

Full disk, read-only, busy, damaged, unreachable are answered here; anything else (a broken
constraint, wrong SQL) is our own mistake and passes through untouched.
"""

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from db.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryReadOnly,
    LibraryUnreachable,
)

DATABASE = "galley.db"

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_SCANT = 64 * 1024  # bytes free; the index of the log alone takes half of it
_UNDECODABLE = "Could not decode to UTF-8"  # said by Python, so without a code of SQLite's
_PRIMARY = 0xFF  # SQLite's extended codes carry the primary one in their lowest byte


@contextmanager
def said_plainly(
    folder: Path, newest_backup: Callable[[], Path | None], *, anything_else: bool = False
) -> Iterator[None]:
    """Turn errors of SQLite inside the block into `LibraryError`s about the library `folder`.

    `newest_backup` is asked only when the library turns out to be damaged. Where the block may
    do `anything_else`, letters that are none may be of something else, and are left alone.
    """
    letters = () if anything_else else (UnicodeDecodeError,)
    try:
        yield
    except (DBAPIError, sqlite3.Error, *letters) as error:
        plain = library_error(error, folder, newest_backup)
        if plain is None:
            raise
        raise plain from error


@contextmanager
def files_said_plainly(folder: Path) -> Iterator[None]:
    """The same for files of the library that are written directly."""
    try:
        yield
    except OSError as error:
        raise file_error(error, folder) from error


def library_error(
    error: Exception, folder: Path, newest_backup: Callable[[], Path | None]
) -> LibraryError | None:
    """The sentence for what SQLite answered; None when it is a mistake of ours."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(cause, UnicodeDecodeError) or _UNDECODABLE in str(cause):
        # Letters that are none, in a row or in what SQLite wanted to say of its own tables.
        return LibraryDamaged(folder / DATABASE, "some of its letters are none", newest_backup())
    if not isinstance(code, int):
        return None
    match code & _PRIMARY:
        case sqlite3.SQLITE_FULL:
            return LibraryFull(folder)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return LibraryReadOnly(folder)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryBusy(folder)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return LibraryDamaged(folder / DATABASE, str(cause), newest_backup())
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            # SQLite says so, too, when there is no room for the index of its log.
            if _is_full(folder):
                return LibraryFull(folder)
            return LibraryUnreachable(folder, str(cause))
        case _:
            return None


def file_error(error: OSError, folder: Path) -> LibraryError:
    if error.errno in _DISK_FULL:
        return LibraryFull(folder)
    if error.errno in _NOT_ALLOWED:
        return LibraryReadOnly(folder)
    return LibraryUnreachable(folder, error.strerror or str(error))


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _SCANT
    except OSError:
        return False
