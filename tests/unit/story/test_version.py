from datetime import UTC, datetime, timedelta

from editor.story.version import APART, version_due

MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_a_change_some_minutes_after_the_newest_version_calls_for_the_next() -> None:
    assert not version_due(MADE, MADE)
    assert not version_due(MADE, MADE + APART - timedelta(seconds=1))
    assert version_due(MADE, MADE + APART)
    assert version_due(MADE, MADE + timedelta(days=40))


def test_a_version_from_a_clock_that_ran_ahead_holds_nothing_back() -> None:
    assert version_due(MADE + timedelta(days=3650), MADE)
