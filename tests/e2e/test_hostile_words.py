"""Words on the command line that nobody should write: answered in one sentence, nothing harmed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import REPO, Galley

LONG = "n" * 300


@pytest.fixture
def story(galley: Galley, sample_story: Path) -> str:
    [brought] = galley("import", sample_story, "--section", "News", "--json").json
    return brought["id"]


def refused(galley: Galley, *words: object, status: int = 3) -> str:
    answer = galley(*words)
    assert answer.status == status, answer
    assert answer.err.count("\n") == 1, answer.err
    assert "mistake of its own" not in answer.err
    return answer.err


@pytest.mark.expected_log("command (export|restore|backup)")
@pytest.mark.parametrize(
    "words",
    [
        ("import", f"{LONG}.txt"),
        ("photo", "add", "STORY", f"{LONG}.jpg"),
        ("export", "STORY", "--to", LONG),
        ("verify", LONG),
        ("restore", LONG),
        ("backup", "--to", f"{LONG}/{LONG}.db"),
        ("preview", "STORY", "--to", f"{LONG}.html"),
        ("preview", "STORY", "--to", "."),
        ("preview", "STORY", "--to", "/"),
        ("preview", "STORY", "--to", "FILE/page.html"),
        ("preview", "STORY", "--to", "NOWHERE/page.html"),
        ("show", "../../etc/passwd"),
        ("show", "\udcff\udcfe"),
        ("show", ""),
        ("set", "STORY", "slug=记者"),
        ("set", "STORY", "language=<script>"),
        ("sign-off", "STORY", "--by", " "),
    ],
)
def test_a_place_or_a_value_that_cannot_be_is_answered_in_one_sentence(
    galley: Galley, story: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "file"
    file.write_text("somebody's own")
    places = {"STORY": story, "FILE": str(file), "NOWHERE": str(tmp_path / "nowhere")}
    before = galley("show", story, "--json").json
    for name, value in places.items():
        words = tuple(word.replace(name, value) for word in words)
    refused(galley, *words)
    assert galley("show", story, "--json").json == before
    assert file.read_text() == "somebody's own"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "library"]


def test_a_preview_takes_the_place_of_an_older_one(
    galley: Galley, story: str, tmp_path: Path
) -> None:
    page = tmp_path / ("p" * 245 + ".html")
    page.write_text("older")
    assert galley("preview", story, "--to", page).status == 0
    assert page.read_bytes().startswith(b"<!DOCTYPE html>") or b"<html" in page.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.skipif(os.name == "nt", reason="names on Windows are text")
def test_names_that_are_no_text_or_hold_a_line_break_are_told_in_json(
    galley: Galley, tmp_path: Path
) -> None:
    strange = [tmp_path / "new\nline.txt", Path(f"{tmp_path}/a\udcff.txt")]
    for path in strange:
        path.write_text("Rain at last\n\nIt rained in the county on Monday, and at night too.\n")
    answer = galley("import", *strange, "--json")
    assert answer.status == 0, answer.err
    assert [each["headline"] for each in answer.json] == ["Rain at last"] * 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_an_answer_that_cannot_be_printed_is_said_without_a_traceback(
    library: Path, galley: Galley, story: str
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "main.py", "--library", str(library), "show", story],
            cwd=REPO,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=600,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "could not be printed" in done.stderr


def test_a_reader_that_went_away_is_no_error(library: Path, galley: Galley, story: str) -> None:
    with subprocess.Popen(
        [sys.executable, "main.py", "--library", str(library), "show", story, "--json"],
        cwd=REPO,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait(600) == 0
