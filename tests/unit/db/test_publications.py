"""Which approved snapshot of a story stands on which outlet."""

from datetime import datetime, timedelta, timezone

from db.store import Store
from editor.story.outlet import ExportRecord, Publication, PublicationState
from editor.story.story import Status, Story
from editor.story.workflow import SignOff


def test_what_left_the_house_is_on_record(
    store: Store, stored: Story, now: datetime, later: datetime
) -> None:
    with store.begin() as work:
        work.exports.add(stored.id, ExportRecord("a" * 64, "proof", "/tmp/p", now, "Li Na", 4, 900))
        work.exports.add(
            stored.id, ExportRecord("b" * 64, "bundle", "/site", later, "Wang Wei", 9, 123456)
        )

        assert work.exports.of_story(stored.id) == (
            ExportRecord("a" * 64, "proof", "/tmp/p", now, "Li Na", 4, 900),
            ExportRecord("b" * 64, "bundle", "/site", later, "Wang Wei", 9, 123456),
        )


A, B = "a" * 64, "b" * 64
OUT, REPLACED = PublicationState.OUT, PublicationState.REPLACED


def sign(store: Store, story: Story, snapshot: str, at: datetime) -> None:
    with store.begin() as work:
        work.sign_offs.add(SignOff(story.id, snapshot, "Chen Yu", at, ""))
        work.stories.set_status(story.id, Status.SIGNED_OFF, at)
        work.commit()


def put_out(store: Store, story: Story, outlet: str, snapshot: str, at: datetime) -> None:
    with store.begin() as work:
        work.publications.put_out(story.id, outlet, snapshot, address="", at=at)
        work.commit()


def shown(store: Store, story: Story) -> Status:
    with store.read() as work:
        whole, head = work.look.story(story.id), work.stories.head(story.id)
        [row] = work.stories.rows()
        assert whole is not None
        assert head is not None
        assert whole.status is row.status is head.status
        return row.status


def states(store: Store, story: Story) -> list[tuple[str, str, PublicationState]]:
    with store.read() as work:
        found = work.publications.of_story(story.id)
    return [(each.outlet, each.snapshot[0], each.state) for each in found]


def test_what_stood_on_an_outlet_is_replaced_there_and_stays_elsewhere(
    store: Store, stored: Story, now: datetime
) -> None:
    # An hour later on a clock further west: the text of its moment sorts before the other's.
    west = now.astimezone(timezone(-timedelta(hours=8))) + timedelta(hours=1)
    sign(store, stored, A, now)
    put_out(store, stored, "site", A, now)
    put_out(store, stored, "live", A, now)
    sign(store, stored, B, west)
    put_out(store, stored, "site", B, west)
    assert sorted(states(store, stored)) == [
        ("live", "a", OUT),
        ("site", "a", REPLACED),
        ("site", "b", OUT),
    ]
    on_site = [each for each in states(store, stored) if each[0] == "site"]
    assert on_site == [("site", "a", REPLACED), ("site", "b", OUT)]


def test_what_goes_out_again_as_it_stands_there_replaces_nothing(
    store: Store, stored: Story, now: datetime, later: datetime
) -> None:
    sign(store, stored, A, now)
    put_out(store, stored, "site", A, now)
    put_out(store, stored, "site", A, later)
    assert states(store, stored) == [("site", "a", OUT)]
    sign(store, stored, A, later)
    assert shown(store, stored) is Status.SIGNED_OFF
    put_out(store, stored, "site", A, later)
    assert states(store, stored) == [("site", "a", OUT)]
    assert shown(store, stored) is Status.EXPORTED
    with store.read() as work:
        [standing] = work.publications.of_story(stored.id)
        assert standing.at == later


def test_a_publication_is_kept_whole(store: Store, stored: Story, now: datetime) -> None:
    with store.begin() as work:
        work.publications.put_out(stored.id, "site", A, address="https://x.org/a/", at=now)
        found = work.publications.of_story(stored.id)
    assert found == (Publication(stored.id, "site", A, OUT, "https://x.org/a/", now),)


def test_a_story_is_shown_exported_while_what_was_signed_last_stands_out(
    store: Store, stored: Story, now: datetime, later: datetime
) -> None:
    sign(store, stored, A, now)
    assert shown(store, stored) is Status.SIGNED_OFF
    put_out(store, stored, "site", A, now)
    assert shown(store, stored) is Status.EXPORTED
    sign(store, stored, B, later)
    assert shown(store, stored) is Status.SIGNED_OFF
    put_out(store, stored, "site", B, later)
    assert shown(store, stored) is Status.EXPORTED
    with store.begin() as work:
        work.stories.set_status(stored.id, Status.DRAFT, later)
        work.commit()
    assert shown(store, stored) is Status.DRAFT


def test_what_was_never_signed_is_out_and_not_shown_exported(
    store: Store, stored: Story, now: datetime
) -> None:
    put_out(store, stored, "site", A, now)
    with store.begin() as work:
        work.stories.set_status(stored.id, Status.SIGNED_OFF, now)
        work.commit()
    assert shown(store, stored) is Status.SIGNED_OFF


def test_a_deleted_story_leaves_what_went_out(store: Store, stored: Story, now: datetime) -> None:
    sign(store, stored, A, now)
    put_out(store, stored, "site", A, now)
    with store.begin() as work:
        work.stories.set_status(stored.id, Status.SPIKED, now)
        work.stories.delete(stored.id)
        work.commit()
    assert states(store, stored) == [("site", "a", OUT)]
