"""A photo and its use in a story."""

from dataclasses import field

from editor.late import frozen
from editor.story.credit import CreditLine
from editor.story.photo_fields import PhotoFacts


@frozen
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


@frozen
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


@frozen
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


@frozen
class AwaitedPhoto:
    """Caption and credit that came with the copy, kept until the picture itself arrives."""

    caption: str
    credit: CreditLine
