"""Whether a library's tables are those its schema number stands for, and no others.

A table that is missing, or a trigger that somebody put in, shows here before a row is read. It
looks and changes nothing.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache

from sqlalchemy import create_engine

from db.file.migration import bring_up_to_date
from db.migrations import SHAPES

LISTED = "SELECT type, name, sql FROM sqlite_master"
# SQLite's own: what it keeps beside an indexed text, its indexes without SQL, its statistics.
_SHADOWS = frozenset(
    f"story_search_{part}" for part in ("config", "content", "data", "docsize", "idx")
)
_TOKEN = re.compile(r"\"((?:[^\"]|\"\")*)\"|('(?:[^']|'')*')|(\w+)|([^\s\w])")

# What stands in a database by (type, name): the SQL that made it, in one form.
Shape = Mapping[tuple[str, str], str]


def shape_of(rows: Iterable[tuple[str, str, str | None]]) -> Shape:
    """From the rows of `sqlite_master`: type, name, SQL."""
    return {
        (kind, name): _one_form(sql or "")
        for kind, name, sql in rows
        if kind in ("trigger", "view") or not (name.startswith("sqlite_") or name in _SHADOWS)
    }


def differences(shape: Shape, schema: str, *, strict: bool = True) -> tuple[str, ...]:
    """What is not as in schema `schema`, each completes "it cannot be used: "; a further table
    or index is only named when `strict`, for it does nothing by itself."""
    if fingerprint(shape) == SHAPES.get(schema):
        return ()
    expected = expected_shape(schema)
    # A table before its indexes, which are gone with it.
    gone = sorted(expected.keys() - shape, key=lambda each: (each[0] != "table", each))
    missing = [f"its {kind} {name} is missing" for kind, name in gone]
    changed = [
        f"its {kind} {name} is not as schema {schema} has it"
        for kind, name in sorted(expected.keys() & shape.keys())
        if expected[kind, name] != shape[kind, name]
    ]
    foreign = [
        f"it has a {kind} {name[:60]!r} that is not Galley's"
        for kind, name in sorted(shape.keys() - expected)
        if strict or kind in ("trigger", "view")
    ]
    return (*missing, *changed, *foreign)


def fingerprint(shape: Shape) -> str:
    return hashlib.sha256(repr(sorted(shape.items())).encode()).hexdigest()


@cache
def expected_shape(schema: str) -> Shape:
    """The shape of a library of that number, made by taking its steps in memory."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        bring_up_to_date(connection, to=schema)
        rows = connection.exec_driver_sql(LISTED).all()
    engine.dispose()
    return shape_of((kind, name, sql) for kind, name, sql in rows)


def _one_form(sql: str) -> str:
    """Without what does not count: blanks, and how a name is quoted."""
    return " ".join(
        quoted or text or word or sign for quoted, text, word, sign in _TOKEN.findall(sql)
    )
