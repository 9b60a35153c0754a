"""Where the XMP of a picture stands in its file, whole or in parts, and what it says."""

import contextlib
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import field
from io import BytesIO
from typing import Any

from PIL import Image

from editor.late import frozen
from editor.photos.rdf import PACKET_LIMIT, Flaw, RdfReader


@frozen
class Packet:
    """What RdfReader finds in the packets of one picture."""

    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flaws: frozenset[Flaw] = frozenset()


def read_packet(image: Image.Image, data: bytes) -> Packet:
    """All XMP of the picture in `data`, which is decoded and looked at no more."""
    reader = RdfReader()
    # Only JPEG has segments; two packets in it are read as one.
    segments = [segment for name, segment in getattr(image, "applist", ()) if name == "APP1"]
    found = [*map(_standard, segments), *_chunks(data)]
    packets = list(filter(None, found)) or list(_single(image.info))
    if not packets and image.format == "TIFF" and image.tell():
        image.seek(0)  # The page that is used is not the one before it, which speaks for the file.
        packets = list(_single(image.info))
    for packet in packets:
        reader.read(packet)
    guid = "".join(reader.found.get("xmpNote:HasExtendedXMP", ())).strip().upper()
    extended = [each for each in segments if each.startswith(_EXTENDED)]
    if guid or extended:
        reader.read(_joined(extended, guid.encode(), reader.flaws))
    return Packet(reader.found, frozenset(reader.flaws))


def packet_of(data: bytes) -> Packet:
    """All XMP of a picture file. Raises what Pillow raises."""
    with Image.open(BytesIO(data)) as image:
        image.load()  # A PNG may say it behind its pixels.
        return read_packet(image, data)


# ---------------------------------------------------------------- where packets stand

_STANDARD = b"http://ns.adobe.com/xap/1.0/"
_EXTENDED = b"http://ns.adobe.com/xmp/extension/\0"
# That, the GUID, the size of the whole, where in it the part stands (XMP Specification 3, 1.1.3.1).
_PART = struct.Struct(f">{len(_EXTENDED)}s32sII")
_PNG_NAME = b"XML:com.adobe.xmp\0"


def _standard(segment: bytes) -> bytes:
    """The packet in a segment; some programs write no name before it, or another."""
    if segment.startswith(_STANDARD):
        return segment[len(_STANDARD) :].removeprefix(b"\0")
    if b":RDF" in segment and not segment.startswith((b"Exif", _EXTENDED)):
        return segment[segment.find(b"<") :]
    return b""


def _chunks(data: bytes) -> Iterator[bytes]:
    """Those of a PNG, also behind the pixels, and of a WebP, also when its head does not tell."""
    png = data.startswith(b"\x89PNG")
    at = 8 if png else 12 if data.startswith(b"RIFF") else len(data)
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        if png:
            size, kind = struct.unpack_from(">I4s", data, at)
        at += 8
        if kind == b"XMP ":
            yield data[at : at + size]
        elif kind == b"iTXt" and data.startswith(_PNG_NAME, at):
            start = at + len(_PNG_NAME)
            # Behind its sign and method, language and the name in it end with NUL.
            text = data[start + 2 : at + size].split(b"\0", 2)[-1]
            yield _unpacked(text) if data[start : start + 1] == b"\1" else text
        at += size + (4 if png else size % 2)


def _unpacked(raw: bytes) -> bytes:
    """As much of it as can be; never nothing."""
    inflate, found = zlib.decompressobj(), bytearray()
    with contextlib.suppress(zlib.error):
        for at in range(0, len(raw), 64):
            if len(found) < PACKET_LIMIT:
                found += inflate.decompress(raw[at : at + 64], PACKET_LIMIT)
    return bytes(found) or b"?"


def _single(info: Mapping[Any, Any]) -> Iterator[bytes]:
    """The packet of PNG, WebP, TIFF or HEIF."""
    found = info.get("xmp") or info.get("XML:com.adobe.xmp")
    if isinstance(found, str):  # Pillow takes bytes that call themselves text for Latin-1.
        found = found.encode("latin-1", "replace")
    # ImageMagick's way in PNG: name, length, the bytes in hex.
    profile = info.get("Raw profile type xmp")
    if not found and isinstance(profile, str):
        digits = re.sub("[^0-9a-fA-F]", "", "".join(profile.split()[2:]))
        found = bytes.fromhex(digits[: len(digits) // 2 * 2])
    if isinstance(found, bytes) and found:
        yield found


def _joined(segments: list[bytes], guid: bytes, flaws: set[Flaw]) -> bytes:
    """The parts, in whatever order they stand, that the packet names. What it does not name may
    be of an older one."""
    whole, full = bytearray(), 1
    parts = ((*_PART.unpack_from(each), each) for each in segments if len(each) > _PART.size)
    for _, named, size, place, segment in sorted(parts, key=lambda part: part[3]):
        if named.upper() == guid:
            if place > len(whole):
                flaws.add(Flaw.EXTENDED)
            del whole[place:]
            whole += segment[_PART.size :]
            full = max(full, size)
    if len(whole) < full:
        flaws.add(Flaw.EXTENDED)
    return bytes(whole)
