"""What a file shows and says before anybody takes it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from editor.photos.previews import Glance, glance, preview
from editor.photos.raw import look
from tests.unit.photos.pictures import encoded, noisy, with_metadata
from tests.unit.photos.raws import RAWS, canon_raw, directory, tiff_raw

Write = Callable[[str, bytes], Path]
RED, BLUE = (220, 40, 40), (40, 40, 220)


def plain(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    return encoded(Image.new("RGB", (width, height), colour), "JPEG", quality=90)


def with_thumbnail(data: bytes, small: bytes, *, turn: int = 1, more: bytes = b"") -> bytes:
    """A JPEG with another in the second directory of its Exif block."""
    first = directory(8, [(274, 3, turn)], 26)
    at = 26 + len(directory(26, [(513, 4, 0), (514, 4, 0)]))
    second = directory(26, [(513, 4, at), (514, 4, len(small))])
    body = b"Exif\0\0II*\0\x08\0\0\0" + first + second + small
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + more + data[2:]


def seen(data: bytes | None) -> tuple[tuple[int, int], tuple[int, ...]]:
    """Size, and the colour in the middle."""
    assert data is not None
    with Image.open(BytesIO(data)) as image:
        pixel = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
    assert isinstance(pixel, tuple)
    return image.size, tuple(map(int, pixel))


def is_red(data: bytes | None) -> bool:
    return seen(data)[1][0] > 150


def test_the_preview_in_a_file_is_taken_and_its_picture_where_more_is_wanted(write: Write):
    path = write("a.jpg", with_thumbnail(plain(1600, 1200, BLUE), plain(160, 120, RED)))
    assert seen(preview(path, 160))[0] == (160, 120)
    assert is_red(preview(path, 160))
    assert is_red(preview(path, 400, at_once=True))
    assert seen(preview(path, 400))[0] == (400, 300)
    assert not is_red(preview(path, 400))


def test_the_bars_of_a_preview_are_cut_off(write: Write):
    bars = ImageOps.pad(Image.new("RGB", (160, 107), RED), (160, 120))
    path = write("a.jpg", with_thumbnail(plain(1500, 1000, BLUE), encoded(bars, "JPEG")))
    assert seen(preview(path, 160))[0] == (160, 107)
    assert is_red(preview(path, 160))


def test_that_of_another_picture_is_not_shown(write: Write):
    """A program cut the picture or laid it on its side, and left the old preview in."""
    path = write("a.jpg", with_thumbnail(plain(1000, 1500, BLUE), plain(160, 120, RED)))
    assert not is_red(preview(path, 160))


def test_a_preview_is_upright(write: Write):
    path = write("a.jpg", with_thumbnail(plain(1600, 1200, BLUE), plain(160, 120, RED), turn=6))
    assert seen(preview(path, 160))[0] == (120, 160)
    assert seen(preview(path, 400))[0] == (300, 400)
    shown = glance(path)
    assert shown is not None
    assert (shown.width, shown.height) == (1200, 1600)


def test_a_larger_preview_behind_the_picture_is_found(write: Write):
    """As cameras have it (CIPA DC-007)."""
    big, full = plain(1600, 1200, BLUE), plain(640, 480, RED)
    entries = struct.pack("<LLLHH", 0x030000, len(big), 0, 0, 0)
    head = b"MPF\0"

    def segment(offset: int) -> bytes:
        listed = entries + struct.pack("<LLLHH", 0x010001, len(full), offset, 0, 0)
        body = head + b"II*\0\x08\0\0\0"
        body += directory(8, [(0xB000, 7, b"0100"), (0xB001, 4, 2), (0xB002, 7, listed)])
        return b"\xff\xe2" + struct.pack(">H", len(body) + 2) + body

    mp_starts = 2 + 4 + len(head)
    whole = big[:2] + segment(len(big) + len(segment(0)) - mp_starts) + big[2:] + full
    path = write("a.jpg", whole)
    assert is_red(preview(path, 400))
    assert seen(preview(path, 640))[0] == (640, 480)
    assert not is_red(preview(path, 800))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "HEIF"])
def test_other_kinds_are_decoded(write: Write, kind: str):
    from pillow_heif import register_heif_opener

    register_heif_opener()
    path = write("a", encoded(Image.new("RGB", (600, 400), RED), kind))
    assert seen(preview(path, 160))[0] == (160, 107)
    assert is_red(preview(path, 160))


@pytest.mark.parametrize("name", RAWS)
def test_a_raw_file_shows_the_jpeg_in_it(write: Write, name: str):
    path = write(name, RAWS[name](plain(160, 120, BLUE), plain(1600, 1200, RED)))
    shown = preview(path, 640)
    assert is_red(shown)
    assert max(seen(shown)[0]) == 640
    found = look(path)
    assert found is not None
    if name != "a.orf":  # whose large one nothing of ours leads to
        assert (found.inside[0].width, found.inside[0].height) == (1600, 1200)
    known = glance(path)
    assert known is not None
    assert {known.width, known.height} <= {1600, 1200, 160, 120}


def test_what_a_raw_file_says_is_known(write: Write):
    texts = {270: b"Rice on the terraces", 315: b"Wen Qiaoyu", 33432: "© Wen".encode()}
    data = tiff_raw(plain(160, 120, RED), plain(1600, 1200, RED), texts=texts)
    known = glance(write("a.nef", data))
    assert known is not None
    assert (known.width, known.height) == (1200, 1600)  # it lies on its side
    assert known.facts.caption == "Rice on the terraces"
    assert known.facts.creators == ("Wen Qiaoyu",)
    assert known.facts.copyright_notice == "© Wen"
    assert known.facts.date_created == "2026-10-03T06:40:00"


def test_what_is_there_for_the_columns(write: Write, jpeg: bytes):
    said = {"dc.description": "Rice.", "photoshop.Credit": "Photo/IC"}
    path = write("a.jpg", with_metadata(jpeg, xmp=said))
    stat = path.stat()
    known = glance(path)
    assert known is not None
    assert known.facts.caption == "Rice."
    assert known.facts.credit.text == "Photo/IC"
    assert (known.size, known.modified) == (stat.st_size, stat.st_mtime)
    assert glance(path.with_name("gone.jpg")) is None
    assert glance(write("b.jpg", b"no picture")) == Glance(
        path.with_name("b.jpg"), 10, path.with_name("b.jpg").stat().st_mtime
    )


def test_a_progressive_bomb_is_given_up(write: Write, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("editor.photos.previews.PATIENCE", -1.0)
    data = encoded(noisy(640, 400), "JPEG", progressive=True)
    assert preview(write("a.jpg", data), 160) is None


def test_a_png_that_is_one_endless_line_is_looked_at_and_not_decoded(
    write: Write, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("decoded"))
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda image: pytest.fail("decoded"))
    path = write("thin.png", endless_line(199_999_999))
    there = glance(path)
    assert there is not None
    assert (there.width, there.height) == (1, 199_999_999)
    assert preview(path, 160) is None


def endless_line(height: int) -> bytes:
    """The head of a PNG one pixel wide; what follows is never read."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 1, height, 8, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(bytes(2000))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each))
        for each in (head, data, b"IEND")
    )


RAW = tiff_raw(plain(160, 120, RED), plain(300, 200, BLUE))
CANON = canon_raw(plain(160, 120, RED), plain(300, 200, BLUE))
WITH = with_thumbnail(plain(300, 200, BLUE), plain(160, 107, RED))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    named=st.sampled_from([("a.nef", RAW), ("a.cr3", CANON), ("a.jpg", WITH), ("a.dng", WITH)]),
    cut=st.floats(0, 1),
    flips=st.lists(st.tuples(st.floats(0, 0.2, exclude_max=True), st.integers(0, 255)), max_size=8),
)
def test_damage_is_no_error(
    tmp_path: Path, named: tuple[str, bytes], cut: float, flips: list[tuple[float, int]]
):
    data = bytearray(named[1])
    for where, value in flips:
        data[int(where * len(data))] = value
    path = tmp_path / named[0]
    path.write_bytes(data[: max(1, int(len(data) * cut))])
    preview(path, 64)
    preview(path, 64, at_once=True)
    glance(path)
    assert sorted(tmp_path.iterdir()) == [path]
    path.unlink()
