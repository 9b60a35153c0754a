"""A story is never sent back without a word."""

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from editor.ui.review.return_dialog import ReturnDialog


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
