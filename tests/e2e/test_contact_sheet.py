"""The contact sheets in the real window: a card of five hundred pictures, and the library."""

import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListWidget, QToolButton

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.stationery import Row, Stationery
from editor.story.story import PhotoListing, StoryEdit
from editor.ui.photos.contact_rows import PICTURE_ROLE, TILE_ROLE, Mark
from editor.ui.photos.contact_sheet import ContactSheet
from editor.ui.photos.folder_desk import FolderDesk
from editor.ui.photos.light_table import PictureSources
from editor.ui.photos.photo_record import PhotoRecord
from editor.ui.photos.stationery_box import PasteBox, StationeryBox
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.pasting import offer_photos
from tests.dropping import COPY, LEFT, drop, offered, targets
from tests.e2e.conftest import SitDown
from tests.e2e.person import Person

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MANY = 500


@pytest.fixture
def chosen() -> str:
    return "pictures"


@pytest.fixture(scope="module")
def full_card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As a camera leaves it: folders within folders, and small pictures inside of the pictures."""
    card = tmp_path_factory.mktemp("card")
    for number in range(MANY):
        folder = card / "DCIM" / f"{100 + number // 100}CANON"
        folder.mkdir(parents=True, exist_ok=True)
        picture = Image.new("RGB", (96, 64), (number % 256, 40, number * 7 % 256))
        if number % 3 == 0:
            exif = Image.Exif()
            exif[270] = f"Farmers in field {number}."
            picture.save(folder / f"IMG_{number:04}.JPG", exif=exif)
        else:
            picture.save(folder / f"IMG_{number:04}.JPG")
    return card


@pytest.fixture
def card(full_card: Path, tmp_path: Path) -> Path:
    """Six of them."""
    folder = tmp_path / "six"
    folder.mkdir()
    for path in sorted(full_card.rglob("*.JPG"))[:6]:
        shutil.copy(path, folder)
    return folder


def sources(person: Person) -> PictureSources:
    assert isinstance(person.window, MainWindow)
    return person.window.panels.pictures.page


def library(person: Person) -> ContactSheet:
    person.trigger("pictures_library")
    return sources(person).library.page


def show(person: Person, places: list[Path]) -> ContactSheet:
    """A folder, or files, dropped on the sheet."""
    person.trigger("pictures_folder")
    sheet = sources(person).folder.page
    person.wait(lambda: sheet in targets(person.window))
    drop(sheet, offered(*places))
    return sheet


def names(sheet: ContactSheet) -> list[str]:
    rows = range(len(sheet.model.keys))
    tiles = [sheet.model.index(row, 0).data(TILE_ROLE) for row in rows]
    return [tile.name if tile is not None else "" for tile in tiles]


def press(sheet: ContactSheet, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    part = sheet.look if sheet.looks else sheet.view
    part.setFocus()
    QTest.keyClick(part, key, held or Qt.KeyboardModifier.NoModifier)


def choose(sheet: ContactSheet, *rows: int) -> None:
    sheet.view.clearSelection()
    for row in rows:
        index = sheet.model.index(row, 0)
        model = sheet.view.selectionModel()
        model.setCurrentIndex(index, model.SelectionFlag.Select)


def report(person: Person) -> list[str]:
    """What the box says, once it is there; it is closed."""
    seen: list[list[str]] = []

    def is_there() -> bool:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog) and box.windowTitle() == "Pictures brought in":
            seen.append([label.text() for label in box.findChildren(QLabel) if label.text()])
            box.reject()
        return bool(seen)

    person.wait(is_there)
    return seen[0]


def ratings(desk: Desk) -> dict[str, str]:
    return {each.photo.original_name: each.photo.facts.rating for each in desk.photos.photos()}


def filled(person: Person, desk: Desk, card: Path) -> ContactSheet:
    """The library's sheet with the six pictures, by name."""
    list(desk.photos.ingest(card))
    sheet = library(person)
    person.choose("Order", "By name")
    person.wait(lambda: len(sheet.model.keys) == 6 and all(names(sheet)))
    return sheet


def test_five_hundred_pictures_of_a_card_are_seen_and_come_in(
    person: Person, desk: Desk, full_card: Path
) -> None:
    sheet = show(person, [full_card])
    person.wait(lambda: len(sheet.model.keys) == MANY)
    here, _ = sheet.view.in_sight
    assert 0 < len(here) < MANY

    def there(row: int) -> bool:
        picture = sheet.model.index(row, 0).data(PICTURE_ROLE)  # of the sheet that is seen
        return picture is not None and not picture.isNull()

    person.wait(lambda: all(there(row) for row in range(len(here))))
    # Nobody has asked for what is far below.
    assert not there(MANY - 1)
    press(sheet, Qt.Key.Key_End)
    person.wait(lambda: there(MANY - 1))
    # What the files say of themselves: a caption in every third.
    person.wait(lambda: sheet.model.index(MANY - 1, 0).data(TILE_ROLE).marks != ())
    assert sheet.model.index(MANY - 1, 0).data(TILE_ROLE).marks == (
        Mark.NO_CREDIT,
        Mark.NO_CAPTION,
    )
    for _ in range(4):
        press(sheet, Qt.Key.Key_Left, SHIFT)
    person.click("Bring in 5 pictures")
    assert "5 pictures are in the library now." in report(person)
    sheet = library(person)
    person.wait(lambda: names(sheet) == [f"IMG_{MANY - n:04}.JPG" for n in range(1, 6)])
    person.wait(lambda: there(0))


def test_what_is_selected_comes_in_with_its_marks_and_the_rest_is_told(
    person: Person, desk: Desk, card: Path
) -> None:
    (card / "IMG_0006.JPG").write_bytes(b"no picture at all")
    shutil.copy(card / "IMG_0000.JPG", card / "IMG_0007.JPG")
    sheet = show(person, [card])
    person.wait(lambda: len(sheet.model.keys) == 8 and all(names(sheet)))
    choose(sheet, 1, 2)
    press(sheet, Qt.Key.Key_4)
    press(sheet, Qt.Key.Key_6)
    assert sheet.model.index(2, 0).data(TILE_ROLE).rating == "4"
    person.click("Bring in 2 pictures")
    assert "2 pictures are in the library now." in report(person)
    assert ratings(desk) == {"IMG_0001.JPG": "4", "IMG_0002.JPG": "4"}
    assert {each.photo.facts.colour_class for each in desk.photos.photos()} == {"Red"}
    # What is said of one that has come in is said of its record, and can be taken back.
    choose(sheet, 1)
    press(sheet, Qt.Key.Key_2)
    person.wait(lambda: ratings(desk)["IMG_0001.JPG"] == "2")
    person.wait(lambda: sheet.model.index(1, 0).data(TILE_ROLE).rating == "2")
    assert record(person).photo == sheet.chosen_photos()[0]
    person.trigger("undo")
    person.wait(lambda: sheet.model.index(1, 0).data(TILE_ROLE).rating == "4")
    sheet.view.clearSelection()
    person.click("Bring in all")
    said = report(person)
    assert "4 pictures are in the library now." in said
    assert "3 pictures were there already." in said
    assert "1 file was not taken." in said
    assert any("IMG_0006.JPG" in sentence for sentence in said)
    assert Mark.HERE in sheet.model.index(0, 0).data(TILE_ROLE).marks


def test_what_comes_in_can_be_stopped(
    person: Person, desk: Desk, full_card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = show(person, [full_card])
    person.wait(lambda: len(sheet.model.keys) == MANY)
    sheet.view.clearSelection()
    person.click("Bring in all")
    person.wait(lambda: len(desk.photos.photos()) > 2)
    person.click("Cancel", within=sheet)
    said = report(person)
    came = len(desk.photos.photos())
    assert 2 < came < MANY
    assert any(sentence.endswith("left out, as you wished.") for sentence in said)
    assert len(sheet.model.keys) == MANY


def test_a_folder_that_goes_is_told_in_a_sentence(person: Person, card: Path) -> None:
    sheet = show(person, [card])
    person.wait(lambda: len(sheet.model.keys) == 6)
    shutil.rmtree(card)
    person.choose("Order", "Last taken first")
    person.wait(lambda: not sheet.model.keys)
    assert any(f"{card} cannot be read" in label.text() for label in sheet.findChildren(QLabel))
    person.find("Choose folder…")


def test_a_card_pulled_out_while_one_looks_is_told(person: Person, card: Path) -> None:
    sheet = show(person, [card])
    person.wait(lambda: len(sheet.model.keys) == 6 and all(names(sheet)))
    shutil.rmtree(card)
    sheet.bar.slider.setValue(96)  # other pictures are wanted
    person.wait(lambda: "Was the card taken out?" in sheet.notice.text)
    person.wait(lambda: not sheet.model.keys)


def test_several_are_rated_in_one_step_and_it_is_taken_back(
    person: Person, desk: Desk, card: Path
) -> None:
    sheet = filled(person, desk, card)
    choose(sheet, 0, 1, 2)
    press(sheet, Qt.Key.Key_5)
    person.wait(lambda: list(ratings(desk).values()) == ["5"] * 3 + [""] * 3)
    person.wait(lambda: sheet.model.index(2, 0).data(TILE_ROLE).rating == "5")
    assert sheet.view.chosen == list(sheet.model.keys[:3])
    person.trigger("undo")
    person.wait(lambda: set(ratings(desk).values()) == {""})
    choose(sheet, 3)
    press(sheet, Qt.Key.Key_7)
    person.wait(lambda: sheet.model.index(3, 0).data(TILE_ROLE).colour == "Yellow")
    press(sheet, Qt.Key.Key_7)  # the same again takes it away
    person.wait(lambda: sheet.model.index(3, 0).data(TILE_ROLE).colour == "")
    press(sheet, Qt.Key.Key_X)
    person.wait(lambda: ratings(desk)["IMG_0003.JPG"] == "-1")


def test_the_library_is_narrowed_searched_and_sorted(
    person: Person, desk: Desk, card: Path
) -> None:
    sheet = filled(person, desk, card)
    person.choose("Which pictures", "No caption")
    person.wait(lambda: len(sheet.model.keys) == 4)
    person.choose("Which pictures", "All pictures")
    person.wait(lambda: len(sheet.model.keys) == 6)
    person.type_into("Search pictures", "farmers field 3")
    person.wait(lambda: names(sheet) == ["IMG_0003.JPG"])
    person.type_into("Search pictures", "nothing of the kind")
    person.wait(lambda: not sheet.model.keys)
    person.click("Show all pictures")
    person.wait(lambda: len(sheet.model.keys) == 6)
    numbers = desk.photos.numbers([each.photo.id for each in desk.photos.photos()])
    desk.photos.describe_each({next(iter(numbers)): {"rating": "3"}})
    person.choose("Order", "Best rated first")
    person.wait(lambda: sheet.model.keys[0] == next(iter(numbers.values())))
    person.choose("Rating", "★★★ or more")
    person.wait(lambda: len(sheet.model.keys) == 1)


def test_one_is_seen_large_dot_for_dot_and_the_next_is_a_key_away(
    person: Person, desk: Desk, card: Path
) -> None:
    sheet = filled(person, desk, card)
    choose(sheet, 0)
    press(sheet, Qt.Key.Key_Space)
    assert sheet.looks
    assert sheet.look.keys == [sheet.model.keys[0]]
    press(sheet, Qt.Key.Key_Right)
    assert sheet.look.keys == [sheet.model.keys[1]]
    press(sheet, Qt.Key.Key_3)
    person.wait(lambda: ratings(desk)["IMG_0001.JPG"] == "3")
    press(sheet, Qt.Key.Key_Z)
    assert sheet.look.words.endswith("100 %")
    person.wait(lambda: sheet.look.panes[0].is_sharp)
    press(sheet, Qt.Key.Key_Z)
    assert not sheet.look.words.endswith("100 %")
    press(sheet, Qt.Key.Key_Escape)
    assert not sheet.looks
    assert sheet.view.currentIndex().row() == 1


def test_two_are_compared_at_the_same_place(person: Person, desk: Desk, card: Path) -> None:
    sheet = filled(person, desk, card)
    choose(sheet, 2, 4)
    press(sheet, Qt.Key.Key_Return)
    assert sheet.look.keys == [sheet.model.keys[2], sheet.model.keys[4]]
    first, second = sheet.look.panes[:2]
    person.wait(lambda: first.has_picture and second.has_picture)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=second.rect().center())
    assert first.centre is not None
    assert first.centre == second.centre
    press(sheet, Qt.Key.Key_Left, SHIFT)
    assert first.centre == second.centre
    press(sheet, Qt.Key.Key_Right)  # what is marked now is the other one
    press(sheet, Qt.Key.Key_2)
    person.wait(lambda: ratings(desk)["IMG_0004.JPG"] == "2")
    assert ratings(desk)["IMG_0002.JPG"] == ""


def test_a_picture_of_the_library_goes_into_the_story(
    person: Person, desk: Desk, card: Path
) -> None:
    sheet = filled(person, desk, card)
    choose(sheet, 1)
    press(sheet, Qt.Key.Key_Return, CTRL)  # no story is open: said, and nothing happens
    story = desk.stories.begin().value.id
    desk.stories.keep(story, StoryEdit(headline="Millet", body=Document.from_paragraphs(["One."])))
    assert isinstance(person.window, MainWindow)
    texts = person.window.panels.texts
    person.window.open_story(story)
    person.wait(lambda: texts.view is not None)
    choose(sheet, 1, 3)
    press(sheet, Qt.Key.Key_Return, CTRL)
    person.wait(lambda: texts.view is not None and len(texts.view.story.placements) == 2)
    placed = desk.stories.view(story).story.placements
    assert [each.photo.original_name for each in placed] == ["IMG_0001.JPG", "IMG_0003.JPG"]
    assert placed[0].lead
    person.wait(lambda: Mark.USED in sheet.model.index(3, 0).data(TILE_ROLE).marks)
    # The record of the one that is chosen stands beside the sheet, and nowhere else.
    record = person.window.panels.inspector.findChild(PhotoRecord)
    assert record is not None
    person.wait(lambda: record.isVisible() and record.photo == placed[1].photo.id)
    choose(sheet, 5)
    person.wait(lambda: record.photo not in {each.photo.id for each in placed})
    person.trigger("pictures_story")
    person.wait(lambda: record.photo in {each.photo.id for each in placed})
    person.trigger("undo")
    person.wait(lambda: len(desk.stories.view(story).story.placements) == 1)
    person.trigger("pictures_library")
    choose(sheet, 0)
    press(sheet, Qt.Key.Key_Return, CTRL)  # in a story with photos these keys mean more elsewhere
    person.wait(lambda: len(desk.stories.view(story).story.placements) == 2)


def test_what_comes_in_elsewhere_stands_first_and_nothing_else_moves(
    person: Person, desk: Desk, card: Path, full_card: Path
) -> None:
    sheet = filled(person, desk, card)
    before = list(sheet.model.keys)
    other = show(person, [next(iter(sorted(full_card.rglob("IMG_0100.JPG"))))])
    person.wait(lambda: len(other.model.keys) == 1)
    other.view.clearSelection()
    person.click("Bring in all")
    report(person)
    sheet = library(person)
    person.wait(lambda: len(sheet.model.keys) == 7)
    assert list(sheet.model.keys[1:]) == before


def test_source_folder_and_size_are_there_again(sit_down: SitDown, desk: Desk, card: Path) -> None:
    person = sit_down()
    sheet = show(person, [card])
    person.wait(lambda: len(sheet.model.keys) == 6)
    sheet.bar.slider.setValue(240)
    person.window.close()
    again = sit_down()
    again.wait(lambda: sources(again).source == "folder")
    # Without a story on top it is seen all the same.
    sheet = sources(again).folder.page
    again.wait(sheet.isVisible)
    again.wait(lambda: len(sheet.model.keys) == 6)
    assert sheet.view.tiles.width == 240
    assert desk.photos.listed(PhotoListing()).tolist() == []
    assert sheet.findChildren(FolderDesk)


# -- what is selected there is meant by everything


def record(person: Person) -> PhotoRecord:
    assert isinstance(person.window, MainWindow)
    found = person.window.panels.inspector.findChild(PhotoRecord)
    assert found is not None
    return found


def cities(desk: Desk) -> list[str]:
    return [each.photo.facts.city for each in desk.photos.photos()]


def test_without_a_story_the_record_of_the_chosen_picture_is_written_and_taken_back(
    person: Person, desk: Desk, card: Path
) -> None:
    sheet = filled(person, desk, card)
    choose(sheet, 1)
    person.wait_for("Caption")
    first = desk.photos.photos()[1].photo
    assert record(person).photo == first.id
    person.type_into("Caption", "Terraces above Hailin.")
    person.type_into("Credit", "Photo by Zou Hong")
    choose(sheet, 2)  # whoever goes on to the next one has told all
    person.wait(lambda: not desk.photos.show(first.id).photo.facts.credit.is_blank)
    assert desk.photos.show(first.id).photo.facts.caption == "Terraces above Hailin."
    person.wait(lambda: Mark.NO_CAPTION not in sheet.model.index(1, 0).data(TILE_ROLE).marks)
    person.trigger("undo")
    person.trigger("undo")
    person.wait(lambda: desk.photos.show(first.id).photo.facts == first.facts)
    person.trigger("redo")
    person.trigger("redo")
    person.wait(lambda: desk.photos.show(first.id).photo.facts.caption == "Terraces above Hailin.")
    # In another workspace it is no picture that the inspector is about.
    person.trigger("workspace_write")
    person.wait(lambda: not record(person).isVisible())
    person.trigger("pictures_library")
    person.wait(lambda: record(person).isVisible())


def test_a_template_and_copied_fields_go_to_the_selected_pictures(
    person: Person, desk: Desk, card: Path
) -> None:
    desk.stationery.keep(Stationery("Harvest", (Row("city", "Hailin"),)))
    sheet = filled(person, desk, card)
    choose(sheet, 1, 2, 4)

    def fill(box: object) -> None:
        assert isinstance(box, StationeryBox)
        person.find("Stationery of the newsroom", QListWidget, box).setCurrentRow(0)
        person.click("Apply", box)

    seen = person.answer_next_dialog(fill)
    person.trigger("stationery")
    person.wait(lambda: bool(seen) and cities(desk) == ["", "Hailin", "Hailin", "", "Hailin", ""])
    person.trigger("undo")
    person.wait(lambda: cities(desk) == [""] * 6)
    person.trigger("redo")
    person.wait(lambda: "Hailin" in cities(desk))
    choose(sheet, 1)
    assert isinstance(person.window, MainWindow)
    with person.qtbot.waitSignal(person.window.desks.stationery.said):
        person.trigger("copy_metadata")
    choose(sheet, 0, 3)

    def paste(box: object) -> None:
        assert isinstance(box, PasteBox)
        person.click("Paste", box)

    seen = person.answer_next_dialog(paste)
    person.trigger("paste_metadata")
    person.wait(lambda: bool(seen) and cities(desk)[:5] == ["Hailin"] * 5)


def test_all_are_marked_also_those_that_nobody_has_seen(
    person: Person, desk: Desk, card: Path
) -> None:
    sheet = filled(person, desk, card)
    sheet.model.show_keys(sheet.model.keys)  # as if no tile had been looked at
    sheet.view.selectAll()
    press(sheet, Qt.Key.Key_2)
    person.wait(lambda: set(ratings(desk).values()) == {"2"})


def test_pictures_of_the_sheets_are_dragged_into_the_text(
    person: Person, desk: Desk, card: Path
) -> None:
    sheet = filled(person, desk, card)
    story = desk.stories.begin().value.id
    desk.stories.keep(story, StoryEdit(headline="Millet", body=Document.from_paragraphs(["One."])))
    assert isinstance(person.window, MainWindow)
    person.window.open_story(story)
    person.wait(lambda: person.window.panels.texts.view is not None)  # type: ignore[attr-defined]

    def placed() -> list[str]:
        placements = desk.stories.view(story).story.placements_on_page
        return [each.photo.original_name for each in placements]

    rows = [sheet.model.index(row, 0) for row in (3, 1)]
    of_library = sheet.model.mimeData(rows)
    other = show(person, [card])
    person.wait(lambda: len(other.model.keys) == 6)
    of_folder = other.model.mimeData([other.model.index(5, 0)])
    person.trigger("workspace_write")
    body = person.wait_for("Body").viewport()
    person.wait(lambda: body in targets(person.window))
    drop(body, of_library)
    person.wait(lambda: placed() == ["IMG_0001.JPG", "IMG_0003.JPG"])
    drop(body, of_folder)
    file = Path(str(other.model.keys[5])).name
    person.wait(lambda: placed() == [file, "IMG_0001.JPG", "IMG_0003.JPG"])  # it leads
    person.trigger("undo")
    person.wait(lambda: placed() == ["IMG_0001.JPG", "IMG_0003.JPG"])
    person.trigger("undo")
    person.wait(lambda: placed() == [])
    # And where the story's photos are seen.
    person.trigger("pictures_story")
    person.wait(lambda: sources(person).table in targets(person.window))
    drop(sources(person).table, sheet.model.mimeData(rows[:1]))
    person.wait(lambda: placed() == ["IMG_0003.JPG"])


def test_what_is_dragged_waits_for_another_workspace_over_its_name(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.trigger("pictures_library")
    write = person.find("Write", QToolButton)
    monkeypatch.setattr(QDropEvent, "source", lambda _event: write)
    dragged = offer_photos([1])
    event = QDragEnterEvent(QPoint(5, 5), COPY, dragged, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(write, event)
    assert event.isAccepted()
    assert isinstance(person.window, MainWindow)
    person.wait(lambda: person.window.panels.middle.shows_texts)  # type: ignore[attr-defined]


def test_where_a_picture_comes_from_stands_on_its_tile(
    person: Person, desk: Desk, tmp_path: Path
) -> None:
    made = tmp_path / "made.jpg"
    Image.new("RGB", (60, 40), "red").save(made)
    photo = desk.photos.take_in(made).value.photo
    assert photo is not None
    desk.photos.describe(photo.id, {"source_type": "trainedAlgorithmicMedia"})
    sheet = library(person)
    person.wait(lambda: len(sheet.model.keys) == 1 and all(names(sheet)))
    index = sheet.model.index(0, 0)
    assert "AI" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "made by AI" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(TILE_ROLE).badge is not None


def test_a_folder_is_narrowed_by_what_its_files_say_and_what_is_said_of_them_here(
    person: Person, full_card: Path
) -> None:
    sheet = show(person, [full_card / "DCIM" / "100CANON"])
    person.wait(lambda: len(sheet.model.keys) == 100)
    person.choose("Which pictures", "No caption")  # also of those that nobody has looked at
    person.wait(lambda: len(sheet.model.keys) == 66)
    person.choose("Which pictures", "All pictures")
    person.type_into("Search pictures", "farmers field 9")
    person.wait(lambda: len(sheet.model.keys) == 7)
    found = (9, 39, 69, 90, 93, 96, 99)
    person.wait(lambda: sorted(names(sheet)) == [f"IMG_{each:04}.JPG" for each in found])
    choose(sheet, 1, 2)
    press(sheet, Qt.Key.Key_4)
    person.choose("Rating", "★★★ or more")
    person.wait(lambda: len(sheet.model.keys) == 2)
    press(sheet, Qt.Key.Key_0)  # it stays until something else is asked
    assert len(sheet.model.keys) == 2
    person.choose("Rating", "★ or more")
    person.wait(lambda: len(sheet.model.keys) == 1)


def test_one_fills_the_screen_and_everything_comes_back(
    person: Person, desk: Desk, card: Path
) -> None:
    sheet = filled(person, desk, card)
    window = person.window
    assert isinstance(window, MainWindow)
    seen = (window.panels.stories, window.panels.inspector, window.statusBar())
    choose(sheet, 0)
    press(sheet, Qt.Key.Key_Space)
    before = window.windowState()
    press(sheet, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not any(part.isVisible() for part in seen)
    person.wait(lambda: sheet.look.width() == window.width())
    press(sheet, Qt.Key.Key_Right)
    press(sheet, Qt.Key.Key_3)
    person.wait(lambda: ratings(desk)["IMG_0001.JPG"] == "3")
    press(sheet, Qt.Key.Key_Escape)  # to the large picture in its place
    assert window.windowState() == before
    assert sheet.looks
    assert all(part.isVisible() for part in seen)
    press(sheet, Qt.Key.Key_F11)
    press(sheet, Qt.Key.Key_Space)  # to the sheet
    assert window.windowState() == before
    assert all(part.isVisible() for part in seen)
    assert not sheet.looks
    assert sheet.bar.isVisible()
