"""The search index over every story's words, kept in step inside the story's own transaction.

A row of the index carries the story's `change` number as its rowid, so that reading it backwards
gives the newest change first without sorting a hundred thousand hits. Chinese, Japanese and
Korean are indexed character by character: their words have no blanks between them, and a search
for two characters must find them anywhere.

Queries are brought to the same form as the rows, so rows of another form are not found. The form
has a number, which the library carries; opening one that carries another rewrites its index.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.exc import DBAPIError, NoResultFound

from db.errors import WRONG_FORM
from db.feed import Feed, Records
from db.file.migration import FORM
from db.schema import (
    contributors,
    documents,
    keywords,
    photos,
    placements,
    stories,
    story_contributors,
    story_keywords,
)
from editor.late import regex
from editor.story import document_json
from editor.story.credit import CreditLine, CreditStyle
from editor.story.document import Block, Document, once
from editor.story.forms import STORED, NewerSchema
from editor.story.matching import in_index
from editor.story.photo import AwaitedPhoto, PhotoFacts
from editor.story.text import clean_line
from editor.story.words import CJK

_CJK = regex(f"[{CJK}]")
# The columns that a story's own fields fill, `body` aside.
INDEXED = ("headline", "deck", "slug")
# Nodes whose children continue one another without a blank.
_INLINE = frozenset({"paragraph", "heading", "pull_quote"})
# Made once: for ten thousand stories, making them takes longer than asking.
_OWN = (
    select(
        stories.c.headline,
        stories.c.deck,
        stories.c.slug,
        stories.c.awaited_photo,
        documents.c.body,
    )
    .join(documents, documents.c.story_id == stories.c.id)
    .where(stories.c.id == bindparam("story"))
)
_NAMES = (
    select(contributors.c.name)
    .join(story_contributors)
    .where(story_contributors.c.story_id == bindparam("story"))
)
_KEYWORDS = (
    select(keywords.c.word)
    .join(story_keywords)
    .where(story_keywords.c.story_id == bindparam("story"))
)
_CAPTIONS = (
    select(placements.c.caption, placements.c.credit, placements.c.alt, photos.c.facts)
    .join(photos)
    .where(placements.c.story_id == bindparam("story"))
)


def spread(text: str) -> str:
    """`text` with blanks around every character that is a word of its own."""
    return _CJK.sub(r" \g<0> ", in_index(text))


def match_expression(words: str) -> str:
    """What a person typed as an FTS5 query: all words, the last one as far as it is typed.

    Every word is quoted, so that no character of it is taken for syntax; "" when nothing is left
    that could be searched for.
    """
    found = [word for word in clean_line(words).split() if any(map(str.isalnum, word))]
    quoted = ['"' + spread(word).replace('"', " ").strip() + '"' for word in found]
    if not quoted:
        return ""
    typing = not words[-1:].isspace()
    return " ".join(quoted) + ("*" if typing else "")


class SearchIndex:
    """Notes which stories changed during a transaction and brings their rows up to date once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rowids: dict[str, int | None] = {}  # as the index has them
        self._stale: set[str] = set()
        self._reworded: dict[str, tuple[int, int, Mapping[str, str]]] = {}

    def words_changed(self, story_ids: Iterable[str]) -> None:
        """The words of these stories, or of what stands in them, are no longer those indexed."""
        for story_id in story_ids:
            self.moved(story_id)
            self._stale.add(story_id)

    def reworded(self, story_id: str, texts: Mapping[str, str], *, before: int, now: int) -> None:
        """Of its words only these columns hold others now, spread; its `change` number was
        `before`. What is written after every pause in the typing need not be read for that."""
        if story_id in self._rowids:
            self._stale.add(story_id)
        else:
            self._reworded[story_id] = before, now, texts

    def moved(self, story_id: str) -> None:
        """The story's `change` number is about to grow. Call it before that."""
        if story_id in self._reworded:
            self._rowids[story_id] = self._reworded.pop(story_id)[0]
            self._stale.add(story_id)
        elif story_id not in self._rowids:
            query = select(stories.c.change).where(stories.c.id == story_id)
            self._rowids[story_id] = self._connection.execute(query).scalar()

    def added(self, story_id: str) -> None:
        self._rowids[story_id] = None
        self._stale.add(story_id)

    def removed(self, story_id: str) -> None:
        """The story is about to be deleted."""
        self.moved(story_id)
        rowid = self._rowids.pop(story_id)
        self._stale.discard(story_id)
        if rowid is not None:
            self._delete(rowid)

    def settle(self) -> None:
        """Write what was noted. Runs before every commit and every search."""
        for story_id, before in self._rowids.items():
            query = select(stories.c.change).where(stories.c.id == story_id)
            now = self._connection.execute(query).scalar_one()
            if story_id in self._stale:
                if before is not None:
                    self._delete(before)
                self._insert(now, self._texts(story_id))
            elif before != now:
                self._connection.exec_driver_sql(
                    "UPDATE story_search SET rowid = ? WHERE rowid = ?", (now, before)
                )
        for story_id, (rowid, now, texts) in self._reworded.items():
            columns = {"rowid": now, **texts}
            places = ", ".join(f"{name} = ?" for name in columns)
            row = (*columns.values(), rowid)
            done = self._connection.exec_driver_sql(
                f"UPDATE story_search SET {places} WHERE rowid = ?",  # noqa: S608 - our columns
                row,
            )
            if not done.rowcount:  # it had none
                self._insert(now, self._texts(story_id))
        self._rowids.clear()
        self._stale.clear()
        self._reworded.clear()

    def rewrite(self) -> None:
        """Every story's row anew, and the number of their form: all in the transaction at hand.

        A story that cannot be read has no row; whoever opens it, and `doctor`, says why.
        """
        made = "SELECT sql FROM sqlite_master WHERE name = 'story_search'"
        sql = self._connection.exec_driver_sql(made).scalar_one()
        # Emptying it would read it, and it may be damaged itself.
        self._connection.exec_driver_sql("DROP TABLE story_search")
        self._connection.exec_driver_sql(sql)
        # A change that is no number could not be a row's.
        listed = "SELECT id, change FROM stories WHERE typeof(change) = 'integer'"
        for story_id, change in self._connection.exec_driver_sql(listed).all():
            try:
                self._insert(change, self._texts(story_id))
            except (*WRONG_FORM, NewerSchema, NoResultFound):
                continue
            except DBAPIError as error:
                # Letters that are none are found by Python; what SQLite says has a code.
                if hasattr(error.orig, "sqlite_errorcode"):
                    raise
        self._connection.exec_driver_sql(f"PRAGMA user_version={FORM}")

    def _delete(self, rowid: int) -> None:
        self._connection.exec_driver_sql("DELETE FROM story_search WHERE rowid = ?", (rowid,))

    def _insert(self, rowid: int, texts: tuple[str, ...]) -> None:
        self._connection.exec_driver_sql(
            "INSERT INTO story_search"
            " (rowid, headline, deck, body, slug, names, captions, keywords)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (rowid, *texts),
        )

    def _texts(self, story_id: str) -> tuple[str, ...]:
        """What the columns of a row hold, in their order."""
        story = {"story": story_id}
        row = self._connection.execute(_OWN, story).one()
        texts = (
            row.headline,
            row.deck,
            body_words(row.body),
            row.slug,
            "\n".join(self._connection.execute(_NAMES, story).scalars()),
            self._captions(story, row.awaited_photo),
            "\n".join(self._connection.execute(_KEYWORDS, story).scalars()),
        )
        return tuple(map(spread, texts))

    def _captions(self, story: dict[str, str], awaited: dict[str, object] | None) -> str:
        said: list[str] = []
        for caption, credit, alt, facts_data in self._connection.execute(_CAPTIONS, story):
            facts = STORED.read(PhotoFacts, facts_data)
            said.append(facts.caption if caption is None else caption)
            said.append(_words(STORED.read_if(CreditLine, credit) or facts.credit))
            said.append(facts.alt if alt is None else alt)
        if waiting := STORED.read_if(AwaitedPhoto, awaited):
            said += [waiting.caption, _words(waiting.credit)]
        return "\n".join(filter(None, said))


class IndexedRecords(Records):
    """Records that stories have words of."""

    def __init__(self, connection: Connection, feed: Feed, index: SearchIndex) -> None:
        super().__init__(connection, feed)
        self._index = index


def _words(credit: CreditLine) -> str:
    return credit.words(CreditStyle())


def spread_words(body: Document) -> str:
    """`spread(body_words(…))` of its stored form, for which only blocks that are new are read."""
    return "\n".join([*map(_spread_words, body.blocks), ""])


@once
def _spread_words(block: Block) -> str:
    return spread(body_words(document_json.block_json(block)))


def body_words(node: dict[str, Any]) -> str:
    """The words of a stored body. The JSON itself is read, not the document behind it: this runs
    while somebody types, and words are all that is needed."""
    if node["type"] == "text":
        return node["text"]
    if node["type"] == "hard_break":
        return "\n"
    parts = [body_words(child) for child in node.get("content", ())]
    parts.append(node.get("attrs", {}).get("attribution", ""))
    return ("" if node["type"] in _INLINE else "\n").join(parts)
