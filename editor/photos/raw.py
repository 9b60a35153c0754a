"""A camera's raw file, as far as a desk uses it: the JPEGs that the camera put into it for whoever
has no developer, and what it says about itself.

Every raw form is TIFF's directories (TIFF 6.0, section 2), boxes (ISO 14496-12, Canon's CR3) or a
header of its own (Fujifilm) around them; where none of these leads to a picture, the file is looked
through for one. What is read is bounded, and nothing of the sensor's own data is decoded.
"""

import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from editor.late import frozen
from editor.photos.families import HEAD_BYTES, MEGABYTE, TIFF, family_of, is_camera_raw

_ORDERS = {
    b"II*\0": "<",
    b"MM\0*": ">",
    b"IIU\0": "<",  # Panasonic
    b"IIRO": "<",  # Olympus
    b"IIRS": "<",
    b"MMOR": ">",
}
_FUJIFILM, _FUJIFILM_JPEG = b"FUJIFILMCCD-RAW", 84
# Tags of TIFF 6.0, TIFF/EP and Exif 2.32; Panasonic's JpgFromRaw.
_COMPRESSION, _STRIPS, _STRIP_SIZES, _JPEG_AT, _JPEG_SIZE = 259, 273, 279, 513, 514
_SUB_DIRECTORIES, _EXIF, _PANASONIC_JPEG = 330, 34665, 0x2E
_JPEG_PACKED = (6, 7)
# What no picture has: colours of a sensor (TIFF/EP, DNG), makers' own ways to pack, DNG's version.
_COLOURS, _OF_SENSOR = 262, (32803, 34892)
# Sony, Epson, Samsung, Nikon, Kodak, Pentax.
_BY_MAKER = (32767, 32769, 32770, 34713, 65000, 65535)
_DNG_VERSION = 50706
_XMP, _IIM = 700, 33723
_ORIENTATION = 274
_PICTURE_TAGS = (270, 271, 272, _ORIENTATION, 306, 315, 33432)  # texts, maker, date, rights
_EXIF_TAGS = (36867, 36868, 36880, 36881, 36882, 40961)  # dates and their zones; colours
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1, 13: 4, 129: 1}
_NUMBERS = {3: "H", 4: "I", 13: "I"}
_MOST_DIRECTORIES, _MOST_ENTRIES, _MOST_VALUES, _MOST_BOXES = 40, 1000, 32, 200
_LONGEST_TEXT, _LONGEST_BLOCK = 10_000, 4 * MEGABYTE
_MOST_READ = 400 * MEGABYTE
_CHUNK = 1 << 20
_MOST_STARTS = 500  # of JPEGs looked for in a whole file: chance makes four in that of a sensor
# Frames of a JPEG: those of pictures to be looked at, and the lossless, hierarchical and others.
_FRAMES = (0xC0, 0xC1, 0xC2)
_OTHER_FRAMES = frozenset(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START, _END = b"\xff\xd8\xff", b"\xff\xd9"
# Where boxes of a CR3 hold boxes, and how far behind their head.
_HOLDS = {b"moov": 0, b"trak": 0, b"mdia": 0, b"minf": 0, b"stbl": 0}
_CANON = {
    bytes.fromhex("85c0b687820f11e08111f4ce462b6a48"): 16,  # the camera's texts, a thumbnail
    bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16"): 24,  # a preview
}
_CANON_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")

Bytes = Callable[[int, int], bytes]  # of the file, from there on, so many: fewer at its end


@frozen
class Inside:
    """A JPEG in a raw file: where, how long, and its pixels as they lie."""

    at: int
    size: int
    width: int
    height: int

    @property
    def longer(self) -> int:
        return max(self.width, self.height)


@frozen
class Raw:
    """`inside` are its JPEGs, the largest first; `tags` by number what it says of the picture, of
    those that a JPEG made of it keeps, and `xmp` and `iim` its other blocks."""

    path: Path
    inside: tuple[Inside, ...]
    tags: dict[int, Any]
    xmp: bytes = b""
    iim: bytes = b""

    def jpeg(self, inside: Inside) -> bytes:
        with self.path.open("rb") as file:
            file.seek(inside.at)
            return file.read(inside.size)

    def as_jpeg(self, jpeg: bytes) -> bytes:
        """A JPEG of its own that says what the raw file says; one that says something itself was
        given it by the camera. Always the same bytes for the same file."""
        # Here and not above: Pillow is a twentieth of a second of every start otherwise.
        from PIL import Image

        segments = b""
        if b"Exif\0\0" not in jpeg[:HEAD_BYTES]:
            exif = Image.Exif()
            deeper = exif.get_ifd(_EXIF)
            for tag, value in sorted(self.tags.items()):
                (deeper if tag in _EXIF_TAGS else exif)[tag] = value
            segments += _segment(0xE1, exif.tobytes())
        if self.xmp and b"http://ns.adobe.com/xap/" not in jpeg[: 2 * 65536]:
            segments += _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + self.xmp)
        if self.iim:
            head = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(self.iim))
            segments += _segment(0xED, head + self.iim + b"\0" * (len(self.iim) % 2))
        return jpeg[:2] + segments + jpeg[2:]


def _segment(marker: int, body: bytes) -> bytes:
    """Empty for what a segment is too short for."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body if len(body) < 65_500 else b""


def look(path: Path, *, thoroughly: bool = False) -> Raw | None:
    """What is in a raw file, whatever it is called; None for a file of another kind. `thoroughly`
    looks through the whole file for pictures that nothing leads to. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        named = is_camera_raw(path.suffix.lower(), head)
        if not named and family_of(head) is not TIFF:
            return None

        def read(at: int, count: int) -> bytes:
            file.seek(at)
            return file.read(count)

        parts = _Parts(read)
        # Damage ends the way it was found on, and nothing else.
        with suppress(struct.error, KeyError, OverflowError, ValueError):
            parts.follow(head)
        if not (named or parts.of_sensor):
            return None
        found = {each.at: each for place in parts.places if (each := _inside(read, *place))}
        if thoroughly or not found:
            found = {each.at: each for each in _looked_through(read)} | found
    largest = sorted(found.values(), key=lambda each: (-each.width * each.height, each.at))
    return Raw(path, tuple(largest), parts.tags, parts.xmp, parts.iim)


class _Parts:
    def __init__(self, read: Bytes) -> None:
        self._read = read
        self.places: list[tuple[int, int]] = []
        self.tags: dict[int, Any] = {}
        self.xmp = self.iim = b""
        self.of_sensor = False
        self._seen: set[int] = set()
        self._boxes = 0

    def follow(self, head: bytes) -> None:
        if head.startswith(_FUJIFILM):
            self.places.append(struct.unpack_from(">II", self._read(_FUJIFILM_JPEG, 8)))
        elif head[4:8] == b"ftyp":
            self._boxed(0, _MOST_READ)
        else:
            self._tiff(0)

    def _tiff(self, base: int) -> None:
        head = self._read(base, 8)
        order = _ORDERS[head[:4]]
        waiting = [struct.unpack_from(order + "I", head, 4)[0]]
        while waiting and len(self._seen) < _MOST_DIRECTORIES:
            at = base + waiting.pop(0)
            if at > base and at not in self._seen:
                self._seen.add(at)
                waiting += self._directory(order, base, at)

    def _directory(self, order: str, base: int, at: int) -> list[int]:
        """Answers with the directories that it leads to."""
        (count,) = struct.unpack(order + "H", self._read(at, 2))
        count = min(count, _MOST_ENTRIES)
        raw = self._read(at + 2, 12 * count + 4)
        first, numbers = not self.tags, dict[int, tuple[int, ...]]()
        for entry in range(0, len(raw) - 11, 12):
            tag, kind, number = struct.unpack_from(order + "HHI", raw, entry)
            size = _SIZES.get(kind, 0) * number
            place = base + struct.unpack_from(order + "I", raw, entry + 8)[0]
            place = at + 2 + entry + 8 if size <= 4 else place
            self.of_sensor |= tag == _DNG_VERSION
            if tag == _PANASONIC_JPEG and size:
                self.places.append((place, size))
            elif kind in _NUMBERS and number <= _MOST_VALUES:
                form = f"{order}{number}{_NUMBERS[kind]}"
                with suppress(struct.error):
                    numbers[tag] = struct.unpack(form, self._read(place, size))
                    if tag in (_ORIENTATION, *_EXIF_TAGS) and number == 1:
                        self.tags.setdefault(tag, numbers[tag][0])
            elif size and tag in (_XMP, _IIM) and first:
                self._block(tag, self._read(place, min(size, _LONGEST_BLOCK)))
            elif size and kind in (2, 129) and tag in (*_PICTURE_TAGS, *_EXIF_TAGS):
                text = self._read(place, min(size, _LONGEST_TEXT)).rstrip(b"\0")
                self.tags.setdefault(tag, text)
        self.of_sensor |= numbers.get(_COLOURS, (0,))[0] in _OF_SENSOR
        self.of_sensor |= numbers.get(_COMPRESSION, (0,))[0] in _BY_MAKER
        self._pictures_of(base, numbers)
        (following,) = (
            struct.unpack(order + "I", raw[12 * count :]) if len(raw) > 12 * count else [0]
        )
        return [*numbers.get(_EXIF, ()), *numbers.get(_SUB_DIRECTORIES, ()), following]

    def _block(self, tag: int, block: bytes) -> None:
        if tag == _XMP:
            self.xmp = self.xmp or block
        else:
            self.iim = self.iim or block

    def _pictures_of(self, base: int, numbers: dict[int, tuple[int, ...]]) -> None:
        packed = numbers.get(_COMPRESSION, (0,))[0] in _JPEG_PACKED
        ways = [(_JPEG_AT, _JPEG_SIZE), *([(_STRIPS, _STRIP_SIZES)] if packed else [])]
        for at, size in ways:
            if len(numbers.get(at, ())) == 1 == len(numbers.get(size, ())):
                self.places.append((base + numbers[at][0], numbers[size][0]))

    def _boxed(self, at: int, end: int) -> None:
        """Canon's boxes: directories in CMT1 to CMT4, JPEGs in THMB, PRVW and a track."""
        place = size = 0
        while at + 8 <= end and self._boxes < _MOST_BOXES:
            self._boxes += 1
            head = self._read(at, 32)
            if len(head) < 8:
                break
            length, kind = struct.unpack_from(">I4s", head)
            body, length = (at + 16, _long(head)) if length == 1 else (at + 8, length)
            here = min(end, at + length) if length else end
            if here <= body:
                break
            if kind == b"uuid" and head[8:24] == _CANON_XMP:
                self.xmp = self._read(body + 16, min(here - body - 16, _LONGEST_BLOCK))
            inner = _CANON.get(head[8:24]) if kind == b"uuid" else _HOLDS.get(kind)
            if inner is not None:
                self._boxed(body + inner, here)
            elif kind in (b"CMT1", b"CMT2"):
                with suppress(struct.error, KeyError):
                    self._tiff(body)
            elif kind in (b"THMB", b"PRVW"):
                start = self._read(body, HEAD_BYTES).find(_START)
                self.places += [(body + start, here - body - start)] if start >= 0 else []
            elif kind == b"stsz":
                of_all, _, of_first = struct.unpack(">III", self._read(body + 4, 12))
                size = of_all or of_first
            elif kind == b"co64":
                (place,) = struct.unpack(">Q", self._read(body + 8, 8))
            at = here
        if place and size:
            self.places.append((place, size))


def _long(head: bytes) -> int:
    return struct.unpack_from(">Q", head, 8)[0]


def _inside(read: Bytes, at: int, size: int) -> Inside | None:
    """The JPEG there, if it is one that shows something: not the sensor's data, which is packed
    without loss by the same standard (ITU-T T.81, table B.1)."""
    if size <= 0 or at + size > _MOST_READ or read(at, 2) != _START[:2]:
        return None
    here = at + 2
    for _ in range(_MOST_BOXES):
        head = read(here, 9)
        if len(head) < 9 or head[0] != 0xFF or here > at + size:
            return None
        if head[1] in _FRAMES:
            down, across = struct.unpack_from(">HH", head, 5)
            return Inside(at, size, across, down) if down and across else None
        if head[1] == 0xFF:
            here += 1
        elif head[1] < 0xC0 or head[1] in _OTHER_FRAMES:
            return None
        else:
            here += 2 + max(2, struct.unpack_from(">H", head, 2)[0])
    return None


def _looked_through(read: Bytes) -> Iterator[Inside]:
    at = 0
    for _ in range(_MOST_STARTS):
        if at >= _MOST_READ or (start := _find(read, _START, at)) < 0:
            return
        at = start + len(_START)
        found = _inside(read, start, _MOST_READ - start)
        if found is None:
            continue
        # A marker cannot stand within packed data, where FF is followed by 0.
        scan = _find(read, b"\xff\xda", _after_frame(read, start))
        end = _find(read, _END, scan) if scan >= 0 else -1
        if end < 0:
            return
        yield Inside(start, end + 2 - start, found.width, found.height)
        at = end


def _after_frame(read: Bytes, at: int) -> int:
    """Behind the segments that a JPEG begins with: a smaller one may stand within them."""
    here = at + 2
    while (head := read(here, 4))[:1] == b"\xff" and 0xE0 <= head[1] <= 0xEF:
        here += 2 + max(2, struct.unpack_from(">H", head, 2)[0])
    return here


def _find(read: Bytes, wanted: bytes, at: int) -> int:
    while at < _MOST_READ:
        chunk = read(at, _CHUNK)
        if (found := chunk.find(wanted)) >= 0:
            return at + found
        if len(chunk) < _CHUNK:
            break
        at += _CHUNK - len(wanted) + 1
    return -1
