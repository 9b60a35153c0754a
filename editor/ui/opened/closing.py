"""The last questions before something would be lost: words that a failing disk left unkept, and
work that is under way."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from editor.interchange.leaving.clipboard import to_plain_text
from editor.story.story import StoryEdit
from editor.ui.widgets.start_folder import start_folder


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
