"""What goes to people outside Galley to be read, and the record of what was done: proofs that come
back, sheets for the file, and everything that is on record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from editor.message import listed
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane, said
from editor.ui.shell.system_boxes import start_folder

if TYPE_CHECKING:
    from db.audit import RecordRow, Wanted
    from editor.desk.proofs import Landed, PaperJob, SentProof
    from editor.ui.review.record_window import RecordWindow

FOLDER = "export folder"
ANSWER = ".json"  # how a file ends that came back of a proof


class ProofDesk(Feature):
    def __init__(self, open_story: StoryTabs, desk_lane: DeskLane, window: QWidget) -> None:
        super().__init__(window)
        self._open_story = open_story
        self._desk_lane = desk_lane
        self._window = window

    def commands(self) -> Iterable[Command]:
        yield Command("proof_file", self.tr("Save a proof to &answer…"), "message-square").doing(
            self.save_proof, {Menu.FILE: 240}, story=True
        )
        yield Command("print_proof", self.tr("&Print a proof…"), "printer").doing(
            self.print_proof, {Menu.FILE: 250}, story=True
        )
        yield Command("sheet", self.tr("Sign-off s&heet…"), "list").doing(
            self.save_sheet, {Menu.STORY: 260}, story=True
        )
        yield Command(
            "remarks_file", self.tr("Open remarks from a &file…"), "message-square"
        ).doing(self.open_remarks, {Menu.STORY: 270})
        yield Command("record", self.tr("&Record…"), "list-checks").doing(
            self.show_record, {Menu.NEWSROOM: 150}
        )

    # -- proofs

    def save_proof(self) -> None:
        kinds = (self.tr("Page to write remarks on (*.html)"), self.tr("On paper (*.pdf)"))
        title = self.tr("Save a proof that can be answered")
        self._open_story.current.when_kept(
            lambda story_id: self._ask_where(story_id, title, "proof", kinds, self._write_proof)
        )

    def save_sheet(self) -> None:
        kinds = (self.tr("On paper (*.pdf)"), self.tr("Web page (*.html)"))
        title = self.tr("Save the sign-off sheet")
        self._open_story.current.when_kept(
            lambda story_id: self._ask_where(story_id, title, "sheet", kinds, self._write_sheet)
        )

    def _ask_where(
        self,
        story_id: str,
        title: str,
        what: str,
        kinds: tuple[str, ...],
        then: Callable[[str, Path], None],
    ) -> None:
        desk = self._desk_lane.desk

        def ask(answer: tuple[str, str | None]) -> None:
            slug, folder = answer
            ending = _ending(kinds[0])
            start = str(start_folder(folder) / f"{slug}-{what}{ending}")
            name, kind = QFileDialog.getSaveFileName(self._window, title, start, ";;".join(kinds))
            if name:
                path = Path(name)
                if path.suffix.lower() not in map(_ending, kinds):
                    # Not every system's dialog adds the ending of the kind somebody chose.
                    path = path.with_name(f"{path.name}{_ending(kind) or ending}")
                then(story_id, path)

        self._desk_lane.ask(
            lambda: (desk.stories.view(story_id).story.slug, desk.site.setting(FOLDER)), ask
        )

    def _write_proof(self, story_id: str, path: Path) -> None:
        desk = self._desk_lane.desk
        self.progress.emit(0, 0)
        self._desk_lane.away(
            lambda: desk.proofs.write(story_id, path),
            self._proof_written,
            self._failed,
            what=self.tr("A proof is being saved."),
        )

    def _write_sheet(self, story_id: str, path: Path) -> None:
        desk = self._desk_lane.desk
        self.progress.emit(0, 0)

        def done(_: object) -> None:
            self.progress.emit(1, 1)
            self.said.emit(self.tr("The sign-off sheet is in {0}").format(path))

        self._desk_lane.away(
            lambda: desk.trail.sheet(story_id).write(path),
            done,
            self._failed,
            what=self.tr("A sign-off sheet is being saved."),
        )

    def print_proof(self) -> None:
        proofs = self._desk_lane.desk.proofs
        self._open_story.current.when_kept(
            lambda story_id: self._desk_lane.away(
                lambda: proofs.paper(story_id), self._print, self._failed
            )
        )

    def _print(self, job: "PaperJob") -> None:
        # Loaded when something is printed.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from editor.ui.review.paper import paint

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(job.title)
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            paint(job, printer)
            self.said.emit(self.tr("The proof is with the printer."))
        dialog.deleteLater()

    def open_remarks(self) -> None:
        """Of whichever story they are about."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open remarks that came back of a proof"),
            str(start_folder(None)),
            self.tr("Answers (*.json *.txt)"),
        )
        self.take_in([Path(name)] if name else [])

    def take_in(self, answers: Iterable[Path]) -> None:
        """Files that came back."""
        proofs = self._desk_lane.desk.proofs
        for path in answers:
            self._desk_lane.ask(
                partial(proofs.take_in, path), lambda landed: self.said.emit(_told(landed))
            )

    def _proof_written(self, sent: "SentProof") -> None:
        self.progress.emit(1, 1)
        sentence = self.tr("The proof is in {0}. Send that file; what comes back can be opened.")
        self.said.emit(sentence.format(sent.path))

    def _failed(self, error: Exception) -> None:
        self.progress.emit(1, 1)
        self.refused.emit(said(error))

    # -- the record

    def show_record(self) -> None:
        record = self._desk_lane.desk.trail
        view = self._open_story.current.story.view
        story = (view.story.id, view.story.slug) if view is not None else None

        def show(names: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
            # Loaded when it opens: few look at the record in every sitting.
            from editor.ui.review.record_window import RecordWindow

            shown = RecordWindow(*names, story, self._window)
            self._serve_record(shown)
            shown.look()
            shown.open()

        self._desk_lane.ask(record.names, show)

    def _serve_record(self, shown: "RecordWindow") -> None:
        from editor.ui.review.record_window import PAGE  # late, as above

        record, lane = self._desk_lane.desk.trail, self._desk_lane
        here = {"wanted": shown.value}  # what the rows that are shown were asked by

        def look(wanted: "Wanted") -> None:
            def count(found: int) -> None:
                if shown.value == wanted:
                    here["wanted"] = wanted
                    shown.show_count(found)

            lane.ask(lambda: record.count(wanted), count)

        def fetch(number: int) -> None:
            wanted = here["wanted"]

            def show(answer: "tuple[Sequence[RecordRow], Mapping[str, str]]") -> None:
                if here["wanted"] is wanted:
                    shown.model.show_page(number, *answer)

            lane.ask(lambda: record.page(wanted, number * PAGE, PAGE), show)

        shown.wanted.connect(look)
        shown.page_wanted.connect(fetch)
        shown.export_requested.connect(lambda: self._export_record(here["wanted"]))

    def _export_record(self, wanted: "Wanted") -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export the record"),
            str(start_folder(None) / "galley-record.csv"),
            self.tr("Table (*.csv)"),
        )
        if not name:
            return
        record, path = self._desk_lane.desk.trail, Path(name)

        self._desk_lane.away(
            lambda: record.save_table(wanted, path),
            lambda made: self.said.emit(self.tr("The record is in {0}").format(made)),
            self._failed,
            what=self.tr("The record is being exported."),
        )


def _ending(kind: str) -> str:
    """Of a kind as the boxes for files name it: `.pdf` of `On paper (*.pdf)`."""
    return kind.partition("*")[2].rstrip(")")


def _told(landed: "Landed") -> str:
    return str(listed(landed.told, "sentences"))
