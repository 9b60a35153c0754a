"""The stories of a library: added, read whole, kept field by field, listed, searched.

It stores what it is given and decides nothing: whether a story may be filed, signed off or spiked
is the desk's business. Bodies are kept as their stored text, and read from it: somebody who types
changes a block or two after every pause, and what is the same stays the same value.
"""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Text,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from db.columns import Moment
from db.contributors import keywords_of, names_of, set_keywords, set_names
from db.errors import LibraryError, StoryChanged
from db.feed import Feed
from db.look import OWN_FIELDS, LastBodies
from db.nouns import Noun
from db.photos import Photos, Placements
from db.review_schema import routes, suggestions
from db.schema import comments, documents, exports, sign_offs, snapshots, stories, versions
from db.search import INDEXED, SearchIndex, spread, spread_words
from db.story_rows import StoryLists, shown_status
from editor.late import frozen
from editor.story import document_json
from editor.story.block_ids import BlockIds
from editor.story.document import Document
from editor.story.fields import FIELDS, NAMES, FieldKind
from editor.story.forms import STORED
from editor.story.photo import AwaitedPhoto
from editor.story.story import Status, Story, StoryEdit
from editor.story.version import VersionKind

# Read as its text: most often it is known what body that is.
BODY = (type_coerce(documents.c.body, Text).label("body"), documents.c.blocks)


class Bodies:
    def __init__(self, connection: Connection, last: LastBodies) -> None:
        self._connection = connection
        self._last = last

    def add(self, story_id: str, body: Document) -> None:
        form = document_json.to_json(body)
        blocks = BlockIds(()).following({}, form, body.ids).to_json()
        self._connection.execute(
            insert(documents).values(story_id=story_id, body=form, blocks=blocks)
        )

    def keep(self, row: Any, body: Document, base: Document | None) -> bool:
        """Whether it differs from what is in the row, and was stored. Raises StoryChanged when
        that is neither `base`, with which somebody began, nor `body`."""
        text, form = document_json.to_text(body), document_json.to_json(body)
        known = self._last.of(row.id, row.body)
        stored = json.loads(row.body) if known is None else document_json.to_json(known)
        if stored == form:
            return False
        if base is not None:
            # As values: an older schema's form of the same text is the same text.
            began = document_json.to_json(base)
            if stored != began and document_json.from_json(stored) != base:
                raise StoryChanged(row.revision)
        ids = BlockIds.of(row.id, stored, row.blocks).following(stored, form, body.ids)
        self._connection.execute(
            update(documents)
            .where(documents.c.story_id == row.id)
            .values(body=type_coerce(text, Text), blocks=ids.to_json())
        )
        self._last.know(row.id, text, body)
        return True


_OWN = (
    select(stories, *BODY, shown_status.label("shown"))
    .join(documents, documents.c.story_id == stories.c.id)
    .where(stories.c.id == bindparam("story"))
)
_MADE = (
    select(type_coerce(func.coalesce(versions.c.found, versions.c.at), Moment))
    .where(versions.c.story_id == bindparam("story"))
    .order_by(versions.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
_MILESTONE = exists().where(
    versions.c.story_id == bindparam("story"), versions.c.kind != str(VersionKind.AUTOMATIC)
)
_EVER_SIGNED = exists().where(sign_offs.c.story_id == bindparam("story"))
_HEAD = _OWN.add_columns(
    _MADE.label("made"), _MILESTONE.label("milestone"), _EVER_SIGNED.label("ever_signed")
)


@frozen
class StoryHead:
    """What somebody who changes a story must know of it, before anything is written.

    `last_made` is when its newest version was made, or last found to hold what is there; of a
    story without one, when it was begun. `milestone`: somebody had a version made (filed,
    imported, named); automatic ones aside. `ever_signed`: it was approved once, at least.
    """

    row: Any
    status: Status
    last_made: datetime
    milestone: bool
    ever_signed: bool


class Stories(StoryLists):
    """Raises KeyError for a story that is not there, wherever one is changed."""

    def __init__(
        self,
        connection: Connection,
        feed: Feed,
        index: SearchIndex,
        placed: Placements,
        photos: Photos,
        last: LastBodies,
    ) -> None:
        super().__init__(connection, feed, index)
        self._placed = placed
        self._photos = photos
        self._bodies = Bodies(connection, last)

    def add(self, story: Story) -> None:
        """Store a new story whole, with its placements and the records of their photos."""
        self._connection.execute(
            insert(stories).values(
                id=story.id,
                change=self._feed.note(Noun.STORY, story.id),
                **{key: getattr(story, key) for key in OWN_FIELDS},
                status=str(story.status),
                revision=story.revision,
                created=story.created,
                updated=story.updated,
                awaited_photo=STORED.form(story.awaited_photo),
            )
        )
        self._bodies.add(story.id, story.body)
        self._index.added(story.id)
        for part in NAMES:
            set_names(self._connection, self._feed, story.id, part, getattr(story, part.key))
        set_keywords(self._connection, self._feed, story.id, story.keywords)
        for placement in story.placements:
            self._photos.add(placement.photo)
            self._placed.add(story.id, placement)

    def slugs_of(self, ids: Collection[str]) -> dict[str, str]:
        """Of those that there are, by id."""
        query = select(stories.c.id, stories.c.slug).where(stories.c.id.in_(ids))
        return {row.id: row.slug for row in self._connection.execute(query)}

    def head(self, story_id: str) -> StoryHead | None:
        row = self._connection.execute(_HEAD, {"story": story_id}).one_or_none()
        if row is None:
            return None
        return StoryHead(
            row, Status(row.shown), row.made or row.created, row.milestone, row.ever_signed
        )

    def keep(
        self,
        story_id: str,
        edit: StoryEdit,
        *,
        now: datetime,
        base_revision: int | None = None,
        base: StoryEdit | None = None,
        head: StoryHead | None = None,
    ) -> int:
        """Store the fields that `edit` gives; returns the story's revision, which grows by one
        unless nothing differs. Raises StoryChanged when `base_revision` is not the newest.

        `base` is what somebody began with: then other fields may have changed since, and
        StoryChanged is raised only when one that `edit` gives holds neither the value of `base`
        nor already that of `edit`. Nothing was stored then. `head` is what was read of the
        story in this transaction, before anything was written.
        """
        if head is None and (head := self.head(story_id)) is None:
            raise KeyError(story_id)
        current = head.row
        if base_revision == current.revision:
            base = None  # nobody came between: nothing to compare
        elif base is None and base_revision is not None:
            raise StoryChanged(current.revision)
        changed = {
            name: value
            for name, value in _own(edit).items()
            # A moment in another zone prints otherwise on the page, equal as it is.
            if str(value) != str(getattr(current, name))
        }
        began = {} if base is None else _own(base)
        if any(
            name in began and str(began[name]) != str(getattr(current, name)) for name in changed
        ):
            raise StoryChanged(current.revision)
        body, began = edit.body, None if base is None else base.body
        rewritten = body is not None and self._bodies.keep(current, body, began)
        named = self._keep_names(story_id, edit)
        if not changed and not rewritten and not named:
            return current.revision
        words = {name: spread(changed[name]) for name in INDEXED if name in changed}
        if body is not None and rewritten:
            words["body"] = spread_words(body)
        change = self._feed.note(Noun.STORY, story_id)
        if named:
            self._index.words_changed([story_id])
        else:
            self._index.reworded(story_id, words, before=current.change, now=change)
        values = {"revision": current.revision + 1, "updated": now, **changed}
        return self._update(story_id, change=change, **values)

    def set_status(self, story_id: str, status: Status, now: datetime) -> None:
        """The revision stays: a status is not part of what is read. That it is out is said by a
        publication; a story of its own stays signed off."""
        if status is Status.EXPORTED:
            raise ValueError(status)
        self._advance(story_id, now, revision=stories.c.revision, status=str(status))

    def set_awaited_photo(self, story_id: str, awaited: AwaitedPhoto | None) -> None:
        self._index.words_changed([story_id])
        self._feed.note(Noun.STORY, story_id)
        self._update(story_id, awaited_photo=STORED.form(awaited))

    def touch(self, story_id: str, now: datetime) -> int:
        """Something that belongs to the story changed, a photo's caption; the new revision."""
        return self._advance(story_id, now)

    def delete(self, story_id: str) -> None:
        """Delete a spiked story with its versions and comments; raises LibraryError for another.

        What was signed off or went out stays on record, and so does the audit trail.
        """
        row = self._connection.execute(
            select(stories.c.slug, stories.c.status).where(stories.c.id == story_id)
        ).one_or_none()
        if row is None:
            raise KeyError(story_id)
        if row.status != str(Status.SPIKED):
            raise LibraryError("library.not-spiked", slug=row.slug or story_id[:8])
        self._index.removed(story_id)
        placed = [placement.id for placement in self._placed.of_story(story_id)]
        self._feed.note_all(Noun.PLACEMENT, placed, gone=True)
        for noun, said in ((Noun.COMMENT, comments), (Noun.SUGGESTION, suggestions)):
            own = select(said.c.id).where(said.c.story_id == story_id)
            self._feed.note_all(noun, self._connection.execute(own).scalars(), gone=True)
        self._feed.delete(Noun.ROUTE, routes, story_id)
        self._feed.note(Noun.STORY, story_id, gone=True)
        set_keywords(self._connection, self._feed, story_id, ())
        self._connection.execute(delete(stories).where(stories.c.id == story_id))
        self._connection.execute(
            delete(snapshots).where(
                snapshots.c.sha256.not_in(select(versions.c.snapshot)),
                snapshots.c.sha256.not_in(select(sign_offs.c.snapshot)),
                snapshots.c.sha256.not_in(select(exports.c.snapshot)),
            )
        )

    def _keep_names(self, story_id: str, edit: StoryEdit) -> bool:
        changed = False
        given = {part: edit.given[part.key] for part in NAMES if part.key in edit.given}
        now = names_of(self._connection, story_id) if given else {}
        for part, names in given.items():
            if names != now[part.key]:
                set_names(self._connection, self._feed, story_id, part, names)
                changed = True
        words = edit.keywords
        if words is not None and words != keywords_of(self._connection, story_id):
            set_keywords(self._connection, self._feed, story_id, words)
            changed = True
        return changed

    def _advance(self, story_id: str, now: datetime, **values: Any) -> int:
        """Put the story on top of every list; returns its revision."""
        self._index.moved(story_id)
        values = {"revision": stories.c.revision + 1, "updated": now, **values}
        return self._update(story_id, change=self._feed.note(Noun.STORY, story_id), **values)

    def _update(self, story_id: str, **values: Any) -> int:
        revision = self._connection.execute(
            update(stories)
            .where(stories.c.id == story_id)
            .values(**values)
            .returning(stories.c.revision)
        ).scalar()
        if revision is None:
            raise KeyError(story_id)
        return revision


def _own(edit: StoryEdit) -> dict[str, Any]:
    """What an edit gives of a story's own row, as it stands there."""
    return {
        name: value or None if FIELDS[name].kind is FieldKind.LENGTH else value
        for name, value in edit.given.items()
        if name in OWN_FIELDS
    }
