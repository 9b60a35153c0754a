"""How a moment and a structured value stand in a column, both as text a person can read; what a
record is called; and lists that belong to a record, read together with it in one cell.
"""

import json
import secrets
import time
from collections import namedtuple
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Dialect,
    ScalarSelect,
    Select,
    Text,
    TypeDecorator,
    literal_column,
    select,
)
from sqlalchemy.dialects import sqlite

from editor.message import Message, recognised
from editor.story.forms import json_text


class Moment(TypeDecorator[datetime]):
    """An aware datetime as ISO 8601 with its offset: the page prints the zone it was written in.

    Text of different offsets does not sort by time, and must never be asked to: order comes
    from integers, because clocks jump.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value!r}")
        return value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """A structured value as compact JSON with sorted keys; None is NULL, never `null`.

    One value has one text, so that equal values can be told by their text.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class MessageText(TypeDecorator[Message]):
    """What Galley said, as the JSON of the message; earlier Galleys wrote the English sentence of
    one of `group`."""

    impl = Text
    cache_ok = True

    def __init__(self, group: str) -> None:
        super().__init__()
        self.group = group

    def process_bind_param(self, value: Message | None, dialect: Dialect) -> str | None:
        return None if value is None else json_text(value.to_json())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Message | None:
        try:
            return None if value is None else Message.from_json(json.loads(value))
        except (ValueError, AttributeError):
            return recognised(self.group, value or "")


def new_id() -> str:
    """An id that two machines can make without asking each other, in the order in which they are
    made: UUID version 7 (RFC 9562, 5.7), as 32 hex digits. Its clock is for looking at only: what
    came before what is said by the library's feed of changes."""
    milliseconds = time.time_ns() // 1_000_000 & (1 << 48) - 1
    version, variant = 7, 2
    random = secrets.randbits(74)
    high, low = random >> 62, random & (1 << 62) - 1
    value = milliseconds << 80 | version << 76 | high << 64 | variant << 62 | low
    return f"{value:032x}"


Reader = Callable[[Any], Any]
_DIALECT = sqlite.dialect()


class Gathered:
    """Lists that belong to a record, read together with it: one statement, in which each is a
    cell. SQLite makes JSON of the rows; here they become rows again, with the types of their
    columns. `query` names its columns and orders its rows."""

    def __init__(self, query: Select[*tuple[Any, ...]]) -> None:
        columns = query.selected_columns
        self.query = query
        self._row = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]
        self._readers = [_reader(column.type) for column in columns]

    @property
    def cell(self) -> ScalarSelect[str]:
        # In words: for every column SQLAlchemy would make and compile three objects at every start.
        names = ", ".join(f'"{column.key}"' for column in self.query.selected_columns)
        rows = literal_column(f"json_group_array(json_array({names}))", Text)
        return select(rows).select_from(self.query.subquery()).scalar_subquery()

    def rows(self, cell: str) -> list[Any]:
        """What `query` would answer with."""
        return [
            self._row(*(read(value) for read, value in zip(self._readers, values, strict=True)))
            for values in json.loads(cell)
        ]


def _reader(kind: Any) -> Reader:
    if isinstance(kind, TypeDecorator):
        return lambda value: kind.process_result_value(value, _DIALECT)
    return bool if isinstance(kind, Boolean) else lambda value: value
