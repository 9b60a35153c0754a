"""A folder of files that can always be made again."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from editor.photos.shelf import Shelf

MEGABYTE = 1_000_000


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf", 10 * MEGABYTE)


def test_what_was_put_is_taken_again_also_by_the_next_program(shelf: Shelf, tmp_path: Path):
    assert shelf.take("a") is None
    shelf.put("a", b"pixels")
    shelf.put("b", b"")
    assert shelf.take("a") == b"pixels"
    assert shelf.take("b") == b""
    assert Shelf(tmp_path / "shelf", MEGABYTE).take("a") == b"pixels"


@pytest.mark.parametrize("damage", ["cut", "emptied", "changed", "grown"])
def test_a_file_that_is_not_whole_is_as_good_as_none(shelf: Shelf, tmp_path: Path, damage: str):
    shelf.put("a", b"pixels" * 100)
    (path,) = files(tmp_path)
    kept = path.read_bytes()
    path.write_bytes(
        {
            "cut": kept[: len(kept) // 2],
            "emptied": b"",
            "changed": kept[:-1] + b"?",
            "grown": kept + b"x",
        }[damage]
    )
    assert shelf.take("a") is None
    assert not path.exists()
    shelf.put("a", b"again")
    assert shelf.take("a") == b"again"


def test_everything_may_be_deleted_at_any_time(shelf: Shelf, tmp_path: Path):
    import shutil

    shelf.put("a", b"pixels")
    shutil.rmtree(tmp_path / "shelf")
    assert shelf.take("a") is None
    shelf.put("a", b"pixels")
    assert shelf.take("a") == b"pixels"


def test_what_was_used_longest_ago_goes_first(tmp_path: Path):
    shelf = Shelf(tmp_path, 1000)
    for index, key in enumerate("abcdef"):
        shelf.put(key, bytes(100))
        (newest,) = [path for path in files(tmp_path) if path.stat().st_mtime > 10_000]
        os.utime(newest, (index + 1, index + 1))  # as if put one second after another
    assert shelf.take("a") is not None  # used again: now the youngest
    shelf.put("x", bytes(300))
    kept = {key for key in "abcdefx" if shelf.take(key) is not None}
    assert {"a", "x"} <= kept
    assert "b" not in kept
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 1000


def test_half_written_parts_that_nobody_writes_any_more_are_cleared(tmp_path: Path):
    shelf = Shelf(tmp_path, 100)
    folder = tmp_path / "ab"
    folder.mkdir()
    old, new = folder / "old.part", folder / "new.part"
    old.write_bytes(b"x")
    new.write_bytes(b"x")
    os.utime(old, (1, 1))
    shelf.put("a", b"pixels")
    assert (old.exists(), new.exists()) == (False, True)


def test_clear_takes_everything_off(shelf: Shelf, tmp_path: Path):
    shelf.put("a", b"pixels")
    shelf.put("b", b"pixels")
    shelf.clear()
    assert shelf.take("a") is None
    assert files(tmp_path) == []


def test_a_place_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"in the way")
    shelf = Shelf(tmp_path / "file", MEGABYTE)
    shelf.put("a", b"pixels")
    assert shelf.take("a") is None


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_only_the_person_can_look_at_what_is_kept(shelf: Shelf, tmp_path: Path):
    shelf.put("a", b"pixels")
    (path,) = files(tmp_path)
    assert path.stat().st_mode & 0o077 == 0


def test_many_threads_on_one_key_never_see_a_half_file(shelf: Shelf):
    data = bytes(range(256)) * 200

    def put_and_take(_: int) -> bool:
        shelf.put("a", data)
        return shelf.take("a") in (data, None)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(put_and_take, range(60)))
    assert shelf.take("a") == data
