from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.pictures import PhotoTexts
from editor.message import literal
from editor.story.comparison import change_lines
from editor.story.document import Document, Heading, Paragraph
from editor.story.edits import Crop, Edits
from editor.story.runs import Mark, Run
from editor.story.story import StoryEdit
from editor.story.version import APART, VersionKind
from tests.unit.desk.conftest import Clock


def body(*paragraphs: str) -> StoryEdit:
    return StoryEdit(body=Document.from_paragraphs(paragraphs))


def reasons(desk: Desk, story_id: str) -> list[str]:
    return [str(version.reason) for version in desk.history.versions(story_id)]


def test_a_checkpoint_keeps_what_is_there_and_says_what_changed(desk: Desk, ready: str) -> None:
    changes = desk.history.checkpoint(ready, literal("Before replacing “began”"))
    assert changes.stories == {ready}
    (version,) = desk.history.versions(ready)
    assert version.kind is VersionKind.AUTOMATIC
    assert str(version.reason) == version.title == "Before replacing “began”"
    assert version.words == 2
    assert desk.history.snapshot(ready, 1).body == Document.from_paragraphs(["It began."])


def test_an_equal_snapshot_never_makes_a_second_automatic_version(desk: Desk, ready: str) -> None:
    desk.history.checkpoint(ready, literal("First"))
    assert not desk.history.checkpoint(ready, literal("Second")).stories
    assert reasons(desk, ready) == ["First"]


def test_a_story_that_holds_nothing_is_no_version(desk: Desk) -> None:
    story = desk.stories.begin().value
    assert not desk.history.checkpoint(story.id, literal("Before")).stories
    assert desk.history.versions(story.id) == ()


def test_writing_after_some_minutes_keeps_what_was_there_first(
    desk: Desk, clock: Clock, ready: str
) -> None:
    desk.stories.keep(ready, body("It began.", "More."))
    assert desk.history.versions(ready) == ()
    clock.now += APART
    desk.stories.keep(ready, body("Something else."))
    desk.stories.keep(ready, body("Something else.", "And on."))
    (version,) = desk.history.versions(ready)
    assert version.kind is VersionKind.AUTOMATIC
    assert desk.history.snapshot(ready, 1).body.text == "It began.\n\nMore."


def test_steady_writing_leaves_versions_a_few_minutes_apart(
    desk: Desk, clock: Clock, ready: str
) -> None:
    for minute in range(61):
        clock.now += timedelta(minutes=1)
        desk.stories.keep(ready, body(f"Minute {minute}."))
    assert 5 <= len(desk.history.versions(ready)) <= 7


def test_going_on_with_what_a_version_holds_makes_the_next_one_minutes_later(
    desk: Desk, clock: Clock, ready: str
) -> None:
    desk.review.send(ready)
    clock.now += timedelta(days=1)
    desk.stories.keep(ready, body("A few words."))
    desk.stories.keep(ready, body("A few words more."))
    assert reasons(desk, ready) == ["Sent for review"]
    clock.now += APART
    desk.stories.keep(ready, body("A whole paragraph."))
    assert desk.history.snapshot(ready, 2).body.text == "A few words more."


def test_a_clock_set_back_does_not_stop_the_history(desk: Desk, clock: Clock, ready: str) -> None:
    desk.history.checkpoint(ready, literal("With a clock ahead"))
    clock.now -= timedelta(days=300)
    desk.stories.keep(ready, body("Changed."))
    desk.stories.keep(ready, body("Changed again."))
    clock.now += APART
    desk.stories.keep(ready, body("And again."))
    assert [v.number for v in desk.history.versions(ready)] == [1, 2]


@pytest.fixture(params=["fields", "caption", "lead", "no lead", "taken out", "attached"])
def changing(
    request: pytest.FixtureRequest, desk: Desk, clock: Clock, picture: Path
) -> tuple[str, str]:
    """A story with a photo, changed in one way some minutes after its newest version."""
    story = desk.stories.begin().value
    attached = desk.pictures.attach(story.id, desk.pictures.bring_in(picture), lead=True).value
    place = attached.placement.id
    desk.stories.keep(story.id, body("As it was."))
    before = desk.stories.view(story.id).snapshot_sha256
    clock.now += APART
    verbs = {
        "fields": lambda: desk.stories.change(story.id, StoryEdit(dateline="TAIYUAN")),
        "caption": lambda: desk.pictures.reword(place, {"caption": "Another."}),
        "lead": lambda: desk.pictures.lead_with(place),
        "no lead": lambda: desk.pictures.no_lead(story.id),
        "taken out": lambda: desk.pictures.take_out(place),
        "attached": lambda: desk.pictures.attach(story.id, desk.pictures.bring_in(picture)).value,
    }
    verbs[request.param]()
    return story.id, before


def test_every_kind_of_change_keeps_what_was_there(desk: Desk, changing: tuple[str, str]) -> None:
    story_id, before = changing
    assert [version.snapshot for version in desk.history.versions(story_id)] == [before]


def test_automatic_versions_do_not_hold_the_slug(desk: Desk, clock: Clock) -> None:
    story = desk.stories.begin().value
    desk.stories.keep(story.id, StoryEdit(headline="Millet harvest"))
    clock.now += APART
    desk.stories.keep(story.id, StoryEdit(headline="Millet harvest begins"))
    assert desk.history.versions(story.id)
    assert desk.stories.view(story.id).story.slug == "millet-harvest-begins"


def test_a_version_saved_by_hand_has_a_name(desk: Desk, ready: str) -> None:
    version = desk.history.save(ready, "  Before\nthe cut ").value
    assert (version.name, version.kind, version.number) == (
        "Before the cut",
        VersionKind.NAMED,
        1,
    )
    with pytest.raises(Refused, match="name"):
        desk.history.save(ready, " ")


def test_naming_what_the_newest_version_holds_makes_no_second_one(desk: Desk, ready: str) -> None:
    desk.history.checkpoint(ready, literal("Before an import"))
    saved = desk.history.save(ready, "As agreed").value
    assert (saved.number, saved.kind, saved.name) == (1, VersionKind.NAMED, "As agreed")
    assert desk.history.save(ready, "Another name").value.number == 2


def test_a_name_can_be_given_later_and_changed(desk: Desk, ready: str) -> None:
    desk.review.send(ready)
    desk.history.name(ready, 1, "First take")
    assert desk.history.versions(ready)[0].title == "First take"
    assert desk.history.versions(ready)[0].kind is VersionKind.MILESTONE
    desk.history.name(ready, 1, "Take one")
    assert desk.history.versions(ready)[0].name == "Take one"
    with pytest.raises(Refused, match="no version 9"):
        desk.history.name(ready, 9, "Nothing")
    with pytest.raises(Refused, match="no version"):
        desk.history.snapshot(ready, 9)


def test_sending_returning_signing_and_exporting_leave_a_version_each(
    desk: Desk, ready: str, tmp_path: Path
) -> None:
    desk.review.send(ready)
    desk.review.return_story(ready, "Who?")
    desk.review.sign_off(ready, by="Chen Yu")
    desk.publishing.export(ready, tmp_path / "out")
    versions = desk.history.versions(ready)
    assert [str(each.reason) for each in versions] == [
        "Sent for review",
        "Returned",
        "Signed off by Chen Yu",
        "Exported",
    ]
    assert all(each.kind is VersionKind.MILESTONE for each in versions)
    assert all(each.signed and each.exported for each in versions)  # all hold what was signed
    assert [each.signing for each in versions] == [False, False, True, False]
    assert [each.exporting for each in versions] == [False, False, False, True]


def test_bringing_a_file_in_leaves_a_version(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "take.txt"
    file.write_text("Millet harvest begins\n\nIt began on Monday.\n")
    story = desk.arrivals.bring_in(file).value.story
    assert reasons(desk, story.id) == ["Imported from take.txt"]


def test_the_daily_upkeep_thins_what_became_too_much(desk: Desk, clock: Clock, ready: str) -> None:
    for number in range(8):
        desk.stories.keep(ready, body(f"Take {number}."))
        desk.history.checkpoint(ready, literal("Before an automatic change"))
    desk.history.save(ready, "As agreed")
    assert desk.upkeep.thin_versions().value == 0
    clock.now += timedelta(days=10)
    assert desk.upkeep.thin_versions().value == 6
    assert [version.number for version in desk.history.versions(ready)] == [1, 8]
    assert desk.history.snapshot(ready, 8).body.text == "Take 7."


def lines(desk: Desk, story_id: str, older: int = 1) -> list[str]:
    return list(change_lines(desk.history.compare(story_id, older).comparison))


def test_words_formatting_kinds_and_moves_are_told(desk: Desk, ready: str) -> None:
    texts = ("It began on Monday.", "What comes next", "Farmers were very glad of it.")
    desk.stories.keep(ready, StoryEdit(body=Document.from_paragraphs(texts)))
    desk.history.save(ready, "Take one")
    blocks = (
        Paragraph((Run("Farmers were very glad of it."),)),
        Paragraph((Run("It began on "), Run("Tuesday.", frozenset({Mark.BOLD})))),
        Heading(2, (Run("What comes next"),)),
        Paragraph((Run("Added."),)),
    )
    desk.stories.keep(ready, StoryEdit(headline="Millet harvest ends", body=Document.of(blocks)))
    told = lines(desk, ready)
    assert told[0].split(maxsplit=1) == ["headline", "Millet harvest [-begins-]{+ends+}"]
    assert any(line.endswith("It began on [-Monday-]{+Tuesday+}.") for line in told)
    assert any("(bold added: “.”)" in line for line in told)
    assert any("(paragraph became heading 2)" in line for line in told)
    assert any(line.startswith("moved") for line in told)
    assert told[-1].split(maxsplit=1) == ["added", "{+Added.+}"]


def test_photos_are_told(desk: Desk, ready: str, picture: Path) -> None:
    brought = desk.pictures.bring_in(picture)
    place = desk.pictures.attach(
        ready, brought, lead=True, texts=PhotoTexts("A field.")
    ).value.placement
    desk.history.save(ready, "Take one")
    desk.pictures.reword(place.id, {"caption": "A wide field."})
    with desk.newsroom.store.begin() as work:
        placement = desk.newsroom.story(work, ready).placements[0]
        work.placements.change(replace(placement, edits=Edits(crop=Crop(0, 0, 0.5, 0.5))))
        work.commit()
    told = lines(desk, ready)
    assert told[0] == "photo changed A wide field."
    assert told[1].split(maxsplit=1) == ["caption", "A {+wide +}field."]
    assert told[2].strip() == "(cropped otherwise)"
    desk.pictures.take_out(place.id)
    assert lines(desk, ready) == ["photo removed A field."]


def test_the_newsrooms_own_part_is_told_and_so_is_nothing(desk: Desk, ready: str) -> None:
    desk.history.save(ready, "Take one")
    assert lines(desk, ready) == ["Nothing differs."]
    desk.site.keep_outlet(replace(desk.site.outlet(), name="Another name"))
    (line,) = lines(desk, ready)
    assert line.startswith("The newsroom's own part of the page differs")
