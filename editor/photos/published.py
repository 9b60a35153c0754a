"""The texts that leave with every published picture.

Rights always travel; places on the map, serial numbers, thumbnails and histories never do.
"""

import struct
from collections.abc import Iterator, Sequence

from editor.photos.blocks import webp_chunks
from editor.photos.metadata import (
    Texts,
    exif_block,
    iim_block,
    iim_values,
    iso_date,
    xmp_packet,
)
from editor.story.photo import LIST_LIMIT, PHOTO_FIELDS, Kind, PhotoField
from editor.story.rendition import Encoding, Survival
from editor.story.snapshot import PlacedPhoto
from editor.story.text import clean_text

_APP0, _APP1, _APP2, _APP13, _APP14 = 0xE0, 0xE1, 0xE2, 0xED, 0xEE
_COM, _SOS = 0xFE, 0xDA
_SEGMENT_LIMIT = 65533
_EXIF_HEAD = b"Exif\0\0"
_XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
_HAS_PROFILE, _HAS_ALPHA, _HAS_EXIF, _HAS_XMP = 0x20, 0x10, 0x08, 0x04


def with_blocks(data: bytes, encoding: Encoding, *, exif: bytes, xmp: bytes, iim: bytes) -> bytes:
    """The file with these blocks and no others; an empty block is left out, only JPEG has IIM.

    Raises ValueError when `data` is not of that encoding or a block does not fit.
    """
    try:
        if encoding is Encoding.JPEG:
            return _jpeg(data, exif, xmp, iim)
        return (_avif if encoding is Encoding.AVIF else _webp)(data, exif, xmp)
    except (struct.error, LookupError) as error:
        raise ValueError(f"not a whole {encoding.media_type}") from error


def _jpeg(data: bytes, exif: bytes, xmp: bytes, iim: bytes) -> bytes:
    head, rest = _jpeg_parts(data)
    blocks = ((_APP1, _EXIF_HEAD, exif), (_APP1, _XMP_HEAD, xmp), (_APP13, b"", iim))
    added = [_segment(marker, name + block) for marker, name, block in blocks if block]
    # JFIF asks to be first; Exif too, and every reader takes it second.
    jfif = [segment for segment in head if segment[1] == _APP0]
    others = [segment for segment in head if segment[1] != _APP0]
    return b"".join((b"\xff\xd8", *jfif, *added, *others, rest))


def _jpeg_parts(data: bytes) -> tuple[list[bytes], bytes]:
    """The segments to keep before the scan, each with its marker, and all from the scan on."""
    if data[:2] != b"\xff\xd8":
        raise ValueError("not a JPEG")
    kept: list[bytes] = []
    at = 2
    while data[at] == 0xFF and data[at + 1] != _SOS:
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        if _kept(segment[1], segment[4:]):
            kept.append(segment)
        at += 2 + length
    return kept, data[at:]


def _kept(marker: int, body: bytes) -> bool:
    if marker == _APP0:
        # A JFIF head of more than 14 bytes holds a thumbnail, JFXX is one.
        return body.startswith(b"JFIF\0") and len(body) == 14
    if marker == _APP2:
        return body.startswith(b"ICC_PROFILE\0")
    return marker == _APP14 or not (_APP0 <= marker <= 0xEF or marker == _COM)


def _segment(marker: int, body: bytes) -> bytes:
    if len(body) > _SEGMENT_LIMIT:
        raise ValueError(f"a metadata block of {len(body)} bytes does not fit a JPEG")
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _webp(data: bytes, exif: bytes, xmp: bytes) -> bytes:
    chunks = [(name, body) for name, body in webp_chunks(data) if name not in (b"EXIF", b"XMP ")]
    flags, canvas = _webp_canvas(chunks)
    chunks = [chunk for chunk in chunks if chunk[0] != b"VP8X"]
    if exif:
        flags, chunks = flags | _HAS_EXIF, [*chunks, (b"EXIF", exif)]
    if xmp:
        flags, chunks = flags | _HAS_XMP, [*chunks, (b"XMP ", xmp)]
    if flags:
        chunks.insert(0, (b"VP8X", struct.pack("<I", flags) + canvas))
    body = b"".join(
        name + struct.pack("<I", len(each)) + each + b"\0" * (len(each) % 2)
        for name, each in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _webp_canvas(chunks: list[tuple[bytes, bytes]]) -> tuple[int, bytes]:
    """Flags without those for metadata, and the canvas as VP8X writes it (each side less one)."""
    name, body = chunks[0]
    if name == b"VP8X":
        return body[0] & ~(_HAS_EXIF | _HAS_XMP), body[4:10]
    if name == b"VP8L":
        (packed,) = struct.unpack_from("<I", body, 1)
        flags = _HAS_ALPHA if packed >> 28 & 1 else 0
        return flags, _canvas(packed & 0x3FFF, packed >> 14 & 0x3FFF)
    if name != b"VP8 ":
        raise ValueError("not a WebP of a single picture")
    across, down = struct.unpack_from("<HH", body, 6)
    return 0, _canvas((across & 0x3FFF) - 1, (down & 0x3FFF) - 1)


def _canvas(across: int, down: int) -> bytes:
    return across.to_bytes(3, "little") + down.to_bytes(3, "little")


def _avif(data: bytes, exif: bytes, xmp: bytes) -> bytes:
    """Metadata are items of the file beside the picture (ISO/IEC 23008-12, annex A): each is named
    in `iinf`, says in `iref` what it describes, and lies where `iloc` says."""
    outer = dict(_boxes(data))
    meta = dict(_boxes(outer[b"meta"][4:]))
    bodies = _items(data, meta[b"iloc"])
    items = [
        (body, bodies[body[4:6]])
        for _, body in _boxes(meta[b"iinf"][6:])
        if body[8:12] not in (b"Exif", b"mime")
    ]
    refers = [(name, body) for name, body in _boxes(meta.get(b"iref", b"")[4:]) if name != b"cdsc"]
    number = max(int.from_bytes(body[4:6], "big") for body, _ in items)
    # The four bytes before it say that its TIFF structure begins at once.
    for kind, content in ((b"Exif\0", exif and bytes(4) + exif), (_XMP_ITEM, xmp)):
        if content:
            number += 1
            items.append((struct.pack(">IHH", 2 << 24, number, 0) + kind, content))
            refers.append((b"cdsc", struct.pack(">HH", number, 1) + meta[b"pitm"][4:6]))
    meta[b"iinf"] = struct.pack(">IH", 0, len(items)) + b"".join(
        _box(b"infe", body) for body, _ in items
    )
    meta[b"iref"] = bytes(4) + b"".join(_box(name, body) for name, body in refers)
    if not refers:
        del meta[b"iref"]
    meta[b"iloc"] = _places(items, 0)
    head = _box(b"ftyp", outer[b"ftyp"])
    start = len(head) + 12 + sum(8 + len(body) for body in meta.values()) + 8
    meta[b"iloc"] = _places(items, start)
    whole = bytes(4) + b"".join(_box(name, body) for name, body in meta.items())
    return head + _box(b"meta", whole) + _box(b"mdat", b"".join(content for _, content in items))


_XMP_ITEM = b"mime\0application/rdf+xml\0"
_FOUR_BYTES = b"\x44\0"  # of every offset and every length, none of any base


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if not 8 <= length <= len(data) - at:
            raise IndexError(length)
        yield data[at + 4 : at + 8], data[at + 8 : at + length]
        at += length


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def _items(data: bytes, places: bytes) -> dict[bytes, bytes]:
    """The content of each item by the two bytes of its number, as libavif writes `iloc`."""
    if places[:6] != bytes(4) + _FOUR_BYTES:
        raise IndexError("iloc")
    found: dict[bytes, bytes] = {}
    at = 8
    while at < len(places):
        number, (extents,) = places[at : at + 2], struct.unpack_from(">H", places, at + 4)
        spans = struct.unpack_from(f">{2 * extents}I", places, at + 6)
        parts = zip(spans[::2], spans[1::2], strict=True)
        found[number] = b"".join(data[start : start + length] for start, length in parts)
        at += 6 + 8 * extents
    return found


def _places(items: Sequence[tuple[bytes, bytes]], start: int) -> bytes:
    told = [bytes(4) + _FOUR_BYTES + struct.pack(">H", len(items))]
    for body, content in items:
        told.append(body[4:6] + struct.pack(">HHII", 0, 1, start, len(content)))
        start += len(content)
    return b"".join(told)


def published_metadata(data: bytes, encoding: Encoding, photo: PlacedPhoto) -> bytes:
    """The encoded picture with the texts of `photo` in it, in place of any metadata it had.

    XMP in full; in a JPEG also IIM, each text cut at a character to its limit; EXIF where ASCII
    allows it. Colour profiles stay. The same texts make the same bytes, and doing it twice
    changes nothing. Raises ValueError when `data` is not a picture of that encoding.
    """
    texts = _texts(photo)
    iim = _iim(texts) if encoding is Encoding.JPEG else b""
    return with_blocks(data, encoding, exif=_exif(texts), xmp=xmp_packet(texts), iim=iim)


def _texts(photo: PlacedPhoto) -> Texts:
    """What is blank is not there."""
    given = ((row, _said(row, photo.texts(row))) for row in PHOTO_FIELDS)
    return {row: texts for row, texts in given if texts}


def _said(row: PhotoField, texts: tuple[str, ...]) -> tuple[str, ...]:
    if row.kind is Kind.DATE:
        texts = tuple(map(iso_date, texts))
    cleaned = (text for each in texts[:LIST_LIMIT] if (text := clean_text(each).strip()))
    return tuple(cleaned)


def _iim(texts: Texts) -> bytes:
    return iim_block(
        (number, text.encode("utf-8"))
        for row, said in texts.items()
        for number, text in iim_values(row, said)
    )


def survival(data: bytes, encoding: Encoding, photo: PlacedPhoto) -> Survival:
    """What of the texts of `photo` is in a finished file, as it is read by whoever gets it."""
    # Here and not above: who makes pictures does not read any.
    from editor.photos.facts import Embedded, MetadataUnreadable, read_embedded

    try:
        embedded = read_embedded(data)
    except MetadataUnreadable:
        embedded = Embedded()
    found: dict[str, list[str]] = {"kept": [], "cut": [], "lost": []}
    for row, said in _texts(photo).items():
        there = embedded.xmp.get(row.xmp.name, ())
        kept = [text.rstrip() for text in there] == [text.rstrip() for text in said]
        cut = False
        if encoding is Encoding.JPEG and row.iim:
            written = iim_values(row, said)
            inside = [
                (number, raw.decode("utf-8", "replace"))
                for number in dict.fromkeys(number for number, _ in written)
                for raw in embedded.iim.get(number, ())
            ]
            cut = row.kind is not Kind.DATE and [text for _, text in written] != list(said)
            kept = kept and inside == written
        elif there and not kept:
            # A packet that would not fit a JPEG has its longest texts shortened.
            cut = all(map(str.startswith, said, there))
        name = "cut" if cut and there else "kept" if kept else "lost"
        found[name].append(row.key)
    return Survival(**{name: tuple(keys) for name, keys in found.items()})


def _exif(texts: Texts) -> bytes:
    tags = {row.exif.tag: "; ".join(said) for row, said in texts.items() if row.exif}
    # EXIF text is ASCII by its standard: a name with its accents lost is no longer the name.
    return exif_block(
        {
            tag: text.encode("ascii")
            for tag, text in tags.items()
            if tag and text.isascii() and len(text) <= 2000
        }
    )
