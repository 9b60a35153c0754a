"""What is found in drafts and what became of replacing it, as values for a panel or a command."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from editor.late import frozen
from editor.story.document import Document
from editor.story.matching import Match
from editor.story.story import Status

CAPTION, BODY = "caption", "body"


@frozen
class TextHit:
    """One hit. `field` is headline, deck, body or caption; `number` the passage of the body;
    `placement` the photo of a caption; `text` all of the passage it stands in."""

    field: str
    number: int
    placement: str
    text: str
    match: Match

    @property
    def words(self) -> str:
        return self.text[self.match.start : self.match.end]

    def around(self, characters: int) -> tuple[str, str]:
        """At most so many characters before and behind it, on one line."""
        before = self.text[max(0, self.match.start - characters) : self.match.start]
        behind = self.text[self.match.end : self.match.end + characters]
        cut_before = self.match.start > characters
        cut_behind = self.match.end + characters < len(self.text)
        before = ("…" if cut_before else "") + before.replace("\n", " ")
        return before, behind.replace("\n", " ") + ("…" if cut_behind else "")


@frozen
class StoryHits:
    """The hits of one story in reading order, at the revision they were found in."""

    story_id: str
    slug: str
    headline: str
    section: str
    status: Status
    revision: int
    hits: tuple[TextHit, ...]

    @property
    def approved(self) -> bool:
        """Whether replacing anything here voids a sign-off."""
        return self.status in (Status.SIGNED_OFF, Status.EXPORTED)

    def only(self, hits: Sequence[TextHit]) -> "StoryHits":
        return replace(self, hits=tuple(hits))


@frozen
class Texts:
    """Texts of a story that a replacement touched; None is a text it left alone."""

    headline: str | None = None
    deck: str | None = None
    body: Document | None = None
    captions: Mapping[str, str | None] = field(default_factory=dict)


@frozen
class Replaced:
    """What became of one story: hits replaced, and hits no longer there. `before` and `after`
    are what taking it back needs."""

    story_id: str
    headline: str
    count: int
    missed: int = 0
    before: Texts = field(default_factory=Texts)
    after: Texts = field(default_factory=Texts)


@frozen
class PutBack:
    """What became of taking a replacement back in one story: `kept` names the texts somebody
    changed since, which stay as they are."""

    story_id: str
    headline: str
    kept: tuple[str, ...] = ()
