"""Four workspaces in one window: each as it was left, and nothing lost on the way between them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QToolBar, QToolButton, QWidget

from editor.desk.desk import Desk
from editor.desk.site import Person as Seat
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.window.main_window import MainWindow
from tests.e2e.conftest import SitDown
from tests.e2e.person import Person

NAMES = ("Write", "Pictures", "Review", "Publish")
LONG = "云冈石窟迎来秋季旅游高峰，数字化保护工程同步推进 and a very long English name beside it"


@pytest.fixture
def chosen() -> str:
    return ""


@pytest.fixture
def story(desk: Desk) -> str:
    story = desk.stories.begin().value.id
    body = Document.from_paragraphs([f"Paragraph {n} of a long story. " * 6 for n in range(60)])
    desk.stories.keep(story, StoryEdit(headline=LONG, body=body))
    return story


def window_of(person: Person) -> MainWindow:
    assert isinstance(person.window, MainWindow)
    return person.window


def go_to(person: Person, name: str) -> None:
    person.window.activateWindow()
    person.wait(person.window.isActiveWindow)
    key = Qt.Key(Qt.Key.Key_1 + NAMES.index(name))
    held = QApplication.focusWidget() or person.window
    QTest.keyClick(held, key, Qt.KeyboardModifier.ControlModifier)
    assert marked(person) == [name]


def marked(person: Person) -> list[str]:
    names = {f"workspace_{name.lower()}": name for name in NAMES}
    return [n for each, n in names.items() if person.window.findChild(QAction, each).isChecked()]


def open_(person: Person, story: str) -> None:
    window_of(person).open_story(story, stays=True)
    person.wait(lambda: window_of(person).panels.texts.story_id == story)


def body_of(person: Person) -> QTextEdit:
    return window_of(person).panels.texts.writing.fields()["body"]


def holds_keyboard(part: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is part or part.isAncestorOf(focus))


def seat(desk: Desk, role: str) -> None:
    desk.site.seat(Seat("Chen Yu", role))


@pytest.mark.parametrize(
    ("role", "first"), [("editor", "Write"), ("photo staff", "Pictures"), ("supervisor", "Review")]
)
def test_the_role_decides_where_one_begins_and_a_choice_wins_over_it(
    desk: Desk, sit_down: SitDown, role: str, first: str
) -> None:
    seat(desk, role)
    person = sit_down()
    person.wait(lambda: marked(person) == [first])
    person.click("Publish")
    assert marked(person) == ["Publish"]
    person.window.close()
    again = sit_down()
    assert marked(again) == ["Publish"]
    again.wait(lambda: "Chen Yu" in again.window.windowTitle())
    assert marked(again) == ["Publish"]


def test_the_four_are_named_told_with_their_keys_and_in_the_menu(sit_down: SitDown) -> None:
    person = sit_down()
    for number, name in enumerate(NAMES, 1):
        button = person.find(name, QToolButton)
        assert button.text() == name
        assert button.toolTip() == f"{name} workspace (Ctrl+{number})"
        assert f"workspace_{name.lower()}" == button.defaultAction().objectName()
    person.click("Pictures")
    assert marked(person) == ["Pictures"]


def test_text_caret_selection_and_scrolling_stay_as_they_were(
    sit_down: SitDown, story: str, desk: Desk
) -> None:
    person = sit_down()
    open_(person, story)
    body = body_of(person)
    cursor = QTextCursor(body.document().findBlockByNumber(30))
    cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor, 3)
    body.setTextCursor(cursor)
    body.setFocus()
    for preview in (False, True):
        if preview:
            person.trigger("preview")
        body.ensureCursorVisible()
        QApplication.processEvents()
        before = (cursor.anchor(), cursor.position(), body.verticalScrollBar().value())
        assert before[2] > 0
        for name in (*NAMES[1:], "Write"):
            go_to(person, name)
            QApplication.processEvents()
            assert body.isVisible() == (name == "Write")
            assert holds_keyboard(body) == (name == "Write")
        now = body.textCursor()
        assert (now.anchor(), now.position(), body.verticalScrollBar().value()) == before


def test_what_is_typed_while_one_switches_is_kept_and_can_be_undone(
    sit_down: SitDown, story: str, desk: Desk
) -> None:
    person = sit_down()
    open_(person, story)
    body = body_of(person)
    body.setFocus()
    QTest.keyClicks(body, "First. ")
    go_to(person, "Pictures")
    go_to(person, "Write")
    assert holds_keyboard(body)
    QTest.keyClicks(body, "Second. ")
    go_to(person, "Publish")

    def kept() -> bool:
        return desk.stories.view(story).story.body.text.startswith("First. Second. ")

    person.wait(kept)
    person.trigger("undo")
    assert marked(person) == ["Write"], "what is undone is seen"
    assert "Second" not in body.toPlainText()
    assert "First" in body.toPlainText()


def test_each_workspace_is_as_it_was_left_after_a_restart_too(
    sit_down: SitDown, story: str
) -> None:
    person = sit_down()
    open_(person, story)
    panels = window_of(person).panels
    go_to(person, "Review")
    person.trigger("stories_panel")
    assert panels.stories.isHidden()
    go_to(person, "Write")
    assert not panels.stories.isHidden()
    person.trigger("inspector_panel")
    panels.columns.setSizes([380, 1060, 0])
    panels.columns.splitterMoved.emit(380, 1)
    wide = panels.stories.width()
    go_to(person, "Pictures")
    assert not panels.inspector.isHidden()
    person.window.close()
    again = sit_down()
    panels = window_of(again).panels
    assert marked(again) == ["Pictures"]
    assert not panels.inspector.isHidden()
    go_to(again, "Review")
    assert panels.stories.isHidden()
    go_to(again, "Write")
    assert panels.inspector.isHidden()
    assert abs(panels.stories.width() - wide) <= 2


def test_whatever_leads_into_the_text_brings_it_in_sight(sit_down: SitDown, story: str) -> None:
    person = sit_down()
    open_(person, story)
    writing = window_of(person).panels.texts.writing
    for do in (
        writing.actions()["find"].trigger,
        writing.actions()["divider"].trigger,
        lambda: writing.insert_text("中"),
        lambda: writing.go_to("body", 3),
        lambda: person.trigger("focus_mode"),
        lambda: person.trigger("new_story"),
    ):
        go_to(person, "Pictures")
        do()
        person.wait(lambda: marked(person) == ["Write"])
        assert window_of(person).panels.texts.writing.isVisible()


def test_another_story_comes_on_top_without_leaving_the_workspace(
    sit_down: SitDown, story: str, desk: Desk
) -> None:
    other = desk.stories.begin().value.id
    person = sit_down()
    texts = window_of(person).panels.texts
    for each in (story, other):
        open_(person, each)
    for number, name in enumerate(NAMES[1:]):
        go_to(person, name)
        person.trigger("next_story")
        person.wait(lambda number=number: texts.story_id == (story, other)[number % 2])
        assert marked(person) == [name]
        assert not holds_keyboard(texts.widget)
        assert not texts.widget.isVisible()


@pytest.mark.parametrize("size", [QSize(1024, 700), QSize(720, 450)])
def test_in_a_small_window_the_text_and_the_page_have_their_room(
    sit_down: SitDown, story: str, size: QSize
) -> None:
    person = sit_down()
    open_(person, story)
    person.window.resize(size)
    panels = window_of(person).panels
    person.wait(lambda: panels.columns.width() == size.width())
    for name in (*NAMES, "Write"):
        go_to(person, name)
        QApplication.processEvents()
        assert person.window.size() == size
        if name == "Write":
            assert panels.texts.widget.width() >= 400
        if name == "Review":
            assert panels.work.width() >= 400


def test_without_a_story_every_workspace_says_what_can_be_done(
    sit_down: SitDown, story: str
) -> None:
    person = sit_down()
    for name in (*NAMES, "Review"):
        go_to(person, name)
        assert person.find("Go to story…").isVisible()
        assert not list(person.all_named("Preview", window_of(person).panels.work))
    open_(person, story)
    assert window_of(person).desks.preview.visible
    person.trigger("close_story")
    person.wait(lambda: not window_of(person).desks.preview.visible)
    go_to(person, "Write")
    go_to(person, "Review")
    open_(person, story)
    assert window_of(person).desks.preview.visible, "it was there when the story was closed"


def test_the_reader_of_a_page_stays_there_and_the_writer_is_led_into_the_text(
    sit_down: SitDown, story: str
) -> None:
    person = sit_down()
    open_(person, story)
    go_to(person, "Review")
    pane = person.window.findChild(PreviewPane)
    pane.paragraph_clicked.emit(40)
    assert marked(person) == ["Review"]
    go_to(person, "Write")
    assert body_of(person).textCursor().blockNumber() == 40
    person.trigger("preview")
    pane.paragraph_clicked.emit(20)
    assert holds_keyboard(body_of(person))
    assert body_of(person).textCursor().blockNumber() == 20


@pytest.fixture
def with_photos(desk: Desk, story: str, sample_photo: Path, tmp_path: Path) -> list[str]:
    """Ids of three placements: the lead, and two that do not stand in the text yet."""
    pictures, made = desk.pictures, []
    for number, color in enumerate(("", "red", "blue")):
        path = sample_photo
        if color:
            path = tmp_path / f"照片 {number} {'long name ' * 12}.png"
            image = QImage(900, 600, QImage.Format.Format_RGB32)
            image.fill(QColor(color))
            image.save(str(path))
        made.append(pictures.attach(story, pictures.bring_in(path), lead=None).value.placement.id)
    return made


def test_pictures_are_stepped_through_and_worded_by_keyboard(
    sit_down: SitDown, story: str, desk: Desk, with_photos: list[str]
) -> None:
    person = sit_down()
    open_(person, story)
    go_to(person, "Pictures")
    strip = person.find("Photos of the story")
    assert strip.hasFocus()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    caption = person.find("Caption")
    assert caption.hasFocus()
    QTest.keyClicks(caption, "A red field.")
    QTest.keyClick(caption, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert strip.currentRow() == 2
    caption = person.find("Caption")
    assert caption.hasFocus()
    QTest.keyClicks(caption, "A blue one.")
    assert len(list(person.all_named("Caption"))) == 1
    go_to(person, "Write")

    def captions() -> list[str]:
        placements = {each.id: each for each in desk.stories.view(story).story.placements}
        return [placements[each].shown_caption for each in with_photos[1:]]

    person.wait(lambda: captions() == ["A red field.", "A blue one."])
    go_to(person, "Pictures")
    assert person.find("Caption").hasFocus()
    QApplication.processEvents()
    person.click("Put into body")
    person.wait(lambda: len(desk.stories.view(story).story.placements_on_page) == 2)
    assert marked(person) == ["Pictures"]


def test_what_went_out_is_told_where_one_publishes(
    sit_down: SitDown, story: str, desk: Desk, tmp_path: Path
) -> None:
    desk.stories.keep(story, StoryEdit(section="news", byline=("Zhao Min",)))
    desk.review.sign_off(story, by="Chen Yu", note="")
    person = sit_down()
    open_(person, story)
    go_to(person, "Publish")
    assert person.find("Export…", within=window_of(person).panels.work).hasFocus()
    assert not list(person.all_named("Export…", person.window.findChild(QToolBar)))
    room = window_of(person).panels.publish.page
    assert room.standing == ()
    desk.publishing.export(story, tmp_path)
    person.trigger("workspace_write")
    go_to(person, "Publish")
    person.wait(lambda: len(room.standing) == 1)
    assert str(tmp_path) in room.exports[0][0]


def test_in_review_the_checks_stand_with_the_steps_and_those_not_on_the_toolbar(
    sit_down: SitDown, story: str
) -> None:
    person = sit_down()
    open_(person, story)
    go_to(person, "Review")
    inspector = window_of(person).panels.inspector
    for name in ("Send for review", "Return…", "Sign off…", "Export…"):
        assert len(list(person.all_named(name))) == 1
    assert inspector.checks.page.isVisible()
    person.trigger("checks")
    assert holds_keyboard(inspector.checks.page)
    go_to(person, "Write")
    person.wait(lambda: len(list(person.all_named("Send for review"))) == 1)
