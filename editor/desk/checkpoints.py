"""Versions nobody asked for: before the program changes a story, while somebody writes, and of a
text that was saved elsewhere while it was typed here.

They work inside a transaction somebody else began, so that what follows and the way back are
kept together or not at all.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from db.stories import StoryHead
from db.work import Work
from editor.desk.newsroom import Newsroom
from editor.message import Message, message
from editor.story.fields import TITLES
from editor.story.snapshot import Snapshot
from editor.story.story import Story, StoryEdit
from editor.story.version import VersionKind, version_due


def checkpoint(
    newsroom: Newsroom,
    work: Work,
    story_id: str,
    reason: Message,
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


def before_change(
    newsroom: Newsroom, work: Work, story_id: str, head: StoryHead, now: datetime
) -> None:
    """Called before somebody's change is stored: keeps what was there when the newest version
    is some minutes old. After every pause in the typing, so it asks for no more than a date."""
    if version_due(head.last_made, now):
        checkpoint(newsroom, work, story_id, message("version.before-writing"), now)


def _holds_nothing(story: Story) -> bool:
    said = story.headline or story.deck or story.placements
    return not said and story.body.is_blank


Values = Mapping[str, object]


def keep_theirs(newsroom: Newsroom, work: Work, story_id: str, now: datetime) -> int:
    """Put aside what somebody else saved while a text was typed here; returns its version."""
    if newsroom.person:
        reason = message("version.saved-elsewhere", name=newsroom.person)
    else:
        reason = message("version.saved-elsewhere-somebody")
    snapshot = newsroom.snapshot(work, newsroom.story(work, story_id))
    # A milestone: it may be the only copy.
    kind = VersionKind.MILESTONE
    return abs(keep_once(newsroom, work, snapshot, reason, now, kind, by=""))


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
