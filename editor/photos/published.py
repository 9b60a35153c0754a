"""The texts that leave with every published picture, and which of them IIM cannot hold whole.

Rights always travel; places on the map, serial numbers, thumbnails and histories never do.
"""

from editor.late import frozen
from editor.photos.containers import with_blocks
from editor.photos.metadata import (
    TIME_IIM,
    Texts,
    cut_to_bytes,
    exif_block,
    iim_block,
    iim_date,
    iso_date,
    xmp_packet,
)
from editor.story.photo_fields import LIST_LIMIT, PHOTO_FIELDS, Kind, PhotoField
from editor.story.rendition import Encoding
from editor.story.snapshot import PlacedPhoto
from editor.story.text import clean_text


@frozen
class Cut:
    """A text that IIM's byte limit shortens in the published JPEG; XMP has it whole.

    `field` is the name of the field of PlacedPhoto; `limit` and `had` are bytes of UTF-8.
    """

    field: str
    limit: int
    had: int


def published_metadata(data: bytes, encoding: Encoding, photo: PlacedPhoto) -> bytes:
    """The encoded picture with the texts of `photo` in it, in place of any metadata it had.

    XMP in full; in a JPEG also IIM, each text cut at a character to its limit; EXIF where ASCII
    allows it. Colour profiles stay. The same texts make the same bytes, and doing it twice
    changes nothing. Raises ValueError when `data` is not a picture of that encoding.
    """
    texts = _texts(photo)
    iim = _iim(texts) if encoding is Encoding.JPEG else b""
    return with_blocks(data, encoding, exif=_exif(texts), xmp=xmp_packet(texts), iim=iim)


def iim_cuts(photo: PlacedPhoto) -> tuple[Cut, ...]:
    """What a JPEG of this photo carries shortened in IIM, in the order of the fields."""
    return tuple(
        Cut(row.placed, row.iim.limit, had)
        for row, texts in _texts(photo).items()
        if row.iim and row.kind is not Kind.DATE
        for text in texts
        if (had := len(text.encode("utf-8"))) > row.iim.limit
    )


def _texts(photo: PlacedPhoto) -> Texts:
    """What is blank is not there."""
    given = ((row, _said(row, photo)) for row in PHOTO_FIELDS if row.placed)
    return {row: texts for row, texts in given if texts}


def _said(row: PhotoField, photo: PlacedPhoto) -> tuple[str, ...]:
    value = row.of(photo)
    match row.kind:
        case Kind.PEOPLE:
            texts = value
        case Kind.WORDS:
            texts = value[:LIST_LIMIT]
        case Kind.DATE:
            texts = (iso_date(value),)
        case _:
            texts = (value,)
    return tuple(text for each in texts if (text := clean_text(each).strip()))


def _iim(texts: Texts) -> bytes:
    datasets: list[tuple[int, str]] = []
    for row, said in texts.items():
        if row.iim and row.kind is Kind.DATE:
            dated = zip((row.iim.dataset, TIME_IIM), iim_date(said[0]), strict=True)
            datasets += ((number, text) for number, text in dated if text)
        elif row.iim:
            datasets += ((row.iim.dataset, cut_to_bytes(text, row.iim.limit)) for text in said)
    return iim_block((number, text.encode("utf-8")) for number, text in datasets)


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
