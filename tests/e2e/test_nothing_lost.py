"""What a person typed is in the library, whatever happens at the same moment."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from db.errors import LibraryFull
from editor.desk.arrivals import Arrivals
from editor.desk.desk import Desk
from editor.desk.pictures import Pictures
from editor.desk.publishing import Publishing
from editor.desk.stories import Stories
from editor.story.document import Document
from editor.story.story import Status, StoryEdit
from editor.ui.opened.story_tab import OPEN_TABS, OpenTabs, read_open_tabs
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import OpenWindow
from tests.e2e.person import Person


@pytest.fixture
def role() -> str:
    return "supervisor"


def filed(desk: Desk, headline: str) -> str:
    story = desk.stories.begin(section="News").value
    body = Document.from_paragraphs(["The first paragraph."])
    desk.stories.keep(story.id, StoryEdit(headline=headline, body=body))
    return story.id


@pytest.fixture
def first(desk: Desk) -> str:
    return filed(desk, "First story")


@pytest.fixture
def second(desk: Desk) -> str:
    return filed(desk, "Second story")


@pytest.fixture
def window(qtbot: QtBot, first: str, second: str, open_window: OpenWindow) -> MainWindow:
    made = open_window()
    open_(qtbot, made, first)
    return made


def open_(qtbot: QtBot, window: MainWindow, story_id: str) -> None:
    with qtbot.waitSignal(window.story_opened):
        window.open_story(story_id)


def pictures(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"picture-{number}.png" for number in range(count)]
    for number, path in enumerate(paths):
        Image.new("RGB", (400, 300), (40 * number, 90, 60)).save(path)
    return paths


def test_a_field_typed_in_while_the_next_story_comes_belongs_to_the_one_before(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk, first: str, second: str
) -> None:
    with qtbot.waitSignal(window.story_opened):
        window.open_story(second)
        person.type_into("Dateline", "DATONG, Oct 12")
    person.wait(lambda: desk.stories.view(first).story.dateline == "DATONG, Oct 12")
    qtbot.wait(600)
    assert desk.stories.view(second).story.dateline == ""
    assert person.find("Dateline").text() == ""


def test_a_choice_changed_and_changed_back_at_once_is_what_the_field_says(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk, first: str
) -> None:
    person.choose("Section", "Live")
    person.choose("Section", "News")
    qtbot.wait(500)
    assert person.find("Section").currentText() == "News"
    assert desk.stories.view(first).story.section == "news"


def test_a_change_taken_back_is_what_stood_there_before_it(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk, first: str
) -> None:
    def section() -> str:
        return desk.stories.view(first).story.section

    person.choose("Section", "Live")
    person.choose("Section", "Government")
    person.wait(lambda: section() == "government")
    window.panels.texts.undo.undo()
    person.wait(lambda: section() == "live")
    window.panels.texts.undo.undo()
    person.wait(lambda: section() == "news")


def test_of_many_photos_at_once_the_first_leads_and_none_is_left_aside(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk, first: str, tmp_path: Path
) -> None:
    window.desks.photos.bring_in(pictures(tmp_path, 6))
    person.wait(lambda: len(desk.stories.view(first).story.placements) == 6)
    person.wait(lambda: len(desk.stories.view(first).story.body.placements) == 5)
    story = desk.stories.view(first).story
    assert story.lead is not None
    assert len(story.placements_on_page) == 6


def test_a_lead_that_could_not_be_stored_leaves_the_next_one_the_lead(
    qtbot: QtBot,
    window: MainWindow,
    person: Person,
    desk: Desk,
    first: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse(monkeypatch, Pictures, "attach", desk)
    one, two = pictures(tmp_path, 2)
    window.desks.photos.bring_in([one])
    read_warning(person, "full")
    monkeypatch.undo()
    window.desks.photos.bring_in([two])
    person.wait(lambda: desk.stories.view(first).story.lead is not None)


def refuse(monkeypatch: pytest.MonkeyPatch, verbs: type, name: str, desk: Desk) -> None:
    """The disk is full whenever this verb is asked for."""

    def full(*args: Any, **kwargs: Any) -> Any:
        raise LibraryFull(desk.newsroom.store.folder)

    monkeypatch.setattr(verbs, name, full)


def read_warning(person: Person, words: str) -> None:
    """Wait for the box that says so, and close it."""

    def box() -> QMessageBox | None:
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        return next((w for w in shown if w.isVisible() and words in w.text()), None)

    person.wait(box)
    shown = box()
    assert shown is not None
    shown.close()


def test_words_typed_while_the_story_goes_to_the_spike_are_kept(
    qtbot: QtBot,
    window: MainWindow,
    person: Person,
    desk: Desk,
    first: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spike, keep, gate = Stories.spike, Stories.keep_typed, threading.Event()

    def slow_keep(self: Stories, *args: Any, **kwargs: Any) -> Any:
        gate.wait(60)
        return keep(self, *args, **kwargs)

    def slow_spike(self: Stories, story_id: str) -> Any:
        time.sleep(0.2)
        return spike(self, story_id)

    monkeypatch.setattr(Stories, "spike", slow_spike)
    monkeypatch.setattr(Stories, "keep_typed", slow_keep)
    body = person.find("Body")
    person.trigger("spike")
    person.type(body, "Before. ")
    window.panels.texts.keeper.keep_now()  # waits at the gate, behind the spike
    person.type(body, "After. ")
    person.wait(lambda: desk.stories.view(first).story.status is Status.SPIKED)
    qtbot.wait(100)
    gate.set()
    person.wait(lambda: "Before. After." in desk.stories.view(first).story.body.text)
    assert desk.stories.view(first).story.status is Status.SPIKED


@pytest.mark.parametrize("leave", ["spike", "close_story"])
def test_a_field_filled_in_while_its_story_is_being_left_is_kept(
    person: Person,
    desk: Desk,
    first: str,
    monkeypatch: pytest.MonkeyPatch,
    leave: str,
) -> None:
    keep, gate = Stories.keep_typed, threading.Event()

    def slow_keep(self: Stories, *args: Any, **kwargs: Any) -> Any:
        gate.wait(60)
        return keep(self, *args, **kwargs)

    monkeypatch.setattr(Stories, "keep_typed", slow_keep)
    person.type(person.find("Body"), "Before. ")
    person.trigger(leave)
    line = person.find("Dateline")
    line.setFocus()
    person.type(line, "LINGQIU")
    gate.set()
    person.wait(lambda: desk.stories.view(first).story.dateline == "LINGQIU")
    assert "Before." in desk.stories.view(first).story.body.text


def test_a_story_clicked_while_another_goes_to_the_spike_opens(
    qtbot: QtBot,
    window: MainWindow,
    person: Person,
    desk: Desk,
    second: str,
) -> None:
    person.trigger("spike")
    window.open_story(second)
    person.wait(lambda: window.panels.texts.story_id == second)
    qtbot.wait(200)
    assert window.panels.texts.story_id == second


def test_a_spiked_story_is_not_on_the_desk_at_the_next_start(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    person.trigger("spike")
    person.wait(lambda: not window.panels.texts.story_id)
    person.wait(lambda: read_open_tabs(desk.site.setting(OPEN_TABS)) == OpenTabs())
    assert not window.panels.texts.undo.canUndo()


def test_words_typed_while_others_are_on_their_way_are_kept_at_closing(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk, first: str
) -> None:
    body = person.find("Body")
    person.type(body, "One. ")
    window.panels.texts.keeper.keep_now()
    person.type(body, "Two. ")
    assert window.close()
    assert "One. Two." in desk.stories.view(first).story.body.text


def test_a_disk_that_fails_at_the_very_last_is_asked_about(
    qtbot: QtBot,
    window: MainWindow,
    person: Person,
    desk: Desk,
    first: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep, kept = Stories.keep_typed, []

    def keep_once(self: Stories, *args: Any, **kwargs: Any) -> Any:
        if kept:
            raise LibraryFull(desk.newsroom.store.folder)
        kept.append(args)
        return keep(self, *args, **kwargs)

    monkeypatch.setattr(Stories, "keep_typed", keep_once)
    body = person.find("Body")
    person.type(body, "One. ")
    window.panels.texts.keeper.keep_now()
    person.type(body, "Two. ")
    asked = person.answer_next_dialog(lambda dialog: person.click("Stay", within=dialog))
    assert not window.close()
    assert asked
    monkeypatch.undo()
    assert window.close()
    assert "One. Two." in desk.stories.view(first).story.body.text


@pytest.mark.parametrize("busy", ["export", "picture", "backup"])
def test_the_window_closes_soon_while_work_goes_on_and_keeps_the_text(
    qtbot: QtBot,
    window: MainWindow,
    person: Person,
    desk: Desk,
    first: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    busy: str,
) -> None:
    running, done = threading.Event(), threading.Event()

    def slow(*args: Any, **kwargs: Any) -> Any:
        running.set()
        cancelled: Callable[[], bool] = kwargs.get("cancelled", lambda: False)
        end = time.monotonic() + 12
        while time.monotonic() < end and not cancelled() and not done.is_set():
            time.sleep(0.05)
        raise OSError("stopped")

    try:
        if busy == "picture":
            monkeypatch.setattr(Pictures, "bring_in", slow)
            window.desks.photos.bring_in(pictures(tmp_path, 4))
        elif busy == "backup":
            monkeypatch.setattr(type(desk.upkeep), "daily_backup", slow)
            window.look_after_library()
        else:
            monkeypatch.setattr(Publishing, "export", slow)
            desk.review.sign_off(first, by="Chen Yu")
            person.trigger("export")
            person.answer_next_dialog(lambda dialog: choose_folder(person, dialog, tmp_path))
        person.wait(running.is_set)
        person.type(person.find("Body"), "Last words. ")
        if busy == "export":  # what goes out is asked about, what comes in stays where it was
            person.answer_next_dialog(lambda box: person.click("Stop it and quit", within=box))
        began = time.monotonic()
        assert window.close()
        assert time.monotonic() - began < 5
        assert "Last words." in desk.stories.view(first).story.body.text
    finally:
        done.set()


def choose_folder(person: Person, dialog: QWidget, folder: Path) -> None:
    person.find("Folder", within=dialog).setText(str(folder / "site"))
    person.click("Export", within=dialog)


def test_what_is_typed_in_a_photo_is_in_the_story_that_is_signed(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk, first: str, tmp_path: Path
) -> None:
    window.desks.photos.bring_in(pictures(tmp_path, 1))
    person.wait_for("Caption")
    person.type_into("Credit", "Photo/VCG")
    person.type_into("Alt text", "A green field.")
    person.type_into("Caption", "A field near Datong.")
    person.trigger("sign_off")
    seen: list[str] = []

    def approve(dialog: QWidget) -> None:
        placement = desk.stories.view(first).story.placements[0]
        seen.append(placement.shown_caption)
        dialog.close()

    dialogs = person.answer_next_dialog(approve)
    person.wait(lambda: dialogs)
    assert seen == ["A field near Datong."]


def test_a_slug_that_is_refused_does_not_stay_in_its_field(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk, first: str
) -> None:
    person.type_into("Slug", "---")
    person.find("Body").setFocus()
    read_warning(person, "cannot be a slug")
    person.wait(lambda: person.find("Slug").text() == "first-story")
    assert desk.stories.view(first).story.slug == "first-story"


def test_files_on_a_full_disk_are_told_in_one_sentence(
    qtbot: QtBot,
    window: MainWindow,
    person: Person,
    desk: Desk,
    first: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = tmp_path / "story.txt"
    text.write_text("Rain at last\n\nIt rained in the county on Monday, and again at night.\n")
    refuse(monkeypatch, Arrivals, "take_in", desk)
    person.answer_next_dialog(lambda dialog: person.click("Take in", dialog))
    window.desks.imports.bring_in([text])
    read_warning(person, "full")
    refuse(monkeypatch, Pictures, "bring_in", desk)
    window.desks.photos.bring_in([text])
    read_warning(person, "full")


def test_an_export_the_library_cannot_record_is_told_in_one_sentence(
    qtbot: QtBot,
    window: MainWindow,
    person: Person,
    desk: Desk,
    first: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse(monkeypatch, Publishing, "_record", desk)
    person.trigger("export")
    person.answer_next_dialog(lambda dialog: choose_folder(person, dialog, tmp_path))
    read_warning(person, "full")
