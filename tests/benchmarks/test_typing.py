"""Key press until painted, with spelling, autosave and preview on, beside a bare QTextEdit; and
how long the window stands still meanwhile."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from tests.benchmarks.conftest import ENGINE_SAYS, Ratio, median, percentile
from tests.benchmarks.typist import (
    EVERY,
    STALL,
    Typist,
    body_of,
    marks_over,
    stored,
    story_text,
    wait_read,
    window_over,
)

TURNS = 5

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
    body = story_text(words)
    desk, story_id = stored(library, body)
    window = window_over(qtbot, desk, tmp_path)
    with qtbot.waitSignal(window.story_opened, timeout=60_000):
        window.open_story(story_id)
    if preview:
        window.show_preview()
    edit = body_of(window)
    wait_read(qtbot, marks_over(edit))
    assert marks_over(edit).count >= words // EVERY // 2, "spelling is on"
    bare = QTextEdit()
    qtbot.addWidget(bare)
    bare.setFont(edit.font())
    bare.setPlainText("\n".join(body.paragraph_texts()))
    # The same column: its lines break alike, and as many are laid out with a key.
    bare.resize(edit.viewport().size())
    bare.show()

    ours, reference = Typist(edit), Typist(bare)
    for typist in (ours, reference):
        typist.look_on(2 if preview else 0.5)
        typist.sit_down()
    for _ in range(TURNS):
        reference.type()
        ours.type()
    what = f"{words:,} words" + (", preview" if preview else "")
    budget = 2.0 if words == 100_000 else 1.5
    rows = {
        "key to paint": (ours.keys, reference.keys),
        "key to the whole view painted": (ours.whole, reference.whole),
        "processor time of a key": (ours.worked, reference.worked),
    }
    for name, (own, other) in rows.items():
        for share, label in ((0.5, "p50"), (0.99, "p99")):
            taken, beside = percentile(own, share), percentile(other, share)
            label = f"{name}, {what}, {label}"
            record(Ratio(label, "bare QTextEdit", taken, beside, budget))
    # Of the longest stall of each turn the median: one alone may be the machine's own, which the
    # bare window beside it has as well.
    noise = f"16 ms; bare window {median(reference.stalls) * 1000:.0f}"
    record(Ratio(f"longest stall, {what}", noise, median(ours.stalls), STALL, 1.0))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()
