"""The records of the library's pictures, whose files are `db.originals`'s, and photos in their
stories: in order, one of them at most the lead, each with its overrides.

Whoever changes a placement also says so to the story (`stories.touch`): it knows no clock.
"""

from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from db.feed import asking
from db.look import PLACED, Noun, photo_of, placement_of
from db.schema import photos, placements, stories
from db.search import IndexedRecords
from editor.story.forms import STORED
from editor.story.photo import Photo, PhotoFacts, Placement


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
        return None if row is None else photo_of(row, row.id)

    def rename(self, photo_id: str, name: str) -> None:
        """The same bytes came in under this name: the one before is what they were called then."""
        self._feed.change(Noun.PHOTO, photos, photo_id, original_name=name)

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

    def all(self) -> tuple[Photo, ...]:
        """By name, then id."""
        query = select(photos).order_by(photos.c.original_name, photos.c.id)
        return tuple(photo_of(row, row.id) for row in self._connection.execute(query))


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

    def uses(self) -> dict[str, dict[str, str]]:
        """By photo the ids of the stories it stands in, and their slugs."""
        query = (
            select(placements.c.photo_id, stories.c.id, stories.c.slug)
            .join(stories, stories.c.id == placements.c.story_id)
            .order_by(stories.c.change.desc())
        )
        found: dict[str, dict[str, str]] = {}
        for photo, story, slug in self._connection.execute(query):
            found.setdefault(photo, {})[story] = slug
        return found

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


def _columns(placement: Placement) -> dict[str, Any]:
    return {
        "photo_id": placement.photo.id,
        "lead": int(placement.lead),
        "caption": placement.caption,
        "credit": STORED.form(placement.credit),
        "alt": placement.alt,
        "crop": STORED.form(placement.crop),
    }
