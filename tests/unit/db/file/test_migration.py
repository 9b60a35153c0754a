import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import db.file.migration
import db.migrations
from db.errors import LibraryTooNew, LibraryTooOld
from db.file.engine import library_engine
from db.migrations import HEAD, REVISIONS
from db.schema import APPLICATION_ID, METADATA
from db.store import Store
from editor.story.story import Story

MIGRATIONS = Path(db.migrations.__file__).parent
NEXT = "9001"

AddStep = Callable[[str], None]


@pytest.fixture
def add_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddStep:
    """A Galley of the future: today's with one step more, whose body is given."""

    def add(body: str) -> None:
        folder = tmp_path / "migrations"
        versions = folder / "versions"
        versions.mkdir(parents=True)
        (folder / "env.py").write_bytes((MIGRATIONS / "env.py").read_bytes())
        for step in (MIGRATIONS / "versions").glob("0*.py"):
            (versions / step.name).write_bytes(step.read_bytes())
        (versions / f"{NEXT}_next.py").write_text(
            f"from alembic import op\nrevision = '{NEXT}'\ndown_revision = '{HEAD}'\n"
            f"def upgrade():\n    {body}\n"
        )
        monkeypatch.setattr(db.file.migration, "_MIGRATIONS", folder)
        monkeypatch.setattr(db.file.migration, "REVISIONS", (*REVISIONS, NEXT))
        monkeypatch.setattr(db.file.migration, "HEAD", NEXT)

    return add


def stamp_in(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def restamp(folder: Path, stamp: str) -> None:
    with closing(sqlite3.connect(folder / "galley.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (stamp,))


def test_the_migrated_schema_is_the_one_the_program_is_written_for(new_library: Path) -> None:
    engine = library_engine(new_library / "galley.db", options="mode=rw")
    with engine.connect() as connection:

        def ours(_object: object, name: str | None, *_: object) -> bool:
            return not (name or "").startswith("story_search")

        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": True}
        )
        differences = compare_metadata(context, METADATA)
    engine.dispose()

    assert differences == []


def test_every_constraint_and_index_is_as_the_program_says(new_library: Path) -> None:
    """What Alembic does not compare: keys, uniqueness, references, partial indexes."""
    fresh = library_engine(new_library.parent / "fresh.db", options="mode=rwc")
    METADATA.create_all(fresh)
    fresh.dispose()

    def described(file: Path) -> dict[str, object]:
        with closing(sqlite3.connect(file)) as connection:
            return {
                table.name: [
                    sorted(connection.execute(f"PRAGMA {pragma}({table.name})").fetchall())
                    for pragma in ("table_info", "foreign_key_list")
                ]
                + sorted(
                    connection.execute(
                        "SELECT name, replace(sql, '\n', '') FROM sqlite_master"
                        " WHERE type = 'index' AND tbl_name = ?",
                        (table.name,),
                    ).fetchall(),
                    key=str,
                )
                for table in METADATA.sorted_tables
            }

    assert described(new_library / "galley.db") == described(new_library.parent / "fresh.db")


def test_the_list_of_revisions_is_that_of_the_steps() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    steps = ScriptDirectory.from_config(config)

    assert steps.get_current_head() == HEAD
    assert tuple(step.revision for step in steps.walk_revisions())[::-1] == REVISIONS


def test_a_new_library_says_in_its_header_whose_it_is(new_library: Path) -> None:
    with closing(sqlite3.connect(new_library / "galley.db")) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert stamp_in(new_library / "galley.db") == HEAD


def test_a_library_of_a_newer_galley_is_left_as_it_is(folder: Path, store: Store) -> None:
    store.close()
    restamp(folder, "4711")
    before = (folder / "galley.db").read_bytes()

    for writing in (True, False):
        with pytest.raises(LibraryTooNew, match="newer Galley") as refused:
            Store.open(folder, writing=writing)
        assert refused.value.schema == "4711"

    assert (folder / "galley.db").read_bytes() == before
    restamp(folder, HEAD)
    Store.open(folder).close()


def test_an_older_library_is_backed_up_and_then_brought_up_to_date(
    folder: Path, store: Store, stored: Story, add_step: AddStep
) -> None:
    store.close()
    add_step("op.execute('CREATE TABLE some_words (word)')")

    with closing(Store.open(folder)) as store, store.read() as work:
        assert work.stories.get(stored.id) == stored
        assert work.soundness.schema() == NEXT

    (backup,) = store.backups.folder.iterdir()
    assert stamp_in(backup) == HEAD


def test_a_step_that_makes_a_table_anew_empties_no_other(
    folder: Path, store: Store, stored: Story, add_step: AddStep
) -> None:
    store.close()
    add_step("with op.batch_alter_table('stories', recreate='always') as t: pass")

    with closing(Store.open(folder)) as store, store.read() as work:
        assert work.stories.get(stored.id) == stored
        assert work.soundness.broken_references() == ()


def test_a_step_that_fails_leaves_the_old_schema_and_nothing_between(
    folder: Path, store: Store, stored: Story, add_step: AddStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    add_step("op.execute('CREATE TABLE half (x)'); op.execute('DELETE FROM stories'); 1 / 0")

    with pytest.raises(ZeroDivisionError):
        Store.open(folder)

    monkeypatch.undo()
    with closing(sqlite3.connect(folder / "galley.db")) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'half'")
        assert tables.fetchall() == []
    with closing(Store.open(folder)) as store, store.read() as work:
        assert work.stories.get(stored.id) == stored


def test_an_older_library_is_not_brought_up_to_date_by_somebody_who_only_reads(
    folder: Path, store: Store, add_step: AddStep
) -> None:
    store.close()
    add_step("pass")

    with pytest.raises(LibraryTooOld, match="older Galley"):
        Store.open(folder, writing=False)

    assert stamp_in(folder / "galley.db") == HEAD
