"""The site a newsroom publishes to: its name, sections, navigation, footer and credit style,
and which approved snapshot of a story stands there."""

from dataclasses import field, replace
from datetime import datetime
from enum import StrEnum

from editor.late import frozen
from editor.story.credit import CreditStyle

# Below it, a social network shows no large card of a page (600 × 315).
LEAST_WIDTH = 600


@frozen
class Section:
    """A department of the site. `key` stands in addresses and never changes; `name` may."""

    key: str
    name: str


@frozen
class NavItem:
    """One entry of the site's navigation; `path` is relative to the site's root ("" is Home)."""

    label: str
    path: str


@frozen
class Outlet:
    """`address` is the site's root URL with a closing slash, or "" while it is not known.

    `language` is a BCP 47 tag; `footer` is printed line by line. `photo_fields` are the fields of
    a photo's record (names of PhotoFacts) that go out with it beside those that always do. No
    crop is drawn that is narrower than `least_width` pixels. With `avif` pages offer that, too.
    """

    key: str
    name: str
    publisher: str
    address: str = ""
    language: str = "en"
    navigation: tuple[NavItem, ...] = ()
    footer: tuple[str, ...] = ()
    credit_style: CreditStyle = field(default_factory=CreditStyle)
    photo_fields: tuple[str, ...] = ()
    least_width: int = LEAST_WIDTH
    # As `forms.since` has it, which knows this module.
    avif: bool = field(default=False, metadata={"since": 4})

    @property
    def on_page(self) -> "Outlet":
        """As a snapshot has it: what it lets out shows in the photos it lets it out of, and what it
        takes was asked when they were cropped."""
        return replace(self, photo_fields=(), least_width=LEAST_WIDTH)


SEED_SECTIONS = (
    Section("news", "News"),
    Section("government", "Government"),
    Section("culture-tourism", "Culture & Tourism"),
    Section("investment", "Investment"),
    Section("live", "Live"),
    Section("sister-cities", "Sister Cities"),
)


def site_navigation(sections: tuple[Section, ...]) -> tuple[NavItem, ...]:
    """Home, every section, About Us: the order readers of such sites know."""
    return (
        NavItem("Home", ""),
        *(NavItem(section.name, f"{section.key}/") for section in sections),
        NavItem("About Us", "about-us/"),
    )


class PublicationState(StrEnum):
    OUT = "out"
    REPLACED = "replaced"  # another snapshot of the story stands there since
    WITHDRAWN = "withdrawn"  # killed: nothing of the story is to stand there


@frozen
class Publication:
    """`outlet` is an outlet's key; `snapshot` the SHA-256 of what was approved; `address` the
    page's URL, "" while the outlet's is not known; `at` when it came to be in this place."""

    story: str
    outlet: str
    snapshot: str
    state: PublicationState
    address: str
    at: datetime


@frozen
class ExportRecord:
    """`kind` is `bundle` or `proof`; `files` their number, `bytes` their size together; `number`
    that of a signed bundle, which no other of the library has, else 0."""

    snapshot: str
    kind: str
    path: str
    at: datetime
    by: str
    files: int
    bytes: int
    number: int = 0
