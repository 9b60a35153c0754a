"""Files become drafts from the window: chosen or dropped, with progress and a word for each."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.errors import LibraryError
from editor.desk.changes import Changes
from editor.desk.refusals import Refused
from editor.desk.stories import Brought
from editor.interchange.refusal import FileRefused
from editor.ui.window.desk_lane import DeskLane

STORY_FILTER = "*.docx *.odt *.rtf *.eml *.txt *.text *.md *.markdown *.html *.htm *.docm *.doc"


@dataclass(slots=True)
class Batch:
    """Files brought in together; the workers look here before they begin the next one."""

    cancelled: bool = False


class ImportDesk(QObject):
    """Signals:
    progress(int, int): files read and to be read.
    brought(str): id of the first story of a batch, for opening it.
    said(str): what the reader left out or noticed.
    refused(str): files that were not taken, by name and reason.
    """

    progress = Signal(int, int)
    brought = Signal(str)
    said = Signal(str)
    refused = Signal(str)

    def __init__(self, desk_lane: DeskLane, window: QWidget) -> None:
        super().__init__(window)
        self._desk_lane = desk_lane
        self._window = window
        self._total = 0
        self._done = 0
        self._opened = False
        self._batch = Batch()
        self._refusals: list[str] = []
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )

    def choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open stories"),
            self._folder,
            self.tr("Stories ({0});;All files (*)").format(STORY_FILTER),
        )
        if names:
            self._folder = str(Path(names[0]).parent)
            self.bring_in([Path(name) for name in names])

    def bring_in(self, paths: list[Path]) -> None:
        if not self._total:
            self._batch = Batch()
        self._total += len(paths)
        self.progress.emit(self._done, self._total)
        stories, batch = self._desk_lane.desk.stories, self._batch

        def read(path: Path) -> Brought | None:
            return None if batch.cancelled else stories.bring_in(path)

        for path in paths:
            self._desk_lane.away(lambda path=path: read(path), self._came_in, self._not_taken)

    def cancel(self) -> None:
        """Files not yet begun are left out; those already in stay."""
        self._batch.cancelled = True

    def _came_in(self, brought: Brought | None) -> None:
        if brought is None:
            self._step()
            return
        self._desk_lane.changed.emit(Changes.of_story(brought.story.id))
        if not self._opened:
            self._opened = True
            self.brought.emit(brought.story.id)
        if brought.warnings:
            self.said.emit(" ".join(brought.warnings))
        self._step()

    def _not_taken(self, error: Exception) -> None:
        expected = isinstance(error, (FileRefused, LibraryError, Refused))
        self._step(str(error) if expected else "")
        if not expected:
            raise error

    def _step(self, refusal: str = "") -> None:
        self._done += 1
        if refusal:
            self._refusals.append(refusal)
        self.progress.emit(self._done, self._total)
        if self._done >= self._total:
            refusals = "\n\n".join(dict.fromkeys(self._refusals))
            self._done = self._total = 0
            self._opened = False
            self._refusals = []
            if refusals:
                self.refused.emit(refusals)
