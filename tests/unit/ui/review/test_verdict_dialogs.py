"""A reviewer's decision."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.review.verdict_dialogs import ReturnDialog, SignOffDialog
from tests.trials import preview_samples as samples

Named = Callable[[QWidget, str], QWidget]
Press = Callable[[QWidget, str], None]


def words(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_it_shows_what_is_signed(opened) -> None:
    view = samples.view()
    dialog = opened(SignOffDialog(view, "Chen Yu"))
    said = words(dialog)
    assert samples.LONG_HEADLINE in said
    assert view.snapshot_sha256[:12] in said
    assert "5 photos" in said
    assert "[Photo by Yuan Chengsong for chinadaily.com.cn]" in said


def test_a_story_without_warnings_can_be_signed_at_once(opened, named: Named, press: Press) -> None:
    dialog = opened(SignOffDialog(samples.view(), "Chen Yu"))
    note = named(dialog, "Note")
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("Read on paper.\n")
    press(dialog, "Sign off")
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.value == ("Chen Yu", "Read on paper.")
    assert dialog.finding is None


def test_every_warning_has_to_be_acknowledged(opened, named: Named, press: Press) -> None:
    dialog = opened(SignOffDialog(samples.view(samples.WARNINGS), "Chen Yu"))
    for finding in samples.WARNINGS:
        assert not named(dialog, "Sign off").isEnabled()
        press(dialog, str(finding.message))
    assert named(dialog, "Sign off").isEnabled()


def test_a_click_on_the_sentence_acknowledges_it_too(qtbot: QtBot, opened, named: Named) -> None:
    dialog = opened(SignOffDialog(samples.view(samples.WARNINGS[:1]), "Chen Yu"))
    label = next(
        each
        for each in dialog.findChildren(QLabel)
        if each.text() == str(samples.WARNINGS[0].message)
    )
    qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    assert named(dialog, "Sign off").isEnabled()


def test_nobody_signs_without_a_name(opened, named: Named) -> None:
    dialog = opened(SignOffDialog(samples.view(), ""))
    assert not named(dialog, "Sign off").isEnabled()
    name = named(dialog, "Your name")
    assert isinstance(name, QLineEdit)
    name.setText("Chen Yu")
    assert named(dialog, "Sign off").isEnabled()


def test_a_blocked_story_shows_what_blocks_and_leads_there(
    opened, named: Named, press: Press
) -> None:
    dialog = opened(SignOffDialog(samples.view(samples.BLOCKERS), "Chen Yu"))
    with pytest.raises(AssertionError):
        named(dialog, "Sign off")
    press(dialog, f"Show: {samples.BLOCKERS[1].message}")
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert dialog.finding == samples.BLOCKERS[1]


def test_returning_needs_a_comment(
    opened, named: Callable[[QWidget, str], QWidget], press: Callable[[QWidget, str], None]
) -> None:
    dialog = opened(ReturnDialog())
    comment = named(dialog, "What should be changed?")
    assert isinstance(comment, QPlainTextEdit)
    comment.setPlainText(" \n ")
    assert not named(dialog, "Return").isEnabled()
    comment.setPlainText("The second quote needs a name.\n")
    press(dialog, "Return")
    assert dialog.result()
    assert dialog.value == "The second quote needs a name."
