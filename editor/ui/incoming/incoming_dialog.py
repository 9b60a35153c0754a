"""Is this the story? Every file that was read is shown here before it comes in.

One page a file: take it in, skip it, take in all that are left, or nothing at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from editor.desk.arrivals import Arrival
from editor.interchange.arriving.incoming import IncomingStory
from editor.story.outlet import Section
from editor.ui.incoming.incoming_page import IncomingPage
from editor.ui.widgets.sheet import Sheet

COLUMNS = 126  # letters: what was found at the left, the body and photos at the right


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An arrival somebody has looked over: the story as they left it, and its section's key."""

    arrival: Arrival
    story: IncomingStory
    section: str


class IncomingDialog(Sheet):
    """Signals: `thumbnail_wanted(object, str)`: an Arrival and the key of one of its pictures;
    answer with `show_thumbnail`."""

    thumbnail_wanted = Signal(object, str)

    begun_in = ""  # each page is kept for itself

    def __init__(
        self,
        arrivals: Sequence[Arrival],
        sections: Sequence[Section],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, columns=COLUMNS)
        self.introduce(
            self.tr("Take in stories") if len(arrivals) > 1 else self.tr("Take in a story")
        )
        self._taken: dict[int, bool] = {}
        self._stack = QStackedWidget(self)
        self._arrivals = tuple(arrivals)
        self._sections = tuple(sections)
        self._pages: dict[int, IncomingPage] = {}  # made when they are first turned to
        self._at = 0
        self.body.addWidget(self._stack)
        self._build_buttons()
        self._show(0)

    @property
    def value(self) -> tuple[Confirmed, ...]:
        """What is to be taken in, in the order of the files."""
        return tuple(
            self._confirmed(at) for at in range(len(self._arrivals)) if self._taken.get(at)
        )

    def ask_for_thumbnails(self) -> None:
        """To be called once somebody listens."""
        for page in self._pages.values():
            page.ask_for_thumbnails()

    def show_thumbnail(self, arrival: Arrival, key: str, image: QImage) -> None:
        for page in self._pages.values():
            if page.arrival is arrival:
                page.show_thumbnail(key, image)

    def _build_buttons(self) -> None:
        several = len(self._arrivals) > 1
        self._back: QPushButton | None = None
        if several:
            self._back = self.add_aside(self.tr("Back"))
            self._back.clicked.connect(lambda: self._show(self._at - 1))
            self.add_aside(self.tr("Skip")).clicked.connect(lambda: self._decide(taken=False))
            self.add_action(self.tr("Take in all")).clicked.connect(self._take_all)
        self.add_way_out(self.tr("Cancel"))
        self._take = self.add_primary(self.tr("Take in"))
        self._take.clicked.disconnect()
        self._take.clicked.connect(lambda: self._decide(taken=True))

    def _decide(self, *, taken: bool) -> None:
        self._taken[self._at] = taken
        if self._at + 1 < len(self._arrivals):
            self._show(self._at + 1)
        else:
            self.accept()

    def _take_all(self) -> None:
        """This one and all that follow; those skipped before stay skipped."""
        for at in range(self._at, len(self._arrivals)):
            self._taken[at] = True
        self.accept()

    def accept(self) -> None:
        for at, page in self._pages.items():
            if self._taken.get(at):
                page.chosen.emit()
        super().accept()

    def _confirmed(self, at: int) -> Confirmed:
        page = self._pages.get(at)
        if page is None:  # taken in with all the others, as it was read
            return Confirmed(self._arrivals[at], self._arrivals[at].incoming, "")
        return Confirmed(page.arrival, page.value, page.section)

    def _show(self, at: int) -> None:
        self._at = at
        if at not in self._pages:
            self._pages[at] = self._page(at)
            self._stack.addWidget(self._pages[at])
            self._pages[at].ask_for_thumbnails()
        self._stack.setCurrentWidget(self._pages[at])
        if self._back is not None:
            self._back.setEnabled(at > 0)
        self._take.setFocus()

    def _page(self, at: int) -> IncomingPage:
        arrival, several = self._arrivals[at], len(self._arrivals) > 1
        place = self.tr("File {0} of {1}.").format(at + 1, len(self._arrivals))
        page = IncomingPage(arrival, self._sections, place if several else "", self)
        page.thumbnail_wanted.connect(lambda key: self.thumbnail_wanted.emit(arrival, key))
        return page
