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
    """`xmp` and `exif` go by Exiv2's keys without `Xmp.` and `Exif.`, `iim` by the dataset of
    record 2. XMP is text (of a language alternative the default one); IIM and EXIF are bytes,
    in whatever encoding the file has them. `iim_charset` is the value of 1:90."""

    xmp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    iim: Mapping[int, tuple[bytes, ...]] = field(default_factory=dict)
    iim_charset: bytes = b""
    exif: Mapping[str, bytes] = field(default_factory=dict)


def read_embedded(data: bytes) -> Embedded:
    """The blocks of a whole picture file. Raises MetadataUnreadable."""
    with _ONE_AT_A_TIME:
        # Exiv2 speaks through the log about every oddity of a file; a desk cannot act on it.
        exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)
        try:
            image = exiv2.ImageFactory.open(data)
            image.readMetadata()
        except exiv2.Exiv2Error as error:
            raise MetadataUnreadable(str(error)) from error
        charset, iim = _iim_of(image)
        return Embedded(_xmp_of(image), iim, charset, _exif_of(image))


def _xmp_of(image: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for datum in image.xmpData():
        value = datum.value()
        if isinstance(value, exiv2.LangAltValue):
            texts = _default_first(dict(value))
        elif isinstance(value, exiv2.XmpArrayValue):
            texts = tuple(str(text) for text in value)
        else:
            texts = (datum.toString(),)
        found[datum.key().removeprefix("Xmp.")] = texts
    return found


def _default_first(by_language: dict[str, str]) -> tuple[str, ...]:
    rank = {"x-default": 0, "en": 1, "en-US": 2, "en-GB": 3}
    languages = sorted(by_language, key=lambda language: (rank.get(language, 9), language))
    return tuple(by_language[language] for language in languages[:1])


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
# Exiv2's own word for a prefix of the standard.
_PREFIXES = {"Iptc4xmpCore": "iptc"}

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
    found: dict[str, object] = {_DATE.name: _date(embedded)}
    for row in _TEXTS:
        texts = next((texts for source in sources if (texts := _texts(row, source))), ())
        if row.kind in _SEVERAL:
            found[row.name] = texts
        elif texts:
            found[row.name] = CreditLine.free(texts[0]) if row.kind is Kind.CREDIT else texts[0]
    return PhotoFacts(**found)  # pyright: ignore[reportArgumentType]


# One block of metadata by name of field: texts not yet cleaned.
_Source = dict[str, Sequence[str]]
_SEVERAL = (Kind.PEOPLE, Kind.WORDS)


def _xmp(embedded: Embedded) -> _Source:
    return {row.name: embedded.xmp.get(_xmp_key(row), ()) for row in _TEXTS}


def _xmp_key(row: PhotoField) -> str:
    prefix, _, name = row.xmp.name.partition(":")
    return f"{_PREFIXES.get(prefix, prefix)}.{name}"


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


def _date(embedded: Embedded) -> str:
    iim, exif = _DATE.iim, _DATE.exif
    assert iim is not None
    assert exif is not None
    day, moment = (_ascii(embedded.iim.get(place, ())) for place in (iim.dataset, TIME_IIM))
    written = (
        next(iter(embedded.xmp.get(_xmp_key(_DATE), ())), ""),
        # Exiv2 reads an IIM time without a zone as UTC: that zone nobody wrote.
        f"{day}T{moment.removesuffix('+00:00')}" if moment else day,
        "".join(_ascii([embedded.exif.get(key, b"")]) for key in (exif.key, _OFFSET_EXIF)),
    )
    return next((date for text in written if (date := iso_date(text[:64]))), "")


def _ascii(raws: Sequence[bytes]) -> str:
    """The first of them."""
    return raws[0].decode("ascii", "ignore").replace("\0", "").strip() if raws else ""
