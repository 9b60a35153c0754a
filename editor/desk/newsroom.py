"""What every verb of the desk works with: the library, the clock, who sits here; and what the desk
refuses, with a sentence for the person who asked."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any

from db.errors import OriginalNotSound
from db.nouns import SITE
from db.store import Store
from db.work import Work
from editor.desk.views import Choices, SiteData, StoryView
from editor.language.dictionaries import Dictionaries
from editor.late import frozen, slotted
from editor.message import NOTHING, Message, Said, message
from editor.photos.cache import RenditionCache
from editor.photos.families import OriginalUnreadable
from editor.publish.page import PageRenderer
from editor.story.checks import Finding, Surroundings, check_story
from editor.story.origin import OriginRules
from editor.story.outlet import Section
from editor.story.snapshot import Snapshot
from editor.story.story import Status, Story, StoryRow
from editor.story.text import clean_line
from editor.story.workflow import Act, Due, Policies, SeatRole, SignOff, Verb, refusal


class Refused(Said):
    """The desk does not do this; str() says why and what to do instead. Nothing was changed."""


class NoSuchStory(Refused):
    def __init__(self, key: str) -> None:
        super().__init__("refused.no-such-story", key=clean_line(key))


class NoSuchSection(Refused):
    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__("refused.no-such-section", name=name, known=known)


class NotReady(Refused):
    """Findings block the sign-off."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("refused.not-ready", findings=[each.message for each in findings])


class WordRefused(Refused):
    """What somebody wanted to add is no word for the newsroom."""


UNFILED = Section("unfiled", "")
# Among the newsroom's settings: an OriginRules, and Policies.
ORIGINS, POLICIES = "origins", "policies"
VOIDED, HOLDS_AGAIN = "sign-off voided by a change", "sign-off holds again"
# What the audit trail says of a story's way to its readers.
DECISIONS = (
    VOIDED,
    HOLDS_AGAIN,
    *map(str, (Verb.SIGN_OFF, Verb.SEND, Verb.RETURN, Verb.SPIKE, Verb.UNSPIKE, Verb.KILL)),
)


def wall_clock() -> datetime:
    """Now, with this machine's zone."""
    return datetime.now().astimezone().replace(microsecond=0)


@slotted()
class Seat:
    """Who sits here: the name under which versions and the audit trail record what is done, and
    what they are there for. Somebody else may sit down while the desk stays: what is undone then
    is undone by them."""

    person: str = ""
    role: str = ""
    account: str = ""


@frozen
class Newsroom:
    """`via` is the way by which things are done: "window" or "command"."""

    store: Store
    cache: RenditionCache
    renderer: PageRenderer
    seat: Seat = field(default_factory=Seat)
    clock: Callable[[], datetime] = wall_clock
    via: str = ""
    # Shared by whoever sits here: they are read once, when first asked for.
    dictionaries: Dictionaries = field(default_factory=Dictionaries)
    known_site: dict[int, SiteData] = field(default_factory=dict)  # by the number of its change
    private: dict[str, bytes] = field(default_factory=dict)  # halves of keys that are open, by id
    # Wrong passwords in a row by account, and until when none is tried (monotonic).
    known_authors: set[tuple[str, str]] = field(default_factory=set)  # story and account
    wrong_tries: dict[str, tuple[int, float]] = field(default_factory=dict)

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """A transaction that writes, as `Store.begin`; the feed says who sat here."""
        with self.store.begin() as work:
            work.feed.by(self.seat.account, self.clock())
            yield work

    def original(self, sha: str) -> Path:
        """The file of an original, its bytes compared with its SHA-256. Raises OriginalUnreadable
        with the name people know the picture by; needs no transaction."""
        try:
            return self.store.originals.sound(sha)
        except OriginalNotSound as error:
            with self.store.read() as work:
                photo = work.photos.get(sha)
            name = photo.original_name if photo else f"{sha[:12]}…"
            raise OriginalUnreadable(name, error.reason) from error

    @property
    def person(self) -> str:
        return self.seat.person

    def act(self) -> Act:
        """What is done now is done by whoever sits here now."""
        seat = self.seat
        return Act(seat.person, seat.role, self.clock(), self.via, seat.account)

    def require(self, work: Work, verb: Verb, status: Status = Status.DRAFT) -> None:
        """Raises Refused where whoever sits here may not do this with what has this status."""
        if why := refusal(verb, status, self.seat.role):
            # Asked for only now: hardly anybody tries what is not theirs to do.
            nobody = verb is Verb.ACCOUNTS and not work.look.somebody_is(SeatRole.ADMINISTRATOR)
            if nobody or work.look.alone():
                why = refusal(verb, status)
            if why:
                raise Refused(why)

    def due(self, work: Work, story_id: str, snapshot: Snapshot, site: SiteData) -> Due:
        """What the newsroom's policies make of an approval by whoever sits here. Who is alone
        answers for everything, and the record says that they were."""
        policies, account = site.policies, self.seat.account
        if site.alone or not policies.ask_for_somebody:
            return Due()
        done = work.look.readings(story_id, snapshot.sha256) if policies.readings > 1 else ()
        stage, of, why = len(done) + 1, policies.readings, NOTHING
        if not account:
            why = message("refused.policy-asks-who")
        elif policies.another and account in work.look.authors(story_id):
            why = message("refused.own-story")
        elif account in {each.account for each in done}:
            why = message("refused.read-before", stage=stage, of=of)
        return Due(Verb.READ if stage < of else Verb.SIGN_OFF, min(stage, of), of, why)

    def note_author(self, work: Work, story_id: str, act: Act) -> None:
        """Once for everybody who writes in a story, so that the record knows its authors."""
        here = story_id, act.account
        if not act.account or here in self.known_authors:
            return
        if act.account in work.look.authors(story_id):
            self.known_authors.add(here)
        else:
            self.note(work, Verb.WRITE, story_id, "", act, account=act.account)

    # Every helper below works inside a transaction somebody else began.

    def story(self, work: Work, story_id: str) -> Story:
        story = work.look.story(story_id)
        if story is None:
            raise NoSuchStory(story_id)
        return story

    def site(self, work: Work, number: int | None = None) -> SiteData:
        """The newsroom's own data as it stands; `number` is that of its newest change, where the
        caller has just read it. Read anew only when something of it has changed."""
        if number is None:
            number = work.look.newest(SITE)
        known = self.known_site.get(number)
        if known is not None:
            return known
        choices = Choices(work.look.sections(), work.look.contributors(), work.look.keywords())
        origins = OriginRules.of(work.look.setting(ORIGINS))
        policies = Policies.of(work.look.setting(POLICIES))
        read = SiteData(choices, work.look.outlet(), origins, policies, work.look.alone())
        # What is only being written may be given up, and its number given again.
        if not work.writing:
            self.known_site.clear()
            self.known_site[number] = read
        return read

    def origins(self) -> OriginRules:
        """What the outlet holds about the origins of pictures; begins a transaction."""
        with self.store.read() as work:
            return self.site(work).origins

    def snapshot(self, work: Work, story: Story, site: SiteData | None = None) -> Snapshot:
        site = site or self.site(work)
        # A story without a section still has a page to look at, in no department's folder.
        section = site.section(story.section) or UNFILED
        return Snapshot.of(story, section, site.outlet, site.people(story.people))

    def view(self, work: Work, story_id: str) -> StoryView:
        return self.shown(work, story_id)[0]

    def shown(self, work: Work, story_id: str) -> tuple[StoryView, SiteData]:
        """A story as it is looked at, and the newsroom's own data beside it."""
        shown = work.look.shown(story_id)
        if shown is None:
            raise NoSuchStory(story_id)
        story, site = shown.story, self.site(work, shown.site)
        snapshot = self.snapshot(work, story, site)
        sections = frozenset(section.key for section in site.choices.sections)
        taken = frozenset({story.slug}) if shown.slug_taken else frozenset[str]()
        view = StoryView(
            story=story,
            snapshot=snapshot,
            findings=check_story(
                story, Surroundings(sections, taken, self.clock(), site.origins.labels)
            ),
            sign_off=shown.sign_off,
            voided=self.voided(work, story.id, shown.sign_off, story.status),
            comments=shown.comments,
            suggestions=shown.suggestions,
            versions=shown.versions,
            route=shown.route,
            role="" if site.alone else self.seat.role,
            due=self.due(work, story_id, snapshot, site),
        )
        if shown.sign_off is not None:
            _ = snapshot.sha256  # found here, for whoever shows the story asks for it then
        return view, site

    def settle_sign_off(self, work: Work, story_id: str, act: Act) -> None:
        """Void an approval that no longer fits the story, and give one back that a change had
        voided once the story is again exactly what was approved; the audit trail says both."""
        # Its head first: hardly any story that is written in has an approval; the whole of it is
        # read only then.
        head = work.stories.head(story_id)
        if head is None or not head.ever_signed:
            return
        status = head.status
        approved = status in (Status.SIGNED_OFF, Status.EXPORTED)
        sign_off = work.sign_offs.last(story_id)
        if not approved and not self.voided(work, story_id, sign_off, status):
            return
        snapshot = self.snapshot(work, self.story(work, story_id)).sha256
        covered = sign_off is not None and sign_off.covers(snapshot)
        if approved and not covered:
            work.stories.set_status(story_id, Status.DRAFT, act.at)
            self.note(work, VOIDED, story_id, snapshot, act)
        elif covered and not approved:
            assert sign_off is not None
            work.stories.set_status(story_id, Status.SIGNED_OFF, act.at)
            self.note(work, HOLDS_AGAIN, story_id, snapshot, act, by=sign_off.by)

    def voided(self, work: Work, story_id: str, sign_off: SignOff | None, status: Status) -> bool:
        """Whether a change, and nobody's decision, took a story's approval away: then it comes
        back with the text. What was returned, sent again or spiked since has to be read again."""
        if sign_off is None or status is not Status.DRAFT:
            return False
        return work.audit.last_action(story_id, DECISIONS) == VOIDED

    def keep_version(self, work: Work, story_id: str, reason: Message, at: datetime) -> str:
        """Store the present snapshot as a version; returns its hash."""
        snapshot = self.snapshot(work, self.story(work, story_id))
        work.versions.add(story_id, snapshot, by=self.person, at=at, reason=reason)
        return snapshot.sha256

    def note(
        self, work: Work, action: str, story_id: str, snapshot: str, act: Act, **details: Any
    ) -> None:
        alone = bool(act.role) and work.look.alone()
        seat = {"role": act.role, "via": act.via, "alone": alone}
        work.audit.append(
            at=act.at,
            actor=act.actor,
            action=action,
            object=story_id,
            snapshot=snapshot,
            details={**{name: said for name, said in seat.items() if said}, **details},
        )


def find_story(work: Work, key: str) -> StoryRow:
    """The one story with this id, beginning of an id, or slug. Raises Refused."""
    # A terminal may hand over bytes that are no text: no story is called so.
    rows = work.stories.find(clean_line(key))
    exact = [row for row in rows if row.id == key]
    if len(rows) == 1 or exact:
        return (exact or list(rows))[0]
    if rows:
        slugs = [f"{row.slug} {row.id[:8]}" for row in rows]
        raise Refused("refused.many-stories", key=key, n=len(slugs), slugs=slugs[:5])
    raise NoSuchStory(key)


def find_section(work: Work, name: str) -> str:
    """The key of the section with this key or name; "" for "". Raises Refused."""
    wanted = name.strip().casefold()
    sections = work.look.sections()
    for section in sections:
        if wanted in (section.key.casefold(), section.name.casefold()):
            return section.key
    if wanted:
        raise NoSuchSection(name, [section.name for section in sections])
    return ""
