import os
import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db.errors import BackupUnusable, LibraryDamaged, LibraryTooNew
from db.file.backup import Backups, restore_library
from db.store import Store
from editor.lock import LibraryInUse
from editor.story.story import Story, StoryEdit


def deck_in(folder: Path, story: Story) -> str | None:
    with closing(Store.open(folder)) as store, store.read() as work:
        found = work.look.story(story.id)
        return found.deck if found else None


def keep_deck(store: Store, story: Story, deck: str, now: datetime) -> None:
    with store.begin() as work:
        work.stories.keep(story.id, StoryEdit(deck=deck), now=now)
        work.commit()


def damage(file: Path) -> None:
    """Overwrite what is stored behind the first page, as a bad disk does."""
    with file.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xa5" * (file.stat().st_size - 4096))


# -- made


def test_a_backup_holds_what_was_committed_the_log_included(
    store: Store, stored: Story, now: datetime, tmp_path: Path
) -> None:
    made = store.backups.make(now=now)

    assert made == store.folder / "backups" / "galley-20261124-093000.db"
    assert sorted(file.name for file in made.parent.iterdir()) == [made.name]
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("SELECT id FROM stories").fetchall() == [(stored.id,)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    if os.name != "nt":
        assert made.stat().st_mode & 0o777 == 0o600


def test_two_backups_of_one_second_are_two_files(store: Store, now: datetime) -> None:
    first, second = store.backups.make(now=now), store.backups.make(now=now)

    assert first != second
    assert {first, second} == set(store.backups.folder.iterdir())


def test_a_backup_is_one_moment_while_somebody_goes_on_writing(
    store: Store, stored: Story, now: datetime, later: datetime
) -> None:
    stop = threading.Event()

    def type_on() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with store.begin() as work:
                revision = work.stories.keep(stored.id, StoryEdit(deck=f"{number}"), now=later)
                work.settings.put("revision", revision)
                work.commit()

    typist = threading.Thread(target=type_on)
    typist.start()
    made = [store.backups.make(now=now) for _ in range(5)]
    stop.set()
    typist.join()

    for file in made:
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            said = connection.execute("SELECT value FROM settings WHERE key = 'revision'")
            revision = connection.execute("SELECT revision FROM stories").fetchone()[0]
            assert int((said.fetchone() or (1,))[0]) == revision


def test_a_backup_can_go_to_a_file_or_into_a_folder_of_ones_own(
    store: Store, now: datetime, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()

    assert store.backups.make(usb / "new" / "mine.db", now=now) == usb / "new" / "mine.db"
    assert store.backups.make(usb, now=now) == usb / "galley-20261124-093000.db"


def test_a_file_in_the_way_is_kept_under_another_name(
    store: Store, now: datetime, tmp_path: Path
) -> None:
    target = tmp_path / "mine.db"
    target.write_text("something else")

    store.backups.make(target, now=now)

    assert (tmp_path / "mine-until-20261124-093000.db").read_text() == "something else"
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("SELECT count(*) FROM sections").fetchone() == (6,)


def test_a_backup_cannot_replace_the_library_it_is_made_of(
    folder: Path, store: Store, now: datetime
) -> None:
    with pytest.raises(BackupUnusable, match="library's own folder"):
        store.backups.make(folder / "galley.db", now=now)


# -- due and thinned


def test_one_backup_a_day_is_due(store: Store, now: datetime) -> None:
    assert store.backups.due(now)
    store.backups.make(now=now)

    assert not store.backups.due(now + timedelta(hours=3))
    assert store.backups.due(now + timedelta(days=1))


def test_a_backup_from_the_future_does_not_stand_in_for_todays(store: Store, now: datetime) -> None:
    store.backups.make(now=now + timedelta(days=4000))

    assert store.backups.due(now)


def test_the_newest_are_kept_and_a_stranger_is_left_alone(store: Store, now: datetime) -> None:
    made = [store.backups.make(now=now + timedelta(days=day)) for day in range(5)]
    stranger = store.backups.folder / "before-restore-20200101-000000.db"
    stranger.write_bytes(b"")

    gone = store.backups.thin(2, now=now + timedelta(days=5))

    assert set(gone) == set(made[:3])
    assert set(store.backups.folder.iterdir()) == {*made[3:], stranger}


def test_backups_from_the_future_neither_crowd_out_todays_nor_go_first(
    store: Store, now: datetime
) -> None:
    future = [store.backups.make(now=now + timedelta(days=4000 + day)) for day in range(3)]
    today = [store.backups.make(now=now - timedelta(days=day)) for day in range(3)]

    store.backups.thin(2, now=now)

    assert set(store.backups.folder.iterdir()) == {*today[:2], *future[1:]}


def test_the_newest_good_backup_is_one_that_can_be_read(store: Store, now: datetime) -> None:
    assert store.backups.newest_good() is None
    good = store.backups.make(now=now - timedelta(days=400))
    bad = store.backups.make(now=now - timedelta(days=399))
    damage(bad)
    (store.backups.folder / "galley-20251231-000000.db").write_text("no database")
    (store.backups.folder / "galley-20251230-000000.db").write_bytes(b"")

    assert store.backups.newest_good() == good


# -- restored


def test_a_restored_library_is_as_it_was_and_what_was_there_is_kept(
    folder: Path, store: Store, stored: Story, now: datetime, later: datetime
) -> None:
    backup = store.backups.make(now=now)
    keep_deck(store, stored, "Written after the backup", later)
    store.close()

    kept = restore_library(folder, backup)

    assert kept is not None
    assert kept.name.startswith("before-restore-")
    assert backup.is_file()
    assert deck_in(folder, stored) == stored.deck
    restore_library(folder, kept)
    assert deck_in(folder, stored) == "Written after the backup"


def test_restoring_keeps_even_what_was_only_in_the_log(
    folder: Path, store: Store, stored: Story, now: datetime, later: datetime, tmp_path: Path
) -> None:
    backup = store.backups.make(now=now)
    keep_deck(store, stored, "Only in the log", later)
    # The library as a killed Galley leaves it: copied while it is open.
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("galley.db", "galley.db-wal"):
        (killed / name).write_bytes((folder / name).read_bytes())

    kept = restore_library(killed, backup)

    assert kept is not None
    assert not (killed / "galley.db-wal").exists()
    assert deck_in(killed, stored) == stored.deck
    restore_library(killed, kept)
    assert deck_in(killed, stored) == "Only in the log"


def test_a_damaged_library_is_kept_byte_for_byte_when_a_backup_takes_its_place(
    folder: Path, store: Store, stored: Story, now: datetime
) -> None:
    backup = store.backups.make(now=now)
    store.close()
    damage(folder / "galley.db")
    damaged = (folder / "galley.db").read_bytes()

    kept = restore_library(folder, backup)

    assert kept.name.startswith("damaged-")
    assert kept.read_bytes() == damaged
    assert deck_in(folder, stored) == stored.deck


def test_a_backup_becomes_a_library_where_there_was_none(
    store: Store, stored: Story, now: datetime, tmp_path: Path
) -> None:
    backup = store.backups.make(now=now)

    assert restore_library(tmp_path / "new" / "library", backup) is None
    assert deck_in(tmp_path / "new" / "library", stored) == stored.deck


def test_a_library_in_use_is_not_restored_over(
    folder: Path, store: Store, stored: Story, now: datetime
) -> None:
    backup = store.backups.make(now=now)

    with pytest.raises(LibraryInUse):
        restore_library(folder, backup)

    with store.read() as work:
        assert work.look.story(stored.id) == stored


def make_foreign(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE notes (text)")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.db", "no such file"),
        ("text.db", "not a database"),
        ("empty.db", "not a Galley library"),
        ("foreign.db", "not a Galley library"),
        ("damaged.db", "damaged"),
        ("half.db", "damaged"),
        (".", "no such file"),
    ],
)
def test_what_is_no_good_backup_is_refused_and_nothing_changes(
    folder: Path, store: Store, stored: Story, now: datetime, tmp_path: Path, name: str, said: str
) -> None:
    whole = store.backups.make(now=now).read_bytes()
    store.close()
    (tmp_path / "text.db").write_text("Dear editor, " * 1000)
    (tmp_path / "empty.db").write_bytes(b"")
    make_foreign(tmp_path / "foreign.db")
    (tmp_path / "damaged.db").write_bytes(whole)
    damage(tmp_path / "damaged.db")
    (tmp_path / "half.db").write_bytes(whole[: len(whole) // 2])
    before = (folder / "galley.db").read_bytes()

    with pytest.raises(BackupUnusable, match=said):
        restore_library(folder, tmp_path / name)

    assert (folder / "galley.db").read_bytes() == before
    assert deck_in(folder, stored) == stored.deck


def test_a_backup_of_a_newer_galley_is_refused(folder: Path, store: Store, now: datetime) -> None:
    backup = store.backups.make(now=now)
    store.close()
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(LibraryTooNew):
        restore_library(folder, backup)


def test_a_damaged_library_is_never_backed_up_as_if_it_were_whole(
    folder: Path, store: Store, stored: Story, now: datetime
) -> None:
    good = store.backups.make(now=now - timedelta(days=1))
    store.close()
    damage(folder / "galley.db")

    with pytest.raises(LibraryDamaged) as refused:
        Backups(folder).make(now=now)

    assert refused.value.newest_backup == good
    assert list(store.backups.folder.iterdir()) == [good]
