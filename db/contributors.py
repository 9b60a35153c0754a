"""People and organisations the newsroom names, one record a name."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

from sqlalchemy import Connection, delete, exists, insert, select, update

from db.errors import NameTaken
from db.schema import contributors, stories, story_contributors
from db.search import SearchIndex
from editor.story.people import Contributor, Kind, Role


class Contributors:
    def __init__(self, connection: Connection, index: SearchIndex) -> None:
        self._connection = connection
        self._index = index

    def all(self) -> tuple[Contributor, ...]:
        """In alphabetical order."""
        query = select(contributors).order_by(contributors.c.name)
        rows = self._connection.execute(query)
        return tuple(_contributor(*row) for row in rows)

    def by_name(self, names: Iterable[str]) -> dict[str, Contributor]:
        """The records of those among `names` that have one."""
        query = select(contributors).where(contributors.c.name.in_(set(names)))
        found = (_contributor(*row) for row in self._connection.execute(query))
        return {each.name: each for each in found}

    def keep(self, contributor: Contributor) -> Contributor:
        """Store a record and return it with its id: the one with this id, or without an id the
        one with this name, or a new one. A new name appears in every story that names the person.

        Raises NameTaken when another record has the name.
        """
        namesake = self.by_name([contributor.name]).get(contributor.name)
        if not contributor.id:
            contributor = replace(contributor, id=namesake.id if namesake else uuid4().hex)
        if namesake and namesake.id != contributor.id:
            raise NameTaken(contributor.name)
        before = self._with_id(contributor.id)
        values = {
            "name": contributor.name,
            "kind": str(contributor.kind),
            "role": str(contributor.role),
        }
        if before is None:
            self._connection.execute(insert(contributors).values(id=contributor.id, **values))
        elif before != contributor:
            self._connection.execute(
                update(contributors).where(contributors.c.id == contributor.id).values(**values)
            )
        if before is not None and before.name != contributor.name:
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
        self._renamed_in(story_ids)
        return story_ids

    def remove(self, contributor_id: str) -> bool:
        """Delete a record that no story names; False, and it stays, when one does."""
        named = exists().where(story_contributors.c.contributor_id == contributor_id)
        done = self._connection.execute(
            delete(contributors).where(contributors.c.id == contributor_id, ~named)
        )
        return bool(done.rowcount)

    def _with_id(self, contributor_id: str) -> Contributor | None:
        query = select(contributors).where(contributors.c.id == contributor_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _contributor(*row)

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
        for story_id in story_ids:
            self._connection.execute(
                update(stories)
                .where(stories.c.id == story_id)
                .values(revision=stories.c.revision + 1)
            )


def _contributor(contributor_id: str, name: str, kind: str, role: str) -> Contributor:
    return Contributor(name, Kind(kind), Role(role), contributor_id)
