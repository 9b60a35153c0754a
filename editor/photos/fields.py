"""The photo metadata fields of the trade as data: where each one lives and how long it may be.

From the IPTC Photo Metadata Standard; byte limits are those of IIM 4.2. No rule stands here.
"""

from dataclasses import dataclass

# A field longer than this, in bytes, is an attack or a mistake, not a caption (reliability B1).
TEXT_LIMIT = 32 * 1024
# Of names and keywords: how many, and how long each, in bytes.
LIST_LIMIT, ITEM_LIMIT = 200, 1024

# IIM record 1, dataset 90, and its value that declares UTF-8 (ISO 2022, ESC % G).
UTF8_DECLARED = b"\x1b%G"


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is the field of PhotoFacts.

    `xmp` is Exiv2's key without its leading `Xmp.`; `iim` is the dataset of record 2 (0: none)
    and `limit` its bytes (each, where it is `repeatable`); `exif` is Exiv2's key without `Exif.`.
    `lines` says whether the text may have more than one line.
    """

    name: str
    xmp: str
    iim: int = 0
    limit: int = 0
    exif: str = ""
    repeatable: bool = False
    lines: bool = False


FIELDS: tuple[Field, ...] = (
    Field("caption", "dc.description", 120, 2000, "Image.ImageDescription", lines=True),
    Field("headline", "photoshop.Headline", 105, 256),
    Field("title", "dc.title", 5, 64),
    Field("credit", "photoshop.Credit", 110, 32),
    Field("creators", "dc.creator", 80, 32, "Image.Artist", repeatable=True),
    Field("source", "photoshop.Source", 115, 32),
    Field("copyright_notice", "dc.rights", 116, 128, "Image.Copyright"),
    Field("usage_terms", "xmpRights.UsageTerms", lines=True),
    Field("web_statement", "xmpRights.WebStatement"),
    Field("licensor_url", "plus.Licensor[1]/plus:LicensorURL"),
    Field("alt", "iptc.AltTextAccessibility"),
    Field("keywords", "dc.subject", 25, 64, repeatable=True),
    Field("sublocation", "iptc.Location", 92, 32),
    Field("city", "photoshop.City", 90, 32),
    Field("province", "photoshop.State", 95, 32),
    Field("country", "photoshop.Country", 101, 64),
    Field("instructions", "photoshop.Instructions", 40, 256, lines=True),
    Field("job_id", "photoshop.TransmissionReference", 103, 32),
)

# The date is put together from two places each.
DATE_XMP = "photoshop.DateCreated"
DATE_IIM, TIME_IIM = 55, 60
DATE_EXIF, OFFSET_EXIF = "Photo.DateTimeOriginal", "Photo.OffsetTimeOriginal"

# What cameras and programs write when nobody wrote anything, compared without case.
NOTHING = frozenset(
    (
        "null",
        "(null)",
        "undefined",
        "untitled",
        "<untitled>",
        "default",
        "ascii",
        "olympus digital camera",
        "olympus camera",
        "konica minolta digital camera",
        "minolta digital camera",
        "kodak digital still camera",
        "digital camera",
        "sony dsc",
        "exif_jpeg_picture",
        "exif jpeg",
        "jpeg_picture",
        "applemark",
        "created with gimp",
        "copyright",
        "your name",
        "unknown",
        "picasa",
        "processed with vsco",
        "camera owner",
    )
)
