"""A story led through the house from the command line."""

import json
from pathlib import Path

import pytest

from editor.desk.desk import Desk
from editor.desk.site import Person
from editor.story.document import Document
from editor.story.story import StoryEdit
from tests.e2e.conftest import Galley


@pytest.fixture
def story(library: Path) -> str:
    desk = Desk.open(library, program_version="test")
    desk.site.seat(Person("Chen Yu 陈宇", "supervisor"))
    story_id = desk.stories.begin(section="News").value.id
    body = Document.from_paragraphs(["It began on Monday."])
    desk.stories.keep(story_id, StoryEdit(headline="Harvest", body=body, byline=("Wen",)))
    desk.close()
    return story_id


def test_a_story_is_sent_to_a_role_or_a_person(galley: Galley, story: str) -> None:
    sent = galley("send", story, "--to", "photo staff", "--due", "2031-12-24 18:30", "--json")
    assert sent.status == 0, sent.err
    shape = json.loads(sent.out)
    assert (shape["id"], shape["status"]) == (story, "draft")
    assert shape["route"]["to"] == "photo staff"
    assert shape["route"]["due"].startswith("2031-12-24T18:30")
    sent = galley("send", story, "--to", "Chen Yu 陈宇", "--json", "--priority", "2")
    shape = json.loads(sent.out)
    assert (shape["status"], shape["route"]["to"]) == ("in_review", "Chen Yu 陈宇")
    assert shape["route"]["priority"] == 2
    assert "to: Chen Yu 陈宇" in galley("show", story).out


def test_nobody_and_no_time_are_said_in_a_sentence(galley: Galley, story: str) -> None:
    refused = galley("send", story, "--to", "Nobody")
    assert (refused.status, refused.out) == (3, "")
    assert "There is nobody and no role called “nobody”" in refused.err
    assert len(refused.err.splitlines()) == 1
    for words in (("send", story, "--due", "soon"), ("embargo", story, "soon")):
        wrong = galley(*words)
        assert wrong.status == 2
        assert "“soon” is no time" in wrong.err


def test_an_embargoed_story_does_not_leave_by_command(
    galley: Galley, story: str, tmp_path: Path
) -> None:
    galley("sign-off", story, "--by", "Chen Yu")
    held = galley("embargo", story, "2031-12-24 18:30", "--json")
    assert json.loads(held.out)["route"]["embargo"].startswith("2031-12-24T18:30")
    refused = galley("export", story, "--to", tmp_path / "site")
    assert refused.status == 3
    assert "The story is embargoed until 24 Dec 2031, 18:30" in refused.err
    assert not (tmp_path / "site").exists()
    assert galley("export", story, "--to", tmp_path / "proof", "--proof").status == 0
    assert galley("embargo", story, "none").status == 0
    assert galley("export", story, "--to", tmp_path / "site").status == 0


def test_what_went_out_is_killed_with_a_reason(galley: Galley, story: str, tmp_path: Path) -> None:
    refused = galley("kill", story, "--reason", "Wrong.")
    assert refused.status == 3
    assert "spike it instead" in refused.err
    galley("sign-off", story, "--by", "Chen Yu")
    galley("export", story, "--to", tmp_path / "site")
    killed = galley("kill", story, "--reason", "The source takes it back.", "--json")
    assert json.loads(killed.out)["status"] == "spiked"
    assert galley("export", story, "--to", tmp_path / "again").status == 3


def test_the_board_says_who_must_act_next(galley: Galley, story: str) -> None:
    [row] = json.loads(galley("board", "--json").out)
    assert (row["id"], row["slug"], row["waiting_for"]) == (story, "harvest", "editor")
    assert row["reasons"] == ["It is not sent for review yet."]
    galley("send", story)
    assert "supervisor · harvest · In review\n" in galley("board").out
    galley("send", story, "--to", "Chen Yu 陈宇")
    [row] = json.loads(galley("board", "--json").out)
    assert row["waiting_for"] == "Chen Yu 陈宇"
