"""The list of stories at work: filters, search, thumbnails, and what the list asks for."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from editor.desk.changing import Changes
from editor.desk.views import StoryView
from editor.story.outlet import Section
from editor.story.story import Status, StoryRow
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import LayoutMemory
from editor.ui.shell.thumbnails import Thumbnails
from editor.ui.stories.list_order import ListOrder, in_order, staying
from editor.ui.stories.story_list import StoryList

Listing = tuple[tuple[StoryRow, ...], tuple[Section, ...]]


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
        self._order = ListOrder(order) if order in tuple(ListOrder) else ListOrder.CHANGED
        self._compact = memory.text(FORM, "") == "compact"
        self._shown: tuple[str, ...] = ()
        self._anew = True
        self._panel = panel
        self._desk_lane = desk_lane
        self._words = ""
        self._status: Status | None = None
        self._section = ""
        self._asked = 0
        panel.show_form(self._order, compact=self._compact)
        panel.search.search_changed.connect(self._search)
        panel.filters.filter_changed.connect(self._filter)
        panel.menu.order_chosen.connect(self._choose_order)
        panel.menu.compact_chosen.connect(self._choose_form)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._on_state)
        panel.thumbnail_wanted.connect(thumbnails.want)
        thumbnails.arrived.connect(panel.set_thumbnail)
        desk_lane.changed.connect(self._on_changed)

    def commands(self) -> Iterable[Command]:
        yield Command("find_story", self.tr("Search &stories"), "search", "Ctrl+Shift+F").doing(
            self._panel.focus_search, {Menu.EDIT: 420}
        )

    def refresh(self) -> None:
        """Ask the library again; only the newest answer is shown."""
        self._asked += 1
        asked, desk = self._asked, self._desk_lane.desk
        words, status, section = self._words, self._status, self._section

        def read() -> Listing:
            spiked = status is Status.SPIKED
            if words.strip():
                rows: tuple[StoryRow, ...] = tuple(
                    row
                    for row in desk.stories.search(words, spiked=spiked)
                    if (status is None or row.status is status)
                    and (not section or row.section == section)
                )
            else:
                rows = desk.stories.rows(status, section, spiked=spiked)
            return rows, desk.stories.choices().sections

        def show(answer: Listing) -> None:
            if asked != self._asked:
                return
            rows, sections = answer
            rows = in_order(rows, self._order)
            if not self._anew:
                rows = staying(rows, self._shown)
            self._anew = False
            self._shown = tuple(row.id for row in rows)
            self._panel.show_rows(rows, sections)

        self._desk_lane.ask(read, show)

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

    def _search(self, words: str) -> None:
        self._words = words
        self._refresh_anew()

    def _filter(self, status: Status | None, section: str) -> None:
        self._status, self._section = status, section
        self._refresh_anew()

    def _choose_order(self, order: ListOrder) -> None:
        self._order = order
        self._memory.remember(ORDER, order.value)
        self._refresh_anew()

    def _choose_form(self, compact: bool) -> None:
        self._compact = compact
        self._memory.remember(FORM, "compact" if compact else "")
        self._panel.show_form(self._order, compact=compact)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._shown:
            self._refresh_anew()

    def _refresh_anew(self) -> None:
        self._anew = True
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.stories or changes.site:
            self.refresh()
