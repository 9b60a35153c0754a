"""A story's past at the desk: versions kept, named, looked at, brought back.

No verb here changes a version: bringing one back makes a new one.
"""

from dataclasses import dataclass

from db.work import Work
from editor.desk.changes import Changes
from editor.desk.checkpoints import checkpoint
from editor.desk.newsroom import Newsroom
from editor.desk.refusals import Refused
from editor.desk.views import VersionRow
from editor.story.snapshot import Snapshot
from editor.story.text import clean_line
from editor.story.version import VersionKind

BY_HAND = "Saved by hand"


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


def _version_name(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise Refused("Give the version a name, such as “Before the cut”.")
    return name
