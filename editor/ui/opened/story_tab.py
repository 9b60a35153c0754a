"""One open story with everything that is its own, and its place from one sitting to the next."""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from editor.late import frozen
from editor.ui.opened.open_story import OpenStory
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.system_boxes import ask_to_open
from editor.ui.theme import Theme
from editor.ui.widgets.notices import Banner
from editor.ui.writing.caret_memory import Place, Places
from editor.ui.writing.pictures.photo_cards import PhotoSource
from editor.ui.writing.writing_pane import WritingPane

OPEN_TABS = "open tabs"
LEFT, RIGHT = 0, 1
MOST = 50  # more tabs than anybody reads; a damaged setting opens no thousand stories


@frozen
class TabPlace:
    """One open story: on which side, and where somebody was in it."""

    story: str
    headline: str = ""
    side: int = LEFT
    stays: bool = True
    place: Place = field(default_factory=Place)


@frozen
class OpenTabs:
    """Left to right, left side first; `current` is a story's id or ""."""

    tabs: tuple[TabPlace, ...] = ()
    current: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "current": self.current,
            "tabs": [
                {
                    "story": tab.story,
                    "headline": tab.headline,
                    "side": tab.side,
                    "stays": tab.stays,
                    "field": tab.place.written_in,
                    "carets": dict(tab.place.carets),
                    "scrolled": tab.place.scrolled,
                }
                for tab in self.tabs
            ],
        }


class StoryTab(QObject):
    """Attributes:
        writing: the pane the story is written in.
        story: the story in it, with its keeper.
        undo_line: what was done in the story: in its texts, fields and photos.
        waiting: where a story of the last sitting was left, until somebody looks at it.

    Signals:
        stay_changed(): somebody began to work on what was only looked at.
    """

    stay_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        photos: PhotoSource,
        desk_lane: DeskLane,
        places: Places,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.writing = WritingPane(theme, photos, places=places)
        self.writing.pasting.read_with(desk_lane.away)
        self.story = OpenStory(self.writing, desk_lane, self)
        self.undo_line = self.writing.undo_line
        self.waiting: TabPlace | None = None
        self._stays = False
        self.writing.changed.connect(self._worked_on)
        self.writing.links.opened.connect(lambda address: ask_to_open(address, self.writing))
        self.undo_line.indexChanged.connect(self._on_step)

    @property
    def stays(self) -> bool:
        """False while somebody only looks: then the next story opened takes its place."""
        return self._stays

    @stays.setter
    def stays(self, stays: bool) -> None:
        if stays != self._stays:
            self._stays = stays
            self.stay_changed.emit()

    @property
    def headline(self) -> str:
        if self.waiting is not None:
            return self.waiting.headline
        view = self.story.view
        return view.story.headline if view is not None else ""

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed now goes into its text."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self.writing or self.writing.isAncestorOf(focus))

    def when_kept(self, then: Callable[[str], None]) -> None:
        """`then(story id)` once the library holds every word typed into the story, if any."""
        story_id = self.story.story_id
        if story_id:
            self.story.pending_wanted.emit()
            self.story.keeper.when_kept(lambda: then(story_id))

    def warn(
        self,
        sentence: str,
        actions: Mapping[str, Callable[[], object]],
        about: str = "text",
        *,
        closable: bool = False,
        aloud: bool = False,
    ) -> None:
        """Over the text until it is taken away (see `WritingPane.show_notice`): a button for each
        of `actions`; `aloud` where somebody listens, for the focus stays in the text."""
        banner = Banner(
            self._theme, sentence, "warning", tuple(actions), self.writing, closable=closable
        )
        for label, do in actions.items():
            banner.button(label).clicked.connect(lambda _=False, do=do: do())
        self.writing.show_notice(banner, about)
        if aloud:
            QAccessible.updateAccessibility(QAccessibleEvent(banner, QAccessible.Event.Alert))

    def holds(self, story_id: str) -> bool:
        """Whether this is the tab of that story, read already or not."""
        waiting = self.waiting is not None and self.waiting.story == story_id
        return waiting or self.story.story_id == story_id

    def wait(self, place: TabPlace) -> None:
        """Stand for a story of the last sitting until somebody looks at it."""
        self.waiting, self.stays = place, place.stays
        self.writing.know_place(place.story, place.place)

    def place(self, side: int) -> TabPlace:
        """Where somebody is in it, for the next sitting."""
        if self.waiting is not None:
            return self.waiting
        place = self.writing.place()
        return TabPlace(self.story.story_id, self.headline, side, self.stays, place)

    def end(self) -> None:
        """Nobody sees it any more."""
        self.story.stay()
        self.writing.hide()
        self.writing.setParent(None)
        self.writing.deleteLater()
        self.deleteLater()

    def _worked_on(self) -> None:
        self.stays = True

    def _on_step(self) -> None:
        # A stack that is cleared for another story changes its index too.
        if isValid(self.undo_line) and self.undo_line.count():
            self.stays = True


@frozen
class Coming:
    """A story on its way from the library into a tab; `writes`: the keyboard goes with it."""

    tab: StoryTab
    side: int
    stays: bool
    writes: bool = False


def read_open_tabs(stored: object) -> OpenTabs:
    """What `to_json` gave; whatever is odd in it is left out."""
    match stored:
        case {"current": str(current), "tabs": list(tabs)}:
            read = [place for each in tabs[:MOST] if (place := _read_tab(each)) is not None]
            return OpenTabs(tuple({tab.story: tab for tab in read}.values()), current)  # each once
    return OpenTabs()


def _read_tab(stored: object) -> TabPlace | None:
    match stored:
        case {
            "story": str(story),
            "headline": str(headline),
            "side": int(side),
            "stays": bool(stays),
            "field": str(name),
            "carets": dict(carets),
            "scrolled": int(px),
        } if story:
            numbers = {str(k): v for k, v in carets.items() if isinstance(v, int) and v >= 0}
            side = RIGHT if side == RIGHT else LEFT
            return TabPlace(story, headline, side, stays, Place(numbers, px, name))
    return None
