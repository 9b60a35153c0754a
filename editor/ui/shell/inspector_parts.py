"""What the inspector is made of before it has a panel: its pages, its tabs, what lies over it."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from editor.message import listed
from editor.story.story import StoryEdit
from editor.ui.shell.commands import with_keys
from editor.ui.theme import Theme
from editor.ui.widgets.labels import Chip


class Inspecting(Protocol):
    """Each is said at the inspector; `field` is a name in `Story` or of a photo's texts."""

    def show(self) -> None: ...

    def clear(self) -> None: ...

    def pending_edit(self) -> StoryEdit: ...

    def reveal(self, field: str, placement: str = "") -> None: ...

    def go_to(self, field: str, placement: str = "") -> None: ...


Page = TypeVar("Page", bound=QWidget)


class LatePage(QWidget, Generic[Page]):
    """A page behind a tab, loaded and built when somebody first looks at it: four of the five are
    not seen when the window opens; together they took a tenth of its start.

    Keeps the page's place; `make` makes the page, `fill` shows on it what is known by then.

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


class Pages(QSplitter):
    """Pages of which one is seen, or two that belong together, one above the other; the upper one
    has as much as it needs, as far as half of the height, until somebody drags."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setChildrenCollapsible(False)
        self._pages: list[QWidget] = []
        self._dragged = False
        self.splitterMoved.connect(self._on_dragged)

    def add(self, page: QWidget) -> None:
        page.hide()
        self._pages.append(page)
        self.addWidget(page)

    def show_only(self, *places: int) -> None:
        """By their numbers."""
        for place, page in enumerate(self._pages):
            if place not in places:
                page.hide()
        for place in places:
            self._pages[place].show()
        self._share()

    def _share(self) -> None:
        shown = [page for page in self._pages if not page.isHidden()]
        if len(shown) == 2 and not self._dragged:
            first = shown[0]
            # Not the place it stands in, which remembers what the page wanted before.
            page = first.built if isinstance(first, LatePage) else first
            upper = min(self.height() // 2, (page or first).sizeHint().height())
            sizes = {shown[0]: upper, shown[1]: self.height() - upper}
            self.setSizes([sizes.get(page, 0) for page in self._pages])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._share()  # a page needs more or less room now
        return done

    def _on_dragged(self) -> None:
        self._dragged = True


class TabStrip(QTabBar):
    """The tabs of the inspector, one of them with a count beside its word."""

    def __init__(self, labels: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges: dict[int, Chip] = {}
        self._told: dict[int, str] = {}
        self._keys: dict[int, str] = {}
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(False)
        for label in labels:
            self.addTab(label)

    def badge(self, place: int) -> str:
        """The count beside a tab's word, "" for none."""
        chip = self._badges.get(place)
        return chip.text() if chip is not None else ""

    def show_keys(self, place: int, keys: str) -> None:
        """What one presses to turn to a tab."""
        self._keys[place] = keys
        self._show_tip(place)

    def _show_tip(self, place: int) -> None:
        keys = self._keys.get(place, "")
        name = with_keys(self.tabText(place), keys) if keys else ""
        self.setTabToolTip(place, str(listed((name, self._told.get(place, "")), "facts")))

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


class DropTarget(QWidget):
    """Covers its parent while shown; takes no part in the dragging itself."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = ""
        self._welcome = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def words(self) -> str:
        """What is said at the moment, "" while nothing is dragged."""
        return "" if self.isHidden() else self._words

    def offer(self, words: str, *, welcome: bool) -> None:
        self._words = words
        self._welcome = welcome
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        ink, background = ("accent", "accent-soft") if self._welcome else ("danger", "danger-soft")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cover = theme.color(background)
        cover.setAlphaF(0.94)
        painter.fillRect(self.rect(), cover)
        edge = theme.space(2)
        frame = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.setPen(QPen(theme.color(ink), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, theme.radius, theme.radius)
        painter.setFont(theme.font("ui-strong"))
        inner = frame.adjusted(edge * 2, 0, -edge * 2, 0)
        align = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inner, int(align), self._words)
