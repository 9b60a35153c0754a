"""Reading and approving: the steps that can be taken, whose turn it is, and the history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.message import message
from editor.story.story import Status
from editor.story.version import VersionRow
from editor.story.workflow import SignOff
from editor.ui.review.review_panel import SHOWN_AT_FIRST, History, ReviewPanel
from editor.ui.review.review_state import ReviewState, sentence
from editor.ui.theme import Theme
from editor.ui.widgets.labels import Chip
from editor.ui.widgets.spelled_out import moment
from tests.trials.panel_values import WHEN, approved, reviewed, story, view_of

STEPS = ("Send for review", "Return…", "Sign off…", "Export…")


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> ReviewPanel:
    panel = ReviewPanel(theme)
    panel.resize(340, 720)
    panel.set_role("editor")
    panel.show_story(view_of(story()))
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def step(panel: ReviewPanel, name: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.accessibleName() == name)


def able(panel: ReviewPanel) -> set[str]:
    return {name for name in STEPS if step(panel, name).isEnabled()}


def primary(panel: ReviewPanel) -> list[str]:
    return [name for name in STEPS if step(panel, name).property("kind") == "primary"]


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Send for review", "send_requested"),
        ("Sign off…", "sign_off_requested"),
        ("Export…", "export_requested"),
    ],
)
def test_a_step_is_asked_for(panel: ReviewPanel, qtbot: QtBot, name: str, signal: str) -> None:
    assert step(panel, name).text() == name
    with qtbot.waitSignal(getattr(panel, signal)):
        qtbot.mouseClick(step(panel, name), Qt.MouseButton.LeftButton)


def test_a_story_in_review_can_be_returned(panel: ReviewPanel, qtbot: QtBot) -> None:
    panel.show_story(view_of(story(status=Status.IN_REVIEW)))
    with qtbot.waitSignal(panel.return_requested):
        qtbot.mouseClick(step(panel, "Return…"), Qt.MouseButton.LeftButton)


def test_a_draft_is_sent_by_its_editor_and_can_be_signed_off_by_a_supervisor(
    panel: ReviewPanel,
) -> None:
    assert able(panel) == {"Send for review", "Sign off…", "Export…"}
    assert primary(panel) == ["Send for review"]
    panel.set_role("supervisor")
    assert primary(panel) == ["Sign off…"]


def test_a_story_in_review_is_the_supervisors_turn(panel: ReviewPanel) -> None:
    panel.show_story(view_of(story(status=Status.IN_REVIEW)))
    assert able(panel) == {"Return…", "Sign off…", "Export…"}
    assert primary(panel) == []
    panel.set_role("supervisor")
    assert primary(panel) == ["Sign off…"]


def test_a_signed_off_story_is_exported_next(panel: ReviewPanel) -> None:
    panel.show_story(reviewed())
    assert able(panel) == {"Return…", "Export…"}
    assert primary(panel) == ["Export…"]
    assert panel.findChildren(Chip)[0].text() == "Signed off"


def test_a_spiked_story_takes_no_step(panel: ReviewPanel) -> None:
    panel.show_story(view_of(story(status=Status.SPIKED)))
    assert able(panel) == set()
    assert primary(panel) == []


def test_the_sentence_says_who_stands_for_the_story() -> None:
    view = reviewed()
    assert sentence(view) == f"Signed off by Chen Yu on {moment(WHEN)}"


def test_the_sentence_says_that_the_story_changed_since() -> None:
    changed = story(status=Status.IN_REVIEW)
    view = view_of(changed, approved(changed, valid=False))
    assert sentence(view) == "Changed since Chen Yu signed off; sign off again"
    assert ReviewState.of(view, "supervisor").kind == "warning"


def test_the_sentence_says_that_the_sign_off_was_taken_back() -> None:
    returned = story(status=Status.RETURNED)
    view = view_of(returned, approved(returned))
    assert sentence(view).startswith("No longer signed off; Chen Yu signed it off on")


def test_the_sentence_says_that_nobody_signed_yet() -> None:
    assert sentence(view_of(story())) == "Not signed off yet"


def test_a_changed_story_can_be_sent_and_signed_off_again() -> None:
    changed = story(status=Status.SIGNED_OFF)
    stale = SignOff(changed.id, "0" * 64, "Chen Yu", WHEN)
    state = ReviewState.of(view_of(changed, stale), "supervisor")
    assert state.able >= {"send", "sign_off"}
    assert state.next_step == "sign_off"


def test_a_moment_is_told_where_this_machine_stands() -> None:
    at = datetime(2026, 11, 24, 6, 5, tzinfo=UTC)
    here = at.astimezone()
    assert moment(at) == f"{here.day} Nov 2026, {here:%H:%M}"


def test_comments_and_versions_stand_newest_first(panel: ReviewPanel) -> None:
    panel.show_story(reviewed())
    [versions] = panel.findChildren(History)
    model = panel.remarks.model
    assert [model.what(row) for row in model.rows] == [
        "请核对栟茶镇的英文拼写。",
        "Name the county in the first paragraph.",
    ]
    assert [what for what, _ in versions.entries] == [
        "4  Signed off by Chen Yu",
        "3  Returned",
        "2  Sent for review",
        "1  Imported from story.txt",
    ]


def test_a_long_history_is_shown_whole_on_demand(theme: Theme, qtbot: QtBot) -> None:
    history = History(theme, "Versions", "None.")
    qtbot.addWidget(history)
    many = [
        VersionRow(
            number,
            "Zheng Lu",
            WHEN + timedelta(minutes=number),
            message("version.returned"),
            "0" * 64,
        )
        for number in range(1, 61)
    ]
    history.show_versions(many)
    more = history.findChildren(QPushButton)[0]
    assert more.text() == "Show all 60"
    before = history.sizeHint().height()
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert history.sizeHint().height() > before
    assert more.isHidden()
    assert len(many) > SHOWN_AT_FIRST


def test_the_status_is_told_as_it_is(panel: ReviewPanel) -> None:
    for status in Status:
        panel.show_story(view_of(replace(story(), status=status)))
        assert panel.findChildren(Chip)[0].text() == str(status.label)
