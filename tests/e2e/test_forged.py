"""What somebody with SQL and an afternoon can do to a library, and what is said of it."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.conftest import REPO, Galley


@pytest.fixture
def signed(galley: Galley, sample_story: Path) -> str:
    [story] = galley("import", sample_story, "--section", "News", "--json").json
    photo = REPO / "resources" / "sample" / "grain-terraces.jpg"
    texts = ("--caption", "Terraces.", "--credit", "Photo by Zou Hong", "--alt", "Terraces")
    assert galley("photo", "add", story["id"], photo, "--lead", *texts).status == 0
    assert galley("sign-off", story["id"], "--by", "Chen Yu").status == 0
    return story["id"]


def sql(library: Path, *statements: str, values: tuple[object, ...] = ()) -> None:
    with closing(sqlite3.connect(library / "galley.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            connection.execute(statement, values)


TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"


def without_triggers(library: Path, change: Callable[[sqlite3.Connection], None]) -> None:
    """Change the record by force, and leave no trace of how."""
    with closing(sqlite3.connect(library / "galley.db", isolation_level=None)) as connection:
        triggers = connection.execute(TRIGGERS).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        change(connection)
        for _, text in triggers:
            connection.execute(text)


def chained_anew(connection: sqlite3.Connection) -> None:
    """Every hash made again, as the program makes it."""
    names = ("seq", "prev_hash", "at", "actor", "action", "object", "snapshot", "details")
    before = "0" * 64
    rows = connection.execute(f"SELECT {', '.join(names)} FROM audit ORDER BY seq").fetchall()
    for number, row in enumerate(rows, start=1):
        entry = dict(zip(names, row, strict=True)) | {"seq": number, "prev_hash": before}
        text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        sealed = hashlib.sha256(text.encode()).hexdigest()
        connection.execute(
            "UPDATE audit SET seq = ?, prev_hash = ?, hash = ? WHERE seq = ?",
            (number, before, sealed, row[0]),
        )
        before = sealed
    connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit'", (len(rows),))


def problems(galley: Galley) -> str:
    answer = galley("doctor", "--json")
    assert answer.status == 1
    return " ".join(answer.json["problems"])


FORGED = {
    "name": "UPDATE sign_offs SET by = 'Minister Wang'",
    "moment": "UPDATE sign_offs SET at = '1999-01-01T00:00:00+00:00'",
    "note": "UPDATE sign_offs SET note = 'Read by the minister.'",
    "signature": "UPDATE sign_offs SET signature = ''",
}


@pytest.mark.parametrize("sql_text", FORGED.values(), ids=FORGED)
def test_a_sign_off_changed_with_sql_counts_for_nothing(
    galley: Galley, signed: str, library: Path, tmp_path: Path, sql_text: str
) -> None:
    sql(library, sql_text)
    exported = galley("export", signed, "--to", tmp_path / "out", "--json")
    assert exported.json["kind"] == "proof"
    assert problems(galley)


def test_a_sign_off_written_with_sql_counts_for_nothing(
    galley: Galley, sample_story: Path, library: Path, tmp_path: Path
) -> None:
    [story] = galley("import", sample_story, "--section", "News", "--json").json
    sha = galley("preview", story["id"], "--to", tmp_path / "p.html", "--json").json["snapshot"]
    sql(
        library,
        "INSERT INTO sign_offs (id, story_id, snapshot, by, at, note)"
        " VALUES ('x', ?, ?, 'Minister Wang', '2026-12-01T10:00:00+00:00', '')",
        values=(story["id"], sha),
    )
    sql(library, "UPDATE stories SET status = 'signed_off'")
    exported = galley("export", story["id"], "--to", tmp_path / "out", "--json")
    assert exported.json["kind"] == "proof"
    assert "Minister Wang is not in the record" in problems(galley)


def test_an_entry_of_the_record_made_for_it_does_not_help(
    galley: Galley, signed: str, library: Path, tmp_path: Path
) -> None:
    """Row, entry and chain together: what is missing is the signature."""

    def change(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE sign_offs SET by = 'Minister Wang', signature = ''")
        row = connection.execute("SELECT at, snapshot FROM sign_offs").fetchone()
        details = json.dumps({"by": "Minister Wang"}, separators=(",", ":"))
        last = connection.execute("SELECT max(seq) FROM audit").fetchone()[0]
        connection.execute(
            "INSERT INTO audit VALUES (?, '', ?, 'Minister Wang', 'signed off', ?, ?, ?, '')",
            (last + 1, row[0], signed, row[1], details),
        )
        chained_anew(connection)

    without_triggers(library, change)
    assert galley("export", signed, "--to", tmp_path / "o", "--json").json["kind"] == "proof"
    assert "is not signed" in problems(galley)


def test_keys_put_in_with_sql_are_nobodys(
    galley: Galley, signed: str, library: Path, tmp_path: Path
) -> None:
    sql(
        library,
        "INSERT INTO keys (id, account, public, since, certificate, sealed)"
        " VALUES ('ab', '', '00', '2026-12-01T10:00:00+00:00', '', '')",
    )
    assert "The record does not know how key ab" in problems(galley)


def cut(connection: sqlite3.Connection) -> None:
    """The end of the record, with the numbers to match."""
    last = connection.execute("SELECT max(seq) FROM audit").fetchone()[0]
    connection.execute("DELETE FROM audit WHERE seq > ?", (last - 2,))
    connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit'", (last - 2,))


def emptied(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM audit")
    connection.execute("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'audit'")


def remade(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE audit SET actor = 'Minister Wang'")
    chained_anew(connection)


def inserted(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE audit SET seq = seq + 1000 WHERE seq > 1")
    connection.execute(
        "INSERT INTO audit VALUES (2, '', '2026-12-01T10:00:00+00:00', 'x', 'y', '', '', '{}', '')"
    )
    chained_anew(connection)


@pytest.mark.parametrize("attack", [cut, emptied, remade, inserted])
def test_a_record_cut_or_made_anew_is_found(
    galley: Galley,
    signed: str,
    library: Path,
    tmp_path: Path,
    attack: Callable[[sqlite3.Connection], None],
) -> None:
    """The chain itself is right every time."""
    assert galley("export", signed, "--to", tmp_path / "out").status == 0
    assert galley("backup").status == 0
    assert galley("doctor").status == 0
    without_triggers(library, attack)
    said = problems(galley)
    assert "its end was cut off, or it was made anew" in said


def test_a_bundle_alone_shows_that_the_record_was_cut(
    galley: Galley, signed: str, library: Path, tmp_path: Path
) -> None:
    """No backup, and the sign-offs gone with the entries."""
    assert galley("export", signed, "--to", tmp_path / "out").status == 0

    def change(connection: sqlite3.Connection) -> None:
        emptied(connection)
        connection.execute("DELETE FROM sign_offs")
        connection.execute("DELETE FROM keys WHERE account <> ''")

    without_triggers(library, change)
    shutil.rmtree(library / "backups", ignore_errors=True)
    assert f"in the bundle {tmp_path / 'out'}" in problems(galley)


def test_an_older_backup_brought_home_is_said_and_no_fault(
    galley: Galley, signed: str, library: Path, tmp_path: Path
) -> None:
    kept = galley("backup", "--to", tmp_path / "kept.db", "--json").json["path"]
    assert galley("set", signed, "deck=Again.").status == 0
    assert galley("sign-off", signed, "--by", "Chen Yu").status == 0
    assert galley("backup").status == 0  # of what is about to be replaced
    assert galley("restore", kept).status == 0
    answer = galley("doctor", "--json")
    assert answer.json["problems"] == []
    assert any("brought home" in each for each in answer.json["remarks"])


def test_a_clock_set_back_is_noted(galley: Galley, signed: str, library: Path) -> None:
    def change(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO audit SELECT max(seq) + 1, '', '2001-01-01T00:00:00+00:00', actor,"
            " 'sent for review', object, snapshot, '{}', '' FROM audit"
        )
        chained_anew(connection)

    without_triggers(library, change)
    assert any("set back" in each for each in galley("doctor", "--json").json["remarks"])


def test_only_what_was_read_is_signed(galley: Galley, sample_story: Path, tmp_path: Path) -> None:
    [story] = galley("import", sample_story, "--section", "News", "--json").json
    photo = REPO / "resources" / "sample" / "grain-terraces.jpg"
    texts = ("--caption", "Terraces.", "--credit", "Photo by Zou Hong", "--alt", "Terraces")
    assert galley("photo", "add", story["id"], photo, "--lead", *texts).status == 0
    read = galley("preview", story["id"], "--to", tmp_path / "p.html", "--json").json["snapshot"]
    assert read in galley("check", story["id"]).out
    assert galley("set", story["id"], "headline=Changed meanwhile").status == 0
    refused = galley("sign-off", story["id"], "--by", "Chen Yu", "--read", read)
    assert refused.status == 3
    now = galley("preview", story["id"], "--to", tmp_path / "p.html", "--json").json["snapshot"]
    assert galley("sign-off", story["id"], "--by", "Chen Yu", "--read", now).status == 0


def test_a_stranger_tells_with_the_public_key_alone(
    galley: Galley, signed: str, tmp_path: Path
) -> None:
    """Another machine: no library, only the bundle and the file of keys."""
    bundle = galley("export", signed, "--to", tmp_path / "out", "--json").json["path"]
    keys, page = tmp_path / "keys.json", tmp_path / "verify.html"
    assert galley("keys", "export", "--to", keys).status == 0
    assert galley("keys", "export", "--to", page).status == 0
    assert b"<svg" in page.read_bytes()
    elsewhere = ("--library", tmp_path / "nowhere")
    with_key = galley(*elsewhere, "verify", bundle, "--keys", keys, "--json")
    assert with_key.status == 0
    assert with_key.json["signed"]["trusted"] is True
    assert with_key.json["signed"]["by"] == "Chen Yu"
    without = galley(*elsewhere, "verify", bundle, "--json")
    assert without.status == 0
    assert without.json["signed"]["trusted"] is False
    assert not (tmp_path / "nowhere").exists()
    [file] = Path(bundle).rglob("index.html")
    file.write_bytes(file.read_bytes().replace(b"</p>", b"</p> ", 1))
    changed = galley(*elsewhere, "verify", bundle, "--keys", keys, "--json")
    assert changed.status == 1
    assert changed.json["signed"] is None
