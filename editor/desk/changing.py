"""The one door to a story's change: every verb goes through it, and it sees that whoever comes
may do what they do, that what was there is kept, that an approval fits the story afterwards, and
that the record says who it was.

Versions nobody asked for are kept here too: before the program changes a story, while somebody
writes, and of a text that was saved elsewhere while it was typed here; in the transaction of what
follows, so that both are there or neither.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from db.work import Work
from editor.desk.newsroom import Newsroom, NoSuchStory
from editor.late import frozen, slotted
from editor.message import Message, message
from editor.story.fields import TITLES
from editor.story.snapshot import Snapshot
from editor.story.story import Status, Story, StoryEdit
from editor.story.version import VersionKind, version_due
from editor.story.workflow import TABLE, Act, Verb

if TYPE_CHECKING:
    from db.stories import StoryHead


def keep_once(
    newsroom: Newsroom,
    work: Work,
    snapshot: Snapshot,
    reason: Message,
    now: datetime,
    kind: VersionKind,
    by: str | None = None,
) -> int:
    """Keep a snapshot unless the newest version holds exactly this: then that one stays, for
    ever when `kind` would. Returns the number, negative when it was there already."""
    story_id = snapshot.story_id
    newest = work.versions.newest(story_id)
    if newest is None or newest.snapshot != snapshot.sha256:
        by = newsroom.person if by is None else by
        return work.versions.add(story_id, snapshot, by=by, at=now, reason=reason, kind=kind)
    work.versions.found(story_id, newest.number, now)
    if kind is not VersionKind.AUTOMATIC:
        work.versions.make_lasting(story_id, newest.number)
    return -newest.number


Values = Mapping[str, object]


def unknown_here(there: Values, new: Values, known: Sequence[Values]) -> bool:
    """Whether a value is about to be replaced that nobody here has seen: it is neither one of
    `known` nor already the new one. All by field; what no `known` names is nobody's."""
    for name, value in new.items():
        seen = [each[name] for each in known if name in each]
        if seen and there[name] != value and there[name] not in seen:
            return True
    return False


def only_photos_gone(story: Story, edit: StoryEdit, base: StoryEdit) -> bool:
    """Whether the story differs from `base` in nothing but photos that were taken out of it: its
    own window does that, while the text without them may be on its way."""
    for name in TITLES:
        typed, began, there = getattr(edit, name), getattr(base, name), getattr(story, name)
        if typed is not None and there not in (began, typed):
            return False
    if base.body is None:
        return False
    body, there = base.body, {placement.id for placement in story.placements}
    for placement in base.body.placements:
        if placement not in there:
            body = body.without_placement(placement)
    return body == story.body


T = TypeVar("T")


@frozen
class Changes:
    """Ids of what changed; `site` covers sections, people and the outlet, `words` what the
    newsroom or a story knows to be right."""

    stories: frozenset[str] = frozenset()
    photos: frozenset[str] = frozenset()
    site: bool = False
    words: bool = False

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.stories | other.stories,
            self.photos | other.photos,
            self.site or other.site,
            self.words or other.words,
        )

    @classmethod
    def of_story(cls, story_id: str) -> "Changes":
        return cls(stories=frozenset({story_id}))


@frozen
class Done(Generic[T]):
    """The answer of a verb: what it made, and what that changed."""

    value: T
    changes: Changes


def together(answers: Iterable[Done[Any]]) -> Changes:
    """All that several verbs changed."""
    return reduce(or_, (each.changes for each in answers), Changes())


# After these the story is another one than before; the others change what is said of it. Who
# restores or replaces keeps what was there by a reason of its own.
_CHANGES_THE_STORY = frozenset({Verb.WRITE, Verb.TYPE, Verb.PICTURE, Verb.RESTORE, Verb.REPLACE})
_WRITES = frozenset({Verb.WRITE, Verb.TYPE, Verb.RESTORE, Verb.REPLACE})
_KEEPS_WHAT_WAS = frozenset({Verb.WRITE, Verb.TYPE, Verb.PICTURE})
_TOUCHES = frozenset({Verb.PICTURE, Verb.RESTORE})  # more than the texts, which count themselves

# Before these an approval is looked at that nothing has asked for since the site was changed.
_DECIDES = frozenset({Verb.SEND, Verb.SIGN_OFF})


@slotted()
class Change:
    """A change under way, in one transaction.

    Attributes:
        head: what was there before it.
        kept: False gives it all up: nothing is written.
        to: where the story stands afterwards, where the table alone cannot know that.
    """

    newsroom: Newsroom
    work: Work
    story_id: str
    act: Act
    head: "StoryHead"
    kept: bool = True
    to: Status | None = None

    @classmethod
    def of(cls, newsroom: Newsroom, work: Work, story_id: str, act: Act) -> "Change":
        """Raises NoSuchStory."""
        head = work.stories.head(story_id)
        if head is None:
            raise NoSuchStory(story_id)
        return cls(newsroom, work, story_id, act, head)

    @property
    def now(self) -> datetime:
        return self.act.at

    @property
    def changes(self) -> Changes:
        """What a verb answers with when it has gone through."""
        return Changes.of_story(self.story_id) if self.kept else Changes()

    def story(self) -> Story:
        """As it stands now, within the change."""
        return self.newsroom.story(self.work, self.story_id)

    def snapshot(self, story: Story | None = None) -> Snapshot:
        """Of `story`, or of what stands there now."""
        return self.newsroom.snapshot(self.work, story or self.story())

    def keep_version(self, reason: Message) -> str:
        """Store what stands there now as a version; returns its hash."""
        return self.newsroom.keep_version(self.work, self.story_id, reason, self.now)

    def checkpoint(self, reason: Message, kind: VersionKind = VersionKind.AUTOMATIC) -> int | None:
        """Keep what is there now as a version; returns its number, or None when the newest version
        holds exactly this already, or the story holds nothing yet."""
        story = self.story()
        if not (story.headline or story.deck or story.placements) and story.body.is_blank:
            return None
        number = self.keep_once(self.snapshot(story), reason, kind)
        return number if number > 0 else None

    def keep_once(
        self, snapshot: Snapshot, reason: Message, kind: VersionKind, by: str | None = None
    ) -> int:
        """See `keep_once`."""
        return keep_once(self.newsroom, self.work, snapshot, reason, self.now, kind, by)

    def keep_theirs(self) -> int:
        """Put aside what somebody else saved while a text was typed here; returns its version."""
        if name := self.newsroom.person:
            reason = message("version.saved-elsewhere", name=name)
        else:
            reason = message("version.saved-elsewhere-somebody")
        # A milestone: it may be the only copy.
        return abs(self.keep_once(self.snapshot(), reason, VersionKind.MILESTONE, by=""))

    def done(self, value: T) -> Done[T]:
        return Done(value, self.changes)

    def note(self, action: str, snapshot: str, **details: Any) -> None:
        """An entry in the audit trail; empty details say nothing."""
        said = {name: value for name, value in details.items() if value}
        self.newsroom.note(self.work, action, self.story_id, snapshot, self.act, **said)


@contextmanager
def changing(newsroom: Newsroom, story_id: str, verb: Verb) -> Iterator[Change]:
    """Raises Refused where the table of the workflow does not have this verb for this story, and
    NoSuchStory; whatever is raised within leaves everything as it was."""
    with newsroom.begin() as work:
        act = newsroom.act()
        if verb in _DECIDES:
            newsroom.settle_sign_off(work, story_id, act)
        change = Change.of(newsroom, work, story_id, act)
        newsroom.require(work, verb, change.head.status)
        begin(change, verb)
        yield change
        if not change.kept:
            return
        settle(change, verb)
        work.commit()


def begin(change: Change, verb: Verb) -> None:
    """Before one story of several in a transaction is changed; `settle` follows."""
    # Kept when the newest version is some minutes old. After every pause in the typing, so it asks
    # for no more than a date.
    if verb in _KEEPS_WHAT_WAS and version_due(change.head.last_made, change.now):
        change.checkpoint(message("version.before-writing"))


def settle(change: Change, verb: Verb) -> None:
    to = change.to or TABLE[verb].to
    if to is not None:
        change.work.stories.set_status(change.story_id, to, change.now)
    if verb in _WRITES:
        change.newsroom.note_author(change.work, change.story_id, change.act)
    if verb in _TOUCHES:
        change.work.stories.touch(change.story_id, change.now)
    # Only what was approved once can lose an approval or get it back.
    if verb in _CHANGES_THE_STORY and change.head.ever_signed:
        change.newsroom.settle_sign_off(change.work, change.story_id, change.act)
