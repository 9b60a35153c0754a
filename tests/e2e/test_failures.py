"""The window when the machine fails: a full disk, a damaged library, a second Galley."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.errors import LibraryError
from db.file.journal import Journal
from editor.desk.desk import Desk
from editor.desk.site import Person as Seat
from editor.lock import LibraryInUse
from editor.ui.app import open_or_restore
from editor.ui.settings.special_characters import SpecialCharacters
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import Galley
from tests.e2e.person import Person
from tests.e2e.rows_of_tabs import open_, written

MEGABYTE = 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB of its own."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3M", "tmpfs", str(place)], check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not let a test mount a disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_turns_the_status_red_and_saving_resumes_by_itself(
    qtbot: QtBot, small_disk: Path, tmp_path: Path
) -> None:
    desk = Desk.open(small_disk / "library", program_version="test")
    desk.site.seat(Seat("Chen Yu", "editor"))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, Theme(application, "light"), settings)
    qtbot.addWidget(window)
    window.show()
    window.start()
    person = Person(qtbot, window)
    person.wait_for("New story")
    person.click("New story")
    person.wait_for("Body")
    [row] = desk.stories.rows()
    person.type_into("Body", "Before the disk was full.")
    person.wait(lambda: desk.stories.view(row.id).story.body.text)

    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    text = "Typed while the disk was full. " * 40
    body = person.find("Body")
    person.type(body, text)
    kept = next(each for each in window.findChildren(QLabel) if each.accessibleName() == "Kept")
    person.wait(lambda: "NOT KEPT" in kept.text())
    assert text.strip() in body.toPlainText()
    assert desk.stories.view(row.id).story.body.text == "Before the disk was full."
    # The words are in the journal, on a disk that has room, and the person is told where.
    [entry] = Journal.of(small_disk / "library").entries()
    assert entry.edit.body is not None
    assert text.strip() in entry.edit.body.text
    assert str(entry.file.parent) in kept.text()
    assert not entry.file.is_relative_to(small_disk)

    filler.unlink()
    person.wait(lambda: text.strip() in desk.stories.view(row.id).story.body.text)
    person.wait(lambda: "NOT KEPT" not in kept.text())
    person.wait(lambda: Journal.of(small_disk / "library").entries() == ())
    assert desk.upkeep.health().integrity == ()
    window.close()
    desk.close()


def test_nobody_is_told_of_what_a_library_that_can_only_be_read_does_not_remember(
    qtbot: QtBot, library: Path, tmp_path: Path
) -> None:
    writing = Desk.open(library, program_version="test")
    writing.site.seat(Seat("Chen Yu", "editor"))
    for headline in ("First story", "Second story"):
        written(writing, headline)
    writing.close()
    desk = Desk.open(library, program_version="test", writing=False)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, Theme(application, "light"), settings)
    qtbot.addWidget(window)
    window.show()
    window.start()
    person = Person(qtbot, window)
    first, second = (row.id for row in desk.stories.rows())
    open_(person, first)
    open_(person, second)
    person.trigger("text_larger")
    window.panels.texts.writing.actions()["outline"].trigger()
    window.panels.texts.writing.actions()["find"].trigger()
    person.type_into("Find", "words")
    QTest.keyClick(person.find("Find"), Qt.Key.Key_Return)
    person.trigger("commands")
    person.type(person.wait_for("Commands", QLineEdit), "larger text")
    QTest.keyClick(person.find("Commands", QLineEdit), Qt.Key.Key_Return)
    person.trigger("characters")
    palette = window.findChild(SpecialCharacters)
    assert isinstance(palette, SpecialCharacters)
    palette.remembered.emit({"recent": ["é"]})
    palette.close()
    person.wait(lambda: not window._desk_lane.lane.busy)
    assert QApplication.activeModalWidget() is None

    # Only what somebody sets on purpose is answered.
    def read(dialog: QWidget) -> None:
        told.append(type(dialog).__name__)
        dialog.close()

    def choose(dialog: QWidget) -> None:
        person.choose("Headline, deck and body", "150 percent")
        person.answer_next_dialog(read)
        person.click("Keep", dialog)

    told: list[str] = []
    person.answer_next_dialog(choose)
    window.desks.settings.open("text size")
    person.wait(lambda: told == ["QMessageBox"])
    window.close()
    desk.close()


def test_a_damaged_library_is_offered_its_backup_and_is_kept(
    qtbot: QtBot, galley: Galley, library: Path, sample_story: Path
) -> None:
    [story] = galley("import", sample_story, "--json").json
    galley("backup")
    database = library / "galley.db"
    damaged = bytearray(database.read_bytes())
    damaged[100:9000] = b"\xff" * 8900
    database.write_bytes(damaged)
    said: list[str] = []
    stage = QWidget()
    stage.show()
    qtbot.addWidget(stage)
    person = Person(qtbot, stage)

    def restore(dialog: QWidget) -> None:
        person.answer_next_dialog(told)
        person.click("Restore the backup", within=dialog)

    def told(dialog: QWidget) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.close()

    person.answer_next_dialog(restore)
    desk = open_or_restore(library)
    assert desk is not None
    assert desk.stories.view(story["id"]).story.headline == story["headline"]
    desk.close()
    assert any("kept" in sentence for sentence in said)
    kept = [path for path in library.rglob("*.db") if path.read_bytes() == bytes(damaged)]
    assert kept


def test_a_damaged_library_without_a_backup_is_told_and_left(
    galley: Galley, library: Path, sample_story: Path
) -> None:
    galley("import", sample_story)
    for backup in (library / "backups").glob("*"):
        backup.unlink()
    database = library / "galley.db"
    database.write_bytes(b"\xff" * MEGABYTE)
    with pytest.raises(LibraryError):
        open_or_restore(library)
    assert database.read_bytes() == b"\xff" * MEGABYTE


def test_a_second_galley_on_the_same_library_is_refused_with_the_reason(
    galley: Galley, library: Path, sample_story: Path
) -> None:
    first = Desk.open(library, program_version="test")
    with pytest.raises(LibraryInUse):
        Desk.open(library, program_version="test")
    refused = galley("import", sample_story)
    assert refused.status == 3
    assert str(os.getpid()) in refused.err
    # Reading goes on beside an open window.
    assert galley("list").status == 0
    first.close()
    assert galley("import", sample_story).status == 0
