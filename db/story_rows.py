"""Lists of stories, as quick as a library of ten thousand needs them; bodies are never read."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Text,
    and_,
    case,
    exists,
    literal_column,
    or_,
    select,
    text,
    type_coerce,
)
from sqlalchemy.dialects import sqlite

from db.publications import stands_out
from db.schema import exports, placements, stories
from db.search import match_expression
from editor.story.story import Status, StoryRow

_LEAST_PREFIX = 6
_HEX = frozenset("0123456789abcdef")

# What was approved and stands on an outlet is exported, for whoever looks at the story.
SHOWN_STATUS = case(
    (and_(stories.c.status == "signed_off", stands_out()), "exported"), else_=stories.c.status
).label("shown")
_SHOWN_SQL = SHOWN_STATUS.element.compile(
    dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
)

# Written out, not bound: only so does SQLite use the index of lead photos.
_LEAD = and_(placements.c.story_id == stories.c.id, placements.c.lead == literal_column("1"))
_ROWS = select(
    stories.c.id,
    stories.c.slug,
    stories.c.headline,
    stories.c.section,
    SHOWN_STATUS,
    # Read as its text: a column type would be asked ten thousand times through two calls.
    type_coerce(stories.c.updated, Text),
    placements.c.photo_id,
).select_from(stories.outerjoin(placements, _LEAD))

# CROSS JOIN keeps the index outermost: read backwards it stops at the limit.
SEARCH = text(
    f"""
    SELECT stories.id, stories.slug, stories.headline, stories.section, {_SHOWN_SQL},
        stories.updated, p.photo_id
    FROM story_search CROSS JOIN stories ON stories.change = story_search.rowid
    LEFT JOIN placements AS p ON p.story_id = stories.id AND p.lead = 1
    WHERE story_search MATCH :words AND (:spiked OR stories.status <> 'spiked')
    ORDER BY story_search.rowid DESC LIMIT :limit
    """  # noqa: S608 - of our own words only
)


_OTHER = stories.alias("other")
# A spiked story gives its slug free, unless it went out: then readers know the address.
_HELD = or_(
    _OTHER.c.status != str(Status.SPIKED),
    exists().where(exports.c.story_id == _OTHER.c.id, exports.c.kind == "bundle"),
)
# In a query of one story: whether another has its slug.
SLUG_TAKEN = exists().where(
    _OTHER.c.id != stories.c.id, _OTHER.c.slug == stories.c.slug, _OTHER.c.slug != "", _HELD
)


def list_rows(
    connection: Connection,
    *,
    status: Status | None,
    section: str | None,
    limit: int | None,
    spiked: bool,
) -> tuple[StoryRow, ...]:
    """Newest change first."""
    query = _ROWS.order_by(stories.c.change.desc()).limit(limit)
    if status is not None:
        query = query.where(SHOWN_STATUS.element == str(status))
    elif not spiked:
        query = query.where(stories.c.status != str(Status.SPIKED))
    if section is not None:
        query = query.where(stories.c.section == section)
    return tuple(_read(connection.execute(query)))


def search_rows(
    connection: Connection, words: str, *, limit: int, spiked: bool
) -> tuple[StoryRow, ...]:
    expression = match_expression(words)
    if not expression:
        return ()
    asked = {"words": expression, "limit": limit, "spiked": spiked}
    return tuple(_read(connection.execute(SEARCH, asked)))


def find_rows(connection: Connection, key: str) -> tuple[StoryRow, ...]:
    """The story with exactly this id; else those with this slug; else those whose id begins so.

    A spiked story answers to its slug only while no other story has it.
    """
    key = key.strip().lower()
    newest_first = _ROWS.order_by(stories.c.change.desc())
    by_id = tuple(_read(connection.execute(newest_first.where(stories.c.id == key))))
    if by_id:
        return by_id
    by_slug = tuple(_read(connection.execute(newest_first.where(stories.c.slug == key))))
    if by_slug and key:
        return tuple(row for row in by_slug if row.status is not Status.SPIKED) or by_slug
    if len(key) < _LEAST_PREFIX or not _HEX.issuperset(key):
        return ()
    # "g" follows the last hexadecimal digit.
    begins = and_(stories.c.id >= key, stories.c.id < f"{key}g")
    return tuple(_read(connection.execute(newest_first.where(begins))))


def taken_slugs(connection: Connection, *, except_id: str, only: str = "") -> frozenset[str]:
    """Slugs no other story may take, or of them `only` one, which an index answers at once."""
    query = select(_OTHER.c.slug).where(_OTHER.c.id != except_id, _OTHER.c.slug != "", _HELD)
    if only:
        query = query.where(_OTHER.c.slug == only)
    return frozenset(connection.execute(query).scalars())


def _read(rows: Any) -> Iterator[StoryRow]:
    statuses = {str(status): status for status in Status}
    parse = datetime.fromisoformat
    for story_id, slug, headline, section, status, updated, photo in rows:
        yield StoryRow(
            story_id, slug, headline, section, statuses[status], parse(updated), photo or ""
        )
