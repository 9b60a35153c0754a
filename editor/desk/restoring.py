"""An earlier state of a story put back in place of the present one, photos and all.

Works inside a transaction somebody else began, who keeps what was there first: nothing here
makes or changes a version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from db.work import Work
from editor.desk.newsroom import UNFILED, Newsroom
from editor.story.credit import CreditLine, CreditStyle, parse_credit
from editor.story.fields import ON_PAGE, WRITTEN, FieldKind, StoryField
from editor.story.people import Contributor, labels_of
from editor.story.photo import Photo, Placement
from editor.story.snapshot import PlacedPhoto, Snapshot
from editor.story.story import Story, StoryEdit


def put_snapshot(
    newsroom: Newsroom, work: Work, story_id: str, snapshot: Snapshot, now: datetime
) -> None:
    """Every field, the body, and the photos of the page as the snapshot has them.

    Photos that came since stay in the story's list, off the page: an original or a caption is
    never thrown away by going back. A slug that another story has taken meanwhile stays as it is.
    """
    story = newsroom.story(work, story_id)
    people = newsroom.site(work).people(story.people)
    edit = StoryEdit(**{field.key: _in_story(snapshot, field, story, people) for field in ON_PAGE})
    edit = replace(edit, slug=_free_slug(work, story, snapshot.slug))
    wanted = [
        _placement(work, story, placed, snapshot.outlet.credit_style) for placed in snapshot.photos
    ]
    there = [placement for placement in wanted if placement is not None]
    ids = {placement.id for placement in there}
    waiting = [replace(each, lead=False) for each in story.placements if each.id not in ids]
    _put(newsroom, work, story, edit, [*there, *waiting], now)


def put_text(
    newsroom: Newsroom, work: Work, story_id: str, snapshot: Snapshot, now: datetime
) -> None:
    """Headline, deck and body alone; a photo the body names and the story has no more comes
    back with it."""
    story = newsroom.story(work, story_id)
    edit = StoryEdit(**{key: getattr(snapshot, key) for key in WRITTEN})
    work.stories.keep(story.id, edit, now=now)
    there = {placement.id for placement in story.placements}
    named = set(snapshot.body.placements) - there
    for placed in snapshot.photos:
        back = _placement(work, story, placed, snapshot.outlet.credit_style)
        if placed.placement in named and back is not None:
            work.placements.add(story.id, replace(back, lead=False))


def put_story(newsroom: Newsroom, work: Work, before: Story, now: datetime) -> None:
    """The story exactly as it was, for taking a restoring back; photos that came since stay in
    its list, off the page."""
    story = newsroom.story(work, before.id)
    edit = StoryEdit.of(before, [field.key for field in ON_PAGE])
    edit = replace(edit, slug=_free_slug(work, story, before.slug))
    ids = {placement.id for placement in before.placements}
    since = [replace(each, lead=False) for each in story.placements if each.id not in ids]
    _put(newsroom, work, story, edit, [*before.placements, *since], now)


def _in_story(
    snapshot: Snapshot, field: StoryField, story: Story, people: Mapping[str, Contributor]
) -> Any:
    """What a story holds in a field where its snapshot has whole records. A snapshot knows names
    as printed: those in the story now (`people` by label) come first where several share one."""
    value = getattr(snapshot, field.key)
    match field.kind:
        case FieldKind.NAMES:
            there = dict.fromkeys((*getattr(story, field.key), *story.people))
            known = [people[label] for label in there if label in people]
            return labels_of([person.name for person in value], known)
        case FieldKind.SECTION:
            return "" if value == UNFILED else value.key
        case _:
            return value


def _put(
    newsroom: Newsroom,
    work: Work,
    story: Story,
    edit: StoryEdit,
    placements: Sequence[Placement],
    now: datetime,
) -> None:
    work.stories.keep(story.id, edit, now=now)
    there = {placement.id: placement for placement in story.placements}
    for placement in placements:
        if placement.id not in there:
            work.placements.add(story.id, placement)
        elif there[placement.id] != placement:
            work.placements.change(placement)


def _placement(
    work: Work, story: Story, placed: PlacedPhoto, style: CreditStyle
) -> Placement | None:
    """The placement that prints as `placed` did; None when its photo's record is gone.

    What the photo's record says anyway is no text of the story's own, and follows the record.
    """
    photo = work.photos.get(placed.photo)
    if photo is None:
        return None
    facts = photo.facts
    return Placement(
        id=placed.placement,
        photo=photo,
        lead=placed.lead,
        caption=None if placed.caption == facts.caption else placed.caption,
        credit=_credit(story, photo, placed, style),
        alt=None if placed.alt == facts.alt else placed.alt,
        crop=placed.crop,
    )


def _credit(
    story: Story, photo: Photo, placed: PlacedPhoto, style: CreditStyle
) -> CreditLine | None:
    """A version knows a credit as printed; the record behind it is found where it still stands."""
    if photo.facts.credit.words(style) == placed.credit:
        return None
    for placement in story.placements:
        credit = placement.credit
        same = placement.id == placed.placement and credit is not None
        if same and credit is not None and credit.words(style) == placed.credit:
            return credit
    parsed = parse_credit(placed.credit)
    return parsed if parsed.words(style) == placed.credit else CreditLine(text=placed.credit)


def _free_slug(work: Work, story: Story, slug: str) -> str | None:
    taken = not slug or slug in work.stories.slugs(except_id=story.id, only=slug)
    return None if taken else slug
