"""The record as people read it, and as a table for other programs."""

import csv
import io
from pathlib import Path

import pytest

from db.audit import Wanted
from editor.desk import newsroom, site
from editor.desk.desk import Desk
from editor.desk.newsroom import NoSuchStory
from editor.desk.trail import COLUMNS, action_said, details_said, row_line
from editor.story.workflow import Verb


@pytest.mark.parametrize(
    "action",
    [
        *(Verb.SEND, Verb.RETURN, Verb.SIGN_OFF, Verb.EXPORT, Verb.PROOF, Verb.SPIKE, Verb.UNSPIKE),
        *newsroom.DECISIONS,
        *(site.SECTIONS_CHANGED, site.OUTLET_CHANGED, site.PEOPLE_CHANGED, site.SETTING_CHANGED),
    ],
)
def test_what_was_done_is_said_in_the_readers_language(action: str) -> None:
    assert action_said(action).key.startswith("act.")


def test_what_an_unknown_act_is_called_is_said_as_it_is() -> None:
    assert str(action_said("juggled")) == "juggled"


def test_what_was_before_and_after_stands_beside_each_other() -> None:
    said = details_said({"role": "editor", "before": {"name": "A"}, "after": {"name": "B"}})
    assert [str(each) for each in said] == ["name: A → B", "role: editor"]


def test_the_record_is_narrowed(desk: Desk, ready: str) -> None:
    desk.review.send(ready)
    desk.review.return_story(ready, "Which kind of millet?")
    desk.seated("Chen Yu", "supervisor").review.sign_off(ready, by="Chen Yu", note="=1+1")
    record = desk.trail

    def actions(**wanted: str) -> list[str]:
        return [row.action for row in record.rows(Wanted(**wanted)) if row.story == ready]

    assert actions() == ["signed off", "returned", "sent for review"]
    assert actions(by="Wang Fang") == ["returned", "sent for review"]
    assert actions(action="returned") == ["returned"]
    assert actions(story=ready, text="=1+1") == ["signed off"]
    assert actions(since="2026-10-13") == []
    assert len(actions(since="2026-10-12", until="2026-10-13")) == 3
    assert actions(text="100%") == []
    assert record.count(Wanted(story=ready)) == 3
    people, acts = record.names()
    assert {"Chen Yu", "Wang Fang"} <= {*people}
    assert "returned" in acts


def test_a_page_of_the_record_knows_its_stories_by_name(desk: Desk, ready: str) -> None:
    desk.review.send(ready)
    rows, slugs = desk.trail.page(Wanted(story=ready), 0, 10)
    slug = desk.stories.view(ready).story.slug
    assert slugs == {ready: slug}
    assert slug in row_line(rows[0], slugs[ready])
    assert "Wang Fang" in row_line(rows[0])


def test_no_value_of_the_table_is_a_formula(desk: Desk, ready: str, tmp_path: Path) -> None:
    for by in ("=cmd()", "+1", "-1", "@SUM(A1)", 'Li, "Wei"', "=\t1"):
        with desk.newsroom.begin() as work:
            newsroom = desk.seated(by).newsroom
            newsroom.note(work, "returned", ready, "", newsroom.act())
            work.commit()
    path = desk.trail.save_table(Wanted(story=ready), tmp_path / "record.csv")
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    titles, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert tuple(titles) == COLUMNS
    assert [int(row[0]) for row in rows] == sorted(int(row[0]) for row in rows)
    assert len(rows) == desk.trail.count(Wanted(story=ready))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert 'Li, "Wei"' in {row[2] for row in rows}


def test_a_story_that_is_gone_is_still_found_in_the_record_by_its_id(
    desk: Desk, ready: str
) -> None:
    assert desk.trail.story(ready[:8]) == ready
    with desk.newsroom.begin() as work:
        desk.newsroom.note(work, "returned", "gone", "", desk.newsroom.act())
        work.commit()
    assert desk.trail.story("gone") == "gone"
    with pytest.raises(NoSuchStory):
        desk.trail.story("never")
