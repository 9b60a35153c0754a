"""What narrows the list of stories and puts it in order: words, a status, a section, a menu."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from editor.story.outlet import Section
from editor.story.story import ListOrder, Status
from editor.ui.theme import Theme
from editor.ui.widgets.labels import FlowLayout
from editor.ui.widgets.text_field import CalmComboBox

LETTERS = 8  # of a choice that can be read without opening it


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
