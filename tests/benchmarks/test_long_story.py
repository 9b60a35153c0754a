"""A story of 100,000 words: opened until one can type, beside a bare QTextEdit that is filled;
and what a pause in the typing costs the worker."""

import gc
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.story import document_json
from editor.story.document import Document, Paragraph
from editor.story.runs import Run
from editor.story.story import StoryEdit
from tests.benchmarks.conftest import Ratio, median, times
from tests.benchmarks.typist import (
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
PAUSES = 12


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
    desk, _ = stored(library, body)
    for _ in range(ROUNDS):
        story = desk.stories.begin(section="News").value
        desk.stories.keep(story.id, StoryEdit(headline="Long", body=body))
    long = [row.id for row in desk.stories.rows()]
    short = desk.stories.begin(section="News").value.id
    desk.close()
    desk = Desk.open(library, program_version="bench")  # which knows none of them
    window = window_over(qtbot, desk, tmp_path)
    text = "\n".join(body.paragraph_texts())
    edits: list[QTextEdit] = []

    def ours(story_id: str) -> None:
        with qtbot.waitSignal(window.story_opened, timeout=60_000):
            window.open_story(story_id)
        body_of(window).viewport().repaint()

    def away() -> None:
        wait_read(qtbot, marks_over(body_of(window)))
        with qtbot.waitSignal(window.story_opened, timeout=60_000):
            window.open_story(short)
        # What is still painted of this one is no part of opening the next.
        Typist(body_of(window)).look_on(0.1)

    def bare() -> None:
        edit = QTextEdit()
        qtbot.addWidget(edit)
        edits.append(edit)
        edit.resize(body_of(window).size())
        edit.setPlainText(text)
        edit.show()
        edit.viewport().repaint()

    what, reference = "opening 100,000 words until one can type", "bare QTextEdit filled"
    for again in ("", ", again"):
        taken: list[float] = []
        beside: list[float] = []
        for story_id in long:
            taken += times(lambda story_id=story_id: ours(story_id), 1)
            beside += times(bare, 1)
            away()
        record(Ratio(what + again, reference, median(taken[1:]), median(beside[1:]), 8.0))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()


def test_a_pause(
    library: Path, record: Callable[[Ratio], None], no_collection: None, benchmark: object
) -> None:
    """Processor time of the worker's thread, and not of SQLite's disk: a sentence more in the
    middle is kept and read back, and its page made, beside the body as JSON and back."""
    desk, story_id = stored(library, story_text(WORDS))
    shown = desk.stories.shown(story_id)[0]
    body, revision = shown.story.body, shown.story.revision
    kept: list[float] = []
    paged: list[float] = []
    beside: list[float] = []
    for number in range(PAUSES):
        middle = len(body.blocks) // 2
        words = Paragraph((Run(f"The farmers said so {number} times."),))
        base = StoryEdit(body=body)
        body = Document((*body.blocks[:middle], words, *body.blocks[middle + 1 :]))
        begun = time.thread_time()
        typed = desk.stories.keep_typed(
            story_id, StoryEdit(body=body), base=base, base_revision=revision
        )
        shown = desk.stories.shown(story_id)[0]
        kept.append(time.thread_time() - begun)
        revision = typed.value.revision
        begun = time.thread_time()
        desk.publishing.page(shown.snapshot)
        paged.append(time.thread_time() - begun)
        form = document_json.to_json(body)
        begun = time.thread_time()
        json.loads(json.dumps(form))
        beside.append(time.thread_time() - begun)
    reference = median(beside[1:])
    for what, taken, budget in (("kept and read back", kept, 3.0), ("page made", paged, 2.0)):
        label = f"100,000 words {what} after a pause"
        record(Ratio(label, "its JSON and back", median(taken[1:]), reference, budget))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    desk.close()
