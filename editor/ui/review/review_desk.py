"""Sending, returning, signing off and exporting; and what becomes of an approval when the story
that was signed off is changed."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTemporaryDir, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from editor.desk.changing import Done
from editor.desk.views import StoryView
from editor.story.checks import Finding
from editor.story.workflow import Reading, SignOff, Verb
from editor.ui.history.history_desk import HistoryDesk
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane, said
from editor.ui.shell.inspector_parts import LatePage
from editor.ui.shell.system_boxes import start_folder
from editor.ui.widgets.spelled_out import moment

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
            refusal=lambda view: view.refusal(Verb.SEND),
        )
        yield Command("return", self.tr("Re&turn…"), "corner-up-left").doing(
            self.return_story,
            {Menu.STORY: 230, Menu.TOOLBAR: 420},
            refusal=lambda view: view.refusal(Verb.RETURN),
        )
        yield Command("sign_off", self.tr("&Sign off…"), "badge-check", "Ctrl+Shift+S").doing(
            self.sign_off,
            {Menu.STORY: 240, Menu.TOOLBAR: 430},
            refusal=lambda view: view.refusal(Verb.SIGN_OFF),
        )
        yield Command("export", self.tr("&Export…"), "package-check", "Ctrl+E").doing(
            self.export,
            {Menu.FILE: 230, Menu.TOOLBAR: 440},
            refusal=lambda view: view.refusal(Verb.PROOF),
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

        said = view.comments if (view := self._open_story.view) is not None else ()
        dialog = ReturnDialog(self._window, sum(each.is_open for each in said))
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
        self._desk_lane.ask(
            lambda: review.approve(view.story.id, by=by, note=note, read=read),
            lambda given: self._say_approved(given, view.due.of),
        )

    def _say_approved(self, given: SignOff | Reading, of: int) -> None:
        if isinstance(given, Reading):
            said = self.tr("Read by {0}: reading {1} of {2}.").format(given.by, given.stage, of)
        else:
            said = self.tr("Signed off by {0}.").format(given.by)
        self.said.emit(said)

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


SLOT = "approval"


class ApprovalDesk(Feature):
    def __init__(self, tabs: StoryTabs, history: HistoryDesk, desk_lane: DeskLane) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._history = history
        self._desk_lane = desk_lane
        self._told: dict[StoryTab, str] = {}  # the snapshot whose loss is said over its text
        self._left: set[str] = set()  # snapshots whose loss somebody has seen and means
        tabs.each(self._follow)

    def commands(self) -> Iterable[Command]:
        yield Command("take_back", self.tr("Take the change &back"), "", "Ctrl+Alt+Z").doing(
            self.take_back, {Menu.STORY: 250}, possible=lambda view: view.voided
        )

    def take_back(self, tab: StoryTab | None = None) -> None:
        """Put the story on top back to what was signed off, as one step that can be undone; what
        was changed stays in its history."""
        tab = tab or self._tabs.current
        view, review = tab.story.view, self._desk_lane.desk.review
        if view is None or not view.voided or view.sign_off is None:
            return
        story_id, by = view.story.id, view.sign_off.by

        def back(number: int | None) -> None:
            if tab.story.story_id != story_id:
                return
            if number is None:
                self.said.emit(self.tr("The site's pages were changed, not the story."))
                return
            done = self.tr("As {0} signed it off; what was changed is in the history.").format(by)
            self._history.restore(number, tab, said=done)
            tab.writing.focus_text()

        tab.when_kept(lambda kept: self._desk_lane.ask(lambda: review.way_back(kept), back))

    def _follow(self, tab: StoryTab) -> None:
        tab.writing.changed.connect(lambda: self._on_changed(tab))
        tab.story.opened.connect(lambda _showing: self._look(tab))
        tab.story.refreshed.connect(lambda _showing: self._look(tab))
        tab.story.closed.connect(lambda: self._clear(tab))
        tab.destroyed.connect(lambda: self._told.pop(tab, None))

    def _on_changed(self, tab: StoryTab) -> None:
        """The first key is kept at once, and not after a pause: so it is said at once."""
        view = tab.story.view
        if view is not None and view.signed_off:
            QTimer.singleShot(0, tab.story.keeper, tab.story.keeper.keep_now)

    def _look(self, tab: StoryTab) -> None:
        view = tab.story.view
        lost = view.sign_off.snapshot if view and view.voided and view.sign_off else ""
        told = self._told.get(tab, "")
        if view is None or not lost or lost in self._left:
            self._clear(tab)
            if told and view is not None and view.signed_off and view.sign_off is not None:
                sentence = self.tr("Signed off again: this is what {0} signed.")
                self.said.emit(sentence.format(view.sign_off.by))
        elif told != lost:
            self._told[tab] = lost
            story_id, review = view.story.id, self._desk_lane.desk.review

            def tell(number: int | None) -> None:
                now = tab.story.view
                if now is not None and now.story.id == story_id and self._told.get(tab) == lost:
                    self._tell(tab, now, lost, can_go_back=number is not None)

            self._desk_lane.ask(lambda: review.way_back(story_id), tell)

    def _tell(self, tab: StoryTab, view: StoryView, lost: str, *, can_go_back: bool) -> None:
        keep = {self.tr("Keep the change"): lambda: self._keep(tab, lost)}
        back = {
            self.tr("Take the change back"): lambda: self.take_back(tab),
            self.tr("Show difference"): lambda: self._compare(tab, lost),
        }
        actions = {**back, **keep} if can_go_back else keep
        tab.warn(self._sentence(view, can_go_back), actions, SLOT, aloud=True)

    def _sentence(self, view: StoryView, of_story: bool) -> str:
        assert view.sign_off is not None
        by, at = view.sign_off.by, moment(view.sign_off.at)
        if of_story:
            return self.tr(
                "{0} signed this story off on {1}. It was changed since, so the sign-off no "
                "longer holds."
            ).format(by, at)
        return self.tr(
            "{0} signed this story off on {1}. The pages of the site were changed since, so the "
            "sign-off no longer holds."
        ).format(by, at)

    def _compare(self, tab: StoryTab, lost: str) -> None:
        view = tab.story.view
        numbers = [v.number for v in view.versions if v.snapshot == lost] if view else []
        if numbers:
            self._history.compare(numbers[-1], None, tab.story.story_id)

    def _keep(self, tab: StoryTab, lost: str) -> None:
        self._left.add(lost)
        self._clear(tab)
        tab.writing.focus_text()

    def _clear(self, tab: StoryTab) -> None:
        if self._told.pop(tab, ""):
            tab.writing.show_notice(None, SLOT)
