"""The way of a story from the window: sent to somebody, due, held, killed; the board, what is
planned, and what waits for whoever sits here."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from editor.desk.changing import Changes
from editor.desk.views import StoryView
from editor.desk.way import ROWS
from editor.story.outlet import Section
from editor.story.workflow import Verb, may
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from editor.desk.board import Board
    from editor.ui.review.board_window import BoardWindow

LAST_TO = "sent to"  # remembered: to whom somebody sent last
REST_MS = 400  # after a change, before the board is read again


class WayDesk(Feature):
    """Signals:
    place_wanted(str, object): a story, and the Finding in it that somebody wants to see, or None.
    waiting(int): so many stories wait for whoever sits here.
    """

    place_wanted = Signal(str, object)
    waiting = Signal(int)

    def __init__(self, tabs: StoryTabs, theme: Theme, desk_lane: DeskLane, window: QWidget) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._theme = theme
        self._desk_lane = desk_lane
        self._window = window
        self._board: BoardWindow | None = None
        self._most = 0
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        desk_lane.changed.connect(self._on_changed)

    def commands(self) -> Iterable[Command]:
        yield Command("send_to", self.tr("Send t&o…"), "", "Ctrl+Alt+R").doing(
            self.send_to, {Menu.STORY: 222}, possible=_can(Verb.HAND_ON)
        )
        yield Command("way", self.tr("D&ue, priority and embargo…"), "clock", "Ctrl+Alt+D").doing(
            self.set_way, {Menu.STORY: 224}, possible=_can(Verb.SCHEDULE)
        )
        yield Command("kill", self.tr("&Kill…")).doing(
            self.kill, {Menu.STORY: 520}, possible=_can(Verb.KILL)
        )
        yield Command("board", self.tr("&Board…"), "layout-list", "Ctrl+Shift+B").doing(
            self.show_board, {Menu.VIEW: 360}
        )
        yield Command("plan", self.tr("New planned &item…")).doing(self.plan, {Menu.FILE: 115})

    # -- the story on top

    def send_to(self) -> None:
        desk = self._desk_lane.desk
        self._with_view(
            lambda view: self._desk_lane.ask(
                lambda: (desk.way.names(), desk.site.setting(LAST_TO, "")),
                lambda found: self._ask_to(view, *found),
            )
        )

    def set_way(self) -> None:
        self._with_view(self._ask_way)

    def kill(self) -> None:
        desk = self._desk_lane.desk
        self._with_view(
            lambda view: self._desk_lane.ask(
                lambda: desk.publishing.went_out(view.story.id).publications,
                lambda out: self._ask_why(view, out[-1].at if out else None),
            )
        )

    def _with_view(self, then: Callable[[StoryView], None]) -> None:
        """Over what the library holds now, with every word typed so far."""
        desk = self._desk_lane.desk
        self._tabs.current.when_kept(
            lambda story_id: self._desk_lane.ask(lambda: desk.stories.view(story_id), then)
        )

    def _ask_to(self, view: StoryView, names: tuple[str, ...], chosen: str) -> None:
        # Dialogs are loaded when they open, here and below.
        from editor.ui.review.way_dialogs import SendDialog

        dialog = SendDialog(view.story.headline, view.route, names, chosen, self._window)
        dialog.begun_story = view.story.id
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        (to, due, priority, note), desk = dialog.value, self._desk_lane.desk
        self._desk_lane.note(lambda: desk.site.remember(LAST_TO, to))
        self._desk_lane.do(
            lambda: desk.way.send(view.story.id, to, due=due, priority=priority, note=note),
            lambda: self.said.emit(self.tr("Sent to {0}.").format(to)),
        )

    def _ask_way(self, view: StoryView) -> None:
        from editor.ui.review.way_dialogs import WayDialog

        dialog = WayDialog(view.story.headline, view.route, self._window)
        dialog.begun_story = view.story.id
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        (due, priority, embargo), way = dialog.value, self._desk_lane.desk.way
        story_id = view.story.id

        def keep() -> Changes:
            # An embargo is not everybody's to set: who leaves it alone is asked for no right.
            if embargo == view.route.embargo:
                return way.set_due(story_id, due) | way.set_priority(story_id, priority)
            held = way.set_embargo(story_id, embargo)
            return held | way.set_due(story_id, due) | way.set_priority(story_id, priority)

        self._desk_lane.do(keep, lambda: self.said.emit(self.tr("Kept.")))

    def _ask_why(self, view: StoryView, at: datetime | None) -> None:
        from editor.ui.review.way_dialogs import KillDialog

        dialog = KillDialog(view.story.headline, at, self._window)
        dialog.begun_story = view.story.id
        if dialog.exec() == QDialog.DialogCode.Accepted:
            way, reason = self._desk_lane.desk.way, dialog.value
            self._desk_lane.do(
                lambda: way.kill(view.story.id, reason),
                lambda: self.said.emit(self.tr("Killed: take its page down where it stands.")),
            )

    # -- the board

    def show_board(self, *, mine: bool = False) -> None:
        if self._board is None:
            from editor.ui.review.board_window import BoardWindow

            board = self._board = BoardWindow(self._theme, self._window)
            board.place_requested.connect(self.place_wanted)
            board.plan_requested.connect(self.plan)
            board.more_requested.connect(self._show_more)
        self._board.show_mine(mine)
        self._board.show()
        self._board.raise_()
        self._board.activateWindow()
        self._board.focus_rows()
        self._look()

    def show_mine(self) -> None:
        self.show_board(mine=True)

    def plan(self) -> None:
        desk = self._desk_lane.desk
        self._desk_lane.ask(
            lambda: (desk.stories.choices().sections, desk.way.names()),
            lambda found: self._ask_plan(*found),
        )

    def _ask_plan(self, sections: tuple[Section, ...], names: tuple[str, ...]) -> None:
        from editor.ui.review.way_dialogs import PlanDialog

        dialog = PlanDialog(sections, names, self._window)
        dialog.begun_in = "newsroom"
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        (headline, section, to, due), way = dialog.value, self._desk_lane.desk.way
        self._desk_lane.ask(
            lambda: way.plan(headline, section=section, to=to, due=due),
            lambda _story: self.said.emit(self.tr("Planned: {0}").format(headline)),
        )

    def count(self, *_: object) -> None:
        """Say anew how many stories wait for whoever sits here."""
        way = self._desk_lane.desk.way
        self._desk_lane.ask(way.waiting, self.waiting.emit)

    def stop(self) -> None:
        super().stop()
        self._rest.stop()
        if self._board is not None:
            self._board.close()

    def _on_changed(self, changes: Changes) -> None:
        if changes.stories:
            self._rest.start()

    def _look(self) -> None:
        self.count()
        way, board = self._desk_lane.desk.way, self._board
        if board is None or not board.isVisible():
            return
        most = self._most or ROWS

        def show(read: "Board") -> None:
            board.show_board(read)

        self._desk_lane.away(lambda: way.board(most), show)

    def _show_more(self) -> None:
        self._most = 2 * (self._most or ROWS)
        self._look()


def _can(verb: Verb) -> Callable[[StoryView], bool]:
    return lambda view: may(verb, view.story.status)
