"""Pictures for the tests, made on the spot, with whatever metadata a test wants in them."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import exiv2 as compiled
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from editor.photos import facts
from editor.photos.published import published_metadata
from editor.photos.renditions import make_pixels
from editor.story.photo import PhotoFacts
from editor.story.rendition import Rendition
from editor.story.snapshot import PlacedPhoto

exiv2: Any = compiled

PLACED = PlacedPhoto(
    placement="one",
    photo="0" * 64,
    lead=True,
    format="JPEG",
    width=640,
    height=400,
    caption="Farmers bring in the millet.",
    credit="Photo by Wen Qiaoyu for galley.example",
    credit_line="[Photo by Wen Qiaoyu for galley.example]",
    alt="Golden fields step down a hillside.",
    crop=None,
    creators=("Wen Qiaoyu",),
    copyright_notice="© 2026 Wen Qiaoyu",
    usage_terms="One use in this story.",
    web_statement="https://galley.example/rights",
    licensor_url="https://galley.example/licence",
    keywords=("millet", "梯田"),
    date_created="2026-10-03T06:40:00+08:00",
    place="Lingqiu, Shanxi, China",
)


def make_renditions(
    original: Path, renditions: Sequence[Rendition], **more: Callable[[], bool]
) -> Iterator[tuple[Rendition, bytes]]:
    """Finished files, as the cache makes them of what is not at hand."""
    for rendition, data in make_pixels(original, renditions, **more):
        yield rendition, published_metadata(data, rendition.encoding, rendition.photo)


def read_facts(path: Path) -> PhotoFacts:
    """What a file says, whatever is to be noticed of it."""
    return facts.read_facts(path).facts


def noisy(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture that does not compress to nothing: noise over four quarters of colour."""
    channels = Image.new(mode, (1, 1)).getbands()
    dice = random.Random(width * 10_000 + height)
    noise = Image.frombytes("L", (width, height), dice.randbytes(width * height))
    quarters = Image.new("RGB", (2, 2))
    quarters.putdata([(220, 60, 40), (60, 180, 70), (50, 80, 200), (230, 200, 60)])
    colours = quarters.resize((width, height), Image.Resampling.NEAREST)
    picture = Image.blend(colours, Image.merge("RGB", (noise,) * 3), 0.15)
    return picture if channels == ("R", "G", "B") else picture.convert(mode)


def near(one: Sequence[float], other: Sequence[float], within: int = 3) -> bool:
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def at(image: Image.Image, across: int, down: int) -> tuple[int, ...]:
    """The values of one pixel; a grey has one."""
    pixel = image.getpixel((across, down))
    return tuple(map(int, pixel)) if isinstance(pixel, tuple) else (int(pixel or 0),)


def encoded(picture: Image.Image, format_name: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, format_name, **options)
    return file.getvalue()


def png_text(texts: dict[str, str]) -> bytes:
    """A PNG with these texts, packed."""
    told = PngInfo()
    for keyword, text in texts.items():
        told.add_text(keyword, text, zip=True)
    return encoded(noisy(16, 16), "PNG", pnginfo=told)


def with_metadata(
    data: bytes,
    *,
    exif: dict[str, str] | None = None,
    iim: list[tuple[str, bytes]] | None = None,
    xmp: dict[str, str] | None = None,
) -> bytes:
    """The picture with metadata written by Exiv2, which is not how the product writes it."""
    image = exiv2.ImageFactory.open(data)
    image.readMetadata()
    exif_data, iptc_data, xmp_data = exiv2.ExifData(), exiv2.IptcData(), exiv2.XmpData()
    for key, text in (exif or {}).items():
        exif_data[f"Exif.{key}"] = text
    for key, raw in iim or []:
        value = exiv2.DataValue(raw, exiv2.ByteOrder.littleEndian, exiv2.TypeId.undefined)
        iptc_data.add(exiv2.IptcKey(f"Iptc.{key}"), value)
    for key, text in (xmp or {}).items():
        xmp_data[f"Xmp.{key}"] = text
    image.setExifData(exif_data)
    image.setIptcData(iptc_data)
    image.setXmpData(xmp_data)
    image.writeMetadata()
    io = image.io()
    try:
        return bytes(io.mmap())
    finally:
        io.munmap()


def display_p3() -> bytes:
    """A small ICC profile of Display P3: its primaries adapted to D50, gamma 2.2 for a curve."""

    def fixed(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(x: float, y: float, z: float) -> bytes:
        return b"XYZ \0\0\0\0" + fixed(x) + fixed(y) + fixed(z)

    text = b"Display P3 for tests"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" + bytes(78)
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    tags = {
        b"desc": description,
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.51512, 0.24120, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.15710, 0.06657, 0.78407),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", start + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    size = start + len(body)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body
