"""Where a picture file keeps what it says about itself: its raw blocks of XMP, EXIF and IIM, and
the texts of a PNG, each found by itself, so that a broken one takes nothing from the others.

It follows no link, decodes no letter, and keeps of a block what can be read.
"""

import contextlib
import re
import struct
import zlib
from collections.abc import Callable, Container, Generator, Iterator
from dataclasses import field
from io import BytesIO

from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from editor.late import frozen
from editor.photos.families import HEAD_BYTES, HEIF, JPEG, MEGABYTE, PNG, TIFF, WEBP, family_of
from editor.photos.opening import BROKEN, MOST_PAGES

_SOS, _EOI = 0xDA, 0xD9
_EXIF_HEADS = (b"Exif\0\0", b"Exif\0\xff")
_PHOTOSHOP = b"Photoshop 3.0\0"
_STANDARD = b"http://ns.adobe.com/xap/1.0/"
_EXTENDED = b"http://ns.adobe.com/xmp/extension/\0"
_PNG_XMP = "XML:com.adobe.xmp"
_INFLATED = 16 * MEGABYTE  # of one text of a PNG; the reader of texts cuts what it keeps
_PNG_TEXTS = 40
_PROFILE = "Raw profile type "
# Tags of a TIFF that hold what other files have in segments of their own.
_XMP_TAG, _IIM_TAG, _RESOURCES_TAG, _EXIF_TAG = 700, 33723, 34377, 34665
_USER_COMMENT, _WINDOWS = 37510, range(0x9C9B, 0x9CA0)
_SIZES = {1: 1, 2: 1, 4: 4, 7: 1, 129: 1}  # of the types texts come in; 129 is UTF-8 (Exif 3.0)


class _Broken(Exception):
    """A block cannot be read to its end."""


@frozen
class Blocks:
    """`exif` is a TIFF structure, `iim` datasets one behind the other, `png` goes by keyword;
    `xmp` are packets, `extended` the parts of one that a JPEG's segments are too short for. What is
    not there is empty."""

    exif: bytes = b""
    iim: bytes = b""
    png: dict[str, bytes] = field(default_factory=dict)
    xmp: tuple[bytes, ...] = ()
    extended: tuple[bytes, ...] = ()


def blocks_of(data: bytes) -> Blocks | None:
    """Those of a whole file; None where it is no picture of a kind we take or publish."""
    if data[4:12] == b"ftypavif":
        return _avif(data)
    family = family_of(data[:HEAD_BYTES])
    read: dict[object, Callable[[bytes], Blocks]] = {
        JPEG: _jpeg, PNG: _png, WEBP: _webp, TIFF: _tiff, HEIF: _heif
    }  # fmt: skip
    return None if family is None else read[family](data)


def pixels_of(data: bytes) -> bytes:
    """What is the picture of a JPEG, PNG or WebP and not what is said of it, as it is packed; b""
    for other files."""
    family = family_of(data[:HEAD_BYTES])
    if family is JPEG:
        at = 2
        for body in _segments(data):
            at += 4 + len(body)
        return data[data.find(b"\xff\xda", at) :]
    if family is PNG:
        return b"".join(body for kind, body in _chunks(data) if kind == b"IDAT")
    if family is WEBP:
        return b"".join(body for name, body in webp_chunks(data) if name in (b"VP8 ", b"VP8L"))
    return b""


def _jpeg(data: bytes) -> Blocks:
    bodies = tuple(_segments(data))
    exif = (body[6:] for body in bodies if body.startswith(_EXIF_HEADS))
    resources = (body.removeprefix(_PHOTOSHOP) for body in bodies if body.startswith(_PHOTOSHOP))
    return Blocks(
        next(exif, b""),
        _iim_in(b"".join(resources)),
        xmp=tuple(filter(None, map(_packet_in, bodies))),
        extended=tuple(
            body.removeprefix(_EXTENDED) for body in bodies if body.startswith(_EXTENDED)
        ),
    )


def _packet_in(body: bytes) -> bytes:
    """Some programs write no name before it, or another."""
    if body.startswith(_STANDARD):
        return body[len(_STANDARD) :].removeprefix(b"\0")
    start = body.find(b"<", 0, 64)
    foreign = start < 0 or b":RDF" not in body or body.startswith(_EXTENDED)
    return b"" if foreign else body[start:]


def _segments(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in (_SOS, _EOI):
        if data[at + 1] == 0xFF:  # a byte that fills
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        yield data[at + 4 : at + 2 + length]
        at += 2 + length


def _iim_in(resources: bytes) -> bytes:
    """The datasets of all resources 0x0404."""
    found, at = [], resources.find(b"8BIM")
    while at >= 0 and at + 12 <= len(resources):
        name = resources[at + 6] // 2 * 2 + 2  # a Pascal string of even length
        start = at + 6 + name + 4
        size = int.from_bytes(resources[start - 4 : start], "big")
        if resources[at + 4 : at + 6] == b"\x04\x04":
            found.append(resources[start : start + size])
        at = resources.find(b"8BIM", start + size)
    return b"".join(found)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size


def _png(data: bytes) -> Blocks:
    found: dict[str, bytes] = {}
    exif = b""
    for kind, body in _chunks(data):
        if kind == b"eXIf":
            exif = exif or body
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            keyword, _, rest = body.partition(b"\0")
            named = keyword.decode("latin-1")
            if named not in found and (len(found) < _PNG_TEXTS or named == _PNG_XMP):
                found[named] = _png_text(kind, rest)
    names = [name for name in found if name.startswith(_PROFILE)]
    profiles = {name.removeprefix(_PROFILE): _unpacked(found.pop(name)) for name in names}
    said = profiles.get("exif") or profiles.get("APP1", b"")
    exif = exif or said.removeprefix(_EXIF_HEADS[0])
    iim = profiles.get("iptc", b"")
    # A packet of which nothing can be had is damaged, and not absent.
    packet = (found.pop(_PNG_XMP) or b"?") if _PNG_XMP in found else profiles.get("xmp", b"")
    iim = iim if iim[:1] == b"\x1c" else _iim_in(iim)
    return Blocks(exif, iim, found, (packet,) if packet else ())


def _png_text(kind: bytes, rest: bytes) -> bytes:
    packed = kind == b"zTXt"
    if packed:
        rest = rest[1:]  # the only method there is
    elif kind == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]  # language, translated keyword
    return _inflated(rest) if packed else rest


def _inflated(raw: bytes) -> bytes:
    """As much of it as can be."""
    inflate, found = zlib.decompressobj(), bytearray()
    with contextlib.suppress(zlib.error):
        for at in range(0, len(raw), 64):
            if len(found) < _INFLATED:
                found += inflate.decompress(raw[at : at + 64], _INFLATED)
    return bytes(found)


def _unpacked(profile: bytes) -> bytes:
    """What ImageMagick and ExifTool write: a name, a length, hexadecimal digits."""
    digits = re.sub(rb"[^0-9a-fA-F]", b"", profile.split(b"\n", 3)[-1]).decode("ascii")
    return bytes.fromhex(digits[: len(digits) // 2 * 2])


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content. Raises ValueError for what is no WebP."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError("not a WebP")
    at = 12
    while at + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, at + 4)
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _webp(data: bytes) -> Blocks:
    chunks = dict(webp_chunks(data))
    packet = chunks.get(b"XMP ", b"")
    exif = chunks.get(b"EXIF", b"").removeprefix(_EXIF_HEADS[0])
    return Blocks(exif, xmp=(packet,) if packet else ())


def _tiff(data: bytes) -> Blocks:
    try:
        values = dict(_values(data, _order(data), (_IIM_TAG, _RESOURCES_TAG)))
    except _Broken:
        values = {}
    iim = values.get(_IIM_TAG, b"") or _iim_in(values.get(_RESOURCES_TAG, b""))
    return Blocks(data, iim, xmp=tuple(_packets_of_tiff(data)))


def _packets_of_tiff(data: bytes) -> Iterator[bytes]:
    """That of the first page which has one: a small copy may stand before the picture."""
    with contextlib.suppress(*BROKEN), TiffImageFile(BytesIO(data)) as image:
        for page in range(MOST_PAGES):
            image.seek(page)
            packet: object = image.tag_v2.get(_XMP_TAG)
            if isinstance(packet, tuple):
                packet = next(iter(packet), b"")
            if isinstance(packet, str):  # Pillow takes bytes that call themselves text for Latin-1.
                packet = packet.encode("latin-1", "replace")
            if isinstance(packet, bytes) and packet:
                yield packet
                return


def _heif(data: bytes) -> Blocks:
    # A third of a second and 20 MB, for the few who shoot on telephones.
    from pillow_heif import open_heif

    info = open_heif(BytesIO(data)).info
    exif, packet = (bytes(info.get(name) or b"") for name in ("exif", "xmp"))
    return Blocks(exif.removeprefix(_EXIF_HEADS[0]), xmp=(packet,) if packet else ())


def _avif(data: bytes) -> Blocks:
    with contextlib.suppress(*BROKEN), Image.open(BytesIO(data), formats=["AVIF"]) as image:
        exif, packet = (bytes(image.info.get(name) or b"") for name in ("exif", "xmp"))
        return Blocks(exif.removeprefix(_EXIF_HEADS[0]), xmp=(packet,) if packet else ())
    return Blocks()


def datasets(iim: bytes) -> tuple[dict[tuple[int, int], list[bytes]], bool]:
    """The values by record and number, and whether all of them could be read (IIM 4.2, 1.5)."""
    found: dict[tuple[int, int], list[bytes]] = {}
    at, whole = iim.find(b"\x1c"), True
    while 0 <= at <= len(iim) - 5:
        record, number, length = struct.unpack_from(">BBH", iim, at + 1)
        start = at + 5
        if length & 0x8000:  # its lower bits are the length of the length
            start += length & 0x7FFF
            length = int.from_bytes(iim[at + 5 : start][:8], "big")
        whole = whole and start + length <= len(iim)
        if start + length > len(iim):
            break
        found.setdefault((record, number), []).append(iim[start : start + length])
        at = iim.find(b"\x1c", start + length)
    return found, whole


def exif_texts(tiff: bytes, wanted: Container[int]) -> tuple[dict[int, bytes], bool]:
    """The texts with these tags, of the picture and of its Exif part, and whether all could be
    read. What says itself how it is written (Windows' fields, a comment in Unicode) is UTF-8."""
    found: dict[int, bytes] = {}
    try:
        order = _order(tiff)
        for tag, value in _values(tiff, order, wanted):
            found.setdefault(tag, _plain(tag, value, order))
    except _Broken:
        return found, False
    return found, all(found.values())


def _order(tiff: bytes) -> str:
    try:
        return {b"II*\0": "<", b"MM\0*": ">"}[tiff[:4]]
    except KeyError:
        raise _Broken from None


def _values(tiff: bytes, order: str, wanted: Container[int]) -> Iterator[tuple[int, bytes]]:
    try:
        (at,) = struct.unpack_from(order + "I", tiff, 4)
        deeper = yield from _directory(tiff, order, at, wanted)
        if deeper:
            yield from _directory(tiff, order, deeper, wanted)
    except struct.error as error:
        raise _Broken from error


def _directory(
    tiff: bytes, order: str, at: int, wanted: Container[int]
) -> Generator[tuple[int, bytes], None, int]:
    """Raises struct.error; answers where the Exif part stands, 0 for nowhere."""
    deeper = 0
    (count,) = struct.unpack_from(order + "H", tiff, at)
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, number, place = struct.unpack_from(order + "HHII", tiff, entry)
        size = _SIZES.get(kind, 0) * number
        start = entry + 8 if size <= 4 else place
        if tag == _EXIF_TAG:
            deeper = place
        elif tag in wanted and size:
            # Of one that goes on behind the end of the file nothing can be told.
            yield tag, tiff[start : start + size] if start + size <= len(tiff) else b""
    return deeper


_UTF_16 = {"<": "utf-16-le", ">": "utf-16-be"}


def _plain(tag: int, value: bytes, order: str) -> bytes:
    if tag in _WINDOWS:
        return value.decode("utf-16-le", "ignore").encode("utf-8", "ignore")
    if tag != _USER_COMMENT:
        return value
    code, text = value[:8], value[8:]
    if code.startswith(b"UNICODE"):
        # Many programs write it in their own order and not in that of the file.
        before, behind = text[::2].count(0), text[1::2].count(0)
        meant = ">" if before > behind else "<" if behind > before else order
        codec = "utf-16" if text[:2] in (b"\xff\xfe", b"\xfe\xff") else _UTF_16[meant]
        return text.decode(codec, "ignore").encode("utf-8", "ignore")
    if code.startswith(b"JIS"):
        return text.decode("iso2022_jp_ext", "ignore").encode("utf-8", "ignore")
    return text if code[:5] == b"ASCII" or not code.strip(b"\0") else value
