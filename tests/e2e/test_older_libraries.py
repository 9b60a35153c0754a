"""Libraries and bundles of earlier commits: opened, still signed, compared, exported the same.

A library of a day is made by `python -m tests.trials.fixed_library` of that day's code and stays
here for good.
"""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[1] / "data" / "libraries"
REPO = Path(__file__).parents[2]
LOOK = Path(__file__).with_name("older_library.py")

# A field more in a value that is stored, as the next one to come will be.
FIELDS = {
    "editor/story/outlet.py": ("credit_style: CreditStyle = .*", 'theme: str = ""'),
    "editor/story/snapshot.py": ("outlet: Outlet", 'embargo: str = ""'),
    "editor/story/photo.py": (
        "job_id: str = .*",
        'scene: str = _fact(Kind.LINE, Xmp("Iptc4xmpCore:Scene", "Bag"))',
    ),
    "editor/publish/manifest.py": ("files: tuple\\[FileEntry, ...\\]", 'corrects: str = ""'),
    "editor/story/story.py": (
        "target_words: int \\| None = None",
        "embargo: str | None = None",
    ),
}


@pytest.fixture(params=sorted(DATA.glob("*.zip")), ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    place = tmp_path / "older"
    with zipfile.ZipFile(request.param) as packed:
        packed.extractall(place)
    return place


@pytest.fixture
def code_with_more_fields(tmp_path: Path) -> Path:
    code = tmp_path / "code"
    for part in ("editor", "db", "resources"):
        leave = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPO / part, code / part, ignore=leave)
    for name, (last, more) in FIELDS.items():
        file = code / name
        text, found = re.subn(
            f"^ *{last.strip()}$", rf"\g<0>\n    {more}", file.read_text("utf-8"), flags=re.M
        )
        assert found, name
        file.write_text(text, "utf-8")
    return code


def look(place: Path, code: Path = REPO) -> dict[str, Any]:
    """What a program of that code finds in the library, in a process of its own."""
    asked = [sys.executable, str(LOOK), str(code), str(place)]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def holds(found: dict[str, Any]) -> None:
    exported, changed = found["stories"]["millet-comes-home"], found["stories"]["bridge-opens"]
    assert exported["status"] == "exported"
    assert exported["publications"] == ["out"]
    assert changed["publications"] == []
    assert exported["signed_off"] is True
    assert exported["by"] == "Chen Yu 陈宇"
    assert changed["voided"] is True
    assert changed["versions_read"] == changed["versions"] >= 2
    assert exported["versions_read"] == exported["versions"] >= 4
    assert exported["compared"] is True
    assert exported["same_bundle"] is True
    assert exported["comments"] == ["Say when the market opened. 请补充。"]
    assert found["verified"] == {"millet-comes-home": [], "millet-comes-home-proof": []}
    assert found["aside"] == ["Kept aside: saved elsewhere while Wang Fang typed"]
    assert found["unknown_reasons"] == []
    assert found["recovered"] == "Never stored. 从未存储。"
    assert found["again"] == "signed_off"
    assert found["health"] == []


def test_an_older_library_is_what_it_was(older: Path) -> None:
    holds(look(older))


def test_it_stays_so_for_a_galley_whose_values_have_a_field_more(
    older: Path, code_with_more_fields: Path
) -> None:
    holds(look(older, code_with_more_fields))
