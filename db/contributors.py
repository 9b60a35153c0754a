"""People and organisations the newsroom names, each a record of its own, and how they and keywords
stand in a story; two who share a name have a note each.
"""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, delete, exists, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from db.columns import new_id
from db.errors import LibraryError
from db.feed import Feed, asking
from db.look import KEYWORDS, NAMED, contributor_of, names_in
from db.nouns import Noun
from db.schema import contributors, keywords, stories, story_contributors, story_keywords
from db.search import IndexedRecords
from editor.story.fields import StoryField
from editor.story.people import Contributor, Kind, Role, labelled, name_of_label


def names_of(connection: Connection, story_id: str) -> dict[str, tuple[str, ...]]:
    return names_in(NAMED.ask(asking(connection), story=story_id))


def set_names(
    connection: Connection, feed: Feed, story_id: str, part: StoryField, names: tuple[str, ...]
) -> None:
    """Names or labels; one nobody has heard of becomes a person's record on the spot."""
    ids = _contributor_ids(connection, feed, story_id, names, part.role or Role.CONTRIBUTOR)
    connection.execute(
        delete(story_contributors).where(
            story_contributors.c.story_id == story_id, story_contributors.c.part == part.key
        )
    )
    # A name and a label may stand for one record.
    each_once = dict.fromkeys(ids[name] for name in names)
    lines = [
        {"story_id": story_id, "part": part.key, "position": position, "contributor_id": record}
        for position, record in enumerate(each_once)
    ]
    if lines:
        connection.execute(insert(story_contributors), lines)


def keywords_of(connection: Connection, story_id: str) -> tuple[str, ...]:
    return tuple(word for (word,) in KEYWORDS.ask(asking(connection), story=story_id))


def set_keywords(connection: Connection, feed: Feed, story_id: str, words: tuple[str, ...]) -> None:
    gone = connection.execute(
        delete(story_keywords)
        .where(story_keywords.c.story_id == story_id)
        .returning(story_keywords.c.keyword_id)
    )
    used = set(gone.scalars())
    if words:
        new = insert_or_skip(keywords).on_conflict_do_nothing()
        connection.execute(new, [{"id": new_id(), "word": word} for word in dict.fromkeys(words)])
    query = select(keywords.c.word, keywords.c.id).where(keywords.c.word.in_(words))
    ids = {row.word: row.id for row in connection.execute(query)}
    # Whether a keyword is in use is what others see of it.
    feed.note_all(Noun.KEYWORD, sorted(used ^ set(ids.values())))
    if not words:
        return
    lines = [
        {"story_id": story_id, "position": position, "keyword_id": ids[word]}
        for position, word in enumerate(words)
    ]
    connection.execute(insert(story_keywords), lines)


def _contributor_ids(
    connection: Connection, feed: Feed, story_id: str, names: tuple[str, ...], role: Role
) -> dict[str, str]:
    """Name or label -> id of its record; those without one get one. A label whose note somebody
    changed meanwhile stands for the person of the story who is called so."""
    if not names:
        return {}
    ids = {label: record.id for label, record in by_label(connection, names).items()}
    if stale := [each for each in names if each not in ids and name_of_label(each) != each]:
        query = select(contributors).join(story_contributors).distinct()
        rows = connection.execute(query.where(story_contributors.c.story_id == story_id))
        here = [each for row in rows if (each := contributor_of(*row)).id not in ids.values()]
        people = labelled(here, map(name_of_label, stale))
        ids |= {each: people[name].id for each in stale if (name := name_of_label(each)) in people}
    new = {name: new_id() for name in names if name not in ids}
    if new:
        records = [
            {"id": made, "name": name, "kind": str(Kind.PERSON), "role": str(role)}
            for name, made in new.items()
        ]
        blank = insert(contributors).values(chinese="", note="")
        connection.execute(blank, records)
        feed.note_all(Noun.CONTRIBUTOR, new.values())
    return ids | new


def by_label(connection: Connection, labels: Iterable[str]) -> dict[str, Contributor]:
    """The records that `labels` stand for; see `Contributors.by_label`."""
    wanted = set(labels)
    names = wanted | set(map(name_of_label, wanted))
    query = select(contributors).where(contributors.c.name.in_(names))
    return labelled((contributor_of(*row) for row in connection.execute(query)), wanted)


class Contributors(IndexedRecords):
    def by_label(self, labels: Iterable[str]) -> dict[str, Contributor]:
        """The records that `labels` stand for: those with exactly this label, and of a name
        without a note the only one who is called so."""
        return by_label(self._connection, labels)

    def keep(self, contributor: Contributor) -> Contributor:
        """Store a record and return it with its id: the one with this id, or without an id the
        one with this name and note, or a new one. A new name appears in every story that names
        the person.

        Raises LibraryError when another record has the name and the same note.
        """
        called = self.by_label([contributor.label]).get(contributor.label)
        namesake = called if called and called.label == contributor.label else None
        if not contributor.id:
            contributor = replace(contributor, id=namesake.id if namesake else new_id())
        if namesake and namesake.id != contributor.id:
            raise LibraryError("library.name-taken", name=contributor.label)
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

    def remove(self, contributor_id: str) -> bool:
        """Delete a record that no story names; False, and it stays, when one does."""
        named = exists().where(story_contributors.c.contributor_id == contributor_id)
        return self._feed.delete(Noun.CONTRIBUTOR, contributors, contributor_id, ~named)

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
