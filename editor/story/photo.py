"""A photo, what its record says, and its use in a story.

The photo fields of the trade stand here one row each, with all the places where a field is read
and written, after the IPTC Photo Metadata Standard; byte limits are those of IIM 4.2. A row is a
field of `PhotoFacts`; whoever reads a file, fills one, prints a page or shows a form goes by the
rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import field, fields, replace
from enum import Enum, IntEnum, auto
from typing import Any, NamedTuple, ParamSpec

from editor.late import frozen, regex
from editor.message import Message
from editor.story.credit import CreditLine
from editor.story.edits import UNEDITED, Crop, Edits
from editor.story.origin import Origin
from editor.story.people import joined_names

# Names and keywords: of one field, a file has no more than this.
LIST_LIMIT = 200

# The prefixes of the standards.
XMP_NAMESPACES = {
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "TC260": "http://www.tc260.org.cn/ns/AIGC/1.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}


class Kind(Enum):
    """What a field holds; all but CREDIT, PEOPLE and WORDS are one text."""

    LINE = auto()
    LINES = auto()  # a text that may have more than one line
    PLACE = auto()  # a part of where it was taken; the rows go from small to large
    ADDRESS = auto()  # of the web
    DATE = auto()  # ISO 8601, as precise as the file had it
    TERM = auto()  # of IPTC's vocabularies, by its address
    JSON = auto()  # as it stands
    CREDIT = auto()
    PEOPLE = auto()
    WORDS = auto()


class RecordPart(IntEnum):
    """What stands together where a record is edited, by the hundreds of `PhotoField.panel`."""

    DESCRIPTION = 1
    PEOPLE = 2
    RIGHTS = 3
    DESK = 4
    AI = 5


class Xmp(NamedTuple):
    """A property with a prefix of XMP_NAMESPACES, and the RDF container it stands in: Alt (by
    language), Seq, Bag or none. A field of a list of structures is `list[1]/field`. Where it says
    nothing, what other programs write in `also` is read."""

    name: str
    container: str = ""
    also: tuple[str, ...] = ()


class Iim(NamedTuple):
    """A dataset of record 2, and how many bytes each of its values may have; of a date also the
    dataset of its time."""

    dataset: int
    limit: int
    time: int = 0


class Exif(NamedTuple):
    """The number of the tag in a published picture, 0 for none, and of those that are read where
    it says nothing: Windows' own, comments of programs."""

    tag: int = 0
    also: tuple[int, ...] = ()


# IPTC's NewsCodes of how a picture came to be (standards of November 2026).
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SOURCE_TYPES = (
    *("digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print"),
    *("humanEdits", "digitalCreation", "screenCapture", "virtualRecording", "dataDrivenMedia"),
    *("algorithmicallyEnhanced", "algorithmicMedia", "trainedAlgorithmicMedia"),
    *("compositeCapture", "compositeSynthetic", "composite"),
    "compositeWithTrainedAlgorithmicMedia",
)

_KNOWN = {each.lower(): each for each in SOURCE_TYPES} | {
    "minorhumanedits": "humanEdits"  # IPTC called it so until 2023.
}
_TERM = regex(
    r"(?i:(?:https?://cv\.iptc\.org/newscodes/digitalsourcetype/|https?://schema\.org/|digsrctype:)?"
    r"([a-z ]+?)(?:DigitalSource)?/?)"
)


def source_type(text: str) -> str:
    """The address of the term that is meant, by its name or any of its addresses; "" for none."""
    found = _TERM.fullmatch(text.strip())
    name = _KNOWN.get(found[1].replace(" ", "").lower()) if found else None
    return f"{SOURCE_TYPE}{name}" if name else ""


# Where commands call a field by another name than PhotoFacts does.
_KEYS = {
    "copyright_notice": "copyright",
    "creators": "creator",
    "persons": "person_shown",
    "web_statement": "licence",
}


@frozen
class PhotoField:
    """`name` is the field of PhotoFacts.

    `placed` is its name in PlacedPhoto: what has one is part of what is approved and goes into
    every published picture. `schema_org` is the property of an ImageObject, `ninjs` that of a
    picture, with its role behind a colon. `panel` is its place in the record panel, where those of
    one hundred are a RecordPart; what has none is a program's. `own`: it says something of this
    picture alone. Keywords of a PNG are read, never written.
    """

    kind: Kind
    xmp: Xmp
    iim: Iim | None = None
    exif: Exif | None = None
    png: tuple[str, ...] = ()
    placed: str = ""
    schema_org: str = ""
    ninjs: str = ""
    panel: int = 0
    own: bool = False
    name: str = ""

    @property
    def part(self) -> RecordPart:
        """Raises ValueError for what nobody edits."""
        return RecordPart(self.panel // 100)

    @property
    def learned(self) -> bool:
        """Whether what other pictures have of it is offered for this one."""
        long = (Kind.LINES, Kind.DATE, Kind.TERM, Kind.JSON)
        return self.kind not in long and not self.own

    @property
    def is_shared(self) -> bool:
        """Whether the next picture of a series is likely to have the same."""
        rights = self.panel // 100 in (RecordPart.RIGHTS, RecordPart.DESK)
        return self.learned or (rights and not self.own)

    @property
    def label(self) -> Message:
        """What people call it, where it is edited."""
        return Message(f"photofield.{self.name}")

    @property
    def offered(self) -> bool:
        """Whether an outlet chooses if it goes out; the parts of a place do so in one text else."""
        return self.kind is Kind.PLACE or not (self.placed or self.name in LABELS)

    @property
    def key(self) -> str:
        """What commands call it."""
        return _KEYS.get(self.name, self.name)

    def of(self, photo: Any) -> Any:
        """What a PlacedPhoto has of it, or facts would give one."""
        if self.placed:
            return getattr(photo, self.placed)
        return next(iter(photo.texts(self)), "")


_Columns = ParamSpec("_Columns")
_EMPTY: Mapping[Kind, Any] = {Kind.CREDIT: CreditLine(), Kind.PEOPLE: (), Kind.WORDS: ()}


def _row(make: Callable[_Columns, PhotoField]) -> Callable[_Columns, Any]:
    def fact(*columns: _Columns.args, **more: _Columns.kwargs) -> Any:
        row = make(*columns, **more)
        return field(default=_EMPTY.get(row.kind, ""), metadata={"row": row})

    return fact


_fact = _row(PhotoField)


@frozen
class PhotoFacts:
    """What a picture file says about itself, as far as a story page uses it; "" is not given."""

    # fmt: off
    caption: str = _fact(
        Kind.LINES, Xmp("dc:description", "Alt"), Iim(120, 2000),
        Exif(270, (0x9C9C, 37510, 0x9C9F)), ("Description", "Comment"),
        placed="caption", schema_org="caption", ninjs="descriptions:caption", panel=110)
    headline: str = _fact(Kind.LINE, Xmp("photoshop:Headline"), Iim(105, 256), panel=120, own=True)
    title: str = _fact(
        Kind.LINE, Xmp("dc:title", "Alt"), Iim(5, 64), Exif(0, (0x9C9B,)), ("Title",),
        panel=130, own=True)
    creators: tuple[str, ...] = _fact(
        Kind.PEOPLE, Xmp("dc:creator", "Seq"), Iim(80, 32),
        Exif(315, (0x9C9D,)), ("Author", "Artist"),
        placed="creators", schema_org="creator", ninjs="by", panel=210)
    credit: CreditLine = _fact(
        Kind.CREDIT, Xmp("photoshop:Credit"), Iim(110, 32),
        placed="credit", schema_org="creditText", ninjs="infoSources:credit", panel=310)
    source: str = _fact(Kind.LINE, Xmp("photoshop:Source"), Iim(115, 32), panel=330)
    copyright_notice: str = _fact(
        Kind.LINE, Xmp("dc:rights", "Alt"), Iim(116, 128),
        Exif(33432), ("Copyright",),
        placed="copyright_notice", schema_org="copyrightNotice", ninjs="copyrightNotice",
        panel=320)
    usage_terms: str = _fact(
        Kind.LINES, Xmp("xmpRights:UsageTerms", "Alt"),
        placed="usage_terms", ninjs="usageTerms", panel=340)
    web_statement: str = _fact(
        Kind.ADDRESS, Xmp("xmpRights:WebStatement"),
        placed="web_statement", schema_org="license", ninjs="rightsInfo:linkedRights", panel=350)
    licensor_url: str = _fact(
        Kind.ADDRESS, Xmp("plus:Licensor[1]/plus:LicensorURL", "Seq"),
        placed="licensor_url", schema_org="acquireLicensePage", panel=360)
    alt: str = _fact(
        Kind.LINE, Xmp("Iptc4xmpCore:AltTextAccessibility", "Alt"),
        placed="alt", ninjs="descriptions:altText", panel=150, own=True)
    keywords: tuple[str, ...] = _fact(
        Kind.WORDS, Xmp("dc:subject", "Bag"), Iim(25, 64), Exif(0, (0x9C9E,)),
        placed="keywords", ninjs="subjects:keyword", panel=140)
    sublocation: str = _fact(
        Kind.PLACE, Xmp("Iptc4xmpCore:Location"), Iim(92, 32),
        placed="place", ninjs="located", panel=250)
    city: str = _fact(Kind.PLACE, Xmp("photoshop:City"), Iim(90, 32), panel=260)
    province: str = _fact(Kind.PLACE, Xmp("photoshop:State"), Iim(95, 32), panel=270)
    country: str = _fact(Kind.PLACE, Xmp("photoshop:Country"), Iim(101, 64), panel=280)
    date_created: str = _fact(
        Kind.DATE,
        Xmp("photoshop:DateCreated", also=("exif:DateTimeOriginal", "xmp:CreateDate")),
        Iim(55, 8, time=60), Exif(0, (36867,)), placed="date_created", panel=295)
    instructions: str = _fact(
        Kind.LINES, Xmp("photoshop:Instructions"), Iim(40, 256), panel=410)
    job_id: str = _fact(Kind.LINE, Xmp("photoshop:TransmissionReference"), Iim(103, 32), panel=420)
    creator_title: str = _fact(Kind.LINE, Xmp("photoshop:AuthorsPosition"), Iim(85, 32), panel=220)
    country_code: str = _fact(Kind.LINE, Xmp("Iptc4xmpCore:CountryCode"), Iim(100, 3), panel=290)
    caption_writer: str = _fact(Kind.LINE, Xmp("photoshop:CaptionWriter"), Iim(122, 32), panel=230)
    extended_description: str = _fact(
        Kind.LINES, Xmp("Iptc4xmpCore:ExtDescrAccessibility", "Alt"), panel=160)
    persons: tuple[str, ...] = _fact(
        Kind.PEOPLE, Xmp("Iptc4xmpExt:PersonInImage", "Bag"), panel=240)
    source_type: str = _fact(
        Kind.TERM,
        Xmp("Iptc4xmpExt:DigitalSourceType", also=("Iptc4xmpExt:DigitalSourcefileType",)),
        schema_org="digitalSourceType", ninjs="digitalSourceType", panel=510)
    ai_system: str = _fact(Kind.LINE, Xmp("Iptc4xmpExt:AISystemUsed"), panel=520)
    ai_system_version: str = _fact(Kind.LINE, Xmp("Iptc4xmpExt:AISystemVersionUsed"), panel=530)
    ai_prompt: str = _fact(Kind.LINES, Xmp("Iptc4xmpExt:AIPromptInformation"), panel=540)
    ai_prompt_writer: str = _fact(Kind.LINE, Xmp("Iptc4xmpExt:AIPromptWriterName"), panel=550)
    aigc: str = _fact(Kind.JSON, Xmp("TC260:AIGC"), None, Exif(0, (37510, 270)), ("AIGC",))
    rating: str = _fact(Kind.LINE, Xmp("xmp:Rating"), panel=430, own=True)
    colour_class: str = _fact(Kind.LINE, Xmp("xmp:Label"), panel=440, own=True)
    release: str = _fact(
        Kind.DATE, Xmp("prism:embargoDate"), Iim(30, 8, time=35), panel=370)
    expires: str = _fact(
        Kind.DATE, Xmp("prism:expirationDate"), Iim(37, 8, time=38), panel=380)
    # fmt: on

    @property
    def place(self) -> str:
        """From small to large, as captions write it."""
        parts = (getattr(self, row.name) for row in PHOTO_FIELDS if row.kind is Kind.PLACE)
        return ", ".join(dict.fromkeys(part for part in parts if part))

    @property
    def gist(self) -> tuple[str, ...]:
        """Rights, makers, place and day, as far as they are given."""
        makers = joined_names(self.creators)
        parts = (self.copyright_notice, makers, self.place, self.date_created[:10])
        return tuple(part for part in parts if part)


PHOTO_FIELDS: tuple[PhotoField, ...] = tuple(
    replace(each.metadata["row"], name=each.name) for each in fields(PhotoFacts)
)
# By their keys, what somebody may fill in; the AI label's JSON is a program's.
FILLABLE = {row.key: row for row in PHOTO_FIELDS if row.kind is not Kind.JSON}
# What says that a machine made or changed a picture: a label that came in goes out.
LABELS = ("source_type", "ai_system", "ai_system_version", "ai_prompt", "ai_prompt_writer", "aigc")
# What other programs write as `xmp:Label`: Lightroom, Bridge, darktable, digiKam. Any other word is
# kept as it came.
COLOUR_CLASSES = ("Red", "Yellow", "Green", "Blue", "Purple")
# What of a record a new outlet lets out beside what always goes; not what is said to the desk, nor
# who is to be seen and not named in the caption.
PUBLIC_FACTS = (
    *("headline", "title", "creator_title", "source"),
    *("sublocation", "city", "province", "country", "country_code", "extended_description"),
)


@frozen
class Photo:
    """One original file and its record. `id` is the SHA-256 of the file, in hex.

    `width` and `height` are pixels of the upright picture (Exif orientation applied). `edits` are
    for every use that has none of its own. `added` is when it came into the library, ISO 8601 in
    UTC; `likeness` what tells pictures that look alike; both "" where nobody noted it. `origin` is
    what Content Credentials said when it came in.
    """

    id: str
    original_name: str
    format: str  # JPEG, PNG, WEBP, TIFF or HEIF
    width: int
    height: int
    size: int  # bytes
    facts: PhotoFacts = field(default_factory=PhotoFacts)
    edits: Edits | None = None
    added: str = ""
    likeness: str = ""
    origin: Origin | None = None


@frozen
class Placement:
    """A photo used in a story. Whatever is None is taken from the photo's record; a `decorative`
    one has no words for who cannot see it, and that is meant."""

    id: str
    photo: Photo
    lead: bool = False
    caption: str | None = None
    credit: CreditLine | None = None
    alt: str | None = None
    edits: Edits | None = None
    decorative: bool = False

    @property
    def shown_caption(self) -> str:
        return self.photo.facts.caption if self.caption is None else self.caption

    @property
    def shown_credit(self) -> CreditLine:
        return self.photo.facts.credit if self.credit is None else self.credit

    @property
    def shown_alt(self) -> str:
        if self.decorative:
            return ""
        return self.photo.facts.alt if self.alt is None else self.alt

    @property
    def shown_edits(self) -> Edits:
        return (self.photo.edits or UNEDITED) if self.edits is None else self.edits

    @property
    def crop(self) -> Crop | None:
        """What the page shows of it."""
        return self.shown_edits.crop

    @property
    def overrides(self) -> tuple[str, ...]:
        """Names of the fields in which the story departs from the photo's record."""
        names = ("caption", "credit", "alt", "edits")
        return tuple(name for name in names if getattr(self, name) is not None)


@frozen
class AwaitedPhoto:
    """Caption and credit that came with the copy, kept until the picture itself arrives."""

    caption: str
    credit: CreditLine
