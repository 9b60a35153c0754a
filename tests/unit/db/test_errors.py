import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from db import errors
from db.errors import file_error, library_error
from db.store import Store
from editor.lock import LibraryInUse, LibraryWithoutLock
from editor.message import Said
from editor.story.outlet import Section

FOLDER = Path("/home/li/galley")


def answered(code: int) -> OperationalError:
    cause = sqlite3.OperationalError("in SQLite's words")
    cause.sqlite_errorcode = code  # pyright: ignore[reportAttributeAccessIssue]
    return OperationalError("INSERT", {}, cause)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_FULL, errors.LibraryFull),
        (sqlite3.SQLITE_READONLY, errors.LibraryReadOnly),
        (sqlite3.SQLITE_READONLY_DIRECTORY, errors.LibraryReadOnly),
        (sqlite3.SQLITE_BUSY, errors.LibraryBusy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, errors.LibraryBusy),
        (sqlite3.SQLITE_LOCKED, errors.LibraryBusy),
        (sqlite3.SQLITE_CORRUPT, errors.LibraryDamaged),
        (sqlite3.SQLITE_CORRUPT_VTAB, errors.LibraryDamaged),
        (sqlite3.SQLITE_NOTADB, errors.LibraryDamaged),
        (sqlite3.SQLITE_IOERR_FSYNC, errors.LibraryUnreachable),
        (sqlite3.SQLITE_CANTOPEN, errors.LibraryUnreachable),
    ],
)
def test_what_sqlite_answers_is_said_in_newsroom_words(
    code: int, said: type[errors.LibraryError]
) -> None:
    error = library_error(answered(code), FOLDER, lambda: None)

    assert type(error) is said
    assert str(FOLDER) in str(error)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT])
def test_a_mistake_of_our_own_is_not_dressed_up(code: int) -> None:
    assert library_error(answered(code), FOLDER, lambda: None) is None


def test_a_broken_constraint_passes_through_a_transaction_as_it_is(store: Store) -> None:
    with pytest.raises(IntegrityError), store.begin() as work:
        work.sections.keep(Section("x", None), 0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, errors.LibraryFull),
        (errno.EFBIG, errors.LibraryFull),
        (errno.EROFS, errors.LibraryReadOnly),
        (errno.EACCES, errors.LibraryReadOnly),
        (errno.EIO, errors.LibraryUnreachable),
    ],
)
def test_what_the_disk_answers_is_said_in_newsroom_words(
    code: int, said: type[errors.LibraryError]
) -> None:
    assert type(file_error(OSError(code, "…"), FOLDER)) is said


def test_every_sentence_says_what_happened_what_is_safe_and_what_to_do(tmp_path: Path) -> None:
    backup = tmp_path / "galley-20261124-093000.db"
    backup.touch()
    said = [
        errors.LibraryMissing(FOLDER),
        LibraryInUse(FOLDER, 4711, "desk-3"),
        LibraryWithoutLock(FOLDER, "No locks available"),
        errors.LibraryError("library.on-network-drive", folder=FOLDER, reason="a network drive"),
        errors.LibraryTooNew(FOLDER, "0009"),
        errors.LibraryError("library.too-old", file=FOLDER),
        errors.LibraryReadOnly(FOLDER),
        errors.LibraryForbidden(FOLDER),
        errors.LibraryDamaged(FOLDER, "malformed", backup),
        errors.LibraryDamaged(FOLDER, "malformed", None),
        errors.LibraryFull(FOLDER),
        errors.LibraryOpenedFull(FOLDER),
        errors.LibraryBusy(FOLDER),
        errors.LibraryUnreachable(FOLDER, "input/output error"),
        errors.BackupUnusable(FOLDER, "it is damaged"),
        errors.StoryChanged(3),
        errors.LibraryError("library.section-used", section="News", n=2),
        errors.LibraryError("library.not-spiked", slug="millet"),
        errors.LibraryError("library.name-taken", name="Li Na"),
    ]
    safe = ("not ", "noth", "untouched", "as it is", "as it was", "stays")
    for error in said:
        sentence = str(error)
        assert isinstance(error, Said)
        assert sentence.count(". ") >= 1 or ";" in sentence, sentence
        assert any(word in sentence.lower() for word in safe), sentence
        assert sentence.endswith("."), sentence
        assert "\n" not in sentence
