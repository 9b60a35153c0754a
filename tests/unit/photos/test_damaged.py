"""Whatever a file is, it is taken or refused with a sentence, and leaves nothing behind."""

from __future__ import annotations

import random
import sys
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pillow_heif import register_heif_opener

from editor.message import Message
from editor.photos import raw
from editor.photos.decoder import examine
from editor.photos.intake import PictureRefused, picture_decoder, read_picture
from tests.unit.photos.pictures import encoded, noisy, with_metadata
from tests.unit.photos.raws import canon_raw, tiff_raw
from tests.unit.photos.test_intake import png_claiming

Write = Callable[[str, bytes], Path]
ENDINGS = (".jpg", ".png", ".webp", ".tif", ".heic", ".nef", ".cr3", ".gif", "")


@cache
def samples() -> dict[str, bytes]:
    register_heif_opener()
    picture, small = noisy(120, 80), encoded(noisy(60, 40), "JPEG")
    large = encoded(noisy(600, 400), "JPEG")

    def moving(kind: str) -> bytes:
        first, second = noisy(120, 80), noisy(120, 80).rotate(180)
        return encoded(first, kind, save_all=True, append_images=[second])

    said = {"dc.description": "Rice.", "photoshop.Credit": "Photo/IC"}
    jpeg = encoded(picture, "JPEG")
    return {
        "jpeg": with_metadata(jpeg, xmp=said, exif={"Image.ImageDescription": "Rice"}),
        "progressive": encoded(picture, "JPEG", progressive=True),
        "restarts": encoded(picture, "JPEG", restart_marker_rows=1),
        "mpo": moving("MPO"),
        "png": encoded(picture, "PNG"),
        "animated png": moving("PNG"),
        "palette": encoded(picture.convert("P"), "PNG"),
        "webp": encoded(picture, "WEBP"),
        "animated webp": moving("WEBP"),
        "tiff": encoded(picture, "TIFF", compression="tiff_lzw"),
        "fax": encoded(picture.convert("1"), "TIFF", compression="group4"),
        "pages": moving("TIFF"),
        "heic": encoded(picture, "HEIF"),
        "avif": encoded(picture, "AVIF"),
        "gif": encoded(picture, "GIF"),
        "raw": tiff_raw(small, large),
        "canon": canon_raw(small, large),
        "one pixel": encoded(noisy(1, 1), "JPEG"),
        "empty": b"",
        "text": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "claims": png_claiming(60_000, 60_000),
    }


places = st.floats(0, 1, exclude_max=True)
names = st.deferred(lambda: st.sampled_from(sorted(samples())))
Bytes = list[tuple[float, int]]


def damaged(name: str, changed: Bytes, cut: float, beside: str, before: bool) -> bytes:
    """One of them with bytes changed, cut, with another before or behind it."""
    data = bytearray(samples()[name])
    for where, value in changed:
        if data:
            data[int(where * len(data))] = value
    del data[len(data) - int(cut * len(data)) :]
    other = samples().get(beside, b"")
    return other[:40] + bytes(data) if before else bytes(data) + other


def answered(path: Path) -> None:
    """As the child process answers its parent."""
    answer = examine(path)
    if "refused" in answer:
        assert str(Message.from_json(answer["refused"]))
    else:
        assert answer["width"] > 0 < answer["height"]
        assert all(str(Message.from_json(each)) for each in answer["warnings"])


@pytest.mark.filterwarnings("ignore")  # what Pillow has to say of damage to its programmers
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=names,
    changed=st.lists(st.tuples(places, st.integers(0, 255)), max_size=12),
    cut=st.just(0.0) | places,
    beside=st.just("") | names,
    before=st.booleans(),
    ending=st.sampled_from(ENDINGS),
)
def test_whatever_it_is_the_reader_has_an_answer(
    tmp_path: Path,
    name: str,
    changed: Bytes,
    cut: float,
    beside: str,
    before: bool,
    ending: str,
):
    path = tmp_path / f"a{ending}"
    path.write_bytes(damaged(name, changed, cut, beside, before))
    answered(path)
    assert list(tmp_path.iterdir()) == [path]
    path.unlink()


@pytest.mark.parametrize("name", sorted(samples()))
@pytest.mark.parametrize("ending", [".jpg", ".nef"])
def test_each_of_them_whole_and_by_a_wrong_name(
    write: Write, name: str, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    # The reader's start counts, too, and takes its time on a busy machine.
    reader = replace(picture_decoder(), seconds=60.0)
    path = write(f"a{ending}", samples()[name])
    refused = {"animated png", "animated webp", "avif", "gif", "empty", "text", "claims"}
    try:
        intake = read_picture(path, decoder=reader)
    except PictureRefused as refusal:
        said = str(refusal)
    else:
        said = ""
        assert intake.width * intake.height >= 1
    # By its name a raw file, in which there is no picture.
    other = ("tiff", "fax", "pages") if ending == ".nef" else ()
    meant = name in refused or name in other
    assert (said.endswith(".") and "reader fail" not in said) if meant else not said
    assert list(aside.iterdir()) == []
    assert sorted(tmp_path.iterdir()) == [path, aside]


class TestInTheMiddle:
    """Of a JPEG whose packed picture is damaged the rest is shown, shifted or in stripes."""

    @pytest.mark.parametrize(
        "how", [{}, {"restart_marker_rows": 1}, {"restart_marker_blocks": 3}, {"subsampling": 2}]
    )
    def test_a_sector_of_something_else_is_told(self, write: Write, how: dict[str, int]):
        data = bytearray(encoded(noisy(640, 400), "JPEG", quality=85, **how))
        path = write("a.jpg", bytes(data))
        assert examine(path)["warnings"] == []
        at = len(data) // 2
        data[at : at + 512] = bytes(random.Random(3).choices(range(255), k=512))
        [told] = examine(write("a.jpg", bytes(data)))["warnings"]
        assert told["key"] == "picture.scan-damaged"

    @pytest.mark.parametrize("where", [0.2, 0.4, 0.6, 0.8])
    def test_of_a_progressive_one_the_decoder_tells(self, write: Write, where: float):
        pytest.importorskip("_libvips")
        data = bytearray(encoded(noisy(640, 400), "JPEG", progressive=True))
        at = int(len(data) * where)
        data[at : at + 512] = bytes(random.Random(3).choices(range(255), k=512))
        answer = examine(write("a.jpg", bytes(data)))
        assert "refused" in answer or answer["warnings"][0]["key"] == "picture.scan-damaged"

    @pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
    @pytest.mark.parametrize("size", [(1, 1), (17, 3), (641, 403)])
    @pytest.mark.parametrize("quality", [20, 98])
    def test_whole_ones_are_whole(
        self, write: Write, mode: str, size: tuple[int, int], quality: int
    ):
        restarts = ({"restart_marker_rows": 1}, {"restart_marker_blocks": 7})
        how = ({}, *restarts, {"optimize": True}, {"progressive": True})
        for more in how:
            data = encoded(noisy(*size, mode), "JPEG", quality=quality, **more)
            keys = [each["key"] for each in examine(write("a.jpg", data))["warnings"]]
            assert "picture.scan-damaged" not in keys
        flat = encoded(Image.new(mode, size), "JPEG", quality=quality)
        answer = examine(write("a.jpg", flat))
        assert "picture.scan-damaged" not in [each["key"] for each in answer["warnings"]]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the limit of memory")
def test_a_raw_file_that_leads_everywhere_ends(write: Write):
    """Directories that lead to each other and JPEGs that claim to be longer than the file."""
    ring = b"II*\0\x08\0\0\0" + (b"\x01\0" + b"\x4a\x01\x04\0\x01\0\0\0\x08\0\0\0" + b"\x08\0\0\0")
    boxes = b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + b"\0\0\0\x08moov" * 5000
    for name, data in (("a.nef", ring + bytes(4000)), ("a.cr3", boxes)):
        with pytest.raises(PictureRefused):
            read_picture(write(name, data))


def test_a_raw_file_of_nothing_but_beginnings_is_given_up(write: Write):
    """Looking behind each of them for the rest would take hours, in the process that asked."""
    path = write("a.nef", b"II*\0\x08\0\0\0\0\0" + b"\xff\xd8\xff" * 1_000_000)
    assert raw.look(path, thoroughly=True) == raw.Raw(path, (), {})


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_file_of_nothing_but_heads_is_refused_before_anybody_reads_them(write: Write, name: str):
    chunk = bytes(4) + b"abCd" + zlib.crc32(b"abCd").to_bytes(4, "big")
    heads = {
        "a.jpg": samples()["jpeg"][:2] + b"\xff\xe1\0\2" * 3000 + samples()["jpeg"][2:],
        "a.png": samples()["png"][:33] + chunk * 100_001 + samples()["png"][33:],
    }
    assert examine(write(name, heads[name]))["refused"]["key"] == "picture.damaged"
