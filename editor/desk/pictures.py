"""Photos at the desk: brought in, placed in a story, captioned, credited, taken out."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import uuid4

from db.work import Work
from editor.desk.changing import Change, Changes, Done, begin, changing, settle, unknown_here
from editor.desk.newsroom import Newsroom, Refused
from editor.desk.picture_intake import Brought, PictureIntake
from editor.late import frozen
from editor.message import Message, message
from editor.photos.credentials import read_origin
from editor.photos.families import MEGABYTE
from editor.photos.intake import with_origin
from editor.story.credit import CreditLine, CreditStyle
from editor.story.document import PhotoBlock
from editor.story.edits import UNEDITED, Edits, Ratio
from editor.story.forms import STORED, json_text
from editor.story.origin import Origin
from editor.story.photo import PHOTO_FIELDS, AwaitedPhoto, Photo, PhotoFacts, Placement
from editor.story.rendition import Rendition, cut_size, least_width
from editor.story.story import Story, StoryEdit
from editor.story.text import clean_line
from editor.story.workflow import Verb


@frozen
class PhotoTexts:
    """What a story says of a photo; None takes the photo's own record. A `decorative` one has no
    alt text, whatever its record says."""

    caption: str | None = None
    credit: CreditLine | None = None
    alt: str | None = None
    decorative: bool = False


# By the names of PhotoTexts: only what is named changes.
TextChanges = dict[str, Any]


@frozen
class Attached:
    """A photo that came in: its place in the story, what the reader had to say, the photo that was
    waited for in its place, and the placement of the same picture with an older record."""

    story_id: str
    placement: Placement
    warnings: tuple[Message, ...]
    awaited: AwaitedPhoto | None = None
    older: str = ""


@frozen
class Edited:
    """What is done to a photo in one story, None where that is what is done `everywhere`."""

    own: Edits | None
    everywhere: Edits | None = None

    @property
    def shown(self) -> Edits:
        return (self.everywhere or UNEDITED) if self.own is None else self.own


EDITED = "picture edited"  # in the audit trail


@frozen
class Pictures(PictureIntake):
    def attach(
        self,
        story_id: str,
        brought: Brought,
        *,
        lead: bool | None = False,
        into_body: bool = False,
        texts: PhotoTexts | None = None,
    ) -> Done[Attached]:
        """Give the story a photo that came in; `lead` None makes it the lead of a story that
        has none.

        `into_body` puts it after the last block; without it and without `lead` the photo
        waits in the story's list until somebody places it.
        """
        texts = texts or PhotoTexts()
        with changing(self.newsroom, story_id, Verb.PICTURE) as change:
            work, now = change.work, change.now
            work.photos.add(brought.photo)
            if brought.named:
                # It is looked for by the name its file has now.
                work.photos.rename(brought.photo.id, brought.photo.original_name)
            # A picture the library has already keeps the record people have corrected.
            photo = work.photos.get(brought.photo.id) or brought.photo
            story = change.story()
            lead = story.lead is None if lead is None else lead
            awaited = story.awaited_photo if lead else None
            if awaited is not None:
                texts = replace(
                    texts,
                    caption=texts.caption if texts.caption is not None else awaited.caption or None,
                    credit=texts.credit or (None if awaited.credit.is_blank else awaited.credit),
                )
                work.stories.set_awaited_photo(story_id, None)
            seen = tuple(self._seen_before(photo, story))
            # What is the same looks alike, too.
            told = (
                each for each in brought.warnings if not seen or each.key != "picture.looks-like"
            )
            warnings = (*told, *(each for each, _ in seen))
            older = next((each for _, each in seen if each), "")
            placement = placed(Placement(uuid4().hex, photo), texts)
            work.placements.add(story_id, placement)
            if lead:
                work.placements.set_lead(story_id, placement.id)
                placement = replace(placement, lead=True)
            elif into_body:
                body = story.body.append(PhotoBlock(placement.id))
                work.stories.keep(story_id, StoryEdit(body=body), now=now)
        return change.done(Attached(story_id, placement, warnings, awaited, older))

    def _seen_before(self, photo: Photo, story: Story) -> Iterator[tuple[Message, str]]:
        """Whether the story has this picture, as the same file or as one with another record, and
        then where: agencies send a picture again when its caption was wrong."""
        stands = {each.photo.id: each.id for each in story.placements}
        files = {each.photo.id: each.photo for each in story.placements}
        if photo.id in files:
            yield message("picture.here-already", name=photo.original_name), ""
            return
        # Late: Pillow comes with it.
        from editor.photos.blocks import pixels_of

        path, measures = self.newsroom.store.originals.path, attrgetter("format", "width", "height")
        with suppress(OSError):  # a file that is gone is told where it is needed
            pixels = b""
            for each in files.values():
                # Records, with all that editing programs keep in them, make no more difference.
                if measures(each) != measures(photo) or abs(each.size - photo.size) > MEGABYTE:
                    continue
                pixels = pixels or pixels_of(path(photo.id).read_bytes())
                if pixels and pixels == pixels_of(path(each.id).read_bytes()):
                    said = [
                        row.label
                        for row in PHOTO_FIELDS
                        if getattr(each.facts, row.name) != getattr(photo.facts, row.name)
                    ]
                    names = {"name": photo.original_name, "older": each.original_name}
                    if said:
                        yield message("picture.sent-again", **names, fields=said), stands[each.id]
                    else:
                        yield message("picture.same-again", **names), ""

    def word(self, placement_id: str, texts: PhotoTexts) -> Changes:
        """Set all that the story says of a photo; None goes back to the photo's record."""
        changes = {field.name: getattr(texts, field.name) for field in fields(texts)}
        return self.reword(placement_id, changes).changes

    def reword(
        self, placement_id: str, texts: TextChanges, *, known: Sequence[TextChanges] = ()
    ) -> Done[TextChanges]:
        """Set the texts named in `texts` (caption, credit, alt; None goes back to the photo's
        record) and leave the others; answers with what the named ones were before.

        `known` is what was seen in them, or put there, by whoever rewords them: what somebody
        else put there meanwhile is kept as a version before it is replaced.
        """
        with self._changing(placement_id) as (change, placement):
            before = {name: getattr(placement, name) for name in texts}
            own = {field.name: getattr(placement, field.name) for field in fields(PhotoTexts)}
            changed = placed(placement, PhotoTexts(**own | texts))
            change.kept = changed != placement
            if change.kept:
                after = {name: getattr(changed, name) for name in texts}
                if unknown_here(before, after, known):
                    change.keep_theirs()
                change.work.placements.change(changed)
        # Also where nothing is another: a field shows again how it is stored.
        return Done(before, Changes.of_story(change.story_id))

    def correct_record(self, photo_id: str, facts: PhotoFacts) -> Changes:
        """Change a photo's own record; every story that uses it and does not differ follows, also
        one that is spiked: the record is not the story's."""
        return self.correct_records({photo_id: facts})

    def correct_records(self, records: Mapping[str, PhotoFacts]) -> Changes:
        """The same for several photos by id: all of it or nothing."""
        with self.newsroom.begin() as work:
            changes = rewrite_records(self.newsroom, work, records)
            work.commit()
        return changes

    def edit(self, placement_id: str, edited: Edited, *, back: bool = False) -> Done[Edited]:
        """Set what is done to a photo, in this story and in every use that has nothing of its own;
        it is in the record, with the edits. Answers with what was there; `back` puts that back.
        Raises Refused for a crop that is drawn anew and below what the outlet takes."""
        with self._changing(placement_id) as (change, placement):
            work, photo = change.work, placement.photo
            before = Edited(placement.edits, photo.edits)
            if not back:
                least = work.look.outlet().least_width
                refuse_small(photo, placement.shown_edits, edited.shown, least)
            change.kept = edited != before
            using: set[str] = set()
            if edited.everywhere != before.everywhere:
                using = {*work.placements.stories_using(photo.id)} - {change.story_id}
            others = [Change.of(self.newsroom, work, each, change.act) for each in sorted(using)]
            for each in others:
                begin(each, Verb.PICTURE)
            work.photos.change(photo.id, edits=edited.everywhere)
            work.placements.change(replace(placement, edits=edited.own))
            for each in (change, *others):
                done = json_text(STORED.form(edited.shown))
                each.note(EDITED, each.snapshot().sha256, photo=photo.id, edits=done)
            for each in others:
                settle(each, Verb.PICTURE)
        photos = frozenset({photo.id} if edited.everywhere != before.everywhere else ())
        return Done(before, Changes(frozenset({change.story_id, *using}), photos))

    def look_into(self, photo_id: str) -> Done[Origin | None]:
        """Read the Content Credentials of a picture that came in before they were read. Slow, so
        away from the lane. Raises OSError and OriginalUnreadable."""
        with self.newsroom.store.read() as work:
            photo, known = work.photos.get(photo_id), self.newsroom.site(work).origins.known
        if photo is None or photo.added or photo.origin is not None:
            return Done(photo.origin if photo else None, Changes())
        origin = read_origin(self.newsroom.original(photo_id), photo.format, known)
        if origin is None or self.newsroom.store.read_only:
            return Done(origin, Changes())
        with self.newsroom.begin() as work:
            work.photos.change(photo_id, origin=origin)
            stories = work.placements.stories_using(photo_id)
            work.commit()
        # What AI made says so in its record, as if it came in today.
        facts = with_origin(photo.facts, origin)
        if facts != photo.facts:
            self.correct_record(photo_id, facts)
        return Done(origin, Changes(frozenset(stories), frozenset({photo_id})))

    def lead_with(self, placement_id: str) -> Changes:
        with self._changing(placement_id) as (change, _):
            change.work.placements.set_lead(change.story_id, placement_id)
        return change.changes

    def no_lead(self, story_id: str) -> Changes:
        with changing(self.newsroom, story_id, Verb.PICTURE) as change:
            change.work.placements.set_lead(story_id, None)
        return change.changes

    def take_out(self, placement_id: str, *, awaited: AwaitedPhoto | None = None) -> Changes:
        """Out of the story; the original and its record stay in the library. `awaited` is
        waited for again in its place."""
        with self._changing(placement_id) as (change, _):
            work, story_id = change.work, change.story_id
            story = change.story()
            body = story.body.without_placement(placement_id)
            if body != story.body:
                work.stories.keep(story_id, StoryEdit(body=body), now=change.now)
            work.placements.remove(placement_id)
            if awaited is not None:
                work.stories.set_awaited_photo(story_id, awaited)
        return change.changes

    def put_back(
        self,
        story_id: str,
        placement: Placement,
        *,
        position: int | None = None,
        awaited: bool = False,
    ) -> Changes:
        """Undo of `take_out`: the same placement under the same id, at its place among the
        story's photos or last; `awaited`: it is the one that was waited for."""
        with changing(self.newsroom, story_id, Verb.PICTURE) as change:
            work = change.work
            work.placements.add(story_id, replace(placement, lead=False), position)
            if awaited:
                work.stories.set_awaited_photo(story_id, None)
            if placement.lead:
                work.placements.set_lead(story_id, placement.id)
        return change.changes

    def original(self, photo_id: str) -> Path:
        """Where the file lies, to be shown to people; what is made of it is made elsewhere."""
        return self.newsroom.store.originals.path(photo_id)

    def tried(self, renditions: Sequence[Rendition]) -> dict[Rendition, bytes]:
        """Files of one photo as they would be, for looking at while it is edited: made by what
        makes those that are published, and not kept."""
        # Late: Pillow comes with it.
        from editor.photos.renditions import make_pixels

        return dict(make_pixels(self.original(renditions[0].photo.photo), renditions))

    def rendition(self, rendition: Rendition) -> bytes:
        original = partial(self.newsroom.original, rendition.photo.photo)
        return self.newsroom.cache.get(rendition, original)

    @contextmanager
    def _changing(self, placement_id: str) -> Iterator[tuple[Change, Placement]]:
        """The door to the story a photo stands in, and the photo as it stands there."""
        with self.newsroom.store.read() as work:
            story_id = work.placements.story_of(placement_id)
        if story_id is None:
            raise Refused("refused.photo-gone")
        with changing(self.newsroom, story_id, Verb.PICTURE) as change:
            placements = change.story().placements
            placement = next((each for each in placements if each.id == placement_id), None)
            if placement is None:
                raise Refused("refused.photo-gone")
            yield change, placement


def rewrite_records(newsroom: Newsroom, work: Work, records: Mapping[str, PhotoFacts]) -> Changes:
    """Within a transaction, other records for these photos, by id; each story once, however many
    of them it has. Raises KeyError for a photo that is not there."""
    act = newsroom.act()
    using = {story for uses in work.placements.uses(records).values() for story in uses}
    changes = [Change.of(newsroom, work, story, act) for story in sorted(using)]
    for change in changes:
        begin(change, Verb.PICTURE)
    for photo, facts in records.items():
        work.photos.change_facts(photo, facts)
    for change in changes:
        settle(change, Verb.PICTURE)
    return Changes(frozenset(using), frozenset(records))


def placed(placement: Placement, texts: PhotoTexts) -> Placement:
    """`placement` with the story's own texts; one that says what the photo's record says
    anyway is no text of its own, and follows the record from then on."""
    facts, style = placement.photo.facts, CreditStyle()
    caption = None if texts.caption is None else clean_line(texts.caption)
    alt = None if texts.alt is None else clean_line(texts.alt)
    credit = texts.credit
    if credit is not None and credit.words(style) == facts.credit.words(style):
        credit = None
    return replace(
        placement,
        caption=None if caption == facts.caption else caption,
        credit=credit,
        alt=None if alt == facts.alt else alt,
        decorative=texts.decorative,
    )


def refuse_small(photo: Photo, before: Edits, edits: Edits, least: int) -> None:
    """Raises Refused where a crop is drawn anew that has fewer pixels across than `least`, and
    than the picture could give."""
    for ratio in (None, *Ratio):
        crop = edits.crop if ratio is None else edits.drawn(ratio)
        if crop is None or crop == (before.crop if ratio is None else before.drawn(ratio)):
            continue
        crop = edits.inside(crop, photo.width, photo.height)
        wide, high = cut_size(photo.width, photo.height, edits, crop)
        wanted = least_width(photo.width, photo.height, edits, ratio, least)
        if wide < wanted:
            raise Refused("refused.crop-small", width=wide, height=high, least=wanted)
