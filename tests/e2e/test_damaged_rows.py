"""A row that no Galley wrote is answered with a sentence, by every command that meets it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import BackupUnusable
from db.file.backup import restore_library
from db.file.soundness import damaged_rows
from db.schema import METADATA
from editor.cli.arguments import build_parser
from editor.cli.run import run_command
from editor.desk.desk import Desk, bring_in_sample

STRANGE = {
    "letters that are none": "CAST(X'ff41' AS TEXT)",
    "a word": "'zzz'",
    "another form": "'[]'",
    "bytes": "X'00ff'",
}
# What a row is found by; foreign keys and SQLite's own numbers say the rest of them.
KEYS = {"id", "story_id", "photo_id", "contributor_id", "keyword_id", "seq", "change", "sha256"}
# Its triggers keep it from being changed by plain SQL, and its own check looks after it.
TABLES = [table for name, table in METADATA.tables.items() if name != "audit"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with something in most tables."""
    folder = tmp_path_factory.mktemp("rows") / "library"
    desk = Desk.open(folder, program_version="test", person="Wang Fang")
    story = bring_in_sample(desk).value
    desk.history.save(story, "Before lunch")
    desk.review.send(story)
    desk.review.return_story(story, "Check the figure.")
    desk.review.sign_off(story, by="Chen Yu")
    desk.close()
    return folder


def command(library: Path, *words: str) -> int:
    return run_command(build_parser().parse_args(["--library", str(library), *words]))


@pytest.mark.expected_log
@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_damaged_value_is_answered_in_a_sentence(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], table, strange: str
) -> None:
    for column in table.columns:
        if column.name in KEYS:
            continue
        damaged = tmp_path / column.name
        damaged.mkdir()
        shutil.copy(library / "galley.db", damaged)
        with closing(sqlite3.connect(damaged / "galley.db", isolation_level=None)) as connection:
            try:
                connection.execute(f'UPDATE "{table.name}" SET "{column.name}" = {strange}')
            except sqlite3.IntegrityError:
                continue  # such a row cannot be
            story = connection.execute("SELECT id FROM stories").fetchone()[0]
            found = list(damaged_rows(connection))
        for words in (("show", story), ("history", story), ("doctor",)):
            status = command(damaged, *words)
            said = capsys.readouterr()
            assert status in (0, 1, 3)
            assert "mistake of its own" not in said.err, (column.name, words)
            if words == ("doctor",) and found:
                assert status == 1
                assert f"{table.name} has a {column.name} that is none" in said.out
        if found:
            with pytest.raises(BackupUnusable, match=r"that is none|chosen|not there"):
                restore_library(tmp_path / "other", damaged / "galley.db")


def test_a_library_as_galley_makes_it_has_no_damaged_row(library: Path) -> None:
    with closing(sqlite3.connect(library / "galley.db")) as connection:
        assert list(damaged_rows(connection)) == []
