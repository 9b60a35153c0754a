"""People and organisations the newsroom names; two who share a name have a note each."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, delete, exists, select, update

from db.errors import NameTaken
from db.feed import Feed, Noun
from db.names import by_label, contributor_of
from db.schema import contributors, stories, story_contributors
from db.search import SearchIndex
from editor.story.ids import new_id
from editor.story.people import Contributor


class Contributors:
    def __init__(self, connection: Connection, index: SearchIndex, feed: Feed) -> None:
        self._connection = connection
        self._index = index
        self._feed = feed

    def all(self) -> tuple[Contributor, ...]:
        """In alphabetical order."""
        query = select(contributors).order_by(contributors.c.name, contributors.c.note)
        rows = self._connection.execute(query)
        return tuple(contributor_of(*row) for row in rows)

    def by_label(self, labels: Iterable[str]) -> dict[str, Contributor]:
        """The records that `labels` stand for: those with exactly this label, and of a name
        without a note the only one who is called so."""
        return by_label(self._connection, labels)

    def keep(self, contributor: Contributor) -> Contributor:
        """Store a record and return it with its id: the one with this id, or without an id the
        one with this name and note, or a new one. A new name appears in every story that names
        the person.

        Raises NameTaken when another record has the name and the same note.
        """
        called = self.by_label([contributor.label]).get(contributor.label)
        namesake = called if called and called.label == contributor.label else None
        if not contributor.id:
            contributor = replace(contributor, id=namesake.id if namesake else new_id())
        if namesake and namesake.id != contributor.id:
            raise NameTaken(contributor.label)
        before = self._with_id(contributor.id)
        row = {
            "id": contributor.id,
            "name": contributor.name,
            "kind": str(contributor.kind),
            "role": str(contributor.role),
            "chinese": contributor.chinese,
            "note": contributor.note,
        }
        self._feed.put(Noun.CONTRIBUTOR, contributors, [row])
        if before is not None and before.label != contributor.label:
            self._renamed_in(self._stories_naming(contributor.id))
        return contributor

    def merge(self, gone: str, into: str) -> tuple[str, ...]:
        """Two records of one person: every story that names the record `gone` now names `into`.
        Returns the ids of these stories. Raises KeyError when one of the two is not there."""
        for record in (gone, into):
            if self._with_id(record) is None:
                raise KeyError(record)
        story_ids = self._stories_naming(gone)
        lines = story_contributors.alias()
        both = exists().where(
            lines.c.story_id == story_contributors.c.story_id,
            lines.c.part == story_contributors.c.part,
            lines.c.contributor_id == into,
        )
        of_gone = story_contributors.c.contributor_id == gone
        self._connection.execute(delete(story_contributors).where(of_gone, both))
        self._connection.execute(
            update(story_contributors).where(of_gone).values(contributor_id=into)
        )
        self._connection.execute(delete(contributors).where(contributors.c.id == gone))
        self._feed.note(Noun.CONTRIBUTOR, gone, gone=True)
        self._renamed_in(story_ids)
        return story_ids

    def remove(self, contributor_id: str) -> bool:
        """Delete a record that no story names; False, and it stays, when one does."""
        named = exists().where(story_contributors.c.contributor_id == contributor_id)
        done = self._connection.execute(
            delete(contributors).where(contributors.c.id == contributor_id, ~named)
        )
        if done.rowcount:
            self._feed.note(Noun.CONTRIBUTOR, contributor_id, gone=True)
        return bool(done.rowcount)

    def named(self) -> frozenset[str]:
        """The ids of those that stories name."""
        query = select(story_contributors.c.contributor_id).distinct()
        return frozenset(self._connection.execute(query).scalars())

    def _with_id(self, contributor_id: str) -> Contributor | None:
        query = select(contributors).where(contributors.c.id == contributor_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else contributor_of(*row)

    def _stories_naming(self, contributor_id: str) -> tuple[str, ...]:
        query = (
            select(story_contributors.c.story_id)
            .where(story_contributors.c.contributor_id == contributor_id)
            .distinct()
            .order_by(story_contributors.c.story_id)
        )
        return tuple(self._connection.execute(query).scalars())

    def _renamed_in(self, story_ids: tuple[str, ...]) -> None:
        # The story's own text changed, so its revision grows; nobody worked on it, so it keeps
        # its place in the lists.
        self._index.words_changed(story_ids)
        self._feed.note_all(Noun.STORY, story_ids)
        for story_id in story_ids:
            self._connection.execute(
                update(stories)
                .where(stories.c.id == story_id)
                .values(revision=stories.c.revision + 1)
            )
