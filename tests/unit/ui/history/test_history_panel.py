from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot

from editor.message import literal
from editor.story.version import VersionKind, VersionRow
from editor.ui.history.history_panel import NOW, HistoryPanel, VersionNameDialog
from editor.ui.theme import Theme

HERE = datetime(2026, 11, 24, 14, 0, tzinfo=UTC).astimezone()
STORY = "0" * 32


def version(number: int, *, days_ago: int = 0, **facts: Any) -> VersionRow:
    at = HERE - timedelta(days=days_ago)
    row = VersionRow(
        number, "Wang Fang", at, literal(f"Reason {number}"), f"{number:064x}", words=10
    )
    return replace(row, **facts)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> HistoryPanel:
    panel = HistoryPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(340, 700)
    panel.show()
    return panel


def button(panel: HistoryPanel, name: str) -> QPushButton:
    return next(b for b in panel.findChildren(QPushButton) if b.accessibleName() == name)


def timeline(panel: HistoryPanel) -> QListView:
    found = panel.findChild(QListView)
    assert isinstance(found, QListView)
    return found


def test_without_versions_it_says_how_they_come(qtbot: QtBot, panel: HistoryPanel) -> None:
    panel.show_versions(STORY, (), HERE)
    visible = [b for b in panel.findChildren(QPushButton) if b.isVisible()]
    assert [b.accessibleName() for b in visible] == ["Save a version…"]
    with qtbot.waitSignal(panel.save_requested):
        visible[0].click()


def test_the_newest_stands_first_under_its_day(panel: HistoryPanel) -> None:
    versions = [
        version(1, days_ago=9),
        version(2, days_ago=1, words=12),
        version(3, words=11, name="Before the cut", kind=VersionKind.NAMED),
        version(4, words=11, exported=True, signing=True, exporting=True, by=""),
    ]
    panel.show_versions(STORY, versions, HERE)
    time = f"{HERE:%H:%M}"
    day = HERE - timedelta(days=9)
    assert panel.entries == (
        "Today",
        f"Version 4, Reason 4, {time}, Signed, Exported",
        f"Version 3, Before the cut, {time}, Wang Fang, −1 word",
        "Yesterday",
        f"Version 2, Reason 2, {time}, Wang Fang, +2 words",
        f"{day.day} Nov 2026",
        f"Version 1, Reason 1, {time}, Wang Fang",
    )


def test_what_can_be_done_depends_on_how_many_are_chosen(qtbot: QtBot, panel: HistoryPanel) -> None:
    panel.show_versions(STORY, [version(1), version(2), version(3)], HERE)
    assert not button(panel, "Compare with now").isEnabled()
    panel.choose(2)
    for name in ("Compare with now", "Show", "Restore", "Name…"):
        assert button(panel, name).isEnabled()
    with qtbot.waitSignal(panel.compare_requested) as asked:
        button(panel, "Compare with now").click()
    assert asked.args == [2, NOW]
    panel.choose(3, 1)
    assert not button(panel, "Restore").isEnabled()
    with qtbot.waitSignal(panel.compare_requested) as asked:
        button(panel, "Compare the two").click()
    assert asked.args == [1, 3]


@pytest.mark.parametrize(
    ("name", "signal"),
    [("Show", "show_requested"), ("Restore", "restore_requested"), ("Name…", "name_requested")],
)
def test_a_button_tells_which_version(
    qtbot: QtBot, panel: HistoryPanel, name: str, signal: str
) -> None:
    panel.show_versions(STORY, [version(1), version(2)], HERE)
    panel.choose(1)
    with qtbot.waitSignal(getattr(panel, signal)) as asked:
        button(panel, name).click()
    assert asked.args == [1]


def test_the_keyboard_walks_past_the_days(qtbot: QtBot, panel: HistoryPanel) -> None:
    panel.show_versions(STORY, [version(1, days_ago=1), version(2)], HERE)
    panel.focus_first()
    assert panel.chosen == (2,)
    qtbot.keyClick(timeline(panel), Qt.Key.Key_Down)
    assert panel.chosen == (1,)
    with qtbot.waitSignal(panel.compare_requested):
        qtbot.keyClick(timeline(panel), Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.name_requested):
        qtbot.keyClick(timeline(panel), Qt.Key.Key_F2)


def test_what_is_chosen_stays_chosen_when_a_version_is_added(panel: HistoryPanel) -> None:
    panel.show_versions(STORY, [version(1), version(2)], HERE)
    panel.choose(1)
    panel.show_versions(STORY, [version(1), version(2), version(3)], HERE)
    assert panel.chosen == (1,)
    panel.show_versions("1" * 32, [version(1), version(2)], HERE)
    assert panel.chosen == ()


def test_hundreds_of_versions_are_drawn(qtbot: QtBot, panel: HistoryPanel) -> None:
    kinds = list(VersionKind)
    versions = [
        version(n, days_ago=(400 - n) // 4, kind=kinds[n % 3], signing=n % 50 == 0)
        for n in range(1, 401)
    ]
    panel.show_versions(STORY, versions, HERE)
    assert len(panel.entries) > 400
    assert not panel.grab().isNull()


def primary(dialog: QDialog) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.isDefault())


def test_a_version_needs_a_name(qtbot: QtBot) -> None:
    dialog = VersionNameDialog()
    qtbot.addWidget(dialog)
    assert not primary(dialog).isEnabled()
    dialog.findChild(QLineEdit).setText("  Before\tthe cut ")
    assert primary(dialog).isEnabled()
    assert dialog.value == "Before the cut"


def test_enter_gives_the_name(qtbot: QtBot) -> None:
    dialog = VersionNameDialog(3, "Take one")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "3" in dialog.windowTitle()
    field = dialog.findChild(QLineEdit)
    qtbot.keyClicks(field, "Take two")  # the name before it is selected
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.value == "Take two"
