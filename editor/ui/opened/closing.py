"""Before something would be lost: every word is kept, and the last questions are asked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from editor.interchange.leaving.clipboard import to_plain_text
from editor.story.story import StoryEdit
from editor.ui.opened.keeper import Keeper, KeepState
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.system_boxes import start_folder


def keep_everything(tabs: StoryTabs, desk_lane: DeskLane) -> None:
    """Waits until the library has what is typed, or has said that it cannot take it."""
    keepers, lane = _keepers(tabs), desk_lane.lane
    for keeper in keepers:
        keeper.keep_now()
    lane.finish()
    # Typed on while others were on their way: those go with the next attempt.
    while lane.busy and any(_still_to_keep(keeper) for keeper in keepers):
        lane.finish()


def may_lose(tabs: StoryTabs, window: QWidget) -> bool:
    """Whether the window may close: nothing is unkept, or somebody said so text by text."""
    for keeper in _keepers(tabs):
        unkept = keeper.unkept()
        if keeper.state is KeepState.FAILED and unkept is not None:
            tabs.open(unkept.story_id)  # so that one sees what the question is about
            if not ask_before_losing(unkept.edit, window):
                return False
    return True


def _keepers(tabs: StoryTabs) -> list[Keeper]:
    return [tab.story.keeper for tab in tabs.tabs()]


def _still_to_keep(keeper: Keeper) -> bool:
    return keeper.unkept() is not None and keeper.state is not KeepState.FAILED


def rescue_text(edit: StoryEdit) -> str:
    """Everything typed, as a text file that Galley reads again as the same story."""
    parts = (edit.headline, edit.deck, to_plain_text(edit.body) if edit.body else "")
    return "\n\n".join(part for part in parts if part) + "\n"


def ask_before_stopping(under_way: Sequence[str], window: QWidget) -> bool:
    """Whether the window may close although this goes on; sentences, perhaps none."""
    if not under_way:
        return True
    question = QMessageBox(window)
    question.setIcon(QMessageBox.Icon.Question)
    question.setText(" ".join(under_way))
    question.setInformativeText(
        tr("Quitting now stops it. What is not finished is taken away, what is finished stays.")
    )
    leave = question.addButton(tr("Stop it and quit"), QMessageBox.ButtonRole.DestructiveRole)
    stay = question.addButton(tr("Let it finish"), QMessageBox.ButtonRole.RejectRole)
    question.setDefaultButton(stay)
    question.setEscapeButton(stay)
    question.exec()
    question.deleteLater()  # once the answer is read; the window may stay
    return question.clickedButton() is leave


def ask_before_losing(edit: StoryEdit, window: QWidget) -> bool:
    """Whether the window may close: the text was saved elsewhere, or is given up knowingly."""
    question = QMessageBox(window)
    question.setIcon(QMessageBox.Icon.Warning)
    question.setText(tr("The last words of this story could not be kept in the library."))
    question.setInformativeText(
        tr("They are still here. Save a copy to another place, or stay and let Galley try again.")
    )
    save = question.addButton(tr("Save a copy…"), QMessageBox.ButtonRole.AcceptRole)
    question.addButton(tr("Close without them"), QMessageBox.ButtonRole.DestructiveRole)
    stay = question.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
    question.setDefaultButton(save)
    question.setEscapeButton(stay)
    question.exec()
    question.deleteLater()  # once the answer is read; the window may stay
    clicked = question.clickedButton()
    if clicked is stay:
        return False
    if clicked is not save:
        return True
    name, _ = QFileDialog.getSaveFileName(
        window, tr("Save a copy"), str(start_folder(None) / "story.txt")
    )
    if not name:
        return False
    try:
        Path(name).write_text(rescue_text(edit), encoding="utf-8")
    except OSError as error:
        QMessageBox.warning(window, tr("Not saved"), f"{name}: {error.strerror}")
        return False
    return True


def tr(text: str) -> str:
    return QCoreApplication.translate("closing", text)
