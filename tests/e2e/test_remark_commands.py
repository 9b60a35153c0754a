"""What is said of a story and what is suggested, through the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor.cli.arguments import build_parser
from editor.cli.run import run_command

Galley = Callable[..., tuple[int, Any, str]]
TEXT = (
    "# Millet harvest begins\n\nBy Wen Qiaoyu\n\nTwo hundred hectares were cut.\n\nIt ends soon.\n"
)


@pytest.fixture
def galley(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Galley:
    """A command on a library: its exit status, its JSON, what it complained of."""

    def run(*words: str) -> tuple[int, Any, str]:
        library = ["--library", str(tmp_path / "library")]
        given = [*library, *words, "--json"]
        status = run_command(build_parser(given).parse_args(given))
        said = capsys.readouterr()
        return status, json.loads(said.out) if said.out.strip() else None, said.err

    return run


@pytest.fixture
def story(galley: Galley, tmp_path: Path) -> str:
    (tmp_path / "millet.md").write_text(TEXT, "utf-8")
    _, [brought], _ = galley("import", str(tmp_path / "millet.md"), "--section", "News")
    return brought["id"]


def test_remarks_by_command(galley: Galley, story: str) -> None:
    at = ("comment", "add", story, "--at", "hundred hectares", "--text", "Who counted?")
    assert galley(*at)[0] == 0
    assert galley("comment", "add", story, "--field", "headline", "--text", "Dull.")[0] == 0
    status, said, _ = galley("comment", "list", story)
    assert status == 0
    assert (
        said[0].items()
        >= {
            "id": 1,
            "by": "Command line",
            "quote": "hundred hectares",
            "field": "body",
            "text": "Who counted?",
            "resolved": False,
        }.items()
    )
    assert (said[1]["field"], said[1]["quote"]) == ("headline", "")
    assert galley("comment", "resolve", story, "1")[1]["resolved"] is True
    assert [each["id"] for each in galley("comment", "list")[1]] == [2]
    assert galley("comment", "reopen", story, "1")[1]["resolved"] is False
    assert galley("comment", "answer", story, "1", "--text", "I did.")[1]["answers"] == 1


def test_a_story_is_returned_by_command(galley: Galley, story: str, tmp_path: Path) -> None:
    status, _, error = galley("return", story, "--comment", "Name the county.")
    assert (status, error) == (
        *(3, "galley: Nobody sent the story for review, so there is nothing to return.\n"),
    )
    galley("sign-off", story, "--by", "Chen Yu")
    status, returned, _ = galley("return", story, "--comment", "Name the county.")
    assert (status, returned["status"]) == (0, "returned")
    assert galley("comment", "list", story)[1][0]["text"] == "Name the county."


def test_suggestions_by_command(galley: Galley, story: str, tmp_path: Path) -> None:
    assert galley("suggest", story, "--old", "hundred", "--new", "dozen")[0] == 0
    _, [one], _ = galley("suggestion", "list", story)
    assert {"id", "by", "old", "new"} <= one.keys()
    assert (one["id"], one["old"], one["new"]) == (1, "hundred", "dozen")
    galley("sign-off", story, "--by", "Chen Yu")
    status, _, error = galley("export", story, "--to", str(tmp_path / "out"))
    assert (status, "A suggested change is open" in error) == (3, True)
    assert not (tmp_path / "out").exists()
    assert galley("suggestion", "accept", story, "1")[1]["accepted"][0]["new"] == "dozen"
    assert "Two dozen hectares" in galley("show", story)[1]["text"]
    assert galley("suggestion", "list", story)[1] == []
    for words in (("accept", story, "1"), ("reject", story, "1"), ("reject", story, "7")):
        status, _, error = galley("suggestion", *words)
        assert (status, error.startswith("galley: The story has no open suggestion")) == (3, True)


def test_words_that_are_not_there_or_twice_are_refused_by_command(
    galley: Galley, story: str
) -> None:
    for words, says in (("sorghum", "are not in the story"), ("h", "places")):
        status, _, error = galley("comment", "add", story, "--at", words, "--text", "?")
        assert (status, says in error, error.count("\n")) == (3, True, 1)
