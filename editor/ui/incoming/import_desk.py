"""Files become drafts from the window: chosen or dropped, read, shown, and then taken in.

Nothing comes in that nobody has looked at. Reading and taking in happen away from the window,
with a number for each file, and can be stopped; afterwards every file has its word.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from editor.interchange.arriving.file_kind import kind_of_name
from editor.interchange.arriving.refusal import FileRefused, Tracked, TrackedChanges
from editor.late import slotted
from editor.message import Message, Said, listed, literal, message
from editor.story.outlet import Section
from editor.story.text import clean_line
from editor.ui.shell.commands import Command, Feature, Menu, Standard
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.system_boxes import start_folder

if TYPE_CHECKING:  # what reads files is loaded with the first
    from editor.desk.arrivals import Arrival, Brought
    from editor.ui.incoming.incoming_dialog import Confirmed, IncomingDialog

MAX_FILES = 500
MAX_FOLDERS = 5_000


class FileState(StrEnum):
    READING = "reading"
    HELD = "held"  # somebody has to say what becomes of its tracked changes
    READ = "read"
    TAKEN = "taken"
    SKIPPED = "skipped"
    REFUSED = "refused"


@slotted(eq=False)
class IncomingFile:
    path: Path
    state: FileState = FileState.READING
    arrival: "Arrival | None" = None
    changes: TrackedChanges | None = None
    refusal: Exception | None = None
    story_id: str = ""
    headline: str = ""
    remarks: tuple[Message, ...] = ()

    @property
    def name(self) -> str:
        return clean_line(self.path.name)

    def refuse(self, error: Exception) -> None:
        self.state, self.refusal = FileState.REFUSED, error

    @property
    def refused(self) -> Message:
        """Why it was not taken, with its name."""
        if isinstance(self.refusal, OSError) and self.refusal.strerror:
            name = self.refusal.filename or message("window.a-file")
            return message("form.labelled", label=name, text=self.refusal.strerror)
        if isinstance(self.refusal, Said):
            return self.refusal.message
        return literal(str(self.refusal) or type(self.refusal).__name__)

    @property
    def reported(self) -> tuple[str, ...]:
        """What a report has below its name."""
        if isinstance(self.refusal, FileRefused):
            return (str(message("arriving.reason", reason=self.refusal.reason)),)
        said = self.remarks if self.refusal is None else (self.refused,)
        return tuple(map(str, said))


@slotted()
class Batch:
    """`cancelled` is looked at by the workers before they begin the next file."""

    files: list[IncomingFile] = field(default_factory=list)
    cancelled: bool = False

    @property
    def reading(self) -> bool:
        return any(file.state is FileState.READING for file in self.files)

    @property
    def progress(self) -> tuple[int, int]:
        read = sum(file.state is not FileState.READING for file in self.files)
        return read, len(self.files)

    @property
    def held(self) -> IncomingFile | None:
        """The first file that waits for a word about its changes."""
        return next((file for file in self.files if file.state is FileState.HELD), None)

    @property
    def arrived(self) -> list[IncomingFile]:
        """Files that were read and have not been taken in or left out."""
        return [file for file in self.files if file.state is FileState.READ]


def story_files(paths: list[Path]) -> list[Path]:
    """Every file of `paths`, and the files of kinds Galley reads in its folders, by name.

    Files that programs hide or lock (`.name`, `~$name`) are nobody's stories.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += _within(path)
        else:
            found.append(path)
    return list(dict.fromkeys(found))[:MAX_FILES]


def _within(folder: Path) -> list[Path]:
    found: list[Path] = []
    for looked, (place, folders, names) in enumerate(os.walk(folder)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (
            Path(place) / name
            for name in sorted(names)
            if kind_of_name(name) is not None and not name.startswith((".", "~$"))
        )
        if looked > MAX_FOLDERS or len(found) > MAX_FILES:
            break
    return found


STORY_FILTER = "*.docx *.odt *.rtf *.eml *.txt *.text *.md *.markdown *.html *.htm *.docm *.doc"
FOLDER = "import folder"  # the setting that remembers it
THUMBNAIL = 300  # pixels


class ImportDesk(Feature):
    """Signals:
    brought(str): id of the first story of a batch, for opening it.
    """

    brought = Signal(str)

    def __init__(self, desk_lane: DeskLane, window: QWidget) -> None:
        super().__init__(window)
        self._desk_lane = desk_lane
        self._window = window
        self._batch: Batch | None = None
        self._waiting: list[Path] = []
        self._dialog: IncomingDialog | None = None

    def commands(self) -> Iterable[Command]:
        yield Command("import", self.tr("&Open files…"), "folder-open", Standard.Open).doing(
            self.choose_files, {Menu.FILE: 120, Menu.TOOLBAR: 120, Menu.BEGINNING: 120}
        )

    def choose_files(self) -> None:
        desk = self._desk_lane.desk
        self._desk_lane.ask(lambda: desk.site.setting(FOLDER), self._choose_in)

    def bring_in(self, paths: list[Path]) -> None:
        """Files, and the story files in folders; those of a later call may come after."""
        files = story_files(paths)
        if not files:
            self.refused.emit(self.tr("There is no story file in this folder."))
            return
        if self._batch is not None and not self._batch.reading:
            self._waiting += files
            return
        self._batch = self._batch or Batch()
        for path in files:
            self._read(self._batch, self._begin(self._batch, path), Tracked.ASK)
        self.progress.emit(*self._batch.progress)

    def cancel(self) -> None:
        """Files not yet taken in are left out; stories already in stay."""
        if self._batch is not None:
            self._batch.cancelled = True
        if self._dialog is not None:  # the window is closing over the question
            self._dialog.reject()

    # -- reading

    def _choose_in(self, folder: str | None) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open stories"),
            str(start_folder(folder)),
            self.tr("Stories ({0});;All files (*)").format(STORY_FILTER),
        )
        if names:
            desk, chosen = self._desk_lane.desk, str(Path(names[0]).parent)
            self._desk_lane.note(lambda: desk.site.remember(FOLDER, chosen))
            self.bring_in([Path(name) for name in names])

    def _begin(self, batch: Batch, path: Path) -> IncomingFile:
        file = IncomingFile(path)
        batch.files.append(file)
        return file

    def _read(self, batch: Batch, file: IncomingFile, tracked: Tracked) -> None:
        arrivals = self._desk_lane.desk.arrivals

        def read() -> "Arrival | None":
            if batch.cancelled:
                return None
            arrival = arrivals.read(file.path, tracked)
            if batch.cancelled:  # the window may be closing: nobody would let it go later
                arrivals.let_go(arrival)
                return None
            return arrival

        def was_read(arrival: "Arrival | None") -> None:
            file.arrival = arrival
            file.state = FileState.READ if arrival else FileState.SKIPPED
            self._go_on(batch)

        def was_not(error: Exception) -> None:
            if isinstance(error, TrackedChanges):
                file.changes, file.state = error, FileState.HELD
            else:
                file.refuse(error)
            self._go_on(batch)
            _raise_unexpected(error)

        self._desk_lane.away(read, was_read, was_not)

    def _go_on(self, batch: Batch) -> None:
        """The next step, once every file has been read."""
        self.progress.emit(*batch.progress)
        if batch.reading:
            return
        if batch.held is not None and not batch.cancelled:
            self._ask_about_changes(batch, batch.held)
        elif batch.arrived and not batch.cancelled:
            stories = self._desk_lane.desk.stories
            self._desk_lane.ask(
                lambda: stories.choices().sections,
                lambda sections: self._ask(batch, sections),
                lambda error: self._cannot_ask(batch, error),
            )
        else:
            self._finish(batch)

    # -- asking

    def _ask_about_changes(self, batch: Batch, file: IncomingFile) -> None:
        # Dialogs are loaded when they open, here and below: together a tenth of a second of start.
        from editor.ui.incoming.import_dialogs import TrackedDialog

        held = file.changes
        assert held is not None  # it is held because of them
        dialog = TrackedDialog(file.name, held.changes, self._window)

        def answered() -> None:
            if dialog.value is Tracked.ASK:
                file.refuse(held)
                self._go_on(batch)
            else:
                file.state = FileState.READING
                self._read(batch, file, dialog.value)
                self.progress.emit(*batch.progress)

        dialog.finished.connect(answered)
        dialog.open()

    def _ask(self, batch: Batch, sections: Sequence[Section]) -> None:
        from editor.ui.incoming.incoming_dialog import IncomingDialog  # late: see above

        arrivals = [file.arrival for file in batch.arrived if file.arrival is not None]
        dialog = IncomingDialog(arrivals, sections, self._window)
        self._dialog = dialog
        dialog.thumbnail_wanted.connect(self._bring_thumbnail)

        def answered(result: int) -> None:
            self._dialog = None
            accepted = result == QDialog.DialogCode.Accepted
            self._take_in(batch, dialog.value if accepted else ())

        dialog.finished.connect(answered)
        dialog.open()
        dialog.ask_for_thumbnails()

    def _cannot_ask(self, batch: Batch, error: Exception) -> None:
        for file in batch.arrived:
            file.refuse(error)
        self._finish(batch)
        _raise_unexpected(error)

    def _bring_thumbnail(self, arrival: "Arrival", key: str) -> None:
        arrivals, dialog = self._desk_lane.desk.arrivals, self._dialog

        def show(data: bytes) -> None:
            if dialog is not None and self._dialog is dialog:
                dialog.show_thumbnail(arrival, key, QImage.fromData(data))

        # A picture that cannot be shown now is still looked at when it is taken in.
        self._desk_lane.away(
            lambda: arrivals.thumbnail(arrival, key, THUMBNAIL), show, lambda _error: None
        )

    # -- taking in

    def _take_in(self, batch: Batch, confirmed: "Sequence[Confirmed]") -> None:
        chosen = {id(each.arrival): each for each in confirmed}
        left_out = [file for file in batch.arrived if id(file.arrival) not in chosen]
        for file in left_out:
            self._leave_out(file)
        self._take_next(batch, list(confirmed), len(confirmed))

    def _take_next(self, batch: Batch, confirmed: "list[Confirmed]", total: int) -> None:
        """One after the other: two stories of one headline get their slugs in order."""
        if not confirmed or batch.cancelled:
            self.progress.emit(1, 1)
            self._finish(batch)
            return
        self.progress.emit(total - len(confirmed), total)
        each, *rest = confirmed
        file = next(file for file in batch.files if file.arrival is each.arrival)
        arrivals = self._desk_lane.desk.arrivals

        def taken(brought: "Brought") -> None:
            file.state, file.story_id = FileState.TAKEN, brought.story.id
            file.headline, file.remarks = brought.story.headline, brought.warnings
            self._take_next(batch, rest, total)

        def not_taken(error: Exception) -> None:
            file.refuse(error)
            self._take_next(batch, rest, total)
            _raise_unexpected(error)

        self._desk_lane.away(
            lambda: arrivals.take_in(each.arrival, each.story, section=each.section),
            taken,
            not_taken,
        )

    def _leave_out(self, file: IncomingFile) -> None:
        file.state = FileState.SKIPPED
        arrivals, arrival = self._desk_lane.desk.arrivals, file.arrival
        if arrival is not None:
            arrivals.let_go(arrival)  # a handful of files; nobody may be there to do it later

    def _finish(self, batch: Batch) -> None:
        for file in (*batch.arrived, *([batch.held] if batch.held else ())):
            self._leave_out(file)
        self._batch = None
        first = next((file.story_id for file in batch.files if file.story_id), "")
        if first:
            self.brought.emit(first)
        if len(batch.files) > 1:
            self._report(batch)
        elif batch.files[0].state is FileState.REFUSED:
            self.refused.emit(str(batch.files[0].refused))
        elif batch.files[0].remarks:
            self.said.emit(str(listed(batch.files[0].remarks, "sentences")))
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self.bring_in(waiting)

    def _report(self, batch: Batch) -> None:
        from editor.ui.incoming.import_dialogs import (  # late: see above
            FileReport,
            ImportReportDialog,
        )

        reports = [
            FileReport(file.name, str(file.state), file.headline, file.reported)
            for file in batch.files
        ]
        dialog = ImportReportDialog(reports, self._window)
        dialog.open()


def _raise_unexpected(error: Exception) -> None:
    """What nobody expected goes to the dialog for failures, after the batch has gone on."""
    if not isinstance(error, (Said, OSError)):
        raise error
