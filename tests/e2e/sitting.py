"""Somebody at work on one story, whose deeds and their undoing are compared with what the library
has."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from editor.desk.desk import Desk
from editor.story.photo import Placement
from editor.story.story import Story
from editor.ui.window.main_window import MainWindow
from tests.e2e.person import Person

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class Sitting:
    """Somebody at work on one story; every deed is over, and kept, before the next begins."""

    def __init__(
        self, person: Person, window: MainWindow, desk: Desk, story: str, folder: Path
    ) -> None:
        self.person, self.window, self.desk, self.story = person, window, desk, story
        self.folder = folder
        self.photos = 0

    def settle(self) -> None:
        """Until the library has answered everything, and what the answers asked for."""
        for _ in range(4):
            over: list[object] = []
            lane = self.window._desk_lane
            self.window.panels.texts.pending_wanted.emit()
            self.window.panels.texts.keeper.when_kept(
                lambda over=over, lane=lane: lane.ask(lambda: 0, over.append)
            )
            self.person.wait(lambda over=over: over)
        tab, lane = self.window.panels.texts.current, self.window._desk_lane.lane
        if tab.undo_line.waits or lane.busy or tab.story.keeper.unkept() is not None:
            self.person.wait(lambda: not tab.undo_line.waits)  # quick presses ask one by one
            self.settle()

    def state(self) -> Story:
        """What is undone: not when the story was changed, nor how often."""
        self.settle()
        there = self.desk.stories.view(self.story).story
        shown = self.window.panels.texts.writing.edit()
        assert (there.headline, there.deck, there.body) == (shown.headline, shown.deck, shown.body)
        return replace(there, revision=0, updated=there.created)

    def write(self, name: str, words: str, place: float = 1.0) -> None:
        field = self.person.find(name)
        field.setFocus()
        cursor = field.textCursor()
        cursor.setPosition(round(place * (field.document().characterCount() - 1)))
        field.setTextCursor(cursor)
        for sign in words:  # as a keyboard sends them, also those outside ASCII
            event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(field, event)

    def add_photo(self) -> None:
        self.photos += 1
        path = self.folder / f"walk-{self.photos}.png"
        Image.new("RGB", (48, 32), (self.photos * 40 % 256, 90, 30)).save(path)
        before = len(self.placements)
        self.window.desks.photos.bring_in([path])
        self.person.wait(lambda: len(self.placements) > before)

    @property
    def placements(self) -> tuple[Placement, ...]:
        return self.desk.stories.view(self.story).story.placements

    def fill(self, name: str, words: str) -> None:
        """Type into a field of the inspector."""
        field = self.person.find(name)
        field.setFocus()
        QTest.keyClick(field, Key.Key_A, CONTROL)
        QTest.keyClicks(field, words)

    def replace_all(self, old: str, new: str) -> None:
        finding = self.window.panels.texts.writing.finding
        finding.open(self.person.find("Body"), replace=True)
        finding.bar.new_words.setText(new)
        finding.bar.words.setText(old)
        self.person.wait(lambda: not finding._search.query.words or finding._search.is_done)
        finding.replace_all()
        finding.close()

    def undo(self) -> None:
        self.person.trigger("undo")

    def redo(self) -> None:
        self.person.trigger("redo")

    def label(self, name: str) -> str:
        return self.window.findChild(QAction, name).text().replace("&", "")

    @contextmanager
    def late_library(self) -> Iterator[None]:
        """The library answers nothing before this is over."""
        gate = Event()
        self.window._desk_lane.lane.run(gate.wait)
        try:
            yield
        finally:
            gate.set()

    def replace_everywhere(self, old: str, new: str) -> None:
        """In all drafts, from the dialog."""
        self.window.desks.everywhere.open()
        dialog: Any = self.window.desks.everywhere._dialog
        dialog.words.clear()
        dialog.new_words.setText(new)
        dialog.words.setText(old)
        buttons = dialog.findChildren(QPushButton)
        start = next(each for each in buttons if each.text().startswith("Replace"))
        self.person.wait(start.isEnabled)
        pushed = self.window.panels.texts.current.undo_line.pushed
        QTest.mouseClick(start, Qt.MouseButton.LeftButton)
        self.person.wait(lambda: self.window.panels.texts.current.undo_line.pushed > pushed)
        dialog.close()
        self.settle()

    def offered(self, name: str) -> bool:
        return self.window.findChild(QAction, name).isEnabled()

    def close_warning(self) -> None:
        """Somebody reads why something was refused."""
        self.person.wait(lambda: self.window.findChildren(QMessageBox))
        [box] = self.window.findChildren(QMessageBox)
        box.accept()
        self.person.wait(lambda: not self.window.findChildren(QMessageBox))
        self.settle()
