"""Stories: begun, brought in, kept, duplicated, spiked, found."""

import re
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from db.errors import StoryChanged
from editor.desk.changing import Change, Changes, Done, changing, only_photos_gone, unknown_here
from editor.desk.newsroom import Newsroom, Refused, find_section, find_story
from editor.desk.ranking import MOST, Name, Names, folded, pieces_of
from editor.desk.views import Choices, StoryView
from editor.late import frozen, regex
from editor.message import NOTHING, Message, message
from editor.story.addresses import free_slug, slugify
from editor.story.fields import FIELDS, FieldKind, StoryField
from editor.story.measures import LONGEST
from editor.story.outlet import Section
from editor.story.photo import AwaitedPhoto, Placement
from editor.story.story import Listing, Status, Story, StoryEdit, StoryRow
from editor.story.text import clean_line
from editor.story.workflow import Verb

if TYPE_CHECKING:
    from editor.interchange.arriving.incoming import IncomingStory

PAGE = 100  # rows of a list read at once
WITH_SOMEBODY = (Status.IN_REVIEW, Status.RETURNED)
LONGEST_NAME = 200  # letters typed of one

# BCP 47 as far as its form goes: a language, then script, region and the like.
_LANGUAGE = regex(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@frozen
class Typed:
    """How typed text was kept: the revision up to which the writer knows the story, and the
    number of the version under which somebody else's text was put aside, if there was one."""

    revision: int
    aside: int | None = None


@frozen
class Listed:
    """A list of stories as far as it was looked at: all their numbers, in order, and some rows."""

    numbers: "array[int]"
    rows: dict[int, StoryRow]
    sections: tuple[Section, ...]


@frozen
class Stories:
    newsroom: Newsroom

    def rows(
        self, status: Status | None = None, section: str = "", *, spiked: bool = False
    ) -> tuple[StoryRow, ...]:
        """Newest change first; `section` a key or ""."""
        with self.newsroom.store.read() as work:
            return work.stories.rows(status=status, section=section or None, spiked=spiked)

    def listed(
        self,
        listing: Listing,
        ids: Collection[str] = (),
        looked_at: slice = slice(0),
        before: "array[int] | None" = None,
    ) -> Listed:
        """A list anew, with the rows at its beginning and at the places `looked_at`; or, as its
        numbers were `before`, after what became of the stories `ids`: those listed stay where
        they stand. Rows of `ids` always."""
        with self.newsroom.store.read() as work:
            here = work.stories.numbers(listing, ids)
            rows = set(here)
            if before is None:
                numbers = work.stories.listed(listing)
                rows.update(numbers[:PAGE], numbers[looked_at])
            else:
                numbers, known = before, frozenset(before)
                gone = {number for number, fits in here.items() if not fits} & known
                if listing.words or len(here) < len(ids) or here.keys() - gone - known:
                    numbers = staying(work.stories.listed(listing), before)
                elif gone:
                    numbers = array("q", (number for number in before if number not in gone))
            sections = self.newsroom.site(work).choices.sections
            return Listed(numbers, work.stories.numbered(rows), sections)

    def numbered(self, numbers: Collection[int]) -> dict[int, StoryRow]:
        """Rows of a list by their numbers; of stories that are gone, none."""
        with self.newsroom.store.read() as work:
            return work.stories.numbered(numbers)

    def beginning(self, letters: str) -> frozenset[int]:
        """Numbers of the stories whose headline begins so, in whatever list."""
        with self.newsroom.store.read() as work:
            return work.stories.beginning(letters)

    def called(
        self, typed: str, recent: Sequence[str] = (), current: str = ""
    ) -> tuple[StoryRow, ...]:
        """Stories by a few letters of their names, the best first; those that are `recent` (ids)
        before their equals, and where one is already, `current`, after them."""
        # Where one is comes last; left out, its name would lead to the next best one.
        elsewhere = [story_id for story_id in recent if story_id != current]
        # More is no name; SQLite takes no pattern of any length.
        pieces = pieces_of(clean_line(typed)[:LONGEST_NAME])
        with self.newsroom.store.read() as work:
            names = {each.key: each.name for each in self.newsroom.site(work).choices.sections}
            sections = {key: folded(name) for key, name in names.items()}
            found: list[Name] = []
            rows: dict[str, StoryRow] = {}
            for net in work.stories.called(pieces, sections, [*recent, current]):
                rows = {row.id: row for row in sorted(net, key=lambda row: row.id == current)}
                among = [
                    Name(
                        row.id, row.headline or row.slug, f"{row.slug} {names.get(row.section, '')}"
                    )
                    for row in rows.values()
                ]
                found = Names(among, elsewhere).fitting(typed)
                if len(found) == MOST:
                    break
        return tuple(rows[name.key] for name in found)

    def search(self, words: str, *, spiked: bool = False) -> tuple[StoryRow, ...]:
        """Stories with all these words, newest change first; spiked ones only when asked."""
        with self.newsroom.store.read() as work:
            return work.stories.search(words, spiked=spiked)

    def view(self, key: str) -> StoryView:
        """The whole of one story; `key` an id, the beginning of an id, or a slug."""
        with self.newsroom.store.read() as work:
            return self.newsroom.view(work, find_story(work, key).id)

    def shown(self, story_id: str) -> tuple[StoryView, Choices]:
        """The whole of one story and what its fields may choose, as they stand together."""
        with self.newsroom.store.read() as work:
            view, site = self.newsroom.shown(work, story_id)
        return view, site.choices

    def choices(self) -> Choices:
        with self.newsroom.store.read() as work:
            return self.newsroom.site(work).choices

    def begin(self, section: str = "") -> Done[Story]:
        """A new, empty draft."""
        with self.newsroom.store.read() as work:
            key = find_section(work, section)
            language = work.look.outlet().language
        return self._store(replace(self._story("", section=key), language=language), reason=NOTHING)

    def take_in(
        self,
        incoming: "IncomingStory",
        *,
        section: str = "",
        by: tuple[str, ...] = (),
        reason: Message,
        placements: tuple[Placement, ...] = (),
    ) -> Done[Story]:
        """A story from outside as a draft; `placements` are those its body names."""
        with self.newsroom.store.read() as work:
            key = find_section(work, section)
            language = incoming.language or work.look.outlet().language
        awaited = None
        if incoming.caption or not incoming.credit.is_blank:
            awaited = AwaitedPhoto(incoming.caption, incoming.credit)
        story = replace(
            self._story(incoming.headline, section=key),
            **incoming.texts,
            awaited_photo=awaited,
            placements=placements,
        )
        story = replace(story, byline=clean_names(by) or incoming.byline, language=language)
        return self._store(story, reason=reason)

    def keep(
        self, story_id: str, edit: StoryEdit, *, base_revision: int | None = None
    ) -> Done[int]:
        """Store what somebody changed; answers with the new revision.

        Raises db's StoryChanged when `base_revision` is given and is no longer the newest.
        """
        edit = clean_edit(edit)
        with changing(self.newsroom, story_id, Verb.WRITE) as change:
            edit = self._with_slug(change, edit)
            revision = change.work.stories.keep(
                story_id, edit, now=change.now, base_revision=base_revision, head=change.head
            )
        return change.done(revision)

    def keep_typed(
        self, story_id: str, edit: StoryEdit, *, base: StoryEdit, base_revision: int
    ) -> Done[Typed]:
        """As `keep`, for text that is being written on the ground of `base`, read at
        `base_revision`. When somebody else saved one of these fields meanwhile, nothing is
        overwritten: what they saved is kept aside as a version, and what was typed becomes the
        story's text, so that the library holds what the person sees and typing can go on.
        What was typed while somebody spiked the story is the story's, which stays spiked."""
        edit, base = clean_edit(edit), clean_edit(base)
        with changing(self.newsroom, story_id, Verb.TYPE) as change:
            work, now = change.work, change.now
            edit = self._with_slug(change, edit)
            aside = None
            alone = change.head.row.revision == base_revision
            try:
                revision = work.stories.keep(
                    story_id,
                    edit,
                    now=now,
                    base=base,
                    base_revision=base_revision,
                    head=change.head,
                )
            except StoryChanged:
                story = change.story()
                if not only_photos_gone(story, edit, base):
                    aside = change.keep_theirs()
                revision = work.stories.keep(story_id, edit, now=now)
        # Somebody's change of another field is not known to the writer yet: `base_revision` stays
        # what their next text is compared with.
        return change.done(Typed(revision if alone else base_revision, aside))

    def change(
        self, story_id: str, edit: StoryEdit, *, known: Sequence[StoryEdit] = ()
    ) -> Done[StoryEdit]:
        """As `keep`; answers with what the fields that `edit` gives were before, for undo.

        `known` is what was seen in these fields, or put into them, by whoever changes them: what
        somebody else put there meanwhile is kept as a version before it is replaced. As with
        `keep_typed`, what was on its way when the story was spiked is the story's.
        """
        edit = clean_edit(edit)
        with changing(self.newsroom, story_id, Verb.TYPE) as change:
            before = StoryEdit.of(change.story(), edit.given)
            if unknown_here(before.given, edit.given, [each.given for each in known]):
                change.keep_theirs()
            change.work.stories.keep(story_id, edit, now=change.now)
        return change.done(before)

    def duplicate(self, story_id: str) -> Done[Story]:
        """A new draft with the same texts and photos."""
        with self.newsroom.store.read() as work:
            source = self.newsroom.story(work, story_id)
        # What is of a moment is the copy's own: it is begun now.
        same = [each.key for each in FIELDS.values() if each.kind is not FieldKind.MOMENT]
        copy = self._story(source.headline, section=source.section)
        copy = replace(copy, **{key: getattr(source, key) for key in same})
        return self._store(
            copy, reason=message("version.copied", slug=source.slug), placements_of=source
        )

    def spike(self, story_id: str) -> Changes:
        """Put a story into the bin; `unspike` brings it back."""
        with changing(self.newsroom, story_id, Verb.SPIKE) as change:
            status = str(change.head.status)
            change.note(Verb.SPIKE, change.snapshot().sha256, status=status)
        return change.changes

    def unspike(self, story_id: str) -> Changes:
        """To its readers or back to its author, where it was with one of them; else a draft: what
        was approved once has to be read again."""
        with changing(self.newsroom, story_id, Verb.UNSPIKE) as change:
            last = change.work.audit.last_of(story_id, (Verb.SPIKE, Verb.KILL))
            was = last.details.get("status") if last is not None else None
            change.to = Status(was) if was in WITH_SOMEBODY else None
            change.note(Verb.UNSPIKE, change.snapshot().sha256)
        return change.changes

    def _slug_for(self, change: Change, headline: str) -> str | None:
        """While a story that began here has no version yet, its slug follows the headline,
        unless somebody wrote one; once filed or imported, an address never moves by itself."""
        story, story_id = change.head.row, change.story_id
        automatic = slugify(story.headline) or f"story-{story_id[:8]}"
        if not re.fullmatch(rf"{re.escape(automatic)}(-\d+)?", story.slug):
            return None
        wanted = slugify(headline) or f"story-{story_id[:8]}"
        return free_slug(wanted, change.work.stories.slugs(except_id=story_id))

    def _with_slug(self, change: Change, edit: StoryEdit) -> StoryEdit:
        """With the slug that a new headline brings, where it brings one."""
        if not edit.headline or edit.slug is not None or change.head.milestone:
            return edit
        return replace(edit, slug=self._slug_for(change, edit.headline))

    def _story(self, headline: str, *, section: str) -> Story:
        now = self.newsroom.clock()
        story_id = uuid4().hex
        return Story(
            id=story_id,
            slug=slugify(headline) or f"story-{story_id[:8]}",
            headline=headline,
            section=section,
            language="en",
            dated=now,
            placements=(),
            awaited_photo=None,
            status=Status.DRAFT,
            revision=1,
            created=now,
            updated=now,
        )

    def _store(
        self, story: Story, *, reason: Message, placements_of: Story | None = None
    ) -> Done[Story]:
        with self.newsroom.begin() as work:
            story = replace(story, slug=free_slug(story.slug, work.stories.slugs()))
            if placements_of is not None:
                story = _with_own_placements(story, placements_of)
            work.stories.add(story)
            story = self.newsroom.story(work, story.id)
            if reason:
                self.newsroom.keep_version(work, story.id, reason, story.created)
                self.newsroom.note_author(work, story.id, self.newsroom.act())
            work.commit()
        return Done(story, Changes.of_story(story.id))


def staying(numbers: "array[int]", before: "array[int]") -> "array[int]":
    """Those listed `before` stand where they stood; a new one comes before all of those that
    follow it in `numbers`."""
    now = frozenset(numbers)
    stayed = [each for each in before if each in now]
    places = {number: place for place, number in enumerate(stayed)}
    coming: dict[int, list[int]] = {}
    follower = len(stayed)
    for number in reversed(numbers):
        if number in places:
            follower = min(follower, places[number])
        else:
            coming.setdefault(follower, []).append(number)
    for place in sorted(coming, reverse=True):
        stayed[place:place] = reversed(coming[place])
    return array("q", stayed)


def clean_names(names: Iterable[str]) -> tuple[str, ...]:
    """Each on one line and once, in order, without empty ones."""
    cleaned = (clean_line(each) for each in names)
    return tuple(dict.fromkeys(each for each in cleaned if each))


def clean_edit(edit: StoryEdit) -> StoryEdit:
    """Lines on one line, names once, the slug as it can stand in an address.

    Raises Refused for a slug that has no letter or digit an address can carry, for a language
    that is no BCP 47 tag, and for a length nobody writes.
    """
    return StoryEdit(**{name: _clean(FIELDS[name], value) for name, value in edit.given.items()})


def _clean(field: StoryField, value: Any) -> Any:
    match field.kind:
        case FieldKind.LINE:
            return clean_line(value)
        case FieldKind.NAMES | FieldKind.KEYWORDS:
            return clean_names(value)
        case FieldKind.SLUG if value and not slugify(value):
            raise Refused("refused.slug", slug=clean_line(value))
        case FieldKind.SLUG:
            return slugify(value)
        case FieldKind.LANGUAGE if not _LANGUAGE.fullmatch(value):
            raise Refused("refused.language", tag=clean_line(value))
        case FieldKind.LENGTH if not 0 <= value <= LONGEST:
            raise Refused("refused.length", most=LONGEST)
        case _:
            return value


def _with_own_placements(story: Story, source: Story) -> Story:
    """`story` with copies of the source's placements under new ids, in the body too."""
    new_ids = {placement.id: uuid4().hex for placement in source.placements}
    body = source.body.with_placements(lambda each: new_ids.get(each, each))
    placements = tuple(replace(each, id=new_ids[each.id]) for each in source.placements)
    return replace(story, body=body, placements=placements, awaited_photo=source.awaited_photo)
