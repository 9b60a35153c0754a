"""Fields of many photos' records filled at once: from a template kept by name, from another photo;
and the same taken back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from db.nouns import NEWSROOM
from db.work import Work
from editor.desk.changing import Changes, Done
from editor.desk.newsroom import Newsroom, Refused
from editor.desk.photo_library import NotOfField, value_of
from editor.desk.pictures import rewrite_records
from editor.desk.site import STATIONERY
from editor.late import frozen
from editor.message import Message, message
from editor.story.credit import CreditLine, CreditStyle
from editor.story.people import joined_names
from editor.story.photo import FILLABLE, Kind, Photo, PhotoFacts, PhotoField
from editor.story.stationery import (
    About,
    Row,
    Stationery,
    Variable,
    Way,
    checked,
    filled,
    from_json,
    to_json,
    variables,
)
from editor.story.text import clean_line, is_han

# By the names of PhotoFacts: what some fields of a record say.
Values = Mapping[str, Any]


@frozen
class Filled:
    """What became of one photo: its record as it is with what was filled in, `was` what the
    fields of it said that changed, by name; `said` of what could not be filled."""

    photo: Photo
    was: Values
    said: tuple[Message, ...] = ()

    @property
    def now(self) -> Values:
        return {name: getattr(self.photo.facts, name) for name in self.was}

    @property
    def changed(self) -> tuple[str, ...]:
        """Keys, in the order of the fields."""
        return tuple(key for key, row in FILLABLE.items() if row.name in self.was)


@frozen
class Filling:
    """What beside the photo decides what a template gives; `today` is an ISO date."""

    style: CreditStyle
    today: str

    def fill(self, template: Stationery, photo: Photo, number: int = 1) -> Filled:
        """The template on one photo, the `number`th of them. A variable says what its field is
        going to say; where fields ask for each other, or for themselves, what they said before.
        A text of which nothing is left fills nothing; one that was empty from the start does."""
        rows, before = {row.field: row for row in template.ticked}, photo.facts
        values: dict[str, Any] = {}
        under_way: set[str] = set()
        lacking: list[Variable] = []
        said: list[Message] = []

        def value(key: str) -> Any:
            field = FILLABLE[key]
            was = getattr(before, field.name)
            if key not in values and key in rows and key not in under_way:
                under_way.add(key)
                values[key] = made(rows[key], field, was)
                under_way.discard(key)
            return values.get(key, was)

        def made(row: Row, field: PhotoField, was: Any) -> Any:
            if row.way is Way.IF_EMPTY and says_something(was):
                return was
            text, missing = filled(row.text, about)
            lacking.extend(missing)
            # "Photo by", and nobody: half a credit is worse than none.
            nobody = field.kind is Kind.CREDIT and set(variables(row.text)) == set(missing)
            if row.text and (not text or (missing and nobody)):
                return was
            try:
                return self.put(field, row.way, was, value_of(field, text))
            except NotOfField as why:
                said.append(message("stationery.left", field=field.label, reason=why.message))
                return was

        about = About(
            text_of=lambda key: self.text(FILLABLE[key], value(key)),
            place=lambda: replace(before, **{name: value(name) for name in _PLACES}).place,
            filename=photo.original_name,
            number=number,
            today=self.today,
        )
        now = {FILLABLE[key].name: value(key) for key in rows}
        if lacking:
            names = [str(each) for each in dict.fromkeys(lacking)]
            said.append(message("stationery.nothing-for", names=names))
        return became(photo, now, *said)

    def put(self, field: PhotoField, way: Way, was: Any, new: Any) -> Any:
        """What a field says that said `was`. What it ends with already is not appended again."""
        if way is not Way.APPEND or not says_something(was) or not says_something(new):
            return was if way is Way.IF_EMPTY and says_something(was) else new
        if isinstance(was, tuple):
            return tuple(dict.fromkeys((*was, *new)))
        there, more = self.text(field, was), self.text(field, new)
        if there.endswith(more):
            return was
        both = f"{there}{'' if is_han(more[0]) else ' '}{more}"
        return CreditLine.free(both) if isinstance(was, CreditLine) else both

    def text(self, field: PhotoField, value: Any) -> str:
        """A value as words in a sentence."""
        if isinstance(value, CreditLine):
            return value.words(self.style)
        if isinstance(value, tuple):
            return joined_names(value) if field.kind is Kind.PEOPLE else ", ".join(value)
        return value


_PLACES = tuple(row.name for row in FILLABLE.values() if row.kind is Kind.PLACE)


_OF_STORIES = ("caption", "credit", "alt")  # what a story may say otherwise


def says_something(value: Any) -> bool:
    return not value.is_blank if isinstance(value, CreditLine) else bool(value)


def became(photo: Photo, now: Values, *said: Message) -> Filled:
    """What becomes of a photo whose fields are to say `now`."""
    was = {name: getattr(photo.facts, name) for name in now}
    was = {name: value for name, value in was.items() if value != now[name]}
    return Filled(replace(photo, facts=replace(photo.facts, **now)), was, said)


@frozen
class Stationeries:
    newsroom: Newsroom

    def all(self) -> tuple[Stationery, ...]:
        """By name."""
        with self.newsroom.store.read() as work:
            return _kept(work)

    def get(self, name: str) -> Stationery:
        """Raises Refused."""
        kept = self.all()
        found = next((each for each in kept if each.name == clean_line(name)), None)
        if found is None:
            names = [each.name for each in kept]
            key = "refused.no-stationery" if names else "refused.no-stationery-at-all"
            raise Refused(key, name=clean_line(name), names=names)
        return found

    def keep(self, template: Stationery) -> Changes:
        """Under its name, in the place of one that has it. Raises StationeryRefused and, for a
        text without variables that its field does not take, NotOfField."""
        kept = checked(template, named=True)
        for row in kept.rows:
            if not variables(row.text):
                value_of(FILLABLE[row.field], row.text)
        return self._keep(lambda others: [*others, kept], kept.name)

    def remove(self, name: str) -> Changes:
        """Raises Refused."""
        return self._keep(lambda others: others, self.get(name).name)

    def photo(self, photo_id: str, story_id: str = "") -> Photo:
        """A photo with its record; in a story with what that says of it in its own words. Raises
        Refused."""
        with self.newsroom.store.read() as work:
            photo = work.photos.get(photo_id)
            story = work.look.story(story_id) if story_id else None
        if photo is None:
            raise Refused("refused.no-such-photo", key=photo_id)
        for placement in story.placements if story is not None else ():
            if placement.photo.id == photo_id:
                own = {name: getattr(placement, f"shown_{name}") for name in _OF_STORIES}
                return replace(photo, facts=replace(photo.facts, **own))
        return photo

    def filling(self) -> Filling:
        """For a look at what a template would give."""
        with self.newsroom.store.read() as work:
            return self._filling(work)

    def apply(self, template: Stationery, photo_ids: Sequence[str]) -> Done[tuple[Filled, ...]]:
        """Fill the records of these photos, in their order and each once, all or none. Raises
        StationeryRefused, and Refused for a photo that is not there."""
        template = checked(template)
        return self._fill(photo_ids, lambda work: partial(self._filling(work).fill, template))

    def paste(
        self, facts: PhotoFacts, keys: Sequence[str], photo_ids: Sequence[str]
    ) -> Done[tuple[Filled, ...]]:
        """Set fields of these photos, by their keys, to what they are in `facts`. Raises Refused
        for a photo that is not there."""
        now = {FILLABLE[key].name: getattr(facts, FILLABLE[key].name) for key in keys}
        return self._fill(photo_ids, lambda _work: lambda photo, _number: became(photo, now))

    def turn(self, to: Mapping[str, Values], over: Mapping[str, Values]) -> Changes:
        """Back or forth over what was filled in: by photo, fields that still say what they say in
        `over` say what they say in `to`; what somebody has changed since stays."""
        with self.newsroom.begin() as work:
            records: dict[str, PhotoFacts] = {}
            found = _found(work, to)
            for photo_id, values in to.items():
                photo = found.get(photo_id)
                if photo is not None:
                    there = over[photo_id]
                    same = {n: v for n, v in values.items() if getattr(photo.facts, n) == there[n]}
                    records[photo_id] = replace(photo.facts, **same)
            changes = rewrite_records(self.newsroom, work, records)
            work.commit()
        return changes

    def _fill(
        self, photo_ids: Sequence[str], make: Callable[[Work], Callable[[Photo, int], Filled]]
    ) -> Done[tuple[Filled, ...]]:
        with self.newsroom.begin() as work:
            fill, answers = make(work), list[Filled]()
            found = _found(work, photo_ids)
            for number, photo_id in enumerate(dict.fromkeys(photo_ids), 1):
                photo = found.get(photo_id)
                if photo is None:
                    raise Refused("refused.no-such-photo", key=photo_id)
                answers.append(fill(photo, number))
            records = {each.photo.id: each.photo.facts for each in answers if each.was}
            changes = rewrite_records(self.newsroom, work, records)
            work.commit()
        return Done(tuple(answers), changes)

    def _filling(self, work: Work) -> Filling:
        today = self.newsroom.clock().date().isoformat()
        return Filling(work.look.outlet().credit_style, today)

    def _keep(self, change: Callable[[list[Stationery]], list[Stationery]], name: str) -> Changes:
        """`change` is given all but the one of this name."""
        with self.newsroom.begin() as work:
            others = [each for each in _kept(work) if each.name != name]
            kept = sorted(change(others), key=lambda each: (each.name.casefold(), each.name))
            work.settings.put(STATIONERY, [to_json(each) for each in kept], owner=NEWSROOM)
            work.commit()
        return Changes()


def _found(work: Work, photo_ids: Collection[str]) -> dict[str, Photo]:
    """Of hundreds as quickly as of one."""
    found = work.photos.numbered(work.photos.numbers(photo_ids).values())
    return {photo.id: photo for photo in found.values()}


def _kept(work: Work) -> tuple[Stationery, ...]:
    return tuple(map(from_json, work.look.setting(STATIONERY) or ()))
