"""What stands beside each other in the window: list, text, inspector; and the line below them."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from editor.story.workflow import Verb
from editor.ui.opened.status_line import StatusLine
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.review.review_state import sentence
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import LatePage
from editor.ui.shell.thumbnails import Thumbnails
from editor.ui.stories.story_list import StoryList
from editor.ui.theme import Theme
from editor.ui.window.inspector import Inspector

if TYPE_CHECKING:
    from editor.ui.photos.light_table import PictureSources
    from editor.ui.review.out_tray import OutTray

THUMBNAIL = 640  # pixels; large enough for a photo block in the text on a sharp screen
SOURCE = "pictures/source"  # where the pictures of the Pictures workspace come from
SHEETS = ("library", "folder")  # those that are no story's
LEAST_WIDTH, LEAST_HEIGHT = 320, 240  # pixels that the columns always have


class Columns(QSplitter):
    """Signals:
    resized(): it has another size.
    """

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class Middle(QSplitter):
    """The texts, and the main parts of other workspaces, of which one is seen in their place.

    It is a splitter as what stands around it is, so that F6 and the focus mode find their way.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._others: dict[str, LatePage[Any]] = {}

    def add(self, name: str, part: LatePage[Any]) -> None:
        """For the workspace of this name; it is built when it is first seen."""
        part.hide()
        self.addWidget(part)
        self._others[name] = part

    def turn_to(self, name: str) -> None:
        """What that workspace has in its middle: the texts, where it has nothing of its own."""
        part = self._others.get(name)
        for each in (self._texts, *self._others.values()):
            if each is not (part or self._texts):
                each.hide()
        (part or self._texts).show()

    @property
    def shows_texts(self) -> bool:
        return not self.isHidden() and not self._texts.isHidden()

    @property
    def _texts(self) -> QWidget:
        made_first = self.widget(0)
        assert made_first is not None
        return made_first

    def part(self, name: str) -> QWidget | None:
        """What has been built for that workspace, if anything."""
        part = self._others.get(name)
        return part.built if part is not None else None

    def refresh(self) -> None:
        """What is known of the story on top has changed."""
        for part in self._others.values():
            part.refresh()


class Panels:
    """Puts them into the window.

    Attributes:
        stories: the list at the left.
        texts: the open stories, in the middle.
        inspector: what is known of the story on top, at the right.
        status: the line at the bottom.
        thumbnails: small pictures of photos, for all of them.
        middle: the texts; in some workspaces something else is seen in their place.
        pictures, publish: the photos of the story (and all others), and what goes out of it, each
            in the middle of its workspace.
        work: what the preview shares with the middle.
        columns: list, work and inspector.
    """

    def __init__(self, window: QMainWindow, theme: Theme, desk_lane: DeskLane) -> None:
        self.thumbnails = Thumbnails(desk_lane, THUMBNAIL, window)
        goes_first = QObject(window)  # focus still moves while the columns are taken down
        self.columns = Columns(Qt.Orientation.Horizontal)
        # Set here, or the sum of what stands in them would make the window wider.
        self.columns.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        window.setCentralWidget(self.columns)
        # Each is made in its place, for every move into another parent styles all that it holds.
        # A splitter takes what is made in it, from left to right.
        self.stories = StoryList(theme, self.columns)
        self.work = QSplitter(Qt.Orientation.Horizontal, self.columns)
        self.middle = Middle(self.work)
        self.texts = StoryTabs(theme, self.thumbnails, desk_lane, self.middle, goes_first)
        self.inspector = Inspector(theme, self.columns)
        self.pictures = LatePage(
            lambda: self._make_pictures(theme, desk_lane), self._show_pictures, self.middle
        )
        self.publish = LatePage(lambda: self._make_publish(theme), self._show_publish, self.middle)
        self.middle.add("pictures", self.pictures)
        self.middle.add("publish", self.publish)
        self.columns.setStretchFactor(1, 1)
        for splitter in (self.middle, self.work, self.columns):
            splitter.setChildrenCollapsible(False)
        self.status = StatusLine(theme, window)
        window.setStatusBar(self.status)
        self.status.follow(self.texts)
        self.thumbnails.arrived.connect(self.inspector.set_thumbnail)
        self.texts.each(lambda tab: self.thumbnails.arrived.connect(tab.writing.photos.refresh))

    # -- what is loaded when it is first seen

    def _make_pictures(self, theme: Theme, desk_lane: DeskLane) -> "PictureSources":
        from editor.ui.photos.light_table import LARGE, LARGE_KEPT, LightTable, PictureSources

        large = Thumbnails(desk_lane, LARGE, self.middle, kept=LARGE_KEPT)
        table = LightTable(theme, self.inspector.photos, self.thumbnails, large)
        return PictureSources(theme, table)

    def _show_pictures(self, sources: "PictureSources") -> None:
        view = self.texts.view
        if view is None:
            sources.table.show_nothing()
            return
        writable = view.may(Verb.PICTURE)
        lost = sentence(view) if view.voided else ""
        sources.table.show_story(view, writable=writable, lost=lost)

    def _make_publish(self, theme: Theme) -> "OutTray":
        from editor.ui.review.out_tray import OutTray

        return OutTray(theme)

    def _show_publish(self, tray: "OutTray") -> None:
        view = self.texts.view
        if view is not None:
            tray.show_story(view)
