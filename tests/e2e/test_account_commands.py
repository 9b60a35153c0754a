"""Who a command is done by: `--as`, passwords, and who sat here last."""

import json
from pathlib import Path
from typing import Any

import pytest

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit
from tests.e2e.conftest import Galley


@pytest.fixture
def story(library: Path) -> str:
    desk = Desk.open(library, program_version="test")
    story_id = desk.stories.begin(section="News").value.id
    body = Document.from_paragraphs(["It began on Monday."])
    desk.stories.keep(story_id, StoryEdit(headline="Harvest", body=body, byline=("Wen",)))
    desk.close()
    return story_id


def given(answer: Any) -> Any:
    return json.loads(answer.out)


@pytest.mark.parametrize("place", [0, 2, 9])
def test_a_command_is_done_by_whoever_is_named_as_their_role(
    galley: Galley, story: str, library: Path, place: int
) -> None:
    made = given(galley("account", "add", "王芳", "--role", "editor", "--json"))
    assert (made["name"], made["role"], made["key"]) == ("王芳", "editor", None)
    assert galley("account", "add", "Chen Yu", "--role", "supervisor").status == 0
    words = ["--library", str(library)]
    words[place:place] = ["--as", "王芳"]
    refused = galley(*words, "sign-off", story)
    assert (refused.status, refused.err.count("\n")) == (3, 1)
    assert "supervisor and administrator" in refused.err
    signed = given(galley("--as", "chen yu", "sign-off", story, "--json"))
    assert signed["signed_off_by"] == "Chen Yu"
    listed = given(galley("account", "list", "--json"))
    keys = {each["name"]: each["key"] for each in listed}
    assert keys == {"Chen Yu": signed["key"], "王芳": None}
    assert {tuple(each) for each in listed} == {("id", "name", "role", "key")}


def test_nobody_is_not_asked_who_they_are(galley: Galley, story: str) -> None:
    assert galley("sign-off", story).status == 3  # in whose name?
    assert galley("sign-off", story, "--by", "Chen Yu").status == 0
    answer = galley("--as", "Nobody", "list")
    assert (answer.status, answer.err.count("\n")) == (3, 1)


def test_a_password_is_taken_from_the_environment_or_asked_for(
    galley: Galley, story: str, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GALLEY_NEW_PASSWORD", "correct horse")
    assert galley("account", "add", "Chen Yu", "--role", "supervisor", "--password").status == 0
    assert "GALLEY_PASSWORD" in galley("--as", "Chen Yu", "list").err
    monkeypatch.setenv("GALLEY_PASSWORD", "wrong horse")
    assert galley("--as", "Chen Yu", "list").status == 3
    monkeypatch.setenv("GALLEY_PASSWORD", "correct horse")
    assert galley("--as", "Chen Yu", "set", story, "deck=By me").status == 0
    desk = Desk.open(library, program_version="test")
    desk.accounts.sit_down(desk.accounts.find("Chen Yu").id, "correct horse")
    desk.close()
    monkeypatch.delenv("GALLEY_PASSWORD")
    assert galley("list").status == 0  # whoever sat here last, who only looks
    assert galley("set", story, "deck=By somebody").status == 3
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        patch.setattr("editor.cli.accounts.getpass", lambda _: "correct horse")
        assert galley("set", story, "deck=By me again").status == 0
