"""A story on the desk: opened, kept while it is written, read again when something changes."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from editor.desk.changing import Changes
from editor.desk.desk import Desk
from editor.desk.stories import Typed
from editor.desk.views import Choices, StoryView
from editor.late import frozen
from editor.message import Said, message
from editor.story.story import Story, StoryEdit
from editor.ui.opened.keeper import Keeper, KeepState, KnownText
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.lane import Done, Failed
from editor.ui.writing.caret_memory import carried
from editor.ui.writing.writing_pane import WritingPane

# Answers to a text that have a sentence; a story may be gone by another Galley's hand.
NOT_TAKEN = (Said, OSError)
TYPED_MEANWHILE = message("version.typed-meanwhile")
STOOD_HERE = message("version.stood-here")


@frozen
class Showing:
    """One answer of the library: the story and what its fields may choose. Its page is made by
    the preview, which nobody may have open."""

    view: StoryView
    choices: Choices


def read_showing(desk: Desk, story_id: str) -> Showing:
    return Showing(*desk.stories.shown(story_id))


@frozen
class Meanwhile:
    """Two texts of one story met: `aside` is the version that holds the one which is not the
    story's now; `mine` says whether the story's is what stands in the editor."""

    story_id: str
    aside: int
    mine: bool


@frozen
class _Kept:
    """How a text was kept, and the story read back."""

    edit: StoryEdit
    typed: Typed
    showing: Showing


@frozen
class _Change:
    """A verb that changes a story's text; `over()` whatever came of it."""

    story_id: str
    verb: Callable[[], Changes | None]
    done: Callable[[], None] | None
    failed: Failed | None
    shows: Callable[[Story], None]
    over: Callable[[], None]


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
    not_opened(object): the story asked for could not be read or shown; why, which is told, too.
    closing(str): id of the story that is being left for none.
    met(object): Meanwhile, when the story's text was changed somewhere else.
    """

    opened = Signal(object)
    refreshed = Signal(object)
    closed = Signal()
    held = Signal(str)
    pending_wanted = Signal()
    not_opened = Signal(object)
    closing = Signal(str)
    met = Signal(object)

    def __init__(
        self, writing: WritingPane, desk_lane: DeskLane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._writing = writing
        self._desk_lane = desk_lane
        self._wanted = ""
        self._showing: Showing | None = None
        self._known = KnownText()
        self._held = False  # whether the journal has words of it
        self._told = 0  # the revision somebody else's text was told of
        self.along: Callable[[], Callable[[], object]] | None = None
        self.keeper = Keeper(writing.edit, self._keep, self)
        writing.changed.connect(self.keeper.typed)
        self.keeper.asked.connect(writing.settle)
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
        if story_id not in (self._wanted, self.story_id):
            self._wanted = story_id
            self.keeper.keep_now()
            self._read(story_id)
        self._wanted = story_id

    def stay(self) -> None:
        """Another story on its way is not wanted any more."""
        self._wanted = self.story_id

    def _read(self, story_id: str) -> None:
        desk = self._desk_lane.desk

        def fail(error: Exception) -> None:
            if self._wanted == story_id:
                self._wanted = self.story_id
                self.not_opened.emit(error)
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
        self.pending_wanted.emit()  # again: somebody may have gone on in a field meanwhile
        if self._wanted == story_id:
            self._wanted = ""
        self.closing.emit(story_id)
        self._forget()
        self.closed.emit()

    def _forget(self) -> None:
        self._showing = None
        self.keeper.watch("", StoryEdit())
        self._writing.clear()

    def refresh(self) -> None:
        """Read the open story again; the text in the editor is never touched by this."""
        story_id, desk = self.story_id, self._desk_lane.desk
        if story_id:
            self._desk_lane.ask(lambda: read_showing(desk, story_id), self._show_again)

    def _show(self, showing: Showing) -> None:
        story_id = showing.view.story.id
        if story_id != self._wanted or story_id == self.story_id:
            return
        if self.keeper.state is KeepState.FAILED:
            self._wanted = self.story_id
            self.held.emit(str(message("window.stays-open")))
            return
        if self.keeper.unkept() is not None:
            # Typed on while the answer came: the newest words are kept first.
            self.keeper.keep_now()
            self._read(story_id)
            return
        self.pending_wanted.emit()
        self._put_into_editor(showing, self._writing.show_story)
        self.opened.emit(showing)

    def _put_into_editor(self, showing: Showing, shows: Callable[[Story], None]) -> None:
        self._showing = showing
        self._known, self._told, self._held = KnownText.of(showing.view.story), 0, False
        try:
            shows(showing.view.story)
        except Exception as error:
            # The headline of one story over the text of another must never be kept.
            self._wanted = ""
            self._forget()
            self.not_opened.emit(error)
            raise
        # What the editor makes of the stored text is the base: a difference in form
        # only (an older schema) is not an edit by somebody.
        self.keeper.watch(self.story_id, self._writing.edit())

    def _keep(self, story_id: str, edit: StoryEdit, done: Done, failed: Failed) -> None:
        desk = self._desk_lane.desk
        along = self.along() if self.along is not None else None
        known, held = self._known, self._held
        headline = self._showing.view.story.headline if self._showing else ""
        stored: list[Typed] = []

        def keep() -> _Kept:
            try:
                typed = desk.stories.keep_typed(
                    story_id, edit, base=known.texts, base_revision=known.revision
                ).value
            except NOT_TAKEN as error:
                raise desk.recovery.hold(story_id, headline, edit, error) from error
            stored.append(typed)
            if held:
                desk.recovery.let_go(story_id)
            if along is not None:
                along()
            return _Kept(edit, typed, read_showing(desk, story_id))

        def fail(error: Exception) -> None:
            self._held = True
            if stored and story_id == self.story_id:
                # Only reading it back failed: the next text must not meet this one as another's.
                self._known = self._known.after(edit, stored[0].revision)
            failed(error)
            if not isinstance(error, NOT_TAKEN):
                raise error

        self._desk_lane.lane.run(keep, done, fail)

    def _on_kept(self, kept: object) -> None:
        assert isinstance(kept, _Kept)
        self._held = False
        self._known = self._known.after(kept.edit, kept.typed.revision)
        self._show_again(kept.showing)
        if kept.typed.aside is not None:
            self.met.emit(Meanwhile(self.story_id, kept.typed.aside, mine=True))

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
        self._compare_with_stored(showing.view.story)

    # -- when the text is changed by somebody else than the writer

    def change_text(
        self,
        verb: Callable[[], Changes | None],
        done: Callable[[], None] | None = None,
        failed: Failed | None = None,
        show: Callable[[Story], None] | None = None,
    ) -> None:
        """Run a verb of the desk that changes this story's text in the library, then show that
        text in the editor, the caret kept near: the one road by which text changes under a
        writer's hands. What is typed is kept first; what is typed meanwhile is kept aside as a
        version; Undo and Redo wait. `failed(error)` comes before the person is told;
        `show(story)` puts the text into the editor, as a step of undo unless it says
        otherwise."""
        story_id = self.story_id
        if story_id:
            self.pending_wanted.emit()
            shows, over = show or self._writing.show_changed, self._writing.undo_line.asking()
            change = _Change(story_id, verb, done, failed, shows, over)
            self.keeper.when_kept(lambda: self._change_text(change))

    def reopen(self, show: Callable[[Story], None] | None = None) -> None:
        """Show the library's text anew, for whoever changed it by a verb of their own."""
        self.change_text(lambda: None, show=show)

    def _change_text(self, change: _Change) -> None:
        desk, story_id = self._desk_lane.desk, change.story_id
        if story_id != self.story_id:
            return
        self.keeper.hold()

        def show(answer: tuple[Changes | None, Showing]) -> None:
            changes, showing = answer
            if story_id == self.story_id:
                self._show_anew(showing, change)
            if changes is not None:
                self._desk_lane.changed.emit(changes)
            if change.done is not None:
                change.done()

        def fail(error: Exception) -> None:
            self._go_on(story_id)
            if change.failed is not None:
                change.failed(error)
            change.over()
            self._desk_lane.tell(error)

        self._desk_lane.ask(lambda: (change.verb(), read_showing(desk, story_id)), show, fail)

    def _show_anew(
        self, showing: Showing, change: _Change, aside: int = 0, kept: StoryEdit | None = None
    ) -> None:
        """`aside` is the version that holds `kept`, what was typed while the text was changed."""
        typed, story_id, desk = self.keeper.since_kept(), change.story_id, self._desk_lane.desk
        if typed not in (StoryEdit(), kept):
            # Kept before the editor shows another text: here is the only copy.
            def shown(number: int) -> None:
                if story_id == self.story_id:
                    self._show_anew(showing, change, number, typed)

            def fail(error: Exception) -> None:
                self._go_on(story_id)
                change.over()
                self._desk_lane.tell(error)

            history, reason = desk.history, TYPED_MEANWHILE
            self._desk_lane.ask(lambda: history.keep_aside(story_id, typed, reason), shown, fail)
            return
        place, texts = self._writing.place(), self._plain_texts()
        self._put_into_editor(showing, change.shows)
        carets = {
            name: carried(texts[name], text, place.carets[name])
            for name, text in self._plain_texts().items()
        }
        self._writing.return_to(replace(place, carets=carets))
        self.refreshed.emit(showing)
        if aside:
            self.met.emit(Meanwhile(story_id, aside, mine=False))
        self.keeper.release()  # whoever waited for the text goes on now
        change.over()

    def _go_on(self, story_id: str) -> None:
        """The text stays as it is in the editor; what is typed is kept again."""
        if story_id == self.story_id:
            self.keeper.release()

    def _plain_texts(self) -> dict[str, str]:
        documents = self._writing.documents()
        return {name: document.toPlainText() for name, document in documents.items()}

    def _compare_with_stored(self, story: Story) -> None:
        """Whether somebody else changed the text that is being looked at."""
        if story.revision in (self._known.revision, self._told):
            return
        if self._known.holds(story):
            self._known = replace(self._known, revision=story.revision)
        elif self.keeper.unkept() is None:
            # Nobody is typing: what stands in the editor is kept aside before anything else.
            self._told, story_id, mine = story.revision, story.id, self._known.texts
            desk = self._desk_lane.desk
            self._desk_lane.ask(
                lambda: desk.history.keep_aside(story_id, mine, STOOD_HERE),
                lambda number: self.met.emit(Meanwhile(story_id, number, mine=False)),
            )
