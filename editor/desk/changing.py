"""The one door to a story's change: every verb goes through it, and it sees that whoever comes
may do what they do, that what was there is kept, that an approval fits the story afterwards, and
that the record says who it was.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from db.stories import StoryHead
from db.work import Work
from editor.desk.checkpoints import before_change
from editor.desk.newsroom import Newsroom, NoSuchStory, Refused
from editor.late import frozen, slotted
from editor.story.workflow import TABLE, Act, Verb, refusal

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
    """

    newsroom: Newsroom
    work: Work
    story_id: str
    act: Act
    head: StoryHead
    kept: bool = True

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

    def done(self, value: T) -> Done[T]:
        return Done(value, self.changes)

    def note(self, action: str, snapshot: str, **details: str) -> None:
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
        if why := refusal(verb, change.head.status, act.role):
            raise Refused(why)
        begin(change, verb)
        yield change
        if not change.kept:
            return
        settle(change, verb)
        work.commit()


def begin(change: Change, verb: Verb) -> None:
    """Before one story of several in a transaction is changed; `settle` follows."""
    if verb in _KEEPS_WHAT_WAS:
        before_change(change.newsroom, change.work, change.story_id, change.head, change.now)


def settle(change: Change, verb: Verb) -> None:
    to = TABLE[verb].to
    if to is not None:
        change.work.stories.set_status(change.story_id, to, change.now)
    if verb in _TOUCHES:
        change.work.stories.touch(change.story_id, change.now)
    # Only what was approved once can lose an approval or get it back.
    if verb in _CHANGES_THE_STORY and change.head.ever_signed:
        change.newsroom.settle_sign_off(change.work, change.story_id, change.act)
