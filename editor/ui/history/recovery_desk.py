"""Words found after a crash that the library did not have: said above their story, to be
compared and taken or left. Nothing replaces anything before somebody has said so."""

from PySide6.QtCore import QObject, Signal

from editor.desk.recovery import Recovered
from editor.ui.history.history_desk import HistoryDesk
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.theme import Theme
from editor.ui.widgets.banner import Banner


class RecoveryDesk(QObject):
    """Signals:
    wanted(str): id of a story somebody should see first.
    """

    wanted = Signal(str)

    def __init__(
        self,
        tabs: StoryTabs,
        history: HistoryDesk,
        desk_lane: DeskLane,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._history = history
        self._desk_lane = desk_lane
        self._theme = theme
        self._waiting: dict[str, Recovered] = {}
        tabs.each(self._follow)

    def look(self) -> None:
        """Ask whether words of the last sitting wait; what is found is kept as a version first."""
        recovery = self._desk_lane.desk.recovery
        self._desk_lane.ask(recovery.bring_back, self._show)
        self._desk_lane.ask(recovery.refuse_newer, lambda _none: None)  # a refusal is announced

    def _show(self, found: tuple[Recovered, ...]) -> None:
        if not found:
            return
        self._waiting = {each.story_id: each for each in found}
        for story_id in list(self._waiting):
            tab = self._tabs.tab_of(story_id)
            if tab is not None and tab.story.story_id == story_id:
                self._tell(tab)
        newest = found[-1]
        if newest.story_id in self._waiting:
            self.wanted.emit(newest.story_id)

    def _follow(self, tab: StoryTab) -> None:
        tab.story.opened.connect(lambda _showing: self._tell(tab))

    def _tell(self, tab: StoryTab) -> None:
        found = self._waiting.get(tab.story.story_id)
        if found is None:
            return
        difference, back, leave = (
            self.tr("Show difference"),
            self.tr("Put them back"),
            self.tr("Leave them in History") if found.version else self.tr("Understood"),
        )
        actions = (difference, back, leave) if found.version else (leave,)
        banner = Banner(self._theme, actions=actions, parent=tab.writing)
        banner.say(self._sentence(found), "warning")
        if found.version:
            banner.button(difference).clicked.connect(
                lambda: self._history.compare(found.version, None, found.story_id)
            )
            banner.button(back).clicked.connect(lambda: self._put_back(tab, found))
        banner.button(leave).clicked.connect(lambda: self._leave(tab, found))
        tab.writing.show_notice(banner)

    def _put_back(self, tab: StoryTab, found: Recovered) -> None:
        self._leave(tab, found)
        if tab.story.story_id == found.story_id:
            self._history.restore(found.version, tab, only_text=True)

    def _leave(self, tab: StoryTab, found: Recovered) -> None:
        self._waiting.pop(found.story_id, None)
        tab.writing.show_notice(None)

    def _sentence(self, found: Recovered) -> str:
        at = found.at.astimezone().strftime("%d %b, %H:%M")
        if not found.version:
            return self.tr(
                "These words were typed on {0}, before Galley ended, in a story that is gone. "
                "They are a draft now."
            ).format(at)
        return self.tr(
            "Galley ended on {0} with words of this story that the library could not take. They "
            "are kept as version {1}; the story is as it was kept before."
        ).format(at, found.version)
