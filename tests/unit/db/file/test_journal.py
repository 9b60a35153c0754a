import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.file.journal import EDITS, Journal, edit_form
from editor.story.document import Document
from editor.story.forms import NewerSchema
from editor.story.story import StoryEdit
from tests.documents import documents

STORY = "a" * 32
AT = datetime(2026, 10, 12, 7, 30, tzinfo=UTC)
EDIT = StoryEdit(headline="Frost", body=Document.from_paragraphs(["Frost came early. 霜 😀"]))


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal((tmp_path / "library" / "journal", tmp_path / "own", tmp_path / "temp"))


@given(
    body=st.none() | documents,
    headline=st.none() | st.text(),
    byline=st.none() | st.lists(st.text()).map(tuple),
    words=st.none() | st.integers(0, 10_000),
)
def test_what_is_written_of_an_edit_is_read_again(
    body: Document | None,
    headline: str | None,
    byline: tuple[str, ...] | None,
    words: int | None,
) -> None:
    edit = StoryEdit(body=body, headline=headline, byline=byline, target_words=words, dated=AT)
    stored = json.dumps(edit_form(edit)[0]).encode("utf-8", "surrogatepass")
    assert EDITS.read(StoryEdit, json.loads(stored)) == edit


@pytest.mark.parametrize(
    "data", [None, [], {"headline": {}}, {"byline": [1]}, {"body": {"type": "x"}}]
)
def test_what_is_no_edit_is_refused(data: object) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        EDITS.read(StoryEdit, data)


def test_a_field_nobody_here_knows_is_a_newer_galley_s() -> None:
    with pytest.raises(NewerSchema):
        EDITS.read(StoryEdit, {"nothing": "x"})


def test_a_text_lies_beside_the_library_when_there_is_room(journal: Journal) -> None:
    assert journal.write(STORY, "Frost", EDIT, AT) == journal.folders[0]
    [entry] = journal.entries()
    assert (entry.story_id, entry.headline, entry.edit, entry.at) == (STORY, "Frost", EDIT, AT)


def test_a_newer_text_takes_the_place_of_the_older(journal: Journal) -> None:
    journal.write(STORY, "Frost", StoryEdit(headline="Old"), AT)
    journal.write(STORY, "Frost", EDIT, AT + timedelta(seconds=3))
    assert [entry.edit for entry in journal.entries()] == [EDIT]


def test_when_the_library_s_disk_takes_nothing_the_next_folder_does(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.write(STORY, "Frost", StoryEdit(headline="Old"), AT)
    refused = journal.folders[0]
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target).is_relative_to(refused):
            raise OSError(28, "No space left on device")
        replace(source, target)

    import db.file.journal

    monkeypatch.setattr(db.file.journal, "move_into_place", full)
    assert journal.write(STORY, "Frost", EDIT, AT + timedelta(seconds=1)) == journal.folders[1]
    monkeypatch.undo()
    assert [entry.edit for entry in journal.entries()] == [EDIT]
    assert not list(refused.glob("*.new"))


def test_when_no_folder_takes_it_the_reason_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    with pytest.raises(NotADirectoryError):
        Journal((blocked / "a", blocked / "b")).write(STORY, "Frost", EDIT, AT)


def test_nothing_is_left_once_the_library_has_the_text(journal: Journal) -> None:
    journal.write(STORY, "Frost", EDIT, AT)
    journal.clear(STORY)
    assert journal.entries() == ()


def test_a_damaged_entry_is_set_aside_and_the_others_are_read(journal: Journal) -> None:
    folder = journal.write(STORY, "Frost", EDIT, AT)
    (folder / f"{'b' * 32}.journal.json").write_text('{"story": "b"')
    assert [entry.story_id for entry in journal.entries()] == [STORY]
    assert list(folder.glob("*.damaged"))
    assert [entry.story_id for entry in journal.entries()] == [STORY]


@pytest.mark.skipif(os.name == "nt", reason="rights of this kind are POSIX's")
def test_nobody_else_can_read_it(journal: Journal) -> None:
    folder = journal.write(STORY, "Frost", EDIT, AT)
    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_somebody_put_in_its_place_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / "link"
    link.symlink_to(elsewhere)
    own = tmp_path / "own"
    assert Journal((link, own)).write(STORY, "Frost", EDIT, AT) == own
    assert not list(elsewhere.iterdir())
