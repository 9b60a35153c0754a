"""What a picture file says about itself, read in the trade's order: XMP, then IIM, then EXIF.

It keeps words as they stand: a credit is not parsed, a missing credit is not made up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from threading import Lock
from typing import Any

import exiv2 as _compiled

from editor.late import frozen
from editor.photos.metadata import TIME_IIM, UTF8_DECLARED, cut_to_bytes, decode_texts, iso_date
from editor.photos.packet import Packet, packet_of
from editor.story.credit import CreditLine
from editor.story.photo import LIST_LIMIT, PHOTO_FIELDS, Kind, PhotoFacts, PhotoField
from editor.story.text import clean_line, clean_text

# The binding is compiled and comes without types; what leaves this file has them.
exiv2: Any = _compiled

# Adobe's XMP toolkit inside Exiv2 is one global state of the process and not safe for threads
# (Exiv2 issue 3011): this lock belongs to the process as that state does.
_ONE_AT_A_TIME = Lock()


class MetadataUnreadable(Exception):
    """Exiv2 knows no such file, or the file is broken where its metadata stands."""


@frozen
class Embedded:
    """`xmp` is as in a Packet, `iim` goes by the dataset of record 2, `exif` by Exiv2's keys
    without `Exif.`. XMP is text; IIM and EXIF are bytes, in whatever encoding the file has them.
    `iim_charset` is the value of 1:90."""

    xmp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    iim: Mapping[int, tuple[bytes, ...]] = field(default_factory=dict)
    iim_charset: bytes = b""
    exif: Mapping[str, bytes] = field(default_factory=dict)


def read_embedded(data: bytes, packet: Packet | None = None) -> Embedded:
    """The blocks of a whole picture file, its XMP at hand where somebody has opened it already.

    Raises MetadataUnreadable, and what Pillow raises."""
    with _ONE_AT_A_TIME:
        # Exiv2 speaks through the log about every oddity of a file; a desk cannot act on it.
        exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)
        try:
            image = exiv2.ImageFactory.open(data)
            image.readMetadata()
        except exiv2.Exiv2Error as error:
            raise MetadataUnreadable(str(error)) from error
        charset, iim = _iim_of(image)
        exif = _exif_of(image)
    return Embedded((packet or packet_of(data)).properties, iim, charset, exif)


def _iim_of(image: Any) -> tuple[bytes, dict[int, tuple[bytes, ...]]]:
    charset = b""
    found: dict[int, list[bytes]] = {}
    for datum in image.iptcData():
        if datum.record() == 1 and datum.tag() == 90:
            charset = _bytes(datum)
        elif datum.record() == 2:
            found.setdefault(datum.tag(), []).append(_bytes(datum))
    return charset, {dataset: tuple(raws) for dataset, raws in found.items()}


def _exif_of(image: Any) -> dict[str, bytes]:
    return {
        datum.key().removeprefix("Exif."): _bytes(datum)
        for datum in image.exifData()
        if datum.typeId() == exiv2.TypeId.asciiString
    }


def _bytes(datum: Any) -> bytes:
    value = datum.value()
    # Numbers, dates and times have no bytes of their own in Exiv2; their text is ASCII.
    return bytes(value.data()) if hasattr(value, "data") else str(value).encode()


# A field longer than this, in bytes, is an attack or a mistake, not a caption (reliability B1).
TEXT_LIMIT = 32 * 1024
ITEM_LIMIT = 1024  # of one name or keyword

# EXIF has a date in two places, as IIM has.
_OFFSET_EXIF = "Photo.OffsetTimeOriginal"
_DATE = next(row for row in PHOTO_FIELDS if row.kind is Kind.DATE)
_TEXTS = tuple(row for row in PHOTO_FIELDS if row is not _DATE)

# What cameras and programs write when nobody wrote anything, compared without case.
NOTHING = frozenset(
    "null, (null), undefined, untitled, <untitled>, default, ascii, copyright, your name, unknown, "
    "olympus digital camera, olympus camera, konica minolta digital camera, camera owner, "
    "minolta digital camera, kodak digital still camera, digital camera, sony dsc, "
    "exif_jpeg_picture, exif jpeg, jpeg_picture, applemark, created with gimp, picasa, "
    "processed with vsco".split(", ")
)


def read_facts(path: Path) -> PhotoFacts:
    """The facts in a picture file; what it does not say is "".

    Raises MetadataUnreadable when the file is broken where its metadata stands, and OSError.
    """
    return facts_of(read_embedded(path.read_bytes()))


def facts_of(embedded: Embedded) -> PhotoFacts:
    """The facts behind raw blocks: of each field the first source that says something."""
    sources = (_xmp(embedded), _iim(embedded), _exif(embedded))
    found: dict[str, object] = {_DATE.name: next(filter(None, _dates(embedded)), "")}
    for row in _TEXTS:
        texts = next((texts for source in sources if (texts := _texts(row, source))), ())
        if row.kind in _SEVERAL:
            found[row.name] = texts
        elif texts:
            found[row.name] = CreditLine.free(texts[0]) if row.kind is Kind.CREDIT else texts[0]
    return PhotoFacts(**found)  # pyright: ignore[reportArgumentType]


def differing(embedded: Embedded) -> tuple[PhotoField, ...]:
    """The fields of which XMP says one thing and IIM another: somebody changed one of them only."""
    xmp, iim = _xmp(embedded), _iim(embedded)
    of_xmp, of_iim, _ = (date[:10] for date in _dates(embedded))
    found = [row for row in _TEXTS if _differ(row, xmp, iim, embedded)]
    if of_xmp and of_iim and not (of_xmp.startswith(of_iim) or of_iim.startswith(of_xmp)):
        found.append(_DATE)
    return tuple(found)


def _differ(row: PhotoField, xmp: "_Source", iim: "_Source", embedded: Embedded) -> bool:
    ours, theirs = _texts(row, xmp), _texts(row, iim)
    if row.iim is None or not ours or not theirs:
        return False
    # A beginning is the same text where IIM had no room for more, a character more or less; many
    # programs give it the first of several names only.
    full = max(map(len, embedded.iim[row.iim.dataset])) > row.iim.limit - 4
    return not all(any(o == t or (full and o.startswith(t)) for o in ours) for t in theirs)


# One block of metadata by name of field: texts not yet cleaned.
_Source = dict[str, Sequence[str]]
_SEVERAL = (Kind.PEOPLE, Kind.WORDS)


def _xmp(embedded: Embedded) -> _Source:
    return {row.name: embedded.xmp.get(row.xmp.name, ()) for row in _TEXTS}


def _iim(embedded: Embedded) -> _Source:
    # All texts of the file are decoded together: one program wrote them in one way.
    places = [
        (row, raw) for row in _TEXTS if row.iim for raw in embedded.iim.get(row.iim.dataset, ())
    ]
    declared = embedded.iim_charset == UTF8_DECLARED
    texts = decode_texts([raw for _, raw in places], declared_utf8=declared)
    source: dict[str, list[str]] = {}
    for (row, _), text in zip(places, texts, strict=True):
        source.setdefault(row.name, []).append(text)
    return dict(source)


def _exif(embedded: Embedded) -> _Source:
    places = [
        (row, embedded.exif[row.exif.key])
        for row in _TEXTS
        if row.exif and row.exif.key in embedded.exif
    ]
    # Copyright may hold the photographer's notice, NUL, the editor's (Exif 2.32, 4.6.4 D).
    texts = decode_texts([raw.replace(b"\0", b"\n").rstrip() for _, raw in places])
    return {
        row.name: text.split(";") if row.kind in _SEVERAL else (text,)
        for (row, _), text in zip(places, texts, strict=True)
    }


def _texts(row: PhotoField, source: _Source) -> tuple[str, ...]:
    texts = source.get(row.name, ())
    if row.kind in _SEVERAL:
        cleaned = (cut_to_bytes(clean_line(text), ITEM_LIMIT) for text in texts)
        return tuple(dict.fromkeys(_saying_something(cleaned)))[:LIST_LIMIT]
    clean = _clean_lines if row.kind is Kind.LINES else clean_line
    return tuple(_saying_something(clean(_bounded(text)) for text in texts))[:1]


def _bounded(text: str) -> str:
    # Cut before it is cleaned: normalising two megabytes of accents is the attack.
    return cut_to_bytes(text[:TEXT_LIMIT], TEXT_LIMIT)


def _clean_lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in clean_text(text).split("\n")).strip()


def _saying_something(texts: Iterable[str]) -> Iterable[str]:
    return (text for text in texts if text and text.casefold() not in NOTHING)


def _dates(embedded: Embedded) -> list[str]:
    """What XMP, IIM and EXIF say."""
    iim, exif = _DATE.iim, _DATE.exif
    assert iim is not None
    assert exif is not None
    day, moment = (_ascii(embedded.iim.get(place, ())) for place in (iim.dataset, TIME_IIM))
    written = (
        next(iter(embedded.xmp.get(_DATE.xmp.name, ())), ""),
        # Exiv2 reads an IIM time without a zone as UTC: that zone nobody wrote.
        f"{day}T{moment.removesuffix('+00:00')}" if moment else day,
        "".join(_ascii([embedded.exif.get(key, b"")]) for key in (exif.key, _OFFSET_EXIF)),
    )
    return [iso_date(text[:64]) for text in written]


def _ascii(raws: Sequence[bytes]) -> str:
    """The first of them."""
    return raws[0].decode("ascii", "ignore").replace("\0", "").strip() if raws else ""
