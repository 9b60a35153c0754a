"""Lists of stories, as quick as a library of a hundred thousand needs them; bodies are never read.

A long list is first the numbers of its stories, in its order, out of an index and in one cell;
the rows of those in sight are read by them. So whoever scrolls meets every story once, whatever
changes meanwhile. The numbers are SQLite's own of the rows of `stories`: good while the library
is open.
"""

import json
import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Executable,
    Integer,
    Text,
    and_,
    bindparam,
    literal_column,
    select,
    text,
    type_coerce,
)

from db.look import HELD, SHOWN_STATUS
from db.schema import photos, placements, stories
from db.search import IndexedRecords, match_expression, spread
from editor.story.edits import UNEDITED, Crop, Edits
from editor.story.forms import STORED
from editor.story.rendition import looks_of
from editor.story.story import Listing, ListOrder, Status, StoryRow

_LEAST_PREFIX = 6
_HEX = frozenset("0123456789abcdef")

shown_status = literal_column(SHOWN_STATUS, Text)

# Written out, not bound: only so does SQLite use the index of lead photos.
_LEAD = and_(placements.c.story_id == stories.c.id, placements.c.lead == literal_column("1"))
_ROWS = select(
    stories.c.id,
    stories.c.slug,
    stories.c.headline,
    stories.c.section,
    shown_status.label("shown"),
    # Read as its text: a column type would be asked ten thousand times through two calls.
    type_coerce(stories.c.updated, Text),
    placements.c.photo_id,
    *(type_coerce(each, Text) for each in (placements.c.crop, placements.c.edits, photos.c.edits)),
).select_from(
    stories.outerjoin(placements, _LEAD).outerjoin(photos, photos.c.id == placements.c.photo_id)
)

# CROSS JOIN keeps the index outermost: read backwards it stops at the limit.
SEARCH = text(
    f"""
    SELECT stories.id, stories.slug, stories.headline, stories.section, {SHOWN_STATUS},
        stories.updated, p.photo_id, p.crop, p.edits, photos.edits
    FROM story_search CROSS JOIN stories ON stories.change = story_search.rowid
    LEFT JOIN placements AS p ON p.story_id = stories.id AND p.lead = 1
    LEFT JOIN photos ON photos.id = p.photo_id
    WHERE story_search MATCH :words AND (:spiked OR stories.status <> 'spiked')
    ORDER BY story_search.rowid DESC LIMIT :limit
    """  # noqa: S608 - of our own words only
)


_MOST_FOUND = 200
_NUMBERS = """
    SELECT json_group_array(k) FROM (
        SELECT rowid AS k FROM stories INDEXED BY ix_stories_by_{by} WHERE {fits}
        ORDER BY {order} change DESC
    )
"""
# Of the newest hits only, so that they are few enough to be sorted.
_FOUND = f"""
    SELECT json_group_array(k) FROM (
        SELECT rowid AS k FROM stories WHERE rowid IN (
            SELECT stories.rowid FROM story_search
            CROSS JOIN stories ON stories.change = story_search.rowid
            WHERE story_search MATCH :words AND {{fits}}
            ORDER BY story_search.rowid DESC LIMIT {_MOST_FOUND}
        ) ORDER BY {{order}} change DESC
    )
"""  # noqa: S608 - of our own words only
# Without a headline or a section yet, a story stands last.
_SORTED = {
    ListOrder.CHANGED: "",
    ListOrder.HEADLINE: "headline = '', headline COLLATE NOCASE,",
    ListOrder.SECTION: "section = '', section,",
    ListOrder.STATUS: f"instr('{' '.join(Status)}', {SHOWN_STATUS}),",
}
_NUMBER = literal_column("stories.rowid", Integer)
_BY_NUMBER = _ROWS.add_columns(_NUMBER).where(_NUMBER.in_(bindparam("numbers", expanding=True)))

# Of each kind the newest; letters that are only in their order are told apart by who reads them.
_MOST_CALLED, _MOST_SPELT = 200, 2_000
_BY_WORDS = f"""
    SELECT stories.rowid FROM story_search
    CROSS JOIN stories ON stories.change = story_search.rowid
    WHERE story_search MATCH :words AND status <> 'spiked'
    AND (:sections = '' OR section IN (SELECT value FROM json_each(:sections)))
    ORDER BY story_search.rowid DESC LIMIT {_MOST_CALLED}
"""  # noqa: S608 - of our own words only
_OF_SECTIONS = f"""
    SELECT rowid FROM stories
    WHERE status <> 'spiked' AND section IN (SELECT value FROM json_each(:sections))
    ORDER BY change DESC LIMIT {_MOST_CALLED}
"""  # noqa: S608 - of our own words only
_NAME = "headline || ' ' || slug"
_BY_LETTERS = """
    SELECT rowid FROM stories WHERE status <> 'spiked' AND {fits}
    ORDER BY {better} DESC, change DESC LIMIT {most}
"""
_MOST_PAIRS = 12


class StoryLists(IndexedRecords):
    """What `Stories` answers without reading a whole story."""

    def find(self, key: str) -> tuple[StoryRow, ...]:
        """The story with exactly this id; else those with this slug; else those whose id begins so
        (6 digits or more).

        A spiked story answers to its slug only while no other story has it.
        """
        key = key.strip().lower()
        newest_first = _ROWS.order_by(stories.c.change.desc())
        by_id = self._read(newest_first.where(stories.c.id == key))
        if by_id:
            return by_id
        by_slug = self._read(newest_first.where(stories.c.slug == key))
        if by_slug and key:
            return tuple(row for row in by_slug if row.status is not Status.SPIKED) or by_slug
        if len(key) < _LEAST_PREFIX or not _HEX.issuperset(key):
            return ()
        # "g" follows the last hexadecimal digit.
        begins = and_(stories.c.id >= key, stories.c.id < f"{key}g")
        return self._read(newest_first.where(begins))

    def rows(
        self,
        status: Status | None = None,
        section: str | None = None,
        limit: int | None = None,
        spiked: bool = False,
    ) -> tuple[StoryRow, ...]:
        """Newest change first; without spiked stories unless `spiked` or that status is asked."""
        query = _ROWS.order_by(stories.c.change.desc()).limit(limit)
        if status is not None:
            query = query.where(shown_status == str(status))
        elif not spiked:
            query = query.where(stories.c.status != str(Status.SPIKED))
        if section is not None:
            query = query.where(stories.c.section == section)
        return self._read(query)

    def listed(self, listing: Listing) -> "array[int]":
        """The numbers of a list's stories, in its order; of a search, those of its newest hits."""
        self._index.settle()
        words = match_expression(listing.words)
        numbers = array("q")
        if listing.words and not words:
            return numbers
        asked = {"words": words, "section": listing.section}
        for sql in numbers_sql(listing):
            numbers.extend(json.loads(self._connection.exec_driver_sql(sql, asked).scalar_one()))
        return numbers

    def numbers(self, listing: Listing, story_ids: Collection[str]) -> dict[int, bool]:
        """Of these stories, as far as they are there: the number, and whether status and section
        are those of the list."""
        sql = f"SELECT rowid, {_fits(listing)} FROM stories WHERE id IN (SELECT value FROM json_each(:ids))"  # noqa: S608, E501
        asked = {"section": listing.section, "ids": json.dumps(list(story_ids))}
        return {number: bool(fits) for number, fits in self._connection.exec_driver_sql(sql, asked)}

    def numbered(self, numbers: Iterable[int]) -> dict[int, StoryRow]:
        """By number; those that are gone are left out."""
        rows = self._connection.execute(_BY_NUMBER, {"numbers": list(numbers)}).all()
        return dict(zip((row[-1] for row in rows), _read(row[:-1] for row in rows), strict=True))

    def beginning(self, letters: str) -> frozenset[int]:
        """The numbers of those whose headline begins so."""
        headline = stories.c.headline.startswith(letters, autoescape=True)
        return frozenset(self._connection.execute(select(_NUMBER).where(headline)).scalars())

    def called(
        self, pieces: Sequence[str], sections: Mapping[str, str], ids: Collection[str]
    ) -> Iterator[tuple[StoryRow, ...]]:
        """Stories that may be meant by pieces of their headline, slug or section (small letters,
        names of `sections` by key), those of `ids` always: nets ever wider and slower, newest
        change first.

        Words that begin so are in the search index; letters inside of words, in their order or
        with a slip, are looked for in every name.
        """
        self._index.settle()
        recent = {number for number, fits in self.numbers(Listing(), ids).items() if fits}

        def caught(numbers: set[int]) -> tuple[StoryRow, ...]:
            query = _ROWS.where(_NUMBER.in_(numbers)).order_by(stories.c.change.desc())
            return self._read(query)

        if not pieces:
            newest = select(_NUMBER).where(stories.c.status != str(Status.SPIKED))
            newest = newest.order_by(stories.c.change.desc()).limit(_MOST_CALLED + 1)
            yield caught(recent.union(self._connection.execute(newest).scalars()))
            return
        found: set[int] = set()
        for words, keys in _words_called(pieces, sections):
            asked = {"words": words, "sections": json.dumps(keys) if keys else ""}
            sql = _BY_WORDS if words else _OF_SECTIONS
            found.update(self._connection.exec_driver_sql(sql, asked).scalars())
        yield caught(recent | found)
        found.update(self._connection.exec_driver_sql(*_letters_called(pieces)).scalars())
        yield caught(recent | found)
        letters = "".join(pieces)
        pairs = [letters[at : at + 2] for at in range(len(letters) - 1)]
        if pairs and not found:
            pairs = pairs[:: 1 + len(pairs) // _MOST_PAIRS]
            better = " + ".join(f"({_NAME} LIKE ? ESCAPE '\\')" for _ in pairs)
            sql = _BY_LETTERS.format(fits="1", better=better, most=_MOST_CALLED)
            values = tuple(_pattern([pair]) for pair in pairs)
            found.update(self._connection.exec_driver_sql(sql, values).scalars())
            yield caught(recent | found)

    def search(self, words: str, limit: int = 200, *, spiked: bool = False) -> tuple[StoryRow, ...]:
        """Stories with all these words, the last one as far as typed; newest change first."""
        self._index.settle()
        expression = match_expression(words)
        if not expression:
            return ()
        asked = {"words": expression, "limit": limit, "spiked": spiked}
        return self._read(SEARCH, asked)

    def slugs(self, except_id: str = "", *, only: str = "") -> frozenset[str]:
        """Slugs that are taken by stories other than `except_id`, or of them `only` one, which an
        index answers at once."""
        narrowed = " AND slug = :only" if only else ""
        asked = f"SELECT slug FROM stories AS other WHERE id <> :but AND slug <> '' AND {HELD}{narrowed}"  # noqa: S608, E501
        given = {"but": except_id, "only": only}
        return frozenset(self._connection.exec_driver_sql(asked, given).scalars())

    def _read(
        self, query: Executable, asked: Mapping[str, Any] | None = None
    ) -> tuple[StoryRow, ...]:
        return tuple(_read(self._connection.execute(query, asked)))


def numbers_sql(listing: Listing) -> tuple[str, ...]:
    """Statements that ask for the numbers of the stories in a list, each as JSON; one after the
    other they are in its order, each out of one index as it stands."""
    by, order, fits = listing.order, "", _fits(listing)
    if listing.words:
        return (_FOUND.format(fits=fits, order=_SORTED[by]),)
    parts = ("1",)
    if by is ListOrder.HEADLINE:
        order = "headline COLLATE NOCASE,"
        parts = ("headline COLLATE NOCASE > ''", "headline COLLATE NOCASE = ''")
    elif listing.status is not None and by is not ListOrder.SECTION:
        by = ListOrder.STATUS
    elif listing.section and by is not ListOrder.STATUS:
        by = ListOrder.SECTION
    elif by is ListOrder.SECTION:
        order, parts = "section,", ("section > ''", "section = ''")
    elif by is ListOrder.STATUS:
        parts = tuple(_shows(status) for status in Status if status is not Status.SPIKED)
    return tuple(_NUMBERS.format(by=by, fits=f"{part} AND {fits}", order=order) for part in parts)


def _words_called(
    pieces: Sequence[str], sections: Mapping[str, str]
) -> Iterator[tuple[str, list[str]]]:
    """Queries for words of a name that begin with the pieces, and the sections they are for: as
    the headline begins, whole words, any; and what a section's name leaves to the story's own."""
    words = [spread(piece).strip() for piece in pieces if any(map(str.isalnum, piece))]
    if words:
        yield f'headline : ^ "{" ".join(words)}" *', []
        for end in ('"', '" *'):
            every = " AND ".join(f'"{word}{end}' for word in words)
            yield f"{{headline slug}} : ({every})", []
    own = [piece for piece in pieces if not any(piece in name for name in sections.values())]
    of_section = [piece for piece in pieces if piece not in own]
    keys = [key for key, name in sections.items() if all(piece in name for piece in of_section)]
    if of_section and keys:
        rest = " AND ".join(f'"{spread(piece).strip()}" *' for piece in own)
        yield rest and f"{{headline slug}} : ({rest})", keys


def _letters_called(pieces: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Asks for names with all the pieces, or all their letters in this order; the best have the
    pieces, then words that begin with the letters."""
    like = f"{_NAME} LIKE ? ESCAPE '\\'"
    inside = " AND ".join([f"({like})"] * len(pieces))
    values = tuple(_pattern([piece]) for piece in pieces)
    letters = "".join(pieces)
    sql = _BY_LETTERS.format(
        fits=f"(({like}) OR {inside})",
        better=f"({inside}) DESC, (' ' || headline) LIKE ? ESCAPE '\\'",
        most=_MOST_SPELT,
    )
    initials = _pattern([f" {letter}" for letter in letters])
    return sql, (_pattern(letters), *values, *values, initials)


def _pattern(parts: Iterable[str]) -> str:
    escaped = (re.sub(r"([%_\\])", r"\\\1", part) for part in parts)
    return f"%{'%'.join(escaped)}%"


def _fits(listing: Listing) -> str:
    fits = "status <> 'spiked'" if listing.status is None else _shows(listing.status)
    return f"{fits} AND section = :section" if listing.section else fits


def _shows(status: Status) -> str:
    stored = Status.SIGNED_OFF if status is Status.EXPORTED else status
    if stored is not Status.SIGNED_OFF:
        return f"status = '{stored}'"
    return f"status = '{stored}' AND stands_out = {int(status is Status.EXPORTED)}"


def _read(rows: Any) -> Iterator[StoryRow]:
    statuses = {str(status): status for status in Status}
    parse = datetime.fromisoformat
    for story_id, slug, headline, section, status, updated, photo, *edits in rows:
        lead = _looks(photo, *edits) if any(edits) else photo or ""
        yield StoryRow(story_id, slug, headline, section, statuses[status], parse(updated), lead)


def _looks(photo_id: str, crop: str | None, own: str | None, everywhere: str | None) -> str:
    """As `placement_of` reads them: the free crop stands apart."""
    try:
        free, placed = (json.loads(each or "null") for each in (crop, own))
        if free is None and placed is None:
            placed = json.loads(everywhere or "null")
        edits = STORED.read_if(Edits, placed) or UNEDITED
        return looks_of(
            photo_id, edits if free is None else replace(edits, crop=STORED.read(Crop, free))
        )
    except (KeyError, TypeError, ValueError):
        return photo_id  # a damaged row is told by the story itself
