"""Whose a setting is, and what somebody begins with who sits down."""

from editor.desk.desk import Desk
from editor.desk.site import LENGTHS, Person


def sits(desk: Desk, name: str) -> str:
    """The account of whoever sits down."""
    account = desk.site.seat(Person(name, "editor")).value.account
    desk.newsroom.seat.person, desk.newsroom.seat.account = name, account
    return account


def test_what_somebody_sets_is_theirs_and_what_the_newsroom_or_the_desk_has_is_everybodys(
    desk: Desk,
) -> None:
    chen = sits(desk, "Chen Yu")
    desk.site.remember("typing", {"quotes": "curly"})
    desk.site.remember(LENGTHS, {"news": 400})
    desk.site.remember("open tabs", ["a"])
    li = sits(desk, "Li Na")
    desk.site.remember("typing", {"quotes": "straight"})

    assert li != chen
    assert desk.site.setting(LENGTHS) == {"news": 400}
    assert desk.site.setting("open tabs") == ["a"]
    assert desk.site.setting("typing") == {"quotes": "straight"}
    assert desk.site.settings(("typing", LENGTHS, "open tabs", "outline"), {}) == {
        "typing": {"quotes": "straight"},
        LENGTHS: {"news": 400},
        "open tabs": ["a"],
        "outline": {},
    }
    assert sits(desk, "Chen Yu") == chen
    assert desk.site.setting("typing") == {"quotes": "curly"}


def test_whoever_is_new_begins_with_what_was_here(desk: Desk) -> None:
    """It may be the same person under a better name, or one who would not say it before."""
    desk.site.remember("typing", {"quotes": "curly"})
    sits(desk, "Chen Y")
    assert desk.site.setting("typing") == {"quotes": "curly"}
    desk.site.remember("text size", {"percent": 130})
    sits(desk, "Chen Yu")
    assert desk.site.setting("typing") == {"quotes": "curly"}
    assert desk.site.setting("text size") == {"percent": 130}
