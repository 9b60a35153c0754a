"""Findings as rows to press, with a line that says whether the story can be signed off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.ui.review.check_panel import CheckPanel, FindingRow
from editor.ui.review.review_state import summary
from editor.ui.theme import Theme
from tests.trials.panel_values import bare


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> CheckPanel:
    panel = CheckPanel(theme)
    panel.resize(340, 720)
    panel.show_findings(bare().findings)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def rows(panel: CheckPanel) -> list[FindingRow]:
    return [row for row in panel.findChildren(FindingRow) if row.isVisible()]


@pytest.mark.parametrize(
    ("blocking", "warning", "words"),
    [
        (0, 0, "Ready to be signed off"),
        (0, 1, "Ready to be signed off, 1 to look at"),
        (1, 0, "1 thing blocks sign-off"),
        (2, 1, "2 things block sign-off, 1 to look at"),
    ],
)
def test_the_summary_counts(blocking: int, warning: int, words: str) -> None:
    assert summary(blocking, warning) == words


def test_every_finding_is_said_with_severity_message_and_fix(panel: CheckPanel) -> None:
    assert panel.summary == "3 things block sign-off, 1 to look at"
    assert rows(panel)[0].accessibleName() == "Blocks: The story has no headline."
    assert rows(panel)[0].accessibleDescription() == "Write one."
    words = [label.text() for label in rows(panel)[-1].findChildren(QLabel)]
    assert {"Warns", "The story has no byline.", "Name an author, or leave it."} <= set(words)


def test_a_click_leads_to_the_finding(panel: CheckPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.finding_activated) as told:
        qtbot.mouseClick(rows(panel)[1], Qt.MouseButton.LeftButton)
    assert told.args == [bare().findings[1]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_leads_to_the_finding(panel: CheckPanel, qtbot: QtBot, key: Qt.Key) -> None:
    panel.focus_first()
    assert rows(panel)[0].hasFocus()
    with qtbot.waitSignal(panel.finding_activated) as told:
        qtbot.keyClick(rows(panel)[0], key)
    assert told.args == [bare().findings[0]]


def test_the_arrow_keys_walk_the_findings(panel: CheckPanel, qtbot: QtBot) -> None:
    panel.focus_first()
    qtbot.keyClick(rows(panel)[0], Qt.Key.Key_Down)
    assert rows(panel)[1].hasFocus()
    qtbot.keyClick(rows(panel)[1], Qt.Key.Key_Up)
    assert rows(panel)[0].hasFocus()


def test_rows_that_stay_keep_the_focus(panel: CheckPanel) -> None:
    rows(panel)[2].setFocus()
    kept = rows(panel)[2]
    panel.show_findings(bare().findings[1:])
    assert kept.hasFocus()
    assert panel.findings == bare().findings[1:]


def test_nothing_to_say_is_said_in_green(panel: CheckPanel) -> None:
    panel.show_findings(())
    assert rows(panel) == []
    assert panel.summary == "Ready to be signed off"
