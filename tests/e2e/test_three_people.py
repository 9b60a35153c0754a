"""Editor, photo staff and supervisor over one story, by commands: each does their part and is
refused the others', and a stranger tells at the end who approved what."""

from pathlib import Path

import pytest

from tests.e2e.conftest import REPO, Answer, Galley

EDITOR, PHOTO, SUPERVISOR = "Wang Lin", "Li Na 李娜", "Chen Yu"
PEOPLE = ((EDITOR, "editor"), (PHOTO, "photo staff"), (SUPERVISOR, "supervisor"))
REFUSED = 3


@pytest.fixture
def story(galley: Galley, sample_story: Path) -> str:
    for name, role in PEOPLE:
        made = galley("account", "add", name, "--role", role, "--json").json
        assert (made["name"], made["role"], made["key"]) == (name, role, None)
    [story] = galley("--as", EDITOR, "import", sample_story, "--section", "News", "--json").json
    return story["id"]


def test_a_story_goes_through_three_hands_and_is_proved(
    galley: Galley, story: str, tmp_path: Path
) -> None:
    def as_(name: str, *words: object) -> Answer:
        return galley("--as", name, *words, "--json")

    photo = REPO / "resources" / "sample" / "grain-terraces.jpg"
    texts = ("--caption", "Terraces.", "--credit", "Photo by Zou Hong", "--alt", "Terraces")
    assert as_(PHOTO, "photo", "add", story, photo, "--lead", *texts).status == 0
    assert as_(PHOTO, "set", story, "headline=Another").status == REFUSED
    assert as_(EDITOR, "sign-off", story).status == REFUSED
    sent = as_(EDITOR, "send", story, "--to", "supervisor", "--due", "tomorrow 9:00")
    assert sent.json["route"]["to"] == "supervisor"
    [row] = as_(SUPERVISOR, "board").json
    assert (row["id"], row["waiting_for"]) == (story, "supervisor")
    assert row["reasons"]

    at = ("--at", "before the frost has left the stubble")
    assert as_(SUPERVISOR, "comment", "add", story, *at, "--text", "Which?").json["id"] == 1
    assert as_(SUPERVISOR, "comment", "add", story, "--at", "no such", "--text", "?").status == 3
    suggested = ("--old", "some 40 people", "--new", "about 40 people")
    assert as_(SUPERVISOR, "suggest", story, *suggested).status == 0
    assert as_(SUPERVISOR, "return", story, "--comment", "See there.").json["status"] == "returned"
    kept = as_(EDITOR, "show", story).json["text"]
    assert "some 40 people" in kept
    [asked] = as_(EDITOR, "suggestion", "list", story).json
    assert {"id", "by", "old", "new"} <= asked.keys()
    assert as_(EDITOR, "suggestion", "accept", story, asked["id"]).status == 0
    assert "about 40 people" in as_(EDITOR, "show", story).json["text"]
    assert as_(EDITOR, "comment", "resolve", story, 1).json["resolved"] is True
    assert as_(EDITOR, "send", story).status == 0

    read = as_(SUPERVISOR, "preview", story, "--to", tmp_path / "p.html").json["snapshot"]
    assert as_(SUPERVISOR, "sign-off", story, "--read", "0" * 64).status == REFUSED
    signed = as_(SUPERVISOR, "sign-off", story, "--read", read).json
    assert (signed["signed_off_by"], signed["snapshot"]) == (SUPERVISOR, read)
    out = ("export", story, "--to", tmp_path / "site")
    assert as_(EDITOR, *out).status == REFUSED
    assert as_(SUPERVISOR, "embargo", story, "2999-01-01T09:00:00+08:00").status == 0
    assert as_(SUPERVISOR, *out).status == REFUSED
    assert as_(SUPERVISOR, "embargo", story, "none").status == 0
    late = as_(SUPERVISOR, "suggest", story, "--old", "yellow stone", "--new", "grey stone")
    assert as_(SUPERVISOR, *out).status == REFUSED
    assert as_(SUPERVISOR, "suggestion", "reject", story, late.json["id"]).status == 0
    bundle = as_(SUPERVISOR, *out).json
    assert bundle["kind"] == "bundle"

    keys = tmp_path / "keys.json"
    assert galley("keys", "export", "--to", keys).status == 0
    elsewhere = ("--library", tmp_path / "nowhere")
    told = galley(*elsewhere, "verify", bundle["path"], "--keys", keys, "--json").json
    assert told["ok"] is True
    assert told["signed"]["trusted"] is True
    assert (told["signed"]["by"], told["signed"]["holder"]) == (SUPERVISOR, SUPERVISOR)
    [own] = [each for each in galley("account", "list", "--json").json if each["key"]]
    assert (own["name"], own["key"]) == (SUPERVISOR, told["signed"]["key"])

    acts = [(row["by"], row["action"]) for row in galley("audit", story, "--json").json]
    for act in ((EDITOR, "sent for review"), (SUPERVISOR, "returned"), (SUPERVISOR, "signed off")):
        assert act in acts
    assert galley("audit", story, "--csv").out.startswith("number,at,by,action")
    sheet = tmp_path / "sheet.html"
    assert galley("sheet", story, "--to", sheet).status == 0
    assert all(name in sheet.read_text("utf-8") for name in (EDITOR, SUPERVISOR))
    assert galley("doctor").status == 0
