import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from db.audit import NOTHING_BEFORE
from db.store import Store


@pytest.fixture
def trail(store: Store, now: datetime) -> list[str]:
    """The hashes of five entries."""
    with store.begin() as work:
        hashes = [
            work.audit.append(
                at=now,
                actor="Wang Wei",
                action="signed off",
                object=f"story {number}",
                snapshot="a" * 64,
                details={"note": "好", "number": number},
            )
            for number in range(1, 6)
        ]
        work.commit()
    return hashes


@contextmanager
def forger(folder: Path) -> Iterator[sqlite3.Connection]:
    """Somebody with a SQLite tool, who drops what protects the trail."""
    with closing(sqlite3.connect(folder / "galley.db")) as connection, connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("DROP TRIGGER audit_no_delete")
        yield connection


def problems(store: Store) -> tuple[str, ...]:
    with store.read() as work:
        return tuple(map(str, work.audit.verify()))


def test_an_untouched_trail_has_no_problems(store: Store, trail: list[str]) -> None:
    assert problems(store) == ()
    with store.read() as work:
        assert work.audit.last()[1] == trail[-1]


def test_an_empty_trail_has_no_problems(store: Store) -> None:
    assert problems(store) == ()
    with store.read() as work:
        assert work.audit.last()[1] == NOTHING_BEFORE


def test_a_hash_can_be_made_again_by_anybody_who_reads_the_description(
    folder: Path, store: Store, trail: list[str]
) -> None:
    with closing(sqlite3.connect(folder / "galley.db")) as connection:
        connection.row_factory = sqlite3.Row
        entry = dict(connection.execute("SELECT * FROM audit WHERE seq = 2").fetchone())

    sealed = entry.pop("hash")
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == sealed == trail[1]
    assert entry["prev_hash"] == trail[0]


@pytest.mark.parametrize("sql", ["UPDATE audit SET actor = 'X'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_trail(
    folder: Path, store: Store, trail: list[str], sql: str
) -> None:
    with (
        closing(sqlite3.connect(folder / "galley.db")) as connection,
        pytest.raises(sqlite3.IntegrityError, match="only ever added to"),
    ):
        connection.execute(sql)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE audit SET actor = 'X' WHERE seq = 3", "Entry 3 .* was changed"),
        ("UPDATE audit SET details = '{}' WHERE seq = 1", "Entry 1 .* was changed"),
        ("DELETE FROM audit WHERE seq = 2", "Entries 2 to 2 .* are missing"),
        ("DELETE FROM audit WHERE seq = 1", "Entries 1 to 1 .* are missing"),
        ("DELETE FROM audit WHERE seq > 3", "Entries 4 to 5 .* are missing"),
        ("DELETE FROM audit", "Entries 1 to 5 .* are missing"),
    ],
)
def test_a_forged_trail_is_found_out(
    folder: Path, store: Store, trail: list[str], sql: str, said: str
) -> None:
    with forger(folder) as connection:
        connection.execute(sql)

    found = problems(store)
    assert found
    assert re.search(said, found[0])


def test_two_entries_that_changed_places_are_found_out(
    folder: Path, store: Store, trail: list[str]
) -> None:
    with forger(folder) as connection:
        connection.execute("UPDATE audit SET seq = 99 WHERE seq = 2")
        connection.execute("UPDATE audit SET seq = 2 WHERE seq = 3")
        connection.execute("UPDATE audit SET seq = 3 WHERE seq = 99")

    assert any("does not follow" in problem for problem in problems(store))


def test_an_entry_that_was_not_committed_leaves_no_gap(store: Store, now: datetime) -> None:
    def append() -> None:
        work.audit.append(at=now, actor="A", action="b", object="c")

    with store.begin() as work:
        append()
    with store.begin() as work:
        append()
        work.commit()

    assert problems(store) == ()
