"""A story that was signed off is changed: said over the text at the first change, with the name of
who signed it, and taken back by one press.

Whatever changed it, a stray key, a field, a photo, a replacement, the library says whether the
approval still holds; nothing here looks at how it came about.
"""

from collections.abc import Iterable

from PySide6.QtCore import QTimer

from editor.desk.views import StoryView
from editor.ui.history.history_desk import HistoryDesk
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.widgets.spelled_out import moment

SLOT = "approval"


class ApprovalDesk(Feature):
    def __init__(self, tabs: StoryTabs, history: HistoryDesk, desk_lane: DeskLane) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._history = history
        self._desk_lane = desk_lane
        self._told: dict[StoryTab, str] = {}  # the snapshot whose loss is said over its text
        self._left: set[str] = set()  # snapshots whose loss somebody has seen and means
        tabs.each(self._follow)

    def commands(self) -> Iterable[Command]:
        yield Command("take_back", self.tr("Take the change &back"), "", "Ctrl+Alt+Z").doing(
            self.take_back, {Menu.STORY: 250}, possible=lambda view: view.voided
        )

    def take_back(self, tab: StoryTab | None = None) -> None:
        """Put the story on top back to what was signed off, as one step that can be undone; what
        was changed stays in its history."""
        tab = tab or self._tabs.current
        view, review = tab.story.view, self._desk_lane.desk.review
        if view is None or not view.voided or view.sign_off is None:
            return
        story_id, by = view.story.id, view.sign_off.by

        def back(number: int | None) -> None:
            if tab.story.story_id != story_id:
                return
            if number is None:
                self.said.emit(self.tr("The site's pages were changed, not the story."))
                return
            done = self.tr("As {0} signed it off; what was changed is in the history.").format(by)
            self._history.restore(number, tab, said=done)
            tab.writing.focus_text()

        tab.when_kept(lambda kept: self._desk_lane.ask(lambda: review.way_back(kept), back))

    def _follow(self, tab: StoryTab) -> None:
        tab.writing.changed.connect(lambda: self._on_changed(tab))
        tab.story.opened.connect(lambda _showing: self._look(tab))
        tab.story.refreshed.connect(lambda _showing: self._look(tab))
        tab.story.closed.connect(lambda: self._clear(tab))
        tab.destroyed.connect(lambda: self._told.pop(tab, None))

    def _on_changed(self, tab: StoryTab) -> None:
        """The first key is kept at once, and not after a pause: so it is said at once."""
        view = tab.story.view
        if view is not None and view.signed_off:
            QTimer.singleShot(0, tab.story.keeper, tab.story.keeper.keep_now)

    def _look(self, tab: StoryTab) -> None:
        view = tab.story.view
        lost = view.sign_off.snapshot if view and view.voided and view.sign_off else ""
        told = self._told.get(tab, "")
        if view is None or not lost or lost in self._left:
            self._clear(tab)
            if told and view is not None and view.signed_off and view.sign_off is not None:
                sentence = self.tr("Signed off again: this is what {0} signed.")
                self.said.emit(sentence.format(view.sign_off.by))
        elif told != lost:
            self._told[tab] = lost
            story_id, review = view.story.id, self._desk_lane.desk.review

            def tell(number: int | None) -> None:
                now = tab.story.view
                if now is not None and now.story.id == story_id and self._told.get(tab) == lost:
                    self._tell(tab, now, lost, can_go_back=number is not None)

            self._desk_lane.ask(lambda: review.way_back(story_id), tell)

    def _tell(self, tab: StoryTab, view: StoryView, lost: str, *, can_go_back: bool) -> None:
        keep = {self.tr("Keep the change"): lambda: self._keep(tab, lost)}
        back = {
            self.tr("Take the change back"): lambda: self.take_back(tab),
            self.tr("Show difference"): lambda: self._compare(tab, lost),
        }
        actions = {**back, **keep} if can_go_back else keep
        tab.warn(self._sentence(view, can_go_back), actions, SLOT, aloud=True)

    def _sentence(self, view: StoryView, of_story: bool) -> str:
        assert view.sign_off is not None
        by, at = view.sign_off.by, moment(view.sign_off.at)
        if of_story:
            return self.tr(
                "{0} signed this story off on {1}. It was changed since, so the sign-off no "
                "longer holds."
            ).format(by, at)
        return self.tr(
            "{0} signed this story off on {1}. The pages of the site were changed since, so the "
            "sign-off no longer holds."
        ).format(by, at)

    def _compare(self, tab: StoryTab, lost: str) -> None:
        view = tab.story.view
        numbers = [v.number for v in view.versions if v.snapshot == lost] if view else []
        if numbers:
            self._history.compare(numbers[-1], None, tab.story.story_id)

    def _keep(self, tab: StoryTab, lost: str) -> None:
        self._left.add(lost)
        self._clear(tab)
        tab.writing.focus_text()

    def _clear(self, tab: StoryTab) -> None:
        if self._told.pop(tab, ""):
            tab.writing.show_notice(None, SLOT)
