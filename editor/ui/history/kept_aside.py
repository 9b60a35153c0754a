"""Texts kept aside as versions and offered again: written elsewhere meanwhile,
found after a crash, or undone."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from editor.desk.history import UNDONE
from editor.desk.upkeep import Recovered
from editor.story.story import StoryEdit
from editor.story.version import worth_keeping
from editor.ui.history.history_desk import HistoryDesk
from editor.ui.opened.open_story import Meanwhile
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.widgets.spelled_out import lately


class MeanwhileDesk(QObject):
    """One banner at most in every open story: the newest meeting."""

    def __init__(self, tabs: StoryTabs, history: HistoryDesk) -> None:
        super().__init__(tabs)
        self._history = history
        tabs.each(self._follow)

    def _follow(self, tab: StoryTab) -> None:
        tab.story.met.connect(lambda meanwhile: self._tell(tab, meanwhile))
        tab.story.opened.connect(lambda _showing: tab.writing.show_notice(None))
        tab.story.closed.connect(lambda: tab.writing.show_notice(None))

    def _tell(self, tab: StoryTab, meanwhile: Meanwhile) -> None:
        story_id, aside = meanwhile.story_id, meanwhile.aside
        actions = {
            self.tr("Show difference"): lambda: self._history.compare(aside, None, story_id),
            self.tr("Use mine"): lambda: self._use(tab, meanwhile, mine=True),
            self.tr("Use theirs"): lambda: self._use(tab, meanwhile, mine=False),
        }
        tab.warn(self._sentence(meanwhile), actions, closable=True, aloud=True)

    def _use(self, tab: StoryTab, meanwhile: Meanwhile, *, mine: bool) -> None:
        tab.writing.show_notice(None)
        if tab.story.story_id != meanwhile.story_id:
            return
        if meanwhile.mine != mine:
            self._history.restore(meanwhile.aside, tab, only_text=True)
        elif not meanwhile.mine:
            tab.story.reopen()

    def _sentence(self, meanwhile: Meanwhile) -> str:
        if meanwhile.mine:
            return self.tr(
                "This story was saved elsewhere while you typed. Your text is the story’s; the "
                "other one is kept as version {0}."
            ).format(meanwhile.aside)
        return self.tr(
            "This story was changed elsewhere. What you had here is kept as version {0}; the "
            "story has the other text."
        ).format(meanwhile.aside)


class RecoveryDesk(QObject):
    """Signals:
    wanted(str): id of a story somebody should see first.
    """

    wanted = Signal(str)

    def __init__(self, tabs: StoryTabs, history: HistoryDesk, desk_lane: DeskLane) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._history = history
        self._desk_lane = desk_lane
        self._waiting: dict[str, Recovered] = {}
        tabs.each(self._follow)

    def look(self) -> None:
        """Ask whether words of the last sitting wait; what is found is kept as a version first."""
        recovery = self._desk_lane.desk.recovery
        self._desk_lane.ask(recovery.bring_back, self._show)
        self._desk_lane.ask(recovery.refuse_newer, lambda _none: None)  # a refusal is announced

    def _show(self, found: tuple[Recovered, ...]) -> None:
        if not found:
            return
        self._waiting = {each.story_id: each for each in found}
        for story_id in list(self._waiting):
            tab = self._tabs.tab_of(story_id)
            if tab is not None and tab.story.story_id == story_id:
                self._tell(tab)
        newest = found[-1]
        if newest.story_id in self._waiting:
            self.wanted.emit(newest.story_id)

    def _follow(self, tab: StoryTab) -> None:
        tab.story.opened.connect(lambda _showing: self._tell(tab))

    def _tell(self, tab: StoryTab) -> None:
        found = self._waiting.get(tab.story.story_id)
        if found is None:
            return
        actions = {
            self.tr("Show difference"): lambda: self._history.compare(
                found.version, None, found.story_id
            ),
            self.tr("Put them back"): lambda: self._put_back(tab, found),
            self.tr("Leave them in History"): lambda: self._leave(tab, found),
        }
        understood = {self.tr("Understood"): lambda: self._leave(tab, found)}
        tab.warn(self._sentence(found), actions if found.version else understood)

    def _put_back(self, tab: StoryTab, found: Recovered) -> None:
        self._leave(tab, found)
        if tab.story.story_id == found.story_id:
            self._history.restore(found.version, tab, only_text=True)

    def _leave(self, tab: StoryTab, found: Recovered) -> None:
        self._waiting.pop(found.story_id, None)
        tab.writing.show_notice(None)

    def _sentence(self, found: Recovered) -> str:
        at = lately(found.at)
        if not found.version:
            return self.tr(
                "These words were typed on {0}, before Galley ended, in a story that is gone. "
                "They are a draft now."
            ).format(at)
        return self.tr(
            "Galley ended on {0} with words of this story that the library could not take. They "
            "are kept as version {1}; the story is as it was kept before."
        ).format(at, found.version)


class UndoneDesk(Feature):
    def __init__(self, tabs: StoryTabs, history: HistoryDesk, desk_lane: DeskLane) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._history = history
        self._desk_lane = desk_lane
        tabs.each(self._follow)

    def commands(self) -> Iterable[Command]:
        yield Command("bring_back", self.tr("&Bring back what was undone"), "", "Ctrl+Alt+Y").doing(
            self.bring_back, {Menu.EDIT: 130}, story=True
        )

    def bring_back(self) -> None:
        """The text as it was before somebody went back in it last, as one step of undo."""
        view = self._tabs.view
        versions = () if view is None else view.versions
        number = next((each.number for each in reversed(versions) if each.reason == UNDONE), None)
        if number is None:
            self.said.emit(
                self.tr("Nothing that was undone here is gone: Redo has it.")
                if self._tabs.current.undo_line.canRedo()
                else self.tr("Nothing was undone here.")
            )
        else:
            self._history.restore(number, only_text=True)

    def stop(self) -> None:
        """Nobody can go forth again."""
        for tab in self._tabs.tabs():
            tab.undo_line.leave()

    def _follow(self, tab: StoryTab) -> None:
        tab.undo_line.let_go.connect(lambda before, now: self._on_let_go(tab, before, now))

    def _on_let_go(self, tab: StoryTab, before: StoryEdit, now: StoryEdit | None) -> None:
        story_id = tab.writing.story_id
        if now is not None:
            self._keep(story_id, before, now)
            return

        def look() -> None:
            same = tab.writing.story_id == story_id
            self._keep(story_id, before, tab.writing.edit() if same else StoryEdit())

        # Not now: the text is only being changed.
        QTimer.singleShot(0, tab, look)

    def _keep(self, story_id: str, before: StoryEdit, now: StoryEdit) -> None:
        if not story_id or not worth_keeping(before, now):
            return
        history = self._desk_lane.desk.history

        def said(number: int) -> None:
            self.said.emit(self.tr("What was undone is kept as version {0}.").format(number))

        self._desk_lane.ask(lambda: history.keep_undone(story_id, before), said)
