"""One sitting at the desk: which stories were open is remembered, however Galley ends."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from editor.desk.newsroom import Refused
from editor.ui.opened.open_story import Showing, read_showing
from editor.ui.opened.story_tab import (
    LEFT,
    OPEN_TABS,
    RIGHT,
    OpenTabs,
    StoryTab,
    TabPlace,
    read_open_tabs,
)
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane

REST_MS = 500


class TabMemory(QObject):
    """Brings back the tabs of the last sitting, and keeps those of this one."""

    def __init__(self, tabs: StoryTabs, desk_lane: DeskLane, parent: QObject) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._desk_lane = desk_lane
        self._known: dict[str, object] = {}
        self._restored = False
        # Many changes come together; and the caret moves with every word kept.
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.remember)
        tabs.arranged.connect(self._rest.start)
        tabs.each(self._go_along)

    def restore(self) -> None:
        """The stories that were open when Galley was last left; the one on top at once, the
        others when somebody looks at them."""
        desk = self._desk_lane.desk

        def read() -> tuple[OpenTabs, Showing | None]:
            saved = read_open_tabs(desk.site.setting(OPEN_TABS))
            try:
                return saved, read_showing(desk, saved.current) if saved.current else None
            except Refused:
                return saved, None  # it was deleted meanwhile

        self._desk_lane.ask(read, lambda answer: self._show(*answer))

    def remember(self) -> None:
        """Note what is open now; nothing is written when it is what was noted last."""
        self._rest.stop()
        self._desk_lane.note(self._note())

    def _go_along(self, tab: StoryTab) -> None:
        # With every text that is kept, so that a kill loses no more of the place than of it.
        tab.story.along = self._note

    def _note(self) -> Callable[[], object]:
        now, desk = self._open_tabs().to_json(), self._desk_lane.desk
        # Nothing may write over the last sitting before it was read.
        if not self._restored or now == self._known:
            return lambda: None
        self._known = now
        return lambda: desk.site.remember(OPEN_TABS, now)

    def _open_tabs(self) -> OpenTabs:
        tabs = [tab.place(self._tabs.sides.side_of(tab)) for tab in self._tabs.tabs()]
        return OpenTabs(tuple(place for place in tabs if place.story), self._tabs.story_id)

    def _show(self, saved: OpenTabs, showing: Showing | None) -> None:
        self._restored = True
        busy = self._tabs.story_id or self._tabs.coming
        if showing is not None and not busy:
            on_top = next((each for each in saved.tabs if each.story == saved.current), None)
            tab = self._tabs.current
            if on_top is not None:
                tab.writing.know_place(on_top.story, on_top.place)
            self._tabs.show(showing, stays=on_top is not None and on_top.stays)
            tab.writing.focus_text()
        # After the text on top: somebody may be typing into it already.
        QTimer.singleShot(0, self, lambda: self._add_others(saved.tabs))

    def _add_others(self, places: tuple[TabPlace, ...]) -> None:
        tabs = self._tabs
        others = [each for each in places if tabs.tab_of(each.story) is None]
        on_top = next((each for each in places if each.story == tabs.story_id), None)
        for place in others:
            tabs.add_waiting(place, first=_before(place, on_top, places))
        if on_top is not None and on_top.side == RIGHT and any(e.side == LEFT for e in others):
            tabs.move_across(tabs.current)
        if not tabs.story_id and not tabs.coming and others:
            first = tabs.tab_of(others[0].story)
            if first is not None:
                tabs.choose(first)


def _before(place: TabPlace, on_top: TabPlace | None, places: tuple[TabPlace, ...]) -> bool:
    """Whether a tab stands left of the story on top, on the same side."""
    if on_top is None or place.side != on_top.side:
        return False
    return places.index(place) < places.index(on_top)
