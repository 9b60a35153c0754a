"""Into place in one move, or nothing."""

import os
import time
from pathlib import Path

import pytest

from editor.publish.placing import put_in_place, sync_folders, workshop, write_durably


def made_folder(shop: Path, words: str = "new") -> Path:
    write_durably(shop / "made" / "page.html", words.encode())
    sync_folders(shop / "made")
    return shop / "made"


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "story"
    with workshop(tmp_path, target) as shop:
        put_in_place(made_folder(shop), target, shop)

    assert [path.name for path in tmp_path.iterdir()] == ["story"]
    assert (target / "page.html").read_bytes() == b"new"


def test_what_stood_there_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "story"
    write_durably(target / "old.html", b"old")
    with workshop(tmp_path, target) as shop:
        put_in_place(made_folder(shop), target, shop)

    assert [path.name for path in target.iterdir()] == ["page.html"]


def test_what_stood_there_comes_back_when_the_move_fails(tmp_path: Path) -> None:
    target = tmp_path / "site" / "story"
    write_durably(target / "old.html", b"old")

    # A folder cannot be moved into itself.
    with pytest.raises(OSError, match="site"), workshop(tmp_path, target) as shop:
        put_in_place(tmp_path / "site", target, shop)

    assert (target / "old.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_nothing_is_left_when_the_work_fails(tmp_path: Path) -> None:
    def failing_work() -> None:
        with workshop(tmp_path, tmp_path / "story") as shop:
            made_folder(shop)
            raise RuntimeError("the work failed")

    with pytest.raises(RuntimeError):
        failing_work()
    assert list(tmp_path.iterdir()) == []


def test_an_old_workshop_of_a_killed_export_is_cleared_away(tmp_path: Path) -> None:
    target = tmp_path / "story"
    left = tmp_path / ".galley-export-story-k1ll3d"
    write_durably(left / "bundle" / "page.html", b"half")
    _age(left)

    with workshop(tmp_path, target):
        assert not left.exists()


def test_a_bundle_set_aside_by_a_killed_export_comes_back(tmp_path: Path) -> None:
    target = tmp_path / "story"
    left = tmp_path / ".galley-export-story-k1ll3d"
    write_durably(left / "before" / "page.html", b"old")
    _age(left)

    with workshop(tmp_path, target):
        assert (target / "page.html").read_bytes() == b"old"


def test_the_workshop_of_an_export_that_may_still_run_is_left_alone(tmp_path: Path) -> None:
    busy = tmp_path / ".galley-export-story-bu5y"
    busy.mkdir()

    with workshop(tmp_path, tmp_path / "story"):
        assert busy.exists()


def _age(folder: Path) -> None:
    yesterday = time.time() - 86_400
    os.utime(folder, (yesterday, yesterday))
