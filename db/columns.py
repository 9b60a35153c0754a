"""How a moment and a structured value stand in a column. Both are text a person can read."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Dialect, Text, TypeDecorator


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


def json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
