"""A whole day of typing in one window: what the process holds must not grow with the hours."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from tests.benchmarks.conftest import ENGINE_SAYS, Ratio
from tests.benchmarks.typist import (
    body_of,
    marks_over,
    stored,
    story_text,
    wait_read,
    window_over,
)

HOURS = 8
KEYS_AN_HOUR = 12_000  # 200 a minute, as a quick typist does
BETWEEN_SAVES = 40  # keys; after them a pause, in which all that waits is done
PARAGRAPH = 400  # keys
SENTENCE = "Officials of the county said the harvst was good, and the price of millet rose. "

pytestmark = pytest.mark.qt_log_ignore(*ENGINE_SAYS, extend=True)


def resident() -> float:
    """MB of memory this process holds."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1024 / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of a process")
@pytest.mark.timeout(1800)
def test_memory_of_a_day(
    qtbot: QtBot,
    library: Path,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    benchmark: object,
) -> None:
    desk, story_id = stored(library, story_text(1_000))
    window = window_over(qtbot, desk, tmp_path)
    with qtbot.waitSignal(window.story_opened, timeout=60_000):
        window.open_story(story_id)
    edit = body_of(window)
    wait_read(qtbot, marks_over(edit))
    edit.setFocus()
    held: list[float] = []
    for _ in range(HOURS):
        type_an_hour(edit, window.keep_text)
        held.append(resident())
    print("MB after each hour:", " ".join(f"{each:.0f}" for each in held))
    record(
        Ratio(
            "memory after 8 hours of typing", "after the first hour", held[-1], held[0], 1.05, "MB"
        )
    )
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()


def type_an_hour(edit: QTextEdit, keep: Callable[[], None]) -> None:
    """Writes paragraph after paragraph at the end and takes the one before away again, so that
    the story stays as long as it is."""
    for key in range(KEYS_AN_HOUR):
        if key % PARAGRAPH == 0:
            take_last_paragraph_away(edit)
        QTest.keyClicks(edit, SENTENCE[key % len(SENTENCE)])
        if key % BETWEEN_SAVES == 0:
            keep()
            QCoreApplication.processEvents()


def take_last_paragraph_away(edit: QTextEdit) -> None:
    end = Qt.Key.Key_End
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(edit, end, control)
    cursor = edit.textCursor()
    cursor.movePosition(cursor.MoveOperation.StartOfBlock, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    QTest.keyClick(edit, Qt.Key.Key_Delete)
