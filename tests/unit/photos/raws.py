"""Raw files as cameras lay them out, as far as anybody but a developer looks: made on the spot,
with noise in the place of what the sensor saw."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Mapping, Sequence

NOISE = random.Random(5).randbytes(30_000)
_FORMS = {2: "s", 3: "H", 4: "I", 7: "s"}

Entry = tuple[int, int, object]  # tag, type, value


def directory(at: int, entries: Sequence[Entry], following: int = 0, order: str = "<") -> bytes:
    """An IFD that stands at `at`, its long values right behind it."""
    heads, values = b"", b""
    behind = at + 2 + 12 * len(entries) + 4
    for tag, kind, value in sorted(entries, key=lambda entry: entry[0]):
        if isinstance(value, bytes):
            raw, count = value, len(value)
        else:
            numbers = value if isinstance(value, tuple) else (value,)
            raw, count = struct.pack(f"{order}{len(numbers)}{_FORMS[kind]}", *numbers), len(numbers)
        if len(raw) > 4:
            raw, values = struct.pack(order + "I", behind + len(values)), values + raw
        heads += struct.pack(order + "HHI", tag, kind, count) + raw.ljust(4, b"\0")
    count = struct.pack(order + "H", len(entries))
    return count + heads + struct.pack(order + "I", following) + values


def tiff_raw(
    small: bytes,
    large: bytes,
    *,
    head: bytes = b"II*\0",
    texts: Mapping[int, bytes] | None = None,
    led_to: bool = True,
    xmp: bytes = b"",
) -> bytes:
    """A small JPEG in the second directory and a large one in a sub-directory, as Nikon has it; a
    sensor's strip beside them. Without `led_to` the large one just lies there."""
    order = ">" if head.startswith(b"M") else "<"
    places = {"small": 4000, "large": 4000 + len(small)}
    noise = places["large"] + len(large)
    main: list[Entry] = [(274, 3, 6), (330, 4, 1500), (34665, 4, 2000)]
    main += [(tag, 2, text + b"\0") for tag, text in (texts or {271: b"Maker"}).items()]
    main += [(259, 3, 34713), (273, 4, noise), (279, 4, len(NOISE))]
    main += [(700, 7, xmp)] if xmp else []
    sub: list[Entry] = [(513, 4, places["large"]), (514, 4, len(large))] if led_to else []
    exif: list[Entry] = [(36867, 2, b"2026:10:03 06:40:00\0"), (40961, 3, 1)]
    first = [(513, 4, places["small"]), (514, 4, len(small)), (259, 3, 6)]
    file = bytearray(places["small"])
    for at, part in (
        (0, head + struct.pack(order + "I", 8)),
        (8, directory(8, main, 1800, order)),
        (1500, directory(1500, sub, 0, order)),
        (1800, directory(1800, first, 0, order)),
        (2000, directory(2000, exif, 0, order)),
    ):
        file[at : at + len(part)] = part
    return bytes(file[: places["small"]]) + small + large + NOISE


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def canon_raw(small: bytes, large: bytes) -> bytes:
    """A CR3: boxes, a thumbnail, a track whose one sample is the large JPEG."""
    head = b"II*\0" + struct.pack("<I", 8)
    texts = head + directory(8, [(274, 3, 8), (271, 2, b"Canon\0"), (315, 2, b"Wen Qiaoyu\0")])
    dates = head + directory(8, [(36867, 2, b"2026:10:03 06:40:00\0")])
    thumbnail = b"\0\0\0\0" + struct.pack(">HHI", 160, 120, len(small)) + b"\0\1\0\0" + small
    canon = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
    parts = box(b"CMT1", texts) + box(b"CMT2", dates) + box(b"THMB", thumbnail)

    def moov(place: int) -> bytes:
        sizes = box(b"stsz", struct.pack(">IIII", 0, len(large), 1, 0))
        places = box(b"co64", struct.pack(">IIQ", 0, 1, place))
        track = box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", sizes + places))))
        return box(b"moov", box(b"uuid", canon + parts) + track)

    start = box(b"ftyp", b"crx \0\0\0\1crx isom")
    place = len(start) + len(moov(0)) + 8
    return start + moov(place) + box(b"mdat", large + NOISE)


def fujifilm_raw(large: bytes) -> bytes:
    head = b"FUJIFILMCCD-RAW 0201FF129503X-T3".ljust(84, b"\0")
    return head + struct.pack(">II", 160, len(large)) + bytes(68) + large + NOISE


def panasonic_raw(large: bytes) -> bytes:
    head = b"IIU\0" + struct.pack("<I", 8)
    entries: list[Entry] = [(0x2E, 7, large), (274, 3, 1), (271, 2, b"Panasonic\0")]
    return head + directory(8, entries) + NOISE


RAWS: Mapping[str, Callable[[bytes, bytes], bytes]] = {
    "a.nef": tiff_raw,
    "a.pef": lambda small, large: tiff_raw(small, large, head=b"MM\0*"),
    "a.orf": lambda small, large: tiff_raw(small, large, head=b"IIRO", led_to=False),
    "a.cr3": canon_raw,
    "a.raf": lambda _, large: fujifilm_raw(large),
    "a.rw2": lambda _, large: panasonic_raw(large),
}
