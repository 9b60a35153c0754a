"""Two that write the same story at once: whatever either saved can be read again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import DATABASE, ChangedMeanwhile
from db.file.opening import OpenFile
from db.store import Store
from editor.desk.desk import Desk
from editor.desk.newsroom import Seat
from editor.desk.stories import Typed
from editor.story.document import Document
from editor.story.outlet import Section
from editor.story.people import Contributor
from editor.story.story import StoryEdit
from editor.story.version import VersionKind


@pytest.fixture
def elsewhere(desk: Desk) -> Iterator[Desk]:
    """A second Galley on the same library, which got round the lock."""
    folder: Path = desk.newsroom.store.folder
    store = Store(folder, OpenFile(folder / DATABASE))
    yield Desk.over(replace(desk.newsroom, store=store, seat=Seat("Li Na")), "test")
    store.close()


def body(*paragraphs: str) -> StoryEdit:
    return StoryEdit(body=Document.from_paragraphs(paragraphs))


class Writer:
    """Types into a story as the window does: knows what it read, and how far that was."""

    def __init__(self, desk: Desk, story_id: str) -> None:
        self.desk, self.story_id = desk, story_id
        story = desk.stories.view(story_id).story
        self.base = StoryEdit(headline=story.headline, deck=story.deck, body=story.body)
        self.revision = story.revision

    def types(self, edit: StoryEdit) -> Typed:
        typed = self.desk.stories.keep_typed(
            self.story_id, edit, base=self.base, base_revision=self.revision
        ).value
        given = {name: getattr(edit, name) for name in ("headline", "deck", "body")}
        given = {name: value for name, value in given.items() if value is not None}
        self.base, self.revision = replace(self.base, **given), typed.revision
        return typed


def texts(desk: Desk, story_id: str) -> list[str]:
    """The story's body and that of every version."""
    held = [
        desk.history.snapshot(story_id, version.number).body.text
        for version in desk.history.versions(story_id)
    ]
    return [desk.stories.view(story_id).story.body.text, *held]


def test_one_writer_alone_meets_nobody(desk: Desk, ready: str) -> None:
    writer = Writer(desk, ready)
    for take in range(5):
        assert writer.types(body(f"Take {take}.")).aside is None
    assert desk.history.versions(ready) == ()


def test_what_was_saved_elsewhere_is_kept_aside_and_mine_is_the_story(
    desk: Desk, elsewhere: Desk, ready: str
) -> None:
    writer = Writer(desk, ready)
    writer.types(body("Mine."))
    elsewhere.stories.keep(ready, body("Theirs."))
    typed = writer.types(body("Mine, longer."))
    assert typed.aside == 1
    assert texts(desk, ready) == ["Mine, longer.", "Theirs."]
    (aside,) = desk.history.versions(ready)
    assert aside.kind is VersionKind.MILESTONE
    assert str(aside.reason) == "Kept aside: saved elsewhere while Wang Fang typed"
    assert writer.types(body("Mine, longer still.")).aside is None


def test_other_fields_changed_elsewhere_are_no_conflict(
    desk: Desk, elsewhere: Desk, ready: str
) -> None:
    writer = Writer(desk, ready)
    elsewhere.stories.keep(ready, StoryEdit(headline="Theirs", dateline="DATONG"))
    assert writer.types(body("Mine.")).aside is None
    story = desk.stories.view(ready).story
    assert (story.headline, story.dateline, story.body.text) == ("Theirs", "DATONG", "Mine.")
    assert writer.types(StoryEdit(headline="Mine")).aside is not None


def test_the_same_words_typed_twice_are_no_conflict(
    desk: Desk, elsewhere: Desk, ready: str
) -> None:
    writer = Writer(desk, ready)
    elsewhere.stories.keep(ready, body("The same."))
    assert writer.types(body("The same.")).aside is None


def test_a_headline_is_compared_as_it_is_stored(desk: Desk, ready: str) -> None:
    writer = Writer(desk, ready)
    writer.types(StoryEdit(headline="Millet "))  # the blank before the next word
    desk.stories.change(ready, StoryEdit(dateline="TAIYUAN"))
    assert writer.types(StoryEdit(headline="Millet harvest")).aside is None


def test_two_writers_in_turn_lose_nothing(desk: Desk, elsewhere: Desk, ready: str) -> None:
    mine, theirs = Writer(desk, ready), Writer(elsewhere, ready)
    typed = []
    for take in range(4):
        for writer, name in ((mine, "Mine"), (theirs, "Theirs")):
            typed.append(f"{name} {take}.")
            writer.types(body(typed[-1]))
    held = texts(desk, ready)
    assert all(text in held for text in typed)


def test_replacing_and_restoring_meanwhile_are_told_too(desk: Desk, ready: str) -> None:
    desk.history.save(ready, "Take one")
    writer = Writer(desk, ready)
    writer.types(body("Mine."))
    desk.history.restore(ready, 1)
    assert writer.types(body("Mine, on.")).aside is not None
    assert texts(desk, ready)[0] == "Mine, on."
    assert "It began." in texts(desk, ready)


def test_a_photo_taken_out_by_the_same_window_is_no_conflict(
    desk: Desk, ready: str, picture: Path
) -> None:
    photo = desk.pictures.attach(ready, desk.pictures.bring_in(picture), into_body=True).value
    writer = Writer(desk, ready)
    desk.pictures.take_out(photo.placement.id)
    assert writer.types(body("It began.", "Typed on.")).aside is None
    writer = Writer(desk, ready)
    desk.stories.keep(ready, body("Theirs."))
    assert writer.types(body("Mine.")).aside is not None


def test_a_field_somebody_else_filled_meanwhile_is_kept_before_it_is_replaced(
    desk: Desk, elsewhere: Desk, ready: str
) -> None:
    seen = StoryEdit(dateline="", byline=("Wen Qiaoyu",))
    elsewhere.stories.keep(ready, StoryEdit(dateline="DATONG"))
    desk.stories.change(ready, StoryEdit(dateline="TAIYUAN"), known=(seen,))
    (aside,) = desk.history.versions(ready)
    assert desk.history.snapshot(ready, aside.number).dateline == "DATONG"
    put = StoryEdit(dateline="TAIYUAN")
    desk.stories.change(ready, StoryEdit(dateline="LINGQIU"), known=(seen, put))
    desk.stories.change(ready, StoryEdit(byline=("Li Na",)), known=(seen, put))
    assert len(desk.history.versions(ready)) == 1


def test_a_caption_somebody_else_wrote_meanwhile_is_kept_before_it_is_replaced(
    desk: Desk, elsewhere: Desk, ready: str, picture: Path
) -> None:
    attached = desk.pictures.attach(ready, desk.pictures.bring_in(picture), lead=True).value
    place, seen = attached.placement.id, {"caption": None}
    elsewhere.pictures.reword(place, {"caption": "Theirs."})
    desk.pictures.reword(place, {"caption": "Mine."}, known=(seen,))
    (aside,) = desk.history.versions(ready)
    assert desk.history.snapshot(ready, aside.number).photos[0].caption == "Theirs."
    desk.pictures.reword(place, {"caption": "Mine, on."}, known=(seen, {"caption": "Mine."}))
    assert len(desk.history.versions(ready)) == 1


def test_what_somebody_else_made_of_the_newsrooms_own_data_is_not_stored_over(
    desk: Desk, elsewhere: Desk, ready: str
) -> None:
    seen = desk.site.look()
    [wen] = seen.people
    sections, lengths = seen.sections[:-1], {"news": 400}
    theirs = replace(wen, chinese="温巧玉")

    elsewhere.site.keep_sections(seen.sections, {"news": 700}, as_of=seen.as_of)
    with pytest.raises(ChangedMeanwhile, match=r"The usual lengths were changed somewhere else"):
        desk.site.keep_sections(sections, lengths, as_of=seen.as_of)
    elsewhere.site.keep_sections([*seen.sections, Section("sport", "Sport")])
    with pytest.raises(ChangedMeanwhile, match="The sections were"):
        desk.site.keep_sections(sections, lengths, as_of=seen.as_of)
    with pytest.raises(ChangedMeanwhile, match="The details of the site were"):  # its navigation
        desk.site.keep_outlet(replace(seen.outlet, name="Mine"), as_of=seen.as_of)
    elsewhere.site.keep_people([theirs], as_of=seen.as_of)
    for changed, removed in (([replace(wen, name="Mine")], ()), ((), [wen.id])):
        with pytest.raises(ChangedMeanwhile, match="The records of these people were"):
            desk.site.keep_people(changed, removed, as_of=seen.as_of)

    now = desk.site.look()
    assert now.lengths == {"news": 700}
    assert now.sections[-1].key == "sport"
    assert now.outlet.name == seen.outlet.name
    assert now.people == (theirs,)
    desk.site.keep_sections(sections, lengths, as_of=now.as_of)
    desk.site.keep_outlet(replace(now.outlet, name="Mine"), as_of=desk.site.look().as_of)
    desk.site.keep_people([replace(theirs, name="Wen Q.")], as_of=now.as_of)
    mine = desk.site.look()
    assert (mine.sections, mine.lengths) == (sections, lengths)
    assert (mine.outlet.name, mine.people[0].name) == ("Mine", "Wen Q.")


def test_records_that_came_or_changed_beside_mine_are_no_conflict_and_stay(
    desk: Desk, elsewhere: Desk, ready: str
) -> None:
    desk.site.keep_people([Contributor("Zhao Min")])
    seen = desk.site.look()
    wen, zhao = seen.people
    assert seen.named == {wen.id}
    elsewhere.stories.keep(ready, StoryEdit(contributors=("Somebody New",)))
    elsewhere.site.keep_people([replace(wen, chinese="温巧玉")])
    elsewhere.site.remember("title limits", {})
    desk.site.keep_people([replace(zhao, chinese="赵敏")], as_of=seen.as_of)
    desk.site.keep_sections(seen.sections, {"news": 400}, as_of=seen.as_of)
    now = {each.name: each.chinese for each in desk.site.look().people}
    assert now == {"Wen Qiaoyu": "温巧玉", "Zhao Min": "赵敏", "Somebody New": ""}
