"""Wrong files and broken places: refused in one sentence, with nothing half-done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import REPO, Galley

WORDS = "Headline of the day\n\nThe story begins here and goes on for a while, it says.\n"


def refused(galley: Galley, *words: object, status: int = 3) -> str:
    answer = galley(*words)
    assert answer.status == status
    assert answer.err.count("\n") == 1, answer.err
    assert "Traceback" not in answer.err
    return answer.err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t"),
        ("huge.txt", b"word " * 10_500_000),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("program.txt", bytes(range(256)) * 40),
        ("nul.txt", b"Headline\n\nThe story\x00 goes on.\n"),
        ("word.docx", b"PK\x03\x04" + b"\0" * 100),
        ("missing.txt", None),
    ],
)
def test_a_file_that_is_no_story_is_refused_by_name(
    galley: Galley, tmp_path: Path, name: str, data: bytes | None
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert name in refused(galley, "import", path)
    assert galley("list", "--json").json == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_text_of_every_office_is_read(galley: Galley, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "story.txt"
    text = WORDS + "\n记者在灵丘县看到，梯田里一片金黄，村民们正在收割谷子。\n" * 3
    path.write_bytes(text.encode(encoding))
    [story] = galley("import", path, "--json").json
    shown = galley("show", story["id"], "--json").json
    assert shown["headline"] == "Headline of the day"
    assert "梯田里一片金黄" in shown["text"]


def test_good_files_come_in_beside_a_refused_one(galley: Galley, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(WORDS)
    (tmp_path / "bad.txt").write_bytes(b"")
    answer = galley("import", tmp_path / "bad.txt", tmp_path / "good.txt", "--json")
    assert answer.status == 3
    bad, good = answer.json
    assert set(bad) == {"file", "error"}
    assert good["headline"] == "Headline of the day"


def test_a_picture_cut_in_half_is_refused_and_nothing_is_added(
    galley: Galley, sample_story: Path, sample_photo: Path, tmp_path: Path
) -> None:
    [story] = galley("import", sample_story, "--json").json
    half = tmp_path / "half.jpg"
    half.write_bytes(sample_photo.read_bytes()[: sample_photo.stat().st_size // 2])
    assert "half.jpg" in refused(galley, "photo", "add", story["id"], half, "--lead")
    assert galley("show", story["id"], "--json").json["photos"] == []


def test_wrong_usage_is_told_apart_from_bad_input(galley: Galley, sample_story: Path) -> None:
    [story] = galley("import", sample_story, "--json").json
    assert galley("fly").status == 2
    assert galley("export", story["id"]).status == 2
    assert "colour" in refused(galley, "set", story["id"], "colour=red", status=2)
    assert "Sport" in refused(galley, "import", sample_story, "--section", "Sport", status=2)
    refused(galley, "show", "no-such-story")
    refused(galley, "verify", sample_story)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_library_can_be_read(galley: Galley, sample_story: Path, library: Path) -> None:
    [story] = galley("import", sample_story, "--json").json
    library.chmod(0o500)
    try:
        assert galley("show", story["id"]).status == 0
        refused(galley, "set", story["id"], "headline=No")
    finally:
        library.chmod(0o700)


def test_a_damaged_library_is_told_and_kept(
    galley: Galley, sample_story: Path, library: Path
) -> None:
    galley("import", sample_story)
    galley("backup")
    database = library / "galley.db"
    data = bytearray(database.read_bytes())
    data[100:9000] = b"\xff" * 8900
    database.write_bytes(data)
    said = refused(galley, "import", sample_story)
    assert "backup" in said
    assert database.read_bytes() == bytes(data)


def test_commands_work_in_a_process_of_their_own(tmp_path: Path, sample_story: Path) -> None:
    """The program as a script runs it: pipes, exit status, one line for an error."""

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "main.py", "--library", str(tmp_path / "library"), *map(str, words)],
            cwd=REPO,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )

    assert run("import", sample_story).returncode == 0
    assert "terraced" in run("list").stdout.lower()
    failed = run("show", "nothing-like-this")
    assert (failed.returncode, failed.stdout, failed.stderr.count("\n")) == (3, "", 1)
