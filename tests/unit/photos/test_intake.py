"""Pictures that come in, and files that are turned away by name."""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor.child import Child
from editor.message import message
from editor.photos.blocks import pixels_of
from editor.photos.intake import Intake, PictureRefused, picture_decoder, read_picture
from editor.photos.metadata import xmp_packet
from editor.photos.opening import opened, uprighted
from editor.story.photo import PHOTO_FIELDS
from tests.data.sample_sky import sky
from tests.unit.photos.pictures import encoded, noisy, with_metadata
from tests.unit.photos.raws import RAWS, tiff_raw

Write = Callable[[str, bytes], Path]


def refusal(path: Path, decoder: Child | None = None) -> str:
    with pytest.raises(PictureRefused) as caught:
        read_picture(path, decoder=decoder)
    assert str(caught.value).startswith(f"{path.name} was not added: ")
    assert str(caught.value).endswith(".")
    assert caught.value.name == path.name
    return str(caught.value.reason)


class TestTaken:
    def test_a_jpeg_is_described_with_what_it_says_of_itself(self, write: Write, jpeg: bytes):
        data = with_metadata(jpeg, xmp={"photoshop.Credit": "Photo/VCG", "photoshop.City": "Baoji"})
        intake = read_picture(write("a.jpg", data))
        assert (intake.format, intake.width, intake.height) == ("JPEG", 640, 400)
        assert intake.size == len(data)
        assert (intake.facts.credit.text, intake.facts.city) == ("Photo/VCG", "Baoji")
        assert intake.warnings == ()

    @pytest.mark.parametrize(
        ("name", "format_name", "mode"),
        [
            ("a.png", "PNG", "RGB"),
            ("a.png", "PNG", "RGBA"),
            ("a.png", "PNG", "P"),
            ("a.webp", "WEBP", "RGB"),
            ("a.tif", "TIFF", "RGB"),
            ("a.tif", "TIFF", "CMYK"),
            ("a.jpg", "JPEG", "CMYK"),
            ("a.jpg", "JPEG", "L"),
        ],
    )
    def test_every_kind_and_mode_of_the_trade_is_taken(
        self, write: Write, name: str, format_name: str, mode: str
    ):
        intake = read_picture(write(name, encoded(noisy(64, 48, mode), format_name)))
        warnings = (message("picture.press-assumed"),) if mode == "CMYK" else ()
        size, facts, alike = intake.size, intake.facts, intake.likeness
        assert intake == Intake(format_name, 64, 48, size, facts, warnings, None, name, alike)

    def test_a_16_bit_tiff_is_taken(self, write: Write):
        picture = Image.frombytes("I;16", (2, 2), struct.pack("<4H", 0, 20000, 40000, 65535))
        assert read_picture(write("deep.tiff", encoded(picture, "TIFF"))).format == "TIFF"

    def test_a_picture_of_one_pixel_is_taken(self, write: Write):
        intake = read_picture(write("dot.png", encoded(Image.new("RGB", (1, 1)), "PNG")))
        assert (intake.width, intake.height) == (1, 1)

    def test_a_heic_of_a_telephone_is_taken_where_it_can_be_read(self, write: Write):
        heif = pytest.importorskip("pillow_heif")
        file = BytesIO()
        heif.from_pillow(noisy(64, 48)).save(file, quality=80)
        intake = read_picture(write("phone.heic", file.getvalue()))
        assert (intake.format, intake.width, intake.height) == ("HEIF", 64, 48)

    @pytest.mark.parametrize("orientation", [0, 9, 1536])
    def test_an_orientation_there_is_not_turns_nothing(self, write: Write, orientation: int):
        exif = Image.Exif()
        exif[0x0112] = orientation
        path = write("a.jpg", encoded(noisy(64, 48), "JPEG", exif=exif))
        intake = read_picture(path)
        assert (intake.width, intake.height) == (64, 48)
        with opened(path) as image:
            assert uprighted(image, image).size == (64, 48)

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_measures_are_those_of_the_upright_picture(self, write: Write, orientation: int):
        exif = Image.Exif()
        exif[0x0112] = orientation
        intake = read_picture(write("a.jpg", encoded(noisy(64, 48), "JPEG", exif=exif)))
        assert (intake.width, intake.height) == ((64, 48) if orientation < 5 else (48, 64))

    def test_a_wrong_extension_is_said_and_taken(self, write: Write, jpeg: bytes):
        intake = read_picture(write("really-a-jpeg.png", jpeg))
        assert intake.format == "JPEG"
        assert tuple(map(str, intake.warnings)) == (
            "really-a-jpeg.png is really a JPEG picture; its name says otherwise.",
        )

    def test_of_a_tiff_with_pages_the_first_is_used_and_it_says_so(self, write: Write):
        pages = [noisy(32, 24), noisy(16, 12)]
        data = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
        intake = read_picture(write("scan.tif", data))
        assert (intake.width, intake.height) == (32, 24)
        assert tuple(map(str, intake.warnings)) == (
            "The file holds 2 pictures; the first is used.",
        )

    def test_a_jpeg_with_companion_pictures_counts_as_one(self, write: Write):
        data = encoded(noisy(32, 24), "MPO", save_all=True, append_images=[noisy(32, 24)])
        assert read_picture(write("a.jpg", data)).format == "JPEG"

    def test_a_chinese_file_name_and_one_that_looks_like_an_option_are_no_trouble(
        self, write: Write, jpeg: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ):
        assert read_picture(write("微信图片_20261003 梯田.jpg", jpeg)).width == 640
        write("-c.jpg", jpeg)
        monkeypatch.chdir(tmp_path)
        assert read_picture(Path("-c.jpg")).width == 640

    def test_what_lies_in_the_current_folder_is_not_run(
        self, write: Write, jpeg: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ):
        write("json.py", b"open('trapped', 'w')\nraise SystemExit(3)")
        path = write("a.jpg", jpeg)
        monkeypatch.chdir(tmp_path)
        assert read_picture(path).format == "JPEG"
        assert not (tmp_path / "trapped").exists()

    def test_every_real_photograph_comes_in(self, shared_photo: Callable[[str], Path]):
        sizes = {
            "wheat-field.jpg": (600, 400),
            "hubble-jupiter-long-credit.jpg": (1280, 1024),
            "desk-5760x3840.jpg": (5760, 3840),
        }
        for name, size in sizes.items():
            intake = read_picture(shared_photo(name))
            assert (intake.width, intake.height) == size
            assert intake.warnings == ()


class TestTurnedAway:
    def test_nothing_at_all(self, tmp_path: Path, write: Write):
        assert "empty" in refusal(write("nothing.jpg", b""))
        assert "no such file" in refusal(tmp_path / "gone.jpg")
        assert "not a file" in refusal(tmp_path)

    def test_text_that_calls_itself_a_picture(self, write: Write):
        assert "holds text" in refusal(write("story.jpg", "梯田里的秋收 Harvest\n".encode() * 20))

    @pytest.mark.parametrize(
        ("head", "said"),
        [
            (b"GIF89a" + b"\0" * 60, "GIF"),
            (b"8BPS" + b"\0" * 60, "Photoshop"),
            (b"%PDF-1.7\n" + b"\0" * 60, "PDF"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "XML"),
            (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "AVIF"),
            (b"\x01\x02\x03" * 30, "no picture of a kind"),
        ],
    )
    def test_kinds_the_house_does_not_take_are_named(self, write: Write, head: bytes, said: str):
        assert said in refusal(write("a.jpg", head))

    def test_a_raw_file_without_a_picture_large_enough(self, write: Write):
        tiff = encoded(noisy(16, 16), "TIFF")
        assert "raw" in refusal(write("DSC_0001.NEF", tiff))
        assert "raw" in refusal(write("a.tif", tiff[:8] + b"CR" + tiff[10:]))
        small = encoded(noisy(160, 120), "JPEG")
        assert "raw" in refusal(write("b.nef", tiff_raw(small, small)))

    def test_a_fax_with_bad_lines(self, write: Write):
        data = bytearray(encoded(noisy(300, 200).convert("1"), "TIFF", compression="group4"))
        read_picture(write("a.tif", bytes(data)))
        for at in range(len(data) // 2, len(data) - 400, 211):
            data[at] ^= 0x33
        assert "damaged" in refusal(write("b.tif", bytes(data)))

    @pytest.mark.parametrize("progressive", [False, True])
    @pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
    def test_a_jpeg_cut_off_anywhere(self, write: Write, progressive: bool, share: float):
        whole = encoded(noisy(800, 600), "JPEG", quality=90, progressive=progressive)
        reason = refusal(write("half.jpg", whole[: int(len(whole) * share)]))
        assert "cut off" in reason

    @pytest.mark.parametrize("format_name", ["PNG", "WEBP", "TIFF"])
    def test_half_a_picture_of_the_other_kinds(self, write: Write, format_name: str):
        whole = encoded(noisy(300, 200), format_name)
        reason = refusal(write(f"half.{format_name.lower()}", whole[: len(whole) // 2]))
        assert "cut off" in reason or "damaged" in reason

    def test_a_signature_with_nonsense_behind_it(self, write: Write):
        for signature in (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\0"):
            reason = refusal(write("a.jpg", signature + b"nonsense" * 40))
            assert "damaged" in reason or "cut off" in reason

    def test_a_few_bytes_that_would_decode_to_900_megapixels(self, write: Write):
        reason = refusal(write("bomb.png", png_claiming(30_000, 30_000)))
        assert "900 megapixels (30000 × 30000)" in reason
        assert "200 allowed" in reason

    def test_a_header_that_lies_about_an_absurd_size(self, write: Write):
        assert "more" in refusal(write("bomb.png", png_claiming(2**31 - 1, 2**31 - 1)))

    @pytest.mark.parametrize("format_name", ["WEBP", "PNG"])
    def test_an_animation(self, write: Write, format_name: str):
        frames = [noisy(32, 24), Image.new("RGB", (32, 24), "white")]
        data = encoded(frames[0], format_name, save_all=True, append_images=frames[1:])
        assert "animated" in refusal(write("moving", data))

    def test_a_file_beyond_its_kind_s_size(self, tmp_path: Path, jpeg: bytes):
        path = tmp_path / "huge.jpg"
        with path.open("wb") as file:
            file.write(jpeg)
            file.truncate(81_000_000)  # sparse: no disk is used
        assert "81 MB, more than the 80 MB" in refusal(path)


class TestRaw:
    @pytest.mark.parametrize("name", RAWS)
    def test_the_jpeg_in_it_is_taken(
        self, write: Write, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ):
        aside = tmp_path / "aside"
        aside.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(aside))
        small, large = (encoded(noisy(*size), "JPEG") for size in ((160, 120), (900, 600)))
        path = write(name, RAWS[name](small, large))
        intake = read_picture(path)
        assert (intake.format, intake.name) == ("JPEG", "a.jpg")
        assert {intake.width, intake.height} == {900, 600}
        assert "900" in str(intake.warnings[0])
        assert intake.jpeg == read_picture(path).jpeg
        assert intake.size == len(intake.jpeg)
        assert pixels_of(intake.jpeg) == pixels_of(large)
        assert list(aside.iterdir()) == []

    @pytest.mark.parametrize("name", ["a.tif", "a.jpg", "a"])
    def test_whatever_it_is_called(self, write: Write, name: str):
        """Pillow takes such a file for a TIFF, and the stamp in it for the picture."""
        small, large = (encoded(noisy(*size), "JPEG") for size in ((160, 120), (900, 600)))
        intake = read_picture(write(name, tiff_raw(small, large)))
        assert (intake.width, intake.height) == (600, 900)
        assert "raw file" in str(intake.warnings[0])
        assert intake.name == "a.jpg"

    def test_with_what_the_raw_file_says(self, write: Write):
        large = encoded(noisy(900, 600), "JPEG")
        packet = xmp_packet({PHOTO_FIELDS[0]: ("Rice on the terraces",)})
        texts = {271: b"Maker", 315: b"Wen Qiaoyu"}
        intake = read_picture(write("a.nef", tiff_raw(large, large, texts=texts, xmp=packet)))
        assert (intake.width, intake.height) == (600, 900)
        assert intake.facts.creators == ("Wen Qiaoyu",)
        assert intake.facts.caption == "Rice on the terraces"
        assert intake.facts.date_created == "2026-10-03T06:40:00"

    def test_the_next_one_where_the_largest_is_cut_off(self, write: Write):
        whole, cut = encoded(noisy(600, 400), "JPEG"), encoded(noisy(900, 600), "JPEG")
        intake = read_picture(write("a.nef", tiff_raw(whole, cut[:-2000])))
        assert {intake.width, intake.height} == {600, 400}

    def test_a_jpeg_that_is_called_raw_is_a_jpeg(self, write: Write, jpeg: bytes):
        intake = read_picture(write("a.nef", jpeg))
        assert intake.jpeg == b""
        assert "really a JPEG" in str(intake.warnings[0])


class TestLikeness:
    def test_smaller_copies_and_new_packings_look_alike_and_others_do_not(self, write: Write):
        picture, other = sky(900, 600), noisy(900, 600)
        names = [
            write("a.jpg", encoded(picture, "JPEG", quality=90)),
            write("b.png", encoded(picture.resize((300, 200)), "PNG")),
            write("c.webp", encoded(picture.crop((9, 6, 891, 594)), "WEBP", quality=50)),
            write("d.jpg", encoded(other, "JPEG")),
        ]
        first, *same, last = (int(read_picture(name).likeness, 16) for name in names)
        assert all((first ^ each).bit_count() <= 8 for each in same)
        assert (first ^ last).bit_count() > 16

    def test_an_empty_sky_is_like_nothing(self, write: Write):
        sky = encoded(Image.new("RGB", (300, 200), (90, 140, 220)), "JPEG")
        assert read_picture(write("a.jpg", sky)).likeness == "-"


class TestAHostileReader:
    """What happens when decoding itself goes wrong; the child is injected, nothing is mocked."""

    def test_one_that_never_ends_is_killed(self, write: Write, jpeg: bytes, tmp_path: Path):
        marker = tmp_path / "survived"
        script = f"import time; time.sleep(30); open({str(marker)!r}, 'w')"
        sleeper = Child((sys.executable, "-c", script), seconds=0.3)
        assert "longer than 0.3 seconds" in refusal(write("a.jpg", jpeg), sleeper)
        assert not marker.exists()

    @pytest.mark.parametrize(
        "script",
        [
            "import os; os.abort()",
            "raise SystemExit(1)",
            "print('not json')",
            "print('[]')",
            "print('{}')",
            "",
        ],
    )
    def test_one_that_dies_or_babbles_is_answered(self, write: Write, jpeg: bytes, script: str):
        child = Child((sys.executable, "-c", script), seconds=20)
        assert "reader fail" in refusal(write("a.jpg", jpeg), child)

    def test_a_frozen_program_starts_itself_for_there_is_no_python(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        assert picture_decoder().command == (sys.executable, "--decode-picture")

    def test_one_that_cannot_be_started(self, write: Write, jpeg: bytes, tmp_path: Path):
        child = Child((str(tmp_path / "no-such-program"),))
        assert "reader fail" in refusal(write("a.jpg", jpeg), child)

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps this limit")
    def test_one_that_eats_memory_is_stopped_by_its_own_limit(self):
        script = (
            "from editor.child import limit_memory; limit_memory(500_000_000)\n"
            "try: bytearray(600_000_000)\n"
            "except MemoryError: print('stopped')"
        )
        assert Child((sys.executable, "-P", "-c", script)).run([]).strip() == b"stopped"


def png_claiming(width: int, height: int) -> bytes:
    """A PNG made by hand: an honest header for a size that its few bytes of data cannot have."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")
