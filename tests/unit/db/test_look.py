"""What is read in plain SQL is read as the tables say, and in the transaction it stands in."""

import json
import threading
from datetime import datetime
from pathlib import Path

import pytest

from db.columns import Json, MessageText, Moment
from db.query import READERS
from db.schema import METADATA
from db.store import Store
from editor.message import message_in
from editor.story.outlet import Section
from editor.story.story import Story

# Read as its text; a setting is read where it is asked for; nobody looks at these.
ELSEWHERE = {("documents", "body"), ("versions", "found")}


def test_cells_are_read_by_the_types_of_their_columns() -> None:
    wanted: dict[str, set[object]] = {}
    for table in METADATA.tables.values():
        for column in table.columns:
            if (table.name, column.name) in ELSEWHERE:
                continue
            match column.type:
                case Moment():
                    wanted.setdefault(column.name, set()).add(datetime.fromisoformat)
                case Json():
                    wanted.setdefault(column.name, set()).add(json.loads)
                case MessageText(group=group):
                    reader = READERS[column.name]
                    assert reader("no JSON") == message_in("no JSON", group)
                case _:
                    continue
    assert {name: {READERS[name]} for name in wanted} == wanted


def test_what_is_looked_at_is_what_this_transaction_has_written(store: Store) -> None:
    with store.begin() as work:
        before = work.look.sections()
        work.sections.keep(Section("sport", "Sport"), 99)
        assert work.look.sections() == (*before, Section("sport", "Sport"))
        with store.read() as other:
            assert other.look.sections() == before
    with store.read() as work:
        assert work.look.sections() == before  # it was not committed


def test_a_look_and_a_noun_see_one_moment(store: Store, stored: Story) -> None:
    """The noun comes late, with SQLAlchemy; the transaction is the one that was begun."""
    with store.read() as work:
        assert work.look.story(stored.id) is not None
        with store.begin() as other:
            other.sections.keep(Section("sport", "Sport"), 99)
            other.commit()
        assert "sport" not in {section.key for section in work.look.sections()}
        assert work.stories.rows()
        assert "sport" not in work.sections.use_counts()
        assert "sport" not in {section.key for section in work.look.sections()}


def test_every_thread_has_a_transaction_of_its_own(store: Store, stored: Story) -> None:
    inside, seen = threading.Barrier(4), list[int]()

    def look() -> None:
        with store.read() as work:
            inside.wait()
            seen.append(len(work.stories.rows()))
            inside.wait()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1, 1, 1, 1]


def test_a_reader_cannot_commit(store: Store) -> None:
    with store.read() as work, pytest.raises(RuntimeError):
        work.commit()


def test_a_closed_library_lets_go_of_its_file(folder: Path) -> None:
    store = Store.open(folder)
    with store.read() as work:
        work.look.outlet()
        work.stories.rows()
    store.close()
    (folder / "galley.db").rename(folder / "moved.db")
    assert not list(folder.glob("galley.db-*"))  # SQLite puts its log away with the last one
