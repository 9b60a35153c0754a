from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.story.version import APART, Dated, superfluous, version_due, worth_keeping

MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_a_change_some_minutes_after_the_newest_version_calls_for_the_next() -> None:
    assert not version_due(MADE, MADE)
    assert not version_due(MADE, MADE + APART - timedelta(seconds=1))
    assert version_due(MADE, MADE + APART)
    assert version_due(MADE, MADE + timedelta(days=40))


def test_a_version_from_a_clock_that_ran_ahead_holds_nothing_back() -> None:
    assert version_due(MADE + timedelta(days=3650), MADE)


NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ages = st.integers(-200_000, 60 * 24 * 400).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def histories(draw: st.DrawFn) -> list[Dated]:
    """In any order of dates: clocks jump."""
    made = draw(st.lists(st.tuples(ages, st.booleans()), max_size=40))
    return [Dated(number, NOW - age, lasting) for number, (age, lasting) in enumerate(made, 1)]


def steady(minutes_apart: int, count: int) -> list[Dated]:
    """Automatic versions at even distances, the newest made now."""
    first = NOW - timedelta(minutes=minutes_apart * (count - 1))
    return [
        Dated(number + 1, first + timedelta(minutes=minutes_apart * number), False)
        for number in range(count)
    ]


def left(versions: list[Dated], now: datetime = NOW) -> list[Dated]:
    going = superfluous(versions, now)
    return [version for version in versions if version.number not in going]


def test_all_of_the_last_hour_stay() -> None:
    assert left(steady(5, 12)) == steady(5, 12)


def test_a_day_keeps_one_an_hour() -> None:
    stay = left(steady(10, 6 * 24))
    older = [version for version in stay if NOW - version.at >= timedelta(hours=1)]
    hours = [version.at.replace(minute=0) for version in older]
    assert len(set(hours)) == len(hours)
    assert 22 <= len(hours) <= 24


def test_four_weeks_keep_one_a_day_and_all_before_one_a_week() -> None:
    stay = left(steady(60, 24 * 100))
    day = timedelta(days=1)
    month = [version for version in stay if day <= NOW - version.at < 28 * day]
    beyond = [version for version in stay if NOW - version.at >= 28 * day]
    assert 27 <= len(month) <= 29
    assert 10 <= len(beyond) <= 12


def test_of_each_span_the_first_one_stays() -> None:
    day = NOW.replace(hour=0) - timedelta(days=3)
    versions = [Dated(n, day + timedelta(hours=n), False) for n in range(1, 8)]
    versions.append(Dated(8, NOW, False))
    assert [version.number for version in left(versions)] == [1, 8]


def test_a_date_in_the_future_neither_blocks_nor_goes_first() -> None:
    ahead = NOW + timedelta(days=3650)
    old = NOW - timedelta(days=10)
    versions = [
        Dated(1, ahead, False),
        Dated(2, old, False),
        Dated(3, ahead, False),
        Dated(4, old + timedelta(minutes=1), False),
        Dated(5, NOW, False),
    ]
    # Three of one day, whatever the clock said: the first of them stays.
    assert [version.number for version in left(versions)] == [1, 2, 5]


def test_a_clock_once_set_to_1970_ages_nothing() -> None:
    versions = [
        Dated(1, NOW - timedelta(minutes=30), False),
        Dated(2, datetime(1970, 1, 1, tzinfo=UTC), False),
        Dated(3, NOW - timedelta(minutes=10), False),
        Dated(4, NOW, False),
    ]
    assert left(versions) == versions


@given(histories())
def test_lasting_ones_and_the_newest_never_go(versions: list[Dated]) -> None:
    going = superfluous(versions, NOW)
    assert not any(version.lasting for version in versions if version.number in going)
    assert not versions or versions[-1].number not in going


@given(histories())
def test_thinning_again_takes_nothing_more(versions: list[Dated]) -> None:
    stay = left(versions)
    assert superfluous(stay, NOW) == ()


@given(histories(), st.randoms())
def test_the_order_in_which_they_are_given_says_nothing(versions: list[Dated], chance) -> None:
    shuffled = list(versions)
    chance.shuffle(shuffled)
    assert superfluous(shuffled, NOW) == superfluous(versions, NOW)


@given(histories(), st.integers(1, 400))
def test_whatever_goes_leaves_an_earlier_one_of_its_time(versions: list[Dated], days: int) -> None:
    """Also when thinning was done on the way: nobody loses a whole day or week."""
    stay = left(left(versions), NOW + timedelta(days=days))
    automatic = [version.number for version in stay if not version.lasting]
    for version in versions:
        if not version.lasting and version not in stay:
            assert automatic[0] < version.number


def texts(body: str, headline: str = "Head") -> StoryEdit:
    return StoryEdit(headline=headline, deck="", body=Document.from_paragraphs([body]))


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [
        ("It rained. Nobody came.", "It rained.x", True),
        ("It rained.", "It", True),
        ("It rained hard.", "It rained hars.", False),  # a slip
        ("It rained.", "It rained. And more.", False),  # nothing is gone
        ("墙倒了。没有人受伤。", "墙倒了。x", True),
        ("aaaaaaaa", "aaaa", False),  # sooner typed again than found
    ],
)
def test_words_that_would_be_missed_are_worth_keeping(before: str, now: str, kept: bool) -> None:
    assert worth_keeping(texts(before), texts(now)) is kept


def test_a_headline_counts_as_the_body_does() -> None:
    assert worth_keeping(texts("x", "Terraces of millet"), texts("x", "T"))
    assert worth_keeping(texts("It rained."), StoryEdit())
