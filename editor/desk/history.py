"""A story's past at the desk: versions kept, named, looked at, brought back.

No verb here changes a version: bringing one back makes a new one.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from db.work import Work
from editor.desk.changing import Change, Changes, Done, changing
from editor.desk.checkpoints import checkpoint, keep_once
from editor.desk.newsroom import Newsroom
from editor.desk.refusals import Refused
from editor.desk.restoring import put_snapshot, put_story, put_text
from editor.story.fields import WRITTEN
from editor.story.snapshot import Snapshot
from editor.story.story import Story, StoryEdit
from editor.story.text import clean_line
from editor.story.version import VersionKind, VersionRow
from editor.story.workflow import Verb

if TYPE_CHECKING:
    from editor.story.comparison import Comparison

BY_HAND = "Saved by hand"
UNDONE = "What was undone"
UNDONE_KEPT = 6  # of a story: whoever goes back and forth all day shall still find their versions


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a story and what differs; `newer` None is the story as it stood when it
    was compared. `versions` are all there are to choose from."""

    story_id: str
    older: int
    newer: int | None
    old: Snapshot
    new: Snapshot
    comparison: "Comparison"
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class History:
    newsroom: Newsroom

    def versions(self, story_id: str) -> tuple[VersionRow, ...]:
        """Oldest first."""
        with self.newsroom.store.read() as work:
            return work.versions.rows(story_id)

    def snapshot(self, story_id: str, number: int) -> Snapshot:
        """What a version holds. Raises Refused when the story has none of this number."""
        with self.newsroom.store.read() as work:
            return _snapshot(work, story_id, number)

    def checkpoint(self, story_id: str, reason: str) -> Changes:
        """Keep what is there before the program changes it; `reason` is a sentence such as
        `Before replacing “Taiyuan”`. Nothing is made when the newest version holds exactly this.

        To be one step with the change itself, call `checkpoints.checkpoint` in its transaction.
        """
        with changing(self.newsroom, story_id, Verb.RECORD) as change:
            made = checkpoint(self.newsroom, change.work, story_id, reason, change.now)
        return Changes() if made is None else Changes.of_story(story_id)

    def save(self, story_id: str, name: str) -> Done[VersionRow]:
        """Keep what is there under a name; where the newest version holds exactly this and has
        no name yet, that one gets it. Raises Refused without a name."""
        name = _version_name(name)
        with changing(self.newsroom, story_id, Verb.RECORD) as change:
            work, now = change.work, change.now
            snapshot = self.newsroom.snapshot(work, self.newsroom.story(work, story_id))
            newest = work.versions.newest(story_id)
            if newest is not None and newest.snapshot == snapshot.sha256 and not newest.name:
                work.versions.set_name(story_id, newest.number, name)
            else:
                work.versions.add(
                    story_id,
                    snapshot,
                    by=self.newsroom.person,
                    at=now,
                    reason=BY_HAND,
                    kind=VersionKind.NAMED,
                    name=name,
                )
            kept = work.versions.rows(story_id)[-1]
        return change.done(kept)

    def name(self, story_id: str, number: int, name: str) -> Changes:
        """Give a version a name, or another one; it is kept for ever from then on."""
        name = _version_name(name)
        with changing(self.newsroom, story_id, Verb.RECORD) as change:
            try:
                change.work.versions.set_name(story_id, number, name)
            except KeyError:
                raise NoSuchVersion(number) from None
        return change.changes

    def compare(self, story_id: str, older: int, newer: int | None = None) -> Compared:
        """Two versions side by side; `newer` None is the story as it stands now. Slow for long
        stories, so away from the window. Raises Refused when there is no such version."""
        # Loaded when two versions are compared: it is of no use to the start of the window.
        from editor.story.comparison import compare

        with self.newsroom.store.read() as work:
            old = _snapshot(work, story_id, older)
            if newer is None:
                new = self.newsroom.snapshot(work, self.newsroom.story(work, story_id))
            else:
                new = _snapshot(work, story_id, newer)
            versions = work.versions.rows(story_id)
        return Compared(story_id, older, newer, old, new, compare(old, new), versions)

    def restore(self, story_id: str, number: int, *, only_text: bool = False) -> Done[Story]:
        """Make the story what it was in a version: what is there is kept as a version first,
        and what comes back is a version too. Answers with what was there, for `take_back`.

        `only_text` leaves every field and caption that somebody corrected since.

        Raises Refused when there is no such version, or when the story is exactly that.
        """
        with changing(self.newsroom, story_id, Verb.RESTORE) as change:
            work, now = change.work, change.now
            snapshot = _snapshot(work, story_id, number)
            before = self.newsroom.story(work, story_id)
            was = self.newsroom.snapshot(work, before).sha256
            self._keep(work, story_id, f"Before version {number} was restored", now)
            put = put_text if only_text else put_snapshot
            put(self.newsroom, work, story_id, snapshot, now)
            sha256 = self.newsroom.keep_version(work, story_id, f"Version {number} restored", now)
            if sha256 == was:
                raise Refused(f"The story is what it was in version {number}; nothing to restore.")
            change.note(f"restored version {number}", sha256)
        return change.done(before)

    def take_back(self, before: Story, typed: StoryEdit | None = None) -> Changes:
        """Undo of `restore`: the story as `restore` found it, with the texts somebody typed just
        then; what came since is kept first."""
        with changing(self.newsroom, before.id, Verb.RESTORE) as change:
            work, now = change.work, change.now
            self._keep(work, before.id, "Before a restored version was taken back", now)
            put_story(self.newsroom, work, _with_texts(before, typed or StoryEdit()), now)
            sha256 = self.newsroom.snapshot(work, self.newsroom.story(work, before.id)).sha256
            change.note("took a restored version back", sha256)
        return change.changes

    def keep_aside(self, story_id: str, edit: StoryEdit, reason: str) -> Done[int]:
        """Keep texts as a version without making them the story's; answers with its number, which
        is that of the newest version when it holds exactly this."""
        with changing(self.newsroom, story_id, Verb.RECORD) as change:
            number = self._aside(change, edit, reason, VersionKind.MILESTONE)
        return change.done(number)

    def keep_undone(self, story_id: str, edit: StoryEdit) -> Done[int]:
        """Keep texts that somebody went back from with Undo and then wrote over; answers with
        the number of the version. Only the newest few of them stay, and they are thinned as all
        that nobody asked for."""
        with changing(self.newsroom, story_id, Verb.RECORD) as change:
            number = self._aside(change, edit, UNDONE, VersionKind.AUTOMATIC)
            change.work.versions.keep_newest(story_id, UNDONE, UNDONE_KEPT)
        return change.done(number)

    def _aside(self, change: Change, edit: StoryEdit, reason: str, kind: VersionKind) -> int:
        texts = _with_texts(self.newsroom.story(change.work, change.story_id), edit)
        snapshot = self.newsroom.snapshot(change.work, texts)
        return abs(keep_once(self.newsroom, change.work, snapshot, reason, change.now, kind))

    def _keep(self, work: Work, story_id: str, reason: str, now: datetime) -> None:
        """What a person replaced by hand is never thinned, unlike what a program did."""
        checkpoint(self.newsroom, work, story_id, reason, now, VersionKind.MILESTONE)


class NoSuchVersion(Refused):
    def __init__(self, number: int) -> None:
        super().__init__(
            f"The story has no version {number}; `history` and the History panel list them."
        )


def _snapshot(work: Work, story_id: str, number: int) -> Snapshot:
    try:
        return work.versions.snapshot(story_id, number)
    except KeyError:
        raise NoSuchVersion(number) from None


def _with_texts(story: Story, edit: StoryEdit) -> Story:
    """Headline, deck and body of `edit`, where it has them."""
    return replace(story, **{key: text for key, text in edit.given.items() if key in WRITTEN})


def _version_name(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise Refused("Give the version a name, such as “Before the cut”.")
    return name
