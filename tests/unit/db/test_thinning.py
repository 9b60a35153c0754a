"""Automatic versions leave the library with time; what anybody may ask for again does not."""

from dataclasses import replace
from datetime import datetime, timedelta

from db.store import Store
from editor.message import NOTHING, literal
from editor.story.outlet import ExportRecord
from editor.story.snapshot import Snapshot
from editor.story.story import Story
from editor.story.version import VersionKind
from editor.story.workflow import SignOff

AUTOMATIC = VersionKind.AUTOMATIC


def take(snapshot: Snapshot, number: int) -> Snapshot:
    return replace(snapshot, headline=f"Take {number}")


def fill(store: Store, stored: Story, snapshot: Snapshot, now: datetime, count: int) -> None:
    """Automatic versions of one morning, a minute apart."""
    with store.begin() as work:
        for number in range(1, count + 1):
            at = now + timedelta(minutes=number)
            work.versions.add(
                stored.id, take(snapshot, number), by="", at=at, reason=NOTHING, kind=AUTOMATIC
            )
        work.commit()


def test_a_morning_of_takes_becomes_its_first_and_the_newest(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime
) -> None:
    fill(store, stored, snapshot, now, 20)
    with store.begin() as work:
        assert work.versions.stories_to_thin() == (stored.id,)
        assert work.versions.thin(stored.id, now + timedelta(days=9)) == 18
        work.commit()
    with store.read() as work:
        assert [row.number for row in work.versions.rows(stored.id)] == [1, 20]
        assert work.versions.snapshot(stored.id, 20) == take(snapshot, 20)
        assert work.versions.by_hash(take(snapshot, 3).sha256) is None
        assert work.versions.thin(stored.id, now + timedelta(days=9)) == 0


def test_numbers_are_never_given_again(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime
) -> None:
    fill(store, stored, snapshot, now, 3)
    with store.begin() as work:
        work.versions.thin(stored.id, now + timedelta(days=9))
        assert work.versions.add(stored.id, snapshot, by="", at=now, reason=NOTHING) == 4


def test_what_was_named_signed_or_filed_stays(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime
) -> None:
    fill(store, stored, snapshot, now, 9)
    with store.begin() as work:
        work.versions.set_name(stored.id, 2, "Before the cut")
        work.sign_offs.add(SignOff(stored.id, take(snapshot, 4).sha256, "Chen Yu", now))
        work.exports.add(
            stored.id, ExportRecord(take(snapshot, 6).sha256, "bundle", "/out", now, "", 1, 1)
        )
        work.versions.add(stored.id, take(snapshot, 8), by="", at=now, reason=literal("Filed"))
        work.versions.thin(stored.id, now + timedelta(days=400))
        work.commit()
    with store.read() as work:
        rows = work.versions.rows(stored.id)
        assert [row.number for row in rows] == [1, 2, 4, 6, 10]
        for row in rows:
            assert work.versions.by_hash(row.snapshot) is not None


def test_a_snapshot_that_somebody_still_refers_to_stays(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime
) -> None:
    """A proof of it went out, or the audit trail names it: it must be found by its hash."""
    fill(store, stored, snapshot, now, 9)
    with store.begin() as work:
        work.exports.add(
            stored.id, ExportRecord(take(snapshot, 3).sha256, "proof", "/out", now, "", 1, 1)
        )
        work.audit.append(
            at=now,
            actor="Chen Yu",
            action="spiked",
            object=stored.id,
            snapshot=take(snapshot, 5).sha256,
            details={},
        )
        work.versions.thin(stored.id, now + timedelta(days=9))
        work.commit()
    with store.read() as work:
        assert [row.number for row in work.versions.rows(stored.id)] == [1, 9]
        assert work.versions.by_hash(take(snapshot, 3).sha256) == take(snapshot, 3)
        assert work.versions.by_hash(take(snapshot, 5).sha256) == take(snapshot, 5)
        assert work.versions.by_hash(take(snapshot, 4).sha256) is None
