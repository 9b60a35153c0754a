"""How long ago is told in few words, by the days of the reader's own zone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ui.widgets.spelled_out import ago

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(seconds=-90), "just now"),
        (timedelta(minutes=12, seconds=40), "12 min ago"),
        (timedelta(hours=3), "3 h ago"),
        (timedelta(hours=13), "13 h ago"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=43), "Oct 12"),
        (timedelta(days=408), "Oct 12, 2025"),
    ],
)
def test_the_time_is_told_as_a_desk_says_it(before: timedelta, words: str) -> None:
    assert ago(NOW - before, NOW) == words


def test_days_are_those_of_the_reader() -> None:
    # 20 h UTC is the morning of the next day in China.
    then = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert ago(then, NOW) == "yesterday"
    assert ago(then, NOW.astimezone(UTC)) == "Nov 22"


def test_shortly_after_midnight_last_evening_is_hours_ago() -> None:
    now = datetime(2026, 11, 24, 0, 30, tzinfo=CHINA)
    assert ago(now - timedelta(hours=2), now) == "2 h ago"


@given(st.integers(-(10**9), 10**9))
def test_there_is_always_something_to_say(seconds: int) -> None:
    assert 0 < len(ago(NOW - timedelta(seconds=seconds), NOW)) <= 12
