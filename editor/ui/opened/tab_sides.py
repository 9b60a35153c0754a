"""The two sides on which open stories stand, each with its row of tabs; one as long as one is
enough. Which story is on top, and what is in a tab, is not known here."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.tab_group import TabGroup
from editor.ui.opened.tabs_memory import LEFT, RIGHT
from editor.ui.theme import Theme


class TabSides:
    """Attributes:
    widget: both sides, for the window.
    groups: left and right.
    """

    def __init__(self, theme: Theme) -> None:
        self.widget = QSplitter(Qt.Orientation.Horizontal)
        self.widget.setChildrenCollapsible(False)
        self.groups = (TabGroup(theme), TabGroup(theme))
        for group in self.groups:
            self.widget.addWidget(group)
        theme.changed.connect(self._show_titles)

    def connect(
        self,
        chosen: Callable[[StoryTab], None],
        close: Callable[[StoryTab], None],
        move: Callable[[StoryTab], None],
    ) -> None:
        """Where it goes what somebody does with the tabs."""
        for group in self.groups:
            group.chosen.connect(chosen)
            group.close_requested.connect(close)
            group.move_requested.connect(move)

    def tabs(self) -> tuple[StoryTab, ...]:
        """Left to right, the left side first."""
        return (*self.groups[LEFT].tabs(), *self.groups[RIGHT].tabs())

    def side_of(self, tab: StoryTab) -> int:
        return RIGHT if tab in self.groups[RIGHT].tabs() else LEFT

    def group_of(self, tab: StoryTab) -> TabGroup:
        return self.groups[self.side_of(tab)]

    def raise_(self, tab: StoryTab) -> None:
        self.group_of(tab).raise_(tab)

    def show_title(self, tab: StoryTab) -> None:
        if tab in self.tabs():
            self.group_of(tab).show_title(tab)

    def neighbour(self, tab: StoryTab) -> StoryTab:
        """Who comes on top when a tab goes: the next on its side, else the one before."""
        group = self.group_of(tab)
        row = group.tabs() if len(group.tabs()) > 1 else self.tabs()
        place = row.index(tab)
        return row[place + 1] if place + 1 < len(row) else row[place - 1]

    def move_across(self, tab: StoryTab) -> None:
        """To the other side; not when nothing would be left beside it."""
        side = self.side_of(tab)
        if side == LEFT and len(self.groups[LEFT].tabs()) == 1:
            return
        self.groups[side].take(tab)
        self.groups[1 - side].add(tab)
        self.groups[1 - side].raise_(tab)

    def arrange(self, on_top: StoryTab) -> None:
        """One side as long as only one is needed; a row of tabs as soon as there are two."""
        left, right = self.groups
        if not left.tabs():
            for tab in right.tabs():
                right.take(tab)
                left.add(tab)
            left.raise_(on_top)
        many = len(self.tabs()) > 1
        for group in self.groups:
            group.show_bar(many)
        newly = bool(right.tabs()) and right.isHidden()
        right.setVisible(bool(right.tabs()))
        if newly:
            half = self.widget.width() // 2
            self.widget.setSizes([half, half])
        for group in self.groups:
            # The side of the story on top is the one that everything else is about.
            group.mark(active=right.isHidden() or group is self.group_of(on_top))

    def _show_titles(self) -> None:
        for tab in self.tabs():
            self.show_title(tab)
