"""A copy of the open story as a file for somebody else: asked where, then written aside."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.desk.copies import CopyKind, Saved
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane, said
from editor.ui.shell.system_boxes import start_folder

FOLDER = "copies folder"  # the setting that remembers it


class SaveDesk(QObject):
    """Signals:
    said(str): a sentence for the status line.
    refused(str): why no file was written.
    progress(int, int): 0, 0 while a file is being written, equal numbers afterwards.
    """

    said = Signal(str)
    refused = Signal(str)
    progress = Signal(int, int)

    def __init__(self, open_story: StoryTabs, desk_lane: DeskLane, window: QWidget) -> None:
        super().__init__(window)
        self._open_story = open_story
        self._desk_lane = desk_lane
        self._window = window

    def save_copy(self) -> None:
        """Ask where, once the library holds every word typed into the open story."""
        self._open_story.current.when_kept(self._ask_for)

    def _ask_for(self, story_id: str) -> None:
        desk = self._desk_lane.desk
        self._desk_lane.ask(
            lambda: (desk.stories.view(story_id).story.slug, desk.site.setting(FOLDER)),
            lambda answer: self._ask_where(story_id, *answer),
        )

    def _ask_where(self, story_id: str, slug: str, folder: str | None) -> None:
        kinds = {
            self.tr("Word file (*.docx)"): CopyKind.WORD,
            self.tr("Markdown (*.md)"): CopyKind.MARKDOWN,
            self.tr("Plain text (*.txt)"): CopyKind.TEXT,
        }
        name, chosen = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save a copy as"),
            str(start_folder(folder) / f"{slug}{CopyKind.WORD}"),
            ";;".join(kinds),
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in set(CopyKind):
            # Not every system's dialog adds the ending of the kind somebody chose.
            path = path.with_name(f"{path.name}{kinds.get(chosen, CopyKind.WORD)}")
        self._write(story_id, path)

    def _write(self, story_id: str, path: Path) -> None:
        desk = self._desk_lane.desk
        self._desk_lane.note(lambda: desk.site.remember(FOLDER, str(path.parent)))
        self.progress.emit(0, 0)
        self._desk_lane.away(
            lambda: desk.copies.save(story_id, path),
            self._saved,
            self._failed,
            what=self.tr("A copy is being saved."),
        )

    def _saved(self, saved: Saved) -> None:
        self.progress.emit(1, 1)
        self.said.emit(self.tr("A copy is in {0}").format(saved.path))
        if saved.warnings:
            self.refused.emit("\n".join(saved.warnings))

    def _failed(self, error: Exception) -> None:
        self.progress.emit(1, 1)
        self.refused.emit(said(error))
