"""What the pages for people who work on Galley name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = ("docs/architecture.md", "CONTRIBUTING.md", "README.md")
# Where a page that names `window/main_window.py` may mean it to be.
UNDER = ("", "editor", "editor/story", "editor/ui", "editor/ui/window", "packaging")
NAMED = re.compile(r"[\w./-]+\.py\b|\b(?:editor|db|tests|docs|resources|packaging)/[\w./-]*\w")
# Of the table's folders, whose files stand in the cell beside.
ROW = re.compile(r"^\| `(?P<folder>[\w/]+)` \|.*\| (?P<files>[^|]*) \|$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    rows = {row["folder"]: re.findall(r"`([\w./]+)`", row["files"]) for row in ROW.finditer(text)}
    missing = [
        f"{folder}/{name}"
        for folder, names in rows.items()
        for name in names
        if not any((ROOT / folder).rglob(name.rstrip("/")))
    ]
    listed = {name for names in rows.values() for name in names}
    missing += [
        name
        for name in NAMED.findall(text)
        if name not in listed and not any((ROOT / under / name).exists() for under in UNDER)
    ]

    assert not missing


def test_the_picture_names_every_room_of_the_window() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    rooms = [
        path.name for path in (ROOT / "editor/ui").iterdir() if (path / "__init__.py").exists()
    ]

    assert [room for room in rooms if f"`{room}`" not in text] == []
