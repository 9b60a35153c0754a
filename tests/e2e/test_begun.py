"""What was begun in a dialog or a box outlives Esc, a switch of story and a kill."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.app import make_application
from editor.ui.shell.begun_desk import BEGUN
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.ui.window.workspaces import CHOSEN
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.link_editing import LinkBox
from tests.e2e.conftest import REPO
from tests.e2e.person import Person
from tests.measuring import what_is_cut

WORDS = "Please name the county in the lead."

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def story(desk: Desk) -> str:
    story_id = desk.stories.begin().value.id
    body = Document.from_paragraphs(["One here.", "Two."])
    desk.stories.keep(story_id, StoryEdit(headline="Terraces", body=body))
    return story_id


@pytest.fixture
def other(desk: Desk) -> str:
    story_id = desk.stories.begin().value.id
    desk.stories.keep(story_id, StoryEdit(headline="Another"))
    return story_id


def show(person: Person, window: MainWindow, story_id: str, headline: str = "Terraces") -> None:
    window.open_story(story_id)
    person.wait(lambda: person.find("Headline").toPlainText() == headline)


def test_a_remark_outlives_escape_and_a_switch_each_story_its_own(
    person: Person, window: MainWindow, desk: Desk, story: str, other: str
) -> None:
    def write(words: str) -> Callable[[QWidget], None]:
        def answer(dialog: QWidget) -> None:
            person.type_into("What should be changed?", words)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

        return answer

    for story_id in (story, other):
        desk.review.send(story_id)
    show(person, window, story)
    person.answer_next_dialog(write(WORDS))
    person.trigger("return")
    show(person, window, other, "Another")
    seen: list[str] = []

    def read(dialog: QWidget) -> None:
        seen.append(person.find("What should be changed?").toPlainText())
        dialog.close()

    person.answer_next_dialog(read)
    person.trigger("return")
    show(person, window, story)
    person.answer_next_dialog(read)
    person.trigger("return")
    assert seen == ["", WORDS]


def test_what_was_given_is_begun_no_more_unless_the_library_refuses_it(
    person: Person,
    window: MainWindow,
    desk: Desk,
    story: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk.review.send(story)
    show(person, window, story)

    def give(dialog: QWidget) -> None:
        field = person.find("What should be changed?")
        if not field.toPlainText():
            person.type(field, WORDS)
        person.click("Return", dialog)

    def refuse(*_: object) -> None:
        raise Refused("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.review), "return_story", refuse)
        person.answer_next_dialog(give)
        person.trigger("return")
        person.wait(lambda: any(WORDS in str(each) for each in window.desks.begun._begun.values()))
    for box in window.findChildren(QMessageBox):
        box.close()
    person.answer_next_dialog(give)
    person.trigger("return")
    person.wait(lambda: desk.stories.view(story).comments)
    assert desk.stories.view(story).comments[0].text == WORDS
    person.wait(lambda: not window.desks.begun._begun)
    person.wait(lambda: not desk.site.setting(BEGUN))


def test_a_link_that_was_begun_is_there_again_at_the_same_words(
    person: Person, window: MainWindow, story: str
) -> None:
    show(person, window, story)
    body = person.find("Body", BodyField)
    box = window.panels.texts.writing.findChild(LinkBox)
    assert box is not None

    def ask(start: int, end: int) -> str:
        cursor = body.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        body.setTextCursor(cursor)
        window.panels.texts.writing.actions()["link"].trigger()
        return address().text()

    def address() -> QLineEdit:
        return next(f for f in box.findChildren(QLineEdit) if f.accessibleName() == "Address")

    assert ask(0, 3) == ""
    QTest.keyClicks(address(), "www.example.org/one")
    QTest.keyClick(address(), Qt.Key.Key_Escape)
    assert ask(4, 8) == ""
    box.close()
    assert ask(0, 3) == "www.example.org/one"
    assert what_is_cut(box) == []
    QTest.keyClick(address(), Qt.Key.Key_Return)
    assert ask(0, 3) == "https://www.example.org/one"
    box.close()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is what is tried here")
def test_a_remark_outlives_a_kill(library: Path, tmp_path: Path, qtbot: QtBot) -> None:
    typist = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.remark_typist", str(library), WORDS],
        cwd=REPO,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert typist.stdout is not None
    with typist.stdout:
        assert typist.stdout.readline() == "typed\n"
        time.sleep(2)  # the promise itself, as for the text
        typist.send_signal(signal.SIGKILL)
        typist.wait(600)
    desk = Desk.open(library, program_version="test")
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue(CHOSEN, "write")
    window = MainWindow(desk, Theme(make_application(), "light"), settings)
    qtbot.addWidget(window)
    window.show()
    window.start()
    person = Person(qtbot, window)
    [row] = desk.stories.rows()
    show(person, window, row.id, "Terraces")
    person.wait(lambda: window.desks.begun._begun)
    seen: list[str] = []

    def read(dialog: QWidget) -> None:
        seen.append(person.find("What should be changed?").toPlainText())
        dialog.close()

    person.answer_next_dialog(read)
    person.trigger("return")
    assert seen == [WORDS]
    window.close()
    desk.close()
