"""The way of a story: sent to a role or a person, due, embargoed, killed, spiked and back."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from editor.desk.board import BoardRow
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.site import Person
from editor.story.outlet import PublicationState
from editor.story.story import Status, StoryEdit
from editor.story.workflow import NOBODY, Priority, Route, SeatRole
from tests.unit.desk.conftest import Clock
from tests.unit.desk.test_workflow import record


def route(desk: Desk, story: str) -> Route:
    return desk.stories.view(story).route


def status(desk: Desk, story: str) -> Status:
    return desk.stories.view(story).story.status


@pytest.fixture
def chen(desk: Desk) -> Person:
    return desk.site.seat(Person("Chen Yu 陈宇", SeatRole.SUPERVISOR)).value


@pytest.fixture
def lin(desk: Desk) -> Person:
    return desk.site.seat(Person("Wang Lin", SeatRole.PHOTO)).value


# -- sent to a role or a person


def test_sent_without_an_address_a_story_waits_for_the_supervisor(desk: Desk, ready: str) -> None:
    assert route(desk, ready) == NOBODY
    desk.review.send(ready)
    assert status(desk, ready) is Status.IN_REVIEW
    assert route(desk, ready).to == "supervisor"


@pytest.mark.parametrize("typed", ["photo staff", "Photo Staff", "photo", "photo desk"])
def test_sent_to_the_photo_desk_a_draft_stays_one(desk: Desk, ready: str, typed: str) -> None:
    desk.way.send(ready, typed)
    assert status(desk, ready) is Status.DRAFT
    assert route(desk, ready).to == "photo staff"
    desk.review.send(ready)
    assert (status(desk, ready), route(desk, ready).to) == (Status.IN_REVIEW, "supervisor")


def test_sent_to_a_person_it_is_in_review_where_they_read(
    desk: Desk, ready: str, chen: Person, lin: Person
) -> None:
    desk.way.send(ready, "wang lin")
    assert status(desk, ready) is Status.DRAFT
    assert route(desk, ready).account == lin.account
    desk.way.send(ready, "chen yu 陈宇")
    assert status(desk, ready) is Status.IN_REVIEW
    assert (route(desk, ready).account, route(desk, ready).to) == (chen.account, chen.name)


def test_what_is_read_is_handed_on_to_another_reader(desk: Desk, ready: str, chen: Person) -> None:
    desk.review.send(ready)
    with pytest.raises(Refused, match="is with the desk already"):
        desk.review.send(ready)
    desk.way.send(ready, chen.name)
    assert (status(desk, ready), route(desk, ready).to) == (Status.IN_REVIEW, chen.name)


def test_nobody_called_so_is_said_with_those_there_are(
    desk: Desk, ready: str, chen: Person
) -> None:
    with pytest.raises(Refused, match="nobody and no role called “zhao”; there is: editor"):
        desk.way.send(ready, "Zhao")
    desk.site.seat(Person("Li Na", SeatRole.EDITOR))
    with desk.newsroom.begin() as work:
        work.accounts.keep("li na", SeatRole.PHOTO, "f" * 32)
        work.commit()
    with pytest.raises(Refused, match="2 people are called"):
        desk.way.send(ready, "Li Na")
    assert route(desk, ready) == NOBODY


def test_a_person_under_a_new_name_keeps_what_was_sent_to_them(
    desk: Desk, ready: str, chen: Person
) -> None:
    desk.way.send(ready, chen.name)
    desk.site.seat(Person("Chen Yu", SeatRole.SUPERVISOR, chen.account))
    assert route(desk, ready).to == "Chen Yu"


def test_returned_it_goes_back_to_whoever_sent_it(
    desk: Desk, ready: str, chen: Person, lin: Person
) -> None:
    desk.seated(lin.name, lin.role).review.send(ready)
    desk.seated(chen.name, chen.role).review.return_story(ready, "Who says so?")
    assert (status(desk, ready), route(desk, ready).account) == (Status.RETURNED, lin.account)
    desk.seated("Command line").review.send(ready)
    desk.review.return_story(ready, "Still nobody.")
    assert route(desk, ready) == Route(role="editor")


def test_signed_off_nobody_has_it_and_due_and_embargo_stay(
    desk: Desk, ready: str, clock: Clock
) -> None:
    later = clock.now + timedelta(days=1)
    desk.way.send(ready, due=later, priority=Priority.URGENT)
    desk.way.set_embargo(ready, later)
    desk.review.sign_off(ready, by="Chen Yu")
    assert route(desk, ready) == Route(due=later, priority=Priority.URGENT, embargo=later)


def test_a_note_goes_with_it_and_the_record_has_before_and_after(
    desk: Desk, ready: str, clock: Clock
) -> None:
    due = clock.now + timedelta(hours=9)
    desk.way.send(ready, "photo staff", due=due, note="The lead is too dark.")
    desk.way.send(ready, priority=Priority.URGENT)
    handed, sent = record(desk)[-2:]
    assert handed["action"], sent["action"] == ("handed on", "sent for review")
    said = due.isoformat(timespec="minutes")
    assert handed["details"] == {
        "before": {"due": "", "to": ""},
        "after": {"due": said, "to": "photo staff"},
    }
    assert sent["details"] == {
        "before": {"priority": "", "to": "photo staff"},
        "after": {"priority": "2", "to": "supervisor"},
    }
    assert [each.text for each in desk.stories.view(ready).comments] == ["The lead is too dark."]


def test_the_same_again_is_not_noted(desk: Desk, ready: str, clock: Clock) -> None:
    due = clock.now + timedelta(hours=9)
    assert desk.way.set_due(ready, due).stories == {ready}
    told = len(record(desk))
    assert not desk.way.set_due(ready, due).stories
    assert len(record(desk)) == told
    desk.way.set_due(ready, None)
    assert route(desk, ready) == NOBODY
    with pytest.raises(Refused, match="from 0"):
        desk.way.set_priority(ready, 7)


def test_nothing_of_a_route_changes_what_was_approved(desk: Desk, ready: str, clock: Clock) -> None:
    desk.review.sign_off(ready, by="Chen Yu")
    before = desk.stories.view(ready).snapshot_sha256
    desk.way.set_due(ready, clock.now)
    desk.way.set_priority(ready, Priority.URGENT)
    desk.way.set_embargo(ready, clock.now + timedelta(days=1))
    desk.way.send(ready, "editor")
    view = desk.stories.view(ready)
    assert (view.snapshot_sha256, view.signed_off) == (before, True)


def test_a_story_that_is_deleted_leaves_no_route(desk: Desk, ready: str) -> None:
    desk.review.send(ready)
    desk.stories.spike(ready)
    with desk.newsroom.begin() as work:
        work.stories.delete(ready)
        work.commit()
    with sqlite3.connect(desk.newsroom.store.folder / "galley.db") as database:
        assert database.execute("SELECT count(*) FROM routes").fetchone() == (0,)
    database.close()


# -- embargo


@pytest.fixture
def embargoed(desk: Desk, ready: str, clock: Clock) -> str:
    desk.review.sign_off(ready, by="Chen Yu")
    desk.way.set_embargo(ready, clock.now + timedelta(hours=2))
    return ready


def test_an_embargoed_story_goes_out_at_its_hour_and_not_before(
    desk: Desk, embargoed: str, tmp_path: Path, clock: Clock
) -> None:
    with pytest.raises(Refused, match="embargoed until 12 Oct 2026, 11:30; until then only"):
        desk.publishing.export(embargoed, tmp_path / "site")
    assert not (tmp_path / "site").exists()
    proof = desk.publishing.export(embargoed, tmp_path / "proof", proof=True).value
    assert proof.kind == "proof"
    clock.now += timedelta(hours=2)
    assert desk.publishing.export(embargoed, tmp_path / "site").value.kind == "bundle"


def test_an_embargo_taken_off_is_in_the_record(
    desk: Desk, embargoed: str, tmp_path: Path, clock: Clock
) -> None:
    desk.way.set_embargo(embargoed, None)
    [*_, entry] = record(desk)
    assert entry["action"] == "embargo set"
    assert entry["details"]["after"] == {"embargo": ""}
    assert entry["details"]["before"]["embargo"].startswith("2026-10-12T11:30")
    assert desk.publishing.export(embargoed, tmp_path / "site").value.kind == "bundle"


def test_a_clock_set_back_decides_no_embargo(
    desk: Desk, embargoed: str, tmp_path: Path, clock: Clock
) -> None:
    clock.now += timedelta(hours=3)
    desk.way.set_priority(embargoed, Priority.URGENT)  # the record knows the hour now
    clock.now -= timedelta(minutes=20)
    with pytest.raises(Refused, match=r"is 20 minutes behind the newest entry of the record \(12"):
        desk.publishing.export(embargoed, tmp_path / "site")
    clock.now += timedelta(minutes=16)  # as two machines differ
    assert desk.publishing.export(embargoed, tmp_path / "site").value.kind == "bundle"


def test_without_an_embargo_the_clock_decides_nothing(
    desk: Desk, ready: str, tmp_path: Path, clock: Clock
) -> None:
    desk.review.sign_off(ready, by="Chen Yu")
    clock.now -= timedelta(days=2)
    assert desk.publishing.export(ready, tmp_path / "site").value.kind == "bundle"


# -- corrected, killed, spiked and back


@pytest.fixture
def out(desk: Desk, ready: str, tmp_path: Path) -> str:
    desk.review.sign_off(ready, by="Chen Yu")
    desk.publishing.export(ready, tmp_path / "site")
    return ready


def test_a_corrected_story_replaces_what_stands_there(desk: Desk, out: str, tmp_path: Path) -> None:
    desk.stories.keep(out, StoryEdit(deck="Corrected."))
    desk.review.sign_off(out, by="Chen Yu")
    desk.publishing.export(out, tmp_path / "site")
    states = [each.state for each in desk.publishing.went_out(out).publications]
    assert states == [PublicationState.REPLACED, PublicationState.OUT]


def test_a_killed_story_is_withdrawn_and_does_not_go_out_again(
    desk: Desk, out: str, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="Say why"):
        desk.way.kill(out, "  ")
    desk.way.kill(out, "The source takes it back.")
    [publication] = desk.publishing.went_out(out).publications
    assert publication.state is PublicationState.WITHDRAWN
    [*_, entry] = record(desk)
    assert (entry["action"], entry["details"]["reason"]) == ("killed", "The source takes it back.")
    for proof in (False, True):
        with pytest.raises(Refused, match="spiked"):
            desk.publishing.export(out, tmp_path / "again", proof=proof)
    desk.stories.unspike(out)
    view = desk.stories.view(out)
    assert (view.story.status, view.signed_off, view.voided) == (Status.DRAFT, False, False)
    assert desk.publishing.export(out, tmp_path / "again").value.kind == "proof"
    desk.review.sign_off(out, by="Chen Yu")
    assert desk.publishing.export(out, tmp_path / "again").value.kind == "bundle"
    assert status(desk, out) is Status.EXPORTED


def test_what_was_changed_since_it_went_out_can_be_killed(desk: Desk, out: str) -> None:
    desk.stories.keep(out, StoryEdit(deck="Another."))
    desk.way.kill(out, "It is wrong.")
    assert status(desk, out) is Status.SPIKED


def test_what_never_went_out_is_spiked_and_not_killed(desk: Desk, ready: str) -> None:
    with pytest.raises(Refused, match="Nothing of this story stands on a site"):
        desk.way.kill(ready, "No.")
    assert status(desk, ready) is Status.DRAFT
    assert not desk.stories.view(ready).comments


@pytest.mark.parametrize("where", [Status.DRAFT, Status.IN_REVIEW, Status.RETURNED])
def test_from_the_spike_a_story_comes_back_to_where_it_was(
    desk: Desk, ready: str, where: Status
) -> None:
    if where is not Status.DRAFT:
        desk.review.send(ready)
    if where is Status.RETURNED:
        desk.review.return_story(ready, "Who says so?")
    before = route(desk, ready)
    desk.stories.spike(ready)
    desk.stories.unspike(ready)
    assert (status(desk, ready), route(desk, ready)) == (where, before)


def test_what_was_approved_is_read_again_after_the_spike(desk: Desk, ready: str) -> None:
    desk.review.sign_off(ready, by="Chen Yu")
    desk.stories.spike(ready)
    desk.stories.unspike(ready)
    assert status(desk, ready) is Status.DRAFT


# -- the board


def rows(desk: Desk, most: int = 60) -> dict[str, BoardRow]:
    return {row.id: row for row in desk.way.board(most).rows}


def said(row: BoardRow) -> list[str]:
    return [str(each.said) for each in row.reasons]


def test_the_board_says_who_must_act_and_why_a_story_cannot_go_out(
    desk: Desk, ready: str, tmp_path: Path, clock: Clock, chen: Person
) -> None:
    empty = desk.stories.begin(section="News").value.id
    row = rows(desk)[empty]
    assert row.waits_for == "editor"
    assert [each.finding.field for each in row.reasons if each.finding] == ["headline", "body"]
    assert said(rows(desk)[ready]) == ["It is not sent for review yet."]
    desk.way.send(ready, due=clock.now + timedelta(hours=1))
    assert (rows(desk)[ready].waits_for, said(rows(desk)[ready])) == (
        "supervisor",
        ["It waits for its sign-off."],
    )
    desk.way.send(ready, chen.name)
    assert rows(desk)[ready].waits_for == chen.name
    desk.way.set_embargo(ready, clock.now + timedelta(hours=5))
    desk.review.sign_off(ready, by=chen.name)
    assert said(rows(desk)[ready]) == ["It is embargoed until 12 Oct 2026, 14:30."]
    assert not rows(desk)[ready].late
    clock.now += timedelta(hours=6)
    assert rows(desk)[ready].late
    assert said(rows(desk)[ready]) == ["It is signed off and has not gone out yet."]
    desk.publishing.export(ready, tmp_path / "site")
    assert ready not in rows(desk)
    board = desk.way.board()
    assert [number for _, number in board.week] == [0, 0, 0, 0, 0, 0, 1]
    assert board.today[Status.EXPORTED] == 1
    assert board.sections["News"] == 2


def test_a_picture_that_is_wanting_waits_for_the_photo_staff(
    desk: Desk, ready: str, picture: Path
) -> None:
    desk.pictures.attach(ready, desk.pictures.bring_in(picture), lead=True)
    row = rows(desk)[ready]
    assert row.waits_for == "photo staff"
    places = [each.finding for each in row.reasons if each.finding]
    assert {each.field for each in places} == {"caption", "credit"}
    assert all(each.placement for each in places)


def test_the_board_is_bounded_late_ones_first_and_leaves_out_what_is_not_on_its_way(
    desk: Desk, ready: str, clock: Clock
) -> None:
    old = desk.stories.begin().value.id
    sent, spiked = (desk.stories.begin().value.id for _ in range(2))
    desk.way.set_due(sent, clock.now + timedelta(minutes=1))
    desk.stories.spike(spiked)
    clock.now += timedelta(days=30)
    desk.stories.keep(ready, StoryEdit(deck="New."))
    urgent = desk.stories.begin().value.id
    desk.way.set_priority(urgent, Priority.URGENT)
    assert list(rows(desk)) == [sent, urgent, ready]
    assert old not in rows(desk)
    assert (list(rows(desk, 2)), desk.way.board(2).more) == ([sent, urgent], True)
    assert not desk.way.board(3).more


def test_what_waits_for_me_is_mine_by_name_or_by_role(
    desk: Desk, ready: str, chen: Person, lin: Person
) -> None:
    seat = desk.newsroom.seat
    seat.person, seat.role, seat.account = chen.name, chen.role, chen.account
    other = desk.stories.begin().value.id
    desk.review.send(ready)
    desk.way.send(other, lin.name)
    assert desk.way.waiting() == 1
    assert [row.id for row in desk.way.board().rows if row.mine] == [ready]
    seat.person, seat.role, seat.account = lin.name, lin.role, lin.account
    assert desk.way.waiting() == 1
    assert [row.id for row in desk.way.board().rows if row.mine] == [other]
    desk.seated("").stories.spike(other)
    assert desk.way.waiting() == 0
