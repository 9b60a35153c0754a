import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.schema import audit
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.pictures import PhotoTexts
from editor.message import literal
from editor.story.credit import CreditLine, Relation
from editor.story.document import Document, Paragraph, PhotoBlock
from editor.story.edits import Crop, Edits
from editor.story.runs import Run
from editor.story.snapshot import Snapshot
from editor.story.story import Story, StoryEdit
from editor.story.version import VersionKind
from editor.story.workflow import Verb


def text(desk: Desk, story_id: str) -> str:
    return desk.stories.view(story_id).story.body.text


def write(desk: Desk, story_id: str, *paragraphs: str) -> None:
    desk.stories.keep(story_id, StoryEdit(body=Document.from_paragraphs(paragraphs)))


@pytest.fixture
def illustrated(desk: Desk, ready: str, picture: Path) -> str:
    """A story with a lead and a photo in the text, both with words of their own."""
    lead = desk.pictures.attach(ready, desk.pictures.bring_in(picture), lead=True).value.placement
    other = desk.pictures.attach(ready, desk.pictures.bring_in(picture)).value.placement
    credit = CreditLine(relation=Relation.FOR, photographer="Zou Hong", organisation="VCG")
    desk.pictures.word(lead.id, PhotoTexts("Millet, cut.", credit, "A field"))
    body = Document.of([Paragraph((Run("It began."),)), PhotoBlock(other.id)])
    desk.stories.keep(ready, StoryEdit(body=body))
    with desk.newsroom.store.begin() as work:
        placement = desk.newsroom.story(work, ready).placements[1]
        work.placements.change(replace(placement, edits=Edits(crop=Crop(0.1, 0.1, 0.5, 0.5))))
        work.commit()
    return ready


def snapshot(desk: Desk, story_id: str) -> Snapshot:
    return desk.stories.view(story_id).snapshot


def whole(desk: Desk, story_id: str) -> Story:
    """The story without what a restoring moves: its revision and dates."""
    story = desk.stories.view(story_id).story
    return replace(story, revision=0, updated=story.created)


def test_restoring_keeps_what_is_there_and_makes_a_new_version(desk: Desk, ready: str) -> None:
    desk.history.save(ready, "Take one")
    write(desk, ready, "Something else.")
    desk.history.restore(ready, 1)
    assert text(desk, ready) == "It began."
    versions = desk.history.versions(ready)
    assert [each.title for each in versions] == [
        "Take one",
        "Before version 1 was restored",
        "Version 1 restored",
    ]
    assert all(each.kind is not VersionKind.AUTOMATIC for each in versions)
    assert desk.history.snapshot(ready, 2).body.text == "Something else."


def test_every_field_comes_back(desk: Desk, ready: str) -> None:
    before = snapshot(desk, ready)
    desk.history.save(ready, "Take one")
    edit = StoryEdit(
        headline="Other",
        deck="Other.",
        body=Document(),
        slug="other",
        section="live",
        byline=("Li Na",),
        contributors=("Zhao Min",),
        dateline="DATONG",
        keywords=("other",),
        language="zh-CN",
        dated=before.dated.replace(year=2025),
    )
    desk.stories.keep(ready, edit)
    assert snapshot(desk, ready) != before
    desk.history.restore(ready, 1)
    assert snapshot(desk, ready) == before


def test_photos_come_back_as_they_were(desk: Desk, illustrated: str) -> None:
    before = snapshot(desk, illustrated)
    desk.history.save(illustrated, "With photos")
    lead, other = (photo.placement for photo in before.photos)
    desk.pictures.word(lead, PhotoTexts("Another caption."))
    desk.pictures.take_out(other)
    desk.pictures.take_out(lead)
    assert snapshot(desk, illustrated).photos == ()
    desk.history.restore(illustrated, 1)
    assert snapshot(desk, illustrated) == before
    assert desk.stories.view(illustrated).story.lead.credit.photographer == "Zou Hong"  # pyright: ignore[reportOptionalMemberAccess]


def test_a_photo_that_came_since_stays_in_the_story_off_the_page(
    desk: Desk, illustrated: str, picture: Path
) -> None:
    desk.history.save(illustrated, "With two photos")
    late = desk.pictures.attach(
        illustrated, desk.pictures.bring_in(picture), lead=True
    ).value.placement
    desk.history.restore(illustrated, 1)
    story = desk.stories.view(illustrated).story
    assert late.id in [placement.id for placement in story.placements]
    assert late.id not in [placement.id for placement in story.placements_on_page]


def test_taking_a_restoring_back_puts_everything_as_it_was(
    desk: Desk, illustrated: str, picture: Path
) -> None:
    desk.history.save(illustrated, "Take one")
    lead = snapshot(desk, illustrated).photos[0].placement
    desk.pictures.word(lead, PhotoTexts(None, CreditLine.free("by hand"), None))
    desk.pictures.attach(illustrated, desk.pictures.bring_in(picture), lead=True)
    write(desk, illustrated, "Something else.")
    as_it_was = whole(desk, illustrated)
    before = desk.history.restore(illustrated, 1).value
    write(desk, illustrated, "Typed since.")
    desk.history.take_back(before)
    assert whole(desk, illustrated) == as_it_was
    numbers = [version.number for version in desk.history.versions(illustrated)]
    kept = [desk.history.snapshot(illustrated, number).body.text for number in numbers]
    assert "Typed since." in kept


def test_a_slug_that_was_taken_meanwhile_is_left_alone(desk: Desk, ready: str) -> None:
    desk.stories.keep(ready, StoryEdit(slug="millet"))
    desk.history.save(ready, "Take one")
    desk.stories.keep(ready, StoryEdit(slug="harvest"))
    other = desk.stories.begin().value
    desk.stories.keep(other.id, StoryEdit(slug="millet"))
    write(desk, ready, "Something else.")
    desk.history.restore(ready, 1)
    assert desk.stories.view(ready).story.slug == "harvest"
    assert text(desk, ready) == "It began."


def test_what_the_story_is_already_is_not_restored(desk: Desk, ready: str) -> None:
    desk.history.save(ready, "Take one")
    with pytest.raises(Refused, match="nothing to restore"):
        desk.history.restore(ready, 1)
    assert len(desk.history.versions(ready)) == 1
    with pytest.raises(Refused, match="no version"):
        desk.history.restore(ready, 7)


def test_restoring_voids_a_sign_off_and_is_in_the_audit_trail(desk: Desk, ready: str) -> None:
    desk.history.save(ready, "Take one")
    write(desk, ready, "Something else.")
    desk.review.sign_off(ready, by="Chen Yu")
    with desk.newsroom.store.read() as work:
        signed = work.audit.last()[1]
    desk.history.restore(ready, 1)
    assert not desk.stories.view(ready).signed_off
    with desk.newsroom.store.read() as work:
        after = work.audit.last()[1]
        assert after != signed
        assert work.audit.verify() == ()
        newest = select(audit.c.action, audit.c.details).order_by(audit.c.seq.desc())
        kept = work.audit._connection.execute(newest).all()
    restored = next(json.loads(row.details) for row in kept if row.action == Verb.RESTORE)
    assert restored["version"] == "1"


def test_texts_can_be_kept_aside_without_becoming_the_storys(desk: Desk, ready: str) -> None:
    typed = StoryEdit(headline="Mine", body=Document.from_paragraphs(["Mine."]))
    number = desk.history.keep_aside(ready, typed, literal("Kept aside")).value
    assert desk.history.snapshot(ready, number).body.text == "Mine."
    assert desk.history.snapshot(ready, number).headline == "Mine"
    assert text(desk, ready) == "It began."
    assert desk.history.keep_aside(ready, typed, literal("Again")).value == number


def test_two_versions_or_one_and_the_present_are_compared(desk: Desk, ready: str) -> None:
    desk.history.save(ready, "Take one")
    write(desk, ready, "It began on Monday.")
    compared = desk.history.compare(ready, 1)
    assert compared.comparison.changes == 1
    assert compared.new.body.text == "It began on Monday."
    desk.review.send(ready)
    assert desk.history.compare(ready, 1, 2).comparison == compared.comparison
    assert [each.number for each in desk.history.compare(ready, 2, 1).versions] == [1, 2]
    with pytest.raises(Refused, match="no version"):
        desk.history.compare(ready, 1, 5)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 5)),
        st.tuples(st.just("type over"), st.integers(0, 5)),
        st.tuples(st.just("restore"), st.integers(1, 8)),
        st.tuples(st.just("take back"), st.just(0)),
        st.tuples(st.just("send"), st.just(0)),
        st.tuples(st.just("name"), st.integers(1, 8)),
        st.tuples(st.just("checkpoint"), st.just(0)),
        st.tuples(st.just("aside"), st.integers(0, 5)),
    ),
    max_size=20,
)


@settings(max_examples=40)
@given(steps)
def test_whatever_happens_every_text_ever_kept_can_be_read_back(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, int]]
) -> None:
    desk = Desk.open(tmp_path_factory.mktemp("history") / "library", program_version="test")
    try:
        story_id = desk.stories.begin().value.id
        known: dict[int, Snapshot] = {}
        undo: list[Story] = []
        for verb, number in done:
            _take_step(desk, story_id, verb, number, undo)
            for version in desk.history.versions(story_id):
                held = desk.history.snapshot(story_id, version.number)
                assert held.sha256 == version.snapshot
                assert known.setdefault(version.number, held) == held
        assert sorted(known) == [v.number for v in desk.history.versions(story_id)]
    finally:
        desk.close()


def _take_step(desk: Desk, story_id: str, verb: str, number: int, undo: list[Story]) -> None:
    here = desk.stories.view(story_id).story
    edit = StoryEdit(body=Document.from_paragraphs([f"Text {number}."]))
    try:
        match verb:
            case "write":
                desk.stories.keep(story_id, edit)
            case "type over":  # on the ground of a text that somebody has changed meanwhile
                base = StoryEdit(body=Document.from_paragraphs(["Long gone."]))
                desk.stories.keep_typed(story_id, edit, base=base, base_revision=0)
                holds = [
                    desk.history.snapshot(story_id, v.number).body
                    for v in desk.history.versions(story_id)
                ]
                assert here.body == edit.body or here.body in holds
            case "restore":
                undo.append(desk.history.restore(story_id, number).value)
            case "take back" if undo:
                desk.history.take_back(undo.pop())
            case "send":
                desk.review.send(story_id)
            case "name":
                desk.history.name(story_id, number, f"Name {number}")
            case "checkpoint":
                desk.history.checkpoint(story_id, literal("Before"))
            case "aside":
                desk.history.keep_aside(story_id, edit, literal("Aside"))
            case _:
                pass
    except Refused:
        pass


def test_only_the_text_comes_back_when_that_is_asked_for(
    desk: Desk, illustrated: str, picture: Path
) -> None:
    before = snapshot(desk, illustrated)
    lead, other = (photo.placement for photo in before.photos)
    number = desk.history.save(illustrated, "Their text").value.number
    write(desk, illustrated, "My text.")
    desk.pictures.take_out(other)
    desk.pictures.reword(lead, {"caption": "Corrected since."})
    desk.stories.change(illustrated, StoryEdit(dateline="DATONG"))
    desk.history.restore(illustrated, number, only_text=True)
    after = snapshot(desk, illustrated)
    assert after.body == before.body
    assert [photo.placement for photo in after.photos] == [lead, other]
    assert after.photos[0].caption == "Corrected since."
    assert after.dateline == "DATONG"
