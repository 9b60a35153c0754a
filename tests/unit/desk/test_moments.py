"""Moments as people type them, and who must act next."""

from datetime import UTC, datetime, timedelta

import pytest

from editor.desk.way import NotAMoment, moment_of
from editor.story.checks import Finding, Severity
from editor.story.story import Status
from editor.story.workflow import NOBODY, Route, waits_for

NOW = datetime.fromisoformat("2026-10-12 09:30").astimezone()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-24 18:30", "2026-12-24 18:30"),
        ("2026-12-24T18:30", "2026-12-24 18:30"),
        ("2026-12-24", "2026-12-24 00:00"),
        ("18:30", "2026-10-12 18:30"),
        ("18：30", "2026-10-12 18:30"),
        ("8:05", "2026-10-13 08:05"),
        ("today 8:05", "2026-10-12 08:05"),
        ("Tomorrow 9:00", "2026-10-13 09:00"),
        ("tomorrow", "2026-10-13 00:00"),
        ("明天 9:00", "2026-10-13 09:00"),
    ],
)
def test_a_moment_is_read_as_it_is_typed(typed: str, meant: str) -> None:
    assert moment_of(typed, NOW) == datetime.fromisoformat(meant).astimezone()
    assert moment_of(typed, NOW).tzinfo is not None


def test_a_zone_that_is_given_is_kept_and_a_day_may_end() -> None:
    given = moment_of("2026-12-24T18:30+08:00", NOW)
    assert given == datetime.fromisoformat("2026-12-24T18:30+08:00")
    ends = moment_of("2026-12-24", NOW, ends=True)
    assert (ends.hour, ends.minute) == (23, 59)


@pytest.mark.parametrize(
    "typed", ["", "soon", "25:00", "2026-13-01", "tomorrow late", "9", "18:60", "2026-12-24 9 9"]
)
def test_what_is_no_moment_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(NotAMoment, match=r"is no time: write"):
        moment_of(typed, NOW)


def found(field: str, placement: str = "", *, blocks: bool = True) -> Finding:
    return Finding("a-rule", Severity.BLOCKS if blocks else Severity.WARNS, field, placement)


def test_who_must_act_follows_from_route_status_and_findings() -> None:
    photos, texts = found("caption", "p1"), found("headline")
    awaited = Finding("photo-awaited", Severity.WARNS, "photo")
    assert waits_for(NOBODY, Status.DRAFT, ()) == "editor"
    assert waits_for(NOBODY, Status.DRAFT, [texts, photos]) == "editor"
    assert waits_for(NOBODY, Status.DRAFT, [photos]) == "photo staff"
    assert waits_for(NOBODY, Status.DRAFT, [awaited]) == "photo staff"
    assert waits_for(NOBODY, Status.DRAFT, [found("alt", "p1", blocks=False)]) == "editor"
    assert waits_for(NOBODY, Status.IN_REVIEW, [photos]) == "supervisor"
    assert waits_for(NOBODY, Status.SIGNED_OFF, ()) == "editor"
    assert waits_for(Route(role="photo staff"), Status.IN_REVIEW, [texts]) == "photo staff"
    named = Route(role="supervisor", account="a1", name="Chen Yu 陈宇")
    assert waits_for(named, Status.IN_REVIEW, ()) == "Chen Yu 陈宇"


def test_late_and_held_are_asked_in_any_zone() -> None:
    due = datetime(2026, 10, 12, 12, tzinfo=UTC)
    route = Route(due=due, embargo=due)
    elsewhere = datetime.fromisoformat("2026-10-12T19:59+08:00")
    assert route.held(elsewhere)
    assert not route.late(elsewhere)
    assert route.late(elsewhere + timedelta(minutes=2))
    assert not route.held(elsewhere + timedelta(minutes=2))
