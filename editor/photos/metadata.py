"""How texts about a picture are written in its file: dates, and the three
forms of metadata, EXIF, IIM and XMP, written small and always alike.

What goes into them is decided elsewhere; here is only how it is laid out.
"""

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

# Not xml.sax.saxutils: that brings urllib and http with it, a tenth of a second at start.
from html import escape

from editor.late import regex
from editor.story.photo import XMP_NAMESPACES, Kind, PhotoField, Xmp


def cut_to_bytes(text: str, limit: int) -> str:
    """The longest beginning of `text` that takes at most `limit` bytes of UTF-8.

    A combining mark or joiner never parts from what it stands on.
    """
    raw = text.encode("utf-8")
    if len(raw) <= limit:
        return text
    kept = len(raw[:limit].decode("utf-8", "ignore"))
    while kept and _joins(text[kept]):
        kept -= 1
    # A joiner left at the end would join nothing.
    return text[:kept].rstrip("\u200d").rstrip()


def _joins(character: str) -> bool:
    import unicodedata  # Met only by texts that are too long.

    return character in "\u200d\ufe0e\ufe0f" or unicodedata.category(character) in ("Mn", "Me")


_WRITTEN = regex(
    r"(?P<year>\d{4})(?:[-:/.年]?(?P<month>\d\d)(?:[-:/.月]?(?P<day>\d\d)日?"
    r"(?:[T ](?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?)?)?"
)
_SINGLE = regex(r"(?<!\d)\d(?!\d)")


def iso_date(text: str) -> str:
    """An ISO 8601 date, or date and time, from XMP's, EXIF's or IIM's writing of it; "" for none.

    `2002:09:16 09:19:43`, `20020916T091943+0800`, `2002-9-16` and `2002` all stand in real files.
    What cannot be a date (month 00, day 31 of June) is left out from there on.
    """
    found = _WRITTEN.match(_SINGLE.sub(r"0\g<0>", text.strip()))
    if found is None or found["year"].startswith("0"):
        return ""
    year, month, day = found["year"], found["month"], found["day"]
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day:
        return f"{year}-{month}"
    try:
        whole = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return f"{year}-{month}"
    return whole + _time(found) if found["hour"] else whole


def _time(found: re.Match[str]) -> str:
    try:
        moment = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return ""
    zone = (found["zone"] or "").replace("Z", "+00:00").replace(":", "")
    if zone:
        zone = f"{zone[:3]}:{zone[3:] or '00'}"
    precision = "seconds" if found["second"] else "minutes"
    return f"T{moment.isoformat(precision)}{zone}"


def iim_date(iso: str) -> tuple[str, str]:
    """IIM's date (2:55, `CCYYMMDD`, unknown parts 00) and time (2:60, `HHMMSS±HHMM`).

    The time is "" without a zone: IIM has no way to leave the zone open.
    """
    day, _, moment = iso.partition("T")
    if not day:
        return "", ""
    digits = (day.replace("-", "") + "0000")[:8]
    clock, zone = moment[:-6], moment[-6:]
    if len(zone) != 6 or zone[0] not in "+-":
        return digits, ""
    return digits, (clock.replace(":", "") + "00")[:6] + zone.replace(":", "")


def iim_values(row: PhotoField, said: Sequence[str]) -> list[tuple[int, str]]:
    """Dataset and value of each text of a field, cut at a character to its limit; none for a field
    that IIM has not."""
    if row.iim is None or not said:
        return []
    if row.kind is Kind.DATE:
        dated = zip((row.iim.dataset, row.iim.time), iim_date(said[0]), strict=True)
        return [(number, text) for number, text in dated if text]
    return [(row.iim.dataset, cut_to_bytes(text, row.iim.limit)) for text in said]


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


# One segment of a JPEG, less its head; larger would need Extended XMP, which few programs read.
PACKET_LIMIT = 64_000

Texts = Mapping[PhotoField, tuple[str, ...]]


def xmp_packet(texts: Texts) -> bytes:
    """The packet in UTF-8; b"" when nothing is said.

    Whole unless it would not fit a JPEG (captions of a book's length): then the longest texts
    are shortened, evenly and as little as halving allows.
    """
    if not texts:
        return b""
    packet, longest = _packet(texts), PACKET_LIMIT
    while len(packet) > PACKET_LIMIT:
        longest //= 2
        packet = _packet(
            {row: tuple(cut_to_bytes(t, longest) for t in each) for row, each in texts.items()}
        )
    return packet


def _packet(texts: Texts) -> bytes:
    said = sorted((row.xmp, [escape(t, quote=False) for t in each]) for row, each in texts.items())
    prefixes = dict.fromkeys(xmp.name.partition(":")[0] for xmp, _ in said)
    spaces = "".join(f'\n xmlns:{prefix}="{XMP_NAMESPACES[prefix]}"' for prefix in prefixes)
    body = "".join(f"\n{_property(xmp, each)}" for xmp, each in said)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>{body}\n</rdf:Description></rdf:RDF></x:xmpmeta>\n'
        # Read-only: nobody edits these files in place, so no padding travels with each.
        '<?xpacket end="r"?>'
    ).encode()


def _property(xmp: Xmp, texts: Sequence[str]) -> str:
    name, _, inner = xmp.name.partition("[1]/")
    if not xmp.container:
        return f"<{name}>{texts[0]}</{name}>"
    tag = 'rdf:li xml:lang="x-default"' if xmp.container == "Alt" else "rdf:li"
    if inner:
        tag, texts = 'rdf:li rdf:parseType="Resource"', (f"<{inner}>{texts[0]}</{inner}>",)
    items = "".join(f"<{tag}>{text}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{xmp.container}>{items}</rdf:{xmp.container}></{name}>"
