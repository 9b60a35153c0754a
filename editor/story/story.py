"""A story: the unit of work of the house."""

from collections.abc import Iterable
from dataclasses import field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from editor.late import frozen
from editor.message import Message, label
from editor.story.document import Document
from editor.story.photo import AwaitedPhoto, Placement


class Status(StrEnum):
    """Where a story stands. Signed off holds only while the approved snapshot is unchanged."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    SIGNED_OFF = "signed_off"
    EXPORTED = "exported"
    SPIKED = "spiked"

    @property
    def label(self) -> Message:
        return label(self)


@frozen(kw_only=True)
class StoryTexts:
    """What of a story a file can carry; "" or () where nothing is said.

    `byline` and `contributors` are names, `language` a BCP 47 tag.
    """

    headline: str = ""
    deck: str = ""
    body: Document = field(default_factory=Document)
    byline: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    dateline: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""

    @property
    def texts(self) -> dict[str, Any]:
        """All of these by name."""
        return {each.name: getattr(self, each.name) for each in fields(StoryTexts)}


@frozen(kw_only=True)
class Story(StoryTexts):
    """One story with its photos, as the library holds it; its fields are described in `fields`.

    `id` is 32 hex digits; `section` a section's key or ""; `dated` the day and time the page
    carries (aware), which is also where it stands on the site; `revision` grows by one with every
    kept change; `target_words` is the length asked for, None where its section decides.
    """

    id: str
    slug: str
    section: str
    dated: datetime
    placements: tuple[Placement, ...]
    awaited_photo: AwaitedPhoto | None
    status: Status
    revision: int
    created: datetime
    updated: datetime
    target_words: int | None = None

    @property
    def lead(self) -> Placement | None:
        return next((placement for placement in self.placements if placement.lead), None)

    @property
    def people(self) -> tuple[str, ...]:
        """Who is named in its lines of names."""
        return (*self.byline, *self.contributors)

    @property
    def placements_on_page(self) -> tuple[Placement, ...]:
        """The lead first, then those in the body in reading order, each once."""
        by_id = {placement.id: placement for placement in self.placements}
        order = [self.lead.id] if self.lead else []
        order += self.body.placements
        return tuple(by_id[key] for key in dict.fromkeys(order) if key in by_id)


@frozen
class StoryEdit:
    """What somebody changed in a story's own fields; None leaves a field as it is.

    `target_words` 0 leaves the length to the story's section.
    """

    headline: str | None = None
    deck: str | None = None
    body: Document | None = None
    slug: str | None = None
    section: str | None = None
    byline: tuple[str, ...] | None = None
    contributors: tuple[str, ...] | None = None
    dateline: str | None = None
    keywords: tuple[str, ...] | None = None
    language: str | None = None
    dated: datetime | None = None
    target_words: int | None = None

    @classmethod
    def of(cls, story: StoryTexts, keys: Iterable[str]) -> Self:
        """What the story has in these fields."""
        values: dict[str, Any] = {key: getattr(story, key) for key in keys}
        # None would leave a length as it is; 0 is none of its own.
        values |= {key: 0 for key, value in values.items() if value is None}
        return cls(**values)

    @property
    def given(self) -> dict[str, Any]:
        """What it changes, by name."""
        values = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: value for name, value in values if value is not None}


class ListOrder(StrEnum):
    """`CHANGED` is newest change first, which also decides among equals in the others."""

    CHANGED = "changed"
    HEADLINE = "headline"
    SECTION = "section"
    STATUS = "status"


@frozen
class Listing:
    """Which stories a list holds, in which order: those with all the words, the last one as far
    as typed; spiked ones only where that status is asked for; `section` a key or ""."""

    words: str = ""
    status: Status | None = None
    section: str = ""
    order: ListOrder = ListOrder.CHANGED


@frozen
class StoryRow:
    """What a list shows of a story; `lead_photo` is how its lead looks (`looks_of`), or ""."""

    id: str
    slug: str
    headline: str
    section: str
    status: Status
    updated: datetime
    lead_photo: str


class Which(StrEnum):
    UNUSED = "unused"
    USED = "used"
    NO_CREDIT = "no-credit"
    NO_CAPTION = "no-caption"
    EXPIRING = "expiring"  # expired, or soon


class PhotoOrder(StrEnum):
    """A picture without a date or a rating stands last."""

    ADDED = "added"  # last first
    NAME = "name"
    TAKEN = "taken"  # last first
    RATING = "rating"  # best first


@frozen
class PhotoUse:
    """A story in which a photo stands `times`, perhaps as its lead. `own_credit` are the placements
    that have another credit than the record on purpose; `exported` is when its bundle went out
    last, None for one that never did."""

    story: str
    slug: str
    headline: str
    status: Status
    times: int
    lead: bool
    own_credit: tuple[str, ...]
    exported: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether a correction can still reach its readers first."""
        return self.exported is None and self.status is not Status.SPIKED


@frozen
class PhotoListing:
    """Those of which all of `which` is true, with all the words in their record, their name or the
    names of their stories; with a rating of at least `least`, and of that colour class."""

    words: str = ""
    which: tuple[Which, ...] = ()
    least: int = 0
    colour: str = ""
    order: PhotoOrder = PhotoOrder.ADDED

    @property
    def narrows(self) -> bool:
        return bool(self.which or self.least or self.colour)
