"""Versions from the window: saved, named, looked at, compared, brought back."""

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from editor.desk.changing import Changes
from editor.desk.history import Compared
from editor.story.story import Story, StoryEdit
from editor.ui.opened.open_story import Showing
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import TextChange
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import LatePage
from editor.ui.shell.thumbnails import Thumbnails
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from editor.ui.history.comparison_window import ComparisonWindow
    from editor.ui.history.history_panel import HistoryPanel

AGAIN_MS = 1500
PATIENCE_MS = 300
QUICK = 0.3  # seconds: a comparison that took no longer is made again while somebody writes


class HistoryDesk(Feature):
    def __init__(
        self,
        tabs: StoryTabs,
        page: "LatePage[HistoryPanel]",
        desk_lane: DeskLane,
        theme: Theme,
        thumbnails: Thumbnails,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._desk_lane = desk_lane
        self._theme = theme
        self._thumbnails = thumbnails
        self._window = window
        self._comparison: ComparisonWindow | None = None
        self._asked = self._shown = 0
        self._took = 0.0
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._compare_again)
        tabs.refreshed.connect(self._on_refreshed)
        page.made.connect(self._serve)

    def _serve(self, panel: "HistoryPanel") -> None:
        # Here and not above: the timeline is loaded when somebody looks at it.
        from editor.ui.history.history_panel import NOW

        panel.save_requested.connect(self.save)
        panel.show_requested.connect(self.show_version)
        panel.compare_requested.connect(
            lambda older, newer: self.compare(older, None if newer == NOW else newer)
        )
        panel.restore_requested.connect(self.restore)
        panel.name_requested.connect(self.name)

    def commands(self) -> Iterable[Command]:
        yield Command("save_version", self.tr("Save a &version…"), "save", "Ctrl+Alt+V").doing(
            self.save, {Menu.STORY: 410}, story=True
        )

    def save(self) -> None:
        """Ask for a name, then keep what is there under it."""
        # Dialogs are loaded when they open: together a tenth of a second of start.
        from editor.ui.history.history_panel import VersionNameDialog

        tab, story_id = self._tabs.current, self._tabs.story_id
        dialog = VersionNameDialog(parent=self._window)
        if not story_id or dialog.exec() != QDialog.DialogCode.Accepted:
            return
        name, history = dialog.value, self._desk_lane.desk.history
        tab.when_kept(
            lambda _kept: self._desk_lane.do(
                lambda: history.save(story_id, name),
                lambda: self.said.emit(self.tr("Saved as “{0}”.").format(name)),
            )
        )

    def name(self, number: int) -> None:
        from editor.ui.history.history_panel import VersionNameDialog  # late: see `save`

        view = self._tabs.view
        if view is None:
            return
        known = next((each.name for each in view.versions if each.number == number), "")
        dialog = VersionNameDialog(number, known, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            name, history, story_id = dialog.value, self._desk_lane.desk.history, view.story.id
            self._desk_lane.do(lambda: history.name(story_id, number, name))

    def show_version(self, number: int) -> None:
        """One version, to be read."""
        self._ask(self._tabs.story_id, number, number, reading=True)

    def compare(self, older: int, newer: int | None, story_id: str = "") -> None:
        """Two versions side by side; `newer` None is the story as it stands, every word typed."""
        story_id = story_id or self._tabs.story_id
        if newer is not None:
            self._ask(story_id, older, newer)
            return
        tab = self._tabs.tab_of(story_id)
        if tab is None or tab.story.story_id != story_id:
            self._ask(story_id, older, None)
        else:
            tab.when_kept(lambda kept: self._ask(kept, older, None))

    def restore(
        self, number: int, tab: StoryTab | None = None, *, only_text: bool = False, said: str = ""
    ) -> None:
        """Bring a version back into the story, as one step that can be undone; `only_text`
        leaves its fields and captions alone. `said` then, instead of the usual sentence."""
        tab = tab or self._tabs.current
        story_id, history = tab.story.story_id, self._desk_lane.desk.history
        if not story_id:
            return
        before: list[Story] = []

        def do() -> Changes:
            done = history.restore(story_id, number, only_text=only_text)
            before[:] = [done.value]
            return done.changes

        def undo(typed: StoryEdit) -> Changes:
            return history.take_back(before[0], typed)

        said = said or self.tr("Version {0} is back; what was there is kept before it.").format(
            number
        )
        text = self.tr("return to version {0}").format(number)
        done: Callable[[], None] = lambda: self.said.emit(said)  # noqa: E731 - read in one place
        TextChange(text, tab, do, undo).begin(done)

    # -- the comparison's window

    def _ask(self, story_id: str, older: int, newer: int | None, *, reading: bool = False) -> None:
        if not story_id:
            return
        self._asked += 1
        asked, history = self._asked, self._desk_lane.desk.history

        def compare() -> tuple[Compared, float]:
            began = time.monotonic()
            return history.compare(story_id, older, newer), time.monotonic() - began

        def show(answer: tuple[Compared, float]) -> None:
            compared, self._took = answer
            if asked == self._asked:
                self._shown = asked
                window = self._bring_up()
                (window.show_version if reading else window.show_compared)(compared)

        def fail(error: Exception) -> None:
            self._shown = asked
            self._desk_lane.tell(error)

        def wait() -> None:
            if asked == self._asked and self._shown != asked:
                self._bring_up().show_waiting()

        # A long story takes a moment: the window says so. A short one comes without a flash.
        QTimer.singleShot(PATIENCE_MS, self, wait)
        self._desk_lane.away(compare, show, fail)

    def _bring_up(self) -> "ComparisonWindow":
        window = self._comparison
        if window is None:
            # Loaded with the first comparison: see `save`.
            from editor.ui.history.comparison_window import ComparisonWindow

            window = self._comparison = ComparisonWindow(
                self._theme, lambda photo: self._thumbnails.thumbnail(photo, 0), self._window
            )
            window.pair_chosen.connect(self._on_pair_chosen)
            window.restore_requested.connect(self._on_restore_requested)
            self._thumbnails.arrived.connect(self._on_picture)
        if not window.isVisible():
            window.show()
            window.raise_()
            window.activateWindow()
        return window

    def _on_picture(self, _photo: str, _image: object) -> None:
        if self._comparison is not None and self._comparison.isVisible():
            self._comparison.show_pictures()

    @property
    def _compared(self) -> Compared | None:
        return self._comparison.compared if self._comparison is not None else None

    def _on_pair_chosen(self, older: int, newer: int | None) -> None:
        if (compared := self._compared) is not None:
            self.compare(older, newer, compared.story_id)

    def _on_restore_requested(self, number: int) -> None:
        if (compared := self._compared) is None:
            return
        tab = self._tabs.tab_of(compared.story_id)
        if tab is None or tab.story.story_id != compared.story_id:
            self.said.emit(self.tr("Open the story again to bring a version back."))
            return
        self.restore(number, tab)

    def _on_refreshed(self, showing: Showing) -> None:
        """What is compared with now goes on being now, unless that takes too long."""
        window = self._comparison
        if window is None or not window.isVisible() or self._took > QUICK:
            return
        compared = window.compared
        if compared is not None and compared.story_id == showing.view.story.id:
            self._again.start()

    def _compare_again(self) -> None:
        window = self._comparison
        compared = window.compared if window is not None and window.isVisible() else None
        if compared is not None and not window.reading:  # pyright: ignore[reportOptionalMemberAccess]
            self._ask(compared.story_id, compared.older, compared.newer)
