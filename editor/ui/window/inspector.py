"""The panel at the right of the window: a story's fields, photos, checks and review.

It shows values and tells intents; what they mean is for the window and the desk.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.desk.views import Choices, StoryView
from editor.story.credit import CreditStyle
from editor.story.photo import Photo
from editor.story.story import StoryEdit
from editor.story.workflow import Verb
from editor.ui.fields.story_panel import StoryPanel
from editor.ui.photos.photo_asks import Dropped, PhotoAsks, PhotoDrops
from editor.ui.review.review_state import summary
from editor.ui.shell.inspector_parts import LatePage, Pages, TabStrip
from editor.ui.theme import Theme
from editor.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from editor.ui.history.history_panel import HistoryPanel
    from editor.ui.photos.photo_panel import PhotoPanel
    from editor.ui.review.check_panel import CheckPanel
    from editor.ui.review.review_panel import ReviewPanel

LEAST_WIDTH = 272  # pixels
STORY, PHOTOS, CHECKS, REVIEW, HISTORY = range(5)
PHOTO_FIELDS = ("caption", "credit", "alt", "photo", "crop")
PHOTOS_AFTER_MS = 400  # the texts of a story's photos are read by spelling, after the story's own


class Inspector(QWidget):
    """Pages other than the story's are built when they are first shown or asked for.

    Attributes:
        story: the page of the fields.
        checks, review, history: the other pages that are asked something.
        photos: what is asked on the page of the photos.
    """

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
        self._pages = Pages(self)
        self.photos = PhotoAsks(self)
        self.story = StoryPanel(theme, self._pages)
        self._photos = LatePage(self._make_photos, self._show_photos, self._pages)
        self.checks = LatePage(self._make_checks, self._show_findings, self._pages)
        self.review = LatePage(self._make_review, self._show_review, self._pages)
        self.history = LatePage(self._make_history, self._show_versions, self._pages)
        self._late = (self._photos, self.checks, self.review, self.history)
        for page in (self.story, *self._late):
            self._pages.add(page)
        self._view: StoryView | None = None
        self._pictures: dict[str, QImage] = {}
        self._role = ""
        self._one_photo = self._with_review = False
        self._of_library = False  # what is shown of a photo is no story's
        self._quiet = QTimer(self, singleShot=True, interval=PHOTOS_AFTER_MS)
        self._quiet.timeout.connect(self._photos.build)
        self._closed = EmptyState(theme, "panel-right", self)
        drops = PhotoDrops(theme, self)
        drops.dropped.connect(self.take_dropped)
        drops.image_dropped.connect(self.show_photos)
        drops.image_dropped.connect(self.photos.image_pasted)
        # Here: the page is built late, and the commands are there before it.
        self.photos.wanted.connect(self._want)
        self._lay_out()
        self._tabs.currentChanged.connect(self._show_page)
        self._show_page(STORY)
        self.clear()

    def show_story(self, view: StoryView, choices: Choices) -> None:
        """The story's present values; the focus and what is being typed stay as they are."""
        # What nobody may change can be read, and asks for nothing.
        self.setAcceptDrops(view.may(Verb.PICTURE))
        self.story.setEnabled(view.may(Verb.WRITE))
        if self._view is None or self._view.story.id != view.story.id:
            self._pictures.clear()
        self._view = view
        self._show_what_is_there()
        self.story.show_story(view, choices)
        for page in self._late:
            page.refresh()
        if self._photos.built is None and view.story.placements:
            self._quiet.start()
        blocking = sum(finding.blocks for finding in view.findings)
        warning = len(view.findings) - blocking
        kind = "danger" if blocking else "warning"
        self._tabs.show_badge(CHECKS, len(view.findings), kind, summary(blocking, warning))

    def clear(self) -> None:
        """No story is open."""
        self.setAcceptDrops(False)
        self.story.forget_story()
        self._view = None
        self._show_what_is_there()
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
        self.story.looks.picture.set_thumbnail(photo_id, image)

    def set_role(self, role: str) -> None:
        """editor, photo staff or supervisor."""
        self._role = role
        if self.review.built is not None:
            self.review.built.set_role(role)

    def go_to(self, field: str, placement: str = "") -> None:
        """Show a field by its name in `Story`, or caption, credit, alt or photo of a placement,
        and put the focus there."""
        if field in PHOTO_FIELDS:
            self.show_photos()
            self._photos.page.go_to(field, placement)
        else:
            self.turn_to(STORY)
            self.story.go_to(field)

    def tell_key(self, place: int, keys: str) -> None:
        """What one presses to turn to a page."""
        self._tabs.show_keys(place, keys)

    def show_page(self, place: int) -> None:
        """A page by its number, the first of it under the keyboard."""
        self.turn_to(place)
        if place == STORY:
            self.story.go_to("slug")
        else:
            self._late[place - 1].page.focus_first()

    def reveal(self, field: str, placement: str = "") -> None:
        """Somebody went back or forth over a change of a field (see `go_to`): it is shown, and
        what the library says of it next, even where somebody is typing."""
        if self.isVisible():
            if field == "photo" and placement not in self._placements():
                self.show_photos()  # it has gone, or is only coming
            else:
                self.go_to(field, placement)
        self.story.give_way()
        if self._photos.built is not None:
            self._photos.built.give_way()

    @property
    def place(self) -> int:
        """The number of the page that is seen."""
        return self._tabs.currentIndex()

    def turn_to(self, place: int) -> None:
        """A page by its number; the keyboard stays where it is."""
        together = self._with_review and place == CHECKS
        self._tabs.setCurrentIndex(REVIEW if together else place)
        if place != STORY:
            self._late[place - 1].build()  # also while the whole inspector is put away

    def show_checks_with_review(self, together: bool) -> None:
        """Whether who reviews sees what the checks say below the steps to be taken."""
        if together != self._with_review:
            self._with_review = together
            self._tabs.setTabVisible(CHECKS, not together)
            self._show_page(self.place)

    def _show_what_is_there(self) -> None:
        """A photo of the library has its record without a story, too, and nothing else."""
        story, photo = self._view is not None, self._of_library
        self._tabs.setVisible(story)
        self._pages.setVisible(story or photo)
        self._closed.setVisible(not story and not photo)
        self._show_page(self.place if story else PHOTOS if photo else STORY)

    def _show_page(self, place: int) -> None:
        both = self._with_review and place == REVIEW
        self._pages.show_only(*((CHECKS, REVIEW) if both else (place,)))

    def show_photo(self, placement: str) -> None:
        """One photo's texts and record, while its picture is shown large beside them."""
        self._photos.page.choose(placement)

    def show_library_photo(self, photo: Photo | None, style: CreditStyle) -> None:
        """The record of a photo that need not be the story's; None for the story's own again.
        Without a story its credit is printed in this style."""
        turned = self._of_library is (photo is None)
        self._of_library = photo is not None
        if photo is not None or self._photos.built is not None:
            self._photos.page.show_library_photo(photo, style)
        if turned:
            self._photos.refresh()
            if self._view is None:
                self._show_what_is_there()

    def show_one_photo(self, one: bool) -> None:
        """Whether the photos are seen one by one, their pictures somewhere else."""
        self._one_photo = one
        if self._photos.built is not None:
            self._photos.built.show_one(one)

    def take_dropped(self, dropped: Dropped) -> None:
        """Files that were dropped here, or beside."""
        self.show_photos()
        self._photos.page.take(dropped)

    def show_photos(self) -> None:
        self.turn_to(PHOTOS)

    def _want(self, what: str) -> None:
        self._photos.page.want(what)

    def chosen_photos(self) -> tuple[str, ...]:
        """The photo whose card is open, where the photos are seen."""
        page = self._photos.built
        return page.chosen_photos() if page is not None and page.isVisible() else ()

    def pending_edit(self) -> StoryEdit:
        """What is typed but not told yet, for keeping before the story is left; texts of photos
        that wait are told by `photos.texts_edited` at once."""
        if self._photos.built is not None:
            self._photos.built.send_now()
        return self.story.take_pending()

    def _placements(self) -> set[str]:
        return {each.id for each in self._view.story.placements} if self._view else set()

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

    # -- the pages that are built late, and what is known by then

    def _make_photos(self) -> "PhotoPanel":
        # These four are loaded here and not above: see `LatePage`.
        from editor.ui.photos.photo_panel import PhotoPanel

        self._quiet.stop()
        panel = PhotoPanel(self._theme, self.photos, self._photos)
        panel.show_one(self._one_photo)
        return panel

    def _show_photos(self, panel: "PhotoPanel") -> None:
        view = self._view
        # A record is no story's: whoever looks at the library may always correct it.
        writable = view is None or view.may(Verb.PICTURE)
        panel.setEnabled(self._of_library or writable)
        if view is not None:
            panel.show_story(view)
        for photo_id, image in self._pictures.items():
            panel.set_thumbnail(photo_id, image)
        self._pictures.clear()

    def _make_checks(self) -> "CheckPanel":
        from editor.ui.review.check_panel import CheckPanel

        return CheckPanel(self._theme, self.checks)

    def _show_findings(self, panel: "CheckPanel") -> None:
        if self._view is not None:
            panel.show_findings(self._view.findings)

    def _make_review(self) -> "ReviewPanel":
        from editor.ui.review.review_panel import ReviewPanel

        panel = ReviewPanel(self._theme, self.review)
        panel.set_role(self._role)
        return panel

    def _show_review(self, panel: "ReviewPanel") -> None:
        if self._view is not None:
            panel.show_story(self._view)

    def _make_history(self) -> "HistoryPanel":
        from editor.ui.history.history_panel import HistoryPanel

        return HistoryPanel(self._theme, self.history)

    def _show_versions(self, panel: "HistoryPanel") -> None:
        if self._view is not None:
            now = datetime.now().astimezone()
            panel.show_versions(self._view.story.id, self._view.versions, now)
