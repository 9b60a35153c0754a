"""Versions nobody asked for: before the program changes a story, and while somebody writes.

They work inside a transaction somebody else began, so that what follows and the way back are
kept together or not at all.
"""

from datetime import datetime

from db.stories import StoryHead
from db.work import Work
from editor.desk.newsroom import Newsroom
from editor.story.snapshot import Snapshot
from editor.story.story import Story
from editor.story.version import VersionKind, version_due

BEFORE_WRITING = "Before more was written"


def checkpoint(
    newsroom: Newsroom,
    work: Work,
    story_id: str,
    reason: str,
    now: datetime,
    kind: VersionKind = VersionKind.AUTOMATIC,
) -> int | None:
    """Keep what is there now as a version; returns its number, or None when the newest version
    holds exactly this already, or the story holds nothing yet."""
    story = newsroom.story(work, story_id)
    if _holds_nothing(story):
        return None
    number = keep_once(newsroom, work, newsroom.snapshot(work, story), reason, now, kind)
    return number if number > 0 else None


def keep_once(
    newsroom: Newsroom,
    work: Work,
    snapshot: Snapshot,
    reason: str,
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


def before_change(
    newsroom: Newsroom, work: Work, story_id: str, head: StoryHead, now: datetime
) -> None:
    """Called before somebody's change is stored: keeps what was there when the newest version
    is some minutes old. After every pause in the typing, so it asks for no more than a date."""
    if version_due(head.last_made, now):
        checkpoint(newsroom, work, story_id, BEFORE_WRITING, now)


def _holds_nothing(story: Story) -> bool:
    said = story.headline or story.deck or story.placements
    return not said and story.body.is_blank
