"""A long day in one window: what was closed leaves nothing behind."""

import gc
import weakref
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import editor.ui.app
from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.app import MainThreadCollector, make_application
from editor.ui.opened.story_tab import StoryTab
from editor.ui.window.main_window import MainWindow
from tests.e2e.person import Person

# Boxes and a menu that are no dialogs, and the two dialogs that stay beside the window.
BOXES = {"go_to_story", "commands", "list_form"}
# What asks about words that are selected, of which there are none.
OF_WORDS = {"suggest"}
# What asks about a photo, of which these stories have none.
OF_PHOTOS = {"crop_photo", "paste_metadata", "photo_compare", "photo_uses"}
BESIDE = {
    "board": "BoardWindow",
    "characters": "SpecialCharacters",
    "find_everywhere": "FindEverywhereDialog",
}

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def stories(desk: Desk) -> list[str]:
    made: list[str] = []
    for number in range(3):
        story_id = desk.stories.begin().value.id
        body = Document.from_paragraphs(["Some words of a paragraph."] * 20)
        desk.stories.keep(story_id, StoryEdit(headline=f"Story {number}", body=body))
        made.append(story_id)
    return made


def show(person: Person, window: MainWindow, story_id: str) -> None:
    with person.qtbot.waitSignal(window.story_opened):
        window.open_story(story_id, stays=True)


def opened(window: MainWindow, kind: str) -> list[QDialog]:
    found = window.findChildren(QDialog)
    return [each for each in found if type(each).__name__ == kind and each.isVisible()]


def leave(dialog: QWidget) -> None:
    dialog.close()


def dialogs(window: QWidget) -> Counter[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return Counter(type(each).__name__ for each in window.findChildren(QDialog))


def test_no_dialog_outlives_its_answer(
    person: Person, window: MainWindow, stories: list[str]
) -> None:
    show(person, window, stories[0])
    before = dialogs(window)
    commands = [each for part in window.features() for each in part.commands()]
    asking = {each.name for each in commands if str(each.label).endswith("…")} - BOXES - OF_PHOTOS
    asking -= OF_WORDS
    for name in sorted(asking | {"about", "shortcuts"}) * 3:
        action = window.findChild(QAction, name)
        assert isinstance(action, QAction)
        action.setEnabled(True)  # whoever sits here and whatever state the story is in
        if name in BESIDE:
            action.trigger()
            person.wait(lambda kind=BESIDE[name]: opened(window, kind))
            opened(window, BESIDE[name])[0].reject()
            continue
        seen = person.answer_next_dialog(leave)
        action.trigger()
        person.wait(lambda seen=seen: seen and QApplication.activeModalWidget() is None)
    person.wait(lambda: dialogs(window) - before == Counter(BESIDE.values()))


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch, window: MainWindow) -> Iterator[MainThreadCollector]:
    """As the program has it, only that little counts as much."""
    monkeypatch.setattr(editor.ui.app, "GROWN", 500)
    made = MainThreadCollector(make_application())
    yield made
    made.stop()
    made.deleteLater()
    gc.disable()


def test_what_a_closed_story_was_made_of_goes_once_nobody_types(
    person: Person, window: MainWindow, stories: list[str], collector: MainThreadCollector
) -> None:
    texts = window.panels.texts
    opened: list[weakref.ref[StoryTab]] = []
    for story_id in stories:
        show(person, window, story_id)
        opened.append(weakref.ref(texts.current))
    gc.collect(1)
    gc.collect(1)  # old by now, as everything that was looked at for a while
    texts.close_story()
    texts.close_story()
    person.wait(lambda: len(texts.tabs()) == 1)
    person.type(person.find("Body"), "And one more")
    collector.collect()
    left = [ref for ref in opened if ref() not in texts.tabs()]
    assert all(ref() is not None for ref in left), "whoever types waited for it"

    def went() -> bool:
        collector.collect()
        return all(ref() is None for ref in left)

    person.wait(went)
    assert len(left) == 2
    assert person.find("Body").toPlainText().count("And one more") == 1
