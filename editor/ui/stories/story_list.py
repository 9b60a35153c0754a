"""The list of stories at the left of the window: searched, filtered, opened from.

It shows the rows it is given and says what somebody wants; it reads no library.
"""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.desk.stories import PAGE
from editor.story.outlet import Section
from editor.story.story import ListOrder, StoryRow
from editor.story.workflow import Verb, may
from editor.ui.stories.story_filters import ListMenu, StoryFilters
from editor.ui.stories.story_rows import StoryDelegate, StoryModel
from editor.ui.theme import Theme
from editor.ui.widgets.notices import EmptyState
from editor.ui.widgets.sheet import filled, plain_button
from editor.ui.widgets.text_field import SearchField

MINUTE_MS = 60_000
LEAST_WIDTH, ROOMY = 200, 270  # pixels


def now_here() -> datetime:
    return datetime.now(UTC).astimezone()


class StoryList(QWidget):
    """Attributes:
    search, filters, menu: what the list holds, in which order and form.
    rows: the stories it knows.

    Signals:
    story_opened(str): a story's id, by click or Enter (`select` does not tell).
    story_opened_to_stay(str): the same by double click: it gets a tab of its own.
    beside_requested(str): a story should be seen beside the one on top (Ctrl and a click, too).
    new_story_requested(): from the button, or from the empty list.
    waiting_requested(): what waits for whoever sits here is to be seen.
    story_sought(str): where the story on the desk stands is not known; answer with `show_rows`.
    rows_wanted(list): numbers of rows in sight; answer with `rows.add_rows`.
    headline_sought(str, int): letters typed over the list, and the place from which on they are
    looked for; answer with `go_to_first`.
    thumbnail_wanted(str): photo id of a lead photo in sight; answer with `rows.set_thumbnail`.
    spike_requested(str), unspike_requested(str), export_requested(str),
    duplicate_requested(str): from a row's menu, with the story's id.
    """

    story_opened = Signal(str)
    story_opened_to_stay = Signal(str)
    beside_requested = Signal(str)
    new_story_requested = Signal()
    waiting_requested = Signal()
    story_sought = Signal(str)
    rows_wanted = Signal(list)
    headline_sought = Signal(str, int)
    thumbnail_wanted = Signal(str)
    spike_requested = Signal(str)
    unspike_requested = Signal(str)
    export_requested = Signal(str)
    duplicate_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        clock: Callable[[], datetime] = now_here,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open = ""
        self._open_first = False
        self.rows = StoryModel(clock, self)
        self.search = SearchField(theme, self.tr("Search stories"), self)
        self.filters = StoryFilters(theme, self)
        self._new = plain_button(self.tr("New story"), self)
        self._waiting = plain_button("", self)
        self._waiting.hide()
        theme.put_icon(self._new, "plus")
        self._view = StoryView(self)
        self._view.setModel(self.rows)
        self._delegate = StoryDelegate(theme, self._view)
        self._view.setItemDelegate(self._delegate)
        self._count = QLabel(self)
        self._count.setProperty("role", "faint")
        self.menu = ListMenu(theme, self)
        self._empty = EmptyState(theme, "newspaper", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        self._lay_out()
        self._connect()

    def show_waiting(self, number: int) -> None:
        """So many stories wait for whoever sits here."""
        text = self.tr("Waiting for me: {0}").format(number)
        self._waiting.setText(text)
        self._waiting.setAccessibleName(text)
        self._waiting.setVisible(number > 0)

    def show_rows(
        self,
        numbers: "array[int]",
        rows: Mapping[int, StoryRow],
        sections: Sequence[Section],
        *,
        anew: bool = True,
    ) -> None:
        """The stories in the order they are to stand, by number, and the rows of some; place and
        scrolling are kept. Rows shown before hold unless it is `anew`."""
        current = self.rows.number_at(self._view.currentIndex())
        scrolled = self._view.verticalScrollBar().value()
        self.filters.show_sections(sections)
        self.rows.show_rows(numbers, rows, sections, anew=anew)
        self._count.setText(f"{len(numbers):,}")
        self._count.setAccessibleName(self.tr("Stories listed: {0}").format(len(numbers)))
        index = self.rows.index_of(self._open)
        if current is not None:
            index = self.rows.index_at(current)
        self._view.setCurrentIndex(index)
        if current is not None:
            self._view.verticalScrollBar().setValue(scrolled)
        elif index.isValid():
            # The story was opened before its list was there, or its row.
            self._view.scrollTo(index)
        if numbers:
            self._stack.setCurrentWidget(self._view)
        else:
            self._say_empty()
            self._stack.setCurrentWidget(self._empty)
        if self._open_first:
            self._open_first = False
            self._open_index(self.rows.index(0, 0))

    def go_to_first(self, numbers: Collection[int], place: int) -> None:
        """To the first of these stories from a place on, or from the beginning."""
        index = self.rows.first_of(numbers, place)
        if index.isValid():
            self._view.setCurrentIndex(index)

    @property
    def places_in_sight(self) -> slice:
        return self._view.places_in_sight

    def select(self, story_id: str) -> None:
        """Mark the story on the desk, "" for none, and bring it into sight."""
        self._open = story_id
        self.rows.set_open(story_id)
        index = self.rows.index_of(story_id)
        if index != self._view.currentIndex():
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)
        if story_id and not index.isValid():
            self.story_sought.emit(story_id)

    @property
    def open_story(self) -> str:
        """Id of the story that is marked as the one on the desk, or ""."""
        return self._open

    def show_form(self, order: ListOrder, *, compact: bool) -> None:
        """What was chosen for the list; its rows come in that order."""
        self.menu.show_choice(order, compact=compact)
        if compact != self._delegate.compact:
            self._delegate.compact = compact
            self._view.lay_out_again()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow list the sign alone; the words stand on the toolbar too.
        words = self._new.accessibleName() if self.width() >= ROOMY else ""
        if words != self._new.text():
            self._new.setText(words)
            self._new.setToolTip("" if words else self._new.accessibleName())
            self._theme.put_icon(self._new, "plus")

    def _lay_out(self) -> None:
        space = self._theme.space
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_WIDTH)
        heading = QLabel(self.tr("Stories"), self)
        heading.setProperty("role", "title")
        heading.setBuddy(self._view)
        first = filled(QHBoxLayout(), heading, (self._count, 1), self.menu, self._new)
        edges = (space(4), space(3), space(3), space(3))
        parts = (first, self._waiting, self.search, self.filters)
        top = filled(QVBoxLayout(), *parts, gap=space(2), edges=edges)
        filled(QVBoxLayout(self), top, (self._stack, 1), gap=0)

    def _connect(self) -> None:
        self.search.finished_down.connect(self._view.setFocus)
        self.search.returnPressed.connect(self._open_found)
        self._new.clicked.connect(self.new_story_requested)
        self._waiting.clicked.connect(self.waiting_requested)
        self._view.clicked.connect(self._on_click)
        self._view.doubleClicked.connect(self._on_double_click)
        # Enter; a double click has opened the story by its first click already.
        self._view.activated.connect(self._open_index)
        self._view.customContextMenuRequested.connect(self._show_menu)
        self._empty.activated.connect(self._on_empty_button)
        self.rows.headline_sought.connect(self.headline_sought)
        # Queued: it is found missing while the list is being painted.
        queued = Qt.ConnectionType.QueuedConnection
        self.rows.rows_wanted.connect(self.rows_wanted, queued)
        self.rows.thumbnail_wanted.connect(self.thumbnail_wanted, queued)
        ticking = QTimer(self, interval=MINUTE_MS)
        ticking.timeout.connect(self.rows.refresh_times)
        ticking.start()

    def _on_click(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        beside = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        if beside and row is not None:
            self.beside_requested.emit(row.id)
        else:
            self._open_index(index)

    def _on_double_click(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None:
            self.story_opened_to_stay.emit(row.id)

    def _open_index(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None and row.id != self._open:
            self.story_opened.emit(row.id)

    def _open_found(self) -> None:
        """Enter in the search box opens the first hit, once the hits are those of the words."""
        before = self.search.words
        self.search.tell_now()
        if self.search.words != before:
            self._open_first = bool(self.search.words)
        elif self.search.words:
            self._open_index(self.rows.index(0, 0))

    def _say_empty(self) -> None:
        words = self.search.words
        if words:
            self._empty.say(
                self.tr("Nothing found for “{0}”").format(words),
                self.tr("Try fewer or other words."),
                self.tr("Clear search"),
            )
        elif self.filters.narrows:
            self._empty.say(
                self.tr("No story here"),
                self.tr("No story has this status and section."),
                self.tr("Show all stories"),
            )
        else:
            self._empty.say(
                self.tr("No stories yet"),
                self.tr("Begin one, or drop a Word or text file on the window."),
                self.tr("New story"),
            )

    def _on_empty_button(self) -> None:
        if self.search.words:
            self.search.clear()
        elif self.filters.narrows:
            self.filters.clear()
        else:
            self.new_story_requested.emit()

    def _show_menu(self, point: QPoint) -> None:
        index = self._view.indexAt(point)
        row = self.rows.row_at(index if index.isValid() else self._view.currentIndex())
        if row is None:
            return
        menu = self._menu_of(row)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.viewport().mapToGlobal(point))

    def _menu_of(self, row: StoryRow) -> QMenu:
        """What can be done to a story right from the list."""
        menu = QMenu(self)
        back = may(Verb.UNSPIKE, row.status)
        entries = (
            (self.tr("Open"), "book-open", self.story_opened),
            (self.tr("Open beside"), "columns-2", self.beside_requested),
            (self.tr("Duplicate"), "copy", self.duplicate_requested),
            (self.tr("Export…"), "package-check", self.export_requested),
            (self.tr("Take back from the spike"), "archive-restore", self.unspike_requested)
            if back
            else (self.tr("Spike"), "trash-2", self.spike_requested),
        )
        for label, icon, signal in entries:
            action = menu.addAction(self._theme.icon(icon, "ink-soft"), label)
            action.triggered.connect(lambda _=False, signal=signal: signal.emit(row.id))
        *_, exporting, spiking = menu.actions()
        exporting.setEnabled(may(Verb.PROOF, row.status))
        menu.insertSeparator(spiking)
        return menu


class StoryView(QListView):
    """A list view that repaints changed rows instead of laying out all of them again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Stories"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", "true")

    @property
    def places_in_sight(self) -> slice:
        first = max(0, self.indexAt(self.viewport().rect().topLeft()).row())
        return slice(first, first + PAGE)

    def lay_out_again(self) -> None:
        """Rows have another height; it is asked for once, for all of them."""
        self.setUniformItemSizes(False)
        self.setUniformItemSizes(True)
        self.scheduleDelayedItemsLayout()

    def dataChanged(
        self,
        top_left: QModelIndex | QPersistentModelIndex,
        bottom_right: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        # Past QListView on purpose: it lays out every row for any change, 40 ms for ten
        # thousand of them and that for each picture that comes; ours never change in height.
        QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))
        self.viewport().update()
