"""Bringing a library's schema up to date, and telling how old it is without doing so."""

from pathlib import Path

from sqlalchemy import Connection

from db.errors import LibraryTooNew
from db.migrations import HEAD, REVISIONS

_MIGRATIONS = Path(__file__).parents[1] / "migrations"
NO_SCHEMA = ""


def stamped_schema(connection: Connection) -> str:
    """The revision written in the library; NO_SCHEMA in a file that has no tables yet.

    Plain SQL, because every start asks, and importing Alembic takes as long as the rest of it.
    """
    named = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if not connection.exec_driver_sql(named).scalar_one():
        return NO_SCHEMA
    stamp = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return stamp or NO_SCHEMA


def is_current(stamp: str, file: Path) -> bool:
    """Whether the schema is today's; raises LibraryTooNew for one this Galley does not know."""
    if stamp != NO_SCHEMA and stamp not in REVISIONS:
        raise LibraryTooNew(file, stamp)
    return stamp == HEAD


def bring_up_to_date(connection: Connection, *, to: str = "head") -> None:
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
