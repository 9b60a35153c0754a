"""The pictures of the library whether or not a story uses them: listed, looked for, described,
brought in from a folder."""

import re
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.desk.changing import Changes, Done, changing, together
from editor.desk.newsroom import Newsroom, Refused
from editor.desk.picture_intake import Brought, record
from editor.desk.pictures import Pictures, TextChanges
from editor.late import frozen, regex
from editor.message import Message, message
from editor.photos.families import pictures_in
from editor.photos.intake import Intake, PictureRefused, read_picture, read_sources
from editor.photos.metadata import iso_date
from editor.story.checks import Finding, check_photo
from editor.story.credit import CreditLine, CreditStyle, parse_credit
from editor.story.people import split_names
from editor.story.photo import (
    FILLABLE,
    PHOTO_FIELDS,
    SOURCE_TYPES,
    Kind,
    Photo,
    PhotoFacts,
    PhotoField,
    source_type,
)
from editor.story.story import PhotoListing, PhotoOrder, PhotoUse, Which
from editor.story.text import clean_line, clean_text
from editor.story.workflow import Verb

if TYPE_CHECKING:
    from db.work import Work
    from editor.desk.passport import Passport
    from editor.photos.previews import Glance

SOON = timedelta(days=30)
_LEAST_PREFIX = 6
ID = regex(r"[0-9a-f]{1,64}")  # of a photo, or how one begins


@frozen
class LibraryPhoto:
    """`used_in` are the ids of the stories it stands in, spiked ones too, by slug; `findings` what
    its record would be found wanting of on a page today; `which` lists it belongs to."""

    photo: Photo
    used_in: Mapping[str, str]
    findings: tuple[Finding, ...]
    which: frozenset[Which] = frozenset()


@frozen
class Ingested:
    """What became of a file of a folder: `photo` is None for one that was refused, then `said`
    has why; `new` whether the library had it not."""

    path: Path
    photo: Photo | None
    new: bool = False
    said: tuple[Message, ...] = ()


class NotOfField(Refused):
    """A value that a field of a photo does not take."""


@frozen
class PhotoLibrary:
    newsroom: Newsroom

    def photos(self, which: Sequence[Which] = (), words: str = "") -> tuple[LibraryPhoto, ...]:
        """Those of which all of `which` is true and whose record, name or stories have all of the
        words; by name."""
        listing = PhotoListing(words, tuple(which), order=PhotoOrder.NAME)
        labels = self.newsroom.origins().labels
        with self.newsroom.store.read() as work:
            numbers = work.photos.listed(listing, self._soon)
            return tuple(self._numbered(work, numbers, labels).values())

    def listed(self, listing: PhotoListing) -> "array[int]":
        """The numbers of a list's pictures, in its order; they hold while the library is open."""
        with self.newsroom.store.read() as work:
            return work.photos.listed(listing, self._soon)

    def numbered(self, numbers: Collection[int]) -> dict[int, LibraryPhoto]:
        """Pictures of a list by their numbers, in this order; of those that are gone, none."""
        labels = self.newsroom.origins().labels
        with self.newsroom.store.read() as work:
            return self._numbered(work, numbers, labels)

    def numbers(self, photo_ids: Collection[str]) -> dict[str, int]:
        """By id, of those that are there."""
        with self.newsroom.store.read() as work:
            return work.photos.numbers(photo_ids)

    def ids(self, chosen: Sequence[int | str]) -> list[str]:
        """Of photos that were chosen by their numbers, which may be gone, or ids; in this order."""
        with self.newsroom.store.read() as work:
            known = work.photos.ids([each for each in chosen if isinstance(each, int)])
        ids = (known.get(each, "") if isinstance(each, int) else each for each in chosen)
        return [each for each in ids if each]

    def show(self, key: str) -> LibraryPhoto:
        """The photo with this id, or the only one whose id begins so. Raises Refused."""
        with self.newsroom.store.read() as work:
            photo = work.photos.get(key)
            if photo is None and len(key) >= _LEAST_PREFIX:
                alike = [each for each in work.photos.all() if each.id.startswith(key)]
                photo = alike[0] if len(alike) == 1 else None
            if photo is None:
                known = "refused.no-such-photo" if ID.fullmatch(key) else "refused.no-photo-id"
                raise Refused(known, key=clean_line(key))
            uses = work.placements.uses()
        return self._looked_at(photo, uses.get(photo.id, {}))

    def uses(self, photo_id: str) -> tuple[PhotoUse, ...]:
        """Where, how often and when it was used, spiked stories too, the latest first."""
        with self.newsroom.store.read() as work:
            return work.placements.used_by(photo_id)

    def sources(self, photo_id: str) -> dict[str, PhotoFacts]:
        """What the file of a photo says, by each block of its metadata; slow, so away from the
        lane. Raises PictureRefused and OriginalUnreadable."""
        return read_sources(self.newsroom.original(photo_id))

    def used(self) -> dict[str, tuple[str, ...]]:
        """What photos have in the fields in which the same comes again, by names of PhotoFacts,
        the most used first; credits in the outlet's form."""
        names = [row.name for row in PHOTO_FIELDS if row.learned]
        with self.newsroom.store.read() as work:
            found, style = work.photos.used(names), work.look.outlet().credit_style
        words = {
            name: (each.words(style) if isinstance(each, CreditLine) else each for each in values)
            for name, values in found.items()
        }
        return {name: tuple(dict.fromkeys(filter(None, each))) for name, each in words.items()}

    def of_file(self, path: Path) -> tuple[LibraryPhoto, tuple[Message, ...]]:
        """What a file says that need not be in the library, and what there is to be said of it.
        Raises PictureRefused."""
        intake = read_picture(path, known=self.newsroom.origins().known)
        return self._looked_at(record("", intake.name, intake), {}), intake.warnings

    def describe(self, photo_id: str, texts: Mapping[str, str]) -> Done[PhotoFacts]:
        """Set fields of a photo's record, by their keys; every story that uses it and does not
        differ follows. Answers with the record as it was. Raises NotOfField."""
        before = self.show(photo_id).photo
        done = self.describe_each({before.id: texts})
        return Done(before.facts, done.changes)

    def describe_each(self, told: Mapping[str, Mapping[str, str]]) -> Done[dict[str, PhotoFacts]]:
        """The same for several photos, by id, in one transaction: for all of them or none. Answers
        with the records as they were. Raises NotOfField."""
        with self.newsroom.store.read() as work:
            found = work.photos.numbered(work.photos.numbers(told).values())
        before = {photo.id: photo.facts for photo in found.values()}
        after: dict[str, PhotoFacts] = {}
        for photo, facts in before.items():
            rows = {FILLABLE[key]: text for key, text in told[photo].items()}
            values = {row.name: value_of(row, text) for row, text in rows.items()}
            after[photo] = replace(facts, **values)
        return Done(before, Pictures(self.newsroom).correct_records(after))

    def get_ready(self) -> None:
        """Load what reads pictures, for who will look at many; 0.1 s, away from the lane."""
        import editor.photos.previews  # noqa: F401 - it is there, that is all

    def preview(self, photo: str | Path, longest: int, *, at_once: bool = False) -> bytes | None:
        """What a file, or the original of a photo, shows; None where nothing can be had of it.
        `at_once` is content with the small preview that is in the file."""
        # Late: Pillow comes with it.
        from editor.photos.previews import preview

        path = photo if isinstance(photo, Path) else self.newsroom.store.originals.path(photo)
        return preview(path, longest, at_once=at_once)

    def glance(self, path: Path) -> "Glance | None":
        """What a file says of itself that nobody has brought in; None for one that is gone."""
        # Late: Pillow comes with it.
        from editor.photos.previews import glance

        return glance(path)

    def correct(self, photo_id: str, values: Mapping[str, Any]) -> Done[dict[str, Any]]:
        """Change fields of a photo's record, by names of PhotoFacts, whatever the others are now.
        Answers with what these were. Raises Refused for a photo that is gone."""
        with self.newsroom.store.read() as work:
            photo = work.photos.get(photo_id)
        if photo is None:
            raise Refused("refused.photo-gone")
        before = {name: getattr(photo.facts, name) for name in values}
        changed = replace(photo.facts, **values)
        if changed == photo.facts:
            return Done(before, Changes())
        return Done(before, Pictures(self.newsroom).correct_record(photo_id, changed))

    def exchange(self, placement_id: str, photo_id: str) -> Done[str]:
        """Put another photo of the library in the place of one in a story, with all that the story
        says of it itself. Answers with the id of the one that stood there. Raises Refused."""
        with self.newsroom.store.read() as work:
            story_id = work.placements.story_of(placement_id)
        if story_id is None:
            raise Refused("refused.photo-gone")
        with changing(self.newsroom, story_id, Verb.PICTURE) as change:
            photo = change.work.photos.get(photo_id)
            placed = {each.id: each for each in change.story().placements}
            if photo is None or placement_id not in placed:
                raise Refused("refused.photo-gone")
            before = placed[placement_id]
            change.work.placements.change(replace(before, photo=photo))
        return Done(before.photo.id, change.changes)

    def follow_credit(self, photo_id: str) -> Done[dict[str, TextChanges]]:
        """Stories that have not gone out take the credit of a photo's record where they had
        another. Answers with what each placement had."""
        with self.newsroom.store.read() as work:
            uses = work.placements.used_by(photo_id)
        pictures = Pictures(self.newsroom)
        own = [each for use in uses if use.is_open for each in use.own_credit]
        answers = {each: pictures.reword(each, {"credit": None}) for each in own}
        before = {each: done.value for each, done in answers.items()}
        return Done(before, together(answers.values()))

    def save(self, photo_id: str, to: Path) -> tuple[Path, Path | None]:
        """Write a copy of the original whose metadata says what the record says; the original
        stays as it is. Answers with the file and, where the record went beside it, the XMP file.
        Raises Refused where a file stands already, OriginalUnreadable and OSError."""
        # Loaded here: what it needs is of no use to anybody else.
        from editor.photos.saving import save_copy

        photo, to = self.show(photo_id).photo, to.absolute()
        if to.is_dir():
            to = to / photo.original_name
        if not to.parent.is_dir():
            raise Refused("refused.no-such-folder", folder=to.parent)
        if to.exists() or to.with_suffix(".xmp").exists():
            raise Refused("refused.photo-file-there", file=to)
        with self.newsroom.store.read() as work:
            style = work.look.outlet().credit_style
        texts = {row.name: texts_of(row, photo.facts, style) for row in PHOTO_FIELDS}
        return to, save_copy(self.newsroom.original(photo.id), to, texts)

    def passport(self, path: Path) -> "Passport":
        """Where a picture file comes from, as far as the library knows; see `passport.py`."""
        # Late: bundles and their pages come with it.
        from editor.desk.passport import Passports

        return Passports(self.newsroom).of(path)

    def ingest(
        self, folder: Path, *, cancelled: Callable[[], bool] = lambda: False
    ) -> Iterator[Ingested]:
        """Bring in the pictures of a folder and of those in it, in the order of their names, each
        as soon as it is read. One that is refused stops nothing, one that is there comes no second
        time. Raises Refused when there is no such folder."""
        if not folder.is_dir():
            raise Refused("refused.no-such-folder", folder=folder)
        pictures = Pictures(self.newsroom)
        for path, read in pictures.reading(pictures_in(folder)):
            if cancelled():
                return
            if not folder.is_dir():
                yield Ingested(path, None, said=(message("picture.card-gone", folder=folder),))
                return
            yield self.take_in(path, read).value

    def take_in(self, path: Path, read: Callable[[], Intake] | None = None) -> Done[Ingested]:
        """Bring in one file, into no story; what is refused is told in the answer."""
        try:
            brought: Brought = Pictures(self.newsroom).bring_in(path, read=read)
        except PictureRefused as refusal:
            return Done(Ingested(path, None, said=(refusal.message,)), Changes())
        with self.newsroom.begin() as work:
            new = work.photos.add(brought.photo)
            # A picture the library has already keeps the record people have corrected.
            photo = work.photos.get(brought.photo.id) or brought.photo
            work.commit()
        changes = Changes(photos=frozenset({photo.id} if new else ()))
        return Done(Ingested(path, photo, new, brought.warnings), changes)

    def _looked_at(self, photo: Photo, used_in: Mapping[str, str]) -> LibraryPhoto:
        labels = self.newsroom.origins().labels
        return LibraryPhoto(photo, used_in, check_photo(photo, self.newsroom.clock(), labels))

    def _numbered(
        self, work: "Work", numbers: Collection[int], labels: Sequence[str]
    ) -> dict[int, LibraryPhoto]:
        found = work.photos.numbered(numbers)
        uses = work.placements.uses([photo.id for photo in found.values()])
        now = self.newsroom.clock()
        return {
            number: LibraryPhoto(
                photo,
                used_in := uses.get(photo.id, {}),
                check_photo(photo, now, labels),
                self.which(photo.facts) | {Which.USED if used_in else Which.UNUSED},
            )
            for number in numbers
            if (photo := found.get(number)) is not None
        }

    def which(self, facts: PhotoFacts) -> frozenset[Which]:
        """Lists to which a picture with this record belongs."""
        ends = facts.expires[:10]
        is_so = {
            Which.NO_CREDIT: facts.credit.is_blank,
            Which.NO_CAPTION: not facts.caption,
            # As far as the date goes: a month that begins by then ends soon, too.
            Which.EXPIRING: bool(ends) and ends <= self._soon[: len(ends)],
        }
        return frozenset(which for which, so in is_so.items() if so)

    @property
    def _soon(self) -> str:
        return (self.newsroom.clock() + SOON).date().isoformat()


def texts_of(row: PhotoField, facts: PhotoFacts, style: CreditStyle) -> list[str]:
    """What a record says of a field, as texts; a credit in an outlet's form."""
    value = getattr(facts, row.name)
    if isinstance(value, CreditLine):
        value = value.words(style)
    return [each for each in (value if isinstance(value, tuple) else (value,)) if each]


def value_of(row: PhotoField, text: str) -> Any:
    """What somebody means who types `text` for a field. Raises NotOfField."""
    match row.kind:
        case Kind.CREDIT:
            return parse_credit(text)
        case Kind.PEOPLE:
            return split_names(text)
        case Kind.WORDS:
            words = map(clean_line, re.split("[,;，；、]", text))
            return tuple(dict.fromkeys(word for word in words if word))
        case Kind.LINES:
            return clean_text(text).strip()
        case Kind.DATE if clean_line(text) and not (iso_date(text) and _whole(text)):
            raise NotOfField("refused.photo-not-a-date", text=clean_line(text))
        case Kind.DATE:
            return iso_date(text)
        case Kind.TERM if (said := clean_line(text)) and not source_type(said):
            raise NotOfField("refused.photo-not-a-source", text=said, types=SOURCE_TYPES)
        case Kind.TERM:
            return source_type(text)
        case _ if row.name == "rating" and clean_line(text) not in RATINGS:
            raise NotOfField("refused.photo-not-a-rating", text=clean_line(text))
        case _:
            return clean_line(text)


def _whole(date: str) -> bool:
    """Whether all that was written of it is said: there is no month 13."""
    written, read = (re.sub(r"(?<=:\d\d)[.,]\d+|\D", "", each) for each in (date, iso_date(date)))
    return len(read) >= len(written)


RATINGS = ("", "-1", *map(str, range(6)))  # xmp:Rating


def differing(columns: Sequence[PhotoFacts]) -> list[PhotoField]:
    """The fields of which two that say something say different things, or which the first has not
    and another has, or has and no other."""
    return [
        row
        for row in PHOTO_FIELDS
        if row.kind is not Kind.JSON
        and (said := [getattr(each, row.name) for each in columns])
        and (_given(said[0]) is not any(map(_given, said[1:])) or _unlike(row, said))
    ]


def _given(value: Any) -> bool:
    return not value.is_blank if isinstance(value, CreditLine) else bool(value)


def _unlike(row: PhotoField, values: Sequence[Any]) -> bool:
    texts = [texts_of(row, PhotoFacts(**{row.name: each}), CreditStyle()) for each in values]
    said = [each for each in texts if each]
    return any(not _same(row, said[0], each) for each in said[1:])


def _same(row: PhotoField, ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether they say the same, as far as both have room for it."""
    if row.kind is Kind.DATE:
        short, long = sorted((ours[0], theirs[0]), key=len)
        return long.startswith(short)
    room = row.iim.limit - 4 if row.iim else 1 << 30  # IIM is cut there, a character more or less
    return len(ours) == len(theirs) and all(
        o == t or (len(t.encode()) > room and o.startswith(t))
        for o, t in zip(ours, theirs, strict=True)
    )
