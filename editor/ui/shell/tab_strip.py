"""The tabs of the inspector, one of them with a count beside its word."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from editor.ui.widgets.chip import Chip


class TabStrip(QTabBar):
    def __init__(self, labels: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges: dict[int, Chip] = {}
        self._told: dict[int, str] = {}
        self._keys: Sequence[str] = ()
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(False)
        for label in labels:
            self.addTab(label)

    def badge(self, place: int) -> str:
        """The count beside a tab's word, "" for none."""
        chip = self._badges.get(place)
        return chip.text() if chip is not None else ""

    def show_keys(self, keys: Sequence[str]) -> None:
        """What one presses to turn to each tab."""
        self._keys = keys
        for place in range(self.count()):
            self._show_tip(place)

    def _show_tip(self, place: int) -> None:
        keys = self._keys[place] if place < len(self._keys) else ""
        name = f"{self.tabText(place)} ({keys})" if keys else ""
        self.setTabToolTip(place, " · ".join(e for e in (name, self._told.get(place, "")) if e))

    def show_badge(self, place: int, count: int, kind: str, told: str) -> None:
        """`told` is the tool tip, which says what is counted; a count of 0 shows nothing."""
        self._told[place] = told
        self._show_tip(place)
        side = QTabBar.ButtonPosition.RightSide
        if not count:
            if self._badges.pop(place, None) is not None:
                self.setTabButton(place, side, None)
            return
        chip = self._badges.get(place)
        if chip is None:
            chip = self._badges[place] = Chip(parent=self)
        before = chip.text()
        chip.say(str(count), kind)
        if len(before) != len(chip.text()) or not before:
            # Qt lays a tab's button out only when it is given one.
            self.setTabButton(place, side, None)
            chip.adjustSize()
            self.setTabButton(place, side, chip)
            chip.show()
