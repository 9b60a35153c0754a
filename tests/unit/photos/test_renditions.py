"""The sizes and cuts a page needs, made from originals of every sort."""

from __future__ import annotations

import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat
from PIL.TiffImagePlugin import AppendingTiffWriter, TiffImageFile

from editor.photos import renditions
from editor.photos.decoder import examine
from editor.photos.families import OriginalUnreadable, PictureNotWritten
from editor.photos.opening import opened as opened_original
from editor.photos.renditions import make_pixels, pixel_box, resized, thumbnail
from editor.story.edits import WHOLE, Crop, Edits, Point, Ratio, Tone
from editor.story.rendition import Encoding, Rendition, card_renditions, page_renditions
from editor.story.snapshot import PlacedPhoto
from tests.unit.photos.pictures import (
    PLACED,
    at,
    display_p3,
    encoded,
    make_renditions,
    near,
    noisy,
    read_facts,
)

Write = Callable[[str, bytes], Path]
Placed = Callable[..., PlacedPhoto]
Case = Callable[[str], Path]

RED, GREEN, BLUE, YELLOW = (220, 60, 40), (60, 180, 70), (50, 80, 200), (230, 200, 60)


def quarters(width: int, height: int) -> Image.Image:
    """Red and green above blue and yellow."""
    four = Image.new("RGB", (2, 2))
    for index, colour in enumerate((RED, GREEN, BLUE, YELLOW)):
        four.putpixel((index % 2, index // 2), colour)
    return four.resize((width, height), Image.Resampling.NEAREST)


def one(path: Path, rendition: Rendition) -> Image.Image:
    ((made, data),) = make_renditions(path, [rendition])
    assert made is rendition
    image = Image.open(BytesIO(data))
    image.load()
    return image


def corners(image: Image.Image) -> list[str]:
    """The names of the quarters' colours, row by row."""
    colours = image.convert("RGB")
    found: list[str] = []
    for down in (0.2, 0.8):
        for across in (0.2, 0.8):
            pixel = colours.getpixel((int(across * image.width), int(down * image.height)))
            assert isinstance(pixel, tuple)
            found.append(nearest(pixel))
    return found


def nearest(pixel: tuple[int, ...]) -> str:
    names = {"red": RED, "green": GREEN, "blue": BLUE, "yellow": YELLOW}

    def distance(name: str) -> int:
        return sum(abs(a - b) for a, b in zip(names[name], pixel, strict=True))

    return min(names, key=distance)


# How a camera held in each way would have stored the upright scene.
STORED_AS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def marked(width: int, height: int) -> Image.Image:
    """White, and black in the upper left quarter."""
    picture = Image.new("L", (width, height), 255)
    picture.paste(0, (0, 0, width // 2, height // 2))
    return picture


def dark_corners(image: Image.Image) -> list[bool]:
    grey = image.convert("L")
    points = [(x, y) for y in (0.2, 0.8) for x in (0.2, 0.8)]
    return [at(grey, int(x * image.width), int(y * image.height))[0] < 128 for x, y in points]


def stored(upright: Image.Image, orientation: int, kind: str) -> bytes:
    """The file of a picture whose pixels lie as a camera held so would have stored them."""
    turn = STORED_AS.get(orientation)
    picture = upright if turn is None else upright.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    if kind == "HEIF":
        heif = pytest.importorskip("pillow_heif")
        file = BytesIO()
        # Its writer wants the scene upright, and turns it as the Exif data says.
        heif.from_pillow(picture.convert("RGB")).save(file, quality=90, exif=exif.tobytes())
        return file.getvalue()
    if kind == "16 bit":
        wide = Image.frombytes(
            "I;16",
            picture.size,
            b"".join(struct.pack("<H", value * 257) for value in picture.tobytes()),
        )
        return encoded(wide, "TIFF", tiffinfo={274: orientation})
    if kind == "G4":
        bits = picture.convert("1")
        return encoded(bits, "TIFF", compression="group4", tiffinfo={274: orientation})
    if kind in ("L", "CMYK"):
        inked = picture.convert("RGB").convert(kind)
        return encoded(inked, "TIFF", tiffinfo={274: orientation})
    return encoded(picture.convert("RGB"), kind, exif=exif)


def two_pages(first: bytes, second: bytes) -> bytes:
    """One TIFF of both, with what each says it is."""
    pages = [TiffImageFile(BytesIO(each)) for each in (first, second)]
    file = BytesIO()
    with AppendingTiffWriter(file, new=True) as writer:
        for page in pages:
            kinds = {tag: page.tag_v2[tag] for tag in (254, 255) if tag in page.tag_v2}
            page.save(writer, "TIFF", tiffinfo=kinds)
            writer.newFrame()
    return file.getvalue()


class TestThePage:
    def test_every_width_is_made_in_both_encodings_with_its_credit(
        self, write: Write, placed: Placed, tmp_path: Path
    ):
        path = write("a.jpg", encoded(noisy(1700, 1100), "JPEG", quality=80))
        wanted = page_renditions(placed(width=1700, height=1100), avif=True)
        made = list(make_renditions(path, wanted))
        assert {rendition for rendition, _ in made} == set(wanted)
        for rendition, data in made:
            with Image.open(BytesIO(data)) as image:
                assert image.size == (rendition.width, rendition.height)
                assert image.format == rendition.encoding.name
                assert image.mode == "RGB"
            facts = read_facts(write("made", data))
            assert facts.credit.text == PLACED.credit
            assert (facts.caption, facts.alt) == (PLACED.caption, PLACED.alt)
            assert facts.copyright_notice == PLACED.copyright_notice

    def test_cards_are_cut_as_they_were_planned(self, write: Write, placed: Placed):
        path = write("a.jpg", encoded(noisy(800, 600), "JPEG"))
        for rendition, data in make_renditions(
            path, [*card_renditions(placed(width=800, height=600)).values()]
        ):
            with Image.open(BytesIO(data)) as image:
                assert image.size == (rendition.width, rendition.height)

    def test_a_jpeg_is_progressive_and_all_bytes_are_the_same_each_time(
        self, write: Write, placed: Placed
    ):
        path = write("a.jpg", encoded(noisy(600, 400), "JPEG"))
        wanted = page_renditions(placed(width=600, height=400), avif=True)
        first = list(make_renditions(path, wanted))
        assert first == list(make_renditions(path, tuple(reversed(wanted))))
        jpeg = next(data for rendition, data in first if rendition.encoding is Encoding.JPEG)
        with Image.open(BytesIO(jpeg)) as image:
            assert image.info.get("progressive") == 1

    def test_renditions_are_made_where_nothing_else_than_them_is_written(
        self, write: Write, placed: Placed, tmp_path: Path
    ):
        data = encoded(noisy(640, 400), "JPEG")
        path = write("a.jpg", data)
        list(make_renditions(path, page_renditions(placed())))
        assert [each.name for each in tmp_path.iterdir()] == ["a.jpg"]
        assert path.read_bytes() == data

    def test_a_picture_of_one_pixel_has_its_page_and_its_cards(self, write: Write, placed: Placed):
        photo = placed(width=1, height=1)
        path = write("dot.png", encoded(Image.new("RGB", (1, 1), "red"), "PNG"))
        wanted = (*page_renditions(photo), *card_renditions(photo).values())
        assert len(list(make_renditions(path, wanted))) == len(wanted)

    def test_no_renditions_touch_no_file(self, tmp_path: Path):
        assert list(make_renditions(tmp_path / "nothing.jpg", ())) == []

    @pytest.mark.parametrize(
        "edits",
        [
            Edits(),
            Edits(turn=1, flip=True, crop=Crop(0.1, 0.0, 0.9, 0.8), focus=Point(0.9, 0.2)),
            Edits(straighten=4, tone=Tone(contrast=30)),
        ],
    )
    def test_a_card_cut_of_the_page_s_picture_is_the_one_made_by_itself(
        self, write: Write, placed: Placed, edits: Edits
    ):
        picture = noisy(90, 60).resize((900, 600), Image.Resampling.BICUBIC)
        path = write("a.jpg", encoded(picture, "JPEG", quality=90))
        photo = replace(placed(width=900, height=600), edits=edits)
        card = replace(card_renditions(photo)[Ratio.WIDE], width=320, height=180)
        page = max(page_renditions(photo), key=lambda each: (each.width, each.encoding))
        made = dict(make_pixels(path, (card, page)))
        ((_, alone),) = make_pixels(path, [card])
        assert mean_square(opened(made[card]), opened(alone)) < 20
        assert opened(alone).size == (card.width, card.height)

    def test_a_picture_scaled_in_bands_is_the_one_scaled_at_once(self):
        source = noisy(1100, 1000)
        box = (40.3, 17.7, 1060.1, 993.5)
        with ThreadPoolExecutor(3) as pool:
            bands = resized(source, (700, 641), box, pool)
        whole = source.resize((700, 641), Image.Resampling.LANCZOS, box=box)
        different = ImageChops.difference(bands, whole).getextrema()
        assert max(high for _, high in different) <= 2  # type: ignore[misc]


class TestUpright:
    @pytest.mark.parametrize(
        "kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "L", "CMYK", "16 bit", "G4"]
    )
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_every_exif_orientation_ends_the_right_way_up(
        self, write: Write, placed: Placed, orientation: int, kind: str
    ):
        """Its measures, its renditions and its small picture, from one file with a dark corner."""
        path = write("a", stored(marked(96, 64), orientation, kind))
        taken = examine(path)
        assert (taken.get("width"), taken.get("height")) == (96, 64)
        made = one(path, Rendition(placed(width=96, height=64), WHOLE, 48, 32, Encoding.JPEG))
        for upright in (made, opened(thumbnail(path, 48))):
            assert upright.size == (48, 32)
            assert dark_corners(upright) == [True, False, False, False]
        assert made.getexif().get(0x0112) is None

    def test_a_turned_tiff_of_a_desk(self, placed: Placed, case: Case):
        path = case("tiff-orientation-6.tif")
        assert (examine(path)["width"], examine(path)["height"]) == (600, 400)
        made = one(path, Rendition(placed(width=600, height=400), WHOLE, 300, 200, Encoding.JPEG))
        red, *others = (at(made, across, down) for down in (5, 195) for across in (5, 295))
        assert near(red, (220, 30, 30))
        assert not any(near(red, other, within=60) for other in others)

    @pytest.mark.parametrize("tag", [{254: 1}, {255: 2}, {254: 4}])
    def test_a_small_copy_before_the_page_of_a_tiff_is_not_the_picture(
        self, write: Write, placed: Placed, tag: dict[int, int]
    ):
        small = encoded(Image.new("RGB", (12, 8), "black"), "TIFF", tiffinfo=tag)
        path = write("scan.tif", two_pages(small, encoded(quarters(96, 64), "TIFF")))
        taken = examine(path)
        assert (taken["width"], taken["height"], taken["warnings"]) == (96, 64, [])
        made = one(path, Rendition(placed(width=96, height=64), WHOLE, 48, 32, Encoding.JPEG))
        for picture in (made, opened(thumbnail(path, 48))):
            assert picture.size == (48, 32)
            assert corners(picture) == ["red", "green", "blue", "yellow"]

    def test_a_tiff_of_nothing_but_a_small_copy_is_that(self, write: Write):
        path = write("a.tif", encoded(quarters(12, 8), "TIFF", tiffinfo={254: 1}))
        assert (examine(path)["width"], examine(path)["height"]) == (12, 8)

    def test_a_crop_is_of_the_upright_picture(self, write: Write, placed: Placed):
        exif = Image.Exif()
        exif[0x0112] = 6
        stored = quarters(800, 600).transpose(Image.Transpose.ROTATE_90)
        path = write("a.jpg", encoded(stored, "JPEG", exif=exif))
        right = Crop(0.5, 0.0, 0.5, 1.0)
        made = one(path, Rendition(placed(width=800, height=600), right, 100, 150, Encoding.JPEG))
        assert corners(made) == ["green", "green", "yellow", "yellow"]


class TestColours:
    def test_cmyk_16_bit_and_palettes_come_out_in_rgb(self, write: Write, placed: Placed):
        pictures = {
            "cmyk.tif": encoded(quarters(64, 64).convert("CMYK"), "TIFF"),
            "cmyk.jpg": encoded(quarters(64, 64).convert("CMYK"), "JPEG"),
            "palette.png": encoded(quarters(64, 64).convert("P"), "PNG"),
        }
        for name, data in pictures.items():
            rendition = Rendition(placed(width=64, height=64), WHOLE, 32, 32, Encoding.WEBP)
            assert corners(one(write(name, data), rendition)) == ["red", "green", "blue", "yellow"]

    def test_a_profile_is_applied_and_left_behind(self, write: Write, placed: Placed):
        picture = Image.new("RGB", (64, 64), (234, 51, 35))
        path = write("p3.jpg", encoded(picture, "JPEG", quality=95, icc_profile=display_p3()))
        made = one(path, Rendition(placed(width=64, height=64), WHOLE, 32, 32, Encoding.JPEG))
        pixel = made.getpixel((9, 9))
        assert isinstance(pixel, tuple)
        assert pixel[0] > 248
        assert max(pixel[1:]) < 12
        assert "icc_profile" not in made.info

    def test_a_see_through_picture_lies_on_white_in_both_encodings(
        self, write: Write, placed: Placed
    ):
        path = write("a.png", encoded(Image.new("RGBA", (64, 64), (0, 0, 0, 0)), "PNG"))
        for encoding in Encoding:
            made = one(path, Rendition(placed(width=64, height=64), WHOLE, 32, 32, encoding))
            assert made.convert("RGB").getpixel((9, 9)) == (255, 255, 255)

    def test_a_drafted_jpeg_looks_like_one_scaled_in_full(self, write: Write, placed: Placed):
        original = Image.effect_mandelbrot((1600, 1200), (-2.2, -1.2, 1.0, 1.2), 80).convert("RGB")
        path = write("a.jpg", encoded(original, "JPEG", quality=95))
        photo = placed(width=1600, height=1200)
        made = one(path, Rendition(photo, WHOLE, 400, 300, Encoding.JPEG))
        with Image.open(path) as full:
            plain = full.resize((400, 300), Image.Resampling.LANCZOS)
        reference = Image.open(BytesIO(encoded(plain, "JPEG", quality=82)))
        assert mean_square(made, reference) < 20


class TestCrops:
    unit = st.floats(0, 1)

    @given(unit, unit, unit, unit, st.integers(1, 9000), st.integers(1, 9000))
    def test_a_box_lies_inside_the_picture_and_has_a_pixel(
        self, a: float, b: float, c: float, d: float, width: int, height: int
    ):
        left, right = sorted((a, b))
        top, bottom = sorted((c, d))
        if right - left <= 0 or bottom - top <= 0:
            return
        crop = Crop(left, top, right - left, bottom - top)
        x, y, x2, y2 = pixel_box(crop, width, height)
        assert 0 <= x < x2 <= width
        assert 0 <= y < y2 <= height
        assert x2 - x >= 0.999
        assert y2 - y >= 0.999

    def test_the_whole_is_the_whole(self):
        assert pixel_box(WHOLE, 640, 400) == (0.0, 0.0, 640.0, 400.0)

    def test_nothing_is_ever_enlarged(self, write: Write, placed: Placed, jpeg: bytes):
        path = write("a.jpg", jpeg)
        half = Crop(0.0, 0.0, 0.5, 0.5)
        for crop, width, height in ((WHOLE, 700, 400), (half, 640, 400), (WHOLE, 0, 5)):
            rendition = Rendition(placed(), crop, width, height, Encoding.JPEG)
            with pytest.raises(ValueError, match="cannot be cut from"):
                list(make_renditions(path, [rendition]))


class TestOnTheWay:
    def test_cancelling_stops_without_an_error(self, write: Write, placed: Placed):
        path = write("a.jpg", encoded(noisy(1300, 900), "JPEG"))
        wanted = page_renditions(placed(width=1300, height=900))
        asked: list[int] = []

        def after_two() -> bool:
            asked.append(1)
            return len(asked) > 2

        made = list(make_renditions(path, wanted, cancelled=after_two))
        assert len(made) < len(wanted)
        assert list(make_renditions(path, wanted, cancelled=lambda: True)) == []

    def test_whoever_stops_listening_leaves_no_thread_behind(self, write: Write, placed: Placed):
        path = write("a.jpg", encoded(noisy(1300, 900), "JPEG"))
        making = make_renditions(path, page_renditions(placed(width=1300, height=900)))
        next(making)
        making.close()  # type: ignore[attr-defined]  # a generator; conftest looks for threads

    @pytest.mark.parametrize("data", [b"", b"not a picture", encoded(noisy(64, 48), "JPEG")[:900]])
    def test_a_spoilt_original_is_said_to_be_unreadable(
        self, write: Write, placed: Placed, data: bytes
    ):
        path = write("0a1b2c", data)
        rendition = Rendition(placed(width=64, height=48), WHOLE, 32, 24, Encoding.JPEG)
        with pytest.raises(OriginalUnreadable, match=r"0a1b2c cannot be read .*; restore"):
            list(make_renditions(path, [rendition]))

    def test_a_lost_original_is_unreadable_too(self, tmp_path: Path, placed: Placed):
        rendition = Rendition(placed(), WHOLE, 32, 20, Encoding.JPEG)
        with pytest.raises(OriginalUnreadable):
            list(make_pixels(tmp_path / "gone", [rendition]))

    def test_a_long_picture_has_its_page_and_no_library_speaks(
        self, placed: Placed, write: Write, capfd: pytest.CaptureFixture[str]
    ):
        path = write("tall.png", encoded(Image.new("L", (60, 66_000), 120), "PNG"))
        wanted = page_renditions(placed(width=60, height=66_000))
        ((rendition, data),) = make_renditions(path, wanted)
        assert opened(data).size == (rendition.width, rendition.height) == (59, 64_900)
        assert capfd.readouterr() == ("", "")

    def test_every_file_of_a_long_screenshot_is_made(self, placed: Placed, case: Case):
        wanted = page_renditions(placed(width=900, height=17_000))
        path = case("tall-900x17000.jpg")
        assert {made for made, _ in make_pixels(path, wanted)} == set(wanted)

    def test_what_an_encoder_refuses_is_no_fault_of_the_original(
        self, placed: Placed, write: Write
    ):
        path = write("tall.png", encoded(Image.new("L", (2, 17_000), 120), "PNG"))
        photo = placed(width=2, height=17_000)
        too_long = Rendition(photo, WHOLE, 2, 17_000, Encoding.WEBP)
        with pytest.raises(PictureNotWritten, match=r"2 × 17000 pixels .*WEBP .*sound\."):
            list(make_pixels(path, [too_long]))

    def test_where_avif_cannot_be_written_a_sentence_says_so(
        self, placed: Placed, write: Write, jpeg: bytes, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(renditions, "writes_avif", lambda: False)
        path, wanted = write("a.jpg", jpeg), page_renditions(placed(), avif=True)
        with pytest.raises(PictureNotWritten, match=r"cannot write AVIF.* Switch AVIF off"):
            list(make_pixels(path, wanted))

    def test_what_the_system_refuses_is_no_damage(self, placed: Placed, tmp_path: Path):
        """A folder in its place: whoever runs the tests as root may read any file."""
        rendition = Rendition(placed(), WHOLE, 32, 20, Encoding.JPEG)
        with pytest.raises(OriginalUnreadable, match="just now"):
            list(make_pixels(tmp_path, [rendition]))

    def test_too_little_memory_is_no_damage(self, write: Write, jpeg: bytes):
        with (
            pytest.raises(OriginalUnreadable, match=r"just now \(there is not enough memory"),
            opened_original(write("a.jpg", jpeg)),
        ):
            raise MemoryError

    def test_pixels_alone_carry_no_words(self, write: Write, placed: Placed, jpeg: bytes):
        photo = replace(placed(), caption="SECRETWORDS")
        rendition = Rendition(photo, WHOLE, 320, 200, Encoding.JPEG)
        ((_, data),) = make_pixels(write("a.jpg", jpeg), [rendition])
        assert b"SECRETWORDS" not in data


def mean_square(one: Image.Image, other: Image.Image) -> float:
    """Of their differences; 20 are 35 dB, beyond what an eye sees."""
    apart = ImageStat.Stat(ImageChops.difference(one, other))
    return sum(apart.sum2) / sum(apart.count)


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


class TestEditedPictures:
    """`quarters`: red and green above blue and yellow."""

    @pytest.mark.parametrize(
        ("edits", "seen"),
        [
            (Edits(turn=1), "blue red yellow green"),
            (Edits(turn=2), "yellow blue green red"),
            (Edits(turn=3), "green yellow red blue"),
            (Edits(flip=True), "green red yellow blue"),
            (Edits(turn=1, flip=True), "yellow green blue red"),
            (Edits(straighten=5), "red green blue yellow"),
        ],
    )
    def test_a_picture_is_mirrored_and_turned(
        self, write: Write, placed: Placed, edits: Edits, seen: str
    ):
        path = write("a.png", encoded(quarters(900, 600), "PNG"))
        photo = replace(placed(width=900, height=600), edits=edits)
        for rendition in page_renditions(photo):
            image = one(path, rendition)
            assert image.size == (rendition.width, rendition.height)
            assert (image.width < image.height) is edits.on_its_side
            assert corners(image) == seen.split()

    @pytest.mark.parametrize("edits", [Edits(), Edits(turn=1), Edits(turn=3, flip=True)])
    def test_a_crop_cuts_the_same_of_the_original_however_it_is_turned(
        self, write: Write, placed: Placed, edits: Edits
    ):
        path = write("a.png", encoded(quarters(900, 600), "PNG"))
        cropped = replace(placed(width=900, height=600), edits=edits, crop=Crop(0.5, 0.5, 0.5, 0.5))
        image = one(path, page_renditions(cropped)[-1])
        assert corners(image) == ["yellow"] * 4

    @pytest.mark.parametrize("degrees", [-45, -7.5, 0.2, 3, 30])
    @pytest.mark.parametrize("crop", [None, Crop(0, 0, 0.4, 1), Crop(0.7, 0.6, 0.3, 0.4)])
    def test_no_corner_is_empty_when_it_is_straightened(
        self, write: Write, placed: Placed, degrees: float, crop: Crop | None
    ):
        white = Image.new("RGB", (900, 600), "white")
        path = write("a.png", encoded(white, "PNG"))
        photo = replace(placed(width=900, height=600), edits=Edits(straighten=degrees), crop=crop)
        for rendition in (*page_renditions(photo), *card_renditions(photo).values()):
            assert sum(one(path, rendition).convert("L").histogram()[:250]) == 0

    def test_it_is_turned_clockwise(self, write: Write, placed: Placed):
        line = Image.new("L", (801, 801), 0)
        line.paste(255, (0, 396, 801, 405))  # across the middle
        path = write("a.png", encoded(line.convert("RGB"), "PNG"))
        photo = replace(placed(width=801, height=801), edits=Edits(straighten=10))
        image = one(path, page_renditions(photo)[-1]).convert("L")
        left, right = (
            max(range(image.height), key=lambda y, x=x: at(image, x, y)[0])
            for x in (20, image.width - 20)
        )
        assert right - left > image.width * 0.15

    def test_tone_is_one_curve_for_all_of_it(self, write: Write, placed: Placed):
        ramp = Image.linear_gradient("L").resize((480, 480))
        path = write("a.png", encoded(ramp.convert("RGB"), "PNG"))
        tone = Tone(brightness=20, contrast=-30, black=10, white=240, middle=1.3)
        photo = placed(width=480, height=480)
        plain, toned = (
            one(path, page_renditions(each)[-1])
            for each in (photo, replace(photo, edits=Edits(tone=tone)))
        )
        for y in range(0, 480, 40):
            level = at(plain, 200, y)[0]
            assert near(at(toned, 200, y), [tone.curve[level]] * 3, within=4)

    def test_a_thumbnail_is_of_what_the_page_shows(self, write: Write):
        path = write("a.jpg", encoded(quarters(900, 600), "JPEG"))
        edits = Edits(turn=1, crop=Crop(0, 0, 0.5, 1))
        with Image.open(BytesIO(thumbnail(path, 120, edits))) as image:
            assert image.size == (120, 90)
            assert corners(image) == ["blue", "red"] * 2

    def test_named_crops_keep_the_focal_point_in_sight(self, write: Write, placed: Placed):
        path = write("a.png", encoded(quarters(900, 600), "PNG"))
        photo = replace(placed(width=900, height=600), edits=Edits(focus=Point(0.95, 0.95)))
        cards = card_renditions(photo)
        assert list(cards) == list(Ratio)
        assert all(card.crop.holds(Point(0.95, 0.95)) for card in cards.values())
        square = one(path, cards[Ratio.SQUARE])
        assert square.size == (600, 600)
        assert nearest(at(square, 599, 599)) == "yellow"
