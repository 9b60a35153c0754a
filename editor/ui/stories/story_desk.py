"""Stories as such, from the window: begun, duplicated, spiked, taken back."""

from collections.abc import Iterable

from PySide6.QtCore import Signal

from editor.story.story import Story
from editor.story.workflow import Verb, may
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu, Standard
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.stories.story_list import StoryList

SLOT = "spiked"


class StoryDesk(Feature):
    """Signals:
    made(str): id of a story that has just come to be.
    """

    made = Signal(str)

    def __init__(self, tabs: StoryTabs, panel: StoryList, desk_lane: DeskLane) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._desk_lane = desk_lane
        self._told: set[StoryTab] = set()
        tabs.each(self._follow)
        panel.new_story_requested.connect(self.begin)
        panel.spike_requested.connect(self.spike)
        panel.unspike_requested.connect(self.unspike)
        panel.duplicate_requested.connect(self.duplicate)

    def commands(self) -> Iterable[Command]:
        yield Command("new_story", self.tr("&New story"), "file-plus-2", Standard.New).doing(
            self.begin, {Menu.FILE: 110, Menu.TOOLBAR: 110, Menu.BEGINNING: 110}
        )
        yield Command("keep", self.tr("&Keep now"), "", Standard.Save).doing(
            self.keep_now, {Menu.FILE: 210}, story=True
        )
        yield Command("spike", self.tr("S&pike"), "trash-2").doing(
            self.spike, {Menu.STORY: 510}, story=True
        )

    def begin(self) -> None:
        stories = self._desk_lane.desk.stories
        self._desk_lane.ask(stories.begin, self._made)

    def keep_now(self) -> None:
        """The text on top goes to the library without waiting for a pause."""
        self._tabs.keeper.keep_now()

    def duplicate(self, story_id: str) -> None:
        """A copy of a story, with every word typed into it so far."""
        stories = self._desk_lane.desk.stories
        self._tabs.keeper.when_kept(
            lambda: self._desk_lane.ask(lambda: stories.duplicate(story_id), self._made)
        )

    def spike(self, story_id: str = "") -> None:
        """Into the reversible bin; the story on top without `story_id`."""
        story_id = story_id or self._tabs.story_id
        stories, tab = self._desk_lane.desk.stories, self._tabs.tab_of(story_id)

        def gone() -> None:
            self._tabs.close_story(story_id)
            self.said.emit(self.tr("Spiked. The Status filter “Spiked” shows it again."))

        keeper = tab.story.keeper if tab is not None else self._tabs.keeper
        keeper.when_kept(lambda: self._desk_lane.do(lambda: stories.spike(story_id), gone))

    def unspike(self, story_id: str) -> None:
        stories = self._desk_lane.desk.stories
        self._desk_lane.do(
            lambda: stories.unspike(story_id),
            lambda: self.said.emit(self.tr("Back in the list as a draft.")),
        )

    # -- inside: a story nobody may write in can be read, and says why

    def _made(self, story: Story) -> None:
        self.made.emit(story.id)

    def _follow(self, tab: StoryTab) -> None:
        tab.story.opened.connect(lambda _showing: self._begin(tab))
        tab.story.refreshed.connect(lambda _showing: self._look(tab))
        tab.story.closed.connect(lambda: self._look(tab))
        tab.destroyed.connect(lambda: self._told.discard(tab))

    def _begin(self, tab: StoryTab) -> None:
        self._told.discard(tab)
        self._look(tab)

    def _look(self, tab: StoryTab) -> None:
        view, role = tab.story.view, self._desk_lane.desk.seat.role
        writable = view is None or may(Verb.WRITE, view.story.status, role)
        tab.writing.set_writable(writable)
        if writable != (tab in self._told):
            return
        if writable:
            self._told.discard(tab)
            tab.writing.show_notice(None, SLOT)
            return
        self._told.add(tab)
        tab.warn(
            self.tr("This story is spiked: it can be read, and not written in."),
            {self.tr("Take back from the spike"): lambda: self.unspike(tab.story.story_id)},
            SLOT,
        )
