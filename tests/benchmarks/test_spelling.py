"""What spelling costs: a key with it and without, and a word added to the dictionary."""

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
from tests.benchmarks.conftest import Ratio, median, percentile, times
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
TURNS = 8
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


@pytest.mark.parametrize("words", [1_000, 10_000, 100_000])
def test_a_key_with_and_without(
    qtbot: QtBot,
    library: Path,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    no_collection: None,
    words: int,
    benchmark: object,
) -> None:
    """In turns in the same text, so that everything else is the same."""
    desk, story_id = stored(library, story_text(words))
    window = window_over(qtbot, desk, tmp_path)
    with qtbot.waitSignal(window.story_opened, timeout=60_000):
        window.open_story(story_id)
    edit = body_of(window)
    marks = marks_over(edit)
    wait_read(qtbot, marks)
    lexicon = marks.lexicon
    with_it, without = Typist(edit), Typist(edit)
    without.sit_down()
    for _ in range(TURNS):
        marks.use(None)
        without.type()
        marks.use(lexicon)
        qtbot.waitUntil(lambda: marks.is_read, timeout=60_000)
        with_it.type()
    for share, label in ((0.5, "p50"), (0.99, "p99")):
        taken, beside = percentile(with_it.keys, share), percentile(without.keys, share)
        record(Ratio(f"key with spelling, {words:,} words, {label}", "without", taken, beside, 1.2))
    ours, other = median(with_it.stalls), median(without.stalls)
    record(Ratio(f"longest stall with spelling, {words:,} words", "without", ours, other, 1.2))
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
