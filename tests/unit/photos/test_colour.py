"""Colours as a page shows them, of every way in which a file tells what they are."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.TiffImagePlugin import TiffImageFile

from editor.photos.colour import eight_bit, on_white, profile_of, to_srgb
from editor.photos.decoder import examine
from editor.photos.icc import PRIMARIES, TRANSFERS, power, press_profile, rgb_profile
from editor.photos.opening import opened
from editor.photos.renditions import thumbnail
from tests.unit.photos.pictures import at, display_p3, encoded, near, with_metadata

Write = Callable[[str, bytes], Path]
Case = Callable[[str], Path]


def shown(image: Image.Image, profile: bytes = b"") -> tuple[int, ...]:
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
    assert shown(picture, b"") == (234, 51, 35)


def test_an_srgb_profile_changes_nothing():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert shown(Image.new("RGB", (4, 4), (12, 200, 99)), profile) == (12, 200, 99)


@pytest.mark.parametrize("profile", [b"", b"no profile", bytes(4000)])
def test_a_broken_profile_is_passed_over(profile: bytes):
    assert shown(Image.new("RGB", (4, 4), (12, 200, 99)), profile) == (12, 200, 99)


def test_a_profile_for_another_kind_of_picture_is_passed_over():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    inked = Image.new("CMYK", (4, 4), (0, 255, 255, 0))
    assert shown(inked, profile) == shown(inked)
    assert near(shown(inked), (239, 40, 46), within=6)


def test_what_is_see_through_lies_on_white_paper():
    assert shown(Image.new("RGBA", (4, 4), (0, 0, 0, 0))) == (255, 255, 255)
    assert near(shown(Image.new("RGBA", (4, 4), (255, 0, 0, 128))), (255, 127, 127))
    assert near(shown(Image.new("LA", (4, 4), (0, 128))), (127, 127, 127))
    palette = Image.new("P", (4, 4), 3)
    palette.info["transparency"] = 3
    assert shown(palette) == (255, 255, 255)


def test_a_solid_alpha_channel_is_dropped():
    assert to_srgb(Image.new("RGBA", (4, 4), (9, 9, 9, 255)), b"").mode == "RGB"


def page_colour(path: Path, across: int = 0, down: int = 0) -> tuple[int, ...]:
    """What a page shows at one place of a file."""
    with opened(path) as image:
        profile = profile_of(image)
        return at(on_white(to_srgb(eight_bit(image), profile)), across, down)


def notices(path: Path) -> list[str]:
    return [each["key"].removeprefix("picture.") for each in examine(path)["warnings"]]


# What was drawn in the files of reports, four beside each other in three rows.
BLACK, WHITE, GREY = (0, 0, 0), (255, 255, 255), (128, 128, 128)
PATCHES = (
    *(BLACK, WHITE, GREY, (200, 60, 50)),
    *((60, 170, 70), (50, 70, 190), (230, 190, 60), (150, 90, 60)),
    *((90, 140, 200), (220, 170, 150), (240, 120, 30), (60, 60, 60)),
)


@pytest.mark.parametrize(
    ("name", "within", "said"),
    [
        ("colour-adobe-rgb-by-exif-only.jpg", 5, []),
        ("colour-linear-profile-named-srgb.jpg", 4, []),
        # Drawn through another press than ours.
        ("colour-cmyk-no-profile.jpg", 28, ["press-assumed"]),
        ("colour-heic-p3-nclx.heic", 5, []),
        ("colour-heic-pq-hdr.heic", 6, ["hdr"]),
        ("colour-png-cicp-p3.png", 5, []),
        ("colour-png-chrm-p3.png", 3, []),
    ],
)
def test_the_colours_of_a_report_are_those_that_were_drawn(
    case: Case, name: str, within: int, said: list[str]
) -> None:
    path = case(name)
    if name.endswith(".heic"):
        pytest.importorskip("pillow_heif")
    for index, patch in enumerate(PATCHES):
        across, down = 150 + 300 * (index % 4), 150 + 300 * (index // 4)
        assert near(page_colour(path, across, down), patch, within)
    assert notices(path) == said


def test_a_scan_of_12_bits_has_its_full_range(case: Case) -> None:
    path = case("colour-grey-12bit.tif")
    assert page_colour(path, 87, 83) == (70, 70, 70)
    assert page_colour(path, 612, 416) == (211, 211, 211)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks: bytes, mode: str = "RGB") -> bytes:
    """Eight pixels of one brown red, with chunks behind the head."""
    data = encoded(Image.new("RGB", (4, 2), (187, 67, 57)).convert(mode), "PNG")
    return data[:33] + b"".join(chunks) + data[33:]


def gamma(value: int) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", value))


def cicp(*points: int) -> bytes:
    return chunk(b"cICP", bytes(points))


def iccp(profile: bytes) -> bytes:
    return chunk(b"iCCP", b"name\0\0" + zlib.compress(profile))


P3_CHROMATICITY = chunk(
    b"cHRM", struct.pack(">8I", 31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)
)
SRGB_CHUNK = chunk(b"sRGB", b"\0")
AS_IT_IS, IN_P3 = (187, 67, 57), (203, 55, 49)
LINEAR = rgb_profile(*PRIMARIES[1], power(1.0))


@pytest.mark.parametrize(
    ("chunks", "colour"),
    [
        ((), AS_IT_IS),
        ((gamma(45455),), AS_IT_IS),
        ((gamma(100_000),), (222, 140, 130)),
        ((gamma(55_556),), (199, 85, 73)),
        ((P3_CHROMATICITY,), AS_IT_IS),
        ((gamma(45455), P3_CHROMATICITY), (205, 52, 45)),
        ((gamma(45455), chunk(b"cHRM", bytes(32))), AS_IT_IS),
        ((gamma(0), P3_CHROMATICITY), AS_IT_IS),
        ((cicp(12, 13, 0, 1),), IN_P3),
        ((cicp(1, 13, 0, 1),), AS_IT_IS),
        ((cicp(1, 1, 0, 1),), (183, 57, 46)),
        ((cicp(9, 14, 0, 1),), (226, 0, 36)),
        ((cicp(12, 8, 0, 1),), (236, 135, 127)),
        ((cicp(5, 13, 0, 1),), (190, 67, 57)),
        ((cicp(12, 13, 0, 0),), AS_IT_IS),
        ((cicp(77, 99, 0, 1),), AS_IT_IS),
        ((cicp(12),), AS_IT_IS),
        # cICP before iCCP before sRGB before the others (PNG 3rd edition, 4.3).
        ((cicp(12, 13, 0, 1), iccp(LINEAR)), IN_P3),
        ((cicp(1, 13, 0, 1), iccp(LINEAR)), AS_IT_IS),
        ((cicp(77, 99, 0, 1), iccp(LINEAR)), (222, 140, 130)),
        ((iccp(LINEAR), gamma(45455)), (222, 140, 130)),
        ((SRGB_CHUNK, gamma(100_000), P3_CHROMATICITY), AS_IT_IS),
        ((cicp(12, 13, 0, 1), SRGB_CHUNK), IN_P3),
    ],
)
def test_a_png_is_shown_as_chromium_shows_it(
    write: Write, chunks: tuple[bytes, ...], colour: tuple[int, ...]
) -> None:
    assert near(page_colour(write("a.png", png(*chunks))), colour, within=2)


def test_a_grey_png_has_its_gamma(write: Write) -> None:
    (grey,) = at(Image.open(BytesIO(png(mode="L"))), 0, 0)
    lighter = round(255 * (1.055 * (grey / 255) ** (1 / 2.4) - 0.055))
    assert near(page_colour(write("a.png", png(gamma(100_000), mode="L"))), (lighter,) * 3, 1)


def exif_of(space: int | None, rules: str | None) -> dict[str, str]:
    told = {"Photo.ColorSpace": space, "Iop.InteroperabilityIndex": rules}
    return {key: str(value) for key, value in told.items() if value}


@pytest.mark.parametrize("format_name", ["JPEG", "TIFF", "WEBP", "PNG"])
@pytest.mark.parametrize(
    ("space", "rules", "adobe"),
    [
        (65535, "R03", True),
        (None, "R03", True),
        (2, None, True),
        (1, "R03", False),
        (65535, "R98", False),
        (65535, None, False),
        (1, "R98", False),
    ],
)
def test_adobe_rgb_is_told_by_exif(
    write: Write, format_name: str, space: int | None, rules: str | None, adobe: bool
) -> None:
    # The pure red of sRGB in Adobe RGB.
    picture = Image.new("RGB", (16, 16), (219, 0, 0))
    more = {"WEBP": {"lossless": True}, "JPEG": {"quality": 95, "subsampling": 0}}
    options: dict[str, Any] = more.get(format_name, {})
    data = encoded(picture, format_name, **options)
    path = write("a", with_metadata(data, exif=exif_of(space, rules)))
    assert near(page_colour(path), (255, 0, 0) if adobe else (219, 0, 0), within=3)
    small = at(Image.open(BytesIO(thumbnail(path, 8))), 4, 4)
    assert near(small, (255, 0, 0) if adobe else (219, 0, 0), within=4)


def test_a_profile_goes_before_exif(write: Write) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = Image.new("RGB", (16, 16), (219, 0, 0))
    data = encoded(picture, "TIFF", icc_profile=srgb)
    path = write("a.tif", with_metadata(data, exif=exif_of(65535, "R03")))
    assert page_colour(path) == (219, 0, 0)


@pytest.mark.parametrize(
    ("points", "colour", "said"),
    [
        ((1, 13), AS_IT_IS, []),
        ((2, 2), AS_IT_IS, []),
        ((12, 13), IN_P3, []),
        ((12, 2), IN_P3, []),
        ((9, 13), (230, 4, 49), []),
        ((1, 1), (183, 57, 46), ["television"]),
    ],
)
def test_a_heic_tells_its_colours_by_numbers(
    write: Write, points: tuple[int, int], colour: tuple[int, ...], said: list[str]
) -> None:
    path = write("a.heic", heic(AS_IT_IS, points))
    assert near(page_colour(path, 9, 9), colour, within=4)
    assert notices(path) == said


def test_a_profile_of_a_heic_goes_before_its_numbers(write: Write) -> None:
    data = heic(AS_IT_IS, (12, 13), icc_profile=LINEAR)
    assert near(page_colour(write("a.heic", data), 9, 9), (222, 140, 130), within=4)


def heic(colour: tuple[int, ...], points: tuple[int, int], **more: bytes) -> bytes:
    heif = pytest.importorskip("pillow_heif")
    file = BytesIO()
    heif.from_pillow(Image.new("RGB", (64, 64), colour)).save(
        file,
        quality=100,
        chroma=444,
        color_primaries=points[0],
        transfer_characteristics=points[1],
        matrix_coefficients=0,
        full_range_flag=1,
        **more,
    )
    return file.getvalue()


@pytest.mark.parametrize(("transfer", "white"), [(16, 0.5807), (18, 0.75)])
def test_white_of_an_hdr_picture_is_nearly_that_of_the_page(transfer: int, white: float) -> None:
    """What ITU-R BT.2408 calls white; below it all stays as bright, above it nothing is lost at
    once."""
    profile = rgb_profile(*PRIMARIES[1], TRANSFERS[transfer])
    shades = [
        shown(Image.new("RGB", (1, 1), (round(v * 255),) * 3), profile)[0]
        for v in (0, white / 2, white, white + 0.03, 1)
    ]
    assert shades == sorted(shades)
    assert shades[0] == 0
    assert 249 <= shades[2] <= 253
    assert shades[3] > shades[2]
    assert shades[4] == 255


def test_an_hdr_png_says_that_it_is_one(write: Write) -> None:
    assert notices(write("a.png", png(cicp(9, 16, 0, 1)))) == ["hdr"]
    assert notices(write("b.png", png(cicp(9, 18, 0, 1), iccp(LINEAR)))) == ["hdr"]


def test_profiles_are_not_told_by_their_names() -> None:
    """One of sRGB that is called otherwise changes nothing; one that is not has its effect."""
    ours = rgb_profile(*PRIMARIES[1], TRANSFERS[13])
    assert shown(Image.new("RGB", (4, 4), (12, 200, 99)), ours) == (12, 200, 99)
    assert near(shown(Image.new("RGB", (4, 4), GREY), LINEAR), (188, 188, 188), within=1)


def test_a_grey_seen_through_a_profile_of_rgb_has_its_curve() -> None:
    assert near(shown(Image.new("L", (4, 4), 128), LINEAR), (188, 188, 188), within=1)


@pytest.mark.parametrize("format_name", ["JPEG", "TIFF"])
def test_cmyk_with_a_profile_is_seen_through_it(write: Write, format_name: str) -> None:
    picture = Image.new("CMYK", (16, 16), (40, 160, 200, 20))
    data = encoded(picture, format_name, icc_profile=press_profile())
    path = write("a", data)
    assert near(page_colour(path, 8, 8), shown(picture), within=4)
    assert notices(path) == []


def test_a_jpeg_of_ycck_has_the_colours_of_its_inks(write: Write) -> None:
    """Adobe's form of CMYK in a JPEG, transform 2: three inks as luminance and colour."""
    inks = (40, 160, 200, 20)
    luminance = Image.new("RGB", (16, 16), inks[:3]).convert("YCbCr").split()
    turned = [channel.point(lambda value: 255 - value) for channel in luminance]
    data = encoded(Image.merge("CMYK", [*turned, Image.new("L", (16, 16), inks[3])]), "JPEG")
    transform = data.index(b"Adobe\0") + 11
    path = write("a.jpg", data[:transform] + b"\2" + data[transform + 1 :])
    assert near(page_colour(path, 8, 8), shown(Image.new("CMYK", (4, 4), inks)), within=4)


def test_cmyk_without_a_profile_looks_printed(write: Write) -> None:
    """Solid inks of a press are no neon; paper is white, all inks are black."""
    inks = {
        (0, 0, 0, 0): WHITE,
        (255, 255, 255, 255): BLACK,
        (255, 0, 0, 0): (0, 175, 240),
        (0, 255, 0, 0): (236, 21, 142),
        (0, 0, 255, 0): (255, 242, 0),
        (0, 0, 0, 255): (41, 40, 40),
    }
    for ink, colour in inks.items():
        assert near(shown(Image.new("CMYK", (4, 4), ink)), colour)


def test_a_profile_that_cannot_be_used_is_said(write: Write) -> None:
    picture = Image.new("RGB", (16, 16), AS_IT_IS)
    path = write("a.tif", encoded(picture, "TIFF", icc_profile=press_profile()))
    assert page_colour(path) == AS_IT_IS
    assert notices(path) == ["profile-unusable"]


def test_a_linear_picture_of_16_bits_is_said_to_lose_its_shadows(write: Write) -> None:
    """Pillow reads it at 8 bits; one that is not linear loses nothing that is seen."""
    deep = encoded(wide(0, 100, 40_000), "PNG")
    for chunks, said in (((), []), ((gamma(100_000),), ["linear"])):
        path = write("a.png", deep[:33] + b"".join(chunks) + deep[33:])
        assert notices(path) == said
    data = encoded(wide(0, 100), "TIFF", icc_profile=LINEAR)
    assert notices(write("a.tif", data)) == ["linear"]
    assert notices(write("b.png", png(gamma(100_000)))) == []


def wide(*values: int) -> Image.Image:
    return Image.frombytes("I;16", (len(values), 1), struct.pack(f"<{len(values)}H", *values))


def test_a_dark_picture_of_16_bits_is_dark(write: Write) -> None:
    for name in ("PNG", "TIFF"):
        path = write("a", encoded(wide(0, 100, 255), name))
        assert page_colour(path, 2) == (1, 1, 1)


def test_16_bits_that_count_from_white_are_no_negative(write: Write) -> None:
    data = encoded(wide(0, 65535, 0x4000), "TIFF", tiffinfo={262: 0})
    # Pillow writes its own answer into that tag.
    path = write("a.tif", as_tag(data, 262, 0))
    assert [page_colour(path, at)[0] for at in range(3)] == [255, 0, 191]


def as_tag(data: bytes, tag: int, value: int) -> bytes:
    """The TIFF with a short of its first page changed."""
    at = data.index(struct.pack("<HHI", tag, 3, 1)) + 8
    return data[:at] + struct.pack("<H", value) + data[at + 2 :]


def test_floats_from_0_to_1_are_what_they_say() -> None:
    picture = Image.frombytes("F", (3, 1), struct.pack("=3f", 0.0, 0.2, 0.5))
    assert eight_bit(picture).tobytes() == bytes((0, 51, 128))


def test_lab_has_its_colours(write: Write) -> None:
    """L of 49.8, a of 20 and b of -30, the latter two with a sign, as TIFF has it."""
    data = encoded(Image.new("LAB", (1, 1)), "TIFF")
    (start,) = TiffImageFile(BytesIO(data)).tag_v2[273]
    path = write("a.tif", data[:start] + bytes((127, 20, 226)) + data[start + 3 :])
    assert near(page_colour(path), (132, 107, 170), within=1)


def test_palette_and_bits_keep_theirs(write: Write) -> None:
    palette = Image.new("P", (2, 1))
    palette.putpalette([10, 200, 30, 255, 0, 0])
    palette.putpixel((1, 0), 1)
    path = write("a.png", encoded(palette, "PNG", transparency=b"\xff\0"))
    assert (page_colour(path, 0), page_colour(path, 1)) == ((10, 200, 30), WHITE)
    bits = Image.new("1", (2, 1))
    bits.putpixel((1, 0), 1)
    path = write("b.tif", encoded(bits, "TIFF", compression="group4"))
    assert (page_colour(path, 0), page_colour(path, 1)) == (BLACK, WHITE)
