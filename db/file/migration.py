"""Bringing a library's schema up to date, telling how old it is without doing so, and whether its
tables are those its number stands for, and no others.

A table that is missing, or a trigger that somebody put in, shows before a row is read.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import LibraryTooNew
from db.migrations import HEAD, REVISIONS, SHAPES
from db.query import Ask
from editor.late import regex
from editor.message import Message, message

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MIGRATIONS = Path(__file__).parents[1] / "migrations"
NO_SCHEMA = ""
# The form of the search index's rows. Raised with every change of what a row holds: of `spread` in
# `db.search` and what it calls, of `_texts`. It is SQLite's `user_version`: in the file's header,
# so that it goes where the rows go, into a backup and back. 0 is a library from before there was a
# number.
FORM = 1


def stamped_schema(ask: Ask) -> str:
    """The revision written in the library; NO_SCHEMA in a file that has no tables yet.

    Plain SQL, because every start asks, and importing Alembic takes as long as the rest of it.
    """
    named = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if not list(ask(named, ())):
        return NO_SCHEMA
    stamps = list(ask("SELECT version_num FROM alembic_version", ()))
    return stamps[0][0] or NO_SCHEMA if stamps else NO_SCHEMA


def form_of(ask: Ask) -> int:
    """The number of the form that the rows of the index have."""
    [(form,)] = ask("PRAGMA user_version", ())
    return form


def is_current(stamp: str, file: Path) -> bool:
    """Whether the schema is today's; raises LibraryTooNew for one this Galley does not know."""
    if stamp != NO_SCHEMA and stamp not in REVISIONS:
        raise LibraryTooNew(file, stamp)
    return stamp == HEAD


def bring_up_to_date(connection: "Connection", *, to: str = "head") -> None:
    """Run every missing step up to the revision `to`, inside the transaction that `connection`
    is in.

    Foreign keys must be off on it: a step that makes a table anew would empty those that
    refer to it.
    """
    # Here and not above: needed at a first start and after an update, slow to import always.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


LISTED = "SELECT type, name, sql FROM sqlite_master"
# SQLite's own: what it keeps beside an indexed text, its indexes without SQL, its statistics.
_SHADOWS = frozenset(
    f"story_search_{part}" for part in ("config", "content", "data", "docsize", "idx")
)
_TOKEN = regex(r"\"((?:[^\"]|\"\")*)\"|('(?:[^']|'')*')|(\w+)|([^\s\w])")

# What stands in a database by (type, name): the SQL that made it, in one form.
Shape = Mapping[tuple[str, str], str]


def shape_of(rows: Iterable[tuple[str, str, str | None]]) -> Shape:
    """From the rows of `sqlite_master`: type, name, SQL."""
    return {
        (kind, name): _one_form(sql or "")
        for kind, name, sql in rows
        if kind in ("trigger", "view") or not (name.startswith("sqlite_") or name in _SHADOWS)
    }


def differences(shape: Shape, schema: str, *, strict: bool = True) -> tuple[Message, ...]:
    """What is not as in schema `schema`, each completes "it cannot be used: "; a further table
    or index is only named when `strict`, for it does nothing by itself."""
    if fingerprint(shape) == SHAPES.get(schema):
        return ()
    expected = expected_shape(schema)
    # A table before its indexes, which are gone with it.
    gone = sorted(expected.keys() - shape, key=lambda each: (each[0] != "table", each))
    missing = [message("library.shape-missing", kind=kind, name=name) for kind, name in gone]
    changed = [
        message("library.shape-other", kind=kind, name=name, schema=schema)
        for kind, name in sorted(expected.keys() & shape.keys())
        if expected[kind, name] != shape[kind, name]
    ]
    foreign = [
        message("library.shape-strange", kind=kind, name=name[:60])
        for kind, name in sorted(shape.keys() - expected)
        if strict or kind in ("trigger", "view")
    ]
    return (*missing, *changed, *foreign)


def fingerprint(shape: Shape) -> str:
    return hashlib.sha256(repr(sorted(shape.items())).encode()).hexdigest()


@cache
def expected_shape(schema: str) -> Shape:
    """The shape of a library of that number, made by taking its steps in memory."""
    from sqlalchemy import create_engine

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
