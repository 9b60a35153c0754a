"""The panel at the right of the window: a story's fields, photos, checks and review.

It shows values and tells intents; what they mean is for the window and the desk.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from editor.desk.views import Choices, StoryView
from editor.story.story import StoryEdit
from editor.story.workflow import Verb, may
from editor.ui.inspector.check_summary import summary
from editor.ui.inspector.drop_target import DropTarget
from editor.ui.inspector.late_page import LatePage
from editor.ui.inspector.picture_files import Dropped, image_of, refusal
from editor.ui.inspector.story_panel import StoryPanel
from editor.ui.inspector.tab_strip import TabStrip
from editor.ui.theme import Theme
from editor.ui.widgets.copied_drops import take_copy
from editor.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from editor.ui.inspector.check_panel import CheckPanel
    from editor.ui.inspector.history_panel import HistoryPanel
    from editor.ui.inspector.photo_panel import PhotoPanel
    from editor.ui.inspector.review_panel import ReviewPanel

LEAST_WIDTH = 272  # pixels
STORY, PHOTOS, CHECKS, REVIEW, HISTORY = range(5)
PHOTO_FIELDS = ("caption", "credit", "alt", "photo", "crop")
PHOTOS_AFTER_MS = 400  # the texts of a story's photos are read by spelling, after the story's own


class Inspector(QWidget):
    """Pages other than the story's are built when they are first shown or asked for.

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
    history_built(object): the HistoryPanel, with intents of its own.
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
    history_built = Signal(object)
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
        self._photos = LatePage(self._build_photos, self._pages)
        self._checks = LatePage(self._build_checks, self._pages)
        self._review = LatePage(self._build_review, self._pages)
        self._history = LatePage(self._build_history, self._pages)
        for page in (self._story, self._photos, self._checks, self._review, self._history):
            self._pages.addWidget(page)
        self._view: StoryView | None = None
        self._pictures: dict[str, QImage] = {}
        self._role = ""
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(PHOTOS_AFTER_MS)
        self._quiet.timeout.connect(self._photos.build)
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
        # What nobody may change can be read, and asks for nothing.
        self.setAcceptDrops(may(Verb.PICTURE, view.story.status))
        self._story.setEnabled(may(Verb.WRITE, view.story.status))
        if self._view is None or self._view.story.id != view.story.id:
            self._pictures.clear()
        self._view = view
        self._story.show_story(view, choices)
        if self._photos.built is not None:
            self._show_photos(self._photos.built, view)
        elif view.story.placements:
            self._quiet.start()
        if self._checks.built is not None:
            self._checks.built.show_findings(view.findings)
        if self._review.built is not None:
            self._review.built.show_story(view)
        if self._history.built is not None:
            self._show_versions(self._history.built, view)
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
        self._view = None
        self._pictures.clear()
        self._quiet.stop()
        if self._photos.built is not None:
            self._photos.built.clear()

    def set_thumbnail(self, photo_id: str, image: QImage) -> None:
        """A photo's picture, of any size; photos of other stories are left out."""
        if self._photos.built is not None:
            self._photos.built.set_thumbnail(photo_id, image)
        else:
            self._pictures[photo_id] = image
        self._story.looks.set_thumbnail(photo_id, image)

    def set_role(self, role: str) -> None:
        """editor, photo staff or supervisor."""
        self._role = role
        if self._review.built is not None:
            self._review.built.set_role(role)

    def go_to(self, field: str, placement: str = "") -> None:
        """Show a field by its name in `Story`, or caption, credit, alt or photo of a placement,
        and put the focus there."""
        if field in PHOTO_FIELDS:
            self.show_photos()
            self._photos.page.go_to(field, placement)
        else:
            self._turn_to(STORY)
            self._story.go_to(field)

    def tell_keys(self, keys: Sequence[str]) -> None:
        """What one presses to turn to each page, in their order."""
        self._tabs.show_keys(keys)

    def show_page(self, place: int) -> None:
        """A page by its number, the first of it under the keyboard."""
        self._turn_to(place)
        if place == STORY:
            self._story.go_to("slug")
        else:
            page = self._pages.currentWidget()
            assert isinstance(page, LatePage)
            page.page.focus_first()

    def reveal(self, field: str, placement: str = "") -> None:
        """Somebody went back or forth over a change of a field (see `go_to`): it is shown, and
        what the library says of it next, even where somebody is typing."""
        if self.isVisible():
            if field == "photo" and placement not in self._placements():
                self.show_photos()  # it has gone, or is only coming
            else:
                self.go_to(field, placement)
        self._story.give_way()
        if self._photos.built is not None:
            self._photos.built.give_way()

    def show_photos(self) -> None:
        self._turn_to(PHOTOS)

    def show_checks(self) -> None:
        """The findings, the first of them under the keyboard."""
        self._turn_to(CHECKS)
        self._checks.page.focus_first()

    def show_review(self) -> None:
        self._turn_to(REVIEW)

    def show_history(self) -> None:
        """The versions, the newest of them under the keyboard."""
        self._turn_to(HISTORY)
        self._history.page.focus_first()

    def pending_edit(self) -> StoryEdit:
        """What is typed but not told yet, for keeping before the story is left; texts of photos
        that wait are told by `photo_edited` at once."""
        if self._photos.built is not None:
            self._photos.built.send_now()
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
        take_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        self.show_photos()
        dropped = Dropped.from_mime(event.mimeData())
        image = image_of(event.mimeData())
        if dropped.pictures or dropped.others:
            self._photos.page.take(dropped)
        elif image is not None:
            self.photo_image_pasted.emit(image)
        take_copy(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop.setGeometry(self.rect())

    def _placements(self) -> set[str]:
        return {each.id for each in self._view.story.placements} if self._view else set()

    def _turn_to(self, place: int) -> None:
        self._tabs.setCurrentIndex(place)
        page = self._pages.currentWidget()
        if isinstance(page, LatePage):
            page.build()  # also while the whole inspector is put away

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

    # -- the pages that are built late, with what is known by then

    def _build_photos(self) -> "PhotoPanel":
        # These four are loaded here and not above: see `LatePage`.
        from editor.ui.inspector.photo_panel import PhotoPanel

        self._quiet.stop()
        panel = PhotoPanel(self._theme, self._photos)
        panel.photo_add_requested.connect(self.photo_add_requested)
        panel.photo_files_dropped.connect(self.photo_files_dropped)
        panel.photo_image_pasted.connect(self.photo_image_pasted)
        panel.photo_edited.connect(self.photo_edited)
        panel.photo_facts_edited.connect(self.photo_facts_edited)
        panel.lead_requested.connect(self.lead_requested)
        panel.insert_requested.connect(self.insert_requested)
        panel.remove_requested.connect(self.remove_requested)
        panel.original_requested.connect(self.original_requested)
        panel.texts_opened.connect(self.texts_opened)
        if self._view is not None:
            self._show_photos(panel, self._view)
        for photo_id, image in self._pictures.items():
            panel.set_thumbnail(photo_id, image)
        self._pictures.clear()
        return panel

    def _show_photos(self, panel: "PhotoPanel", view: StoryView) -> None:
        panel.setEnabled(may(Verb.PICTURE, view.story.status))
        panel.show_story(view)

    def _build_checks(self) -> "CheckPanel":
        from editor.ui.inspector.check_panel import CheckPanel

        panel = CheckPanel(self._theme, self._checks)
        panel.finding_activated.connect(self.finding_activated)
        if self._view is not None:
            panel.show_findings(self._view.findings)
        return panel

    def _build_review(self) -> "ReviewPanel":
        from editor.ui.inspector.review_panel import ReviewPanel

        panel = ReviewPanel(self._theme, self._review)
        panel.send_requested.connect(self.send_requested)
        panel.return_requested.connect(self.return_requested)
        panel.sign_off_requested.connect(self.sign_off_requested)
        panel.export_requested.connect(self.export_requested)
        panel.set_role(self._role)
        if self._view is not None:
            panel.show_story(self._view)
        return panel

    def _build_history(self) -> "HistoryPanel":
        from editor.ui.inspector.history_panel import HistoryPanel

        panel = HistoryPanel(self._theme, self._history)
        if self._view is not None:
            self._show_versions(panel, self._view)
        self.history_built.emit(panel)
        return panel

    def _show_versions(self, panel: "HistoryPanel", view: StoryView) -> None:
        panel.show_versions(view.story.id, view.versions, datetime.now().astimezone())
