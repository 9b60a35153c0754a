"""Stories as such, from the window: found in the list, begun, duplicated, spiked, taken back."""

from array import array
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from editor.desk.changing import Changes
from editor.desk.stories import Listed
from editor.desk.views import StoryView
from editor.message import NOTHING
from editor.story.rendition import looks_of
from editor.story.story import Listing, ListOrder, Status, Story, StoryRow
from editor.story.workflow import Verb
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu, Standard
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
        panel.story_sought.connect(self._seek)
        panel.headline_sought.connect(self._find_headline)
        panel.thumbnail_wanted.connect(thumbnails.want)
        thumbnails.arrived.connect(panel.rows.set_thumbnail)
        desk_lane.changed.connect(self._on_changed)

    def commands(self) -> Iterable[Command]:
        yield Command("find_story", self.tr("Search &stories"), "search", "Ctrl+Shift+F").doing(
            self._panel.focus_search, {Menu.EDIT: 420}
        )

    def refresh(self) -> None:
        """The list anew, in its own order; of several asked for, only the newest is shown."""
        self._asked += 1
        self._ask([self._panel.open_story], anew=True)

    def _seek(self, story_id: str) -> None:
        if self._asked:  # the first reading looks for the open story, too
            self._ask([story_id])

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
        self._desk_lane.ask(lambda: stories.numbered(numbers), self._panel.rows.add_rows)

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
        self._panel.rows.update_row(
            StoryRow(
                id=story.id,
                slug=story.slug,
                headline=story.headline,
                section=story.section,
                status=story.status,
                updated=story.updated,
                lead_photo=looks_of(lead.photo.id, lead.shown_edits) if lead else "",
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
        view = tab.story.view
        why = NOTHING if view is None else view.refusal(Verb.WRITE)
        writable = not why
        tab.writing.set_writable(writable)
        if writable != (tab in self._told):
            return
        if writable:
            self._told.discard(tab)
            tab.writing.show_notice(None, SLOT)
            return
        self._told.add(tab)
        if view is not None and view.story.status is not Status.SPIKED:
            tab.warn(str(why), {}, SLOT)
            return
        tab.warn(
            self.tr("This story is spiked: it can be read, and not written in."),
            {self.tr("Take back from the spike"): lambda: self.unspike(tab.story.story_id)},
            SLOT,
        )
