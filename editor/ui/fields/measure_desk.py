"""The house's measures at every open text: how long the story is to be, and its titles."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.desk.changing import Changes
from editor.desk.site import LIMITS
from editor.story.measures import Measures
from editor.story.outlet import Outlet
from editor.story.story import StoryEdit
from editor.ui.fields.story_fields import StoryFields
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import SettingsDesk, Values

if TYPE_CHECKING:
    from editor.ui.shell.settings_dialog import SettingsPage

BY_CHARACTER = ("zh", "ja", "yue")


class MeasureDesk(QObject):
    def __init__(
        self,
        tabs: StoryTabs,
        fields: StoryFields,
        desk_lane: DeskLane,
        settings: SettingsDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._fields = fields
        self._desk_lane = desk_lane
        self._measures = Measures()
        self._outlet = Outlet("", "", "")
        self._asked = False
        settings.add(LIMITS, self._apply_limits, self._make_page)
        desk_lane.changed.connect(self._on_changed)
        tabs.each(self._connect)

    def _connect(self, tab: StoryTab) -> None:
        tab.story.opened.connect(lambda _: self._show_opened(tab))
        tab.story.refreshed.connect(lambda _: self._show(tab))
        tab.writing.copyfit.target_chosen.connect(self._on_top(tab, self._set_length))

    def _on_top(self, tab: StoryTab, then: Callable[[int], None]) -> Callable[[int], None]:
        """What is set in a text is set in its story, whichever is on top."""

        def do(words: int) -> None:
            if tab is not self._tabs.current:
                self._tabs.choose(tab)
            then(words)

        return do

    def _set_length(self, words: int) -> None:
        self._fields.edit(StoryEdit(target_words=words))

    def _show_opened(self, tab: StoryTab) -> None:
        if not self._asked:
            self._ask()
        self._show(tab)

    def _show(self, tab: StoryTab) -> None:
        view = tab.story.view
        if view is None:
            return
        story, measures = view.story, self._measures
        self._outlet = view.snapshot.outlet
        tab.writing.copyfit.show_target(
            story.target_words,
            measures.lengths.get(story.section),
            by_character=story.language.partition("-")[0].casefold() in BY_CHARACTER,
        )
        tab.writing.show_limits(measures.limits_of(self._outlet.key))

    def _ask(self) -> None:
        self._asked = True
        self._desk_lane.ask(self._desk_lane.desk.site.measures, self._take)

    def _take(self, measures: Measures) -> None:
        self._measures = replace(measures, limits=self._measures.limits)
        self._show_all()

    def _show_all(self) -> None:
        for tab in self._tabs.tabs():
            self._show(tab)

    def _on_changed(self, changes: Changes) -> None:
        if changes.site:
            self._ask()

    # -- the page of the settings

    def _apply_limits(self, values: Values) -> None:
        limits = Measures.from_json(None, values).limits
        self._measures = replace(self._measures, limits=limits)
        self._show_all()

    def _make_page(self) -> "SettingsPage":
        # Late, as every dialog: together they are a tenth of a second of the start.
        from editor.ui.fields.limits_page import LimitsPage

        return LimitsPage(LIMITS, self._outlet.key, self._outlet.name)
