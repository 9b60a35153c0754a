"""What the desk shows of a story: values ready for a panel or for a command's JSON."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from editor.late import frozen
from editor.message import Message
from editor.publish.address import PageAddress
from editor.publish.news_article import description
from editor.story.checks import Finding
from editor.story.edits import Crop
from editor.story.origin import OriginRules
from editor.story.outlet import Outlet, Section
from editor.story.people import Contributor, labelled
from editor.story.rendition import card_of
from editor.story.review.remarks import Comment, Suggestion
from editor.story.snapshot import Snapshot
from editor.story.story import Status, Story
from editor.story.text import clean_line
from editor.story.version import VersionRow
from editor.story.workflow import NOBODY, Due, Policies, Route, SignOff, Verb, refusal, stands


@frozen
class StoryView:
    """A story with everything a panel says about it.

    `sign_off` is the last approval given, whether or not it still holds; it holds while
    `signed_off` is true: nobody returned the story and its snapshot is the approved one. It is
    `voided` when a change took it away and nobody has decided anything since: it comes back when
    the story is again what was approved. `suggestions` are those nobody has decided.
    """

    story: Story
    snapshot: Snapshot
    findings: tuple[Finding, ...]
    sign_off: SignOff | None
    comments: tuple[Comment, ...]
    versions: tuple[VersionRow, ...]
    voided: bool = False
    suggestions: tuple[Suggestion, ...] = ()
    route: Route = NOBODY
    role: str = ""  # as whom it is looked at; "" may do everything
    due: Due = Due()  # what an approval by them would be

    def refusal(self, verb: Verb) -> Message:
        """Why whoever looks at it cannot do this; nothing where they can."""
        status = stands(self.story.status, holds=self.signed_off)
        if verb is Verb.SIGN_OFF:
            return refusal(self.due.verb, status, self.role) or self.due.why
        return refusal(verb, status, self.role)

    def may(self, verb: Verb) -> bool:
        return not self.refusal(verb)

    @property
    def snapshot_sha256(self) -> str:
        return self.snapshot.sha256

    @property
    def signed_off(self) -> bool:
        return (
            self.story.status in (Status.SIGNED_OFF, Status.EXPORTED)
            and self.sign_off is not None
            and self.sign_off.covers(self.snapshot_sha256)
        )

    @property
    def blocked(self) -> bool:
        return any(finding.blocks for finding in self.findings)


@frozen
class Choices:
    """What the fields of the window complete and offer."""

    sections: tuple[Section, ...]
    contributors: tuple[Contributor, ...]
    keywords: tuple[str, ...]


@frozen
class SiteData:
    """The newsroom's own data: what the fields offer, the outlet stories are made for, what that
    holds about the origins of pictures, what a sign-off needs, and whether somebody is alone."""

    choices: Choices
    outlet: Outlet
    origins: OriginRules = OriginRules()
    policies: Policies = Policies()
    alone: bool = True

    def section(self, key: str) -> Section | None:
        return next((each for each in self.choices.sections if each.key == key), None)

    def people(self, labels: Iterable[str]) -> dict[str, Contributor]:
        return labelled(self.choices.contributors, labels)


@frozen
class Looks:
    """`crumbs` is the way to the page after the host; `photo` how the picture looks that stands
    for the story (`looks_of`), "" without one, and `crop` what of that goes out as its card."""

    title: str
    description: str
    site: str
    host: str
    crumbs: tuple[str, ...]
    photo: str = ""
    crop: Crop | None = None

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Looks":
        address = PageAddress.of(snapshot)
        photo, crop = card_of(snapshot.photos[0]) if snapshot.photos else ("", None)
        return cls(
            title=clean_line(snapshot.headline),
            description=description(snapshot),
            site=snapshot.outlet.name,
            host=urlsplit(address.site).netloc,
            crumbs=tuple(address.folder.split("/")),
            photo=photo,
            crop=crop,
        )
