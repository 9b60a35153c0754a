"""Pages of the inspector are built when somebody first looks at them: nothing else may notice."""

import gc

from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from editor.desk.desk import Desk, bring_in_sample
from editor.ui.window.inspector import CHECKS, HISTORY, PHOTOS, REVIEW
from editor.ui.window.main_window import MainWindow
from editor.ui.words.spelling_marks import SpellingMarks
from tests.e2e.person import Person


def test_after_a_look_at_every_page_the_texts_are_still_read(
    qtbot: QtBot, window: MainWindow, person: Person, desk: Desk
) -> None:
    """The binding takes what some of Qt's questions answer for a part of what was asked, and
    with the one forgets the other: the documents of all texts, once."""
    story_id = bring_in_sample(desk).value
    with qtbot.waitSignal(window.story_opened):
        window.open_story(story_id)
    text: QTextEdit = person.find("Body")
    marks = text.findChild(SpellingMarks)
    assert isinstance(marks, SpellingMarks)
    documents = [edit.document() for edit in window.findChildren(QTextEdit)]
    inspector = window.panels.inspector
    for page in (PHOTOS, CHECKS, REVIEW, HISTORY):
        inspector.turn_to(page)
        qtbot.wait(300)
        gc.collect()
    person.wait(lambda: marks.count > 0)
    text.viewport().grab()
    assert all(isValid(document) for document in documents)
