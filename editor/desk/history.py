"""A story's past at the desk: versions kept, named, looked at, brought back.

No verb here changes a version: bringing one back makes a new one.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from db.work import Work
from editor.desk.changes import Changes
from editor.desk.checkpoints import checkpoint, keep_once
from editor.desk.newsroom import Newsroom
from editor.desk.refusals import Refused
from editor.desk.restoring import put_snapshot, put_story, put_text
from editor.desk.views import VersionRow
from editor.story.snapshot import Snapshot
from editor.story.story import Story, StoryEdit
from editor.story.text import clean_line
from editor.story.version import VersionKind

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
            return self.newsroom.versions(work, story_id)

    def snapshot(self, story_id: str, number: int) -> Snapshot:
        """What a version holds. Raises Refused when the story has none of this number."""
        with self.newsroom.store.read() as work:
            return _snapshot(work, story_id, number)

    def checkpoint(self, story_id: str, reason: str) -> Changes:
        """Keep what is there before the program changes it; `reason` is a sentence such as
        `Before replacing “Taiyuan”`. Nothing is made when the newest version holds exactly this.

        To be one step with the change itself, call `checkpoints.checkpoint` in its transaction.
        """
        now = self.newsroom.clock()
        with self.newsroom.store.begin() as work:
            made = checkpoint(self.newsroom, work, story_id, reason, now)
            work.commit()
        return Changes() if made is None else Changes.of_story(story_id)

    def save(self, story_id: str, name: str) -> VersionRow:
        """Keep what is there under a name; where the newest version holds exactly this and has
        no name yet, that one gets it. Raises Refused without a name."""
        name = _version_name(name)
        now = self.newsroom.clock()
        with self.newsroom.store.begin() as work:
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
            work.commit()
            return self.newsroom.versions(work, story_id)[-1]

    def name(self, story_id: str, number: int, name: str) -> Changes:
        """Give a version a name, or another one; it is kept for ever from then on."""
        name = _version_name(name)
        with self.newsroom.store.begin() as work:
            try:
                work.versions.set_name(story_id, number, name)
            except KeyError:
                raise NoSuchVersion(number) from None
            work.commit()
        return Changes.of_story(story_id)

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
            versions = self.newsroom.versions(work, story_id)
        return Compared(story_id, older, newer, old, new, compare(old, new), versions)

    def restore(self, story_id: str, number: int, *, only_text: bool = False) -> Story:
        """Make the story what it was in a version: what is there is kept as a version first,
        and what comes back is a version too. Answers with what was there, for `take_back`.

        `only_text` leaves every field and caption that somebody corrected since.

        Raises Refused when there is no such version, or when the story is exactly that.
        """
        now = self.newsroom.clock()
        with self.newsroom.store.begin() as work:
            snapshot = _snapshot(work, story_id, number)
            before = self.newsroom.story(work, story_id)
            was = self.newsroom.snapshot(work, before).sha256
            self._keep(work, story_id, f"Before version {number} was restored", now)
            put = put_text if only_text else put_snapshot
            put(self.newsroom, work, story_id, snapshot, now)
            sha256 = self.newsroom.keep_version(work, story_id, f"Version {number} restored", now)
            if sha256 == was:
                raise Refused(f"The story is what it was in version {number}; nothing to restore.")
            self.newsroom.note(work, f"restored version {number}", story_id, sha256, now)
            work.commit()
        return before

    def take_back(self, before: Story, typed: StoryEdit | None = None) -> Changes:
        """Undo of `restore`: the story as `restore` found it, with the texts somebody typed just
        then; what came since is kept first."""
        now = self.newsroom.clock()
        with self.newsroom.store.begin() as work:
            self._keep(work, before.id, "Before a restored version was taken back", now)
            put_story(self.newsroom, work, _with_texts(before, typed or StoryEdit()), now)
            sha256 = self.newsroom.snapshot(work, self.newsroom.story(work, before.id)).sha256
            self.newsroom.note(work, "took a restored version back", before.id, sha256, now)
            work.commit()
        return Changes.of_story(before.id)

    def keep_aside(self, story_id: str, edit: StoryEdit, reason: str) -> int:
        """Keep texts as a version without making them the story's; returns its number, which is
        that of the newest version when it holds exactly this."""
        with self.newsroom.store.begin() as work:
            number = self._aside(work, story_id, edit, reason, VersionKind.MILESTONE)
            work.commit()
        return number

    def keep_undone(self, story_id: str, edit: StoryEdit) -> int:
        """Keep texts that somebody went back from with Undo and then wrote over; returns the
        number of the version. Only the newest few of them stay, and they are thinned as all
        that nobody asked for."""
        with self.newsroom.store.begin() as work:
            number = self._aside(work, story_id, edit, UNDONE, VersionKind.AUTOMATIC)
            work.versions.keep_newest(story_id, UNDONE, UNDONE_KEPT)
            work.commit()
        return number

    def _aside(
        self, work: Work, story_id: str, edit: StoryEdit, reason: str, kind: VersionKind
    ) -> int:
        story = self.newsroom.story(work, story_id)
        texts = _with_texts(story, edit)
        snapshot, now = self.newsroom.snapshot(work, texts), self.newsroom.clock()
        return abs(keep_once(self.newsroom, work, snapshot, reason, now, kind))

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
    return replace(
        story,
        headline=story.headline if edit.headline is None else edit.headline,
        deck=story.deck if edit.deck is None else edit.deck,
        body=story.body if edit.body is None else edit.body,
    )


def _version_name(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise Refused("Give the version a name, such as “Before the cut”.")
    return name
