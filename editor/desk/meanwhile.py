"""When a text was saved elsewhere while it was typed here: whether it was, and what happens then.

Works inside a transaction somebody else began.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from db.work import Work
from editor.desk.checkpoints import keep_once
from editor.desk.newsroom import Newsroom
from editor.story.fields import TITLES
from editor.story.story import Story, StoryEdit
from editor.story.version import VersionKind

Values = Mapping[str, object]


def keep_theirs(newsroom: Newsroom, work: Work, story_id: str, now: datetime) -> int:
    """Put aside what somebody else saved while a text was typed here; returns its version."""
    reason = f"Kept aside: saved elsewhere while {newsroom.person or 'somebody'} typed"
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
