"""What narrows the list of stories and puts it in order: words, a status, a section, a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QToolButton, QWidget

from editor.story.outlet import Section
from editor.story.story import ListOrder, Status
from editor.ui.theme import Theme
from editor.ui.widgets.labels import FlowLayout
from editor.ui.widgets.text_field import CalmComboBox

PAUSE_MS = 120
_ICON = 14  # logical pixels
LETTERS = 8  # of a choice that can be read without opening it


class SearchField(QLineEdit):
    """Signals:
    search_changed(str): the words, 120 ms after the last key, or at once when emptied.
    finished_down(): the arrow key down: on to the list.
    """

    search_changed = Signal(str)
    finished_down = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = ""
        name = self.tr("Search stories")
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self._magnifier = QLabel(self)
        self._cross = QToolButton(self)
        self._cross.setIconSize(QSize(_ICON, _ICON))
        self._cross.setProperty("cross", "true")
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.setAccessibleName(self.tr("Clear search"))
        self._cross.setToolTip(self._cross.accessibleName())
        theme.put_icon(self._cross, "x", "ink-soft")
        self._cross.clicked.connect(self.clear)
        self._cross.hide()
        aside = _ICON + theme.space(2)
        self.setTextMargins(aside, 0, aside, 0)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.tell_now)
        self.textChanged.connect(self._on_changed)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()

    @property
    def words(self) -> str:
        """What was last searched for."""
        return self._told

    def tell_now(self) -> None:
        """Search without waiting for the pause."""
        self._pause.stop()
        words = self.text().strip()
        if words != self._told:
            self._told = words
            self.search_changed.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.tell_now()
            self.finished_down.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        middle = self.rect().center().y() + 1
        left = self._theme.space(2)
        self._magnifier.setGeometry(left, middle - _ICON // 2, _ICON, _ICON)
        size = self._cross.sizeHint()
        right = self.width() - left // 2 - size.width()
        self._cross.setGeometry(right, middle - size.height() // 2, size.width(), size.height())

    def _on_changed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        if text.strip():
            self._pause.start()
        else:
            self.tell_now()

    def _draw_icon(self) -> None:
        scale = self.devicePixelRatioF()
        self._magnifier.setPixmap(self._theme.pixmap("search", "ink-faint", _ICON, scale))


class StoryFilters(QWidget):
    """Signals:
    filter_changed(object, str): a Status or None for any; a section's key or "" for all.
    """

    filter_changed = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._status = CalmComboBox(self)
        self._status.setAccessibleName(self.tr("Status"))
        self._status.addItem(self.tr("Any status"), None)
        for status in Status:
            self._status.addItem(str(status.label), status.value)
        self._section = CalmComboBox(self)
        self._section.setAccessibleName(self.tr("Section filter"))
        self._section.addItem(self.tr("All sections"), "")
        # Beside each other where both can be read, else below each other.
        row = FlowLayout(self, theme.space(2))
        row.setContentsMargins(0, 0, 0, 0)
        for box in (self._status, self._section):
            box.setMinimumContentsLength(LETTERS)
            box.setToolTip(box.accessibleName())
            box.activated.connect(self._tell)
            row.addWidget(box)

    @property
    def status(self) -> Status | None:
        value = self._status.currentData()
        return None if value is None else Status(value)

    @property
    def section(self) -> str:
        return self._section.currentData()

    @property
    def narrows(self) -> bool:
        """Whether anything is left out of the list."""
        return self.status is not None or bool(self.section)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Offer other sections; a chosen one that is gone is given up, and that is told."""
        if tuple(sections) == self._sections:
            return
        self._sections = tuple(sections)
        chosen = self.section
        self._section.clear()
        self._section.addItem(self.tr("All sections"), "")
        for section in sections:
            self._section.addItem(section.name, section.key)
        place = self._section.findData(chosen)
        self._section.setCurrentIndex(max(place, 0))
        if place < 0:
            self._tell()

    def clear(self) -> None:
        """Any status, all sections."""
        if self.narrows:
            self._status.setCurrentIndex(0)
            self._section.setCurrentIndex(0)
            self._tell()

    def _tell(self) -> None:
        self.filter_changed.emit(self.status, self.section)


class ListMenu(QToolButton):
    """Signals:
    order_chosen(object): a ListOrder.
    compact_chosen(bool): rows of two lines without pictures, or the usual ones.
    """

    order_chosen = Signal(object)
    compact_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        name = self.tr("Order and form of the list")
        self.setAccessibleName(name)
        self.setToolTip(name)
        # The same choices stand in the View menu, for the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.put_icon(self, "list-filter", "ink-soft")
        self._menu = QMenu(self)
        self._orders: dict[ListOrder, QAction] = {}
        group = QActionGroup(self)
        for order, words in self._words().items():
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, order=order: self.order_chosen.emit(order))
            group.addAction(action)
            self._orders[order] = action
        self._menu.addSeparator()
        self._compact = self._menu.addAction(self.tr("Compact rows"))
        self._compact.setCheckable(True)
        self._compact.triggered.connect(self.compact_chosen)
        self.setMenu(self._menu)
        self.show_choice(ListOrder.CHANGED, compact=False)

    def show_choice(self, order: ListOrder, *, compact: bool) -> None:
        self._orders[order].setChecked(True)
        self._compact.setChecked(compact)

    def _words(self) -> dict[ListOrder, str]:
        return {
            ListOrder.CHANGED: self.tr("Last changed first"),
            ListOrder.HEADLINE: self.tr("By headline"),
            ListOrder.SECTION: self.tr("By section"),
            ListOrder.STATUS: self.tr("By status"),
        }
