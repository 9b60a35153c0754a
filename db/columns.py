"""How a moment and a structured value stand in a column, both as text a person can read; and what
a record is called.
"""

import json
import secrets
import time
from datetime import datetime
from typing import Any

from sqlalchemy import Dialect, MetaData, Text, TypeDecorator

from editor.message import Message, message_in
from editor.story.forms import json_text

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


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
    """What Galley said of one `group`."""

    impl = Text
    cache_ok = True

    def __init__(self, group: str) -> None:
        super().__init__()
        self.group = group

    def process_bind_param(self, value: Message | None, dialect: Dialect) -> str | None:
        return None if value is None else json_text(value.to_json())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Message | None:
        return None if value is None else message_in(value, self.group)


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
