"""A page behind a tab of the inspector, loaded and built when somebody first looks at it.

Four of the five pages are not seen when the window opens; together they took a tenth of its start.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

Page = TypeVar("Page", bound=QWidget)


class LatePage(QWidget, Generic[Page]):
    """Keeps the page's place; `make` makes the page, `fill` shows on it what is known by then.

    Signals:
        made(object): the page, with intents of its own, before it shows anything.
    """

    made = Signal(object)

    def __init__(
        self, make: Callable[[], Page], fill: Callable[[Page], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._fill = fill
        self._page: Page | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def built(self) -> Page | None:
        """None as long as nobody has looked."""
        return self._page

    @property
    def page(self) -> Page:
        """Built now, if it is not there yet."""
        if self._page is None:
            self._page = self._make()
            self.made.emit(self._page)
            self._fill(self._page)
            self._column.addWidget(self._page)
            self._take_its_turn(self._page)
        return self._page

    def refresh(self) -> None:
        """Show what is known now, on a page that is there."""
        if self._page is not None:
            self._fill(self._page)

    def build(self) -> None:
        """Have it ready."""
        self.page.show()

    def showEvent(self, event: QShowEvent) -> None:
        self.build()
        super().showEvent(event)

    def _take_its_turn(self, page: QWidget) -> None:
        """The Tab key comes here from the tabs, not at the end of the whole window."""
        # In the order they were made, which is that of the focus. Not by `nextInFocusChain`: the
        # binding takes what it answers for a part of what was asked, and with the one forgets the
        # other, the texts of the whole window among them.
        parts = page.findChildren(QWidget)
        before: QWidget = self
        for part in (page, *parts):
            QWidget.setTabOrder(before, part)
            before = part
