"""The texts that leave with every published picture, and which of them IIM cannot hold whole.

Rights always travel; places on the map, serial numbers, thumbnails and histories never do.
"""

from dataclasses import dataclass

from editor.photos.blocks import exif_block, iim_block
from editor.photos.charset import cut_to_bytes
from editor.photos.containers import with_blocks
from editor.photos.dates import iim_date, iso_date
from editor.photos.fields import DATE_IIM, FIELDS, LIST_LIMIT, TIME_IIM
from editor.photos.xmp_packet import xmp_packet
from editor.story.rendition import Encoding
from editor.story.snapshot import PlacedPhoto
from editor.story.text import clean_text

_EXIF_TAGS = {270: "caption", 315: "creators", 33432: "copyright_notice"}


@dataclass(frozen=True, slots=True)
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
    texts = _texts(photo)
    return tuple(
        Cut("place" if field.name == "sublocation" else field.name, field.limit, had)
        for field in FIELDS
        if field.limit
        for text in texts.get(field.name, ())
        if (had := len(text.encode("utf-8"))) > field.limit
    )


def _texts(photo: PlacedPhoto) -> dict[str, tuple[str, ...]]:
    """By name of the field of PhotoFacts; what is blank is not there."""
    given = {
        "caption": (photo.caption,),
        "credit": (photo.credit,),
        "creators": photo.creators,
        "copyright_notice": (photo.copyright_notice,),
        "usage_terms": (photo.usage_terms,),
        "web_statement": (photo.web_statement,),
        "licensor_url": (photo.licensor_url,),
        "alt": (photo.alt,),
        "keywords": photo.keywords[:LIST_LIMIT],
        "sublocation": (photo.place,),
        "date_created": (iso_date(photo.date_created),),
    }
    cleaned = {
        name: tuple(text for each in texts if (text := clean_text(each).strip()))
        for name, texts in given.items()
    }
    return {name: texts for name, texts in cleaned.items() if texts}


def _iim(texts: dict[str, tuple[str, ...]]) -> bytes:
    datasets = [
        (field.iim, cut_to_bytes(text, field.limit).encode("utf-8"))
        for field in FIELDS
        if field.limit
        for text in texts.get(field.name, ())
    ]
    for dataset, text in zip((DATE_IIM, TIME_IIM), _iim_date(texts), strict=True):
        if text:
            datasets.append((dataset, text.encode("ascii")))
    return iim_block(datasets)


def _iim_date(texts: dict[str, tuple[str, ...]]) -> tuple[str, str]:
    return iim_date(texts.get("date_created", ("",))[0])


def _exif(texts: dict[str, tuple[str, ...]]) -> bytes:
    tags = {tag: "; ".join(texts[name]) for tag, name in _EXIF_TAGS.items() if name in texts}
    # EXIF text is ASCII by its standard: a name with its accents lost is no longer the name.
    return exif_block(
        {
            tag: text.encode("ascii")
            for tag, text in tags.items()
            if text.isascii() and len(text) <= 2000
        }
    )
