"""The list of stories at work: filters, search, thumbnails, and what the list asks for."""

from PySide6.QtCore import QObject

from editor.desk.changes import Changes
from editor.desk.views import StoryView
from editor.story.outlet import Section
from editor.story.story import Status, StoryRow
from editor.ui.stories.story_list import StoryList
from editor.ui.window.desk_lane import DeskLane
from editor.ui.window.thumbnails import Thumbnails

Listing = tuple[tuple[StoryRow, ...], tuple[Section, ...]]


class Shelf(QObject):
    """Fills the list and keeps it true."""

    def __init__(
        self,
        panel: StoryList,
        desk_lane: DeskLane,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._desk_lane = desk_lane
        self._words = ""
        self._status: Status | None = None
        self._section = ""
        self._asked = 0
        panel.search_changed.connect(self._search)
        panel.filter_changed.connect(self._filter)
        panel.thumbnail_wanted.connect(thumbnails.want)
        thumbnails.arrived.connect(panel.set_thumbnail)
        desk_lane.changed.connect(self._on_changed)

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
            if asked == self._asked:
                self._panel.show_rows(*answer)

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
        self.refresh()

    def _filter(self, status: Status | None, section: str) -> None:
        self._status, self._section = status, section
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.stories or changes.site:
            self.refresh()
