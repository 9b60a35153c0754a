"""EXIF and IIM as bytes: the two old forms of metadata, written small and always alike.

What goes into them is decided elsewhere; here is only how it is laid out.
"""

import struct
from collections.abc import Iterable, Mapping

# IIM record 1, dataset 90, and its value that declares UTF-8 (ISO 2022, ESC % G).
UTF8_DECLARED = b"\x1b%G"
_ASCII = 2
_ENTRY = struct.Struct("<HHII")


def exif_block(texts: Mapping[int, bytes]) -> bytes:
    """A TIFF structure (TIFF 6.0, section 2) of ASCII tags; b"" for none.

    No Exif IFD, no GPS IFD, no thumbnail: what is not written cannot leak.
    """
    if not texts:
        return b""
    entries, values = b"", b""
    start = 8 + 2 + _ENTRY.size * len(texts) + 4
    for tag, text in sorted(texts.items()):
        value = text + b"\0"
        if len(value) <= 4:
            place = int.from_bytes(value.ljust(4, b"\0"), "little")
        else:
            place = start + len(values)
            values += value + b"\0" * (len(value) % 2)
        entries += _ENTRY.pack(tag, _ASCII, len(value), place)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(texts)) + entries + b"\0\0\0\0" + values


def iim_block(datasets: Iterable[tuple[int, bytes]]) -> bytes:
    """IIM record 2, declared as UTF-8, inside a Photoshop image resource; b"" for none.

    `datasets` are number and value; the numbers leave in ascending order as IIM 4.2 asks, the
    values of a repeated one in theirs.
    """
    ordered = sorted(datasets, key=lambda dataset: dataset[0])
    if not ordered:
        return b""
    record = _dataset(1, 90, UTF8_DECLARED) + _dataset(2, 0, b"\0\x04")
    record += b"".join(_dataset(2, number, value) for number, value in ordered)
    # Resource 0x0404 with an empty name; resources are padded to an even length.
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    return b"Photoshop 3.0\0" + resource + b"\0" * (len(resource) % 2)


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
