"""A story's past at the desk: versions kept, named, looked at, brought back.

No verb here changes a version: bringing one back makes a new one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.work import Work
from editor.desk.changing import Change, Changes, Done, changing
from editor.desk.newsroom import UNFILED, Newsroom, Refused
from editor.late import frozen
from editor.message import Message, message
from editor.story.credit import CreditLine, CreditStyle, parse_credit
from editor.story.edits import UNEDITED
from editor.story.fields import ON_PAGE, WRITTEN, FieldKind, StoryField
from editor.story.people import Contributor, labels_of
from editor.story.photo import Photo, Placement
from editor.story.snapshot import PlacedPhoto, Snapshot
from editor.story.story import Story, StoryEdit
from editor.story.text import clean_line
from editor.story.version import VersionKind, VersionRow
from editor.story.workflow import Verb

if TYPE_CHECKING:
    from editor.story.comparison import Comparison


UNDONE = message("version.undone")
UNDONE_KEPT = 6  # of a story: whoever goes back and forth all day shall still find their versions


@frozen
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


@frozen
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

    def checkpoint(self, story_id: str, reason: Message) -> Changes:
        """Keep what is there before the program changes it; `reason` is of
        the group `version`. Nothing is made when the newest version holds exactly this.

        To be one step with the change itself, call `checkpoint` of the change.
        """
        with changing(self.newsroom, story_id, Verb.RECORD) as change:
            made = change.checkpoint(reason)
        return Changes() if made is None else Changes.of_story(story_id)

    def save(self, story_id: str, name: str) -> Done[VersionRow]:
        """Keep what is there under a name; where the newest version holds exactly this and has
        no name yet, that one gets it. Raises Refused without a name."""
        name = _version_name(name)
        with changing(self.newsroom, story_id, Verb.RECORD) as change:
            work, snapshot = change.work, change.snapshot()
            newest = work.versions.newest(story_id)
            if newest is not None and newest.snapshot == snapshot.sha256 and not newest.name:
                work.versions.set_name(story_id, newest.number, name)
            else:
                work.versions.add(
                    story_id,
                    snapshot,
                    by=self.newsroom.person,
                    at=change.now,
                    reason=message("version.by-hand"),
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
                raise Refused("refused.no-such-version", number=number) from None
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
            snapshot = _snapshot(change.work, story_id, number)
            before = change.story()
            was = change.snapshot(before).sha256
            _keep(change, message("version.before-restoring", number=number))
            put = _put_text if only_text else _put_snapshot
            put(change, snapshot)
            sha256 = change.keep_version(message("version.restored", number=number))
            if sha256 == was:
                raise Refused("refused.is-that-version", number=number)
            change.note(Verb.RESTORE, sha256, version=str(number))
        return change.done(before)

    def take_back(self, before: Story, typed: StoryEdit | None = None) -> Changes:
        """Undo of `restore`: the story as `restore` found it, with the texts somebody typed just
        then; what came since is kept first."""
        with changing(self.newsroom, before.id, Verb.RESTORE) as change:
            _keep(change, message("version.before-taking-back"))
            _put_story(change, _with_texts(before, typed or StoryEdit()))
            change.note("took a restored version back", change.snapshot().sha256)
        return change.changes

    def keep_aside(self, story_id: str, edit: StoryEdit, reason: Message) -> Done[int]:
        """Keep texts as a version without making them the story's; answers with its number, which
        is that of the newest version when it holds exactly this."""
        with changing(self.newsroom, story_id, Verb.RECORD) as change:
            number = _aside(change, edit, reason, VersionKind.MILESTONE)
        return change.done(number)

    def keep_undone(self, story_id: str, edit: StoryEdit) -> Done[int]:
        """Keep texts that somebody went back from with Undo and then wrote over; answers with
        the number of the version. Only the newest few of them stay, and they are thinned as all
        that nobody asked for."""
        with changing(self.newsroom, story_id, Verb.RECORD) as change:
            number = _aside(change, edit, UNDONE, VersionKind.AUTOMATIC)
            change.work.versions.keep_newest(story_id, UNDONE, UNDONE_KEPT)
        return change.done(number)


def _aside(change: Change, edit: StoryEdit, reason: Message, kind: VersionKind) -> int:
    texts = _with_texts(change.story(), edit)
    return abs(change.keep_once(change.snapshot(texts), reason, kind))


def _keep(change: Change, reason: Message) -> None:
    """What a person replaced by hand is never thinned, unlike what a program did."""
    change.checkpoint(reason, VersionKind.MILESTONE)


def _snapshot(work: Work, story_id: str, number: int) -> Snapshot:
    try:
        return work.versions.snapshot(story_id, number)
    except KeyError:
        raise Refused("refused.no-such-version", number=number) from None


def _with_texts(story: Story, edit: StoryEdit) -> Story:
    """Headline, deck and body of `edit`, where it has them."""
    return replace(story, **{key: text for key, text in edit.given.items() if key in WRITTEN})


def _version_name(name: str) -> str:
    name = clean_line(name)
    if not name:
        raise Refused("refused.version-without-name")
    return name


# An earlier state put back in place of the present one, photos and all, inside the transaction of
# the verb, which keeps what was there first.


def _put_snapshot(change: Change, snapshot: Snapshot) -> None:
    """Every field, the body, and the photos of the page as the snapshot has them."""
    work, story = change.work, change.story()
    people = change.newsroom.site(work).people(story.people)
    edit = StoryEdit(**{field.key: _in_story(snapshot, field, story, people) for field in ON_PAGE})
    wanted = [
        _placement(work, story, placed, snapshot.outlet.credit_style) for placed in snapshot.photos
    ]
    _put(change, story, edit, [placement for placement in wanted if placement is not None])


def _put_text(change: Change, snapshot: Snapshot) -> None:
    """Headline, deck and body alone; a photo the body names and the story has no more comes
    back with it."""
    work, story = change.work, change.story()
    edit = StoryEdit(**{key: getattr(snapshot, key) for key in WRITTEN})
    work.stories.keep(story.id, edit, now=change.now)
    there = {placement.id for placement in story.placements}
    named = set(snapshot.body.placements) - there
    for placed in snapshot.photos:
        back = _placement(work, story, placed, snapshot.outlet.credit_style)
        if placed.placement in named and back is not None:
            work.placements.add(story.id, replace(back, lead=False))


def _put_story(change: Change, before: Story) -> None:
    """The story exactly as it was, for taking a restoring back."""
    edit = StoryEdit.of(before, [field.key for field in ON_PAGE])
    _put(change, change.story(), edit, before.placements)


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


def _put(change: Change, story: Story, edit: StoryEdit, placements: Sequence[Placement]) -> None:
    """Photos that came since stay in the story's list, off the page: an original or a caption is
    never thrown away by going back. A slug that another story has taken meanwhile stays as it is.
    """
    work, slug = change.work, edit.slug
    if not slug or slug in work.stories.slugs(except_id=story.id, only=slug):
        edit = replace(edit, slug=None)
    work.stories.keep(story.id, edit, now=change.now)
    there = {placement.id: placement for placement in story.placements}
    ids = {placement.id for placement in placements}
    since = [replace(each, lead=False) for each in story.placements if each.id not in ids]
    for placement in (*placements, *since):
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
    facts, edits = photo.facts, replace(placed.edits, crop=placed.crop)
    return Placement(
        id=placed.placement,
        photo=photo,
        lead=placed.lead,
        caption=None if placed.caption == facts.caption else placed.caption,
        credit=_credit(story, photo, placed, style),
        alt=None if placed.alt == facts.alt else placed.alt,
        edits=None if edits == (photo.edits or UNEDITED) else edits,
        decorative=placed.decorative,
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
