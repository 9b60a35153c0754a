"""Stories as such, from the window: begun, duplicated, spiked, taken back."""

from PySide6.QtCore import QObject, Signal

from editor.ui.window.desk_lane import DeskLane
from editor.ui.window.story_tabs import StoryTabs


class StoryDesk(QObject):
    """Signals:
    said(str): what was done, for the status line.
    made(str): id of a story that has just come to be.
    """

    said = Signal(str)
    made = Signal(str)

    def __init__(self, tabs: StoryTabs, desk_lane: DeskLane, parent: QObject) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._desk_lane = desk_lane

    def begin(self) -> None:
        stories = self._desk_lane.desk.stories
        self._desk_lane.ask(lambda: stories.begin().id, self.made.emit)

    def keep_now(self) -> None:
        """The text on top goes to the library without waiting for a pause."""
        self._tabs.keeper.keep_now()

    def duplicate(self, story_id: str) -> None:
        """A copy of a story, with every word typed into it so far."""
        stories = self._desk_lane.desk.stories
        self._tabs.keeper.when_kept(
            lambda: self._desk_lane.ask(lambda: stories.duplicate(story_id).id, self.made.emit)
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
