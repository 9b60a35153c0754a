from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import LibraryError, StoryChanged
from db.store import Store
from editor.message import literal
from editor.story.credit import CreditLine
from editor.story.document import Document, Heading, Paragraph
from editor.story.edits import UNEDITED
from editor.story.outlet import ExportRecord
from editor.story.photo import AwaitedPhoto
from editor.story.rendition import looks_of
from editor.story.runs import Mark, Run
from editor.story.snapshot import Snapshot
from editor.story.story import Status, Story, StoryEdit
from editor.story.workflow import SignOff
from tests.unit.db.conftest import MakeStory

NAMES = [each.name for each in fields(StoryEdit)]

# What a field holds after the desk has cleaned it: anything but control characters.
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")))
names = st.lists(words.filter(bool), unique=True, max_size=4).map(tuple)
# Fixed offsets, as the desk's clock gives them: Python calls a moment that a zone skips in
# spring unequal even to itself in another zone.
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(timezones=zones)


def test_a_story_comes_back_as_it_was_stored(store: Store, stored: Story) -> None:
    with store.read() as work:
        assert work.look.story(stored.id) == stored


def test_a_story_that_is_not_there_is_none(store: Store) -> None:
    with store.read() as work:
        assert work.look.story("nothing") is None


@settings(
    max_examples=40,
)
@given(
    headline=words,
    deck=words,
    dateline=words,
    byline=names,
    contributors=names,
    keywords=names,
    dated=moments,
    paragraphs=st.lists(words, max_size=3),
    caption=words,
)
def test_every_story_comes_back_as_it_was_stored(
    store: Store,
    make_story: MakeStory,
    paragraphs: list[str],
    caption: str,
    **fields: object,
) -> None:
    body = Document.of(
        [
            Heading(2, (Run("Terraces", frozenset({Mark.BOLD, Mark.ITALIC})),)),
            *(Paragraph((Run(text), Run(text, href="https://a.example"))) for text in paragraphs),
        ]
    )
    awaited = AwaitedPhoto(caption, CreditLine.free(caption))
    story = make_story(body=body, awaited_photo=awaited, **fields)

    with store.begin() as work:
        work.stories.add(story)
        assert work.look.story(story.id) == story


def test_the_page_date_keeps_its_zone_and_not_only_its_instant(store: Store, stored: Story) -> None:
    with store.read() as work:
        story = work.look.story(stored.id)

    assert story.dated.isoformat() == "2026-11-24T09:30:00+08:00"


def test_a_moment_without_a_zone_is_our_own_mistake(store: Store, make_story: MakeStory) -> None:
    with pytest.raises(Exception, match="without a zone"), store.begin() as work:
        work.stories.add(make_story(dated=datetime(2026, 1, 1)))  # noqa: DTZ001 - the point


# -- keeping


def test_keeping_stores_only_the_fields_that_are_given(
    store: Store, stored: Story, later: datetime
) -> None:
    with store.begin() as work:
        revision = work.stories.keep(stored.id, StoryEdit(deck="A new deck"), now=later)
        work.commit()

    with store.read() as work:
        expected = replace(stored, deck="A new deck", revision=2, updated=later)
        assert revision == 2
        assert work.look.story(stored.id) == expected


def test_every_field_can_be_kept(store: Store, stored: Story, later: datetime) -> None:
    edit = StoryEdit(
        headline="H",
        deck="D",
        body=Document.from_paragraphs(["B"]),
        slug="s",
        section="live",
        byline=("X", "Y"),
        contributors=(),
        dateline="TAIYUAN",
        keywords=("z", "a"),
        language="zh-CN",
        dated=later.astimezone(UTC),
    )
    with store.begin() as work:
        work.stories.keep(stored.id, edit, now=later)
        story = work.look.story(stored.id)

    kept = {name: getattr(story, name) for name in NAMES}
    assert kept == {name: getattr(edit, name) for name in NAMES}
    assert story.dated.utcoffset() == edit.dated.utcoffset()


def test_keeping_what_is_there_already_is_no_new_revision(
    store: Store, stored: Story, later: datetime
) -> None:
    same = StoryEdit(**{name: getattr(stored, name) for name in NAMES})

    with store.begin() as work:
        assert work.stories.keep(stored.id, same, now=later) == 1
        assert work.look.story(stored.id).updated == stored.updated


def test_the_same_moment_in_another_zone_is_a_change_of_the_page(
    store: Store, stored: Story, later: datetime
) -> None:
    edit = StoryEdit(dated=stored.dated.astimezone(UTC))

    with store.begin() as work:
        assert work.stories.keep(stored.id, edit, now=later) == 2


def test_keeping_over_somebody_elses_change_is_refused(
    store: Store, stored: Story, later: datetime
) -> None:
    with store.begin() as work:
        work.stories.keep(stored.id, StoryEdit(deck="Theirs"), now=later, base_revision=1)
        work.commit()

    with pytest.raises(StoryChanged) as refused, store.begin() as work:
        work.stories.keep(stored.id, StoryEdit(deck="Mine"), now=later, base_revision=1)

    assert refused.value.current_revision == 2
    with store.read() as work:
        assert work.look.story(stored.id).deck == "Theirs"


def test_keeping_a_story_that_is_gone_is_our_own_mistake(store: Store, now: datetime) -> None:
    with pytest.raises(KeyError), store.begin() as work:
        work.stories.keep("gone", StoryEdit(deck="x"), now=now)
    with pytest.raises(KeyError), store.begin() as work:
        work.stories.touch("gone", now)


def test_a_status_is_no_new_revision_but_brings_the_story_to_the_top(
    store: Store, stored: Story, make_story: MakeStory, later: datetime
) -> None:
    with store.begin() as work:
        work.stories.add(make_story(slug="newer"))
        work.stories.set_status(stored.id, Status.IN_REVIEW, later)

        assert work.look.story(stored.id).revision == 1
        assert work.stories.rows()[0].id == stored.id
        assert work.stories.rows()[0].status is Status.IN_REVIEW


def test_touching_a_story_is_a_new_revision(store: Store, stored: Story, later: datetime) -> None:
    with store.begin() as work:
        assert work.stories.touch(stored.id, later) == 2
        assert work.look.story(stored.id).updated == later


def test_an_awaited_photo_is_kept_until_it_is_taken_away(store: Store, stored: Story) -> None:
    awaited = AwaitedPhoto("Reapers at work", CreditLine.free("Photo/VCG"))
    with store.begin() as work:
        work.stories.set_awaited_photo(stored.id, awaited)
        assert work.look.story(stored.id).awaited_photo == awaited
        assert work.stories.search("reapers")
        work.stories.set_awaited_photo(stored.id, None)
        assert work.look.story(stored.id).awaited_photo is None
        assert not work.stories.search("reapers")


# -- lists


def test_a_list_shows_the_lead_photo_and_the_newest_change_first(
    store: Store, stored: Story, make_story: MakeStory, later: datetime
) -> None:
    second = make_story(slug="second", updated=later)
    with store.begin() as work:
        work.stories.add(second)
        rows = work.stories.rows()

        assert [row.id for row in rows] == [second.id, stored.id]
        assert rows[0].lead_photo == ""
        assert rows[0].updated == later
        lead = stored.placements[0]
        assert lead.shown_edits != UNEDITED
        assert rows[1].lead_photo == looks_of(lead.photo.id, lead.shown_edits)


def test_a_clock_that_jumps_back_does_not_bury_the_newest_change(
    store: Store, stored: Story, make_story: MakeStory
) -> None:
    with store.begin() as work:
        other = make_story(slug="other")
        work.stories.add(other)
        work.stories.keep(stored.id, StoryEdit(deck="New"), now=datetime(1970, 1, 1, tzinfo=UTC))

        assert [row.id for row in work.stories.rows()] == [stored.id, other.id]


def test_a_list_is_narrowed_by_status_section_and_length(
    store: Store, make_story: MakeStory
) -> None:
    with store.begin() as work:
        for number, (status, section) in enumerate(
            [
                (Status.DRAFT, "news"),
                (Status.IN_REVIEW, "news"),
                (Status.DRAFT, "live"),
                (Status.SPIKED, "news"),
            ]
        ):
            work.stories.add(make_story(slug=f"s{number}", status=status, section=section))

        def listed(**narrowed: object) -> list[str]:
            return [row.slug for row in work.stories.rows(**narrowed)]  # type: ignore[arg-type]

        assert listed() == ["s2", "s1", "s0"]
        assert listed(spiked=True) == ["s3", "s2", "s1", "s0"]
        assert listed(status=Status.SPIKED) == ["s3"]
        assert listed(status=Status.DRAFT) == ["s2", "s0"]
        assert listed(section="news") == ["s1", "s0"]
        assert listed(status=Status.DRAFT, section="live") == ["s2"]
        assert listed(limit=1) == ["s2"]


def test_a_story_is_found_by_id_by_the_beginning_of_it_and_by_slug(
    store: Store, stored: Story
) -> None:
    with store.read() as work:
        for key in (stored.id, stored.id[:6], stored.id[:20].upper(), "millet-harvest"):
            assert [row.id for row in work.stories.find(key)] == [stored.id], key
        for key in ("", "millet", stored.id[:5], "000000", "%"):
            assert work.stories.find(key) == (), key


def test_a_beginning_that_fits_several_ids_finds_them_all(
    store: Store, make_story: MakeStory
) -> None:
    with store.begin() as work:
        for letter in "0af":
            work.stories.add(make_story(id="abcdef" + letter * 26))

        assert len(work.stories.find("abcdef")) == 3
        assert len(work.stories.find("abcdeff")) == 1


def test_a_slug_that_looks_like_the_beginning_of_an_id_is_a_slug(
    store: Store, make_story: MakeStory
) -> None:
    facade = make_story(slug="facade")
    with store.begin() as work:
        work.stories.add(facade)
        work.stories.add(make_story(id="facade" + "0" * 26, slug="other"))

        assert [row.id for row in work.stories.find("facade")] == [facade.id]


def test_a_spiked_story_gives_its_slug_free_but_still_answers_to_it(
    store: Store, stored: Story, make_story: MakeStory, later: datetime
) -> None:
    with store.begin() as work:
        assert work.stories.slugs() == {"millet-harvest"}
        assert work.stories.slugs(except_id=stored.id) == frozenset()

        work.stories.set_status(stored.id, Status.SPIKED, later)
        assert work.stories.slugs() == frozenset()
        assert [row.id for row in work.stories.find("millet-harvest")] == [stored.id]

        successor = make_story()
        work.stories.add(successor)
        assert [row.id for row in work.stories.find("millet-harvest")] == [successor.id]


def test_the_slug_of_a_story_that_went_out_stays_taken_even_when_it_is_spiked(
    store: Store, stored: Story, later: datetime
) -> None:
    with store.begin() as work:
        work.exports.add(
            stored.id, ExportRecord("0" * 64, "bundle", "/site", later, "Li Na", 3, 4096)
        )
        work.stories.set_status(stored.id, Status.SPIKED, later)

        assert work.stories.slugs() == {"millet-harvest"}


def test_keywords_are_offered_once_in_order_and_only_while_a_story_has_them(
    store: Store, stored: Story, make_story: MakeStory, later: datetime
) -> None:
    with store.begin() as work:
        work.stories.add(make_story(keywords=("millet", "Shanxi")))
        assert work.look.keywords() == ("Shanxi", "agriculture", "millet")

        work.stories.keep(stored.id, StoryEdit(keywords=("millet",)), now=later)
        assert work.look.keywords() == ("Shanxi", "millet")


# -- deleting


def test_only_a_spiked_story_can_be_deleted(store: Store, stored: Story) -> None:
    with pytest.raises(LibraryError, match="millet-harvest"), store.begin() as work:
        work.stories.delete(stored.id)

    with store.read() as work:
        assert work.look.story(stored.id) == stored


def test_deleting_takes_the_story_out_of_everything_but_the_record_of_what_was_approved(
    store: Store, stored: Story, snapshot: Snapshot, now: datetime
) -> None:
    sign_off = SignOff(stored.id, snapshot.sha256, "Wang Wei", now)
    draft = replace(snapshot, deck="Never approved")
    with store.begin() as work:
        work.versions.add(stored.id, draft, by="Li Na", at=now, reason=literal("Draft"))
        work.versions.add(stored.id, snapshot, by="Li Na", at=now, reason=literal("Signed off"))
        work.comments.add(stored.id, "Wang Wei", now, "Good.")
        work.sign_offs.add(sign_off)
        work.stories.set_status(stored.id, Status.SPIKED, now)
        work.stories.delete(stored.id)
        work.commit()

    with store.read() as work:
        assert work.look.story(stored.id) is None
        assert work.stories.rows(spiked=True) == ()
        assert work.stories.search("millet", spiked=True) == ()
        assert work.placements.stories_using(stored.placements[0].photo.id) == ()
        assert work.versions.rows(stored.id) == ()
        assert work.comments.of_story(stored.id) == ()
        assert work.versions.by_hash(draft.sha256) is None
        assert work.versions.by_hash(snapshot.sha256) == snapshot
        assert work.sign_offs.last(stored.id) == sign_off
        assert work.soundness.integrity() == ()


def test_deleting_what_is_not_there_is_our_own_mistake(store: Store) -> None:
    with pytest.raises(KeyError), store.begin() as work:
        work.stories.delete(uuid4().hex)
