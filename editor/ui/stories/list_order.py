"""In which order the stories of a list stand, and the menu for it; none moves under the hand of
somebody who works in it."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from editor.story.story import Status, StoryRow
from editor.ui.theme import Theme

_STATUSES = tuple(Status)


class ListOrder(StrEnum):
    """`CHANGED` is newest change first, as the library tells them."""

    CHANGED = "changed"
    HEADLINE = "headline"
    SECTION = "section"
    STATUS = "status"


_KEYS: dict[ListOrder, Callable[[StoryRow], Any]] = {
    # Without a headline yet, a story stands last.
    ListOrder.HEADLINE: lambda row: (not row.headline, row.headline.casefold()),
    ListOrder.SECTION: lambda row: (not row.section, row.section),
    ListOrder.STATUS: lambda row: _STATUSES.index(row.status),
}


def in_order(rows: Sequence[StoryRow], order: ListOrder) -> tuple[StoryRow, ...]:
    """`rows` come newest change first, which also decides among equals."""
    key = _KEYS.get(order)
    return tuple(rows) if key is None else tuple(sorted(rows, key=key))


def staying(rows: Sequence[StoryRow], before: Sequence[str]) -> tuple[StoryRow, ...]:
    """Those listed `before` (ids) stand where they stood; a new one comes before all of
    those that follow it in `rows`."""
    by_id = {row.id: row for row in rows}
    stayed = [by_id[each] for each in before if each in by_id]
    kept = {row.id for row in stayed}
    places = {row.id: place for place, row in enumerate(stayed)}
    coming: dict[int, list[StoryRow]] = {}
    follower = len(stayed)
    for row in reversed(rows):
        if row.id in kept:
            follower = min(follower, places[row.id])
        else:
            coming.setdefault(follower, []).insert(0, row)
    merged: list[StoryRow] = []
    for place in range(len(stayed) + 1):
        merged += coming.get(place, ())
        merged += stayed[place : place + 1]
    return tuple(merged)


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
