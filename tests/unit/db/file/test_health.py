import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from db.migrations import HEAD
from db.store import Store, check_health
from editor.message import NOTHING
from editor.story.photo import Photo
from editor.story.snapshot import Snapshot
from editor.story.story import Story
from tests.unit.db.conftest import keep_bytes


@pytest.fixture
def whole(store: Store, stored: Story, photo: Photo) -> Store:
    """A library with a story whose original is there."""
    assert keep_bytes(store.originals, b"a picture") == photo.id
    return store


def test_a_library_in_good_order_has_nothing_to_say(whole: Store) -> None:
    health = check_health(whole, deep=True)

    assert (health.integrity, health.foreign_keys) == ((), ())
    assert (health.missing_originals, health.damaged_originals) == ((), ())
    assert health.orphan_originals == ()
    assert health.schema == HEAD
    assert health.sqlite == sqlite3.sqlite_version
    assert health.size_bytes > (whole.folder / "galley.db").stat().st_size
    assert health.free_bytes > 0


def test_originals_that_are_missing_or_not_used_are_named(whole: Store, photo: Photo) -> None:
    whole.originals.remove(photo.id)
    orphan = keep_bytes(whole.originals, b"nobody's")

    health = check_health(whole)

    assert health.missing_originals == (photo.id,)
    assert health.orphan_originals == (orphan,)
    assert health.damaged_originals == ()


def test_an_original_cut_short_is_seen_at_once_and_a_changed_one_when_looked_at_deeply(
    whole: Store, photo: Photo
) -> None:
    whole.originals.path(photo.id).write_bytes(b"cut")
    assert check_health(whole).damaged_originals == (photo.id,)

    whole.originals.path(photo.id).write_bytes(b"A PICTURE")
    assert check_health(whole).damaged_originals == ()
    assert check_health(whole, deep=True).damaged_originals == (photo.id,)


def test_what_is_wrong_inside_the_database_is_said(
    whole: Store, stored: Story, snapshot: Snapshot, now: datetime
) -> None:
    with whole.begin() as work:
        work.versions.add(stored.id, snapshot, by="", at=now, reason=NOTHING)
        work.commit()
    with closing(sqlite3.connect(whole.folder / "galley.db")) as connection, connection:
        connection.execute("DELETE FROM photos")
        connection.execute("DELETE FROM story_search")
        connection.execute("UPDATE snapshots SET canonical = x'00'")

    health = check_health(whole, deep=True)

    assert any("search index" in str(line) for line in health.integrity)
    assert any(snapshot.sha256[:12] in str(line) for line in health.integrity)
    assert [str(each) for each in health.foreign_keys] == [
        "row 1 of placements names a row of photos that is not there"
    ]


def test_a_library_that_is_only_read_can_be_looked_at(whole: Store, folder: Path) -> None:
    with closing(Store.open(folder, writing=False)) as beside:
        seen = check_health(beside)

    # What is free on the disk is everybody's, and moves between two looks.
    assert replace(seen, free_bytes=0) == replace(check_health(whole), free_bytes=0)
