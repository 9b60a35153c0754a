"""A library has the tables of its schema number and no others, or it is not used."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from db.columns import Json
from db.errors import BackupUnusable, LibraryDamaged, LibraryError
from db.file.backup import restore_library
from db.file.migration import bring_up_to_date, expected_shape, fingerprint
from db.file.soundness import FORMS
from db.migrations import HEAD, REVISIONS, SHAPES
from db.schema import METADATA
from db.store import Store
from editor.story.story import Story

AFTER_SIGNING = (
    "CREATE TRIGGER mine AFTER INSERT ON sign_offs BEGIN UPDATE sign_offs SET by='M'; END"
)
ENDLESS = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) "
    "SELECT max(x) AS version_num FROM n"
)
TABLES = ("placements", "sign_offs", "versions", "audit", "comments", "stories", "alembic_version")


@pytest.fixture
def backup(store: Store, stored: Story, now: datetime, tmp_path: Path) -> Path:
    """A backup of a library with one story; the library is closed."""
    made = store.backups.make(tmp_path / "kept.db", now=now)
    store.close()
    return made


def change(file: Path, *sql: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in ("PRAGMA foreign_keys=OFF", *sql):
            connection.execute(statement)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.suffix in (".db", "")
    }


@pytest.mark.parametrize("schema", REVISIONS)
def test_the_shape_of_every_schema_is_written_down(schema: str) -> None:
    assert fingerprint(expected_shape(schema)) == SHAPES[schema]


STRANGE: dict[str, tuple[str, ...]] = {
    **{f"{table} is missing": (f"DROP TABLE {table}",) for table in TABLES},
    "'mine' that is not": (AFTER_SIGNING,),
    "trigger audit_no_update is missing": ("DROP TRIGGER audit_no_update",),
    "index ix_sign_offs_story_id is missing": ("DROP INDEX ix_sign_offs_story_id",),
    "table comments is missing": (
        "DROP TABLE comments",
        "CREATE VIEW comments AS SELECT 1 AS id, '' AS story_id",
    ),
    "table comments is not as schema": ("ALTER TABLE comments ADD COLUMN more TEXT",),
    "table stories is not as schema": ("ALTER TABLE stories DROP COLUMN target_words",),
    "'spare' that is not": ("CREATE TABLE spare (x)",),
    "index 'more' that is not": ("CREATE UNIQUE INDEX more ON comments (text)",),
    "trigger audit_no_delete is not as schema": (
        "DROP TRIGGER audit_no_delete",
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT 1; END",
    ),
    "is not as schema 0001": ("UPDATE alembic_version SET version_num='0001'",),
}


@pytest.mark.parametrize(("said", "sql"), STRANGE.items(), ids=STRANGE)
def test_a_strange_backup_is_not_restored(
    folder: Path, backup: Path, said: str, sql: tuple[str, ...]
) -> None:
    change(backup, *sql)
    before = everything_in(folder)

    with pytest.raises(BackupUnusable) as refused:
        restore_library(folder, backup)
    said = "no schema of one" if said.startswith("alembic_version") else said
    assert said in str(refused.value)
    assert everything_in(folder) == before


@pytest.mark.parametrize("writing", [True, False])
@pytest.mark.parametrize(
    ("said", "sql"),
    [each for each in STRANGE.items() if not each[0].startswith(("'spare", "index 'more"))],
)
def test_a_strange_library_is_not_opened(
    folder: Path, backup: Path, said: str, sql: tuple[str, ...], writing: bool
) -> None:
    database = folder / "galley.db"
    change(database, *sql)
    with pytest.raises(LibraryError) as refused:
        Store.open(folder, writing=writing)
    if not said.startswith(("alembic_version", "is not as schema 0001")):
        assert said in str(refused.value)
        assert isinstance(refused.value, LibraryDamaged)


def test_rows_that_name_rows_which_are_not_there_are_not_restored(
    folder: Path, backup: Path
) -> None:
    change(backup, "UPDATE documents SET story_id='nobody'")
    with pytest.raises(BackupUnusable, match="names a row that is not there"):
        restore_library(folder, backup)


@pytest.mark.parametrize(
    "make",
    [
        f"CREATE VIEW alembic_version AS {ENDLESS}",
        "CREATE TABLE alembic_version (version_num TEXT)",
    ],
)
def test_a_database_that_only_says_it_is_a_library_is_not_restored(
    folder: Path, backup: Path, make: str
) -> None:
    change(backup, "DROP TABLE alembic_version", make)
    with pytest.raises(BackupUnusable):
        restore_library(folder, backup)


def test_an_older_library_comes_in_and_is_brought_up_to_date(folder: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    engine = create_engine(f"sqlite:///{older}")
    with engine.begin() as connection:
        bring_up_to_date(connection, to="0001")
        connection.exec_driver_sql(
            "INSERT INTO outlets VALUES ('site', 'Shanxi', 'Office', '', 'en', '[]', '[]', ?, 1)",
            ('{"form": "photo-by"}',),
        )
    engine.dispose()

    restore_library(folder, older)
    with closing(Store.open(folder)) as store, store.read() as work:
        assert work.soundness.schema() == HEAD


def test_every_structured_value_has_a_form_it_is_looked_over_by() -> None:
    """A column without one would be met by whoever reads it, as a mistake of Galley's own."""
    structured = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, Json)
    }

    assert structured <= set(FORMS)
