"""Questions in plain SQL whose rows have the types of their columns; SQLAlchemy is not loaded."""

import json
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from editor.message import message_in
from editor.story.version import VersionKind

Ask = Callable[[str, Any], Iterable[Any]]  # a statement and its values; all its rows


# What a cell holds that is more than text or a number, by the name of its column.
READERS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("at", "dated", "created", "updated", "due"), datetime.fromisoformat),
    **dict.fromkeys(("decided", "embargo", "resolved", "revoked"), datetime.fromisoformat),
    **dict.fromkeys(("since", "until"), datetime.fromisoformat),
    **dict.fromkeys(("awaited_photo", "blocks", "credit", "crop", "credit_style"), json.loads),
    **dict.fromkeys(("edits", "facts", "footer", "navigation", "origin"), json.loads),
    **dict.fromkeys(("photo_edits", "photo_fields"), json.loads),
    **dict.fromkeys(("exported", "exporting", "lead", "signed", "signing", "taken"), bool),
    **dict.fromkeys(("avif", "decorative"), bool),
    "kind": VersionKind,
    "reason": partial(message_in, group="version"),
}


class Query:
    """A question in plain SQL, whose rows have the types of their columns; `sql` names its columns
    in the order of `names`.

    One about lists that belong to a record can be a cell in a question about that: SQLite makes
    JSON of its rows, and here they become rows again.
    """

    def __init__(self, sql: str, names: Iterable[str]) -> None:
        self.sql = sql
        self._row = namedtuple("Row", names)  # type: ignore[misc]
        self._readers = [READERS.get(name) for name in self._row._fields]

    @property
    def cell(self) -> str:
        names = quoted(self._row._fields)
        return f"(SELECT json_group_array(json_array({names})) FROM ({self.sql}))"  # noqa: S608

    def rows(self, cell: str) -> list[Any]:
        """What the question would be answered with."""
        return self._typed(json.loads(cell))

    def ask(self, ask: Ask, **values: Any) -> list[Any]:
        return self._typed(ask(self.sql, values))

    def _typed(self, rows: Iterable[Sequence[Any]]) -> list[Any]:
        return [
            self._row(
                *(
                    value if read is None or value is None else read(value)
                    for read, value in zip(self._readers, row, strict=True)
                )
            )
            for row in rows
        ]


def quoted(names: Iterable[str]) -> str:
    # In brackets: what stands in quotes and is no column is a text to SQLite.
    return ", ".join(f"[{name}]" for name in names)
