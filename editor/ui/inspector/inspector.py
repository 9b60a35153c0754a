"""The panel at the right of the window: a story's fields, photos, checks and review.

It shows values and tells intents; what they mean is for the window and the desk.
"""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from editor.desk.views import Choices, StoryView
from editor.story.story import StoryEdit
from editor.ui.inspector.check_panel import CheckPanel, summary
from editor.ui.inspector.drop_target import DropTarget
from editor.ui.inspector.history_panel import HistoryPanel
from editor.ui.inspector.photo_panel import PhotoPanel, refusal
from editor.ui.inspector.picture_files import Dropped, image_of
from editor.ui.inspector.review_panel import ReviewPanel
from editor.ui.inspector.story_panel import StoryPanel
from editor.ui.inspector.tab_strip import TabStrip
from editor.ui.theme import Theme
from editor.ui.widgets.empty_state import EmptyState

LEAST_WIDTH = 288  # pixels
STORY, PHOTOS, CHECKS, REVIEW, HISTORY = range(5)
PHOTO_FIELDS = ("caption", "credit", "alt", "photo", "crop")


class Inspector(QWidget):
    """Attributes:
    history: the versions of the story, with intents of its own.

    Signals:
    story_edited(object): StoryEdit; sections_edit_requested().
    photo_add_requested(); photo_files_dropped(list): list[Path];
    photo_image_pasted(object): QImage.
    photo_edited(str, object): placement id, PlacementEdit.
    photo_facts_edited(str, object): photo id, PhotoFacts.
    lead_requested(str), insert_requested(str), remove_requested(str): placement id.
    original_requested(str): photo id.
    texts_opened(str, object): placement id; fields of its caption and its alt text, just made.
    finding_activated(object): Finding.
    send_requested(), return_requested(), sign_off_requested(), export_requested().
    """

    story_edited = Signal(object)
    sections_edit_requested = Signal()
    photo_add_requested = Signal()
    photo_files_dropped = Signal(list)
    photo_image_pasted = Signal(object)
    photo_edited = Signal(str, object)
    photo_facts_edited = Signal(str, object)
    lead_requested = Signal(str)
    insert_requested = Signal(str)
    remove_requested = Signal(str)
    original_requested = Signal(str)
    texts_opened = Signal(str, object)
    finding_activated = Signal(object)
    send_requested = Signal()
    return_requested = Signal()
    sign_off_requested = Signal()
    export_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        labels = (
            self.tr("Story"),
            self.tr("Photos"),
            self.tr("Checks"),
            self.tr("Review"),
            self.tr("History"),
        )
        self._tabs = TabStrip(labels, self)
        self._tabs.setAccessibleName(self.tr("Inspector"))
        self._pages = QStackedWidget(self)
        self._story = StoryPanel(theme, self._pages)
        self._photos = PhotoPanel(theme, self._pages)
        self._checks = CheckPanel(theme, self._pages)
        self._review = ReviewPanel(theme, self._pages)
        self.history = HistoryPanel(theme, self._pages)
        for page in (self._story, self._photos, self._checks, self._review, self.history):
            self._pages.addWidget(page)
        self._closed = EmptyState(theme, "panel-right", self)
        self._drop = DropTarget(theme, self)
        self._lay_out()
        self._connect()
        self.clear()

    def show_story(self, view: StoryView, choices: Choices) -> None:
        """The story's present values; the focus and what is being typed stay as they are."""
        self._closed.hide()
        self._tabs.show()
        self._pages.show()
        self.setAcceptDrops(True)
        self._story.show_story(view, choices)
        self._photos.show_story(view)
        self._checks.show_findings(view.findings)
        self._review.show_story(view)
        now = datetime.now().astimezone()
        self.history.show_versions(view.story.id, view.versions, now)
        blocking = sum(finding.blocks for finding in view.findings)
        warning = len(view.findings) - blocking
        kind = "danger" if blocking else "warning"
        self._tabs.show_badge(CHECKS, len(view.findings), kind, summary(blocking, warning))

    def clear(self) -> None:
        """No story is open."""
        self._tabs.hide()
        self._pages.hide()
        self._closed.show()
        self.setAcceptDrops(False)
        self._story.forget_story()
        self._photos.clear()

    def set_thumbnail(self, photo_id: str, image: QImage) -> None:
        """A photo's picture, of any size; photos of other stories are left out."""
        self._photos.set_thumbnail(photo_id, image)
        self._story.looks.set_thumbnail(photo_id, image)

    def set_role(self, role: str) -> None:
        """editor, photo staff or supervisor."""
        self._review.set_role(role)

    def go_to(self, field: str, placement: str = "") -> None:
        """Show a field by its name in `Story`, or caption, credit, alt or photo of a placement,
        and put the focus there."""
        if field in PHOTO_FIELDS:
            self.show_photos()
            self._photos.go_to(field, placement)
        else:
            self._tabs.setCurrentIndex(STORY)
            self._story.go_to(field)

    def show_photos(self) -> None:
        self._tabs.setCurrentIndex(PHOTOS)

    def show_checks(self) -> None:
        """The findings, the first of them under the keyboard."""
        self._tabs.setCurrentIndex(CHECKS)
        self._checks.focus_first()

    def show_review(self) -> None:
        self._tabs.setCurrentIndex(REVIEW)

    def show_history(self) -> None:
        """The versions, the newest of them under the keyboard."""
        self._tabs.setCurrentIndex(HISTORY)
        self.history.focus_first()

    def pending_edit(self) -> StoryEdit:
        """What is typed but not told yet, for keeping before the story is left; texts of photos
        that wait are told by `photo_edited` at once."""
        self._photos.send_now()
        return self._story.take_pending()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        dropped = Dropped.from_mime(mime)
        if dropped.pictures:
            self._drop.offer(self._offer(len(dropped.pictures)), welcome=True)
        elif dropped.others:
            self._drop.offer(refusal(dropped), welcome=False)
        elif image_of(mime) is not None:
            self._drop.offer(self._offer(1), welcome=True)
        else:
            return
        # Taken even when it is no picture: the sentence must stay readable after the drop.
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        self.show_photos()
        dropped = Dropped.from_mime(event.mimeData())
        image = image_of(event.mimeData())
        if dropped.pictures or dropped.others:
            self._photos.take(dropped)
        elif image is not None:
            self.photo_image_pasted.emit(image)
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop.setGeometry(self.rect())

    def _offer(self, pictures: int) -> str:
        if pictures == 1:
            return self.tr("Drop to add the photo")
        return self.tr("Drop to add {0} photos").format(pictures)

    def _lay_out(self) -> None:
        self.setMinimumWidth(LEAST_WIDTH)
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tabs.setProperty("divided", "below")
        self._closed.say(
            self.tr("No story open"),
            self.tr("Open a story to see its fields, photos and checks."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._pages, 1)
        column.addWidget(self._closed, 1)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self._story.story_edited.connect(self.story_edited)
        self._story.sections_edit_requested.connect(self.sections_edit_requested)
        self._photos.photo_add_requested.connect(self.photo_add_requested)
        self._photos.photo_files_dropped.connect(self.photo_files_dropped)
        self._photos.photo_image_pasted.connect(self.photo_image_pasted)
        self._photos.photo_edited.connect(self.photo_edited)
        self._photos.photo_facts_edited.connect(self.photo_facts_edited)
        self._photos.lead_requested.connect(self.lead_requested)
        self._photos.insert_requested.connect(self.insert_requested)
        self._photos.remove_requested.connect(self.remove_requested)
        self._photos.original_requested.connect(self.original_requested)
        self._photos.texts_opened.connect(self.texts_opened)
        self._checks.finding_activated.connect(self.finding_activated)
        self._review.send_requested.connect(self.send_requested)
        self._review.return_requested.connect(self.return_requested)
        self._review.sign_off_requested.connect(self.sign_off_requested)
        self._review.export_requested.connect(self.export_requested)
