"""Copies of the open story for somebody else: as a file, or by hand, piece by piece."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from editor.message import Said, message
from editor.story.rendition import looks_of
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane, said
from editor.ui.shell.system_boxes import start_folder
from editor.ui.shell.thumbnails import Thumbnails
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from editor.desk.leaving import Saved
    from editor.interchange.leaving.copy_out import CopyForm, CopySheet
    from editor.ui.leaving.copy_out_dialog import CopyOutDialog

FOLDER = "copies folder"  # the setting that remembers it
PICTURES_FOLDER = "copied pictures folder"


class SaveDesk(Feature):
    def __init__(self, open_story: StoryTabs, desk_lane: DeskLane, window: QWidget) -> None:
        super().__init__(window)
        self._open_story = open_story
        self._desk_lane = desk_lane
        self._window = window

    def commands(self) -> Iterable[Command]:
        yield Command("save_copy", self.tr("Sa&ve a copy as…"), "file-output").doing(
            self.save_copy, {Menu.FILE: 220}, story=True
        )

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
        from editor.desk.leaving import FileKind  # late: no part of the start

        kinds = {
            self.tr("Word file (*.docx)"): FileKind.WORD,
            self.tr("Markdown (*.md)"): FileKind.MARKDOWN,
            self.tr("Plain text (*.txt)"): FileKind.TEXT,
        }
        name, chosen = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save a copy as"),
            str(start_folder(folder) / f"{slug}{FileKind.WORD}"),
            ";;".join(kinds),
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in set(FileKind):
            # Not every system's dialog adds the ending of the kind somebody chose.
            path = path.with_name(f"{path.name}{kinds.get(chosen, FileKind.WORD)}")
        self._write(story_id, path)

    def _write(self, story_id: str, path: Path) -> None:
        desk = self._desk_lane.desk
        self._desk_lane.note(lambda: desk.site.remember(FOLDER, str(path.parent)))
        self.progress.emit(0, 0)
        self._desk_lane.away(
            lambda: desk.story_files.save(story_id, path),
            self._saved,
            self._failed,
            what=self.tr("A copy is being saved."),
        )

    def _saved(self, saved: "Saved") -> None:
        self.progress.emit(1, 1)
        self.said.emit(self.tr("A copy is in {0}").format(saved.path))
        if saved.warnings:
            self.refused.emit("\n".join(map(str, saved.warnings)))

    def _failed(self, error: Exception) -> None:
        self.progress.emit(1, 1)
        self.refused.emit(said(error))


class CopyOutDesk(Feature):
    def __init__(
        self,
        open_story: StoryTabs,
        desk_lane: DeskLane,
        thumbnails: Thumbnails,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._open_story = open_story
        self._desk_lane = desk_lane
        self._thumbnails = thumbnails
        self._theme = theme
        self._window = window

    def commands(self) -> Iterable[Command]:
        yield Command(
            "copy_out", self.tr("Copy for another s&ystem…"), "clipboard", "Ctrl+Shift+E"
        ).doing(self.open, {Menu.STORY: 310}, story=True)
        yield Command("copy_for_word", self.tr("Copy &whole story for Word"), "copy").doing(
            self.copy_for_word, {Menu.STORY: 320}, story=True
        )

    def open(self) -> None:
        """The dialog over the story as the library holds it, every typed word kept first."""
        self._with_sheet(self._show)

    def copy_for_word(self) -> None:
        """The whole story to the clipboard, without a dialog."""

        def copy(sheet: "CopySheet") -> None:
            put_on_clipboard(sheet.whole)
            self.said.emit(self.tr("The story is on the clipboard; paste it into Word."))

        self._with_sheet(copy)

    def _with_sheet(self, then: Callable[["CopySheet"], None]) -> None:
        copying = self._desk_lane.desk.copying_out
        self._open_story.current.when_kept(
            lambda story_id: self._desk_lane.ask(lambda: copying.sheet(story_id), then)
        )

    def _show(self, sheet: "CopySheet") -> None:
        from editor.ui.leaving.copy_out_dialog import CopyOutDialog  # late: no part of the start

        dialog = CopyOutDialog(sheet, self._theme, self._window)
        dialog.copy_requested.connect(put_on_clipboard)
        dialog.pictures_requested.connect(lambda: self._ask_folder(sheet, dialog))
        self._thumbnails.arrived.connect(dialog.show_thumbnail)
        for photo in sheet.photos:
            self._thumbnails.want(looks_of(photo.photo.photo, photo.photo.edited))
        _FilesToDrag(sheet, dialog, self._desk_lane)
        dialog.open()

    def _ask_folder(self, sheet: "CopySheet", dialog: "CopyOutDialog") -> None:
        desk = self._desk_lane.desk
        self._desk_lane.ask(
            lambda: desk.site.setting(PICTURES_FOLDER) or Path.home(),
            lambda start: self._choose_folder(sheet, dialog, str(start_folder(start))),
        )

    def _choose_folder(self, sheet: "CopySheet", dialog: "CopyOutDialog", start: str) -> None:
        title = self.tr("Save the pictures into a folder")
        name = QFileDialog.getExistingDirectory(dialog, title, start)
        if name:
            self.save_pictures(sheet, Path(name))

    def save_pictures(self, sheet: "CopySheet", within: Path) -> None:
        """Into a new folder there, so that no file of anybody's is written over."""
        desk = self._desk_lane.desk

        def write() -> Path:
            from editor.desk.leaving import new_folder

            folder = new_folder(within, sheet.photos[0].file[3:].removesuffix(".jpg"))
            desk.copying_out.write_pictures(sheet, folder)
            return folder

        def told(folder: Path) -> None:
            self._desk_lane.note(lambda: desk.site.remember(PICTURES_FOLDER, str(within)))
            saved = message("window.pictures-saved", n=len(sheet.photos), folder=folder)
            self.said.emit(str(saved))
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        saving = self.tr("Pictures are being saved.")
        self._desk_lane.away(write, told, self._not_saved, what=saving)

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, (OSError, Said)):
            why = getattr(error, "strerror", None) or str(error)
            self.refused.emit(
                self.tr("The pictures were not saved: {0}. Choose another folder.").format(why)
            )
        else:
            raise error


class _FilesToDrag(QObject):
    """Makes the pictures as files aside while the dialog is open; they go when it closes."""

    def __init__(self, sheet: "CopySheet", dialog: "CopyOutDialog", desk_lane: DeskLane) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._closed = Event()  # seen by the worker too, which touches no Qt object
        self._folder = QTemporaryDir()
        dialog.finished.connect(self._close)
        copying, folder = desk_lane.desk.copying_out, Path(self._folder.path())
        closed = self._closed

        def write() -> dict[int, Path]:
            files = copying.write_pictures(sheet, folder, cancelled=closed.is_set)
            return dict(enumerate(files, 1))

        if sheet.photos and self._folder.isValid():
            desk_lane.away(write, self._offer, self._failed)

    def _offer(self, files: Mapping[int, Path]) -> None:
        if not self._closed.is_set():
            self._dialog.show_files(files)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, (OSError, Said)):
            raise error
        if not self._closed.is_set():
            self._dialog.remark(
                self.tr("The pictures could not be made into files: {0}").format(error)
            )

    def _close(self) -> None:
        self._closed.set()


def put_on_clipboard(form: "CopyForm") -> None:
    data = QMimeData()
    data.setText(form.text)
    if form.html:
        data.setHtml(f'<html><head><meta charset="utf-8"></head><body>{form.html}</body></html>')
    QApplication.clipboard().setMimeData(data)
