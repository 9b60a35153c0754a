"""A story of 100,000 words opened until one can type, beside a bare QTextEdit that is filled."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from tests.benchmarks.conftest import Ratio, median, times
from tests.benchmarks.typist import (
    body_of,
    marks_over,
    stored,
    story_text,
    wait_read,
    window_over,
)

WORDS = 100_000
ROUNDS = 3


@pytest.fixture
def no_collection() -> Iterator[None]:
    """As in the program: collected by a timer in the window's thread, not in between."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


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
    short = desk.stories.begin(section="News").value.id
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
