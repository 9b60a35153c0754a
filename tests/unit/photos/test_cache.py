"""Renditions at hand: quick the second time, right every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editor.photos.cache import RenditionCache
from editor.photos.facts import read_facts
from editor.photos.refusal import OriginalUnreadable
from editor.photos.renditions import make_renditions
from editor.photos.thumbnails import thumbnail
from editor.story.rendition import Rendition, card_renditions, page_renditions
from editor.story.snapshot import PlacedPhoto
from tests.unit.photos.pictures import encoded, noisy

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
    return page_renditions(photo) + card_renditions(photo)


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
    cache: RenditionCache, original: Path, wanted: tuple[Rendition, ...]
):
    first = cache.get(wanted[0], lambda: original)
    cache.clear()
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
