"""Somebody who types and watches the clock, in Galley's window or in a bare editor."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.desk.site import Person
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.ui.words.spelling_marks import SpellingMarks
from tests.benchmarks.texts import paragraphs
from tests.e2e.person import name_of

KEYS = 60
BETWEEN_KEYS = 0.02  # a quick typist; timers, saving and answers go on meanwhile
AFTER_A_TURN = 1.2  # the pause after which the text is kept and everything follows
STALL = 0.016
TEXT = "the farmers said it was a good year "
MISSPELT = ("harvst", "provnce", "milet", "vilages")
EVERY = 100  # words between two misspelt ones


def story_text(words: int) -> Document:
    """A story of that length, one word in a hundred misspelt."""
    plain = " \n".join(paragraphs(words)).replace("shanxi", "Shanxi").split(" ")
    plain = [_not_twice(*pair) for pair in zip(["", *plain], plain, strict=False)]
    for place in range(EVERY // 2, len(plain), EVERY):
        if plain[place].isalpha():
            plain[place] = MISSPELT[place // EVERY % len(MISSPELT)]
    return Document.from_paragraphs(line.strip() for line in " ".join(plain).split("\n"))


def _not_twice(before: str, word: str) -> str:
    return "also" if word.strip(".").casefold() == before.casefold() else word


def stored(library: Path, body: Document) -> tuple[Desk, str]:
    """A library with one story of this text; the id of the story."""
    desk = Desk.open(library, program_version="bench")
    desk.site.seat(Person("Bench", "editor"))
    story = desk.stories.begin(section="News").value
    desk.stories.keep(story.id, StoryEdit(headline="Long", body=body))
    return desk, story.id


def window_over(qtbot: QtBot, desk: Desk, folder: Path) -> MainWindow:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    theme = Theme(application, "light")
    theme.apply()  # the style sheet too: what is styled is painted otherwise
    window = MainWindow(desk, theme, settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.start()
    return window


def body_of(window: MainWindow) -> QTextEdit:
    return next(each for each in window.findChildren(QTextEdit) if name_of(each) == "Body")


def marks_over(edit: QTextEdit) -> SpellingMarks:
    marks = edit.findChild(SpellingMarks)
    assert marks is not None
    return marks


def wait_read(qtbot: QtBot, marks: SpellingMarks) -> None:
    qtbot.waitUntil(lambda: marks.lexicon is not None and marks.is_read, timeout=60_000)


@dataclass
class Typist:
    """Types in the middle of a text. `keys` are seconds from a key until what it changes is
    painted, as a window paints it; `whole` until all of the viewport is; `worked` what the first
    took of the processor in the window's thread, whoever else works on the machine. `stalls` are
    the longest time of each turn in which the window's thread answered nothing."""

    edit: QTextEdit
    keys: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    stalls: list[float] = field(default_factory=list)
    _longest: float = 0.0

    def sit_down(self) -> None:
        cursor = self.edit.textCursor()
        cursor.setPosition(self.edit.document().characterCount() // 2)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.edit.setTextCursor(cursor)
        self.edit.ensureCursorVisible()
        self.edit.setFocus()
        self.look_on(0.5)

    def type(self) -> None:
        self._longest = 0.0
        for number in range(KEYS):
            letter = TEXT[number % len(TEXT)]
            worked, begun = time.thread_time(), time.perf_counter()
            self._send(QEvent.Type.KeyPress, letter)
            typed = time.perf_counter()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
            painted = time.perf_counter()
            self.worked.append(time.thread_time() - worked)
            again = time.perf_counter()
            self.edit.viewport().repaint()
            self.keys.append(painted - begun)
            self.whole.append(typed - begun + time.perf_counter() - again)
            # It comes when the finger has left the key, and nobody waits for it.
            self._send(QEvent.Type.KeyRelease, letter)
            self.look_on(BETWEEN_KEYS)
        self.look_on(AFTER_A_TURN)
        self.stalls.append(self._longest)

    def _send(self, kind: QEvent.Type, letter: str) -> None:
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(self.edit, event)

    def look_on(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while (begun := time.perf_counter()) < until:
            QCoreApplication.processEvents()
            self._longest = max(self._longest, time.perf_counter() - begun)
            # Sleeping lets go of the interpreter lock, as waiting for the next event does.
            begun = time.perf_counter()
            time.sleep(0.001)
            self._longest = max(self._longest, time.perf_counter() - begun - 0.001)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """The longest time without an answer while this lasts is one of the `stalls`."""
        self._longest = 0.0
        yield
        self.stalls.append(self._longest)
