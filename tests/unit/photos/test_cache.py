"""Renditions at hand: quick the second time, right every time."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from editor.photos.cache import BoundedFolder, RenditionCache
from editor.photos.families import OriginalUnreadable
from editor.photos.renditions import thumbnail
from editor.story.rendition import Rendition, card_renditions, page_renditions
from editor.story.snapshot import PlacedPhoto
from tests.unit.photos.pictures import encoded, make_renditions, noisy, read_facts

MEGABYTE = 1_000_000


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def bounded(tmp_path: Path) -> BoundedFolder:
    return BoundedFolder(tmp_path / "kept", 10 * MEGABYTE)


def test_what_was_put_is_taken_again_also_by_the_next_program(
    bounded: BoundedFolder, tmp_path: Path
):
    assert bounded.take("a") is None
    bounded.put("a", b"pixels")
    bounded.put("b", b"")
    assert bounded.take("a") == b"pixels"
    assert bounded.take("b") == b""
    assert BoundedFolder(tmp_path / "kept", MEGABYTE).take("a") == b"pixels"


@pytest.mark.parametrize("damage", ["cut", "emptied", "changed", "grown"])
def test_a_file_that_is_not_whole_is_as_good_as_none(
    bounded: BoundedFolder, tmp_path: Path, damage: str
):
    bounded.put("a", b"pixels" * 100)
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
    assert bounded.take("a") is None
    assert not path.exists()
    bounded.put("a", b"again")
    assert bounded.take("a") == b"again"


def test_everything_may_be_deleted_at_any_time(bounded: BoundedFolder, tmp_path: Path):
    import shutil

    bounded.put("a", b"pixels")
    shutil.rmtree(tmp_path / "kept")
    assert bounded.take("a") is None
    bounded.put("a", b"pixels")
    assert bounded.take("a") == b"pixels"


def test_what_was_used_longest_ago_goes_first(tmp_path: Path):
    bounded = BoundedFolder(tmp_path, 1000)
    for index, key in enumerate("abcdef"):
        bounded.put(key, bytes(100))
        (newest,) = [path for path in files(tmp_path) if path.stat().st_mtime > 10_000]
        os.utime(newest, (index + 1, index + 1))  # as if put one second after another
    assert bounded.take("a") is not None  # used again: now the youngest
    bounded.put("x", bytes(300))
    kept = {key for key in "abcdefx" if bounded.take(key) is not None}
    assert {"a", "x"} <= kept
    assert "b" not in kept
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 1000


def test_half_written_parts_that_nobody_writes_any_more_are_cleared(tmp_path: Path):
    bounded = BoundedFolder(tmp_path, 100)
    folder = tmp_path / "ab"
    folder.mkdir()
    old, new = folder / "old.part", folder / "new.part"
    old.write_bytes(b"x")
    new.write_bytes(b"x")
    os.utime(old, (1, 1))
    bounded.put("a", b"pixels")
    assert (old.exists(), new.exists()) == (False, True)


def test_a_place_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"in the way")
    bounded = BoundedFolder(tmp_path / "file", MEGABYTE)
    bounded.put("a", b"pixels")
    assert bounded.take("a") is None


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_only_the_person_can_look_at_what_is_kept(bounded: BoundedFolder, tmp_path: Path):
    bounded.put("a", b"pixels")
    (path,) = files(tmp_path)
    assert path.stat().st_mode & 0o077 == 0


def test_many_threads_on_one_key_never_see_a_half_file(bounded: BoundedFolder):
    data = bytes(range(256)) * 200

    def put_and_take(_: int) -> bool:
        bounded.put("a", data)
        return bounded.take("a") in (data, None)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(put_and_take, range(60)))
    assert bounded.take("a") == data


Write = Callable[[str, bytes], Path]


@pytest.fixture
def cache(tmp_path: Path) -> RenditionCache:
    return RenditionCache(tmp_path / "cache")


@pytest.fixture
def original(write: Write) -> Path:
    return write("original", encoded(noisy(900, 600), "JPEG"))


@pytest.fixture
def photo(placed: Callable[..., PlacedPhoto]) -> PlacedPhoto:
    return placed(width=900, height=600)


@pytest.fixture
def wanted(photo: PlacedPhoto) -> tuple[Rendition, ...]:
    return (*page_renditions(photo), *card_renditions(photo).values())


def test_the_cache_gives_what_making_gives(
    cache: RenditionCache, original: Path, wanted: tuple[Rendition, ...]
):
    made = dict(make_renditions(original, wanted))
    assert dict(cache.many(lambda: original, wanted)) == made
    assert dict(cache.many(lambda: original, wanted)) == made
    assert cache.get(wanted[0], lambda: original) == made[wanted[0]]


def test_what_is_at_hand_needs_no_original(
    cache: RenditionCache, original: Path, wanted: tuple[Rendition, ...]
):
    first = dict(cache.many(lambda: original, wanted))
    original.unlink()
    assert dict(cache.many(lambda: original, wanted)) == first


def test_a_corrected_caption_is_in_the_file_and_costs_no_encoding(
    cache: RenditionCache, original: Path, wanted: tuple[Rendition, ...], write: Write
):
    cache.get(wanted[0], lambda: original)
    original.unlink()  # whoever encoded again would fail
    corrected = replace(wanted[0], photo=replace(wanted[0].photo, caption="Corrected."))
    data = cache.get(corrected, lambda: original)
    assert read_facts(write("made", data)).caption == "Corrected."


def test_another_photo_another_cut_another_size_is_another_file(
    cache: RenditionCache, original: Path, wanted: tuple[Rendition, ...], write: Write
):
    other_original = write("other", encoded(noisy(900, 601).crop((0, 1, 900, 601)), "JPEG"))
    other = replace(wanted[0], photo=replace(wanted[0].photo, photo="1" * 64))
    assert cache.get(wanted[0], lambda: original) != cache.get(other, lambda: other_original)
    assert len({cache.get(each, lambda: original) for each in wanted}) == len(wanted)


@pytest.mark.parametrize("keep", [0, 20, 500])
def test_damaged_files_are_made_again(
    cache: RenditionCache, original: Path, wanted: tuple[Rendition, ...], tmp_path: Path, keep: int
):
    first = dict(cache.many(lambda: original, wanted))
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:keep])
    assert dict(cache.many(lambda: original, wanted)) == first


def test_everything_may_be_cleared_while_it_is_in_use(
    cache: RenditionCache, original: Path, wanted: tuple[Rendition, ...], tmp_path: Path
):
    first = cache.get(wanted[0], lambda: original)
    shutil.rmtree(tmp_path / "cache")
    assert cache.get(wanted[0], lambda: original) == first


def test_a_folder_that_cannot_be_written_only_costs_time(
    original: Path, wanted: tuple[Rendition, ...], write: Write
):
    cache = RenditionCache(write("in-the-way", b""))
    assert cache.get(wanted[0], lambda: original) == cache.get(wanted[0], lambda: original)


def test_cancelling_gives_what_was_at_hand(
    cache: RenditionCache, original: Path, wanted: tuple[Rendition, ...]
):
    cache.get(wanted[0], lambda: original)
    made = [
        rendition for rendition, _ in cache.many(lambda: original, wanted, cancelled=lambda: True)
    ]
    assert made == [wanted[0]]


def test_thumbnails_are_kept_too(cache: RenditionCache, original: Path):
    first = cache.thumbnail("0" * 64, lambda: original, 96)
    assert first == thumbnail(original, 96)
    assert cache.thumbnail("0" * 64, lambda: original, 48) != first
    original.unlink()
    assert cache.thumbnail("0" * 64, lambda: original, 96) == first
    with pytest.raises(OriginalUnreadable):
        cache.thumbnail("0" * 64, lambda: original, 97)
