"""The names and keywords that stand in a story, each a record of its own, in order."""

from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from db.schema import contributors, keywords, story_contributors, story_keywords
from editor.story.fields import NAMES, StoryField
from editor.story.people import Kind, Role


def names_of(connection: Connection, story_id: str) -> dict[str, tuple[str, ...]]:
    """The part of a story (one of NAMES) -> its names in order; every part is always there."""
    query = (
        select(story_contributors.c.part, contributors.c.name)
        .join(contributors)
        .where(story_contributors.c.story_id == story_id)
        .order_by(story_contributors.c.part, story_contributors.c.position)
    )
    found: dict[str, list[str]] = {part.key: [] for part in NAMES}
    for part, name in connection.execute(query):
        found[part].append(name)
    return {part: tuple(names) for part, names in found.items()}


def set_names(
    connection: Connection, story_id: str, part: StoryField, names: tuple[str, ...]
) -> None:
    """A name nobody has heard of becomes a person's record on the spot."""
    connection.execute(
        delete(story_contributors).where(
            story_contributors.c.story_id == story_id, story_contributors.c.part == part.key
        )
    )
    if not names:
        return
    ids = _contributor_ids(connection, names, part.role or Role.CONTRIBUTOR)
    lines = [
        {"story_id": story_id, "part": part.key, "position": position, "contributor_id": ids[name]}
        for position, name in enumerate(names)
    ]
    connection.execute(insert(story_contributors), lines)


def keywords_of(connection: Connection, story_id: str) -> tuple[str, ...]:
    query = (
        select(keywords.c.word)
        .join(story_keywords)
        .where(story_keywords.c.story_id == story_id)
        .order_by(story_keywords.c.position)
    )
    return tuple(connection.execute(query).scalars())


def set_keywords(connection: Connection, story_id: str, words: tuple[str, ...]) -> None:
    connection.execute(delete(story_keywords).where(story_keywords.c.story_id == story_id))
    if not words:
        return
    new = insert_or_skip(keywords).on_conflict_do_nothing()
    connection.execute(new, [{"word": word} for word in dict.fromkeys(words)])
    query = select(keywords.c.word, keywords.c.id).where(keywords.c.word.in_(words))
    ids = {row.word: row.id for row in connection.execute(query)}
    lines = [
        {"story_id": story_id, "position": position, "keyword_id": ids[word]}
        for position, word in enumerate(words)
    ]
    connection.execute(insert(story_keywords), lines)


def used_keywords(connection: Connection) -> tuple[str, ...]:
    """Every keyword that stands in a story, in alphabetical order."""
    in_use = select(story_keywords.c.keyword_id)
    query = select(keywords.c.word).where(keywords.c.id.in_(in_use)).order_by(keywords.c.word)
    return tuple(connection.execute(query).scalars())


def _contributor_ids(connection: Connection, names: tuple[str, ...], role: Role) -> dict[str, str]:
    """Name -> id of its record; names without one get one."""
    query = select(contributors.c.name, contributors.c.id).where(contributors.c.name.in_(names))
    ids = {row.name: row.id for row in connection.execute(query)}
    new = {name: uuid4().hex for name in names if name not in ids}
    if new:
        records = [
            {"id": made, "name": name, "kind": str(Kind.PERSON), "role": str(role)}
            for name, made in new.items()
        ]
        connection.execute(insert(contributors), records)
    return ids | new
