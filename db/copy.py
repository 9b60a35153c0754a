"""The words of many stories at once, for whoever looks through all of them.

Bodies come as their stored JSON: ten thousand of them are read in a second, ten thousand documents
are not.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from db.schema import documents, photos, placements, stories
from db.search import SearchIndex, spread
from db.story_rows import shown_status
from editor.late import frozen, regex
from editor.story.forms import STORED
from editor.story.matching import Query, in_index
from editor.story.photo import PhotoFacts
from editor.story.story import Status

_ASCII_WORD = regex(r"[A-Za-z0-9]+")
_CJK_LETTER = regex("[\u3400-\u4dbf\u4e00-\u9fff]")
_FIELDS = ("headline", "deck", "body", "captions")
_BATCH = 200
_COPIED = select(
    *(stories.c[name] for name in ("id", "slug", "headline", "deck", "section", "revision")),
    shown_status.label("status"),
    documents.c.body,
).join(documents, documents.c.story_id == stories.c.id)
_ALL = "SELECT s.id FROM stories AS s WHERE s.status <> 'spiked' ORDER BY s.change DESC"
_NARROWED = """
    SELECT s.id FROM story_search CROSS JOIN stories AS s ON s.change = story_search.rowid
    WHERE s.status <> 'spiked' AND {0} ORDER BY s.change DESC
"""


@frozen
class StoryCopy:
    """What is read in one story; `captions` are those shown, by placement."""

    id: str
    slug: str
    headline: str
    deck: str
    section: str
    status: Status
    revision: int
    body: dict[str, Any]
    captions: Sequence[tuple[str, str]]


class Copy:
    """Reads only."""

    def __init__(self, connection: Connection, index: SearchIndex) -> None:
        self._connection = connection
        self._index = index

    def candidates(self, query: Query) -> tuple[str, ...]:
        """Ids of the stories that may hold a hit, newest change first, without spiked ones.

        Narrowed by the search index as far as the query allows: whole words through its words,
        other plain ones by what stands in its text, expressions not at all.
        """
        self._index.settle()
        where, values = _narrowing(query)
        sql = _NARROWED.format(where) if where else _ALL
        return tuple(self._connection.execute(text(sql), values).scalars())

    def of(self, story_ids: Sequence[str]) -> Iterator[StoryCopy]:
        """In the order asked for; stories that are gone are left out."""
        for start in range(0, len(story_ids), _BATCH):
            batch = story_ids[start : start + _BATCH]
            captions = self._captions(batch)
            query = _COPIED.where(stories.c.id.in_(batch))
            rows = {row["id"]: row for row in self._connection.execute(query).mappings()}
            for own in (rows[each] for each in batch if each in rows):
                said = {"status": Status(own["status"]), "captions": captions.get(own["id"], ())}
                yield StoryCopy(**{**own, **said})

    def _captions(self, batch: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        query = (
            select(placements.c.story_id, placements.c.id, placements.c.caption, photos.c.facts)
            .join(photos)
            .where(placements.c.story_id.in_(batch))
            .order_by(placements.c.story_id, placements.c.position)
        )
        found: dict[str, list[tuple[str, str]]] = {}
        for story_id, placement, caption, facts in self._connection.execute(query):
            shown = STORED.read(PhotoFacts, facts).caption if caption is None else caption
            found.setdefault(story_id, []).append((placement, shown))
        return found


def _narrowing(query: Query) -> tuple[str, dict[str, str]]:
    """A condition every story with a hit meets, with its values; "" when there is none."""
    if query.expression:
        return "", {}
    if query.whole_words and any(map(str.isalnum, query.words)):
        phrase = spread(query.words).replace('"', " ").strip()
        columns = " ".join(_FIELDS)
        return "story_search MATCH :words", {"words": f'{{{columns}}} : "{phrase}"'}
    # Pieces that stand in the index's text as they are: its Chinese has blanks in between, and
    # only in ASCII do SQLite and we agree on what is the same letter.
    pieces = [*_ASCII_WORD.findall(in_index(query.words)), *_CJK_LETTER.findall(query.words)]
    values = {f"p{number}": f"%{piece}%" for number, piece in enumerate(pieces)}
    if not values:
        return "", {}
    fields = (
        " AND ".join(f"story_search.{field} LIKE :{name}" for name in values) for field in _FIELDS
    )
    return f"({' OR '.join(f'({field})' for field in fields)})", values
