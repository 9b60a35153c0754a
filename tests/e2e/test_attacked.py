"""Bundles and libraries as somebody left them who did not mean well, or was in a hurry, by the
commands alone."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import REPO, Galley

KILLS = 6


@pytest.fixture
def signed(galley: Galley, sample_story: Path) -> str:
    [story] = galley("import", sample_story, "--section", "News", "--json").json
    photo = REPO / "resources" / "sample" / "grain-terraces.jpg"
    texts = ("--caption", "Terraces.", "--credit", "Photo by Zou Hong", "--alt", "Terraces")
    assert galley("photo", "add", story["id"], photo, "--lead", *texts).status == 0
    assert galley("sign-off", story["id"], "--by", "Chen Yu").status == 0
    return story["id"]


def start(library: Path, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "main.py", "--library", str(library), *map(str, words)],
        cwd=REPO,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_signer_with_terminal_codes_prints_none(
    galley: Galley, signed: str, tmp_path: Path
) -> None:
    bundle = Path(galley("export", signed, "--to", tmp_path / "out", "--json").json["path"])
    [manifest] = bundle.rglob("bundle.json")
    data = json.loads(manifest.read_bytes())
    data["sign_off"]["by"] = "Chen Yu\n\x1b[32mSIGNATURE VALID (key of Chen Yu)"
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    manifest.write_text(text, "utf-8")
    answer = galley("verify", bundle)

    assert answer.status == 3
    assert "\x1b" not in answer.out + answer.err
    assert "SIGNATURE VALID" not in answer.out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stores no such name for a file")
def test_a_file_name_with_terminal_codes_is_shown_as_numbers(
    galley: Galley, signed: str, tmp_path: Path
) -> None:
    bundle = Path(galley("export", signed, "--to", tmp_path / "out", "--json").json["path"])
    (bundle / "\x1b[2Jx\u202egpj.jpg").write_bytes(b"\xff\xd8\xff")
    answer = galley("verify", bundle)

    assert answer.status == 1
    assert "\\u001b[2Jx\\u202egpj.jpg does not belong" in answer.out
    assert not {"\x1b", "\u202e"} & set(answer.out)
    assert galley("verify", bundle, "--json").json["problems"][-1].startswith("\x1b[2Jx\u202e")


def test_another_librarys_story_of_the_same_name_is_replaced_only_when_asked(
    galley: Galley, tmp_path: Path
) -> None:
    """Two newsrooms, one site, one slug."""
    text = tmp_path / "tram.txt"
    text.write_text("The tram is back\n\nThe tram is back in service, the city says.\n")
    answers = []
    for name, by in (("one", "Chen Yu"), ("two", "Li Na")):
        library = ("--library", tmp_path / name)
        [story] = galley(*library, "import", text, "--section", "News", "--json").json
        assert galley(*library, "sign-off", story["id"], "--by", by).status == 0
        answers.append(galley(*library, "export", story["id"], "--to", tmp_path / "site"))
    bundle = tmp_path / "site" / story["slug"]
    assert [answer.status for answer in answers] == [0, 3]
    assert "is the bundle of another story" in answers[1].err
    assert "--replace-other" in answers[1].err
    assert galley("verify", bundle, "--json").json["signed_off_by"] == "Chen Yu"

    asked = ("export", story["id"], "--to", tmp_path / "site", "--replace-other")
    assert galley(*library, *asked).status == 0
    assert galley("verify", bundle, "--json").json["signed_off_by"] == "Li Na"


def test_an_export_that_is_killed_leaves_the_site_as_it_was(
    galley: Galley, signed: str, tmp_path: Path
) -> None:
    site, library = tmp_path / "site", tmp_path / "library"
    first = galley("export", signed, "--to", site, "--json").json["path"]
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")
    chance = random.Random(seed)
    began = time.monotonic()
    once = start(library, "export", signed, "--to", site)
    once.communicate()
    assert once.returncode == 0
    whole = time.monotonic() - began
    for _ in range(KILLS):
        running = start(library, "export", signed, "--to", site)
        time.sleep(chance.uniform(0.4, 1.0) * whole)
        running.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        running.communicate()
        assert [path.name for path in site.iterdir()] == [Path(first).name]
    assert galley("set", signed, "dateline=").status == 0  # the next start
    assert list((library / "exporting").iterdir()) == []
    assert galley("verify", first).status == 0


def test_imports_started_at_the_same_time_wait_for_each_other(
    galley: Galley, sample_story: Path, tmp_path: Path
) -> None:
    assert galley("list").status == 3
    library = tmp_path / "library"
    running = [start(library, "import", sample_story) for _ in range(4)]
    said = [process.communicate()[1] for process in running]

    assert [process.returncode for process in running] == [0] * 4, said
    assert len(galley("list", "--json").json) == 4
    assert galley("doctor").status == 0


def test_a_command_does_not_wait_for_an_open_window(galley: Galley, desk, tmp_path: Path) -> None:
    refused = galley("import", tmp_path / "story.txt")
    assert refused.status == 3
    assert "Another Galley" in refused.err


def test_two_bundles_over_one_web_root_are_verified_each(
    galley: Galley, signed: str, tmp_path: Path
) -> None:
    (tmp_path / "second.txt").write_text("Second headline\n\nThe second story begins here.\n")
    [second] = galley("import", tmp_path / "second.txt", "--section", "News", "--json").json
    assert galley("sign-off", second["id"], "--by", "Li Na").status == 0
    root = tmp_path / "htdocs"
    for story in (signed, second["id"]):
        path = galley("export", story, "--to", tmp_path / "out", "--json").json["path"]
        shutil.copytree(path, root, dirs_exist_ok=True)
    answer = galley("verify", root, "--json").json

    assert answer["ok"]
    assert {each["signed_off_by"] for each in answer["bundles"]} == {"Chen Yu", "Li Na"}
