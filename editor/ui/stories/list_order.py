"""The menu for the order in which the stories of a list stand, and its form."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from editor.story.story import ListOrder
from editor.ui.theme import Theme


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
