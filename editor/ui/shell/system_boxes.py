"""The boxes of the system: one for all that did not go, and where one for files opens."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from editor.message import message

AT_MOST = 8  # sentences shown one by one; a box must fit on the screen


class Warnings(QObject):
    """What did not go, told in one box: twenty broken pictures are one message, not twenty."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._box: QMessageBox | None = None
        self._told: list[str] = []

    def tell(self, sentence: str) -> None:
        """Show a sentence; while the box is still open, it is added to those in it."""
        if sentence in self._told:
            return
        self._told.append(sentence)
        if self._box is None:
            icon = QMessageBox.Icon.Warning
            self._box = QMessageBox(icon, "Galley", self._text(), parent=self._window)
            self._box.finished.connect(self._on_read)
            self._box.open()
        else:
            self._box.setText(self._text())

    def _text(self) -> str:
        shown = self._told[:AT_MOST]
        left = len(self._told) - len(shown)
        if left:
            shown.append(str(message("window.and-more", n=left)))
        return "\n\n".join(shown)

    def _on_read(self) -> None:
        box, self._box = self._box, None
        self._told.clear()
        if box is not None:
            box.deleteLater()


def ask_to_open(address: str, within: QWidget) -> None:
    """An address goes to the browser only after a question: what it opens is not ours to know."""
    question = QCoreApplication.translate(
        "system_boxes", "Open this address in your browser?\n\n{0}"
    )
    buttons = QMessageBox.StandardButton
    answer = QMessageBox.question(
        within.window(), "Galley", question.format(address), buttons.Yes | buttons.No, buttons.No
    )
    if answer == buttons.Yes:
        QDesktopServices.openUrl(QUrl(address))


_DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation


def start_folder(
    wanted: str | Path | None, place: QStandardPaths.StandardLocation = _DOCUMENTS
) -> Path:
    """`wanted` if it is there, else the nearest folder above it; without one the person's own
    folder for such files, or the one above that. Qt takes the name of one that has gone for a
    file's."""
    folder = Path(wanted or QStandardPaths.writableLocation(place)).expanduser().absolute()
    for each in (folder, *folder.parents):
        if each.is_dir():
            return each
    return Path.home()
