"""Whose a setting is, and what somebody begins with who sits down."""

from dataclasses import replace

from db.audit import Wanted
from editor.desk.desk import Desk
from editor.desk.site import LENGTHS, Person
from editor.story.people import Contributor


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


def test_the_record_says_what_of_the_site_was_before_and_is_after(desk: Desk) -> None:
    outlet = desk.site.outlet()
    desk.site.keep_outlet(replace(outlet, name="River Daily"))
    desk.site.keep_outlet(replace(outlet, name="River Daily"))  # nothing changed
    desk.site.keep_people((Contributor("Wen Qiaoyu", id="w"),))
    desk.site.keep_people((), ("w",))
    sections = desk.site.look().sections
    desk.site.keep_sections(sections[1:])
    desk.site.remember("origins", {"labels": True})
    rows = desk.trail.rows(Wanted())[::-1]
    assert [row.action for row in rows] == [
        *("outlet changed", "people changed", "people changed", "sections changed"),
        "setting changed",
    ]
    named, came, went, cut, setting = (row.details for row in rows)
    assert named["before"] == {"name": outlet.name}
    assert named["after"] == {"name": "River Daily"}
    assert came["before"] == went["after"] == {}
    assert came["after"] == went["before"]
    assert cut["before"] == {sections[0].key: sections[0].name}
    assert setting["after"] == {"labels": True}
    assert all(row.by == "Wang Fang" for row in rows)
    assert desk.upkeep.audit_problems() == ()
