"""A story of 100,000 words: opened until one can type, and a word of it added to the dictionary."""

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QContextMenuEvent, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit
from pytestqt.qtbot import QtBot

from editor.language.lexicon import Lexicon
from editor.language.spelling import check_text
from tests.benchmarks.conftest import Ratio, median, times
from tests.benchmarks.typist import (
    MISSPELT,
    STALL,
    Typist,
    body_of,
    marks_over,
    stored,
    story_text,
    wait_read,
    window_over,
)

WORDS = 100_000
ROUNDS = 3
READ_ON = 1.5  # seconds in which whatever follows from a word would be felt

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing", extend=True)


@pytest.fixture
def no_collection() -> Iterator[None]:
    """As in the program: collected by a timer in the window's thread, not in between."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


class Highlighter(QSyntaxHighlighter):
    """The usual way: every block again, with the same check."""

    def __init__(self, edit: QTextEdit, lexicon: Lexicon) -> None:
        super().__init__(edit.document())
        self._lexicon = lexicon
        self._look = QTextCharFormat()
        self._look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._look.setUnderlineColor(QColor("red"))

    def highlightBlock(self, text: str) -> None:
        for flag in check_text(text, self._lexicon):
            self.setFormat(flag.start, flag.end - flag.start, self._look)


def test_opening(
    qtbot: QtBot,
    library: Path,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    no_collection: None,
    benchmark: object,
) -> None:
    body = story_text(WORDS)
    desk, story_id = stored(library, body)
    short = desk.stories.begin(section="News").id
    window = window_over(qtbot, desk, tmp_path)
    text = "\n".join(body.paragraph_texts())
    edits: list[QTextEdit] = []

    def ours() -> None:
        with qtbot.waitSignal(window.story_opened, timeout=60_000):
            window.open_story(story_id)
        body_of(window).viewport().repaint()

    def away() -> None:
        wait_read(qtbot, marks_over(body_of(window)))
        with qtbot.waitSignal(window.story_opened, timeout=60_000):
            window.open_story(short)

    def bare() -> None:
        edit = QTextEdit()
        qtbot.addWidget(edit)
        edits.append(edit)
        edit.resize(body_of(window).size())
        edit.setPlainText(text)
        edit.show()
        edit.viewport().repaint()

    taken: list[float] = []
    beside: list[float] = []
    for _ in range(ROUNDS + 1):
        taken += times(ours, 1)
        beside += times(bare, 1)
        away()
    what = "opening 100,000 words until one can type"
    record(Ratio(what, "bare QTextEdit filled", median(taken[1:]), median(beside[1:]), 3.0))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()


def test_adding_a_word(
    qtbot: QtBot,
    library: Path,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    no_collection: None,
    benchmark: object,
) -> None:
    body = story_text(WORDS)
    desk, story_id = stored(library, body)
    window = window_over(qtbot, desk, tmp_path)
    with qtbot.waitSignal(window.story_opened, timeout=60_000):
        window.open_story(story_id)
    edit = body_of(window)
    marks = marks_over(edit)
    wait_read(qtbot, marks)
    assert marks.lexicon is not None
    bare = QTextEdit()
    qtbot.addWidget(bare)
    bare.setPlainText("\n".join(body.paragraph_texts()))
    highlighter = Highlighter(bare, marks.lexicon)
    typist = Typist(edit)
    typist.look_on(0.5)
    gone: list[float] = []

    for word in MISSPELT[: ROUNDS + 1]:
        add = adding(edit, word)
        before = marks.count
        begun = time.perf_counter()
        with typist.watching():
            add()
            edit.viewport().repaint()
            gone.append(time.perf_counter() - begun)
            assert marks.count < before
            typist.look_on(READ_ON)
        wait_read(qtbot, marks)
    again = times(highlighter.rehighlight, ROUNDS)
    what = "word added at 100,000 words"
    record(Ratio(f"{what}, marks gone", "rehighlight()", median(gone[1:]), median(again), 0.05))
    record(Ratio(f"{what}, longest stall", "16 ms", median(typist.stalls), STALL, 1.0))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()


def adding(edit: QTextEdit, word: str) -> Callable[[], None]:
    """The entry of the word's menu that adds it to the newsroom's words."""
    cursor = edit.document().find(word)
    cursor.setPosition(cursor.selectionStart() + 1)
    edit.setTextCursor(cursor)
    edit.setFocus()
    QApplication.processEvents()
    place = edit.cursorRect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    everywhere = edit.viewport().mapToGlobal(place)
    QApplication.sendEvent(edit, QContextMenuEvent(reason, place, everywhere))
    menus = (each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu))
    menu = next(each for each in menus if each.isVisible())
    action = next(each for each in menu.actions() if each.text().startswith(f"Add “{word}” to"))

    def add() -> None:
        action.trigger()
        menu.close()

    return add
