"""Quitting while something goes on asks first."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from editor.desk.desk import Desk
from editor.desk.leaving import StoryFiles
from editor.desk.publishing import Publishing
from editor.story.document import Document
from editor.story.rendition import Rendition
from editor.story.story import StoryEdit
from editor.ui.window.main_window import MainWindow
from tests.e2e.person import Person


@pytest.fixture
def story(desk: Desk, person: Person, window: MainWindow, sample_photo: Path) -> str:
    story_id = desk.stories.begin().value.id
    edit = StoryEdit(headline="Terraces", body=Document.from_paragraphs(["One.", "Two."]))
    desk.stories.keep(story_id, edit)
    desk.pictures.attach(story_id, desk.pictures.bring_in(sample_photo), lead=True)
    window.open_story(story_id)
    person.wait(lambda: person.find("Headline").toPlainText() == "Terraces")
    return story_id


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """An export stands still at its first picture until this is set."""
    go_on = Event()
    make = Publishing._make

    def slowly(self: Publishing, renditions: Sequence[Rendition], **how: bool) -> Iterator[object]:
        go_on.wait(60)
        yield from make(self, renditions, **how)

    monkeypatch.setattr(Publishing, "_make", slowly)
    yield go_on
    go_on.set()


def export_to(person: Person, window: MainWindow, folder: Path) -> None:
    def fill(dialog: QWidget) -> None:
        person.find("Folder", within=dialog).setText(str(folder))
        person.click("Export", within=dialog)

    person.answer_next_dialog(fill)
    person.trigger("export")
    person.wait(lambda: window._desk_lane.under_way)


def answer(person: Person, name: str) -> list[QWidget]:
    return person.answer_next_dialog(lambda box: person.click(name, within=box))


def test_an_export_that_goes_on_is_not_cut_short_unasked(
    person: Person, window: MainWindow, story: str, held: Event, tmp_path: Path
) -> None:
    export_to(person, window, tmp_path / "site")
    asked = answer(person, "Let it finish")
    window.close()
    [question] = asked
    assert isinstance(question, QMessageBox)
    assert question.text() == "A story is being exported."
    assert question.defaultButton().text() == "Let it finish"
    assert window.isVisible()
    results = answer(person, "Close")
    held.set()
    person.wait(lambda: results)
    assert list((tmp_path / "site").iterdir())
    person.wait(lambda: not window._desk_lane.under_way)
    assert window.close(), "and now nothing is asked"


def test_it_can_be_stopped_and_leaves_nothing_behind(
    person: Person, window: MainWindow, story: str, held: Event, tmp_path: Path
) -> None:
    export_to(person, window, tmp_path / "site")

    def leave(box: QWidget) -> None:
        held.set()  # closing waits for what runs
        person.click("Stop it and quit", within=box)

    person.answer_next_dialog(leave)
    assert window.close()
    assert not (tmp_path / "site").exists()


def test_a_copy_that_is_being_written_is_asked_about_too(
    person: Person,
    window: MainWindow,
    desk: Desk,
    story: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save, go_on = type(desk.story_files).save, Event()

    def slowly(self: StoryFiles, *what: Any) -> object:
        go_on.wait(60)
        return save(self, *what)

    monkeypatch.setattr(type(desk.story_files), "save", slowly)
    to = tmp_path / "copy.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(to), ""))
    person.trigger("save_copy")
    person.wait(lambda: window._desk_lane.under_way)
    asked = answer(person, "Let it finish")
    assert not window.close()
    assert [box.text() for box in asked if isinstance(box, QMessageBox)] == [
        "A copy is being saved."
    ]
    go_on.set()
    person.wait(to.exists)
    person.wait(lambda: not window._desk_lane.under_way)
