"""What the line at the bottom says is so, or it is not said."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.ui.opened.keeper import KeepState
from editor.ui.opened.status_line import StatusLine
from editor.ui.theme import Theme


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def line(qapp: QApplication, clock: Clock) -> Iterator[StatusLine]:
    holder = QWidget()
    yield StatusLine(Theme(qapp, "light"), holder, clock)
    holder.deleteLater()


def kept(line: StatusLine) -> str:
    return next(w.text() for w in line.findChildren(QLabel) if w.accessibleName() == "Kept")


def test_how_long_ago_it_was_kept_is_news_for_a_minute(line: StatusLine, clock: Clock) -> None:
    line.show_opened()
    assert kept(line) == "Kept"
    line.show_state(KeepState.KEEPING)
    assert kept(line) == "Keeping…"
    line.show_state(KeepState.KEPT)
    for seconds, words in ((4, "Kept 4 s ago"), (59, "Kept 59 s ago"), (240, "Kept")):
        clock.now = 100.0 + seconds
        line.show_failure("")  # looks at the clock
        assert kept(line) == words


def test_a_sentence_is_taken_back_and_no_other(line: StatusLine) -> None:
    line.say("“farmrs” is in no dictionary.")
    line.take_back("“farmrs” is in no dictionary.")
    assert line.currentMessage() == ""
    line.say("Exported.")
    line.take_back("“farmrs” is in no dictionary.")
    line.take_back("")
    assert line.currentMessage() == "Exported."
