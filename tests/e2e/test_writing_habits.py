"""What is done by itself while somebody types, through the window: settings, captions, versions."""

import sys
from types import FrameType

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk, bring_in_sample
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.settings.special_characters import SpecialCharacters
from editor.ui.shell.settings_dialog import SettingsDialog
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.body_field import BodyField
from tests.e2e.person import Person


def open_story(qtbot: QtBot, window: MainWindow, desk: Desk, *lines: str) -> str:
    story = desk.stories.begin().value
    body = Document.from_paragraphs(lines)
    desk.stories.keep(story.id, StoryEdit(headline='A "head"', body=body))
    with qtbot.waitSignal(window.story_opened):
        window.open_story(story.id, stays=True)
    return story.id


def body_of(window: MainWindow) -> BodyField:
    return next(each for each in window.findChildren(BodyField) if each.isVisible())


def test_habits_hold_from_the_start_and_change_at_once_in_every_tab(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    open_story(qtbot, window, desk, "one")
    first = body_of(window)
    qtbot.waitUntil(lambda: first.typing.habits.shortcuts)
    open_story(qtbot, window, desk, "two")
    second = body_of(window)
    assert second is not first
    assert second.typing.habits.pack.name == "china-daily"
    window.desks.settings.keep("typing", {"style": "none", "shortcuts": False})
    for body in (first, second):
        assert body.typing.habits.pack.name == "none"
        assert not body.typing.habits.shortcuts
    QTest.keyClicks(second, '## "x" ')
    assert second.toPlainText().startswith('## "x" two')
    assert desk.site.setting("typing", {}).get("style", "") in ("", "none")
    qtbot.waitUntil(lambda: desk.site.setting("typing", {}).get("style") == "none")


def test_a_style_chosen_in_the_settings_holds_at_once(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    open_story(qtbot, window, desk, "one")
    body = body_of(window)
    qtbot.waitUntil(lambda: body.typing.habits.shortcuts)

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        person = Person(qtbot, dialog)
        subjects = person.find("Subjects", QListWidget)
        [row] = subjects.findItems("Writing", Qt.MatchFlag.MatchExactly)
        subjects.setCurrentItem(row)
        style = person.find("Quotes, dashes, dots and figures", QComboBox)
        style.setCurrentIndex(style.findText("British"))
        person.find("Keep", QPushButton).click()

    QTimer.singleShot(0, choose)
    Person(qtbot, window).trigger("settings")
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_End)
    QTest.keyClicks(body, " -- two")
    assert body.toPlainText() == "one – two"
    qtbot.waitUntil(lambda: desk.site.setting("typing", {}).get("style") == "british")


def test_captions_have_the_house_style_too(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    with qtbot.waitSignal(window.story_opened):
        window.open_story(bring_in_sample(desk).value)
    person = Person(qtbot, window)
    window.panels.inspector.show_photos()
    window.panels.inspector.go_to("caption", window.panels.texts.view.story.placements[0].id)
    caption = person.wait_for("Caption", GrowingTextEdit)
    caption.setFocus()
    QTest.keyClick(caption, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(caption, ' It\'s "so"')
    assert caption.text.endswith(" It’s “so”")
    caption.undo()
    assert caption.text.endswith(' It’s “so"')


def test_the_whole_story_is_set_in_house_style_after_a_version(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    story_id = open_story(qtbot, window, desk, '"one" -- two', "It's")
    body = body_of(window)
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(body, " new")
    window.panels.texts.writing.actions()["house_style"].trigger()
    qtbot.waitUntil(lambda: body.toPlainText() == "“one” — two\nIt’s new")
    newest = desk.history.versions(story_id)[-1]
    assert str(newest.reason) == "Before setting it in house style"
    kept = desk.history.snapshot(story_id, newest.number)
    assert kept.body.text == '"one" -- two\n\nIt\'s new'
    body.undo()
    assert body.toPlainText() == '"one" -- two\nIt\'s new'


def test_special_characters_go_where_somebody_writes(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    open_story(qtbot, window, desk, "one")
    person = Person(qtbot, window)
    body = body_of(window)
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_End)
    person.trigger("characters")
    palette = window.findChild(SpecialCharacters)
    assert palette.isVisible()
    assert not palette.isModal()
    palette.inserted.emit("—")
    palette.inserted.emit("——")
    assert body.toPlainText() == "one———"
    body.undo()
    assert body.toPlainText() == "one—"
    slug = person.find("Slug")
    slug.setFocus()
    slug.setText("")
    palette.inserted.emit("ü")
    assert slug.text() == "ü"
    person.find("Headline").setFocus()
    palette.inserted.emit("é")
    assert window.panels.texts.writing.edit().headline == 'éA "head"'
    palette.remembered.emit({"favourites": ["é"], "recent": []})
    qtbot.waitUntil(lambda: desk.site.setting("characters", {}).get("favourites") == ["é"])
    palette.close()


def test_the_outline_is_in_every_text_or_in_none(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    open_story(qtbot, window, desk, "one")
    first = window.panels.texts.writing
    first.actions()["outline"].trigger()
    assert first.outline.isVisible()
    open_story(qtbot, window, desk, "two")
    second = window.panels.texts.writing
    assert second is not first
    assert second.outline.isVisible()
    qtbot.waitUntil(lambda: desk.site.setting("outline") == {"shown": True})
    second.actions()["outline"].trigger()
    assert second.outline.isHidden()
    assert first.outline.isHidden()


def test_little_is_done_between_a_letter_and_its_painting(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    open_story(qtbot, window, desk, *["The farmers said it was a good year."] * 9)
    body = body_of(window)
    window.activateWindow()
    body.setFocus()
    qtbot.waitUntil(body.hasFocus)
    body.moveCursor(QTextCursor.MoveOperation.End)
    calls: list[str] = []
    fewest: list[str] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            calls.append(frame.f_code.co_qualname)

    press = QEvent.Type.KeyPress
    for _ in range(9):  # with some of them other parts of the window are painted, too
        QApplication.processEvents()
        calls.clear()
        sys.setprofile(note)
        QApplication.sendEvent(body, QKeyEvent(press, 0, Qt.KeyboardModifier.NoModifier, "x"))
        QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
        sys.setprofile(None)
        fewest = min(fewest or calls, calls, key=len).copy()
    assert body.toPlainText().endswith("year.xxxxxxxxx")
    # A guard against what listens to every key although the key shows nothing of it: it counts
    # what of ours is called, in whatever time.
    assert len(fewest) < 100, fewest


def test_a_letter_that_is_not_painted_yet_is_among_what_would_be_lost(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    story_id = open_story(qtbot, window, desk, "one")
    body, keeper = body_of(window), window.panels.texts.keeper
    QTest.keyClicks(body, "x")
    unkept = keeper.unkept()
    assert unkept is not None
    assert unkept.edit.body == Document.from_paragraphs(["xone"])
    QTest.keyClicks(body, "y")
    with qtbot.waitSignal(keeper.kept):
        keeper.keep_now()
    assert desk.stories.view(story_id).story.body == Document.from_paragraphs(["xyone"])
