"""Pictures captioned, credited and described one after another, by the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from editor.desk.desk import Desk
from editor.story.credit import CreditStyle, parse_credit
from editor.story.document import Document
from editor.story.photo import Placement
from editor.story.story import StoryEdit
from editor.ui.photos.side_by_side import SideBySide, UsesSheet
from editor.ui.window.main_window import MainWindow
from tests.e2e.person import Person, name_of
from tests.unit.photos.pictures import encoded, noisy, with_metadata

COUNT = 10
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


@pytest.fixture
def role() -> str:
    return "photo"


@pytest.fixture
def chosen() -> str:
    return "pictures"


Keys = list[int]


@pytest.fixture
def keys() -> Iterator[Keys]:
    """What was pressed on this keyboard, but for keys that are only held."""
    pressed: Keys = []

    class Counter(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            key = event.key() if isinstance(event, QKeyEvent) else None
            pressing = event.type() is QEvent.Type.KeyPress and watched.isWidgetType()
            if pressing and key is not None and key not in MODIFIERS:
                pressed.append(key)
            return False

    counter, application = Counter(), QApplication.instance()
    assert application is not None
    application.installEventFilter(counter)
    yield pressed
    application.removeEventFilter(counter)


@pytest.fixture
def story(desk: Desk, tmp_path: Path) -> str:
    story = desk.stories.begin().value.id
    desk.stories.keep(
        story, StoryEdit(headline="Ten", body=Document.from_paragraphs(["One.", "Two."]))
    )
    for number in range(COUNT):
        path = tmp_path / f"{number}.png"
        Image.new("RGB", (60, 40), (20 * number, 90, 0)).save(path)
        desk.pictures.attach(story, desk.pictures.bring_in(path), lead=None)
    return story


@pytest.fixture
def at_work(person: Person, story: str) -> Person:
    assert isinstance(person.window, MainWindow)
    window = person.window
    window.open_story(story, stays=True)
    person.wait(lambda: window.panels.texts.story_id == story)
    window.activateWindow()
    person.wait(window.isActiveWindow)
    window.panels.inspector.go_to("caption", placements_of(window)[0].id)
    person.wait(lambda: focus_name() == "Caption")
    return person


def placements_of(window: MainWindow) -> tuple[Placement, ...]:
    view = window.panels.texts.view
    assert view is not None
    return view.story.placements


def focus_name() -> str:
    focus = QApplication.focusWidget()
    return name_of(focus) if focus is not None else ""


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)
    QApplication.processEvents()


def words(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def shown(desk: Desk, story: str) -> list[tuple[str, str, str]]:
    style = CreditStyle()
    return [
        (each.shown_caption, each.shown_credit.words(style), each.shown_alt)
        for each in desk.stories.view(story).story.placements
    ]


def test_ten_pictures_cost_no_more_keys_than_their_words_and_thirty(
    at_work: Person, desk: Desk, story: str, keys: Keys
) -> None:
    texts = [
        (f"Farmers cut rice on field {n}.", "Photo by Zou Hong/IC", f"Rice before hill {n}")
        for n in range(COUNT)
    ]
    keys.clear()
    for number, (caption, credit, alt) in enumerate(texts):
        assert focus_name() == "Caption"
        words(caption)
        press(Qt.Key.Key_Return)
        assert focus_name() == "Credit"
        if number:
            press(Qt.Key.Key_D, CTRL)
        else:
            words(credit)
        press(Qt.Key.Key_Return)
        at_work.wait(lambda: focus_name() == "Alt text")
        words(alt)
        press(Qt.Key.Key_Return, CTRL)  # into the text, and on
    needed = sum(len("".join(each)) for each in texts)
    assert len(keys) <= needed + 30
    at_work.wait(lambda: shown(desk, story) == texts)
    at_work.wait(lambda: len(desk.stories.view(story).story.placements_on_page) == COUNT)


def test_the_record_of_the_last_photo_comes_with_one_key_and_goes_with_one_undo(
    at_work: Person, desk: Desk, story: str
) -> None:
    first, second, *_ = (each.photo.id for each in desk.stories.view(story).story.placements)
    headline = {"headline": "First", "city": "Nantong", "creators": ("Zou Hong",)}
    desk.photos.correct(second, {"source": "Own"})
    assert isinstance(at_work.window, MainWindow)
    at_work.window.desks.records.correct(first, headline)
    window = at_work.window
    at_work.wait(lambda: desk.photos.show(first).photo.facts.city == "Nantong")
    at_work.wait(lambda: placements_of(window)[0].photo.facts.city == "Nantong")
    press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_D, CTRL | SHIFT)
    at_work.wait(lambda: desk.photos.show(second).photo.facts.city == "Nantong")
    facts = desk.photos.show(second).photo.facts
    assert (facts.creators, facts.headline, facts.source) == (("Zou Hong",), "", "Own")
    at_work.trigger("undo")
    at_work.wait(lambda: desk.photos.show(second).photo.facts.city == "")
    assert desk.photos.show(second).photo.facts.source == "Own"


def sheet_of(person: Person) -> SideBySide:
    person.wait(lambda: person.window.findChildren(SideBySide))
    [sheet] = person.window.findChildren(SideBySide)
    return sheet


def test_record_and_file_are_compared_and_one_is_chosen_by_key(
    at_work: Person, desk: Desk, story: str, tmp_path: Path
) -> None:
    said = {"dc.description": "Old caption.", "photoshop.City": "Nantong"}
    iim = [("Application2.Caption", b"Corrected caption.")]
    path = tmp_path / "two-captions.jpg"
    path.write_bytes(with_metadata(encoded(noisy(64, 48), "JPEG"), xmp=said, iim=iim))
    assert isinstance(at_work.window, MainWindow)
    at_work.window.desks.photos.bring_in([path])
    at_work.wait_for("Compare with the file…")
    photo = desk.stories.view(story).story.placements[-1].photo.id
    notice = next(
        each
        for each in at_work.all_named("Compare with the file…")
        if isinstance(each, QPushButton)
    )
    notice.click()
    sheet = sheet_of(at_work)
    assert [str(row.label) for row in sheet.rows] == ["Caption"]
    table = sheet.table
    table.setCurrentCell(0, 2)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert sheet.chosen == {"caption": "Corrected caption."}
    at_work.click("Use what is chosen", sheet)
    at_work.wait(lambda: desk.photos.show(photo).photo.facts.caption == "Corrected caption.")
    at_work.trigger("undo")
    at_work.wait(lambda: desk.photos.show(photo).photo.facts.caption == "Old caption.")


@pytest.mark.parametrize("keep", ["Keep the older file", "Use the new file"])
def test_a_picture_sent_again_is_chosen_from_field_by_field(
    at_work: Person, desk: Desk, story: str, tmp_path: Path, keep: str
) -> None:
    assert isinstance(at_work.window, MainWindow)

    def sent(name: str, caption: str, credit: str) -> None:
        said = {"dc.description": caption, "photoshop.Credit": credit}
        path = tmp_path / name
        path.write_bytes(with_metadata(encoded(noisy(64, 48), "JPEG"), xmp=said))
        assert isinstance(at_work.window, MainWindow)
        at_work.window.desks.photos.bring_in([path])

    def last() -> Placement:
        return desk.stories.view(story).story.placements[-1]

    sent("tea.jpg", "Two dead.", "Photo/IC")
    at_work.wait(lambda: last().photo.original_name == "tea.jpg")
    older = last()
    desk.pictures.reword(older.id, {"alt": "A field of tea"})
    desk.photos.correct(older.photo.id, {"city": "Nantong"})
    sent("corrected.jpg", "Nobody died.", "Photo/VCG")
    at_work.wait_for("Compare the two…")
    at_work.wait(lambda: last().photo.original_name == "corrected.jpg")
    window = at_work.window
    at_work.wait(lambda: placements_of(window)[-1].photo.facts.caption == "Nobody died.")
    at_work.click("Compare the two…")
    sheet = sheet_of(at_work)
    caption = [row.name for row in sheet.rows].index("caption")
    sheet.table.cellClicked.emit(caption, 1)
    at_work.click(keep, sheet)
    at_work.wait(lambda: len(desk.stories.view(story).story.placements) == COUNT + 1)

    def says() -> tuple[str, ...]:
        facts = last().photo.facts
        return facts.caption, facts.credit.words(CreditStyle()), facts.city, last().shown_alt

    at_work.wait(lambda: says() == ("Nobody died.", "Photo/IC", "Nantong", "A field of tea"))
    assert last().id == older.id
    assert (last().photo.id == older.photo.id) == (keep == "Keep the older file")
    at_work.trigger("undo")
    at_work.wait(lambda: len(desk.stories.view(story).story.placements) == COUNT + 2)
    at_work.wait(lambda: desk.photos.show(older.photo.id).photo.facts.caption == "Two dead.")


def test_a_corrected_credit_tells_who_follows_and_offers_it_to_who_does_not(
    at_work: Person, desk: Desk, story: str, tmp_path: Path
) -> None:
    first = desk.stories.view(story).story.placements[0].photo
    follows, differs = (desk.stories.begin().value.id for _ in range(2))
    brought = desk.pictures.bring_in(tmp_path / "0.png")
    for each in (follows, differs):
        desk.pictures.attach(each, brought)
    own = desk.stories.view(differs).story.placements[0].id
    slug = desk.stories.view(differs).story.slug
    style = CreditStyle()
    assert isinstance(at_work.window, MainWindow)
    records = at_work.window.desks.records
    desk.pictures.reword(own, {"credit": parse_credit("Photo/IC")})
    records.correct(first.id, {"credit": parse_credit("Photo/VCG")})
    button = at_work.wait_for("Use the new credit there, too")
    said = button.parentWidget().text
    assert said == f"1 other story follows the new credit. {slug} keeps a credit of its own."
    button.click()

    def credit(of: str) -> str:
        return desk.stories.view(of).story.placements[0].shown_credit.words(style)

    at_work.wait(lambda: credit(differs) == "Photo/VCG")
    assert credit(follows) == "Photo/VCG"
    at_work.trigger("undo")
    at_work.wait(lambda: credit(differs) == "Photo/IC")
    at_work.trigger("photo_uses")
    at_work.wait(lambda: at_work.window.findChildren(UsesSheet))
    [sheet] = at_work.window.findChildren(UsesSheet)
    listed = at_work.find("Stories", within=sheet)
    assert listed.count() == 3
    listed.setCurrentRow(1)
    wanted = listed.item(1).data(Qt.ItemDataRole.UserRole)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    texts = at_work.window.panels.texts
    at_work.wait(lambda: texts.story_id == wanted)
