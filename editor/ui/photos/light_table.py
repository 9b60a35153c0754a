"""The story's photos one by one, as large as there is room, with all of them in a strip below; and
where they are chosen from: the story, the library, a folder.

Their texts and their record stand beside it (`photo_panel.py`); this shows pictures and asks.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QIcon,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.desk.views import StoryView
from editor.message import listed
from editor.story.origin import badge_of
from editor.story.photo import Placement
from editor.story.rendition import looks_of
from editor.ui.photos.origin_view import OriginBadge
from editor.ui.photos.photo_asks import PhotoAsks, PhotoDrops
from editor.ui.photos.photo_card import PhotoFrame
from editor.ui.shell.commands import with_keys
from editor.ui.shell.inspector_parts import LatePage
from editor.ui.shell.thumbnails import Thumbnails, icon_of
from editor.ui.theme import Theme
from editor.ui.widgets.labels import ElidedLabel
from editor.ui.widgets.notices import Banner, EmptyState
from editor.ui.widgets.sheet import filled

if TYPE_CHECKING:
    from editor.ui.photos.contact_sheet import ContactSheet

THUMB = QSize(96, 72)  # logical pixels
LARGE = 1600  # pixels, of the picture that is seen large
LARGE_KEPT = 6
_ID = Qt.ItemDataRole.UserRole


class LightTable(QWidget):
    """Signals:
    chosen(str): the placement of the photo that is seen large now.
    words_wanted(str): somebody wants to write about this one.
    dropped(object): `Dropped`.
    take_back_requested(): what took an approval away is not meant.
    """

    chosen = Signal(str)
    words_wanted = Signal(str)
    dropped = Signal(object)
    take_back_requested = Signal()

    def __init__(self, theme: Theme, asks: PhotoAsks, small: Thumbnails, large: Thumbnails) -> None:
        super().__init__()
        self._theme = theme
        self._small = small
        self._large = large
        self._placements: tuple[Placement, ...] = ()
        self._shown: object = None
        self._headline = ElidedLabel("", self)
        self._badge = OriginBadge(parent=self)
        self._number = QLabel(self)
        self._picture = PhotoFrame(theme, QSize(0, 0), self)
        self._strip = QListWidget(self)
        self._empty = EmptyState(theme, "images", self)
        back = self.tr("Take the change back")
        self._lost = Banner(theme, actions=(back,), parent=self)
        self._lost.button(back).clicked.connect(self.take_back_requested)
        self._before = self._arrow("chevron-left", self.tr("Previous photo"), "Alt+PgUp", -1)
        self._next = self._arrow("chevron-right", self.tr("Next photo"), "Alt+PgDown", 1)
        self._lay_out()
        self.setFocusProxy(self._strip)
        drops = PhotoDrops(theme, self)
        drops.dropped.connect(self.dropped)
        drops.image_dropped.connect(asks.image_pasted)
        self._empty.activated.connect(asks.add_requested)
        self._strip.currentRowChanged.connect(self._show_current)
        self._strip.activated.connect(lambda _at: self.words_wanted.emit(self.placement))
        asks.texts_opened.connect(lambda placement, _fields: self.choose(placement))
        for pictures in (small, large):
            pictures.arrived.connect(self._on_arrived)

    @property
    def headline(self) -> str:
        return self._headline.text()

    @property
    def placement(self) -> str:
        """Id of the one that is seen large, "" for none."""
        item = self._strip.currentItem()
        return item.data(_ID) if item is not None else ""

    def chosen_photos(self) -> tuple[str, ...]:
        """The one that is seen large."""
        row = self._strip.currentRow()
        return tuple(each.photo.id for each in self._placements[row : row + 1] if row >= 0)

    def show_story(self, view: StoryView, *, writable: bool, lost: str) -> None:
        """The story's present photos; the same one stays large. `lost`: by what an approval was
        lost, "" while none was."""
        if lost != self._lost.text:
            self._lost.say(lost, "warning")
        self._lost.setVisible(bool(lost))
        before, on_page = self.placement, view.story.placements_on_page
        rest = (each for each in view.story.placements if each not in on_page)
        self._placements = (*on_page, *rest)
        self._headline.setText(view.story.headline or self.tr("New story"))
        self.setAcceptDrops(writable)
        self._empty.say(
            self.tr("No photos yet"),
            self.tr("Add the lead photo, drop picture files here, or paste one."),
            self.tr("Add photo…"),
        )
        self._empty.button.setEnabled(writable)
        shown = [
            (
                *(each.id, each.lead, each in on_page, each.shown_edits),
                badge_of(each.photo.facts, each.photo.origin),
            )
            for each in self._placements
        ]
        if shown != self._shown:
            self._shown = shown
            self._fill_strip(before, len(on_page))
        for part in (self._before, self._number, self._next):
            part.setVisible(bool(self._placements))
        self._badge.setVisible(False)
        self._layers.setCurrentWidget(self._seen if self._placements else self._empty)
        self.setFocusProxy(self._strip if self._placements else self._empty.button)
        self._show_current()

    def show_nothing(self) -> None:
        """No story is open."""
        self._placements, self._shown = (), None
        self._headline.clear()
        self._strip.clear()
        self._lost.hide()
        self.setAcceptDrops(False)
        for part in (self._before, self._number, self._next):
            part.hide()
        self._empty.say(
            self.tr("No story open"), self.tr("Open a story to see its photos one by one.")
        )
        self._layers.setCurrentWidget(self._empty)

    def choose(self, placement: str) -> None:
        """Show one large; nothing happens with one that is not here yet."""
        for row, each in enumerate(self._placements):
            if each.id == placement:
                self._strip.setCurrentRow(row)

    def step(self, by: int) -> None:
        """To the next photo, or the one before with -1; not round at the ends."""
        row = self._strip.currentRow() + by
        if 0 <= row < self._strip.count():
            self._strip.setCurrentRow(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_strip()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._show_current()

    def _fill_strip(self, before: str, on_page: int) -> None:
        self._strip.blockSignals(True)
        self._strip.clear()
        for number, placement in enumerate(self._placements, 1):
            self._strip.addItem(self._item(number, placement, number <= on_page))
        ids = [each.id for each in self._placements]
        self._strip.setCurrentRow(ids.index(before) if before in ids else 0)
        self._strip.blockSignals(False)
        self._fit_strip()

    def _fit_strip(self) -> None:
        # In a low window the picture comes first; the next one is a key away all the same.
        fits = self.height() > 4 * THUMB.height()
        self._strip.setVisible(len(self._placements) > 1 and fits)

    def _show_current(self) -> None:
        row = self._strip.currentRow()
        if not 0 <= row < len(self._placements):
            return
        placement, count = self._placements[row], len(self._placements)
        self._badge.show_photo(placement.photo)
        self._number.setText(self.tr("{0} of {1}").format(row + 1, count))
        self._before.setEnabled(row > 0)
        self._next.setEnabled(row < count - 1)
        photo = looks_of(placement.photo.id, placement.shown_edits)
        image = self._large.thumbnail(photo, LARGE) or self._small.thumbnail(photo, LARGE)
        self._picture.show_picture(image or QImage())
        self._picture.setAccessibleName(placement.shown_alt or placement.photo.original_name)
        if self.isVisible():
            self.chosen.emit(placement.id)

    def _on_arrived(self, photo: str, image: QImage) -> None:
        for row, placement in enumerate(self._placements):
            if looks_of(placement.photo.id, placement.shown_edits) == photo:
                self._strip.item(row).setIcon(self._icon(image))
                if row == self._strip.currentRow():
                    self._picture.show_picture(self._large.thumbnail(photo, LARGE) or image)

    def _item(self, number: int, placement: Placement, on_page: bool) -> QListWidgetItem:
        words = self.tr("Lead") if placement.lead else str(number)
        if not on_page:
            words = self.tr("Not on the page")
        badge = badge_of(placement.photo.facts, placement.photo.origin)
        item = QListWidgetItem(str(listed((words, badge.says if badge else ""), "facts")))
        item.setData(_ID, placement.id)
        item.setToolTip(placement.shown_caption or placement.photo.original_name)
        name = self.tr("Lead photo {0}") if placement.lead else self.tr("Photo {0}")
        named = name.format(placement.photo.original_name)
        said = str(listed((named, badge.says if badge else "")))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        looks = looks_of(placement.photo.id, placement.shown_edits)
        image = self._small.thumbnail(looks, THUMB.width())
        item.setIcon(self._icon(image or QImage()))
        return item

    def _icon(self, image: QImage) -> QIcon:
        if image.isNull():
            return self._theme.icon("image", "ink-faint")
        return icon_of(image, THUMB, self.devicePixelRatioF())

    def _arrow(self, icon: str, label: str, keys: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        # Not the button's own, which is seen to go down first: a tenth of a second a photo.
        shortcut = QShortcut(QKeySequence(keys), self, lambda: self.step(by))
        button.setAccessibleName(label)
        form = QKeySequence.SequenceFormat.NativeText
        button.setToolTip(with_keys(label, shortcut.key().toString(form)))
        self._theme.put_icon(button, icon)
        button.clicked.connect(lambda: self.step(by))
        return button

    def _lay_out(self) -> None:
        space = self._theme.space
        self.setProperty("surface", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._headline.setProperty("role", "heading")
        self._number.setProperty("role", "soft")
        self._strip.setAccessibleName(self.tr("Photos of the story"))
        self._strip.setProperty("plain", "true")
        self._strip.setFrameShape(QFrame.Shape.NoFrame)
        self._strip.setViewMode(QListView.ViewMode.IconMode)
        self._strip.setFlow(QListView.Flow.LeftToRight)
        self._strip.setMovement(QListView.Movement.Static)
        self._strip.setWrapping(False)
        self._strip.setIconSize(THUMB)
        self._strip.setUniformItemSizes(True)
        self._strip.setSpacing(space(1))
        self._strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strip.setFixedHeight(THUMB.height() + space(9))
        steps, edges = (
            (self._badge, self._before, self._number, self._next),
            (space(4), space(2), space(2), space(2)),
        )
        top = filled(QHBoxLayout(), (self._headline, 1), *steps, edges=edges)
        self._seen = QWidget(self)
        edges = (space(4), 0, space(4), space(2))
        filled(QVBoxLayout(self._seen), (self._picture, 1), self._strip, edges=edges)
        self._layers = QStackedLayout()
        self._layers.addWidget(self._seen)
        self._layers.addWidget(self._empty)
        warning = filled(QVBoxLayout(), self._lost, edges=(space(4), space(3), space(4), 0))
        filled(QVBoxLayout(self), warning, top, (self._layers, 1), gap=0)


STORY, LIBRARY, FOLDER = SOURCES = ("story", "library", "folder")


class PictureSources(QWidget):
    """Attributes:
    table: the photos of the story.
    library, folder: contact sheets, built when they are first seen.

    Signals:
    turned(str): which of SOURCES is seen now.
    seen(): it has come in sight, has gone, or another source is seen.
    folder_wanted(list): a folder, or files and folders that were dropped on a sheet.
    full_wanted(object): the part that shows a picture large, on the whole screen or back.
    """

    turned = Signal(str)
    seen = Signal()
    folder_wanted = Signal(list)
    full_wanted = Signal(object)

    def __init__(self, theme: Theme, table: LightTable) -> None:
        super().__init__()
        self.table = table
        self._tabs = QTabBar(self)
        self._tabs.setAccessibleName(self.tr("Pictures from"))
        self._tabs.setProperty("divided", "below")
        self._tabs.setExpanding(False)
        self._tabs.setAcceptDrops(True)
        self._tabs.setChangeCurrentOnDrag(True)  # from the library to the story's photos
        for words in (self.tr("Story"), self.tr("Library"), self.tr("Folder")):
            self._tabs.addTab(words)
        self.library = LatePage(lambda: self._make(theme), lambda _: None, self)
        self.folder = LatePage(lambda: self._make(theme, of_files=True), lambda _: None, self)
        self._pages = QStackedWidget(self)
        for page in (table, self.library, self.folder):
            self._pages.addWidget(page)
        filled(QVBoxLayout(self), self._tabs, (self._pages, 1), gap=0)
        self.setFocusProxy(table)
        self._tabs.currentChanged.connect(self._turn)

    @property
    def source(self) -> str:
        return SOURCES[self._tabs.currentIndex()]

    @property
    def headline(self) -> str:
        """Of the story whose photos are seen, or would be."""
        return self.table.headline

    def turn_to(self, source: str) -> None:
        """One of SOURCES; anything else is the story."""
        self._tabs.setCurrentIndex(SOURCES.index(source) if source in SOURCES else 0)

    def _turn(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        late = (None, self.library, self.folder)[place]
        self.setFocusProxy(self.table if late is None else late.page)
        self.turned.emit(SOURCES[place])
        self.seen.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen.emit()

    def _make(self, theme: Theme, *, of_files: bool = False) -> "ContactSheet":
        # Late: most look at the photos of a story.
        from editor.ui.photos.contact_sheet import ContactSheet

        sheet = ContactSheet(theme, of_files=of_files)
        sheet.dropped.connect(self._show_dropped)
        sheet.look.filling.connect(lambda: self.full_wanted.emit(sheet.look))
        return sheet

    def _show_dropped(self, paths: list[Path]) -> None:
        self.turn_to(FOLDER)
        self.folder_wanted.emit(paths)
