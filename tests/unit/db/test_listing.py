"""Long lists: numbers in their order out of an index, rows by number, nobody lost or twice."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.store import Store
from db.story_rows import numbers_sql
from db.work import Work
from editor.story.story import Listing, ListOrder, Status, Story, StoryEdit, StoryRow
from editor.story.workflow import SignOff
from tests.unit.db.conftest import MakeStory

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECTIONS = ("", "news", "culture")
HEADLINES = st.sampled_from(
    ("", "apples", "Apples", "bridge", "Zebra", "Éclair", "éclair", "云冈石窟", "丰收", "Ⅷ", "1980")
)
STATUSES = [each for each in Status if each is not Status.EXPORTED]
STORIES = st.lists(
    st.tuples(HEADLINES, st.sampled_from(SECTIONS), st.sampled_from(STATUSES), st.booleans()),
    max_size=24,
)
LISTINGS = [
    Listing(words, status, section, order)
    for words, status, section, order in product(
        ("", "word"), (None, *Status), ("", "news"), ListOrder
    )
]
FULL = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def small(text: str) -> str:
    """As SQLite compares without case: in ASCII only."""
    return "".join(each.lower() if each.isascii() else each for each in text)


KEYS: dict[ListOrder, Callable[[StoryRow], object]] = {
    ListOrder.CHANGED: lambda row: 0,
    ListOrder.HEADLINE: lambda row: (not row.headline, small(row.headline).encode()),
    ListOrder.SECTION: lambda row: (not row.section, row.section),
    ListOrder.STATUS: lambda row: tuple(Status).index(row.status),
}


def everything(work: Work, listing: Listing) -> list[StoryRow]:
    """What the list should hold: all rows, narrowed and sorted here."""
    rows = [
        row
        for row in work.stories.rows(spiked=True)
        if (
            row.status is not Status.SPIKED
            if listing.status is None
            else row.status is listing.status
        )
        and listing.section in ("", row.section)
    ]
    return sorted(rows, key=KEYS[listing.order])  # type: ignore[arg-type]


def put_out(work: Work, story_id: str) -> None:
    work.sign_offs.add(SignOff(story_id, "a" * 64, "Chen Yu", NOW))
    work.publications.put_out(story_id, "site", "a" * 64, address="", at=NOW)


def filled(folder: Path, make: MakeStory, stories: list[tuple[str, str, Status, bool]]) -> Store:
    store = Store.open(folder)
    with store.begin() as work:
        for number, (headline, section, status, out) in enumerate(stories):
            at = NOW + timedelta(minutes=number)
            story = make(headline=headline, section=section, deck="A word", updated=at)
            work.stories.add(replace(story, status=status, slug=f"story-{number}"))
            if out:
                put_out(work, story.id)
        work.commit()
    return store


@FULL
@given(stories=STORIES)
def test_every_list_holds_what_all_rows_say_in_the_same_order(
    stories: list[tuple[str, str, Status, bool]], make_story: MakeStory
) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(filled(Path(folder) / "library", make_story, stories)) as store,
        store.read() as work,
    ):
        for listing in LISTINGS:
            numbers = work.stories.listed(listing)
            rows = work.stories.numbered(numbers)
            assert [rows[number] for number in numbers] == everything(work, listing), listing


@FULL
@given(
    stories=STORIES,
    order=st.sampled_from(tuple(ListOrder)),
    page=st.integers(1, 7),
    changes=st.lists(st.tuples(st.integers(0, 23), HEADLINES, st.sampled_from(SECTIONS))),
)
def test_whoever_scrolls_meets_everybody_once_whatever_changes_meanwhile(
    stories: list[tuple[str, str, Status, bool]],
    order: ListOrder,
    page: int,
    changes: list[tuple[int, str, str]],
    make_story: MakeStory,
) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(filled(Path(folder) / "library", make_story, stories)) as store,
    ):
        with store.read() as work:
            before = [row.id for row in everything(work, Listing(order=order))]
            every = [row.id for row in work.stories.rows(spiked=True)]
            numbers = work.stories.listed(Listing(order=order))
        met: list[str] = []
        for start in range(0, len(numbers), page):
            with store.begin() as work:
                for place, headline, section in changes[start : start + page]:
                    if place < len(every):
                        edit = StoryEdit(headline=headline, section=section)
                        work.stories.keep(every[place], edit, now=NOW)
                work.stories.add(make_story(slug=f"new-{start}"))
                work.commit()
            with store.read() as work:
                wanted = numbers[start : start + page]
                rows = work.stories.numbered(wanted)
                met += [rows[number].id for number in wanted]
        assert met == before


@pytest.mark.parametrize("listing", LISTINGS, ids=str)
def test_no_list_is_sorted_and_none_reads_the_table(store: Store, listing: Listing) -> None:
    with store.read() as work:
        asked = {"words": '"word"', "section": "news"}
        plan = [
            row[-1]
            for sql in numbers_sql(listing)
            for row in work.stories._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", asked)
        ]
    if listing.words:
        # Of a search, the 200 newest hits are; they are found backwards in its index.
        found = plan[plan.index(next(each for each in plan if "story_search" in each)) :]
        assert not [each for each in found[:2] if "TEMP B-TREE" in each], plan
    else:
        assert not [each for each in plan if "TEMP B-TREE" in each], plan
        read = [each for each in plan if "stories" in each]
        assert read, plan
        assert all("COVERING INDEX ix_stories_by_" in each for each in read), plan


def test_a_search_in_a_section_finds_its_old_stories_too(
    store: Store, make_story: MakeStory
) -> None:
    with store.begin() as work:
        old = make_story(section="culture", slug="old")
        work.stories.add(old)
        for number in range(205):
            work.stories.add(make_story(section="news", slug=f"new-{number}"))
        work.commit()
        numbers = work.stories.listed(Listing("millet", section="culture"))
        rows = work.stories.numbered(numbers)
    assert [row.id for row in rows.values()] == [old.id]


def test_a_search_shows_the_status_that_the_list_shows(
    store: Store, stored: Story, make_story: MakeStory
) -> None:
    signed = make_story(slug="signed", status=Status.SIGNED_OFF)
    with store.begin() as work:
        work.stories.add(signed)
        work.stories.set_status(stored.id, Status.SIGNED_OFF, NOW)
        put_out(work, stored.id)
        work.commit()
        listed = {row.id: row.status for row in work.stories.rows()}
        found = {row.id: row.status for row in work.stories.search("millet")}
    assert listed == {stored.id: Status.EXPORTED, signed.id: Status.SIGNED_OFF}
    assert found == listed


def test_a_story_says_its_number_and_whether_it_is_of_the_list(store: Store, stored: Story) -> None:
    with store.read() as work:
        [number] = work.stories.listed(Listing())
        ids = [stored.id, "f" * 32]
        assert work.stories.numbers(Listing(section="news"), ids) == {number: True}
        assert work.stories.numbers(Listing(status=Status.SPIKED), ids) == {number: False}
