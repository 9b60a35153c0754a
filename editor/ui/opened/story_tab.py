"""One open story with everything that is its own: text, keeper, undo steps."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from editor.ui.opened.open_story import OpenStory
from editor.ui.opened.tabs_memory import TabPlace
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.theme import Theme
from editor.ui.writing.caret_memory import Places
from editor.ui.writing.pictures.photo_source import PhotoSource
from editor.ui.writing.writing_pane import WritingPane


class StoryTab(QObject):
    """Attributes:
        writing: the pane the story is written in.
        story: the story in it, with its keeper.
        undo_line: what was done in the story: in its texts, fields and photos.
        waiting: where a story of the last sitting was left, until somebody looks at it.
        closed_story: id of the story that was closed in it last.

    Signals:
        stay_changed(): somebody began to work on what was only looked at.
    """

    stay_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        photos: PhotoSource,
        desk_lane: DeskLane,
        places: Places,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.writing = WritingPane(theme, photos, places=places)
        self.writing.pasting.read_with(desk_lane.away)
        self.story = OpenStory(self.writing, desk_lane, self)
        self.undo_line = self.writing.undo_line
        self.waiting: TabPlace | None = None
        self.closed_story = ""
        self._stays = False
        self.writing.changed.connect(self._worked_on)
        self.undo_line.indexChanged.connect(self._on_step)
        self.story.closing.connect(self._remember_closed)

    @property
    def stays(self) -> bool:
        """False while somebody only looks: then the next story opened takes its place."""
        return self._stays

    @stays.setter
    def stays(self, stays: bool) -> None:
        if stays != self._stays:
            self._stays = stays
            self.stay_changed.emit()

    @property
    def headline(self) -> str:
        if self.waiting is not None:
            return self.waiting.headline
        view = self.story.view
        return view.story.headline if view is not None else ""

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed now goes into its text."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self.writing or self.writing.isAncestorOf(focus))

    def holds(self, story_id: str) -> bool:
        """Whether this is the tab of that story, read already or not."""
        waiting = self.waiting is not None and self.waiting.story == story_id
        return waiting or self.story.story_id == story_id

    def wait(self, place: TabPlace) -> None:
        """Stand for a story of the last sitting until somebody looks at it."""
        self.waiting, self.stays = place, place.stays
        self.writing.know_place(place.story, place.place)

    def place(self, side: int) -> TabPlace:
        """Where somebody is in it, for the next sitting."""
        if self.waiting is not None:
            return self.waiting
        place = self.writing.place()
        return TabPlace(self.story.story_id, self.headline, side, self.stays, place)

    def _worked_on(self) -> None:
        self.stays = True

    def _on_step(self) -> None:
        # A stack that is cleared for another story changes its index too.
        if isValid(self.undo_line) and self.undo_line.count():
            self.stays = True

    def _remember_closed(self, story_id: str) -> None:
        self.closed_story = story_id


@dataclass(frozen=True, slots=True)
class Coming:
    """A story on its way from the library into a tab; `writes`: the keyboard goes with it."""

    tab: StoryTab
    side: int
    stays: bool
    writes: bool = False
