"""What blocks are called by whatever road a body comes into the library."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from db.schema import documents as rows
from db.schema import versions
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.pictures import PhotoTexts
from editor.message import literal
from editor.story.document import Document, Paragraph, PhotoBlock
from editor.story.matching import Query, Replacement
from editor.story.runs import Run
from editor.story.story import Story, StoryEdit
from tests.documents import documents

FIRST = "The mayor opened the new bridge over the river on Monday."
SECOND = "Farmers from nine villages had waited for it since spring."
THIRD = "It cost four million yuan, and nobody has said who paid."
OTHER = "Snow fell north of the pass while dancers sang all night."


def body(*paragraphs: str) -> Document:
    return Document.from_paragraphs(paragraphs)


def story(desk: Desk, story_id: str) -> Story:
    """As it stands; every block has an id of its own, and the hash knows of none."""
    view = desk.stories.view(story_id)
    document = view.story.body
    assert len(set(document.ids)) == len(document.ids) == len(document.blocks)
    bare = replace(view.snapshot, body=Document(document.blocks))
    assert bare.canonical == view.snapshot.canonical
    assert bare.sha256 == view.snapshot_sha256
    return view.story


def ids(desk: Desk, story_id: str) -> tuple[str, ...]:
    return story(desk, story_id).body.ids


def write(desk: Desk, story_id: str, *paragraphs: str) -> tuple[str, ...]:
    desk.stories.keep(story_id, StoryEdit(body=body(*paragraphs)))
    return ids(desk, story_id)


@pytest.fixture
def told(desk: Desk) -> str:
    """Id of a story of three paragraphs, kept as version 1."""
    made = desk.stories.begin(section="News").value
    write(desk, made.id, FIRST, SECOND, THIRD)
    desk.history.save(made.id, "Told")
    return made.id


def test_restoring_brings_the_ids_back_and_taking_it_back_those_that_were_there(
    desk: Desk, told: str
) -> None:
    began = ids(desk, told)
    write(desk, told)
    now = write(desk, told, OTHER, f"{SECOND} {THIRD}", "A third.")
    before = desk.history.restore(told, 1).value
    assert ids(desk, told) == began
    desk.history.take_back(before)
    assert ids(desk, told) == now
    desk.history.restore(told, 1, only_text=True)
    assert ids(desk, told) == began


def test_what_was_typed_while_a_restoring_was_taken_back_keeps_its_ids(
    desk: Desk, told: str
) -> None:
    now = write(desk, told, OTHER, SECOND)
    before = desk.history.restore(told, 1).value
    desk.history.take_back(before, StoryEdit(body=body(f"{OTHER} More.", SECOND)))
    assert ids(desk, told) == now


def test_a_version_from_before_there_were_ids_is_given_those_that_are_known(
    desk: Desk, told: str
) -> None:
    began = ids(desk, told)
    with desk.newsroom.store.begin() as work:
        work.versions._connection.execute(update(versions).values(blocks=None))
        work.commit()
    assert desk.history.snapshot(told, 1).body.ids == ()
    write(desk, told, OTHER, f"{THIRD} More.", "A third.")
    desk.history.restore(told, 1)
    assert ids(desk, told)[1:] == began[1:]


def test_a_library_from_before_there_were_ids_has_them_when_it_is_read(
    desk: Desk, told: str
) -> None:
    with desk.newsroom.store.begin() as work:
        work.stories._connection.execute(update(rows).values(blocks=None))
        work.commit()
    read = ids(desk, told)
    assert ids(desk, told) == read
    assert write(desk, told, FIRST, f"{SECOND} More.", THIRD) == read
    assert write(desk, told, THIRD, FIRST) == (read[2], read[0])


def test_every_version_has_the_ids_of_its_moment(desk: Desk, told: str) -> None:
    began = ids(desk, told)
    assert desk.history.snapshot(told, 1).body.ids == began
    now = write(desk, told, THIRD, OTHER)
    desk.history.save(told, "Now")
    assert desk.history.snapshot(told, 2).body.ids == now
    typed = StoryEdit(body=body(THIRD, f"{OTHER} More.", SECOND))
    number = desk.history.keep_aside(told, typed, literal("Kept aside")).value
    aside = desk.history.snapshot(told, number).body
    assert aside.ids == (*now, began[1])
    assert ids(desk, told) == now  # the story is what it was


def test_a_copy_of_a_story_has_the_ids_of_the_first(desk: Desk, told: str, picture: Path) -> None:
    desk.pictures.attach(told, desk.pictures.bring_in(picture), into_body=True)
    copy = desk.stories.duplicate(told).value
    assert ids(desk, copy.id) == ids(desk, told)
    assert write(desk, copy.id, FIRST, OTHER, SECOND)[::2] == ids(desk, told)[:2]


def test_photos_come_and_go_between_paragraphs_that_stay(
    desk: Desk, told: str, picture: Path
) -> None:
    began = ids(desk, told)
    brought = desk.pictures.bring_in(picture)
    placed = desk.pictures.attach(told, brought, into_body=True).value.placement
    photo = ids(desk, told)[3]
    assert ids(desk, told) == (*began, photo)
    desk.stories.keep(
        told,
        StoryEdit(body=Document.of([PhotoBlock(placed.id), *story(desk, told).body.blocks[:3]])),
    )
    assert ids(desk, told) == (photo, *began)
    desk.pictures.word(placed.id, PhotoTexts("A bridge", None, None))
    desk.pictures.take_out(placed.id)
    assert ids(desk, told) == began


def test_a_file_brought_in_has_ids(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(f"# A bridge\n\n{FIRST}\n\n- one\n- two\n\n{SECOND}\n", encoding="utf-8")
    assert len(ids(desk, desk.arrivals.bring_in(path).value.story.id)) == 3


def test_words_replaced_across_drafts_leave_every_id(desk: Desk, told: str) -> None:
    began = ids(desk, told)
    query = Query("the")
    (found,) = desk.replacing.find(desk.replacing.candidates(query), query, Replacement("those"))
    done = desk.replacing.replace(found, "the").value
    assert ids(desk, told) == began
    desk.replacing.put_back([done])
    assert ids(desk, told) == began


def test_what_somebody_else_saved_meanwhile_is_still_found_by_the_text(
    desk: Desk, told: str
) -> None:
    """Ids are no part of what two texts are compared by."""
    read = story(desk, told)
    base = StoryEdit(headline=read.headline, deck=read.deck, body=Document(read.body.blocks))
    typed = StoryEdit(body=body(FIRST, SECOND, f"{THIRD} More."))
    desk.stories.keep(told, StoryEdit(deck="A deck of somebody else"))
    kept = desk.stories.keep_typed(told, typed, base=base, base_revision=read.revision).value
    assert kept.aside is None
    assert ids(desk, told) == read.body.ids
    write(desk, told, OTHER)
    typed = StoryEdit(body=body(FIRST, "Mine.", THIRD))
    kept = desk.stories.keep_typed(told, typed, base=base, base_revision=read.revision).value
    assert kept.aside is not None
    theirs = desk.history.snapshot(told, kept.aside).body
    assert theirs == body(OTHER)
    assert len(theirs.ids) == 1
    assert ids(desk, told)[::2] == read.body.ids[::2]


def test_a_body_that_is_kept_as_it_was_changes_nothing(desk: Desk, told: str) -> None:
    read = story(desk, told)
    desk.stories.keep(told, StoryEdit(body=replace(read.body, ids=("x", "y", "z"))))
    assert story(desk, told) == read
    assert ids(desk, told) == read.body.ids


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """What is asked of the library meanwhile."""
    said: list[str] = []
    with desk.newsroom.store.read() as work:
        sqlite = work._database._sqlite
    sqlite.set_trace_callback(said.append)  # the next transaction is on the same connection
    yield said
    sqlite.set_trace_callback(None)


def test_ids_cost_no_statement_of_their_own(desk: Desk, told: str) -> None:
    with statements(desk) as said:
        write(desk, told, FIRST, OTHER, THIRD)
    assert said
    assert not [each for each in said if "blocks" in each and "body" not in each]


ROADS = st.one_of(
    st.tuples(st.just("keep"), documents),
    st.tuples(st.just("add"), documents),
    st.tuples(st.just("save"), st.none()),
    st.tuples(st.just("restore"), st.integers(1, 4)),
    st.tuples(st.just("take back"), st.none()),
    st.tuples(st.just("duplicate"), st.none()),
)


@settings(max_examples=40)
@given(st.lists(ROADS, min_size=2, max_size=8))
def test_whatever_road_a_body_comes_each_block_has_its_id(
    desk: Desk, roads: list[tuple[str, object]]
) -> None:
    story_id, before = desk.stories.begin(section="News").value.id, None
    versions: dict[int, tuple[str, ...]] = {}
    for road, what in roads:
        there = story(desk, story_id)
        if road in ("keep", "add") and isinstance(what, Document):
            blocks = (*there.body.blocks, Paragraph((Run("x"),)), *what.blocks)
            new = what if road == "keep" else Document.of(blocks)
            desk.stories.keep(story_id, StoryEdit(body=new))
        elif road == "save":
            saved = desk.history.save(story_id, "Saved").value
            versions.setdefault(saved.number, there.body.ids)
        elif road == "restore" and isinstance(what, int) and what in versions:
            try:
                before = desk.history.restore(story_id, what).value
            except Refused:
                continue
            assert story(desk, story_id).body.ids == versions[what]
        elif road == "take back" and before is not None:
            desk.history.take_back(before)
            assert story(desk, story_id).body.ids == before.body.ids
            before = None
        elif road == "duplicate":
            assert story(desk, desk.stories.duplicate(story_id).value.id).body.ids == there.body.ids
        for number, named in versions.items():
            assert desk.history.snapshot(story_id, number).body.ids == named
    story(desk, story_id)
