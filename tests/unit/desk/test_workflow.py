"""The table of the workflow, cell by cell and both ways; and the record of who did what."""

import json
import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from editor.desk.changing import changing
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.pictures import PhotoTexts
from editor.desk.site import Person
from editor.story.credit import CreditLine
from editor.story.document import Document
from editor.story.matching import Query, Replacement
from editor.story.story import Status, StoryEdit
from editor.story.workflow import TABLE, Priority, SeatRole, Verb, may, next_step, refusal

Does = Callable[[Desk, str, Path], object]


def _write(desk: Desk, story: str, _place: Path) -> object:
    return desk.stories.keep(story, StoryEdit(deck="Another.")).value


def _type(desk: Desk, story: str, _place: Path) -> object:
    revision = desk.stories.view(story).story.revision
    edit, base = StoryEdit(deck="Typed."), StoryEdit(deck="")
    return desk.stories.keep_typed(story, edit, base=base, base_revision=revision).value


def _word(desk: Desk, story: str, _place: Path) -> object:
    placements = desk.stories.view(story).story.placements
    if not placements:  # a version without it was brought back
        raise Refused("There is no photo.")
    return desk.pictures.reword(placements[0].id, {"caption": "Reworded."})


def _replace(desk: Desk, story: str, _place: Path) -> object:
    found = desk.replacing.find([story], Query("began"), Replacement("started"))
    if not found:
        raise Refused("There is nothing to replace.")
    return desk.replacing.replace(found[0], "began").value


def _export(desk: Desk, story: str, place: Path) -> object:
    return desk.publishing.export(story, place / "site").value


def _proof(desk: Desk, story: str, place: Path) -> object:
    return desk.publishing.export(story, place / "proofs", proof=True).value


DOES: dict[Verb, tuple[Does, ...]] = {
    Verb.TYPE: (_type, lambda d, s, _p: d.stories.change(s, StoryEdit(deck="Changed."))),
    Verb.WRITE: (_write,),
    Verb.PICTURE: (_word, lambda d, s, _p: d.pictures.no_lead(s)),
    Verb.RESTORE: (lambda d, s, _p: d.history.restore(s, 1),),
    Verb.REPLACE: (_replace,),
    Verb.SEND: (lambda d, s, _p: d.review.send(s),),
    Verb.HAND_ON: (lambda d, s, _p: d.way.send(s, "photo staff"),),
    Verb.SCHEDULE: (lambda d, s, _p: d.way.set_priority(s, Priority.URGENT),),
    Verb.EMBARGO: (lambda d, s, _p: d.way.set_embargo(s, datetime(2020, 1, 1, tzinfo=UTC)),),
    Verb.RETURN: (lambda d, s, _p: d.review.return_story(s, "Who says so?"),),
    Verb.SIGN_OFF: (lambda d, s, _p: d.review.sign_off(s, by="Chen Yu"),),
    Verb.PROOF: (_proof,),
    Verb.SPIKE: (lambda d, s, _p: d.stories.spike(s),),
    Verb.UNSPIKE: (lambda d, s, _p: d.stories.unspike(s),),
    Verb.RECORD: (lambda d, s, _p: d.history.save(s, "Named"),),
}
WAYS: dict[Status, tuple[Does, ...]] = {
    Status.DRAFT: (),
    Status.IN_REVIEW: (lambda d, s, _p: d.review.send(s),),
    Status.RETURNED: (DOES[Verb.SEND][0], DOES[Verb.RETURN][0]),
    Status.SIGNED_OFF: (DOES[Verb.SIGN_OFF][0],),
    Status.EXPORTED: (DOES[Verb.SIGN_OFF][0], _export),
    Status.SPIKED: (DOES[Verb.SPIKE][0],),
}


@pytest.fixture
def story(desk: Desk, ready: str, picture: Path) -> str:
    desk.history.save(ready, "The first")
    texts = PhotoTexts("Millet.", CreditLine.free("Photo/VCG"), "Terraces.")
    desk.pictures.attach(ready, desk.pictures.bring_in(picture), lead=True, texts=texts)
    return ready


@pytest.fixture
def together(desk: Desk) -> None:
    """More than one works here, so that roles count."""
    with desk.newsroom.begin() as work:
        work.accounts.keep("Chen Yu", SeatRole.SUPERVISOR)
        work.accounts.keep("王芳", SeatRole.EDITOR)
        work.accounts.keep("Guo", SeatRole.ADMINISTRATOR)
        work.commit()


def status_of(desk: Desk, story: str) -> Status:
    return desk.stories.view(story).story.status


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(
    ("verb", "does"), [(verb, does) for verb, ways in DOES.items() for does in ways]
)
def test_a_verb_is_done_where_the_table_has_it_and_refused_elsewhere(
    desk: Desk, story: str, together: None, tmp_path: Path, status: Status, verb: Verb, does: Does
) -> None:
    for step in WAYS[status]:
        step(desk, story, tmp_path)
    assert status_of(desk, story) is status
    before = desk.stories.view(story)
    for role in set(SeatRole) - TABLE[verb].roles:
        with pytest.raises(Refused) as refused:
            does(desk.seated("Lin", role), story, tmp_path)
        assert str(refused.value) == str(refusal(verb, status, role))
        assert desk.stories.view(story) == before
    if may(verb, status):
        does(desk, story, tmp_path)
        approved = status in (Status.SIGNED_OFF, Status.EXPORTED)
        changes = verb in (Verb.WRITE, Verb.TYPE, Verb.PICTURE, Verb.RESTORE, Verb.REPLACE)
        expected = TABLE[verb].to or (Status.DRAFT if approved and changes else status)
        assert status_of(desk, story) is expected
        return
    with pytest.raises(Refused) as refused:
        does(desk, story, tmp_path)
    after = desk.stories.view(story)
    assert (after.story, after.comments) == (before.story, before.comments)
    assert after.versions == before.versions
    assert str(refused.value) == str(refusal(verb, status))


@pytest.mark.parametrize("verb", TABLE)
def test_the_door_lets_through_the_roles_of_the_table_and_nobody_else(
    desk: Desk, story: str, together: None, verb: Verb
) -> None:
    for status in Status:
        with desk.newsroom.begin() as work:
            stored = Status.SIGNED_OFF if status is Status.EXPORTED else status
            work.stories.set_status(story, stored, desk.newsroom.clock())
            work.commit()
        for role in (*SeatRole, ""):
            seated = desk.seated("Lin", role).newsroom
            may_pass = role in {*TABLE[verb].roles, ""} and stored in TABLE[verb].starts
            try:
                with changing(seated, story, verb) as change:
                    change.kept = False
            except Refused:
                assert not may_pass, (status, role)
            else:
                assert may_pass, (status, role)


def test_who_is_alone_holds_all_roles_and_the_record_says_so(
    desk: Desk, story: str, tmp_path: Path
) -> None:
    account = desk.site.seat(Person("Chen Yu", SeatRole.PHOTO)).value.account
    alone = desk.seated("Chen Yu", SeatRole.PHOTO)
    _write(alone, story, tmp_path)
    alone.review.sign_off(story, by="Chen Yu")
    _export(alone, story, tmp_path)
    signed, exported = record(desk)[-2:]
    assert signed["details"]["alone"] is exported["details"]["alone"] is True
    assert desk.stories.view(story).role == ""
    with desk.newsroom.begin() as work:
        work.accounts.keep("Li Na", SeatRole.EDITOR)
        work.commit()
    with pytest.raises(Refused, match="supervisor and administrator"):
        alone.review.return_story(story, "Again.")
    assert alone.stories.view(story).role == SeatRole.PHOTO
    assert desk.site.seat(Person("Chen Yu", SeatRole.PHOTO)).value.account == account


def test_the_newsrooms_own_data_is_for_those_who_decide(desk: Desk, together: None) -> None:
    house = desk.site.look()
    for role in SeatRole:
        site = desk.seated("Lin", role).site
        for change in (
            lambda site=site: site.keep_sections(house.sections),
            lambda site=site: site.keep_outlet(house.outlet),
            lambda site=site: site.keep_people(()),
        ):
            if may(Verb.HOUSE, Status.DRAFT, role):
                change()
            else:
                with pytest.raises(Refused, match="supervisor"):
                    change()


def test_a_bundle_goes_out_only_of_what_is_signed(desk: Desk, story: str, tmp_path: Path) -> None:
    assert [each for each in Status if may(Verb.EXPORT, each)] == [
        Status.SIGNED_OFF,
        Status.EXPORTED,
    ]
    assert desk.publishing.export(story, tmp_path / "site").value.kind == "proof"
    desk.review.sign_off(story, by="Chen Yu")
    assert desk.publishing.export(story, tmp_path / "site").value.kind == "bundle"


def test_what_is_typed_while_somebody_spikes_the_story_is_the_storys(
    desk: Desk, story: str
) -> None:
    desk.stories.spike(story)
    _type(desk, story, Path())
    view = desk.stories.view(story)
    assert (view.story.deck, view.story.status) == ("Typed.", Status.SPIKED)


def test_an_approval_that_no_longer_holds_is_nobodys(desk: Desk, story: str) -> None:
    """As after the pages of the site changed in a way nobody looked at since."""
    desk.review.sign_off(story, by="Chen Yu")
    with desk.newsroom.store.begin() as work:
        outlet = work.look.outlet()
        work.outlets.keep(replace(outlet, footer=("Another house",)))
        work.commit()
    desk.review.sign_off(story, by="Li Na")
    view = desk.stories.view(story)
    assert view.signed_off
    assert view.sign_off is not None
    assert view.sign_off.by == "Li Na"


@pytest.mark.parametrize("role", [*SeatRole, ""])
def test_the_next_step_is_one_that_may_be_taken(role: str) -> None:
    for status in Status:
        step = next_step(status, role)
        assert step in (None, Verb.EXPORT) or may(step, status, role)
    assert next_step(Status.IN_REVIEW, SeatRole.SUPERVISOR) is Verb.SIGN_OFF
    assert next_step(Status.IN_REVIEW, SeatRole.EDITOR) is None
    assert next_step(Status.DRAFT, role) in (Verb.SEND, Verb.SIGN_OFF)


# -- who it was


def record(desk: Desk) -> list[dict[str, Any]]:
    with sqlite3.connect(desk.newsroom.store.folder / "galley.db") as database:
        database.row_factory = sqlite3.Row
        rows = database.execute("SELECT * FROM audit ORDER BY seq").fetchall()
    database.close()
    return [{**dict(row), "details": json.loads(row["details"])} for row in rows]


def test_a_sign_off_names_who_sat_here_and_who_stands_for_it(desk: Desk, story: str) -> None:
    seated = desk.seated("Wang Lin", SeatRole.EDITOR)
    done = seated.review.sign_off(story, by="Chen Yu 陈宇", note="Read twice.")
    [*_, entry] = record(desk)
    assert (entry["actor"], entry["action"]) == ("Wang Lin", "signed off")
    told = {"by": "Chen Yu 陈宇", "note": "Read twice.", "role": "editor", "alone": True}
    assert {**told, "key": done.value.key} == entry["details"]
    assert done.value.by == "Chen Yu 陈宇"
    assert done.changes.stories == {story}


def test_what_is_undone_is_undone_by_whoever_sits_here_then(desk: Desk, story: str) -> None:
    desk.newsroom.seat.person = "Wang Lin"
    before = desk.history.restore(story, 1).value
    undo = desk.history.take_back  # as a step of undo holds it
    desk.newsroom.seat.person, desk.newsroom.seat.role = "Chen Yu", "supervisor"
    undo(before)
    restored, taken_back = record(desk)[-2:]
    assert (restored["actor"], taken_back["actor"]) == ("Wang Lin", "Chen Yu")


PEOPLE = [("Wang Lin", "editor"), ("Li Na", "photo staff"), ("Chen Yu", "supervisor"), ("", "")]
PEOPLE += [("A" * 300, "administrator")]


@pytest.mark.parametrize("_walk", range(3))
def test_no_walk_of_verbs_leaves_the_table_and_the_record_names_everybody(
    desk: Desk, story: str, together: None, tmp_path: Path, _walk: int
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    verbs = [(verb, does) for verb, ways in DOES.items() for does in ways]
    for _ in range(60):
        name, role = chance.choice(PEOPLE)
        verb, does = chance.choice(verbs)
        before, told = status_of(desk, story), len(record(desk))
        if verb is Verb.REPLACE and may(Verb.WRITE, before):  # so that there is something
            body = Document.from_paragraphs([f"It began. {chance.random()}"])
            desk.stories.keep(story, StoryEdit(body=body))
            before, told = status_of(desk, story), len(record(desk))
        try:
            does(desk.seated(name, role), story, tmp_path)
        except Refused:
            assert status_of(desk, story) is before
            assert len(record(desk)) == told
            continue
        assert may(verb, before, role), (verb, before)
        after = status_of(desk, story)
        if verb is Verb.UNSPIKE:
            assert after in (Status.DRAFT, Status.IN_REVIEW, Status.RETURNED)
            continue
        reached = {TABLE[verb].to} if TABLE[verb].to else {before, Status.DRAFT}
        # An approval that a change took away comes back with the text.
        assert after in reached | {Status.SIGNED_OFF, Status.EXPORTED}, (verb, before, after)
        for entry in record(desk)[told:]:
            assert (entry["actor"], entry["details"].get("role", "")) == (name, role)
    assert desk.upkeep.audit_problems() == ()
