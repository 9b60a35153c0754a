"""Lists that belong to a record, read together with it: one statement, in which each is a cell.

SQLite makes JSON of the rows; here they become rows again, with the types of their columns.
"""

import json
from collections import namedtuple
from collections.abc import Callable
from typing import Any

from sqlalchemy import Boolean, ScalarSelect, Select, TypeDecorator, func, select
from sqlalchemy.dialects import sqlite

Reader = Callable[[Any], Any]
_DIALECT = sqlite.dialect()


class Gathered:
    """`query` names its columns and orders its rows."""

    def __init__(self, query: Select[*tuple[Any, ...]]) -> None:
        columns = query.selected_columns
        self.query = query
        self._row = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]
        self._readers = [_reader(column.type) for column in columns]

    @property
    def cell(self) -> ScalarSelect[str]:
        rows = self.query.subquery()
        return select(func.json_group_array(func.json_array(*rows.c))).scalar_subquery()

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
