"""The story on the desk: opened, kept while it is written, shown in every panel."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.errors import LibraryError
from editor.desk.changes import Changes
from editor.desk.desk import Desk
from editor.desk.refusals import Refused
from editor.desk.views import Choices, StoryView
from editor.story.story import StoryEdit
from editor.ui.lane import Done, Failed
from editor.ui.window.desk_lane import DeskLane
from editor.ui.window.keeper import Keeper, KeepState
from editor.ui.writing.caret_memory import Place
from editor.ui.writing.writing_pane import WritingPane

LAST_STORY = "open story"
LAST_PLACE = "place in it"


@dataclass(frozen=True, slots=True)
class Showing:
    """One answer of the library: the story and what its fields may choose. Its page is made by
    the preview, which nobody may have open."""

    view: StoryView
    choices: Choices


def read_showing(desk: Desk, story_id: str) -> Showing:
    return Showing(desk.stories.view(story_id), desk.stories.choices())


class OpenStory(QObject):
    """Signals:
    opened(object): `Showing` of another story, just put into the panels.
    refreshed(object): `Showing` of the same story after something changed.
    closed(): no story is open.
    held(str): why the story stays open although another was asked for.
    pending_wanted(): the story is about to be left or read; panels tell what they hold back.
    """

    opened = Signal(object)
    refreshed = Signal(object)
    closed = Signal()
    held = Signal(str)
    pending_wanted = Signal()

    def __init__(
        self, writing: WritingPane, desk_lane: DeskLane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._writing = writing
        self._desk_lane = desk_lane
        self._wanted = ""
        self._showing: Showing | None = None
        self.keeper = Keeper(writing.edit, self._keep, self)
        writing.changed.connect(self.keeper.typed)
        self.keeper.kept.connect(self._on_kept)
        desk_lane.changed.connect(self._on_changed)

    @property
    def story_id(self) -> str:
        return self._showing.view.story.id if self._showing else ""

    @property
    def view(self) -> StoryView | None:
        return self._showing.view if self._showing else None

    def open_last(self) -> None:
        """The story that was on the desk when Galley was last left, however it was left."""
        desk = self._desk_lane.desk

        def read() -> tuple[Showing, object] | None:
            try:
                showing = read_showing(desk, desk.site.setting(LAST_STORY, ""))
            except Refused:
                return None  # it was deleted, or nothing was open
            return showing, desk.site.setting(LAST_PLACE)

        def show(answer: tuple[Showing, object] | None) -> None:
            if answer is not None and not self._wanted:
                showing, place = answer
                self._wanted = showing.view.story.id
                self._show(showing)
                if self.story_id == showing.view.story.id:
                    self._writing.go_back_to(*_read_place(place, self.story_id))

        self._desk_lane.ask(read, show)

    def open(self, story_id: str) -> None:
        """Show a story; what was typed into the one before is kept first."""
        if story_id == self.story_id:
            self._wanted = story_id
            return
        self._wanted = story_id
        self.keeper.keep_now()
        desk = self._desk_lane.desk
        self._desk_lane.ask(lambda: read_showing(desk, story_id), self._show)

    def remember_place(self) -> None:
        """Where the caret stands goes to the library, for the next sitting."""
        if self.story_id:
            desk, place = self._desk_lane.desk, self._place()
            self._desk_lane.note(lambda: desk.site.remember(LAST_PLACE, place))

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
        self._showing = None
        desk = self._desk_lane.desk
        self._desk_lane.note(lambda: desk.site.remember(LAST_STORY, ""))
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
        self._desk_lane.note(lambda: desk.site.remember(LAST_STORY, story_id))

    def _keep(self, story_id: str, edit: StoryEdit, done: Done, failed: Failed) -> None:
        desk, place = self._desk_lane.desk, self._place()

        def keep() -> Showing:
            desk.stories.keep(story_id, edit)
            desk.site.remember(LAST_PLACE, place)
            return read_showing(desk, story_id)

        def fail(error: Exception) -> None:
            failed(error)
            if not isinstance(error, (LibraryError, OSError)):
                raise error

        self._desk_lane.lane.run(keep, done, fail)

    def _place(self) -> dict[str, Any]:
        field, place = self._writing.place()
        return {
            "story": self.story_id,
            "field": field,
            "carets": dict(place.carets),
            "scrolled": place.scrolled,
        }

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


def _read_place(stored: object, story_id: str) -> tuple[str, Place]:
    """What `_place` stored; the start of the body where that is of another story, or odd."""
    match stored:
        case {
            "story": str(story),
            "field": str(field),
            "carets": dict(carets),
            "scrolled": int(px),
        }:
            if story == story_id:
                numbers = {str(k): v for k, v in carets.items() if isinstance(v, int) and v >= 0}
                return field, Place(numbers, px)
    return "body", Place()
