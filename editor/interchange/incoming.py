"""A story as it arrives from outside, before the house gives it an id, a slug or a section."""

from dataclasses import dataclass, field

from editor.story.credit import CreditLine
from editor.story.document import Document


@dataclass(frozen=True, slots=True)
class IncomingStory:
    """What a file said; "" or () where it said nothing.

    `caption` and `credit` belong to the lead photo, whose picture is not here; `language` is a
    BCP 47 tag; `warnings` are sentences for the person who imports, one for everything that
    was left out or guessed.
    """

    headline: str = ""
    deck: str = ""
    body: Document = field(default_factory=Document)
    byline: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    dateline: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    caption: str = ""
    credit: CreditLine = field(default_factory=CreditLine)
    warnings: tuple[str, ...] = ()
