"""Who gets the width of the window: the text first. Where it grows narrow, the list becomes
narrower, then the inspector; then they are put away, in the same order, and come back by
themselves. Nothing that stands in the window makes it wider than the person made it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from editor.ui.preview.preview_place import PreviewPlace
from editor.ui.window.panels import Panels

STORIES, INSPECTOR = "stories_panel", "inspector_panel"
NAMES = (STORIES, INSPECTOR)  # in the order in which they give way
USUAL = {STORIES: 300, INSPECTOR: 340}  # pixels
LEAST = {STORIES: 200, INSPECTOR: 272}  # narrower, a panel is no use
TEXT, PAGE = 300, 290  # the least for every text, and for a page beside it
GOOD = 560  # what each of them should have before a panel is wider than its least
HANDLE = 5


class Room(QObject):
    """Signals:
    changed(): a panel came or went.
    """

    changed = Signal()

    def __init__(self, panels: Panels, preview: PreviewPlace, parent: QObject) -> None:
        super().__init__(parent)
        self._columns = panels.columns
        self._work = panels.work
        self._sides = panels.texts.sides
        self._preview = preview
        self._parts: dict[str, QWidget] = {STORIES: panels.stories, INSPECTOR: panels.inspector}
        self._liked: dict[str, int] = dict(USUAL)
        self._wanted: dict[str, bool] = dict.fromkeys(NAMES, True)
        self._asked = ""
        self._shared: object = None
        self._worked: list[int] = []
        self._held = False
        self._columns.resized.connect(self.share)
        self._columns.splitterMoved.connect(self._note_drag)
        panels.texts.arranged.connect(self.share)
        preview.visible_changed.connect(self.share)

    def shows(self, name: str) -> bool:
        return not self._parts[name].isHidden()

    def wants(self, name: str) -> bool:
        """Whether somebody wants to see it, wherever there is room."""
        return self._wanted[name]

    def want(self, name: str, shown: bool) -> None:
        """One that is asked for is shown although there is hardly room; the other gives way."""
        self._wanted[name] = shown
        self._asked = name if shown else ""
        if self._held:
            self._parts[name].setVisible(shown)
        self.share()

    @property
    def widths(self) -> dict[str, int]:
        """As wide as the person made them where there was room."""
        return dict(self._liked)

    def like(self, widths: dict[str, int]) -> None:
        self._liked.update({name: max(LEAST[name], width) for name, width in widths.items()})
        self._shared = None
        self.share()

    def hold(self, held: bool) -> None:
        """As long as it is held, somebody else arranges the window."""
        self._held = held
        self._shared = None
        self.share()

    def share(self) -> None:
        """Anew when something changed; what was dragged meanwhile stays."""
        width, works = self._columns.width(), self._works()
        facts = (width, works, dict(self._wanted), self._asked)
        if self._held or facts == self._shared:
            return
        if works != self._worked and works[-1] == PAGE:
            self._work.setSizes([500 * (len(works) - 1), 500])  # two texts are two of three
        self._shared, self._worked = facts, works
        shown = self._that_fit(width - sum(works))
        before = {name for name in NAMES if self.shows(name)}
        for name in NAMES:
            if (name in shown) != self.shows(name):
                self._parts[name].setVisible(name in shown)
        sizes = self._sizes(shown, width, len(works))
        middle = width - sum(sizes.values()) - HANDLE * len(sizes)
        self._columns.setSizes([sizes.get(STORIES, 0), middle, sizes.get(INSPECTOR, 0)])
        if before != shown:
            self.changed.emit()

    def _works(self) -> list[int]:
        """The least widths of the texts and of the page that stand beside each other."""
        sides = sum(not group.isHidden() for group in self._sides.groups)
        beside = self._preview.visible and self._preview.place == "right"
        return [TEXT] * sides + [PAGE] * beside

    def _that_fit(self, left: int) -> set[str]:
        shown: set[str] = set()
        stays = sorted(NAMES, key=lambda name: (name != self._asked, -NAMES.index(name)))
        for name in stays:
            fits = left >= LEAST[name] + HANDLE
            if self._wanted[name] and (fits or name == self._asked):
                shown.add(name)
                left -= LEAST[name] + HANDLE
        return shown

    def _sizes(self, shown: set[str], width: int, works: int) -> dict[str, int]:
        sizes = {name: self._liked[name] for name in NAMES if name in shown}
        over = sum(sizes.values()) + GOOD * works - width
        for name, size in sizes.items():
            given = max(0, min(over, size - LEAST[name]))
            sizes[name] = size - given
            over -= given
        return sizes

    def _note_drag(self) -> None:
        at = {STORIES: 0, INSPECTOR: 2}
        for name in NAMES:
            if self.shows(name):
                self._liked[name] = self._columns.sizes()[at[name]]
