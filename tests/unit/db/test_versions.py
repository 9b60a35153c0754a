from dataclasses import replace
from datetime import datetime

import pytest

from db.store import Store
from editor.story.snapshot import Snapshot
from editor.story.story import Story
from editor.story.text import word_count
from editor.story.version import VersionRow


def test_versions_are_numbered_within_their_story(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime, later: datetime
) -> None:
    second = replace(snapshot, headline="Second take")
    with store.begin() as work:
        first = work.versions.add(stored.id, snapshot, by="Li Na", at=now, reason="Filed")
        work.versions.add(stored.id, second, by="Wang Wei", at=later, reason="Returned")
        work.commit()

    words = word_count(snapshot.body.copy_text)
    with store.read() as work:
        assert first == 1
        assert work.versions.rows(stored.id) == (
            VersionRow(1, "Li Na", now, "Filed", snapshot.sha256, words=words),
            VersionRow(2, "Wang Wei", later, "Returned", second.sha256, words=words),
        )
        assert work.versions.snapshot(stored.id, 1) == snapshot
        assert work.versions.snapshot(stored.id, 2).sha256 == second.sha256


def test_a_snapshot_can_be_a_version_twice(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime
) -> None:
    with store.begin() as work:
        for number in (1, 2):
            assert work.versions.add(stored.id, snapshot, by="", at=now, reason="") == number
        assert work.versions.by_hash(snapshot.sha256) == snapshot


def test_a_version_that_is_not_there_is_said_to_be_so(store: Store, stored: Story) -> None:
    with store.read() as work:
        assert work.versions.rows(stored.id) == ()
        assert work.versions.by_hash("0" * 64) is None
        with pytest.raises(KeyError):
            work.versions.snapshot(stored.id, 1)
