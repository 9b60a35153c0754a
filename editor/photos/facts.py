"""What a picture file says about itself, read in the trade's order: XMP, then IIM, then EXIF.

It keeps words as they stand: a credit is not parsed, a missing credit is not made up.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from editor.photos.charset import cut_to_bytes, decode_texts
from editor.photos.dates import iso_date
from editor.photos.embedded import Embedded, read_embedded
from editor.photos.fields import (
    DATE_EXIF,
    DATE_IIM,
    DATE_XMP,
    FIELDS,
    ITEM_LIMIT,
    LIST_LIMIT,
    NOTHING,
    OFFSET_EXIF,
    TEXT_LIMIT,
    TIME_IIM,
    UTF8_DECLARED,
    Field,
)
from editor.story.credit import CreditLine
from editor.story.photo import PhotoFacts
from editor.story.text import clean_line, clean_text


def read_facts(path: Path) -> PhotoFacts:
    """The facts in a picture file; what it does not say is "".

    Raises MetadataUnreadable when the file is broken where its metadata stands, and OSError.
    """
    return facts_of(read_embedded(path.read_bytes()))


def facts_of(embedded: Embedded) -> PhotoFacts:
    """The facts behind raw blocks: of each field the first source that says something."""
    sources = _sources(embedded)
    found: dict[str, object] = {}
    for field in FIELDS:
        texts = next((texts for source in sources if (texts := _texts(field, source))), ())
        if field.repeatable:
            found[field.name] = texts
        elif texts:
            found[field.name] = CreditLine.free(texts[0]) if field.name == "credit" else texts[0]
    return PhotoFacts(**found, date_created=_date(embedded))  # pyright: ignore[reportArgumentType]


# One block of metadata by name of field: texts not yet cleaned.
_Source = dict[str, Sequence[str]]


def _sources(embedded: Embedded) -> tuple[_Source, _Source, _Source]:
    xmp: _Source = {field.name: embedded.xmp.get(field.xmp, ()) for field in FIELDS}
    return xmp, _iim(embedded), _exif(embedded)


def _iim(embedded: Embedded) -> _Source:
    # All texts of the file are decoded together: one program wrote them in one way.
    places = [
        (field, raw) for field in FIELDS if field.iim for raw in embedded.iim.get(field.iim, ())
    ]
    declared = embedded.iim_charset == UTF8_DECLARED
    texts = decode_texts([raw for _, raw in places], declared_utf8=declared)
    source: dict[str, list[str]] = {}
    for (field, _), text in zip(places, texts, strict=True):
        source.setdefault(field.name, []).append(text)
    return dict(source)


def _exif(embedded: Embedded) -> _Source:
    places = [field for field in FIELDS if field.exif in embedded.exif]
    # Copyright may hold the photographer's notice, NUL, the editor's (Exif 2.32, 4.6.4 D).
    raws = [embedded.exif[field.exif].replace(b"\0", b"\n").rstrip() for field in places]
    source: _Source = {}
    for field, text in zip(places, decode_texts(raws), strict=True):
        source[field.name] = text.split(";") if field.repeatable else (text,)
    return source


def _texts(field: Field, source: _Source) -> tuple[str, ...]:
    texts = source.get(field.name, ())
    if field.repeatable:
        cleaned = (cut_to_bytes(clean_line(text), ITEM_LIMIT) for text in texts)
        return tuple(dict.fromkeys(_saying_something(cleaned)))[:LIST_LIMIT]
    clean = _clean_lines if field.lines else clean_line
    return tuple(_saying_something(clean(_bounded(text)) for text in texts))[:1]


def _bounded(text: str) -> str:
    # Cut before it is cleaned: normalising two megabytes of accents is the attack.
    return cut_to_bytes(text[:TEXT_LIMIT], TEXT_LIMIT)


def _clean_lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in clean_text(text).split("\n")).strip()


def _saying_something(texts: Iterable[str]) -> Iterable[str]:
    return (text for text in texts if text and text.casefold() not in NOTHING)


def _date(embedded: Embedded) -> str:
    xmp = next(iter(embedded.xmp.get(DATE_XMP, ())), "")
    day, moment = (_first_ascii(embedded.iim.get(place, ())) for place in (DATE_IIM, TIME_IIM))
    # Exiv2 reads an IIM time without a zone as UTC: that zone nobody wrote.
    iim = f"{day}T{moment.removesuffix('+00:00')}" if moment else day
    offset = _first_ascii([embedded.exif.get(OFFSET_EXIF, b"")])
    exif = _first_ascii([embedded.exif.get(DATE_EXIF, b"")]) + offset
    return next((date for text in (xmp, iim, exif) if (date := iso_date(text[:64]))), "")


def _first_ascii(raws: Sequence[bytes]) -> str:
    return raws[0].decode("ascii", "ignore").replace("\0", "").strip() if raws else ""
