"""A morning at the photo desk, in the real window: ten pictures of a card are dropped, captioned,
cropped, placed, and seen on the page as it will be published."""

import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.edits import Crop
from editor.story.story import Story, StoryEdit
from editor.ui.photos.crop_stage import CropStage
from editor.ui.photos.crop_view import CropView
from editor.ui.photos.light_table import PictureSources
from editor.ui.photos.stationery_box import StationeryBox
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.web_page import WebPage
from editor.ui.window.main_window import MainWindow
from tests.dropping import drop, offered, targets
from tests.e2e.person import Person
from tests.unit.ui.preview.test_preview_pane import ask

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COUNT = 10


@pytest.fixture
def role() -> str:
    return "photo"


@pytest.fixture
def chosen() -> str:
    return "pictures"


@pytest.fixture
def card(tmp_path: Path, wheat_field: Path) -> Path:
    """Nine generated pictures of one photographer, and a real one of another."""
    folder = tmp_path / "card"
    folder.mkdir()
    for number in range(1, COUNT):
        exif = Image.Exif()
        exif[315] = "Zou Hong"
        exif[36867] = f"2026:09:03 08:0{number}:00"
        shape = Image.radial_gradient("L").resize((1500, 1000))
        picture = Image.blend(Image.new("L", shape.size), shape, number / 10)
        picture.save(folder / f"IMG_{number}.JPG", exif=exif)
    shutil.copy(wheat_field, folder / "IMG_0.JPG")
    return folder


@pytest.fixture
def story(desk: Desk, person: Person) -> str:
    story_id = desk.stories.begin(section="News").value.id
    words = ["Farmers cut rice.", "It was a good year."]
    edit = StoryEdit(headline="Harvest", deck="Rice.", body=Document.from_paragraphs(words))
    desk.stories.keep(story_id, edit)
    window_of(person).open_story(story_id)
    person.wait(lambda: window_of(person).panels.texts.story_id == story_id)
    return story_id


def window_of(person: Person) -> MainWindow:
    assert isinstance(person.window, MainWindow)
    return person.window


def test_ten_pictures_from_the_card_to_the_page(
    person: Person, desk: Desk, card: Path, story: str
) -> None:
    window = window_of(person)

    def seen() -> Story:
        return desk.stories.view(story).story

    def now(text: str) -> None:
        """What is shown there for the reader."""
        person.wait(lambda: text in [each.shown_caption for each in seen().placements])

    # The card is dropped on the sheet, and comes in.
    sources: PictureSources = window.panels.pictures.page
    person.trigger("pictures_folder")
    sheet = sources.folder.page
    person.wait(lambda: sheet in targets(window))
    drop(sheet, offered(*sorted(card.iterdir())))
    person.wait(lambda: len(sheet.model.keys) == COUNT)
    person.click("Bring in all")
    told = person.answer_next_dialog(lambda box: box.setVisible(False))
    person.wait(lambda: told and len(desk.photos.photos()) == COUNT)
    # All of them get what a template says.
    person.trigger("pictures_library")
    library = sources.library.page
    person.choose("Order", "By name")
    person.wait(lambda: len(library.model.keys) == COUNT)
    library.view.setFocus()
    QTest.keyClick(library.view, Qt.Key.Key_A, CTRL)

    def fill(box: object) -> None:
        assert isinstance(box, StationeryBox)
        assert len(box.photos) == COUNT
        person.type(person.find("City: what is filled in", QLineEdit, box), "Hailin")
        person.type(
            person.find("Caption: what is filled in", within=box),
            "{photographer} was in {city} on {date:long}.",
        )
        person.click("Apply", box)

    filled = person.answer_next_dialog(fill)
    person.trigger("stationery")
    person.wait(
        lambda: filled and {each.photo.facts.city for each in desk.photos.photos()} == {"Hailin"}
    )
    assert (
        desk.photos.photos()[3].photo.facts.caption
        == "Zou Hong was in Hailin on September 3, 2026."
    )
    # Three of them go into the story.
    library.view.clearSelection()
    for row in (0, 3, 5):
        model = library.view.selectionModel()
        model.setCurrentIndex(library.model.index(row, 0), model.SelectionFlag.Select)
    QTest.keyClick(library.view, Qt.Key.Key_Return, CTRL)
    person.wait(lambda: len(seen().placements_on_page) == 3)
    assert [each.photo.original_name for each in seen().placements_on_page] == [
        f"IMG_{number}.JPG" for number in (0, 3, 5)
    ]
    # Their captions are written with codes.
    codes = {"delimiter": "=", "entries": [["zh", "Zou Hong", "Zou"]]}
    window.desks.settings.keep("codes", codes)
    person.trigger("pictures_story")
    person.wait_for("Photos of the story")
    window.activateWindow()
    person.wait(window.isActiveWindow)
    window.panels.inspector.go_to("caption", seen().placements_on_page[1].id)
    person.type_into("Caption", "A field near Hailin seen by =zh= in 2026.")
    person.type_into("Alt text", "Sheaves of rice stand in rows")
    now("A field near Hailin seen by Zou Hong in 2026.")
    # One is cropped.
    person.trigger("crop_photo")
    person.wait(lambda: window.findChild(CropView) is not None)
    view = window.findChild(CropView)
    assert view is not None
    assert window.geometry().contains(view.geometry())
    stage = view.findChild(CropStage)
    assert stage is not None
    for _ in range(10):
        QTest.keyClick(stage, Qt.Key.Key_Left, SHIFT)
    view.accept()
    person.wait(lambda: seen().placements_on_page[1].shown_edits.crop == Crop(0, 0, 0.95, 1))
    # The page shows them as they will be published.
    person.trigger("preview")
    person.wait(lambda: window.findChild(WebPage) is not None)
    pane = window.findChild(PreviewPane)
    assert pane is not None
    captions = "[...document.querySelectorAll('figcaption')].map(e => e.innerText).join('|')"
    person.wait(lambda: "Zou Hong in 2026" in str(ask(person.qtbot, pane, captions)))
    assert str(ask(person.qtbot, pane, captions)).split("|") == [
        "Ian Britton was in Hailin on September 16, 2002. [Ian Britton]",
        "A field near Hailin seen by Zou Hong in 2026.",
        "Zou Hong was in Hailin on September 3, 2026.",
    ]
    pictures = "[...document.querySelectorAll('figure img')]"
    ask(person.qtbot, pane, f"{pictures}.map(e => e.loading = 'eager').length")
    there = f"{pictures}.filter(e => e.naturalWidth > 0).length"
    person.wait(lambda: ask(person.qtbot, pane, there) == 3)
    said = f"{pictures}.map(e => `${{e.width}} ${{e.height}} ${{e.alt}}`).join('|')"
    told = str(ask(person.qtbot, pane, said)).split("|")
    assert told[1].endswith("Sheaves of rice stand in rows")
    width, height = map(int, told[1].split()[:2])
    assert width / height == pytest.approx(1425 / 1000, abs=0.01), "cropped, as it will go out"
