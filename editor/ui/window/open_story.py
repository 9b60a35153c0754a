"""A story on the desk: opened, kept while it is written, read again when something changes."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.errors import LibraryError
from editor.desk.changes import Changes
from editor.desk.desk import Desk
from editor.desk.views import Choices, StoryView
from editor.story.story import StoryEdit
from editor.ui.lane import Done, Failed
from editor.ui.window.desk_lane import DeskLane
from editor.ui.window.keeper import Keeper, KeepState
from editor.ui.writing.writing_pane import WritingPane


@dataclass(frozen=True, slots=True)
class Showing:
    """One answer of the library: the story and what its fields may choose. Its page is made by
    the preview, which nobody may have open."""

    view: StoryView
    choices: Choices


def read_showing(desk: Desk, story_id: str) -> Showing:
    return Showing(desk.stories.view(story_id), desk.stories.choices())


class OpenStory(QObject):
    """Attributes:
    along: what else to note in the library whenever a text is kept; called in the window's
        thread, what it answers in the lane.

    Signals:
    opened(object): `Showing` of another story, just put into the panels.
    refreshed(object): `Showing` of the same story after something changed.
    closed(): no story is open.
    held(str): why the story stays open although another was asked for.
    pending_wanted(): the story is about to be left or read; panels tell what they hold back.
    not_opened(): the story asked for could not be read; why was told.
    closing(str): id of the story that is being left for none.
    """

    opened = Signal(object)
    refreshed = Signal(object)
    closed = Signal()
    held = Signal(str)
    pending_wanted = Signal()
    not_opened = Signal()
    closing = Signal(str)

    def __init__(
        self, writing: WritingPane, desk_lane: DeskLane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._writing = writing
        self._desk_lane = desk_lane
        self._wanted = ""
        self._showing: Showing | None = None
        self.along: Callable[[], Callable[[], object]] | None = None
        self.keeper = Keeper(writing.edit, self._keep, self)
        writing.changed.connect(self.keeper.typed)
        self.keeper.kept.connect(self._on_kept)
        desk_lane.changed.connect(self._on_changed)

    @property
    def story_id(self) -> str:
        return self._showing.view.story.id if self._showing else ""

    @property
    def showing(self) -> Showing | None:
        return self._showing

    @property
    def view(self) -> StoryView | None:
        return self._showing.view if self._showing else None

    def open(self, story_id: str) -> None:
        """Show a story; what was typed into the one before is kept first."""
        if story_id == self.story_id:
            self._wanted = story_id
            return
        self._wanted = story_id
        self.keeper.keep_now()
        desk = self._desk_lane.desk

        def fail(error: Exception) -> None:
            if self._wanted == story_id:
                self._wanted = self.story_id
                self.not_opened.emit()
            self._desk_lane.tell(error)

        self._desk_lane.ask(lambda: read_showing(desk, story_id), self._show, fail)

    def show(self, showing: Showing) -> None:
        """Show a story that was just read, unless another one was asked for meanwhile."""
        if not self._wanted:
            self._wanted = showing.view.story.id
            self._show(showing)

    def close_story(self) -> None:
        """Leave the story once every word of it is kept."""
        story_id = self.story_id
        self.pending_wanted.emit()
        self.keeper.when_kept(lambda: self._close(story_id))

    def _close(self, story_id: str) -> None:
        if not story_id or story_id != self.story_id:
            return
        if self._wanted == story_id:
            self._wanted = ""
        self.closing.emit(story_id)
        self._showing = None
        self.keeper.watch("", StoryEdit())
        self._writing.clear()
        self.closed.emit()

    def refresh(self) -> None:
        """Read the open story again; the text in the editor is never touched by this."""
        story_id, desk = self.story_id, self._desk_lane.desk
        if story_id:
            self._desk_lane.ask(lambda: read_showing(desk, story_id), self._show_again)

    def _show(self, showing: Showing) -> None:
        desk, story_id = self._desk_lane.desk, showing.view.story.id
        if self._wanted != story_id:
            return
        if self.keeper.state is KeepState.FAILED:
            self._wanted = self.story_id
            self.held.emit(
                "This story stays open until its text can be kept; nothing typed is lost."
            )
            return
        if self.keeper.unkept() is not None:
            # Typed on while the answer came: the newest words are kept first.
            self.keeper.keep_now()
            self._desk_lane.ask(lambda: read_showing(desk, story_id), self._show)
            return
        self.pending_wanted.emit()
        self._showing = showing
        self._writing.show_story(showing.view.story)
        # What the editor makes of the stored text is the base: a difference in form
        # only (an older schema) is not an edit by somebody.
        self.keeper.watch(story_id, self._writing.edit())
        self.opened.emit(showing)

    def _keep(self, story_id: str, edit: StoryEdit, done: Done, failed: Failed) -> None:
        desk = self._desk_lane.desk
        along = self.along() if self.along is not None else None

        def keep() -> Showing:
            desk.stories.keep(story_id, edit)
            if along is not None:
                along()
            return read_showing(desk, story_id)

        def fail(error: Exception) -> None:
            failed(error)
            if not isinstance(error, (LibraryError, OSError)):
                raise error

        self._desk_lane.lane.run(keep, done, fail)

    def _on_kept(self, showing: object) -> None:
        assert isinstance(showing, Showing)
        self._show_again(showing)

    def _on_changed(self, changes: Changes) -> None:
        showing = self._showing
        if showing is None:
            return
        placed = {placement.photo.id for placement in showing.view.story.placements}
        if self.story_id in changes.stories or placed & changes.photos or changes.site:
            self.refresh()

    def _show_again(self, showing: Showing) -> None:
        if showing.view.story.id != self.story_id:
            return
        self._showing = showing
        self._writing.set_placements(showing.view.story.placements)
        self.refreshed.emit(showing)
