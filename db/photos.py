"""The records of the library's pictures; the files themselves are `db.originals`'s."""

from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from db.feed import Feed, Noun
from db.schema import photos, placements
from db.search import SearchIndex
from editor.story.forms import STORED
from editor.story.photo import Photo
from editor.story.photo_fields import PhotoFacts


class Photos:
    def __init__(self, connection: Connection, index: SearchIndex, feed: Feed) -> None:
        self._connection = connection
        self._index = index
        self._feed = feed

    def add(self, photo: Photo) -> None:
        """Nothing happens when the id is there: a corrected record is never written over."""
        added = self._connection.execute(
            insert_or_skip(photos)
            .values(
                id=photo.id,
                original_name=photo.original_name,
                format=photo.format,
                width=photo.width,
                height=photo.height,
                size=photo.size,
                facts=STORED.form(photo.facts),
            )
            .on_conflict_do_nothing()
        )
        if added.rowcount:
            self._feed.note(Noun.PHOTO, photo.id)

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


def photo_of(row: Row[Any], photo_id: str) -> Photo:
    return Photo(
        id=photo_id,
        original_name=row.original_name,
        format=row.format,
        width=row.width,
        height=row.height,
        size=row.size,
        facts=STORED.read(PhotoFacts, row.facts),
    )
