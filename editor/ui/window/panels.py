"""What stands beside each other in the window: list, text, inspector; and the line below them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter

from editor.ui.opened.status_line import StatusLine
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.thumbnails import Thumbnails
from editor.ui.stories.story_list import StoryList
from editor.ui.theme import Theme
from editor.ui.window.inspector import Inspector

THUMBNAIL = 640  # pixels; large enough for a photo block in the text on a sharp screen
LEAST_WIDTH, LEAST_HEIGHT = 320, 240  # pixels that the columns always have


class Columns(QSplitter):
    """Signals:
    resized(): it has another size.
    """

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class Panels:
    """Puts them into the window.

    Attributes:
        stories: the list at the left.
        texts: the open stories, in the middle.
        inspector: what is known of the story on top, at the right.
        status: the line at the bottom.
        thumbnails: small pictures of photos, for all of them.
        work: the middle, which the preview shares with the texts.
        columns: list, middle and inspector.
    """

    def __init__(self, window: QMainWindow, theme: Theme, desk_lane: DeskLane) -> None:
        self.thumbnails = Thumbnails(desk_lane, THUMBNAIL, window)
        self.stories = StoryList(theme)
        self.texts = StoryTabs(theme, self.thumbnails, desk_lane, window)
        self.inspector = Inspector(theme)
        self.work = QSplitter(Qt.Orientation.Horizontal)
        self.work.addWidget(self.texts.widget)
        self.columns = Columns(Qt.Orientation.Horizontal)
        # Set here, or the sum of what stands in them would make the window wider.
        self.columns.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        # First of all: every move of a filled panel into another parent styles it anew.
        window.setCentralWidget(self.columns)
        for panel in (self.stories, self.work, self.inspector):
            self.columns.addWidget(panel)
        self.columns.setStretchFactor(1, 1)
        for splitter in (self.work, self.columns):
            splitter.setChildrenCollapsible(False)
        self.status = StatusLine(theme, window)
        window.setStatusBar(self.status)
        self.status.follow(self.texts)
        self.thumbnails.arrived.connect(self.inspector.set_thumbnail)
        self.texts.each(lambda tab: self.thumbnails.arrived.connect(tab.writing.photos.refresh))
