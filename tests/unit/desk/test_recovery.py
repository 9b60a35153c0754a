import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import LibraryFull, WrittenByNewer
from db.file.journal import Journal
from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit

FULL = LibraryFull(Path("library"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal's other folders in the test's own place."""
    of = Journal.of

    def here(library: Path) -> Journal:
        return Journal((of(library).folders[0], tmp_path / "own", tmp_path / "temp"))

    monkeypatch.setattr(Journal, "of", here)


def typed(words: str) -> StoryEdit:
    return StoryEdit(body=Document.from_paragraphs([words]))


def test_a_text_found_after_a_crash_is_a_version_and_replaces_nothing(
    desk: Desk, ready: str
) -> None:
    desk.recovery.hold(ready, "Millet harvest begins", typed("It began. Snow fell."), FULL)
    [found] = desk.recovery.bring_back().value
    assert (found.story_id, found.headline) == (ready, "Millet harvest begins")
    assert desk.stories.view(ready).story.body.text == "It began."
    assert desk.history.snapshot(ready, found.version).body.text == "It began. Snow fell."
    assert desk.recovery.bring_back().value == ()


def test_a_text_the_library_holds_already_is_let_go(desk: Desk, ready: str) -> None:
    desk.recovery.hold(ready, "", typed("It began."), FULL)
    assert desk.recovery.bring_back().value == ()
    assert not list((desk.newsroom.store.folder / "journal").iterdir())


def test_a_text_whose_story_is_gone_becomes_a_draft(desk: Desk) -> None:
    edit = replace(typed("Snow fell."), headline="Snow")
    desk.recovery.hold("c" * 32, "Snow", edit, FULL)
    [found] = desk.recovery.bring_back().value
    assert found.version == 0
    story = desk.stories.view(found.story_id).story
    assert (story.headline, story.body.text) == ("Snow", "Snow fell.")


def test_the_sentence_says_why_and_where_the_text_is(desk: Desk, ready: str) -> None:
    said = str(desk.recovery.hold(ready, "", typed("Snow fell."), FULL))
    assert str(FULL) in said
    assert str(desk.newsroom.store.folder / "journal") in said


def test_the_journal_stays_when_the_library_cannot_take_it_yet(
    desk: Desk, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.recovery.hold(ready, "", typed("Snow fell."), FULL)

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise FULL

    monkeypatch.setattr("editor.desk.upkeep.keep_once", refuse)
    with pytest.raises(LibraryFull):
        desk.recovery.bring_back()
    monkeypatch.undo()
    monkeypatch.setattr(
        Journal,
        "of",
        lambda library: Journal((library / "journal",)),  # as the fixture had it
    )
    [found] = desk.recovery.bring_back().value
    assert desk.history.snapshot(ready, found.version).body.text == "Snow fell."


def test_a_text_that_a_newer_galley_wrote_stays_where_it_is_and_is_told(
    desk: Desk, ready: str
) -> None:
    journal = Journal.of(desk.newsroom.store.folder)
    folder = journal.write(ready, "H", StoryEdit(deck="Typed."), desk.newsroom.clock())
    [file] = folder.iterdir()
    newer = json.loads(file.read_text("utf-8")) | {"schema": 99, "said": "later"}
    file.write_text(json.dumps(newer), "utf-8")
    assert desk.recovery.bring_back().value == ()
    with pytest.raises(WrittenByNewer, match=r"written by a newer Galley \(schema 99"):
        desk.recovery.refuse_newer()
    assert json.loads(file.read_text("utf-8")) == newer


def test_a_version_that_a_newer_galley_kept_is_told_and_is_no_damage(
    desk: Desk, ready: str
) -> None:
    number = desk.history.save(ready, "Before the cut").value.number
    newer = desk.history.snapshot(ready, number).to_json() | {"schema": 99}
    with sqlite3.connect(desk.newsroom.store.folder / "galley.db") as database:
        database.execute("UPDATE snapshots SET canonical = ?", (json.dumps(newer).encode(),))
    database.close()
    with pytest.raises(WrittenByNewer, match=r"This version was written by a newer Galley"):
        desk.history.snapshot(ready, number)
