"""The one window of the house: the list, the text, the inspector, the preview, arranged."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from editor.desk.desk import Desk
from editor.ui.opened.closing import ask_before_stopping, keep_everything, may_lose
from editor.ui.opened.story_tab import StoryTab
from editor.ui.review.proof_desk import ANSWER
from editor.ui.shell.commands import Command, Feature, Menu, Standard
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import LayoutMemory
from editor.ui.shell.system_boxes import Warnings
from editor.ui.theme import Theme
from editor.ui.widgets.copied_drops import CopiedDrops, take_copy
from editor.ui.window.action_set import ActionSet
from editor.ui.window.arrangement import Arrangement
from editor.ui.window.desks import Desks
from editor.ui.window.focus_mode import FocusMode
from editor.ui.window.panels import Panels
from editor.ui.window.story_on_top import StoryOnTop
from editor.ui.window.workspaces import Workspaces
from editor.ui.writing.actions import COMMANDS

FILL_AFTER_MS = 40


class MainWindow(QMainWindow):
    """Sets up panels, desks and actions, opens and closes; what they do is theirs.

    Attributes:
        panels: what is seen.
        desks: what can be done.
        work_ended: False when slow work outlived the closing of the window.

    Signals:
        story_opened(): a story is in every panel and can be typed into.
    """

    story_opened = Signal()

    def __init__(self, desk: Desk, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle("Galley")
        self.setAcceptDrops(True)
        self.work_ended = True
        CopiedDrops(self)
        memory = LayoutMemory(settings)
        self._desk_lane = DeskLane(desk, self)
        warnings = Warnings(self)
        self.panels = Panels(self, theme, self._desk_lane)
        self.desks = Desks(self, self.panels, self._desk_lane, theme, memory)
        self._arrangement = Arrangement(self, self.panels, self.desks.preview, memory, theme)
        self._focus = FocusMode(self, self.panels.texts, self.desks.settings)
        self._focus.held.connect(self._arrangement.room.hold)
        self.panels.pictures.made.connect(
            lambda sources: sources.full_wanted.connect(self._focus.toggle_part)
        )
        self._workspaces = Workspaces(
            self, self.panels, self.desks, self._arrangement, self._focus, memory
        )
        self._actions = self._make_actions(theme)
        self._workspaces.turned.connect(self._actions.show_toolbar)
        self._on_top = StoryOnTop(self, self.panels, self.desks, self._actions, self._arrangement)
        self._connect(warnings)
        self._workspaces.begin()
        self._on_top.show_nothing()

    def start(self) -> None:
        """Open the story left open last time, greet whoever sits here, and fill the list.

        In this order: one can type while the list of a large library is still being read. It is
        not begun before the story is shown and painted: SQLAlchemy is loaded for it, and that
        takes turns with whatever the window does meanwhile."""
        self.desks.site.take_seat()
        self.desks.settings.start()
        self.desks.tab_memory.restore()
        self.desks.recovery.look()
        self.desks.site.greet()
        fill = self.desks.listing.refresh
        later = partial(QTimer.singleShot, FILL_AFTER_MS, self, fill)
        # Behind the first question is known which story; behind the second it is shown.
        ask = self._desk_lane.ask
        ask(lambda: None, lambda _: ask(lambda: None, lambda _: later()))

    def open_story(self, story_id: str, *, stays: bool = False) -> None:
        """Show a story in every panel; what was typed into the one before is kept first."""
        self._on_top.open(story_id, stays=stays)

    def open_beside(self, story_id: str) -> None:
        """Show a story on the other side of the one on top."""
        self._on_top.open_beside(story_id)

    def show_preview(self) -> None:
        """Show the page where the preview sat last."""
        self._arrangement.show_preview()

    def keep_text(self) -> None:
        """Whatever is typed goes to the library now; for the moment after an error."""
        keep_everything(self.panels.texts, self._desk_lane)

    def look_after_library(self) -> None:
        """The daily round of the library, away from the window."""
        self.desks.upkeep.look_after_library()

    def features(self) -> tuple[Feature, ...]:
        """Everybody in it who can be told to do something."""
        window = (self.panels.texts, self._arrangement, self._focus, self._workspaces)
        return (*self.desks.features(), *window)

    def _make_actions(self, theme: Theme) -> ActionSet:
        commands = [each for feature in self.features() for each in feature.commands()]
        leave = Command("quit", self.tr("&Quit"), "", Standard.Quit).doing(
            self.close, {Menu.FILE: 510}, role=QAction.MenuRole.QuitRole
        )
        writing = self.panels.texts.writing.actions()
        return ActionSet(self, theme, (*commands, leave), COMMANDS, writing)

    def _connect(self, warnings: Warnings) -> None:
        status = self.panels.status
        self._desk_lane.refused.connect(warnings.tell)
        for feature in self.features():
            feature.said.connect(status.say)
            feature.refused.connect(warnings.tell)
            feature.progress.connect(status.show_progress)
            status.cancel_requested.connect(feature.cancel)
        self.desks.proofs.round.inspector_wanted.connect(self._arrangement.show_inspector)
        self._on_top.shown.connect(self._workspaces.settle)
        self._on_top.shown.connect(self.story_opened)
        self.panels.texts.each(self._offer_beginnings)

    def _offer_beginnings(self, tab: StoryTab) -> None:
        tab.writing.nothing.offer(self._actions.within(Menu.BEGINNING))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Files dropped outside a panel that knows better are stories, or came back of a proof."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        take_copy(event)
        answers = [path for path in paths if path.suffix.lower() == ANSWER]
        self.desks.paper.take_in(answers)
        if stories := [path for path in paths if path not in answers]:
            self.desks.imports.bring_in(stories)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._focus.leave()  # what is remembered of the layout is the one with all panels
        self.desks.fields.flush()
        self.desks.tab_memory.remember()
        self.keep_text()
        stops = ask_before_stopping(self._desk_lane.under_way, self)
        if not stops or not may_lose(self.panels.texts, self):
            event.ignore()
            return
        self._arrangement.remember()
        self.desks.stop()
        # What floats beside it (a comparison, the special characters) has nothing to float beside.
        for child in self.findChildren(QWidget):
            if child.isWindow() and child.isVisible():
                child.close()
        self.work_ended = self._desk_lane.close()
        event.accept()
