"""Stories stand in the order that was chosen, and none moves because somebody works in it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.story.story import Status
from editor.ui.stories.list_order import ListOrder, in_order, staying
from tests.trials.panel_values import WHEN, rows


def test_by_headline_those_without_one_stand_last() -> None:
    headlines = ("b", "", "A", "c")
    some = zip(rows(4, WHEN), headlines, strict=True)
    named = [replace(row, headline=headline) for row, headline in some]
    ordered = in_order(named, ListOrder.HEADLINE)
    assert [row.headline for row in ordered] == ["A", "b", "c", ""]


def test_by_status_newest_first_among_equals() -> None:
    one, two, three = rows(3, WHEN)
    one, two, three = (
        replace(one, status=Status.RETURNED),
        replace(two, status=Status.DRAFT),
        replace(three, status=Status.DRAFT),
    )
    assert in_order((one, two, three), ListOrder.STATUS) == (two, three, one)


def test_a_story_worked_on_stays_where_it_stands_and_a_new_one_comes_on_top() -> None:
    new, one, two, three = rows(4, WHEN)
    changed = replace(three, headline="Worked on")
    merged = staying((new, changed, one, two), (one.id, two.id, three.id))
    assert merged == (new, one, two, changed)


@given(st.lists(st.integers(0, 12), unique=True), st.lists(st.integers(0, 12), unique=True))
def test_nobody_is_lost_or_doubled_and_those_listed_keep_their_order(
    now: list[int], before: list[int]
) -> None:
    all_rows = rows(13, WHEN)
    given_rows = [all_rows[each] for each in now]
    listed = [all_rows[each].id for each in before]
    merged = staying(given_rows, listed)
    assert sorted(row.id for row in merged) == sorted(row.id for row in given_rows)
    stayed = [row.id for row in merged if row.id in listed]
    assert stayed == [each for each in listed if each in {row.id for row in given_rows}]
