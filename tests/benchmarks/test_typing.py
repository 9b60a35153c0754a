"""Key press until painted, with autosave and preview on, beside a bare QTextEdit; and how long
the window stands still meanwhile."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
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
from tests.benchmarks.conftest import ENGINE_SAYS, Ratio, median, percentile
from tests.benchmarks.texts import paragraphs
from tests.e2e.person import name_of

TURNS, KEYS = 5, 60
BETWEEN_KEYS = 0.02  # a quick typist; timers, saving and answers go on meanwhile
AFTER_A_TURN = 1.2  # the pause after which the text is kept and everything follows
STALL = 0.016
TEXT = "the farmers said it was a good year "

pytestmark = pytest.mark.qt_log_ignore(*ENGINE_SAYS, extend=True)


@pytest.fixture
def no_collection() -> Iterator[None]:
    """As in the program: collected by a timer in the window's thread, not in between."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@dataclass
class Typist:
    """Types in the middle of a text; `keys` seconds from a key until it is painted, `stalls`
    the longest time of each turn in which the window's thread answered nothing."""

    edit: QTextEdit
    keys: list[float] = field(default_factory=list)
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
            begun = time.perf_counter()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                letter = TEXT[number % len(TEXT)]
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(self.edit, event)
            self.edit.viewport().repaint()
            self.keys.append(time.perf_counter() - begun)
            self.look_on(BETWEEN_KEYS)
        self.look_on(AFTER_A_TURN)
        self.stalls.append(self._longest)

    def look_on(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while (begun := time.perf_counter()) < until:
            QCoreApplication.processEvents()
            self._longest = max(self._longest, time.perf_counter() - begun)
            # Sleeping lets go of the interpreter lock, as waiting for the next event does.
            begun = time.perf_counter()
            time.sleep(0.001)
            self._longest = max(self._longest, time.perf_counter() - begun - 0.001)


@pytest.mark.parametrize(
    ("words", "preview"), [(1_000, False), (10_000, False), (10_000, True), (100_000, False)]
)
def test_typing(
    qtbot: QtBot,
    library: Path,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    no_collection: None,
    words: int,
    preview: bool,
    benchmark: object,
) -> None:
    body = Document.from_paragraphs(paragraphs(words))
    desk = Desk.open(library, program_version="bench")
    desk.site.seat(Person("Bench", "editor"))
    story = desk.stories.begin(section="News")
    desk.stories.keep(story.id, StoryEdit(headline="Long", body=body))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(desk, Theme(application, "light"), settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.start()
    with qtbot.waitSignal(window.story_opened, timeout=60_000):
        window.open_story(story.id)
    if preview:
        window.show_preview()
    edit = next(each for each in window.findChildren(QTextEdit) if name_of(each) == "Body")
    bare = QTextEdit()
    qtbot.addWidget(bare)
    bare.setFont(edit.font())
    bare.setPlainText("\n".join(body.paragraph_texts()))
    bare.resize(edit.size())
    bare.show()

    ours, reference = Typist(edit), Typist(bare)
    for typist in (ours, reference):
        typist.look_on(2 if preview else 0.5)
        typist.sit_down()
    for _ in range(TURNS):
        reference.type()
        ours.type()
    what = f"{words:,} words" + (", preview" if preview else "")
    for share, label in ((0.5, "p50"), (0.99, "p99")):
        taken, beside = percentile(ours.keys, share), percentile(reference.keys, share)
        record(Ratio(f"key to paint, {what}, {label}", "bare QTextEdit", taken, beside, 1.5))
    # Of the longest stall of each turn the median: one alone may be the machine's own, which the
    # bare window beside it has as well.
    noise = f"16 ms; bare window {median(reference.stalls) * 1000:.0f}"
    record(Ratio(f"longest stall, {what}", noise, median(ours.stalls), STALL, 1.0))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()
