import json
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import text

from db.store import Store
from editor.message import NOTHING, Message, literal, message
from editor.story.snapshot import Snapshot
from editor.story.story import Story
from editor.story.text import word_count
from editor.story.version import VersionKind, VersionRow


def test_versions_are_numbered_within_their_story(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime, later: datetime
) -> None:
    second = replace(snapshot, headline="Second take")
    with store.begin() as work:
        first = work.versions.add(stored.id, snapshot, by="Li Na", at=now, reason=literal("Filed"))
        work.versions.add(stored.id, second, by="Wang Wei", at=later, reason=literal("Returned"))
        work.commit()

    words = word_count(snapshot.body.copy_text)
    with store.read() as work:
        assert first == 1
        assert work.versions.rows(stored.id) == (
            VersionRow(1, "Li Na", now, literal("Filed"), snapshot.sha256, words=words),
            VersionRow(2, "Wang Wei", later, literal("Returned"), second.sha256, words=words),
        )
        assert work.versions.snapshot(stored.id, 1) == snapshot
        assert work.versions.snapshot(stored.id, 2).sha256 == second.sha256


@pytest.mark.parametrize(
    ("stored_as", "said"),
    [
        ("Signed off by Li Na", message("version.signed-off", by="Li Na")),
        ("What was undone", message("version.undone")),
        ("Nobody knows this one", literal("Nobody knows this one")),
        ('{"a":1}', literal('{"a":1}')),
        ("[3]", literal("[3]")),
    ],
)
def test_a_reason_that_an_earlier_galley_wrote_is_read(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime, stored_as: str, said: Message
) -> None:
    with store.begin() as work:
        work.versions.add(stored.id, snapshot, by="Li Na", at=now, reason=NOTHING)
        work.versions._connection.execute(
            text("UPDATE versions SET reason = :said"), {"said": stored_as}
        )
        work.commit()
    with store.read() as work:
        assert work.versions.rows(stored.id)[0].reason == said


def test_a_reason_is_stored_without_its_words(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime
) -> None:
    reason = message("version.signed-off", by="Li Na")
    with store.begin() as work:
        work.versions.add(stored.id, snapshot, by="Li Na", at=now, reason=reason)
        [[kept]] = work.versions._connection.execute(text("SELECT reason FROM versions"))
        assert json.loads(kept) == {"key": "version.signed-off", "by": "Li Na"}
        assert work.versions.rows(stored.id)[0].reason == reason


def test_only_the_newest_made_for_one_reason_stay(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime
) -> None:
    undone, automatic = message("version.undone"), VersionKind.AUTOMATIC
    with store.begin() as work:
        for number in range(1, 6):
            text_then = replace(snapshot, headline=f"Take {number}")
            work.versions.add(stored.id, text_then, by="", at=now, reason=undone, kind=automatic)
        # As an earlier Galley wrote them.
        earlier = "UPDATE versions SET reason = 'What was undone' WHERE number < 4"
        work.versions._connection.execute(text(earlier))
        assert work.versions.keep_newest(stored.id, undone, 3) == 2
        assert [row.number for row in work.versions.rows(stored.id)] == [3, 4, 5]


def test_a_snapshot_can_be_a_version_twice(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime
) -> None:
    with store.begin() as work:
        for number in (1, 2):
            assert work.versions.add(stored.id, snapshot, by="", at=now, reason=NOTHING) == number
        assert work.versions.by_hash(snapshot.sha256) == snapshot


def test_a_version_that_is_not_there_is_said_to_be_so(store: Store, stored: Story) -> None:
    with store.read() as work:
        assert work.versions.rows(stored.id) == ()
        assert work.versions.by_hash("0" * 64) is None
        with pytest.raises(KeyError):
            work.versions.snapshot(stored.id, 1)
