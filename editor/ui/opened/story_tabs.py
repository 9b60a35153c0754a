"""All open stories in their tabs, on one side or two; the window's other parts see one of them:
the story on top where somebody works.

Everything in the window is about that one story, or about none. A story comes on top when it has
been read and not before; until then the one before stays there, all of it, or nothing is shown
when that one was closed meanwhile.
"""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from editor.desk.newsroom import Refused
from editor.desk.views import StoryView
from editor.ui.opened.keeper import Keeper, KeepState
from editor.ui.opened.open_story import Showing
from editor.ui.opened.story_tab import LEFT, Coming, StoryTab, TabPlace
from editor.ui.opened.tab_sides import TabSides
from editor.ui.opened.undo_steps import UndoSteps
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.theme import Theme
from editor.ui.writing.caret_memory import Place
from editor.ui.writing.pictures.photo_cards import PhotoSource
from editor.ui.writing.writing_pane import WritingPane


class StoryTabs(Feature):
    """A story that was only looked at gives its tab to the next one; one that was worked on
    stays. One story is never open twice.

    Attributes:
        widget: the place of the texts in the window.
        sides: where the tabs stand.
        current: the tab on top.
        coming: the story on its way from the library, if any.
        undo: steps of the story on top.

    Signals:
        opened(object): `Showing` of the story that came on top.
        refreshed(object): `Showing` of the story on top after something changed.
        closed(): no story is on top.
        stayed(): a story that was asked for does not come; what was on top is there still.
        pending_wanted(): the story on top is about to be left; panels tell what they hold back.
        tab_made(object): a StoryTab nobody has seen before, still without a story.
        arranged(): tabs were opened, closed, moved or chosen.
        state_changed(object): KeepState of the story on top, or FAILED where any text fails.
        failing(str): why a text could not be kept, in a sentence.
    """

    opened = Signal(object)
    refreshed = Signal(object)
    closed = Signal()
    stayed = Signal()
    pending_wanted = Signal()
    tab_made = Signal(object)
    arranged = Signal()
    state_changed = Signal(object)
    failing = Signal(str)

    def __init__(
        self,
        theme: Theme,
        photos: PhotoSource,
        desk_lane: DeskLane,
        place: QWidget,
        parent: QObject,
    ) -> None:
        """`place` is where they are seen."""
        super().__init__(parent)
        self._new_tab = partial(StoryTab, theme, photos, desk_lane, dict[str, Place](), self)
        self.undo = UndoSteps(self)
        self.sides = TabSides(theme, place, lambda: self.current)
        self.widget = self.sides.widget
        self.sides.connect(self._choose_in_row, self.close, self.move_across)
        self.coming: Coming | None = None
        self._shut: list[str] = []
        self.current = self._make_tab()
        self.sides.groups[LEFT].add(self.current)
        self.undo.setActiveStack(self.current.undo_line)
        self._arrange()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def commands(self) -> Iterable[Command]:
        yield Command("close_story", self.tr("&Close story"), "", "Ctrl+W").doing(
            self.close_story, {Menu.FILE: 310}, story=True
        )
        yield Command("reopen_story", self.tr("&Reopen closed story"), "", "Ctrl+Shift+T").doing(
            self.reopen_closed, {Menu.FILE: 320}
        )
        yield Command("next_story", self.tr("Ne&xt open story"), "", "Ctrl+Tab").doing(
            lambda: self.step(1), {Menu.VIEW: 210}, story=True
        )
        yield Command(
            "previous_story", self.tr("Pre&vious open story"), "", "Ctrl+Shift+Tab"
        ).doing(lambda: self.step(-1), {Menu.VIEW: 220}, story=True)
        yield Command("side_by_side", self.tr("To the &other side"), "", "Ctrl+\\").doing(
            self.move_across, {Menu.VIEW: 230}, story=True
        )

    # -- the story on top

    @property
    def story_id(self) -> str:
        return self.current.story.story_id

    @property
    def view(self) -> StoryView | None:
        return self.current.story.view

    @property
    def keeper(self) -> Keeper:
        return self.current.story.keeper

    @property
    def writing(self) -> WritingPane:
        return self.current.writing

    # -- all of them

    def tabs(self) -> tuple[StoryTab, ...]:
        """Left to right, the left side first."""
        return self.sides.tabs()

    def each(self, follow: Callable[[StoryTab], object]) -> None:
        """`follow(tab)` for every tab there is, and for each one made later."""
        self.tab_made.connect(follow)
        for tab in self.tabs():
            follow(tab)

    def about(self, tab: StoryTab, then: Callable[..., object]) -> Callable[..., None]:
        """What comes from a text is about its story, so that one comes on top before `then`."""

        def do(*values: object) -> None:
            if tab is not self.current:
                self.choose(tab)
            then(*values)

        return do

    def tab_of(self, story_id: str) -> StoryTab | None:
        """The tab a story stands in, or will once somebody looks at it."""
        return next((tab for tab in self.tabs() if story_id and tab.holds(story_id)), None)

    def open(
        self, story_id: str, *, stays: bool = False, beside: bool = False, writes: bool = False
    ) -> None:
        """Bring a story on top, from its tab or from the library; `beside` on the other side,
        `writes` with the keyboard."""
        side = self.sides.side_of(self.current)
        there = self.tab_of(story_id)
        if there is not None:
            there.stays = there.stays or stays
            if beside and there is not self.current and self.sides.side_of(there) == side:
                self.move_across(there)
            self.choose(there, writes=writes)
            return
        coming, has_story = self.coming, self._has_story(self.current)
        if coming is not None and coming.tab not in self.tabs() and not beside:
            tab = coming.tab
        else:
            self._forget_coming()
            taken = self.current.stays or self.current.waiting is not None
            fresh = has_story and (taken or beside)
            tab = self._make_tab() if fresh else self.current
        target = 1 - side if beside and has_story else side
        self.coming = Coming(tab, target, stays or beside, writes)
        tab.story.open(story_id)

    def choose(self, tab: StoryTab, *, writes: bool = False) -> None:
        """Bring a tab on top; its story is read now when nobody has looked at it yet."""
        if tab.waiting is not None:
            if not self._coming_into(tab):
                self._forget_coming()
            self.coming = Coming(tab, self.sides.side_of(tab), tab.stays, writes)
            tab.story.open(tab.waiting.story)
        elif tab is self.current:
            self._forget_coming()
            self.stayed.emit()
            if writes:
                tab.writing.focus_text()
        else:
            self._bring_up(tab, writes=writes)

    def close(self, tab: StoryTab) -> None:
        """Once every word of it is kept."""
        if tab.waiting is not None:
            self._remove(tab)
        else:
            tab.story.close_story()

    def close_story(self, story_id: str = "") -> None:
        """Close a story wherever it is open; the one on top without `story_id`."""
        tab = self.tab_of(story_id) if story_id else self.current
        if tab is not None:
            self.close(tab)

    def reopen_closed(self) -> None:
        """The story closed last, on top again and ready to be written on."""
        # One at a time, or a key held down would lose those on their way.
        while self._shut and self.coming is None:
            story_id = self._shut.pop()
            if self.tab_of(story_id) is None:
                self.open(story_id, stays=True, writes=True)

    def step(self, by: int) -> None:
        """The next tab to the right, or to the left with -1; round at the ends."""
        tabs, coming = self.tabs(), self.coming
        # Pressed again before the next story is here, it goes on from there.
        at = coming.tab if coming is not None and coming.tab in tabs else self.current
        self.choose(tabs[(tabs.index(at) + by) % len(tabs)], writes=True)

    def move_across(self, tab: StoryTab | None = None) -> None:
        """Take a story (the one on top) to the other side, so that two are seen at once."""
        tab = tab or self.current
        tab.stays = True
        with self.sides.keyboard_aside(self.current.has_keyboard):
            self.sides.move_across(tab)
            self._arrange()

    def add_waiting(self, place: TabPlace, *, first: bool = False) -> None:
        """A tab of the last sitting, whose story is read when somebody looks at it; `first`
        puts it left of the story on top."""
        tab = self._make_tab()
        tab.wait(place)
        self.sides.groups[place.side].add(tab, before=self.current if first else None)
        self._arrange()

    def show(self, showing: Showing, *, stays: bool) -> None:
        """Put a story just read into the tab on top."""
        self.coming = Coming(self.current, self.sides.side_of(self.current), stays)
        self.current.story.show(showing)

    # -- inside

    def _choose_in_row(self, tab: StoryTab) -> None:
        # Whoever walks along the row with the arrow keys stays in it.
        self.choose(tab, writes=not isinstance(QApplication.focusWidget(), QTabBar))

    def _make_tab(self) -> StoryTab:
        tab = self._new_tab()
        story, keeper = tab.story, tab.story.keeper
        self.undo.addStack(tab.undo_line)
        story.opened.connect(lambda _showing: self._on_opened(tab))
        story.refreshed.connect(lambda showing: self._on_refreshed(tab, showing))
        story.closing.connect(self._shut.append)
        story.closed.connect(lambda: self._remove(tab))
        story.not_opened.connect(lambda error: self._on_not_opened(tab, error))
        story.held.connect(lambda: self._on_not_opened(tab, None))
        story.held.connect(self.refused)
        story.pending_wanted.connect(lambda: self._on_pending_wanted(tab))
        keeper.state_changed.connect(lambda _state: self._tell_state())
        keeper.failing.connect(self.failing)
        tab.stay_changed.connect(lambda: self.sides.show_title(tab))
        tab.stay_changed.connect(self.arranged)
        self.tab_made.emit(tab)
        return tab

    def _on_opened(self, tab: StoryTab) -> None:
        coming = self._take_coming(tab)
        tab.undo_line.clear()
        if coming is not None and tab.waiting is None:
            tab.stays = coming.stays
        tab.waiting = None
        if tab not in self.tabs():
            assert coming is not None
            self.sides.groups[coming.side].add(tab, behind=self.current)
        self.sides.show_title(tab)
        writes = coming is not None and coming.writes
        if tab is self.current:
            self._tell_top(writes=writes or tab.has_keyboard)
        elif coming is not None:
            self._bring_up(tab, writes=writes)
        else:
            self._arrange()  # it is only in sight, on the other side

    def _bring_up(self, tab: StoryTab, *, writes: bool = False) -> None:
        """Make another tab the one everything else is about."""
        self.pending_wanted.emit()
        self._forget_coming()
        left, writes = self.current, writes or self.current.has_keyboard
        self.current = tab
        self._tell_top(writes=writes)
        if not self._has_story(left):
            self._take_away(left)

    def _tell_top(self, *, writes: bool) -> None:
        """Every part of the window is told of the story on top here, and nowhere else."""
        tab = self.current
        self.undo.setActiveStack(tab.undo_line)
        with self.sides.keyboard_aside(writes):
            self.sides.raise_(tab)
            showing = tab.story.showing
            if showing is not None:
                self.opened.emit(showing)
            else:
                self.closed.emit()
            self._tell_state()
            self._arrange()

    def _on_refreshed(self, tab: StoryTab, showing: Showing) -> None:
        self.sides.show_title(tab)
        if tab is self.current:
            self.refreshed.emit(showing)

    def _on_pending_wanted(self, tab: StoryTab) -> None:
        if tab is self.current or self._coming_into(tab):
            self.pending_wanted.emit()

    def _on_not_opened(self, tab: StoryTab, error: Exception | None) -> None:
        self._take_coming(tab)
        if tab not in self.tabs():
            self._let_go(tab)
        elif isinstance(error, Refused) if tab.waiting is not None else not tab.story.story_id:
            self._remove(tab)  # its story is gone
        # Otherwise it shows what it showed before, or waits until somebody asks again.
        self.stayed.emit()

    def _remove(self, tab: StoryTab) -> None:
        """Take away a tab whose story was closed or cannot be read."""
        tabs = self.tabs()
        if tab not in tabs:
            self._let_go(tab)
            return
        tab.undo_line.clear()
        reused = self._coming_into(tab) is not None and tab.waiting is None
        written = tab.has_keyboard
        if not reused:
            tab.story.stay()
            self._take_coming(tab)
        if reused or len(tabs) == 1:
            # It is there for the next story, and shows nothing until that has come.
            tab.stays, tab.waiting = False, None
            self.sides.show_title(tab)
            self._tell_top(writes=written)
            return
        if tab is self.current:
            self.current = neighbour = self.sides.neighbour(tab)
            self._tell_top(writes=written)
            if neighbour.waiting is not None:
                self.choose(neighbour, writes=written)
        self._take_away(tab)

    def _take_away(self, tab: StoryTab) -> None:
        """Out of its row; by now the window is about another one and holds nothing of it."""
        self.sides.group_of(tab).take(tab)
        self._let_go(tab)
        self._arrange()

    def _let_go(self, tab: StoryTab) -> None:
        self.undo.removeStack(tab.undo_line)
        tab.end()

    def _coming_into(self, tab: StoryTab) -> Coming | None:
        return self.coming if self.coming is not None and self.coming.tab is tab else None

    def _take_coming(self, tab: StoryTab) -> Coming | None:
        """What was on its way into a tab, which nobody waits for any more."""
        coming = self._coming_into(tab)
        self.coming = None if coming else self.coming
        return coming

    def _forget_coming(self) -> None:
        coming, self.coming = self.coming, None
        if coming is None:
            return
        if coming.tab not in self.tabs():
            self._let_go(coming.tab)
        elif coming.tab.waiting is None:
            coming.tab.story.stay()
        # A tab of the row goes on being read: it only does not come on top any more.
        self.stayed.emit()

    def _has_story(self, tab: StoryTab) -> bool:
        """Whether a story stands in a tab, or will."""
        there = bool(tab.story.story_id) or tab.waiting is not None
        return there or self._coming_into(tab) is not None

    def _arrange(self) -> None:
        moves = not self.sides.groups[LEFT].tabs()
        with self.sides.keyboard_aside(moves and self.current.has_keyboard):
            self.sides.arrange()
        for group in self.sides.groups:
            top = group.top
            if top is not None and top.waiting is not None:
                top.story.open(top.waiting.story)  # it is in sight
        self.arranged.emit()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if reached := now and self.sides.reached(now):
            self._bring_up(reached)

    def _tell_state(self) -> None:
        states = [tab.story.keeper.state for tab in self.tabs()]
        failed = KeepState.FAILED in states
        self.state_changed.emit(KeepState.FAILED if failed else self.keeper.state)
