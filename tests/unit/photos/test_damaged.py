"""Whatever a file is, it is taken or refused with a sentence, and leaves nothing behind."""

from __future__ import annotations

import random
import struct
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
    empty = chunk(b"abCd", b"")
    heads = {
        "a.jpg": samples()["jpeg"][:2] + b"\xff\xe1\0\2" * 3000 + samples()["jpeg"][2:],
        "a.png": within(samples()["png"], empty * 100_001),
    }
    assert examine(write(name, heads[name]))["refused"]["key"] == "picture.damaged"


def bomb(megabytes: int) -> bytes:
    return zlib.compress(bytes(megabytes << 20), 9)


def chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + check


def within(png: bytes, *chunks: bytes) -> bytes:
    return png[:33] + b"".join(chunks) + png[33:]


def tiff_of(
    tags: dict[int, int], behind: bytes = bytes(5000), leads_to: int = 0, times: int = 1
) -> bytes:
    """A TIFF of directories that say the same and lead to each other in turn."""
    base = {256: 64, 257: 64, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: 64, 279: 4096} | tags
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, v) for tag, v in sorted(base.items()))
    size = 2 + len(entries) + 4
    chain = [8 + size * (number + 1) for number in range(times - 1)] + [leads_to]
    count = struct.pack("<H", len(base))
    directories = (count + entries + struct.pack("<I", following) for following in chain)
    return b"II*\0\x08\0\0\0" + b"".join(directories) + behind


def hostile() -> dict[str, bytes]:
    jpeg, png, heic = (samples()[name] for name in ("jpeg", "png", "heic"))
    frame, box = jpeg.index(b"\xff\xc0"), heic.index(b"ispe")
    wide, packed = b"\xea\x60\xea\x60", bomb(64)
    scan = (progressive := samples()["progressive"]).rindex(b"\xff\xda")
    exif = b"Exif\0\0" + tiff_of({0x8769: 8, 0x8825: 8}, b"", 8)
    segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    deep = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + b"<a>" * 20_000
    riff = samples()["webp"]
    xmp = b"XMP " + struct.pack("<I", len(deep) - 28) + deep[28:]
    return {
        "claims.jpg": jpeg[: frame + 5] + wide + jpeg[frame + 9 :],
        "claims.heic": heic[: box + 8] + b"\0\0" + wide[:2] + b"\0\0" + wide[:2] + heic[box + 16 :],
        "claims.tif": tiff_of({256: 60_000, 257: 60_000}),
        "ring.jpg": jpeg[:2] + segment + jpeg[2:],
        "deep.jpg": jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(deep) + 2) + deep + jpeg[2:],
        "deep.webp": riff[:4] + struct.pack("<I", len(riff) + len(xmp) - 8) + riff[8:] + xmp,
        "scans.jpg": progressive[:-2] + progressive[scan:-2] * 300 + progressive[-2:],
        "text.png": within(png, chunk(b"zTXt", b"Comment\0\0" + packed)),
        "texts.png": within(png, *[chunk(b"zTXt", b"C\0\0" + bomb(15))] * 40),
        "xmp.png": within(png, chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed)),
        "profile.png": within(png, chunk(b"iCCP", b"x\0\0" + packed)),
        "ring.tif": tiff_of({}, leads_to=8),
        "chain.tif": tiff_of({254: 1}, times=20_000),
        "tiles.tif": tiff_of({256: 14_000, 257: 14_000, 322: 16, 323: 16, 324: 8, 325: 8}),
        "chain.nef": tiff_of({330: 8}, times=20_000),
        "chain.gif": b"GIF89a" + bytes(1000),
        "boxes.avif": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1" + b"\0\0\0\x08free" * 20_000,
        "boxes.heic": heic[:32] + b"\0\0\0\x08free" * 20_000 + heic[32:],
    }


@pytest.mark.parametrize("name", sorted(hostile()))
def test_what_is_made_to_be_read_for_ever_has_an_answer_of_its_own(write: Write, name: str):
    """Not that of its reader's death or of its limits, which are for what nobody thought of."""
    key = ""
    try:
        assert read_picture(write(name, hostile()[name])).width
    except PictureRefused as refusal:
        key = refusal.reason.key
    assert key not in ("picture.slow", "picture.reader-failed")


def test_one_that_takes_too_long_is_refused_and_the_next_is_read(write: Write):
    """Scans upon scans of a progressive JPEG (libjpeg-turbo, CVE-2020-13790 and others)."""
    whole = encoded(Image.new("L", (3000, 3000)), "JPEG", progressive=True)
    scan = whole.rindex(b"\xff\xda")
    path = write("a.jpg", whole[:-2] + whole[scan:-2] * 2000 + whole[-2:])
    with pytest.raises(PictureRefused) as caught:
        read_picture(path, decoder=replace(picture_decoder(), seconds=0.5))
    assert caught.value.reason.key == "picture.slow"
    assert read_picture(write("a.png", samples()["png"])).width == 120
