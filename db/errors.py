"""What can go wrong with a library, each said so that a person knows where the text is.

The first group is for people (full disk, second Galley, damaged file); nothing here is raised for
a mistake of our own, which is left to show itself.
"""

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from editor.message import Message, Said, message

# What reading a stored value raises when it is not of its form.
WRONG_FORM = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class LibraryError(Said):
    """The library could not, or would not."""


class LibraryMissing(LibraryError):
    def __init__(self, folder: Path) -> None:
        super().__init__("library.missing", folder=folder)


class LibraryTooNew(LibraryError):
    """`schema` is the revision found in the file."""

    def __init__(self, file: Path, schema: str) -> None:
        self.schema = schema
        super().__init__("library.too-new", file=file, schema=schema)


class WrittenByNewer(LibraryError):
    """One of the things in the library is beyond this Galley; the sentence says which."""


class LibraryReadOnly(LibraryError):
    def __init__(self, folder: Path) -> None:
        super().__init__("library.read-only", folder=folder)


class LibraryForbidden(LibraryError):
    def __init__(self, folder: Path) -> None:
        super().__init__("library.forbidden", folder=folder)


class LibraryDamaged(LibraryError):
    """`newest_backup` is a verified backup, or None; the damaged file stays where it is."""

    def __init__(self, file: Path, found: str | Message, newest_backup: Path | None) -> None:
        self.newest_backup = newest_backup
        if newest_backup is None:
            super().__init__("library.damaged", file=file, found=found)
        else:
            made = datetime.fromtimestamp(newest_backup.stat().st_mtime).astimezone()
            super().__init__(
                "library.damaged-with-backup",
                file=file,
                found=found,
                name=newest_backup.name,
                made=made,
                backup=newest_backup,
            )


class LibraryFull(LibraryError):
    def __init__(self, folder: Path) -> None:
        super().__init__("library.full", folder=folder)


class LibraryOpenedFull(LibraryFull):
    """The disk was full when the library was opened, so that it could only be opened to read."""

    def __init__(self, folder: Path) -> None:
        LibraryError.__init__(self, "library.opened-full", folder=folder)


class LibraryBusy(LibraryError):
    def __init__(self, folder: Path) -> None:
        super().__init__("library.busy", folder=folder)


class LibraryUnreachable(LibraryError):
    """The disk itself answered with an error: unplugged, worn out, taken away."""

    def __init__(self, folder: Path, found: str | Message) -> None:
        super().__init__("library.unreachable", folder=folder, found=found)


class BackupUnusable(LibraryError):
    def __init__(self, file: Path, found: str | Message) -> None:
        super().__init__("library.backup-unusable", file=file, found=found)


class OriginalNotSound(LibraryError):
    """An original that is gone, cannot be read or has other bytes than it came with; `sha` names
    it, `reason` completes "the original cannot be used: "."""

    def __init__(self, sha: str, reason: str | Message) -> None:
        self.sha = sha
        self.reason = reason
        super().__init__("library.original-not-sound", sha=sha[:12], reason=reason)


class StoryChanged(LibraryError):
    """Somebody kept the story since it was read; `current_revision` is what is stored now."""

    def __init__(self, current_revision: int) -> None:
        self.current_revision = current_revision
        super().__init__("library.story-changed", revision=current_revision)


class ChangedMeanwhile(LibraryError):
    """Records of the newsroom (sections, people, an outlet) that somebody else wrote since they
    were read."""


DATABASE = "galley.db"

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NOT_ALLOWED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_SCANT = 64 * 1024  # bytes free; the index of the log alone takes half of it
_UNDECODABLE = "Could not decode to UTF-8"  # said by Python, so without a code of SQLite's
_PRIMARY = 0xFF  # SQLite's extended codes carry the primary one in their lowest byte


# At the edge of the library, what SQLite and the disk answer becomes a sentence for a person; what
# is none of these (a broken constraint, wrong SQL) is our own mistake and passes through untouched.


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
    except Exception as error:
        if not isinstance(of_sqlite(error), (sqlite3.Error, *letters)):
            raise
        plain = library_error(error, folder, newest_backup)
        if plain is None:
            raise
        raise plain from error


def of_sqlite(error: Exception) -> BaseException:
    """What SQLite raised, where SQLAlchemy has put its own error around it: asked of that error,
    for SQLAlchemy may not be loaded."""
    inner = getattr(error, "orig", None)
    return inner if isinstance(inner, BaseException) else error


def is_of_rows(error: Exception) -> bool:
    """Whether it is what comes of rows that no Galley wrote, or of a mistake in our asking."""
    asking = type(error).__module__ == "sqlalchemy.exc" or isinstance(error, sqlite3.Error)
    return asking or isinstance(error, WRONG_FORM)


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
    cause = of_sqlite(error)
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(cause, UnicodeDecodeError) or _UNDECODABLE in str(cause):
        # Letters that are none, in a row or in what SQLite wanted to say of its own tables.
        return LibraryDamaged(folder / DATABASE, message("library.no-letters"), newest_backup())
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
    if error.errno in NOT_ALLOWED:
        return LibraryReadOnly(folder)
    return LibraryUnreachable(folder, error.strerror or str(error))


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _SCANT
    except OSError:
        return False
