import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import db.file.migration
import db.migrations
from db.errors import DATABASE, LibraryError, LibraryTooNew
from db.file.database_file import OpenDatabase
from db.file.migration import bring_up_to_date
from db.migrations import HEAD, REVISIONS
from db.nouns import Noun
from db.schema import APPLICATION_ID, METADATA
from db.store import Store
from editor.story.outlet import PublicationState
from editor.story.story import Status, Story

MIGRATIONS = Path(db.migrations.__file__).parent
NEXT = "9001"

AddStep = Callable[[str], None]
SHA = {name: name * 64 for name in "abc"}
DAY = "2026-10-12T09:00:00+00:00"
# What libraries of schema 0002 hold where people and clocks did what they liked, by table.
AWKWARD: dict[str, list[tuple[object, ...]]] = {
    "outlets": [
        ("site", "Shanxi", "Office", "", "en", "[]", "[]", "{}", 0),
        ("live", "Live", "Office", "", "en", "[]", "[]", "{}", 1),
    ],
    "accounts": [("Chen Yu", "supervisor")],
    "settings": [
        ("person", '{"name": "Li Na", "role": "editor"}'),
        *(("panels", '"mine"'), ("open tabs", "[]"), ("device", '"old"')),
        ("section lengths", '{"news": 400}'),
    ],
    "stories": [
        (slug, change, slug, "", "", "news", "", "en", DAY, status, 1, DAY, DAY, None, None)
        for change, slug, status in (
            (3, "twice-out", "exported"),
            (5, "signed-again", "signed_off"),
            (9, "clock-went-back", "exported"),
            (4, "never-out", "signed_off"),
        )
    ],
    "sign_offs": [
        (number, story, SHA[text], "Chen Yu", f"2026-10-12T{at}", "")
        for number, story, text, at in (
            (1, "twice-out", "a", "10:00:00+00:00"),
            (2, "twice-out", "b", "12:00:00+00:00"),
            (3, "signed-again", "a", "10:00:00+00:00"),
            (4, "signed-again", "a", "14:00:00+00:00"),
            (5, "clock-went-back", "a", "10:00:00+00:00"),
            (6, "clock-went-back", "b", "23:00:00+00:00"),
            (7, "never-out", "a", "10:00:00+00:00"),
            (8, "deleted", "a", "10:00:00+00:00"),
        )
    ],
    "exports": [
        (number, story, SHA[text], kind, "/out", f"2026-10-12T{at}", "Chen Yu", 3, 99)
        for number, story, text, kind, at in (
            (1, "twice-out", "a", "bundle", "19:00:00+08:00"),  # an hour after it was signed
            (2, "twice-out", "b", "bundle", "13:00:00+00:00"),
            (3, "twice-out", "c", "proof", "13:30:00+00:00"),
            (4, "signed-again", "a", "bundle", "11:00:00+00:00"),
            (5, "clock-went-back", "b", "bundle", "11:00:00+00:00"),
            (6, "never-out", "a", "proof", "11:00:00+00:00"),
            (7, "deleted", "a", "bundle", "11:00:00+00:00"),
            (8, "deleted", "a", "bundle", "15:00:00+00:00"),  # again, into another folder
        )
    ],
    "comments": [(2, "never-out", "Li Na", DAY, "First"), (10, "never-out", "Li", DAY, "Second")],
    "keywords": [(1, "harvest"), (2, "mills")],
    "story_keywords": [("never-out", 0, 2), ("never-out", 1, 1)],
}


@pytest.fixture
def awkward(folder: Path) -> Iterator[Store]:
    """A library of schema 0002 with these rows, opened by the Galley of today."""
    folder.mkdir()
    with closing(OpenDatabase(folder / DATABASE, options="mode=rwc")) as database:
        database.begin(writing=True)
        connection = database.connection
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        bring_up_to_date(connection, to="0002")
        for table, rows in AWKWARD.items():
            places = ", ".join("?" * len(rows[0]))
            connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({places})", rows)
        connection.exec_driver_sql(
            "INSERT INTO documents SELECT id, ? FROM stories",
            ('{"schema": 1, "type": "doc", "content": [{"type": "paragraph"}]}',),
        )
        database.commit()
    with closing(Store.open(folder)) as store:
        yield store


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


# Alembic says of an index that compares without case that it cannot see it; the next test does.
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based")
@pytest.mark.expected_log("Generating approximate signature")
def test_the_migrated_schema_is_the_one_the_program_is_written_for(new_library: Path) -> None:
    engine = create_engine(f"sqlite:///{new_library / 'galley.db'}")
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
    fresh = create_engine(f"sqlite:///{new_library.parent / 'fresh.db'}")
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
        assert work.look.story(stored.id) == stored
        assert work.soundness.schema() == NEXT

    (backup,) = store.backups.folder.iterdir()
    assert stamp_in(backup) == HEAD


def test_a_step_that_makes_a_table_anew_empties_no_other(
    folder: Path, store: Store, stored: Story, add_step: AddStep
) -> None:
    store.close()
    add_step("with op.batch_alter_table('stories', recreate='always') as t: pass")

    with closing(Store.open(folder)) as store, store.read() as work:
        assert work.look.story(stored.id) == stored
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
        assert work.look.story(stored.id) == stored


def test_an_older_library_is_not_brought_up_to_date_by_somebody_who_only_reads(
    folder: Path, store: Store, add_step: AddStep
) -> None:
    store.close()
    add_step("pass")

    with pytest.raises(LibraryError, match="older Galley"):
        Store.open(folder, writing=False)

    assert stamp_in(folder / "galley.db") == HEAD


def test_what_went_out_is_a_publication_and_every_story_shows_what_it_showed(
    awkward: Store,
) -> None:
    with awkward.read() as work:
        shown = {row.slug: row.status for row in work.stories.rows()}
        out = {
            story: [(each.snapshot[0], each.state) for each in work.publications.of_story(story)]
            for story in (*shown, "deleted")
        }
    assert shown == {
        "twice-out": Status.EXPORTED,
        "signed-again": Status.SIGNED_OFF,
        "clock-went-back": Status.EXPORTED,
        "never-out": Status.SIGNED_OFF,
    }
    assert out == {
        "twice-out": [("a", PublicationState.REPLACED), ("b", PublicationState.OUT)],
        "signed-again": [("a", PublicationState.OUT)],
        "clock-went-back": [("b", PublicationState.OUT)],
        "never-out": [],
        "deleted": [("a", PublicationState.OUT)],
    }


def test_whoever_sat_there_has_an_account_and_the_settings_they_had(awkward: Store) -> None:
    with awkward.read() as work:
        people = {account.name: account for account in work.accounts.all()}
        assert people.keys() == {"Chen Yu", "Li Na"}
        assert people["Li Na"].role == "editor"
        li_na = people["Li Na"].id
        assert work.look.setting("person", owner="machine")["account"] == li_na
        assert work.look.settings(li_na) == {"panels": "mine", "device": "old"}
        assert work.look.settings("machine").keys() == {"person", "open tabs", "device"}
        assert work.look.settings() == {"section lengths": {"news": 400}, "outlet": "live"}
        assert work.look.outlet().key == "live"


def test_every_record_is_in_the_feed_and_what_never_changes_is_in_its_old_order(
    awkward: Store,
) -> None:
    with awkward.read() as work:
        changes = work.feed.since(0)
        said = [each.text for each in work.comments.of_story("never-out")]
        last = work.sign_offs.last("twice-out")
        keywords = work.look.keywords()
        device = work.look.setting("device", owner="machine")
    assert said == ["First", "Second"]
    assert last is not None
    assert last.snapshot == SHA["b"]
    assert keywords == ("harvest", "mills")
    assert {(each.revision, each.gone, each.device) for each in changes} == {(1, False, device)}
    assert [each.seq for each in changes if each.noun is Noun.STORY] == [3, 4, 5, 9]
    assert min(each.seq for each in changes if each.noun is not Noun.STORY) == 10
    counted = Counter(each.noun for each in changes)
    assert (counted[Noun.SIGN_OFF], counted[Noun.EXPORT], counted[Noun.PUBLICATION]) == (8, 8, 5)
    assert (counted[Noun.ACCOUNT], counted[Noun.SETTING], counted[Noun.OUTLET]) == (2, 2, 2)
