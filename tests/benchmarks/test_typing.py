"""Key press until painted, with autosave and preview rendering on, beside a bare QTextEdit."""

import gc
import time
from collections.abc import Callable, Iterator
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
from tests.benchmarks.conftest import Ratio, percentile
from tests.benchmarks.texts import paragraphs
from tests.e2e.person import name_of

KEYS = 400
TEXT = "the farmers said it was a good year "


@pytest.fixture
def no_collection() -> Iterator[None]:
    """As in the program: collected by a timer in the window's thread, not in between."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def keys_into(edit: QTextEdit, pause: float) -> list[float]:
    """Seconds from each key event until the text is painted."""
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().characterCount() // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)
    edit.ensureCursorVisible()
    QCoreApplication.processEvents()
    measured: list[float] = []
    for number in range(KEYS):
        letter = TEXT[number % len(TEXT)]
        begun = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(
                edit, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            )
        edit.viewport().repaint()
        measured.append(time.perf_counter() - begun)
        # A quick typist: timers, saving and answers go on between the keys.
        until = time.perf_counter() + pause
        while time.perf_counter() < until:
            QCoreApplication.processEvents()
            time.sleep(0.001)
    return measured


@pytest.mark.parametrize("words", [1_000, 10_000, 100_000])
def test_typing(
    qtbot: QtBot,
    library: Path,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    no_collection: None,
    words: int,
    benchmark: object,
) -> None:
    body = Document.from_paragraphs(paragraphs(words))
    plain = QTextEdit()
    qtbot.addWidget(plain)
    plain.setPlainText("\n".join(body.paragraph_texts()))
    plain.resize(760, 700)
    plain.show()
    reference = keys_into(plain, 0.01)
    plain.hide()

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
    edit = next(each for each in window.findChildren(QTextEdit) if name_of(each) == "Body")
    edit.setFocus()
    ours = keys_into(edit, 0.01)
    for share, label in ((0.5, "p50"), (0.99, "p99")):
        record(
            Ratio(
                f"key to paint, {words:,} words, {label}",
                "bare QTextEdit",
                percentile(ours, share),
                percentile(reference, share),
                1.5,
            )
        )
    benchmark.pedantic(lambda: keys_into(edit, 0.0), rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()
