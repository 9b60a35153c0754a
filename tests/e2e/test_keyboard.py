"""Everywhere by keyboard: through a photo's fields, from pane to pane, and back after a dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.app import make_application
from editor.ui.help.about_desk import shortcuts
from editor.ui.photos.photo_card import PhotoHead
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.pictures.gallery_box import GalleryBox
from tests.e2e.conftest import SitDown
from tests.e2e.person import Person, name_of
from tests.trials.boxes import all_boxes, opened_in
from tests.trials.dialogs import all_dialogs

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def story(desk: Desk, sample_photo: Path, tmp_path: Path) -> str:
    story_id = desk.stories.begin().value.id
    body = Document.from_paragraphs(["One.", "Two."])
    desk.stories.keep(story_id, StoryEdit(headline="Terraces", body=body))
    for name in ("first.jpg", "second.jpg"):
        path = tmp_path / name
        path.write_bytes(sample_photo.read_bytes() + name.encode())
        desk.pictures.attach(story_id, desk.pictures.bring_in(path), lead=name == "first.jpg")
    return story_id


@pytest.fixture
def at_work(person: Person, story: str) -> MainWindow:
    """The story is open, the keyboard in its body."""
    window = person.window
    assert isinstance(window, MainWindow)
    window.open_story(story)
    person.wait(lambda: person.find("Headline").toPlainText() == "Terraces")
    window.activateWindow()
    person.find("Body", BodyField).setFocus()
    person.wait(lambda: focus() is person.find("Body", BodyField))
    return window


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def holds_focus(part: QWidget) -> bool:
    here = focus()
    return here is not None and (here is part or part.isAncestorOf(here))


def focus_name() -> str:
    widget = focus()
    return name_of(widget) if widget is not None else ""


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = focus()
    assert widget is not None
    QTest.keyClick(widget, key, held)


def test_tab_goes_through_a_photo_s_own_fields_and_then_to_the_next(
    person: Person, at_work: MainWindow
) -> None:
    at_work.panels.inspector.go_to("caption", _lead(at_work))
    person.wait(lambda: focus_name() == "Caption")
    names = ["Caption"]
    while not isinstance(focus(), PhotoHead) and len(names) < 30:
        press(Qt.Key.Key_Tab)
        names.append(focus_name())
    assert names == [
        "Caption",
        "Credit",
        "Structured credit…",
        "Alt text",
        "Decorative",
        "Put into body",
        "Crop…",
        "Remove",
        "Reveal original",
        "Photo record",
        "Where it comes from",
        "Photo second.jpg",
    ]
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus_name() == "Photo record"
    press(Qt.Key.Key_Space)
    inside = []
    while len(inside) < 5 and "Description" not in inside:
        press(Qt.Key.Key_Tab)
        inside.append(focus_name())
    assert inside[-1] == "Description"


def _lead(window: MainWindow) -> str:
    view = window.panels.texts.view
    assert view is not None
    assert view.story.lead is not None
    return view.story.lead.id


def test_f6_walks_the_panes_and_comes_back_to_where_one_was(
    person: Person, at_work: MainWindow
) -> None:
    def pane() -> str:
        parts = {
            "list": at_work.panels.stories,
            "text": at_work.panels.texts.widget,
            "inspector": at_work.panels.inspector,
        }
        return next((name for name, part in parts.items() if holds_focus(part)), "")

    headline = person.find("Headline")
    headline.setFocus()
    walked = []
    for _ in range(3):
        press(Qt.Key.Key_F6)
        walked.append(pane())
    assert walked == ["inspector", "list", "text"]
    assert focus() is headline
    press(Qt.Key.Key_F6, SHIFT)
    assert pane() == "list"
    person.trigger("inspector_panel")
    walked = []
    for _ in range(2):
        press(Qt.Key.Key_F6)
        walked.append(pane())
    assert walked == ["text", "list"]


def test_every_page_of_the_inspector_has_a_key_that_is_told(
    person: Person, at_work: MainWindow
) -> None:
    tabs = person.find("Inspector", QTabBar)
    reached = []
    for place, key in enumerate(
        (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
    ):
        person.find("Body", BodyField).setFocus()
        press(key, ALT)
        person.wait(lambda place=place: tabs.currentIndex() == place)
        reached.append(holds_focus(at_work.panels.inspector))
        keys = QKeySequence(f"Alt+{place + 1}").toString(QKeySequence.SequenceFormat.NativeText)
        assert keys in tabs.tabToolTip(place)
    assert reached == [True] * 5
    person.trigger("inspector_panel")
    person.find("Body", BodyField).setFocus()
    press(Qt.Key.Key_2, ALT)
    assert at_work.panels.inspector.isVisible()


def test_the_list_of_shortcuts_has_them_all(person: Person, at_work: MainWindow) -> None:
    rows = shortcuts(at_work.menuBar())
    told = {label: keys for _, label, keys in rows}
    for label, key in (
        ("Next pane", "F6"),
        ("Story fields", "Alt+1"),
        ("Checks", "Alt+3"),
        ("History", "Alt+5"),
        ("Text in its own size", "Ctrl+0"),
    ):
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        assert native in told[label]
    assert len(told) == len(rows)


def test_ctrl_plus_and_minus_change_the_size_of_the_text_and_it_is_remembered(
    sit_down: SitDown, story: str
) -> None:
    person = sit_down()
    window = person.window
    assert isinstance(window, MainWindow)
    window.open_story(story)
    person.wait(lambda: person.find("Headline").toPlainText() == "Terraces")

    def size(who: Person) -> float:
        return who.find("Body", BodyField).document().defaultFont().pointSizeF()

    own = size(person)
    headline = person.find("Headline").document().defaultFont().pointSizeF()
    person.find("Body", BodyField).setFocus()
    person.wait(lambda: focus() is person.find("Body", BodyField))
    press(Qt.Key.Key_Equal, CTRL)
    press(Qt.Key.Key_Plus, CTRL)
    assert size(person) > own
    assert person.find("Headline").document().defaultFont().pointSizeF() > headline
    larger = size(person)
    press(Qt.Key.Key_Minus, CTRL)
    assert own < size(person) < larger
    window.close()

    again = sit_down()
    window = again.window
    assert isinstance(window, MainWindow)
    again.wait(lambda: list(again.all_named("Body")) and size(again) > own)
    again.find("Body", BodyField).setFocus()
    again.wait(lambda: focus() is again.find("Body", BodyField))
    press(Qt.Key.Key_0, CTRL)
    assert size(again) == own

    def choose(dialog: QWidget) -> None:
        again.choose("Headline, deck and body", "150 percent")
        again.click("Keep", dialog)

    again.answer_next_dialog(choose)
    window.desks.settings.open("text size")
    again.wait(lambda: size(again) == pytest.approx(own * 1.5, abs=0.5))


def test_the_keyboard_is_where_it_was_after_every_dialog_and_box(
    person: Person, at_work: MainWindow
) -> None:
    theme = Theme(make_application(), "light")
    body = person.find("Body", BodyField)
    makers = {
        **all_dialogs(),
        **{name: lambda name=name: all_boxes()[name](theme) for name in all_boxes()},
    }
    for name, make in makers.items():
        if name.startswith(("pane", "stories", "status", "preview", "notice", "banner", "begun")):
            continue  # parts of the window itself
        if name.startswith(("sheet-bar", "folder-bar", "brought", "uses", "side-by-side", "crop")):
            continue  # parts of the Pictures workspace, and sheets over it
        body.setFocus()
        made = make()
        if made.isVisible() or name == "quick":
            [box] = opened_in(made) if name != "quick" else [None]
            made.close()
            if box is None or type(box).__name__ == "LinkBox":
                continue  # tried below, over the window
            made = GalleryBox(theme, lambda *_: None, at_work)
        made.setParent(at_work, made.windowFlags() | Qt.WindowType.Dialog)
        made.show()
        made.activateWindow()
        person.wait(lambda made=made: holds_focus(made))
        QTest.keyClick(made, Qt.Key.Key_Escape)
        person.wait(lambda: focus() is body)
        made.deleteLater()
    for command in ("link", "find"):
        body.setFocus()
        at_work.panels.texts.writing.actions()[command].trigger()
        person.wait(lambda: focus() is not body)
        press(Qt.Key.Key_Escape)
        person.wait(lambda: focus() is body)
    for command in ("go_to_story", "commands"):
        person.trigger(command)
        person.wait(lambda: focus() is not body)
        press(Qt.Key.Key_Escape)
        person.wait(lambda: focus() is body)
    at_work.panels.texts.writing.copyfit.ask()
    press(Qt.Key.Key_Escape)
    person.wait(lambda: focus() is body)
