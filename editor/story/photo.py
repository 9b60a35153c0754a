"""A photo, its record, and its use in a story."""

from dataclasses import dataclass, field

from editor.story.credit import CreditLine


@dataclass(frozen=True, slots=True)
class Crop:
    """A rectangle in fractions of the upright picture, 0 to 1: left, top, width, height."""

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        edges = (self.left, self.top, self.left + self.width, self.top + self.height)
        if not (all(-1e-9 <= edge <= 1 + 1e-9 for edge in edges) and self.width > 0 < self.height):
            raise ValueError(f"crop outside the picture: {self}")


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a picture file says about itself, as far as a story page uses it.

    Labels and sources are those of the IPTC Photo Metadata Standard; "" is not given.
    `date_created` is an ISO 8601 date or date and time, as precise as the file had it.
    """

    caption: str = ""
    headline: str = ""
    title: str = ""
    credit: CreditLine = field(default_factory=CreditLine)
    creators: tuple[str, ...] = ()
    source: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    licensor_url: str = ""
    alt: str = ""
    keywords: tuple[str, ...] = ()
    date_created: str = ""
    sublocation: str = ""
    city: str = ""
    province: str = ""
    country: str = ""
    instructions: str = ""
    job_id: str = ""

    @property
    def place(self) -> str:
        """From small to large, as captions write it."""
        parts = (self.sublocation, self.city, self.province, self.country)
        return ", ".join(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Photo:
    """One original file and its record. `id` is the SHA-256 of the file, in hex.

    `width` and `height` are pixels of the upright picture (Exif orientation applied).
    """

    id: str
    original_name: str
    format: str  # JPEG, PNG, WEBP, TIFF or HEIF
    width: int
    height: int
    size: int  # bytes
    facts: PhotoFacts = field(default_factory=PhotoFacts)


@dataclass(frozen=True, slots=True)
class Placement:
    """A photo used in a story. Whatever is None is taken from the photo's record."""

    id: str
    photo: Photo
    lead: bool = False
    caption: str | None = None
    credit: CreditLine | None = None
    alt: str | None = None
    crop: Crop | None = None

    @property
    def shown_caption(self) -> str:
        return self.photo.facts.caption if self.caption is None else self.caption

    @property
    def shown_credit(self) -> CreditLine:
        return self.photo.facts.credit if self.credit is None else self.credit

    @property
    def shown_alt(self) -> str:
        return self.photo.facts.alt if self.alt is None else self.alt

    @property
    def overrides(self) -> tuple[str, ...]:
        """Names of the fields in which the story departs from the photo's record."""
        names = ("caption", "credit", "alt", "crop")
        return tuple(name for name in names if getattr(self, name) is not None)


@dataclass(frozen=True, slots=True)
class AwaitedPhoto:
    """Caption and credit that came with the copy, kept until the picture itself arrives."""

    caption: str
    credit: CreditLine
