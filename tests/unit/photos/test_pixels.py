from __future__ import annotations

import struct

import pytest
from PIL import Image, ImageCms

from editor.photos.renditions import eight_bit, on_white, to_srgb
from tests.unit.photos.pictures import display_p3, near


def shown(image: Image.Image, profile: bytes | None = None) -> tuple[int, ...]:
    """The colour of the first pixel as a page shows it."""
    done = on_white(to_srgb(eight_bit(image), profile))
    assert done.mode == "RGB"
    pixel = done.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return pixel


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "PA", "CMYK", "YCbCr", "LAB"])
def test_white_is_white_in_every_mode(mode: str):
    white = Image.new("RGB", (4, 4), "white")
    if mode == "LAB":
        to_lab = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
        )
        picture = ImageCms.applyTransform(white, to_lab)
    elif mode == "PA":
        picture = white.convert("P").convert("PA")
    else:
        picture = white.convert(mode)
    assert picture is not None
    assert near(shown(picture), (255, 255, 255))


@pytest.mark.parametrize(("value", "grey"), [(0, 0), (65535, 255), (32768, 128), (300, 1)])
@pytest.mark.parametrize("mode", ["I;16", "I;16B", "I"])
def test_16_bit_grey_keeps_its_black_and_white(mode: str, value: int, grey: int):
    form = {"I;16": "<2H", "I;16B": ">2H", "I": "=2i"}[mode]
    picture = Image.frombytes(mode, (2, 1), struct.pack(form, value, 65535))
    assert near(shown(picture), (grey,) * 3, within=1)


def test_floating_grey_is_stretched_to_what_it_holds():
    picture = Image.frombytes("F", (2, 1), struct.pack("=2f", -1.5, 2.5))
    assert eight_bit(picture).tobytes() == bytes((0, 255))


def test_a_wide_grey_of_one_value_is_no_trouble():
    assert eight_bit(Image.new("F", (2, 2), 7.0)).mode == "L"


def test_a_colour_of_display_p3_is_shown_as_itself_not_paler():
    # P3's (234, 51, 35) is the pure red of sRGB (CSS Color 4, sample conversions).
    picture = Image.new("RGB", (4, 4), (234, 51, 35))
    assert near(shown(picture, display_p3()), (255, 0, 0), within=4)
    assert shown(picture, None) == (234, 51, 35)


def test_an_srgb_profile_changes_nothing():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert shown(Image.new("RGB", (4, 4), (12, 200, 99)), profile) == (12, 200, 99)


@pytest.mark.parametrize("profile", [b"", b"no profile", bytes(4000)])
def test_a_broken_profile_is_passed_over(profile: bytes):
    assert shown(Image.new("RGB", (4, 4), (12, 200, 99)), profile) == (12, 200, 99)


def test_a_profile_for_another_kind_of_picture_is_passed_over():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert shown(Image.new("CMYK", (4, 4), (0, 255, 255, 0)), profile) == (255, 0, 0)


def test_what_is_see_through_lies_on_white_paper():
    assert shown(Image.new("RGBA", (4, 4), (0, 0, 0, 0))) == (255, 255, 255)
    assert near(shown(Image.new("RGBA", (4, 4), (255, 0, 0, 128))), (255, 127, 127))
    assert near(shown(Image.new("LA", (4, 4), (0, 128))), (127, 127, 127))
    palette = Image.new("P", (4, 4), 3)
    palette.info["transparency"] = 3
    assert shown(palette) == (255, 255, 255)


def test_a_solid_alpha_channel_is_dropped():
    assert to_srgb(Image.new("RGBA", (4, 4), (9, 9, 9, 255)), None).mode == "RGB"
