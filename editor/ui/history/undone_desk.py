"""What Undo took away stays to be had after the next letter: as a version, and by a command."""

from PySide6.QtCore import QObject, QTimer, Signal

from editor.desk.history import UNDONE
from editor.story.story import StoryEdit
from editor.story.taken_back import worth_keeping
from editor.ui.history.history_desk import HistoryDesk
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane


class UndoneDesk(QObject):
    """Signals:
    said(str): a sentence for the status line.
    """

    said = Signal(str)

    def __init__(self, tabs: StoryTabs, history: HistoryDesk, desk_lane: DeskLane) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._history = history
        self._desk_lane = desk_lane
        tabs.each(self._follow)

    def bring_back(self) -> None:
        """The text as it was before somebody went back in it last, as one step of undo."""
        view = self._tabs.view
        versions = () if view is None else view.versions
        number = next((each.number for each in reversed(versions) if each.reason == UNDONE), None)
        if number is None:
            self.said.emit(
                self.tr("Nothing that was undone here is gone: Redo has it.")
                if self._tabs.current.undo_line.canRedo()
                else self.tr("Nothing was undone here.")
            )
        else:
            self._history.restore(number, only_text=True)

    def keep_all(self) -> None:
        """The window closes: nobody can go forth again."""
        for tab in self._tabs.tabs():
            tab.undo_line.leave()

    def _follow(self, tab: StoryTab) -> None:
        tab.undo_line.let_go.connect(lambda before, now: self._on_let_go(tab, before, now))

    def _on_let_go(self, tab: StoryTab, before: StoryEdit, now: StoryEdit | None) -> None:
        story_id = tab.writing.story_id
        if now is not None:
            self._keep(story_id, before, now)
            return

        def look() -> None:
            same = tab.writing.story_id == story_id
            self._keep(story_id, before, tab.writing.edit() if same else StoryEdit())

        # Not now: the text is only being changed.
        QTimer.singleShot(0, tab, look)

    def _keep(self, story_id: str, before: StoryEdit, now: StoryEdit) -> None:
        if not story_id or not worth_keeping(before, now):
            return
        history = self._desk_lane.desk.history

        def said(number: int) -> None:
            self.said.emit(self.tr("What was undone is kept as version {0}.").format(number))

        self._desk_lane.ask(lambda: history.keep_undone(story_id, before), said)
