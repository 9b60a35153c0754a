"""What is written in a story's own fields is kept and can be undone; and the house's measures at
every open text: how long the story is to be, and its titles."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.errors import LibraryError
from editor.desk.changing import Changes, Done
from editor.desk.site import LIMITS
from editor.desk.stories import clean_edit
from editor.message import message
from editor.story.fields import FIELDS, named
from editor.story.measures import Measures
from editor.story.outlet import Outlet
from editor.story.story import StoryEdit
from editor.ui.fields.story_panel import StoryPanel
from editor.ui.opened.keeper import merged
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import VerbCommand
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import Inspecting
from editor.ui.shell.settings_desk import SettingsDesk, Values

if TYPE_CHECKING:
    from editor.ui.shell.settings_dialog import SettingsPage


class StoryFields(QObject):
    def __init__(
        self,
        inspector: Inspecting,
        panel: StoryPanel,
        open_story: StoryTabs,
        desk_lane: DeskLane,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._inspector = inspector
        self._open_story = open_story
        self._desk_lane = desk_lane
        # What a failing disk did not take of this story's fields.
        self._unkept_of, self._unkept = "", StoryEdit()
        # What was put into the fields of each story here; touched in the lane only.
        self._put: dict[str, StoryEdit] = {}
        panel.story_edited.connect(self.edit)
        open_story.pending_wanted.connect(self.flush)

    def edit(self, edit: StoryEdit) -> None:
        """Keep what somebody changed in the fields."""
        view = self._open_story.view
        if view is None:
            return
        if view.story.id == self._unkept_of:
            edit = merged(self._unkept, edit)
        self._unkept_of, self._unkept = "", StoryEdit()
        if edit == StoryEdit():
            return
        given = tuple(edit.given)
        stories, story_id = self._desk_lane.desk.stories, view.story.id
        before, put, seen = StoryEdit(), self._put, StoryEdit.of(view.story, FIELDS)

        def change(to: StoryEdit) -> Done[StoryEdit]:
            own = put.get(story_id, StoryEdit())
            was = stories.change(story_id, to, known=(seen, own))
            put[story_id] = merged(own, clean_edit(to))
            return was

        def do() -> Changes:
            # What it was is known only here: another edit may have been on its way.
            nonlocal before
            done = change(edit)
            before = done.value
            return done.changes

        def undo() -> Changes:
            return change(before).changes

        self._open_story.undo.push(
            VerbCommand(
                str(message("window.change-of", names=[named(name) for name in given])),
                self._desk_lane,
                do,
                undo,
                done=lambda: self._kept(story_id, edit),
                failed=lambda error: self._not_kept(error, story_id, edit),
                show=lambda: self._inspector.reveal(given[0]),
            )
        )

    def flush(self) -> None:
        """What is typed but not yet sent, before the story is left."""
        self.edit(self._inspector.pending_edit())

    def _kept(self, story_id: str, edit: StoryEdit) -> None:
        """Newer than what was not kept before: that must not come back over it."""
        if story_id == self._unkept_of:
            self._unkept = replace(self._unkept, **dict.fromkeys(edit.given))

    def _not_kept(self, error: Exception, story_id: str, edit: StoryEdit) -> None:
        if self._open_story.story_id != story_id:
            return
        if isinstance(error, LibraryError):
            # The disk failed: what stands in the fields stays, and goes along next time.
            self._unkept_of, self._unkept = story_id, merged(self._unkept, edit)
        else:
            # It cannot be so: the fields show again what the library has.
            self.flush()
            self._inspector.clear()
            self._open_story.current.story.refresh()


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
