"""The records of the library's pictures, whose files are `db.originals`'s, and photos in their
stories: in order, one of them at most the lead, each with its overrides.

Whoever changes a placement also says so to the story (`stories.touch`): it knows no clock.

A long list is first the numbers of its pictures, as that of stories (`story_rows.py`); the records
of those in sight are read by them.
"""

import json
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, delete, insert, literal_column, select, text, update
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from db.feed import asking
from db.look import PLACED, SHOWN_STATUS, photo_of, placement_of
from db.nouns import Noun
from db.schema import photos, placements, stories
from db.search import IndexedRecords
from editor.story.credit import CreditLine
from editor.story.edits import Edits
from editor.story.forms import STORED
from editor.story.photo import Photo, PhotoFacts, Placement
from editor.story.story import PhotoListing, PhotoOrder, PhotoUse, Status, Which
from editor.story.text import clean_line


def _fact(path: str) -> str:
    return f"coalesce(json_extract(facts, '$.{path}'), '')"


_IN_A_STORY = "EXISTS (SELECT 1 FROM placements WHERE photo_id = photos.id)"
_CREDIT = tuple(_fact(f"credit.{part}") for part in ("text", "photographer", "organisation"))
_EXPIRES, _RATED = _fact("expires"), f"CAST({_fact('rating')} AS INTEGER)"
_IS = {
    Which.UNUSED: f"NOT {_IN_A_STORY}",
    Which.USED: _IN_A_STORY,
    Which.NO_CREDIT: f"{' || '.join(_CREDIT)} = ''",
    Which.NO_CAPTION: f"{_fact('caption')} = ''",
    # As far as the date goes: a month that begins by then ends soon, too.
    Which.EXPIRING: f"""{_EXPIRES} <> ''
        AND substr({_EXPIRES}, 1, 10) <= substr(:soon, 1, length({_EXPIRES}))""",
}
# SQLite numbers rows as they come.
_SORTED = {
    PhotoOrder.ADDED: "rowid DESC",
    PhotoOrder.NAME: "original_name COLLATE NOCASE, original_name, id",
    PhotoOrder.TAKEN: f"{_fact('date_created')} DESC, rowid DESC",
    PhotoOrder.RATING: f"{_RATED} DESC, rowid DESC",
}
_TEXT = f"""rowid, id, original_name || char(10) || {_CREDIT[1]} || '/' || {_CREDIT[2]}
    || char(10) || (SELECT group_concat(atom, char(10)) FROM json_tree(facts))
    || char(10) || coalesce((SELECT group_concat(slug, char(10)) FROM placements
        JOIN stories ON stories.id = story_id WHERE photo_id = photos.id), '')"""  # noqa: S608 - of our own words only
_LEAST_PREFIX = 6
_NUMBER = literal_column("photos.rowid", Integer)
_BY_NUMBER = select(_NUMBER.label("number"), photos).where(
    text("photos.rowid IN (SELECT value FROM json_each(:numbers))")
)

# Of more, nobody would remember what the older ones have.
_USED = """
    WITH latest AS (SELECT facts, rowid AS at FROM photos ORDER BY rowid DESC LIMIT 2000),
    said AS (
        SELECT field.key AS name, field.type AS kind, field.value AS value, at
        FROM latest, json_each(latest.facts) AS field
        WHERE field.key IN (SELECT value FROM json_each(?1)) AND field.type <> 'array'
        UNION ALL
        SELECT field.key, one.type, one.value, at
        FROM latest, json_each(latest.facts) AS field, json_each(field.value) AS one
        WHERE field.key IN (SELECT value FROM json_each(?1)) AND field.type = 'array'
    ),
    counted AS (
        SELECT name, kind, value, count(*) AS times, max(at) AS last FROM said
        WHERE value <> '' GROUP BY name, kind, value
    ),
    ranked AS (
        SELECT *, row_number() OVER (PARTITION BY name ORDER BY times DESC, last DESC) AS place
        FROM counted
    )
    SELECT name, kind, value FROM ranked WHERE place <= ?2 ORDER BY name, place
"""


# Bits of 64 by which the likenesses of two pictures that look alike may differ; their digits.
ALIKE, _LIKENESS = 8, 16


class Photos(IndexedRecords):
    def add(self, photo: Photo) -> bool:
        """Whether it is new. Nothing happens when the id is there: a corrected record is never
        written over."""
        added = self._connection.execute(
            insert_or_skip(photos)
            .values({column.key: STORED.form(getattr(photo, column.key)) for column in photos.c})
            .on_conflict_do_nothing()
        )
        if added.rowcount:
            self._feed.note(Noun.PHOTO, photo.id)
        return bool(added.rowcount)

    def get(self, photo_id: str) -> Photo | None:
        row = self._connection.execute(select(photos).where(photos.c.id == photo_id)).first()
        return None if row is None else photo_of(row, row.id, row.edits)

    def change(self, photo_id: str, **values: Any) -> bool:
        """Anything but the facts, by the names of Photo, of one that is there; False when it says
        all of this already. The stories that use it are the caller's to touch."""
        forms = {name: STORED.form(value) for name, value in values.items()}
        return self._feed.change(Noun.PHOTO, photos, photo_id, **forms)

    def alike(self, photo: Photo) -> list[str]:
        """Ids of others whose likeness is like that of this one, the most alike first."""
        if len(photo.likeness) < _LIKENESS:
            return []
        asked = "SELECT id, likeness FROM photos WHERE length(likeness) = ? AND id <> ?"
        rows = self._connection.exec_driver_sql(asked, (_LIKENESS, photo.id))
        own = int(photo.likeness, 16)
        apart = {other: (own ^ int(likeness, 16)).bit_count() for other, likeness in rows}
        return sorted(
            (each for each, bits in apart.items() if bits <= ALIKE), key=apart.__getitem__
        )

    def without_likeness(self, most: int) -> tuple[str, ...]:
        """Ids of pictures from before it was noted."""
        query = select(photos.c.id).where(photos.c.likeness == "").limit(most)
        return tuple(self._connection.execute(query).scalars())

    def rename(self, photo_id: str, name: str) -> None:
        """The same bytes came in under this name: the one before is what they were called then."""
        self.change(photo_id, original_name=name)

    def change_facts(self, photo_id: str, facts: PhotoFacts) -> None:
        """Replace the record. The stories that use it are the caller's to touch.

        Raises KeyError when there is no such photo.
        """
        form = STORED.form(facts)
        if not self._feed.change(Noun.PHOTO, photos, photo_id, facts=form):
            if self.get(photo_id) is None:
                raise KeyError(photo_id)
            return
        using = select(placements.c.story_id).where(placements.c.photo_id == photo_id).distinct()
        self._index.words_changed(self._connection.execute(using).scalars().all())

    def listed(self, listing: PhotoListing, soon: str) -> "array[int]":
        """The numbers of a list's pictures, in its order; rights that end by the day `soon` are
        expiring. They hold while the library is open."""
        fits = " AND ".join(
            [
                *(f"({_IS[which]})" for which in listing.which),
                *(f"{_RATED} >= :least" for _ in range(listing.least > 0)),
                *(f"{_fact('colour_class')} = :colour" for _ in range(bool(listing.colour))),
            ]
            or ["1"]
        )
        words = clean_line(listing.words).casefold().split()
        asked = {"soon": soon, "least": listing.least, "colour": listing.colour}
        # Small letters of all languages are ours to find: SQLite knows those of English.
        cells = _TEXT if words else "rowid"
        found = self._connection.exec_driver_sql(
            f"SELECT {cells} FROM photos WHERE {fits} ORDER BY {_SORTED[listing.order]}",  # noqa: S608 - of our own words only
            asked,
        )
        if not words:
            return array("q", found.scalars())
        return array("q", (number for number, *told in found if _has(told, words)))

    def numbered(self, numbers: Iterable[int]) -> dict[int, Photo]:
        """By number; those that are gone are left out."""
        rows = self._connection.execute(_BY_NUMBER, {"numbers": json.dumps(list(numbers))})
        return {row.number: photo_of(row, row.id, row.edits) for row in rows}

    def numbers(self, ids: Collection[str]) -> dict[str, int]:
        """Of these pictures, as far as they are there."""
        asked = "SELECT id, rowid FROM photos WHERE id IN (SELECT value FROM json_each(?))"
        found = self._connection.exec_driver_sql(asked, (json.dumps(list(ids)),))
        return dict(iter(found))  # type: ignore[arg-type]

    def ids(self, numbers: Collection[int]) -> dict[int, str]:
        """The other way round."""
        asked = "SELECT rowid, id FROM photos WHERE rowid IN (SELECT value FROM json_each(?))"
        found = self._connection.exec_driver_sql(asked, (json.dumps(list(numbers)),))
        return dict(iter(found))  # type: ignore[arg-type]

    def used(self, names: Sequence[str], most: int = 60) -> dict[str, tuple[Any, ...]]:
        """By fields of PhotoFacts what the last two thousand photos have of them, each of several
        by itself, the most used first and of those the latest; credits as CreditLine."""
        asked = asking(self._connection)(_USED, (json.dumps(names), most))
        found: dict[str, list[Any]] = {name: [] for name in names}
        for name, kind, value in asked:
            credit = kind == "object"
            found[name].append(STORED.read(CreditLine, json.loads(value)) if credit else value)
        return {name: tuple(v for v in vs if v != CreditLine()) for name, vs in found.items()}

    def all(self) -> tuple[Photo, ...]:
        """By name, then id."""
        query = select(photos).order_by(photos.c.original_name, photos.c.id)
        return tuple(photo_of(row, row.id, row.edits) for row in self._connection.execute(query))


_USED_BY = f"""
    SELECT stories.id, stories.slug, stories.headline, {SHOWN_STATUS}, count(*), max(lead),
        json_group_array(placements.id) FILTER (WHERE placements.credit IS NOT NULL),
        (SELECT max(at) FROM exports WHERE story_id = stories.id AND kind = 'bundle')
    FROM placements JOIN stories ON stories.id = story_id WHERE photo_id = ?
    GROUP BY stories.id ORDER BY stories.change DESC
"""  # noqa: S608 - of our own words only


class Placements(IndexedRecords):
    def add(self, story_id: str, placement: Placement, position: int | None = None) -> None:
        """Give the story a photo whose record is in the library, at `position` or last.

        One that is there already under this id is replaced.
        """
        self._connection.execute(delete(placements).where(placements.c.id == placement.id))
        if placement.lead:
            self._clear_lead(story_id)
        positions = self._positions(story_id)
        ids = list(positions)
        at = len(ids) if position is None else max(position, 0)
        self._connection.execute(
            insert(placements).values(
                id=placement.id, story_id=story_id, position=at, **_columns(placement)
            )
        )
        ids.insert(at, placement.id)
        self._number(ids, {**positions, placement.id: at})
        self._changed(story_id, placement.id)

    def change(self, placement: Placement) -> None:
        """Store it anew under its id and at its place. Raises KeyError when it is not there."""
        story_id = self._story_with(placement.id)
        if placement.lead:
            self._clear_lead(story_id, but=placement.id)
        if self._feed.change(Noun.PLACEMENT, placements, placement.id, **_columns(placement)):
            self._index.words_changed([story_id])

    def remove(self, placement_id: str) -> None:
        """The photo's record and original stay. Raises KeyError when it is not there."""
        story_id = self._story_with(placement_id)
        self._connection.execute(delete(placements).where(placements.c.id == placement_id))
        positions = self._positions(story_id)
        self._number(list(positions), positions)
        self._changed(story_id, placement_id, gone=True)

    def set_lead(self, story_id: str, placement_id: str | None) -> None:
        """Make one of the story's placements its lead, or none of them. Raises KeyError when it
        is not one of the story's."""
        self._clear_lead(story_id, but=placement_id)
        if placement_id is None:
            return
        if self.story_of(placement_id) != story_id:
            raise KeyError(placement_id)
        self._feed.change(Noun.PLACEMENT, placements, placement_id, lead=1)

    def of_story(self, story_id: str) -> tuple[Placement, ...]:
        return tuple(map(placement_of, PLACED.ask(asking(self._connection), story=story_id)))

    def story_of(self, placement_id: str) -> str | None:
        """The id of the story it stands in."""
        query = select(placements.c.story_id).where(placements.c.id == placement_id)
        return self._connection.execute(query).scalar()

    def stories_using(self, photo_id: str) -> tuple[str, ...]:
        """Ids of the stories that have this photo, each once, sorted."""
        query = (
            select(placements.c.story_id)
            .where(placements.c.photo_id == photo_id)
            .distinct()
            .order_by(placements.c.story_id)
        )
        return tuple(self._connection.execute(query).scalars())

    def uses(self, photo_ids: Collection[str] | None = None) -> dict[str, dict[str, str]]:
        """By photo, of these or of all, the ids of the stories it stands in, and their slugs."""
        query = (
            select(placements.c.photo_id, stories.c.id, stories.c.slug)
            .join(stories, stories.c.id == placements.c.story_id)
            .order_by(stories.c.change.desc())
        )
        if photo_ids is not None:
            of_these = text("placements.photo_id IN (SELECT value FROM json_each(:photos))")
            query = query.where(of_these.bindparams(photos=json.dumps(list(photo_ids))))
        found: dict[str, dict[str, str]] = {}
        for photo, story, slug in self._connection.execute(query):
            found.setdefault(photo, {})[story] = slug
        return found

    def used_by(self, photo_id: str) -> tuple[PhotoUse, ...]:
        """The stories it stands in, the one that changed last first."""
        rows = asking(self._connection)(_USED_BY, (photo_id,))
        return tuple(
            PhotoUse(
                *(story, slug, headline, Status(status), times, bool(lead)),
                *(tuple(json.loads(own)), datetime.fromisoformat(at) if at else None),
            )
            for story, slug, headline, status, times, lead, own, at in rows
        )

    def _story_with(self, placement_id: str) -> str:
        story_id = self.story_of(placement_id)
        if story_id is None:
            raise KeyError(placement_id)
        return story_id

    def _positions(self, story_id: str) -> dict[str, int]:
        """Placement id -> position, in order."""
        query = (
            select(placements.c.id, placements.c.position)
            .where(placements.c.story_id == story_id)
            .order_by(placements.c.position)
        )
        return {row.id: row.position for row in self._connection.execute(query)}

    def _number(self, ids: list[str], positions: dict[str, int]) -> None:
        for position, placement_id in enumerate(ids):
            if positions.get(placement_id) != position:
                self._feed.change(Noun.PLACEMENT, placements, placement_id, position=position)

    def _clear_lead(self, story_id: str, *, but: str | None = None) -> None:
        led = (placements.c.story_id == story_id) & (placements.c.lead == 1)
        cleared = self._connection.execute(
            update(placements)
            .where(led, placements.c.id != (but or ""))
            .values(lead=0)
            .returning(placements.c.id)
        )
        self._feed.note_all(Noun.PLACEMENT, cleared.scalars())

    def _changed(self, story_id: str, placement_id: str, *, gone: bool = False) -> None:
        self._feed.note(Noun.PLACEMENT, placement_id, gone=gone)
        self._index.words_changed([story_id])


def _has(told: Sequence[str], words: Iterable[str]) -> bool:
    photo_id, whole = told
    folded = whole.casefold()
    # An id by its beginning: a few digits stand in each of them.
    return all(
        word in folded or (len(word) >= _LEAST_PREFIX and photo_id.startswith(word))
        for word in words
    )


def _columns(placement: Placement) -> dict[str, Any]:
    edits = placement.edits
    crop = None if edits is None else edits.crop
    # A free crop alone stands as it did before there was anything else.
    alone = edits is None or (crop is not None and edits == Edits(crop=crop))
    rest = None if edits is None or alone else replace(edits, crop=None)
    return {
        "photo_id": placement.photo.id,
        "lead": int(placement.lead),
        "caption": placement.caption,
        "credit": STORED.form(placement.credit),
        "alt": placement.alt,
        "crop": STORED.form(crop),
        "edits": STORED.form(rest),
        "decorative": int(placement.decorative),
    }
