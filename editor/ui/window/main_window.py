"""The one window of the house: the list, the text, the inspector, the preview, arranged."""

from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from editor.desk.desk import Desk
from editor.desk.site import Person
from editor.desk.views import StoryView
from editor.story.finding import Finding
from editor.ui.inspector.inspector import Inspector
from editor.ui.inspector.review_state import ReviewState
from editor.ui.stories.story_list import StoryList
from editor.ui.theme import Theme
from editor.ui.window.about_desk import AboutDesk
from editor.ui.window.action_set import ActionSet
from editor.ui.window.character_desk import CharacterDesk
from editor.ui.window.copy_out_desk import CopyOutDesk
from editor.ui.window.desk_lane import DeskLane
from editor.ui.window.find_everywhere_desk import FindEverywhereDesk
from editor.ui.window.finding_desk import FindingDesk
from editor.ui.window.focus_mode import FocusMode
from editor.ui.window.history_desk import HistoryDesk
from editor.ui.window.import_desk import ImportDesk
from editor.ui.window.keeping import keep_everything, may_lose
from editor.ui.window.layout_memory import LayoutMemory
from editor.ui.window.link_desk import LinkDesk
from editor.ui.window.meanwhile_desk import MeanwhileDesk
from editor.ui.window.measure_desk import MeasureDesk
from editor.ui.window.open_story import Showing
from editor.ui.window.outline_desk import OutlineDesk
from editor.ui.window.pane_wiring import PaneWiring
from editor.ui.window.photo_desk import PhotoDesk
from editor.ui.window.preview_place import PreviewPlace
from editor.ui.window.proof_reader import ProofReader
from editor.ui.window.quick_desk import QuickDesk
from editor.ui.window.recovery_desk import RecoveryDesk
from editor.ui.window.review_desk import ReviewDesk
from editor.ui.window.save_desk import SaveDesk
from editor.ui.window.settings_desk import SettingsDesk
from editor.ui.window.shelf import Shelf
from editor.ui.window.site_desk import SiteDesk
from editor.ui.window.sitting import Sitting
from editor.ui.window.status_line import StatusLine
from editor.ui.window.story_desk import StoryDesk
from editor.ui.window.story_fields import StoryFields
from editor.ui.window.story_tabs import StoryTabs
from editor.ui.window.thumbnails import Thumbnails
from editor.ui.window.typing_desk import TypingDesk
from editor.ui.window.undo_choice import UndoChoice
from editor.ui.window.warnings import Warnings
from editor.ui.window.words_desk import WordsDesk

PREVIEW_AFTER_MS = 200
THUMBNAIL = 640  # pixels; large enough for a photo block in the text on a sharp screen


class MainWindow(QMainWindow):
    """Owns the panels and the small desks behind them; they know each other only here.

    Attributes:
        work_ended: False when slow work outlived the closing of the window.

    Signals:
        story_opened(): a story is in every panel and can be typed into.
    """

    story_opened = Signal()

    def __init__(self, desk: Desk, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("Galley")
        self.setAcceptDrops(True)
        self._theme = theme
        self.work_ended = True
        self._memory = LayoutMemory(settings)
        self._desk_lane = DeskLane(desk, self)
        self._warnings = Warnings(self)
        self._to_be_written = ""
        self._preview_was_open = self._memory.text("preview", "hidden") == "shown"
        self._build_panels()
        self._build_desks()
        self._actions = ActionSet(self, theme)
        self._actions.build_menus(self._story.writing.actions())
        self._actions.build_toolbar()
        self._connect_actions()
        self._connect_story()
        self._connect_photos()
        self._connect_review()
        self._restore_layout()
        self._show_nothing_open()

    def start(self) -> None:
        """Open the story left open last time, greet whoever sits here, and fill the list.

        In this order: one can type while the list of a large library is still being read."""
        self._settings.start()
        self._sitting.restore()
        self._recovery.look()
        self._site_desk.greet()
        self._shelf.refresh()

    def open_story(self, story_id: str, *, stays: bool = False) -> None:
        """Show a story in every panel; what was typed into the one before is kept first."""
        self._fields.flush()
        self._story.open(story_id, stays=stays)

    def open_beside(self, story_id: str) -> None:
        """Show a story on the other side of the one on top."""
        self._fields.flush()
        self._story.open(story_id, beside=True)

    def show_preview(self) -> None:
        """Show the page where the preview sat last."""
        self._preview.show_at(self._preview.place)

    def keep_text(self) -> None:
        """Whatever is typed goes to the library now; for the moment after an error."""
        keep_everything(self._story, self._desk_lane)

    def look_after_library(self) -> None:
        """The daily backup and an examination, away from the window; only trouble is told."""
        upkeep = self._desk_lane.desk.upkeep

        def look() -> tuple[str, ...]:
            if upkeep.daily_backup() is not None:
                upkeep.thin_versions()  # once a day, and never without a copy of what goes
            health = upkeep.health()
            return (*health.integrity, *health.foreign_keys, *upkeep.audit_problems())

        def tell(problems: tuple[str, ...]) -> None:
            if problems:
                self._warn(
                    self.tr("The library needs attention: {0}").format(" ".join(problems[:3]))
                )

        self._desk_lane.away(look, tell)

    # -- building

    def _build_panels(self) -> None:
        theme = self._theme
        self._thumbnails = Thumbnails(self._desk_lane, THUMBNAIL, self)
        self._list = StoryList(theme)
        self._story = StoryTabs(theme, self._thumbnails, self._desk_lane, self)
        self._undo = self._story.undo
        self._inspector = Inspector(theme)
        self._work = QSplitter(Qt.Orientation.Horizontal)
        self._work.addWidget(self._story.widget)
        self._panels = QSplitter(Qt.Orientation.Horizontal)
        # First of all: every move of a filled panel into another parent styles it anew.
        self.setCentralWidget(self._panels)
        for panel in (self._list, self._work, self._inspector):
            self._panels.addWidget(panel)
        self._panels.setStretchFactor(1, 1)
        for splitter in (self._work, self._panels):
            splitter.setChildrenCollapsible(False)
        self._status = StatusLine(theme, self)
        self.setStatusBar(self._status)

    def _build_desks(self) -> None:
        lane, undo = self._desk_lane, self._undo
        self._shelf = Shelf(self._list, lane, self._thumbnails, self)
        self._sitting = Sitting(self._story, lane, self)
        self._stories = StoryDesk(self._story, lane, self)
        self._fields = StoryFields(self._inspector, self._story, lane, undo, self)
        self._photos = PhotoDesk(self._story, lane, undo, self)
        self._history = HistoryDesk(self._story, lane, self._theme, self._thumbnails, self)
        self._history.follow(self._inspector.history)
        MeanwhileDesk(self._story, self._history, self._theme, self)
        # After what clears the notices of a story that is opened.
        self._recovery = RecoveryDesk(self._story, self._history, lane, self._theme, self)
        self._review = ReviewDesk(self._story, lane, self)
        self._site_desk = SiteDesk(lane, self)
        self._copy_out = CopyOutDesk(self._story, lane, self._thumbnails, self._theme, self)
        self._imports = ImportDesk(lane, self)
        self._copies = SaveDesk(self._story, lane, self)
        self._preview = PreviewPlace(self._work, self._theme, lane, self)
        self._about = AboutDesk(lane, self)
        self._settings = SettingsDesk(lane, self)
        self._everywhere = FindEverywhereDesk(self._story, self._theme, lane, self)
        self._quick = QuickDesk(self._story, self._theme, lane, self._settings, self)
        MeasureDesk(self._story, self._fields, lane, self._settings, self)
        self._words = WordsDesk(lane, lambda: self._story.story_id, self)
        FindingDesk(self._story, self._photos, self._inspector, self._settings, self)
        self._characters = CharacterDesk(self._theme, self._story, self._settings, self)
        OutlineDesk(self._story, self._settings)
        self._links = LinkDesk(self._story, self)
        self._typing = TypingDesk(self._settings, self._story, lane)
        self._typing.said.connect(self._status.say)
        self._proofs = ProofReader(
            self._story, self._inspector, lane, self._memory, self._status, self._theme
        )

    def _connect_actions(self) -> None:
        theme, preview = self._theme, self._preview
        self._actions.connect_all(
            {
                "new_story": self._stories.begin,
                "import": self._imports.choose_files,
                "sample": self._site_desk.open_sample,
                "export": self._review.export,
                "keep": self._keep_now,
                "back_up": self._about.back_up,
                "quit": self.close,
                "find_story": self._list.focus_search,
                "go_to_story": self._quick.go_to_story,
                "commands": self._quick.show_commands,
                "find_everywhere": self._everywhere.open,
                "add_photo": self._photos.choose_files,
                "send": self._review.send,
                "return": self._review.return_story,
                "sign_off": self._review.sign_off,
                "checks": self._show_checks,
                "save_copy": self._copies.save_copy,
                "save_version": self._history.save,
                "history": self._show_history,
                "spike": self._stories.spike,
                "copy_out": self._copy_out.open,
                "copy_for_word": self._copy_out.copy_for_word,
                "close_story": self._story.close_story,
                "reopen_story": self._story.reopen_closed,
                "next_story": lambda: self._story.step(1),
                "previous_story": lambda: self._story.step(-1),
                "side_by_side": self._story.move_across,
                "preview": self._toggle_preview,
                "preview_right": lambda: preview.show_at("right"),
                "preview_below": lambda: preview.show_at("below"),
                "preview_window": lambda: preview.show_at("window"),
                "stories_panel": lambda: self._toggle(self._list, "stories_panel"),
                "inspector_panel": lambda: self._toggle(self._inspector, "inspector_panel"),
                "theme_system": lambda: self._choose_theme("system"),
                "theme_light": lambda: self._choose_theme("light"),
                "theme_dark": lambda: self._choose_theme("dark"),
                "sections": self._site_desk.edit_sections,
                "people": self._site_desk.edit_people,
                "outlet": self._site_desk.edit_outlet,
                "words": self._words.open,
                "person": self._site_desk.change_person,
                "shortcuts": lambda: self._about.show_shortcuts(
                    self._actions.shortcuts(self._story.writing.actions())
                ),
                "about": self._about.show_about,
                "settings": self._settings.open,
                "characters": self._characters.open,
            }
        )
        self._proofs.connect_actions(
            *(self._actions[name] for name in ("check_spelling", "next_mark", "previous_mark"))
        )
        UndoChoice(self._story, self._actions["undo"], self._actions["redo"])
        self._focus = FocusMode(self, self._story, self._settings, self._actions["focus_mode"])
        self._actions[f"theme_{theme.choice}"].setChecked(True)
        preview.visible_changed.connect(self._actions["preview"].setChecked)

    def _connect_story(self) -> None:
        story, stories = self._story, self._stories
        self._list.story_opened.connect(self.open_story)
        self._list.story_opened_to_stay.connect(lambda key: self.open_story(key, stays=True))
        self._list.beside_requested.connect(self.open_beside)
        self._list.new_story_requested.connect(stories.begin)
        self._list.spike_requested.connect(stories.spike)
        self._list.unspike_requested.connect(stories.unspike)
        self._list.duplicate_requested.connect(stories.duplicate)
        self._list.export_requested.connect(self._export_listed)
        story.opened.connect(self._show_opened)
        story.refreshed.connect(self._show_again)
        story.closed.connect(self._show_nothing_open)
        story.held.connect(self._warn)
        story.pending_wanted.connect(self._fields.flush)
        story.state_changed.connect(self._status.show_state)
        story.failing.connect(self._status.show_failure)
        stories.made.connect(self._show_made)
        self._recovery.found.connect(self._shelf.refresh)
        self._recovery.wanted.connect(lambda key: self.open_story(key, stays=True))
        stories.said.connect(self._status.say)
        self._proofs.inspector_wanted.connect(
            lambda: self._show_panel(self._inspector, "inspector_panel")
        )
        self._inspector.sections_edit_requested.connect(self._site_desk.edit_sections)
        self._inspector.finding_activated.connect(self._go_to_finding)
        self._imports.brought.connect(self._open_to_write)
        self._imports.said.connect(self._status.say)
        self._imports.refused.connect(self._warn)
        self._copies.said.connect(self._status.say)
        self._copies.refused.connect(self._warn)
        self._copies.progress.connect(self._status.show_progress)
        self._imports.progress.connect(self._status.show_progress)
        self._site_desk.sample_ready.connect(self._open_to_write)
        self._site_desk.seated.connect(self._show_person)
        self._about.said.connect(self._status.say)
        self._words.said.connect(self._status.say)
        self._copy_out.said.connect(self._status.say)
        self._copy_out.refused.connect(self._warn)
        self._quick.open_requested.connect(lambda key: self.open_story(key, stays=True))
        self._quick.open_beside_requested.connect(lambda key: self._story.open(key, beside=True))
        self._everywhere.story_requested.connect(self.open_story)
        self._everywhere.said.connect(self._status.say)
        self._everywhere.warned.connect(self._warn)
        self._desk_lane.refused.connect(self._warn)

    def _connect_photos(self) -> None:
        photos, inspector = self._photos, self._inspector
        PaneWiring(self._story, photos, inspector, self._status, self._thumbnails)
        self._thumbnails.arrived.connect(inspector.set_thumbnail)
        inspector.photo_add_requested.connect(photos.choose_files)
        inspector.photo_files_dropped.connect(photos.bring_in)
        inspector.photo_image_pasted.connect(photos.bring_in_image)
        inspector.photo_edited.connect(photos.edit_texts)
        inspector.photo_facts_edited.connect(photos.edit_facts)
        inspector.lead_requested.connect(photos.lead_with)
        inspector.insert_requested.connect(photos.put_into_body)
        inspector.remove_requested.connect(photos.take_out)
        inspector.original_requested.connect(photos.show_original)
        photos.progress.connect(self._status.show_progress)
        photos.said.connect(self._status.say)
        photos.refused.connect(self._warn)
        photos.attached.connect(self._show_attached)

    def _connect_review(self) -> None:
        review, inspector, preview = self._review, self._inspector, self._preview
        inspector.send_requested.connect(review.send)
        inspector.return_requested.connect(review.return_story)
        inspector.sign_off_requested.connect(review.sign_off)
        inspector.export_requested.connect(review.export)
        review.said.connect(self._status.say)
        self._history.said.connect(self._status.say)
        review.refused.connect(self._warn)
        review.progress.connect(self._status.show_progress)
        review.finding_chosen.connect(self._go_to_finding)
        self._status.cancel_requested.connect(review.cancel_export)
        self._status.cancel_requested.connect(self._imports.cancel)
        self._status.cancel_requested.connect(self._photos.cancel)
        preview.block_clicked.connect(lambda block: self._story.writing.go_to("body", block))
        preview.browser_requested.connect(self._review.open_in_browser)
        preview.photo_failed.connect(self._status.say)
        preview.link_activated.connect(self._links.ask)

    # -- the story on the desk

    def _open_to_write(self, story_id: str) -> None:
        """Open a story that just came in, ready to be typed into."""
        self._to_be_written = story_id
        self.open_story(story_id, stays=True)

    def _show_made(self, story_id: str) -> None:
        self._shelf.refresh()
        self.open_story(story_id, stays=True)

    def _keep_now(self) -> None:
        self._story.keeper.keep_now()

    def _export_listed(self, story_id: str) -> None:
        if story_id == self._story.story_id:
            self._review.export()
        else:
            self._review.export_story(story_id)

    def _show_opened(self, showing: Showing) -> None:
        self._actions.show_writing(self._story.writing.actions())
        self._actions.enable_story(True)
        self._status.show_opened()
        self._list.select(showing.view.story.id)
        self._show_again(showing)
        writing = self._story.writing
        self._status.show_counts(writing.counts())
        if not showing.view.story.headline and writing.is_blank:
            writing.go_to("headline", None)
        elif self._to_be_written == showing.view.story.id:
            writing.focus_body()
        self._to_be_written = ""
        if self._preview_was_open:
            # As it was left; after the text, for the browser in it takes its time to start.
            self._preview_was_open = False
            QTimer.singleShot(PREVIEW_AFTER_MS, self.show_preview)
        self.story_opened.emit()

    def _show_again(self, showing: Showing) -> None:
        story = showing.view.story
        self._enable_review(showing.view)
        self._inspector.show_story(showing.view, showing.choices)
        self._preview.show_story(showing.view.snapshot)
        self._shelf.show_view(showing.view)
        for placement in story.placements:
            self._thumbnails.want(placement.photo.id)
        self.setWindowTitle(f"{story.headline or self.tr('New story')} — Galley")

    def _enable_review(self, view: StoryView) -> None:
        """The same steps as in the Review panel, in the menus and on the toolbar."""
        state = ReviewState.of(view, "")
        self._actions["send"].setEnabled(state.can_send)
        self._actions["return"].setEnabled(state.can_return)
        self._actions["sign_off"].setEnabled(state.can_sign_off)
        self._actions["export"].setEnabled(state.can_export)

    def _show_nothing_open(self) -> None:
        self._actions.enable_story(False)
        self._inspector.clear()
        self._preview.show_story(None)
        self._status.clear_story()
        self.setWindowTitle("Galley")

    def _show_attached(self, placement_id: str) -> None:
        self._inspector.go_to("caption", placement_id)

    def _go_to_finding(self, finding: Finding) -> None:
        if finding.field in ("headline", "deck", "body"):
            self._story.writing.go_to(finding.field, finding.block)
        else:
            self._show_panel(self._inspector, "inspector_panel")
            self._inspector.go_to(finding.field, finding.placement)

    def _show_checks(self) -> None:
        self._show_panel(self._inspector, "inspector_panel")
        self._inspector.show_checks()

    def _show_history(self) -> None:
        self._show_panel(self._inspector, "inspector_panel")
        self._inspector.show_history()

    def _show_person(self, person: Person) -> None:
        self._inspector.set_role(person.role)

    # -- the window itself

    def _toggle_preview(self) -> None:
        if self._preview.visible:
            self._preview.hide()
        else:
            self.show_preview()

    def _toggle(self, panel: QWidget, name: str) -> None:
        panel.setVisible(not panel.isVisible())
        self._actions[name].setChecked(panel.isVisible())
        self._memory.remember(name, "shown" if panel.isVisible() else "hidden")

    def _show_panel(self, panel: QWidget, name: str) -> None:
        panel.show()
        self._actions[name].setChecked(True)

    def _choose_theme(self, choice: str) -> None:
        self._theme.choose(choice)
        self._memory.remember("theme", choice)

    def _warn(self, sentence: str) -> None:
        self._warnings.tell(sentence)

    def _splitters(self) -> dict[str, QSplitter]:
        return {"panels": self._panels, "texts": self._story.widget}

    def _restore_layout(self) -> None:
        for name, panel in (("stories_panel", self._list), ("inspector_panel", self._inspector)):
            shown = self._memory.text(name, "shown") == "shown"
            panel.setVisible(shown)
            self._actions[name].setChecked(shown)
        self._preview.remember_place(self._memory.text("preview place", "right"))
        if not self._memory.restore(self, self._splitters()):
            # A window larger than the screen hides its own last line; room for a title bar.
            room = self.screen().availableSize() - QSize(8, 40)
            self.resize(QSize(1440, 900).boundedTo(room))
            self._panels.setSizes([300, 800, 340])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files dropped outside a panel that knows better are stories."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self._imports.bring_in(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._focus.leave()  # what is remembered of the layout is the one with all panels
        self._fields.flush()
        self._sitting.remember()
        self.keep_text()
        if not may_lose(self._story, self):
            event.ignore()
            return
        self._memory.remember("preview place", self._preview.place)
        self._memory.remember("preview", "shown" if self._preview.visible else "hidden")
        self._memory.keep(self, self._splitters())
        self._preview.close()
        self._everywhere.close()
        for work in (self._review.cancel_export, self._imports.cancel, self._photos.cancel):
            work()
        self._proofs.close()
        # What floats beside it (a comparison, the special characters) has nothing to float beside.
        for child in self.findChildren(QWidget):
            if child.isWindow() and child.isVisible():
                child.close()
        self.work_ended = self._desk_lane.close()
        event.accept()
