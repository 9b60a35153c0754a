"""Stories stand in the order that was chosen, and none moves because somebody works in it."""

from array import array
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.desk.desk import Desk
from editor.desk.stories import staying
from editor.story.story import Listing, ListOrder, Status, StoryEdit
from tests.unit.desk.test_statements import counted

NUMBERS = st.lists(st.integers(0, 12), unique=True)


def test_a_story_worked_on_stays_where_it_stands_and_a_new_one_comes_on_top() -> None:
    new, one, two, three = range(4)
    merged = staying(array("q", (new, three, one, two)), array("q", (one, two, three)))
    assert list(merged) == [new, one, two, three]


@given(NUMBERS, NUMBERS)
def test_nobody_is_lost_or_doubled_and_those_listed_keep_their_order(
    now: list[int], before: list[int]
) -> None:
    merged = list(staying(array("q", now), array("q", before)))
    assert sorted(merged) == sorted(now)
    stayed = [each for each in merged if each in before]
    assert stayed == [each for each in before if each in now]
    # A new one stands before all of those that follow it.
    for place, number in enumerate(now):
        if number not in before:
            at = merged.index(number)
            assert all(merged.index(each) > at for each in now[place + 1 :])


LISTINGS = st.builds(
    Listing,
    words=st.sampled_from(("", "word")),
    status=st.sampled_from((None, Status.DRAFT, Status.IN_REVIEW, Status.SPIKED)),
    section=st.sampled_from(("", "news")),
    order=st.sampled_from(tuple(ListOrder)),
)
STEP = st.tuples(
    st.sampled_from(("begin", "headline", "section", "spike", "unspike", "send")),
    st.integers(0, 9),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(listing=LISTINGS, steps=st.lists(STEP, max_size=12))
def test_what_becomes_of_one_story_leaves_the_list_as_reading_all_of_it_would(
    desk: Desk, listing: Listing, steps: list[tuple[str, int]]
) -> None:
    stories = desk.stories
    for row in stories.rows(spiked=True):  # of the example before
        if row.status is not Status.SPIKED:
            stories.spike(row.id)
    number = count()

    def begin() -> str:
        story = stories.begin("news").value
        stories.keep(story.id, StoryEdit(headline=f"Word {next(number)}"))
        return story.id

    made = [begin() for _ in range(4)]
    listed = stories.listed(listing)
    for verb, which in steps:
        story_id, before = made[which % len(made)], listed.numbers
        match verb, stories.view(story_id).story.status:
            case "begin", _:
                made.append(story_id := begin())
            case "spike", status if status is not Status.SPIKED:
                stories.spike(story_id)
            case "unspike", Status.SPIKED:
                stories.unspike(story_id)
            case "section", Status.DRAFT:
                stories.keep(story_id, StoryEdit(section="live" if which % 2 else "news"))
            case "headline", Status.DRAFT:
                stories.keep(story_id, StoryEdit(headline=f"{which} word {next(number)}"))
            case _:
                continue
        listed = stories.listed(listing, [story_id], before=before)
        anew = stories.listed(listing).numbers
        assert list(listed.numbers) == list(staying(anew, before))
        [row] = listed.rows.values()
        view = stories.view(story_id).story
        assert (row.id, row.headline, row.status) == (story_id, view.headline, view.status)


def test_a_change_of_one_story_asks_for_that_story_alone(desk: Desk, ready: str) -> None:
    before = desk.stories.listed(Listing()).numbers
    with counted() as asked:
        desk.stories.listed(Listing(), [ready], before=before)
    assert not [each for each in asked if "json_group_array" in each], asked
    assert len(asked) <= 4


def test_headlines_are_found_by_how_they_begin(desk: Desk, ready: str) -> None:
    [number] = desk.stories.listed(Listing()).numbers
    assert desk.stories.beginning("mill") == {number}
    assert desk.stories.beginning("harvest") == desk.stories.beginning("%") == frozenset()
