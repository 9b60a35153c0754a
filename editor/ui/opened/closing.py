"""Before something would be lost: every word is kept, and the last questions are asked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from editor.interchange.leaving.clipboard import to_plain_text
from editor.message import listed, message
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
    question.setText(str(listed(under_way, "sentences")))
    question.setInformativeText(str(message("quit.stops-it")))
    leave = question.addButton(str(message("quit.stop")), QMessageBox.ButtonRole.DestructiveRole)
    stay = question.addButton(str(message("quit.finish")), QMessageBox.ButtonRole.RejectRole)
    question.setDefaultButton(stay)
    question.setEscapeButton(stay)
    question.exec()
    question.deleteLater()  # once the answer is read; the window may stay
    return question.clickedButton() is leave


def ask_before_losing(edit: StoryEdit, window: QWidget) -> bool:
    """Whether the window may close: the text was saved elsewhere, or is given up knowingly."""
    question = QMessageBox(window)
    question.setIcon(QMessageBox.Icon.Warning)
    question.setText(str(message("quit.unkept")))
    question.setInformativeText(str(message("quit.still-here")))
    save = question.addButton(str(message("quit.save")), QMessageBox.ButtonRole.AcceptRole)
    question.addButton(str(message("quit.lose")), QMessageBox.ButtonRole.DestructiveRole)
    stay = question.addButton(str(message("quit.stay")), QMessageBox.ButtonRole.RejectRole)
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
        window, str(message("quit.save-where")), str(start_folder(None) / "story.txt")
    )
    if not name:
        return False
    try:
        Path(name).write_text(rescue_text(edit), encoding="utf-8")
    except OSError as error:
        QMessageBox.warning(
            window,
            str(message("quit.not-saved")),
            str(message("form.labelled", label=name, text=error.strerror)),
        )
        return False
    return True
