"""Sending, returning, signing off and exporting: dialogs asked, verbs run, results told."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from editor.desk.changing import Done
from editor.desk.views import StoryView
from editor.story.checks import Finding
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.review.review_state import ReviewState
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane, said
from editor.ui.shell.inspector_parts import LatePage
from editor.ui.shell.system_boxes import start_folder

if TYPE_CHECKING:
    from editor.publish.bundle import BundleReport
    from editor.ui.review.out_tray import OutTray
    from editor.ui.review.review_panel import ReviewPanel

EXPORT_FOLDER = "export folder"


class ReviewDesk(Feature):
    """Signals:
    finding_chosen(object): a Finding somebody wants to see.
    """

    finding_chosen = Signal(object)

    def __init__(
        self,
        open_story: StoryTabs,
        page: "LatePage[ReviewPanel]",
        desk_lane: DeskLane,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._open_story = open_story
        self._desk_lane = desk_lane
        self._window = window
        self._cancelled = False
        # Lives as long as the window: the browser may ask for pictures long after.
        self._browser_folder = QTemporaryDir()
        page.made.connect(self._serve)

    def commands(self) -> Iterable[Command]:
        yield Command("send", self.tr("Send for &review"), "send", "Ctrl+Shift+R").doing(
            self.send,
            {Menu.STORY: 220, Menu.TOOLBAR: 410},
            possible=lambda view: ReviewState.of(view, "").can_send,
        )
        yield Command("return", self.tr("Re&turn…"), "corner-up-left").doing(
            self.return_story,
            {Menu.STORY: 230, Menu.TOOLBAR: 420},
            possible=lambda view: ReviewState.of(view, "").can_return,
        )
        yield Command("sign_off", self.tr("&Sign off…"), "badge-check", "Ctrl+Shift+S").doing(
            self.sign_off,
            {Menu.STORY: 240, Menu.TOOLBAR: 430},
            possible=lambda view: ReviewState.of(view, "").can_sign_off,
        )
        yield Command("export", self.tr("&Export…"), "package-check", "Ctrl+E").doing(
            self.export,
            {Menu.FILE: 230, Menu.TOOLBAR: 440},
            possible=lambda view: ReviewState.of(view, "").can_export,
        )

    def send(self) -> None:
        self._open_story.current.when_kept(self._send)

    def return_story(self) -> None:
        self._open_story.current.when_kept(self._return)

    def sign_off(self) -> None:
        """Ask over exactly what the library holds now, not over what was shown before."""
        desk = self._desk_lane.desk
        self._open_story.current.when_kept(
            lambda story_id: self._desk_lane.ask(
                lambda: desk.stories.view(story_id), self._ask_for_sign_off
            )
        )

    def export(self) -> None:
        self._open_story.current.when_kept(self.export_story)

    def export_listed(self, story_id: str) -> None:
        """Export a story of the list: the one on top with every word typed into it so far."""
        if story_id == self._open_story.story_id:
            self.export()
        else:
            self.export_story(story_id)

    def export_story(self, story_id: str) -> None:
        """Export any story of the list, open or not."""
        desk = self._desk_lane.desk
        self._desk_lane.ask(
            lambda: (desk.stories.view(story_id), desk.site.setting(EXPORT_FOLDER)),
            lambda answer: self._ask_where(*answer),
        )

    def serve_tray(self, tray: "OutTray") -> None:
        """Tell it what went out of the story it shows, and do what is asked there."""
        desk = self._desk_lane.desk

        def look_up(story_id: str) -> None:
            self._desk_lane.ask(
                lambda: (desk.publishing.went_out(story_id), desk.site.setting(EXPORT_FOLDER)),
                lambda found: tray.show_out(story_id, *found),
            )

        tray.wanted.connect(look_up)
        tray.export_requested.connect(self.export)
        tray.folder_requested.connect(self._show_folder)

    def _show_folder(self, folder: str) -> None:
        """In the desktop's own window, where it is still there."""
        if Path(folder).is_dir():
            self._open(Path(folder))
        else:
            self.refused.emit(self.tr("There is no folder {} any more.").format(folder))

    def open_in_browser(self) -> None:
        """A proof of the open story, written aside and shown in the person's own browser."""
        folder = Path(self._browser_folder.path())
        desk = self._desk_lane.desk
        self._open_story.current.when_kept(
            lambda story_id: self._desk_lane.away(
                lambda: desk.publishing.proof(story_id, folder),
                lambda report: self._open(report.path / report.page),
                self._failed,
            )
        )

    def cancel(self) -> None:
        self._cancelled = True

    def _serve(self, panel: "ReviewPanel") -> None:
        panel.send_requested.connect(self.send)
        panel.return_requested.connect(self.return_story)
        panel.sign_off_requested.connect(self.sign_off)
        panel.export_requested.connect(self.export)

    def _send(self, story_id: str) -> None:
        review = self._desk_lane.desk.review
        self._desk_lane.do(
            lambda: review.send(story_id), lambda: self.said.emit(self.tr("Sent for review."))
        )

    def _return(self, story_id: str) -> None:
        # Dialogs are loaded when they open, here and below: together a tenth of a second of start.
        from editor.ui.review.verdict_dialogs import ReturnDialog

        dialog = ReturnDialog(self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            review, comment = self._desk_lane.desk.review, dialog.value
            self._desk_lane.do(
                lambda: review.return_story(story_id, comment),
                lambda: self.said.emit(self.tr("Returned with your comment.")),
            )

    def _ask_for_sign_off(self, view: StoryView) -> None:
        from editor.ui.review.verdict_dialogs import SignOffDialog  # late: see `_return`

        dialog = SignOffDialog(view, self._desk_lane.desk.seat.person, self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            if isinstance(dialog.finding, Finding):
                self.finding_chosen.emit(dialog.finding)
            return
        by, note = dialog.value
        review, read = self._desk_lane.desk.review, view.snapshot_sha256
        self._desk_lane.do(
            lambda: review.sign_off(view.story.id, by=by, note=note, read=read),
            lambda: self.said.emit(self.tr("Signed off by {0}.").format(by)),
        )

    def _ask_where(self, view: StoryView, folder: str | None) -> None:
        from editor.ui.review.export_dialog import ExportDialog  # late: see `_return`

        # A folder that was chosen and has gone is shown as gone, not silently another one.
        place = Path(folder) if folder else start_folder(None)
        dialog = ExportDialog(view, place, self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        (to, zipped), replace_other = dialog.value, dialog.replace_other
        desk, story_id = self._desk_lane.desk, view.story.id
        self._cancelled = False
        self._desk_lane.note(lambda: desk.site.remember(EXPORT_FOLDER, str(to)))

        def write() -> "Done[BundleReport]":
            return desk.publishing.export(
                story_id,
                to,
                zipped=zipped,
                replace_other=replace_other,
                progress=self.progress.emit,
                cancelled=lambda: self._cancelled,
            )

        self.progress.emit(0, 0)
        self._desk_lane.away(
            write,
            self._exported,
            self._failed,
            what=self.tr("A story is being exported."),
        )

    def _exported(self, report: "BundleReport") -> None:
        from editor.ui.review.export_dialog import ExportResult  # late: see `_return`

        self.said.emit(self.tr("Exported to {0}").format(report.path))
        result = ExportResult(report, self._window)
        result.page_requested.connect(lambda: self._open(report.path / report.page))
        result.folder_requested.connect(lambda: self._open(report.path.parent))
        result.exec()

    def _failed(self, error: Exception) -> None:
        self.progress.emit(1, 1)
        self.refused.emit(said(error))

    def _open(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
