"""A key in whatever was pasted: a picture as letters, a book as one paragraph."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from editor.story.document import Document
from editor.ui.writing.body_field import BodyField
from tests.benchmarks.conftest import ENGINE_SAYS, Ratio, percentile
from tests.benchmarks.typist import Typist, body_of, stored, window_over

KEY = 0.050  # seconds: what nobody feels

pytestmark = pytest.mark.qt_log_ignore(*ENGINE_SAYS, extend=True)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("100,000 letters without a blank", "QmFzZTY0" * 12_500),
        ("1,000,000 letters without a blank", "QmFzZTY0" * 125_000),
        ("1 MB of words in a paragraph", "It was a well-kept library of the country. " * 23_000),
        ("300,000 Chinese characters in a paragraph", "山西省太原市的图书馆在春天开放，" * 18_750),
    ],
)
def test_a_key_in_what_was_pasted(
    qtbot: QtBot,
    library: Path,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    what: str,
    text: str,
    benchmark: object,
) -> None:
    desk, story_id = stored(library, Document.from_paragraphs(["start"]))
    window = window_over(qtbot, desk, tmp_path)
    with qtbot.waitSignal(window.story_opened, timeout=60_000):
        window.open_story(story_id)
    edit = body_of(window)
    assert isinstance(edit, BodyField)
    data = QMimeData()
    data.setText(text)
    edit.insertFromMimeData(data)
    typist = Typist(edit)
    typist.look_on(3.0)
    typist.sit_down()
    typist.type()
    taken = percentile(typist.keys, 0.95)
    record(Ratio(f"key to paint, {what}, p95", "50 ms", taken, KEY, 1.0))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()
