"""Small pictures for lists."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor.photos.refusal import OriginalUnreadable
from editor.photos.thumbnails import thumbnail
from tests.unit.photos.pictures import display_p3, encoded, noisy

Write = Callable[[str, bytes], Path]


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def test_the_longer_side_is_as_long_as_asked(write: Write):
    wide = opened(thumbnail(write("a.jpg", encoded(noisy(900, 600), "JPEG")), 150))
    tall = opened(thumbnail(write("b.png", encoded(noisy(300, 600), "PNG")), 100))
    assert (wide.format, wide.size) == ("JPEG", (150, 100))
    assert (tall.format, tall.size) == ("JPEG", (50, 100))


def test_it_is_never_larger_than_the_picture(write: Write):
    assert opened(thumbnail(write("a.png", encoded(noisy(30, 20), "PNG")), 400)).size == (30, 20)


def test_a_very_long_picture_keeps_a_pixel(write: Write):
    data = encoded(Image.new("RGB", (3000, 2)), "PNG")
    assert opened(thumbnail(write("a.png", data), 100)).size == (100, 1)


def test_it_is_upright(write: Write):
    exif = Image.Exif()
    exif[0x0112] = 8
    data = encoded(noisy(900, 600), "JPEG", exif=exif)
    assert opened(thumbnail(write("a.jpg", data), 90)).size == (60, 90)


def test_what_is_see_through_stays_so(write: Write):
    picture = Image.new("RGBA", (80, 60), (255, 0, 0, 0))
    small = opened(thumbnail(write("a.png", encoded(picture, "PNG")), 40))
    assert (small.format, small.mode) == ("PNG", "RGBA")
    corner = small.getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert corner[3] == 0


def test_its_colours_are_those_of_the_page(write: Write):
    picture = Image.new("RGB", (64, 64), (234, 51, 35))
    data = encoded(picture, "JPEG", quality=95, icc_profile=display_p3())
    pixel = opened(thumbnail(write("a.jpg", data), 32)).getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 248


def test_a_spoilt_original_and_a_senseless_size_are_errors(write: Write, jpeg: bytes):
    with pytest.raises(OriginalUnreadable):
        thumbnail(write("half.jpg", jpeg[: len(jpeg) // 2]), 100)
    with pytest.raises(ValueError, match="0 pixels"):
        thumbnail(write("a.jpg", jpeg), 0)
