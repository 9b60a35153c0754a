"""The story on top, shown in every panel: its fields, its page, its place in the list, and what
can be done with it now."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from editor.desk.site import Person
from editor.desk.views import StoryView
from editor.story.finding import Finding
from editor.ui.inspector.review_state import ReviewState
from editor.ui.window.action_set import ActionSet
from editor.ui.window.arrangement import Arrangement
from editor.ui.window.desks import Desks
from editor.ui.window.open_story import Showing
from editor.ui.window.panels import Panels

PREVIEW_AFTER_MS = 200


class Front(QObject):
    """Signals:
    shown(): another story is in every panel and can be typed into.
    """

    shown = Signal()

    def __init__(
        self,
        window: QWidget,
        panels: Panels,
        desks: Desks,
        actions: ActionSet,
        arrangement: Arrangement,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._panels = panels
        self._desks = desks
        self._actions = actions
        self._arrangement = arrangement
        self._to_be_written = ""
        self._preview_was_open = arrangement.preview_was_open

    # -- stories come on top

    def open(self, story_id: str, *, stays: bool = False) -> None:
        """Bring a story on top; what was typed into the fields of the one before goes first."""
        self._desks.fields.flush()
        self._panels.texts.open(story_id, stays=stays)

    def open_to_stay(self, story_id: str) -> None:
        self.open(story_id, stays=True)

    def open_beside(self, story_id: str) -> None:
        """On the other side of the one on top."""
        self._desks.fields.flush()
        self._panels.texts.open(story_id, beside=True)

    def open_to_write(self, story_id: str) -> None:
        """A story that just came in, ready to be typed into."""
        self._to_be_written = story_id
        self.open_to_stay(story_id)

    def open_new(self, story_id: str) -> None:
        self._desks.shelf.refresh()
        self.open_to_stay(story_id)

    # -- what is on top is shown

    def show_opened(self, showing: Showing) -> None:
        texts, status = self._panels.texts, self._panels.status
        self._actions.show_writing(texts.writing.actions())
        self._actions.enable_story(True)
        status.show_opened()
        self._panels.stories.select(showing.view.story.id)
        self.show_again(showing)
        status.show_counts(texts.writing.counts())
        self._place_caret(showing)
        if self._preview_was_open:
            # As it was left; after the text, for the browser in it takes its time to start.
            self._preview_was_open = False
            QTimer.singleShot(PREVIEW_AFTER_MS, self, self._arrangement.show_preview)
        self.shown.emit()

    def show_again(self, showing: Showing) -> None:
        """Something of it changed."""
        story = showing.view.story
        self._enable_review(showing.view)
        self._panels.inspector.show_story(showing.view, showing.choices)
        self._desks.preview.show_story(showing.view.snapshot)
        self._desks.shelf.show_view(showing.view)
        for placement in story.placements:
            self._panels.thumbnails.want(placement.photo.id)
        self._window.setWindowTitle(f"{story.headline or self.tr('New story')} — Galley")

    def show_nothing(self) -> None:
        """No story is open."""
        self._actions.enable_story(False)
        self._panels.inspector.clear()
        self._desks.preview.show_story(None)
        self._panels.status.clear_story()
        self._window.setWindowTitle("Galley")

    def show_person(self, person: Person) -> None:
        self._panels.inspector.set_role(person.role)

    # -- one place of it is shown

    def go_to_finding(self, finding: Finding) -> None:
        if finding.field in ("headline", "deck", "body"):
            self._panels.texts.writing.go_to(finding.field, finding.block)
        else:
            self._arrangement.show_inspector()
            self._panels.inspector.go_to(finding.field, finding.placement)

    def show_checks(self) -> None:
        self._arrangement.show_inspector()
        self._panels.inspector.show_checks()

    def show_history(self) -> None:
        self._arrangement.show_inspector()
        self._panels.inspector.show_history()

    def _place_caret(self, showing: Showing) -> None:
        writing = self._panels.texts.writing
        if not showing.view.story.headline and writing.is_blank:
            writing.go_to("headline", None)
        elif self._to_be_written == showing.view.story.id:
            writing.focus_body()
        self._to_be_written = ""

    def _enable_review(self, view: StoryView) -> None:
        """The same steps as in the Review panel, in the menus and on the toolbar."""
        state = ReviewState.of(view, "")
        self._actions["send"].setEnabled(state.can_send)
        self._actions["return"].setEnabled(state.can_return)
        self._actions["sign_off"].setEnabled(state.can_sign_off)
        self._actions["export"].setEnabled(state.can_export)
