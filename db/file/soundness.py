"""What SQLite and our own rules find wrong inside the database: references without an end, and rows
that no Galley wrote (letters that are none, JSON of another form, a status nobody knows).

Asked when something could not be read, by `doctor`, and of a backup before it is taken; so that
reading itself need not doubt every cell. It looks and repairs nothing.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Integer, LargeBinary, Table, select

from db.columns import Json, Moment
from db.errors import WRONG_FORM
from db.feed import asking
from db.file.migration import stamped_schema
from db.nouns import Noun
from db.schema import METADATA, snapshots
from editor.message import Message, literal, message
from editor.story.block_ids import BlockIds
from editor.story.credit import CreditLine, CreditStyle
from editor.story.document_json import from_json as document_from
from editor.story.edits import Crop, Edits
from editor.story.fields import NAMES
from editor.story.forms import STORED, NewerSchema
from editor.story.origin import Origin
from editor.story.outlet import NavItem, PublicationState
from editor.story.people import Kind, Role
from editor.story.photo import AwaitedPhoto, PhotoFacts
from editor.story.review.remarks import Decision
from editor.story.story import Status
from editor.story.version import VersionKind
from editor.story.words import WordKind


def _part(data: str) -> None:
    if data not in {part.key for part in NAMES}:
        raise ValueError(f"{data!r} is no part of a story")


def _lines(data: Any) -> None:
    if not (isinstance(data, list) and all(isinstance(line, str) for line in data)):
        raise TypeError("not a list of lines")


# The stored form of every value that is more than text, a number or a moment.
FORMS: Mapping[tuple[str, str], Callable[[Any], object]] = {
    ("stories", "status"): Status,
    ("stories", "awaited_photo"): partial(STORED.read, AwaitedPhoto),
    ("documents", "body"): document_from,
    ("documents", "blocks"): BlockIds.read,
    ("versions", "blocks"): _lines,
    ("photos", "facts"): partial(STORED.read, PhotoFacts),
    ("placements", "credit"): partial(STORED.read, CreditLine),
    ("placements", "crop"): partial(STORED.read, Crop),
    ("placements", "edits"): partial(STORED.read, Edits),
    ("photos", "edits"): partial(STORED.read, Edits),
    ("photos", "origin"): partial(STORED.read, Origin),
    ("story_contributors", "part"): _part,
    ("publications", "state"): PublicationState,
    ("changes", "noun"): Noun,
    ("suggestions", "state"): Decision,
    ("contributors", "kind"): Kind,
    ("contributors", "role"): Role,
    ("outlets", "navigation"): lambda data: tuple(STORED.read(NavItem, item) for item in data),
    ("outlets", "footer"): _lines,
    ("outlets", "photo_fields"): _lines,
    ("outlets", "credit_style"): partial(STORED.read, CreditStyle),
    ("versions", "kind"): VersionKind,
    ("dictionary_words", "kind"): WordKind,
    ("audit", "at"): datetime.fromisoformat,
    ("audit", "details"): json.loads,
    ("settings", "value"): json.loads,
}


def damaged_rows(connection: sqlite3.Connection) -> Iterator[Message]:
    """Each completes "the library is damaged: "; reads every row of every table there is."""
    for table in METADATA.tables.values():
        present = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
        columns = [column for column in table.columns if column.name in present]
        if columns:
            yield from _damaged(connection, table, columns)
    [outlets] = connection.execute("SELECT count(*) FROM outlets").fetchone()
    if not outlets:
        yield message("library.no-outlet")


def _damaged(
    connection: sqlite3.Connection, table: Table, columns: list[Column[Any]]
) -> Iterator[Message]:
    # As bytes: text that is none could not be fetched otherwise.
    cells = ", ".join(
        f'typeof("{column.name}"), CAST("{column.name}" AS BLOB)' for column in columns
    )
    for row in connection.execute(f'SELECT rowid, {cells} FROM "{table.name}"'):  # noqa: S608
        for column, kind, data in zip(columns, row[1::2], row[2::2], strict=True):
            try:
                _read(table.name, column, kind, data)
            except NewerSchema:
                continue  # sound, as far as one can know
            except WRONG_FORM as error:
                said = " ".join(str(error).split())[:80]
                yield message(
                    "library.row-damaged",
                    row=row[0],
                    table=table.name,
                    column=column.name,
                    found=said,
                )


def _read(table: str, column: Column[Any], kind: str, data: bytes | None) -> None:
    """Raises one of WRONG_FORM."""
    if kind == "null" and column.nullable:
        return
    wanted = {Integer: "integer", LargeBinary: "blob"}.get(type(column.type), "text")
    if kind != wanted or data is None:
        raise TypeError(f"it is {kind} and not {wanted}")
    if wanted != "text":
        return
    text = data.decode("utf-8")
    value: Any = text
    if isinstance(column.type, Moment):
        value = datetime.fromisoformat(text)
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
    elif isinstance(column.type, Json):
        value = json.loads(text)
    if (form := FORMS.get((table, column.name))) is not None:
        _check_texts(form(value))


def _check_texts(value: object) -> None:
    """A dataclass takes a number for a text without a word."""
    if isinstance(value, tuple):
        for each in value:
            _check_texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.type in (str, "str") and not isinstance(inner, str):
                raise TypeError(f"{field.name} is no text")
            _check_texts(inner)


_MOST = 100  # problems named; with more, a restore is the answer and not a longer list

_UNINDEXED = """
    SELECT count(*) FROM stories
    WHERE change NOT IN (SELECT id FROM story_search_docsize)
"""


class Soundness:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def integrity(self) -> tuple[Message, ...]:
        """SQLite's `integrity_check`, and whether every story can be found; empty when well."""
        found = self._connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})").scalars()
        problems = [literal(line) for line in found if line != "ok"]
        unindexed = self._connection.exec_driver_sql(_UNINDEXED).scalar_one()
        if unindexed:
            problems.append(message("library.unindexed", n=unindexed))
        return tuple(problems)

    def broken_references(self) -> tuple[Message, ...]:
        """Rows that name a row which is not there."""
        rows = self._connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST)
        return tuple(
            message("library.row-astray", rowid=rowid, table=table, parent=parent)
            for table, rowid, parent, _ in rows
        )

    def changed_snapshots(self) -> tuple[str, ...]:
        """Kept versions whose bytes no longer have the hash they are known by; reads them all."""
        query = select(snapshots.c.sha256, snapshots.c.canonical)
        return tuple(
            sha
            for sha, canonical in self._connection.execute(query)
            if not isinstance(canonical, bytes) or hashlib.sha256(canonical).hexdigest() != sha
        )

    def damaged_rows(self) -> tuple[Message, ...]:
        """Rows whose values are not of their form, at most a hundred; reads everything."""
        raw = self._connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return tuple(islice(damaged_rows(raw), _MOST))

    def schema(self) -> str:
        """The stamped revision."""
        return stamped_schema(asking(self._connection))
