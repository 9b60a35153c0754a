"""Photos in the real window: many at once, out again, and back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from editor.desk.desk import Desk
from editor.story.document import Document, Gallery
from editor.story.edits import Crop, Edits
from editor.story.rendition import page_renditions
from editor.story.story import StoryEdit
from editor.ui.photos.crop_stage import CropStage
from editor.ui.photos.crop_view import CropView
from editor.ui.writing.body_field import BodyField
from tests.e2e.person import Person

Files = Callable[[list[Path]], None]


@pytest.fixture
def role() -> str:
    return "photo"


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch, person: Person) -> Files:
    def choose(paths: list[Path]) -> None:
        answer = ([str(path) for path in paths], "")
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *args, **kwargs: answer)
        person.trigger("add_photo")

    return choose


@pytest.fixture
def story(desk: Desk, person: Person) -> str:
    story_id = desk.stories.begin().value.id
    edit = StoryEdit(headline="Terraces", body=Document.from_paragraphs(["One.", "Two."]))
    desk.stories.keep(story_id, edit)
    person.window.open_story(story_id)  # pyright: ignore[reportAttributeAccessIssue]
    person.wait(lambda: person.find("Headline").toPlainText() == "Terraces")
    return story_id


def picture(path: Path, shade: int, size: int = 64) -> Path:
    Image.new("RGB", (size, size), (shade, shade, 0)).save(path)
    return path


def names(desk: Desk, story: str) -> list[str]:
    placements = desk.stories.view(story).story.placements
    return [placement.photo.original_name for placement in placements]


def test_many_photos_stand_as_they_were_chosen_and_what_is_no_picture_is_told_once(
    person: Person, desk: Desk, add: Files, story: str, tmp_path: Path
) -> None:
    # The first takes longest to read.
    good = [picture(tmp_path / f"{n}.png", 40 * n, 3000 if n == 1 else 64) for n in range(1, 4)]
    bad = [tmp_path / f"bad{n}.jpg" for n in range(3)]
    for path in bad:
        path.write_text("no picture at all", "utf-8")
    add([bad[0], good[0], bad[1], good[1], bad[2], good[2]])
    person.wait(lambda: len(names(desk, story)) == 3)
    boxes = [each for each in person.window.findChildren(QMessageBox) if each.isVisible()]
    assert [all(path.name in box.text() for path in bad) for box in boxes] == [True]
    boxes[0].close()
    assert names(desk, story) == ["1.png", "2.png", "3.png"]


def test_one_undo_brings_a_removed_photo_back_into_the_text_too(
    person: Person, desk: Desk, add: Files, story: str, tmp_path: Path
) -> None:
    def in_text() -> int:
        return len(desk.stories.view(story).story.body.placements)

    add([picture(tmp_path / "lead.png", 10), picture(tmp_path / "second.png", 90)])
    person.wait(lambda: len(names(desk, story)) == 2 and in_text() == 1)
    person.wait_for("Remove")
    person.click("Remove")
    person.wait(lambda: names(desk, story) == ["lead.png"] and in_text() == 0)
    beside = person.find("Add photo…", QPushButton)
    person.wait(beside.hasFocus)
    QTest.keyClick(beside, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: len(names(desk, story)) == 2 and in_text() == 1)
    person.trigger("redo")
    person.wait(lambda: names(desk, story) == ["lead.png"] and in_text() == 0)


def test_photos_dropped_into_the_text_together_are_a_gallery_and_one_can_be_taken_out(
    person: Person, desk: Desk, story: str, tmp_path: Path
) -> None:
    body = person.find("Body", BodyField)
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_End)
    paths = [picture(tmp_path / f"{n}.png", 40 * n) for n in range(1, 4)]
    bad = tmp_path / "bad.jpg"
    bad.write_text("no picture at all", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (*paths[:2], bad, paths[2])])
    body.insertFromMimeData(data)
    person.wait(lambda: len(desk.stories.view(story).story.body.placements) == 3)
    next(each for each in person.window.findChildren(QMessageBox) if each.isVisible()).close()
    one, gallery, two = desk.stories.view(story).story.body.blocks
    placements = desk.stories.view(story).story.placements
    assert (one, two) == Document.from_paragraphs(["One.", "Two."]).blocks
    assert gallery == Gallery(tuple(each.id for each in placements))
    assert names(desk, story) == ["1.png", "2.png", "3.png"]
    assert not any(each.lead for each in placements)
    findings = desk.stories.view(story).findings
    assert {each.placement for each in findings if each.rule == "caption-missing"} == {
        each.id for each in placements
    }


def test_a_photo_is_cropped_seen_so_and_taken_back(
    person: Person, desk: Desk, add: Files, story: str, tmp_path: Path
) -> None:
    add([picture(tmp_path / "wide.png", 120, 900)])
    person.wait(lambda: len(names(desk, story)) == 1)

    def shown() -> Edits:
        return desk.stories.view(story).story.placements[0].shown_edits

    person.wait(lambda: person.window.findChild(QAction, "crop_photo").isEnabled())
    person.trigger("crop_photo")
    person.wait(lambda: person.window.findChild(CropView) is not None)
    view = person.window.findChild(CropView)
    assert view is not None
    stage = view.findChild(CropStage)
    assert stage is not None
    for _ in range(4):
        QTest.keyClick(stage, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_R, both)
    view.accept()
    wanted = Edits(turn=1, crop=Crop(0.0, 0.0, 0.98, 1.0))
    person.wait(lambda: shown() == wanted)
    [photo] = desk.stories.view(story).snapshot.photos
    widest = page_renditions(photo)[-1]
    assert (widest.width, widest.height) == (800, 784)  # on its side, and narrower
    person.trigger("undo")
    person.wait(lambda: shown() == Edits())
    person.trigger("redo")
    person.wait(lambda: shown() == wanted)
