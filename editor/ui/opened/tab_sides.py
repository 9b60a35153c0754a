"""The two sides on which open stories stand, each with its row of tabs; one as long as one is
enough. Which story is on top, and what is in a tab, is not known here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from editor.ui.opened.story_tab import LEFT, RIGHT, StoryTab
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.sheet import filled


class TabGroup(QWidget):
    """Signals:
    chosen(object): the StoryTab somebody wants on top.
    close_requested(object): the StoryTab somebody wants closed.
    move_requested(object): a tab should go to the other side.
    """

    chosen = Signal(object)
    close_requested = Signal(object)
    move_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filling = False
        self._bar = _Bar(self)
        self._bar.setAccessibleName(self.tr("Open stories"))
        self._texts = QStackedWidget(self)
        filled(QVBoxLayout(self), self._bar, (self._texts, 1), gap=0)
        self._bar.currentChanged.connect(self._on_chosen)
        self._bar.tabBarClicked.connect(self._on_click)
        self._bar.tabCloseRequested.connect(lambda at: self.close_requested.emit(self._at(at)))
        self._bar.tabBarDoubleClicked.connect(self._on_double_click)
        self._bar.customContextMenuRequested.connect(self._show_menu)

    def tabs(self) -> tuple[StoryTab, ...]:
        """In the order they stand in, from left to right."""
        return tuple(self._at(place) for place in range(self._bar.count()))

    @property
    def top(self) -> StoryTab | None:
        """The tab whose text is seen."""
        place = self._bar.currentIndex()
        return self._at(place) if place >= 0 else None

    def add(
        self, tab: StoryTab, *, behind: StoryTab | None = None, before: StoryTab | None = None
    ) -> None:
        """Put a tab in, beside another one if that is here or at the end; it is not on top yet."""
        self._filling = True
        tabs = self.tabs()
        if behind in tabs:
            place = tabs.index(behind) + 1
        else:
            place = tabs.index(before) if before in tabs else len(tabs)
        self._bar.setTabData(self._bar.insertTab(place, ""), tab)
        if tab.writing.parentWidget() is not self._texts:
            self._texts.addWidget(tab.writing)
        self._filling = False
        self.show_title(tab)

    def take(self, tab: StoryTab) -> None:
        """Take a tab out; its text loses its parent and is the caller's."""
        self._filling = True
        self._bar.removeTab(self.tabs().index(tab))
        self._texts.removeWidget(tab.writing)
        if self.top is not None:
            # Of the texts Qt shows the next one in the order they came, not in that of the tabs.
            self._texts.setCurrentWidget(self.top.writing)
        self._filling = False

    def raise_(self, tab: StoryTab) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        self._filling = True
        self._bar.setCurrentIndex(self.tabs().index(tab))
        self._texts.setCurrentWidget(tab.writing)
        self._filling = False

    def show_title(self, tab: StoryTab) -> None:
        """The headline, as far as it fits; whole in the tool tip."""
        place = self.tabs().index(tab)
        headline = tab.headline or self.tr("New story")
        self._bar.setTabText(place, headline.replace("&", "&&"))
        told = headline
        if not tab.stays:
            told = self.tr("{0}\nOnly looked at: the next story takes its place.").format(headline)
        self._bar.setTabToolTip(place, told)
        role = "ink" if tab.stays else "ink-soft"
        self._bar.setTabTextColor(place, self._theme.color(role))

    def mark(self, *, active: bool) -> None:
        """Whether this is the side that the panels and commands are about."""
        restyle(self._bar, "side", "active" if active else "other")

    def show_bar(self, shown: bool) -> None:
        self._bar.setVisible(shown)
        # A row that got its tabs while it was hidden is not asked again how high it is.
        self._bar.updateGeometry()

    def _at(self, place: int) -> StoryTab:
        return self._bar.tabData(place)

    def _on_chosen(self, place: int) -> None:
        if self._filling or place < 0:
            return
        wanted = self._at(place)
        shown = next(
            (tab for tab in self.tabs() if tab.writing is self._texts.currentWidget()), None
        )
        if shown is not None:
            self.raise_(shown)  # the tab in front is that of the text in sight, at any moment
        self.chosen.emit(wanted)

    def _on_click(self, place: int) -> None:
        # In front already, but perhaps not read, or the other side is on top.
        if place >= 0 and place == self._bar.currentIndex():
            self.chosen.emit(self._at(place))

    def _on_double_click(self, place: int) -> None:
        if place >= 0:
            self._at(place).stays = True

    def _show_menu(self, point: QPoint) -> None:
        place = self._bar.tabAt(point)
        if place < 0:
            return
        tab = self._at(place)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not tab.stays:
            menu.addAction(self.tr("Keep open"), lambda: setattr(tab, "stays", True))
        menu.addAction(self.tr("Move to the other side"), lambda: self.move_requested.emit(tab))
        menu.addSeparator()
        menu.addAction(self.tr("Close"), lambda: self.close_requested.emit(tab))
        others = menu.addAction(self.tr("Close others"), lambda: self._close_others(tab))
        others.setEnabled(self._bar.count() > 1)
        menu.popup(self._bar.mapToGlobal(point))

    def _close_others(self, tab: StoryTab) -> None:
        for other in self.tabs():
            if other is not tab:
                self.close_requested.emit(other)


class _Bar(QTabBar):
    """Tabs that can be moved, and closed with the middle button as in every browser."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "stories")
        self.setMovable(True)
        self.setTabsClosable(True)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and place >= 0:
            self.tabCloseRequested.emit(place)
            return
        super().mouseReleaseEvent(event)


class TabSides:
    """Attributes:
    widget: both sides, for the window.
    groups: left and right.
    """

    def __init__(self, theme: Theme, place: QWidget, on_top: Callable[[], StoryTab]) -> None:
        """`on_top` tells the story everything else is about."""
        self._on_top = on_top
        self.widget = QSplitter(Qt.Orientation.Horizontal, place)
        self.widget.setChildrenCollapsible(False)
        self.groups = (TabGroup(theme, self.widget), TabGroup(theme, self.widget))
        self._changing = False  # texts come and go: where Qt puts the focus is nobody's wish
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

    def arrange(self) -> None:
        """One side as long as only one is needed; a row of tabs as soon as there are two."""
        left, right = self.groups
        if not left.tabs():
            for tab in right.tabs():
                right.take(tab)
                left.add(tab)
            left.raise_(self._on_top())
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
            group.mark(active=right.isHidden() or group is self.group_of(self._on_top()))

    @contextmanager
    def keyboard_aside(self, written: bool) -> Iterator[None]:
        """While texts come and go Qt would hand the keyboard to the next field there is, mostly
        the headline of another story. Afterwards it is where somebody wrote in the one on top."""
        self._changing = True
        written = written and self.widget.isVisible()
        if written:
            self.widget.setFocus()
        yield
        self._changing = False
        tab = self._on_top()
        written = written or any(each.has_keyboard for each in self.tabs() if each is not tab)
        if written and tab.story.story_id:
            tab.writing.focus_text()
        elif written:
            tab.writing.setFocus()  # what is typed while nothing is shown goes nowhere

    def reached(self, focus: QWidget) -> StoryTab | None:
        """The story somebody went to with the keyboard, when it is not the one on top."""
        if self._changing or self._on_top().writing.isAncestorOf(focus):
            return None
        seen = (group.top for group in self.groups)
        return next(
            (tab for tab in seen if tab and tab.writing.isAncestorOf(focus) and tab.story.story_id),
            None,
        )

    def _show_titles(self) -> None:
        for tab in self.tabs():
            self.show_title(tab)
