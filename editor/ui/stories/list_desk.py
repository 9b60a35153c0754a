"""The list of stories at work: filters, search, thumbnails, and what the list asks for."""

from array import array
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from editor.desk.changing import Changes
from editor.desk.stories import Listed
from editor.desk.views import StoryView
from editor.story.story import Listing, ListOrder, StoryRow
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import LayoutMemory
from editor.ui.shell.thumbnails import Thumbnails
from editor.ui.stories.story_list import StoryList

ORDER, FORM = "stories order", "stories form"


class ListDesk(Feature):
    """Fills the list and keeps it true. Stories change places when somebody asks for other ones
    or for another order, or comes back to the window; never because one of them was worked on."""

    def __init__(
        self,
        panel: StoryList,
        desk_lane: DeskLane,
        thumbnails: Thumbnails,
        memory: LayoutMemory,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        order = memory.text(ORDER, ListOrder.CHANGED)
        known = order in tuple(ListOrder)
        self._listing = Listing(order=ListOrder(order) if known else ListOrder.CHANGED)
        self._compact = memory.text(FORM, "") == "compact"
        self._numbers: array[int] | None = None
        self._panel = panel
        self._desk_lane = desk_lane
        self._asked = 0
        panel.show_form(self._listing.order, compact=self._compact)
        panel.search.search_changed.connect(lambda words: self._narrow(words=words))
        panel.filters.filter_changed.connect(
            lambda status, section: self._narrow(status=status, section=section)
        )
        panel.menu.order_chosen.connect(self._choose_order)
        panel.menu.compact_chosen.connect(self._choose_form)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._on_state)
        panel.rows_wanted.connect(self._read_rows)
        panel.story_sought.connect(lambda story_id: self._ask([story_id]))
        panel.headline_sought.connect(self._find_headline)
        panel.thumbnail_wanted.connect(thumbnails.want)
        thumbnails.arrived.connect(panel.set_thumbnail)
        desk_lane.changed.connect(self._on_changed)

    def commands(self) -> Iterable[Command]:
        yield Command("find_story", self.tr("Search &stories"), "search", "Ctrl+Shift+F").doing(
            self._panel.focus_search, {Menu.EDIT: 420}
        )

    def refresh(self) -> None:
        """The list anew, in its own order; of several asked for, only the newest is shown."""
        self._asked += 1
        self._ask([self._panel.open_story], anew=True)

    def _ask(self, ids: Collection[str], *, anew: bool = False) -> None:
        asked, listing = self._asked, self._listing
        stories, looked_at = self._desk_lane.desk.stories, self._panel.places_in_sight

        def read() -> Listed:
            # The lane is one thread: what was read last is what the next answer begins with.
            before = None if anew else self._numbers
            listed = stories.listed(listing, ids, looked_at, before)
            self._numbers = listed.numbers
            return listed

        def show(listed: Listed) -> None:
            if asked == self._asked:
                self._panel.show_rows(listed.numbers, listed.rows, listed.sections, anew=anew)

        self._desk_lane.ask(read, show)

    def _read_rows(self, numbers: Collection[int]) -> None:
        stories = self._desk_lane.desk.stories
        self._desk_lane.ask(lambda: stories.numbered(numbers), self._panel.add_rows)

    def _find_headline(self, letters: str, place: int) -> None:
        stories = self._desk_lane.desk.stories
        self._desk_lane.ask(
            lambda: stories.beginning(letters),
            lambda numbers: self._panel.go_to_first(numbers, place),
        )

    def show_view(self, view: StoryView) -> None:
        """Bring one row up to date without asking the library for all of them."""
        story = view.story
        lead = story.lead
        self._panel.update_row(
            StoryRow(
                id=story.id,
                slug=story.slug,
                headline=story.headline,
                section=story.section,
                status=story.status,
                updated=story.updated,
                lead_photo=lead.photo.id if lead else "",
            )
        )

    def _narrow(self, **narrowed: Any) -> None:
        self._listing = replace(self._listing, **narrowed)
        self.refresh()

    def _choose_order(self, order: ListOrder) -> None:
        self._memory.remember(ORDER, order.value)
        self._narrow(order=order)

    def _choose_form(self, compact: bool) -> None:
        self._compact = compact
        self._memory.remember(FORM, "compact" if compact else "")
        self._panel.show_form(self._listing.order, compact=compact)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._numbers:
            self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.stories or changes.site:
            self._ask(changes.stories)
