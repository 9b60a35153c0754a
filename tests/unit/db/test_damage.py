"""A damaged library is said to be damaged, with the way out, and is never replaced silently."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from db.errors import LibraryDamaged
from db.store import Store
from editor.story.story import Story
from tests.unit.db.conftest import keep_bytes


def mark_as_not_closed(folder: Path) -> None:
    (folder / "galley.lock").write_text('{"process": 1, "host": "gone"}')


def test_a_file_that_is_no_database_any_more_is_named_with_its_newest_backup(
    folder: Path, store: Store, stored: Story, now: datetime
) -> None:
    backup = store.backups.make(now=now)
    store.close()
    rubbish = os.urandom(20_000)
    (folder / "galley.db").write_bytes(rubbish)

    with pytest.raises(LibraryDamaged) as refused:
        Store.open(folder)

    assert refused.value.newest_backup == backup
    assert backup.name in str(refused.value)
    assert "It was not touched" in str(refused.value)
    assert (folder / "galley.db").read_bytes() == rubbish


def test_hidden_damage_is_found_when_the_last_galley_did_not_close_cleanly(
    folder: Path, store: Store, stored: Story
) -> None:
    store.close()
    _damage_last_page(folder / "galley.db")
    mark_as_not_closed(folder)

    with pytest.raises(LibraryDamaged) as refused:
        Store.open(folder)

    assert refused.value.newest_backup is None
    with pytest.raises(LibraryDamaged):  # and again, until somebody does something about it
        Store.open(folder)


def test_damage_met_while_reading_is_said_and_checked_for_at_the_next_start(
    folder: Path, store: Store, stored: Story
) -> None:
    store.close()
    _damage_last_page(folder / "galley.db")
    store = Store.open(folder)

    with pytest.raises(LibraryDamaged), store.read() as work:
        work.look.story(stored.id)
    store.close()

    with pytest.raises(LibraryDamaged):
        Store.open(folder)


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_a_vanished_database_is_not_begun_anew_beside_its_backups(
    folder: Path, store: Store, now: datetime, left: str
) -> None:
    backup = store.backups.make(now=now)
    store.close()
    (folder / "galley.db").unlink()
    if left == "an empty file":
        (folder / "galley.db").touch()

    with pytest.raises(LibraryDamaged) as refused:
        Store.open(folder)

    assert refused.value.newest_backup == backup


def test_an_emptied_database_is_not_begun_anew_beside_its_pictures(
    folder: Path, store: Store
) -> None:
    keep_bytes(store.originals, b"a picture")
    store.close()
    (folder / "galley.db").write_bytes(b"")

    with pytest.raises(LibraryDamaged, match="holds no library"):
        Store.open(folder)


def test_somebody_elses_database_is_not_made_a_library(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "galley.db")) as connection, connection:
        connection.execute("CREATE TABLE notes (text)")

    with pytest.raises(LibraryDamaged, match="holds no library"):
        Store.open(folder)

    with closing(sqlite3.connect(folder / "galley.db")) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("notes",)]


def test_a_start_that_was_cut_off_before_anything_was_made_is_begun_again(folder: Path) -> None:
    folder.mkdir()
    (folder / "galley.db").touch()
    mark_as_not_closed(folder)

    with closing(Store.open(folder)) as store, store.read() as work:
        assert len(work.look.sections()) == 6


@pytest.mark.parametrize(
    "error", [UnicodeDecodeError("utf-8", b"\xff", 0, 1, "a file"), KeyError()]
)
def test_a_mistake_beside_the_library_is_blamed_on_it_only_when_a_row_is_damaged(
    folder: Path, store: Store, stored: Story, error: Exception
) -> None:
    with pytest.raises(type(error)), store.read():
        raise error
    with closing(sqlite3.connect(folder / "galley.db")) as connection, connection:
        connection.execute("UPDATE stories SET status = 'zzz'")

    with pytest.raises(LibraryDamaged, match="row 1 of stories has a status"), store.read():
        raise error


def _damage_last_page(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'documents'"
        ).fetchone()[0]
    with file.open("r+b") as stream:
        stream.seek((root - 1) * 4096)
        stream.write(b"\xa5" * 4096)
