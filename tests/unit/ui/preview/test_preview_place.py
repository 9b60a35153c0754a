"""The preview follows the story on top, whatever became of the page of the one before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk
from editor.ui.preview.preview_pane import PreviewPane
from editor.ui.preview.preview_place import PreviewPlace
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.theme import Theme
from tests.trials import preview_samples as samples

pytestmark = pytest.mark.qt_log_ignore(
    # A machine without a graphics card, which the engine says and then draws in software.
    "QRhiGles2: Failed",
    "Failed to create RHI",
    "[Vv]ulkan",
    "GBM is not supported",
    "Sandboxing disabled by user",
    extend=True,
)


@pytest.fixture
def lane(tmp_path: Path, qtbot: QtBot) -> Iterator[DeskLane]:
    desk = Desk.open(tmp_path / "library", program_version="test")
    made = DeskLane(desk)
    yield made
    made.close()
    desk.close()


def test_a_page_that_cannot_be_made_leaves_the_next_story_its_own(
    qtbot: QtBot, theme: Theme, lane: DeskLane
) -> None:
    splitter = QSplitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(splitter)
    place = PreviewPlace(splitter, theme, lane, splitter)
    splitter.show()
    place.show_at("right")
    pane = splitter.findChild(PreviewPane)
    assert isinstance(pane, PreviewPane)
    good = samples.snapshot(samples.story(photos=0))
    no_body: Any = None
    broken = replace(good, body=no_body)
    with qtbot.capture_exceptions() as failed, qtbot.waitSignal(pane.page_shown) as shown:
        place.show_story(broken)
        place.show_story(good)
    assert len(failed) == 1
    assert shown.args == [lane.desk.publishing.page(good)]
    with qtbot.capture_exceptions() as failed:
        place.show_story(broken)
        lane.lane.finish()
    assert len(failed) == 1, "the same page would only fail again"
    assert not lane.lane.busy
    place.stop()
