"""What every verb of the desk works with: the library, the clock, and who sits here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db.errors import OriginalNotSound
from db.store import Store
from db.work import Work
from editor.desk.refusals import ManyStories, NoSuchSection, NoSuchStory
from editor.desk.views import StoryView
from editor.language.dictionaries import Dictionaries
from editor.photos.cache import RenditionCache
from editor.photos.refusal import OriginalUnreadable
from editor.publish.page import PageRenderer
from editor.story.checks import Desk as CheckDesk
from editor.story.checks import check_story
from editor.story.outlet import Section
from editor.story.sign_off import SignOff
from editor.story.snapshot import Snapshot
from editor.story.story import Status, Story, StoryRow
from editor.story.text import clean_line
from editor.story.workflow import Act, Verb

UNFILED = Section("unfiled", "")
VOIDED, HOLDS_AGAIN = "sign-off voided by a change", "sign-off holds again"
# What the audit trail says of a story's way to its readers.
DECISIONS = (
    VOIDED,
    HOLDS_AGAIN,
    *map(str, (Verb.SIGN_OFF, Verb.SEND, Verb.RETURN, Verb.SPIKE, Verb.UNSPIKE)),
)


def wall_clock() -> datetime:
    """Now, with this machine's zone."""
    return datetime.now().astimezone().replace(microsecond=0)


@dataclass(slots=True)
class Seat:
    """Who sits here: the name under which versions and the audit trail record what is done, and
    what they are there for. Somebody else may sit down while the desk stays: what is undone then
    is undone by them."""

    person: str = ""
    role: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
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
        return Act(self.seat.person, self.seat.role, self.clock(), self.via)

    # Every helper below works inside a transaction somebody else began.

    def story(self, work: Work, story_id: str) -> Story:
        story = work.stories.get(story_id)
        if story is None:
            raise NoSuchStory(story_id)
        return story

    def status(self, work: Work, story_id: str) -> Status:
        status = work.stories.status_of(story_id)
        if status is None:
            raise NoSuchStory(story_id)
        return status

    def snapshot(self, work: Work, story: Story) -> Snapshot:
        sections = {section.key: section for section in work.sections.all()}
        # A story without a section still has a page to look at, in no department's folder.
        section = sections.get(story.section, UNFILED)
        people = work.contributors.by_label(story.people)
        return Snapshot.of(story, section, work.outlets.current(), people)

    def view(self, work: Work, story_id: str) -> StoryView:
        story = self.story(work, story_id)
        snapshot = self.snapshot(work, story)
        sections = frozenset(section.key for section in work.sections.all())
        desk = CheckDesk(sections, work.stories.slugs(story.id, only=story.slug))
        sign_off = work.sign_offs.last(story.id)
        return StoryView(
            story=story,
            snapshot=snapshot,
            snapshot_sha256=snapshot.sha256,
            findings=check_story(story, desk),
            sign_off=sign_off,
            voided=self.voided(work, story.id, sign_off, story.status),
            comments=work.comments.of_story(story.id),
            versions=work.versions.rows(story.id),
        )

    def settle_sign_off(self, work: Work, story_id: str, act: Act) -> None:
        """Void an approval that no longer fits the story, and give one back that a change had
        voided once the story is again exactly what was approved; the audit trail says both."""
        # Its row first: this runs after every pause in the typing, and hardly any story that is
        # written in has an approval; the whole of it is read only then.
        status = work.stories.status_of(story_id) or Status.SPIKED
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

    def keep_version(self, work: Work, story_id: str, reason: str, at: datetime) -> str:
        """Store the present snapshot as a version; returns its hash."""
        snapshot = self.snapshot(work, self.story(work, story_id))
        work.versions.add(story_id, snapshot, by=self.person, at=at, reason=reason)
        return snapshot.sha256

    def note(
        self, work: Work, action: str, story_id: str, snapshot: str, act: Act, **details: str
    ) -> None:
        seat = {"role": act.role, "via": act.via}
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
        raise ManyStories(key, [f"{row.slug} {row.id[:8]}" for row in rows])
    raise NoSuchStory(key)


def find_section(work: Work, name: str) -> str:
    """The key of the section with this key or name; "" for "". Raises Refused."""
    wanted = name.strip().casefold()
    sections = work.sections.all()
    for section in sections:
        if wanted in (section.key.casefold(), section.name.casefold()):
            return section.key
    if wanted:
        raise NoSuchSection(name, [section.name for section in sections])
    return ""
