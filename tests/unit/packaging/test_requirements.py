"""The pinned lists: complete, hashed, the same everywhere, and naming no registry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "packaging"
LISTS = ["requirements.txt", "requirements-dev.txt"]
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)(?: ; (.+?))? \\$", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return {found[1]: found[2] for found in PIN.finditer(text)}


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_name_no_registry_and_no_place(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    for word in ("http:", "https:", "file:", "index", "find-links", "trusted-host", " @ ", "/"):
        assert word not in text


@pytest.mark.parametrize("name", LISTS)
def test_every_line_is_a_pin_or_a_hash(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    line = re.compile(r"[a-z0-9._-]+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [row for row in text.splitlines() if not line.fullmatch(row)] == []


def test_testing_uses_the_very_versions_that_run() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_qt_is_a_version_that_does_not_lose_references_to_none() -> None:
    version = pins("requirements.txt")["pyside6"]
    assert re.fullmatch(r"6\.11\.([3-9]|\d\d)", version)


@pytest.mark.parametrize(
    ("source", "made"), [("requirements.in", LISTS[0]), ("requirements-dev.in", LISTS[1])]
)
def test_everything_asked_for_is_pinned(source: str, made: str) -> None:
    lines = (FOLDER / source).read_text(encoding="utf-8").splitlines()
    asked = [re.match(r"[A-Za-z0-9_-]+", line) for line in lines if not line.startswith("-")]
    names = {found[0].lower() for found in asked if found}
    assert names
    assert names <= pins(made).keys()
