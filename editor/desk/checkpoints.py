"""Versions nobody asked for: before the program changes a story, and while somebody writes.

They work inside a transaction somebody else began, so that what follows and the way back are
kept together or not at all.
"""

from datetime import datetime

from db.work import Work
from editor.desk.newsroom import Newsroom
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
    snapshot = newsroom.snapshot(work, story)
    newest = work.versions.newest(story_id)
    if newest is not None and newest.snapshot == snapshot.sha256:
        work.versions.found(story_id, newest.number, now)
        return None
    return work.versions.add(
        story_id, snapshot, by=newsroom.person, at=now, reason=reason, kind=kind
    )


def before_change(newsroom: Newsroom, work: Work, story_id: str, now: datetime) -> None:
    """Called before somebody's change is stored: keeps what was there when the newest version
    is some minutes old. After every pause in the typing, so it asks for no more than a date."""
    last_made = work.versions.last_made(story_id)
    if last_made is not None and version_due(last_made, now):
        checkpoint(newsroom, work, story_id, BEFORE_WRITING, now)


def _holds_nothing(story: Story) -> bool:
    said = story.headline or story.deck or story.placements
    return not said and story.body.is_blank
