"""The story on top, shown in every panel: its fields, its page, its place in the list, and what
can be done with it now. Never two: a panel that fails to show it shows none."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from editor.desk.site import Person
from editor.desk.views import Looks, StoryView
from editor.late import frozen
from editor.message import label, listed
from editor.story.checks import Finding
from editor.story.fields import WRITTEN
from editor.story.rendition import looks_of
from editor.story.workflow import SeatRole
from editor.ui.opened.open_story import Showing
from editor.ui.window.action_set import ActionSet
from editor.ui.window.arrangement import Arrangement
from editor.ui.window.desks import Desks
from editor.ui.window.panels import Panels

PREVIEW_AFTER_MS = 200


@frozen
class _Telling:
    """How one panel shows the story on top, and how it shows none."""

    show: Callable[[], object]
    clear: Callable[[], object] = lambda: None


class StoryOnTop(QObject):
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
        self._first = True
        self._headline = self._who = ""
        self._sought: tuple[str, Finding | None] = ("", None)  # a place to be seen, and in which
        self._follow_texts()
        self._follow_those_who_ask()

    def _follow_texts(self) -> None:
        texts = self._panels.texts
        texts.opened.connect(self.show_opened)
        texts.refreshed.connect(self.show_again)
        texts.closed.connect(self.show_nothing)
        texts.stayed.connect(self.mark_in_list)

    def _follow_those_who_ask(self) -> None:
        """For a story, or for a place in the one on top."""
        panels, desks = self._panels, self._desks
        panels.stories.story_opened.connect(self.open)
        panels.stories.story_opened_to_stay.connect(self.open_to_stay)
        panels.stories.beside_requested.connect(self.open_beside)
        desks.stories.made.connect(self.open_to_stay)
        desks.imports.brought.connect(self.open_to_write)
        desks.site.sample_ready.connect(self.open_to_write)
        desks.site.seated.connect(self.show_person)
        desks.recovery.wanted.connect(self.open_to_stay)
        desks.quick.stories.chosen.connect(self.open_to_write)
        desks.quick.stories.chosen_beside.connect(self.open_beside)
        desks.everywhere.story_requested.connect(self.open)
        desks.records.story_wanted.connect(self.open_to_stay)
        desks.review.finding_chosen.connect(self.go_to_finding)
        desks.way.place_wanted.connect(self.open_at)
        panels.inspector.checks.made.connect(
            lambda panel: panel.finding_activated.connect(self.go_to_finding)
        )

    # -- stories come on top

    def open(self, story_id: str, *, stays: bool = False, writes: bool = False) -> None:
        """Bring a story on top; what was typed into the fields of the one before goes first."""
        self._desks.fields.flush()
        self._panels.texts.open(story_id, stays=stays, writes=writes)

    def open_to_stay(self, story_id: str) -> None:
        self.open(story_id, stays=True)

    def open_beside(self, story_id: str) -> None:
        """On the other side of the one on top."""
        self._desks.fields.flush()
        self._panels.texts.open(story_id, beside=True)

    def open_to_write(self, story_id: str) -> None:
        """A story that somebody goes to work on, with the keyboard in its text."""
        self.open(story_id, stays=True, writes=True)

    def open_at(self, story_id: str, finding: Finding | None) -> None:
        """A story, and a place in it once it is there."""
        self._window.activateWindow()
        if story_id == self._panels.texts.story_id:
            if finding is not None:
                self.go_to_finding(finding)
            return
        self._sought = (story_id, finding)
        self.open(story_id, stays=True, writes=finding is None)

    # -- what is on top is shown

    def show_opened(self, showing: Showing) -> None:
        texts, status = self._panels.texts, self._panels.status
        story_id = showing.view.story.id
        self._tell(
            _Telling(lambda: self._actions.show_writing(texts.writing.actions())),
            _Telling(self._arrangement.show_middle),
            _Telling(status.show_opened, status.clear_story),
            _Telling(lambda: self._panels.stories.select(story_id)),
            *self._fields_and_page(showing),
            _Telling(lambda: status.show_counts(texts.writing.counts()), status.clear_story),
            _Telling(lambda: self._begin_headline(showing)),
        )
        if self._first:
            # As it was left; after the text, for the browser in it takes its time to start.
            self._first = False
            QTimer.singleShot(PREVIEW_AFTER_MS, self, self._arrangement.show_awaited_page)
        (sought, finding), self._sought = self._sought, ("", None)
        if finding is not None and sought == story_id:
            self.go_to_finding(finding)
        self.shown.emit()

    def show_again(self, showing: Showing) -> None:
        """Something of it changed."""
        self._tell(*self._fields_and_page(showing))

    def show_nothing(self) -> None:
        """No story is on top."""
        panels = self._panels
        self._tell(
            _Telling(lambda: self._actions.show_writing(panels.texts.writing.actions())),
            _Telling(lambda: self._actions.show_story(None)),
            _Telling(self._arrangement.show_middle),
            _Telling(panels.inspector.clear),
            _Telling(lambda: self._desks.preview.show_story(None)),
            _Telling(lambda: panels.stories.select("")),
            _Telling(panels.status.clear_story),
            _Telling(lambda: self._show_title("")),
        )

    def mark_in_list(self) -> None:
        """The story on top, after another one that somebody pressed did not come."""
        self._panels.stories.select(self._panels.texts.story_id)

    def _fields_and_page(self, showing: Showing) -> "tuple[_Telling, ...]":
        view, inspector, preview = showing.view, self._panels.inspector, self._desks.preview
        actions = self._actions
        headline = view.story.headline or self.tr("New story")
        return (
            _Telling(lambda: self._show_title(headline)),
            _Telling(lambda: actions.show_story(view), lambda: actions.show_story(None)),
            _Telling(lambda: inspector.show_story(view, showing.choices), inspector.clear),
            _Telling(lambda: preview.show_story(view.snapshot), lambda: preview.show_story(None)),
            _Telling(self._panels.middle.refresh),
            _Telling(lambda: self._desks.listing.show_view(view)),
            _Telling(lambda: self._want_thumbnails(view)),
        )

    def _tell(self, *tellings: "_Telling") -> None:
        """Everybody is told, whatever becomes of one; what went wrong is said when all of them
        know, for whoever says it may let the window go on meanwhile."""
        for telling in tellings:
            try:
                telling.show()
            except Exception as error:  # raised below
                QTimer.singleShot(0, self, lambda error=error: _raise(error))
                telling.clear()

    def _want_thumbnails(self, view: StoryView) -> None:
        for placement in view.story.placements:
            looks = looks_of(placement.photo.id, placement.shown_edits)
            for each in dict.fromkeys((placement.photo.id, looks)):
                self._panels.thumbnails.want(each)
        self._panels.thumbnails.want(Looks.of(view.snapshot).photo)

    def show_person(self, person: Person) -> None:
        self._panels.inspector.set_role(person.role)
        role = next((label(each) for each in SeatRole if each == person.role), person.role)
        self._who = str(listed((person.name, role)))
        self._show_title(self._headline)

    def _show_title(self, headline: str) -> None:
        """What is on top, and in whose name things are done at this desk."""
        self._headline = headline
        parts = (headline, self._who, "Galley")
        self._window.setWindowTitle(str(listed(parts, "titles")))

    # -- one place of it is shown

    def go_to_finding(self, finding: Finding) -> None:
        if finding.field in WRITTEN:
            self._panels.texts.writing.go_to(finding.field, finding.block)
        else:
            self._arrangement.show_inspector()
            self._panels.inspector.go_to(finding.field, finding.placement)

    def _begin_headline(self, showing: Showing) -> None:
        """Of a story in which nothing is written yet."""
        writing = self._panels.texts.writing
        if not writing.isVisible():
            return
        if not showing.view.story.headline and writing.is_blank and not writing.counts().words:
            writing.go_to("headline", None)


def _raise(error: Exception) -> None:
    raise error
