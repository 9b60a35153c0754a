"""The photos in the text at work: put in, gathered into galleries, taken out.

The pictures themselves and their captions are elsewhere; here they are ids in the text.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAction, QPixmap, QTextBlock, QTextCursor
from PySide6.QtWidgets import QLabel, QMenu

from editor.message import listed, message
from editor.story.credit import CreditStyle
from editor.story.document import MAX_GALLERY_PHOTOS, Gallery, PhotoBlock
from editor.story.photo import Placement
from editor.ui.theme import Theme
from editor.ui.widgets.labels import announce
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.lines import Kind, Line, Shape
from editor.ui.writing.document.shapes import fragments, placement_of
from editor.ui.writing.keys.line_commands import (
    gallery_of,
    insert_gallery,
    insert_object,
    put_in_gallery,
    set_gallery,
    take_out_photo,
)
from editor.ui.writing.keys.typing_rules import select_object
from editor.ui.writing.pictures.photo_cards import PhotoCards

if TYPE_CHECKING:
    from editor.ui.writing.pictures.gallery_box import GalleryBox

REST_MS = 500


class SpokenPhotos(QObject):
    """Serves one body: a screen reader finds nothing in what is only painted, so each photo has a
    part of its own under the text, with its caption; the one the caret comes to is spoken."""

    def __init__(self, body: BodyField, cards: PhotoCards) -> None:
        super().__init__(body)
        self._body = body
        self._cards = cards
        self._parts: list[QLabel] = []
        self._place = QTextCursor()  # where the caret was when it was asked for last
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refresh)
        body.document().contentsChanged.connect(self._rest.start)
        body.focused.connect(self.refresh)
        body.caret_moved.connect(self._speak)

    def refresh(self) -> None:
        """Captions may be other ones, photos may have come, gone or moved."""
        spoken = [
            self._sentence((each.placement,) if isinstance(each, PhotoBlock) else each.placements)
            for each in self._body.live.value().blocks
            if isinstance(each, PhotoBlock | Gallery)
        ]
        while len(self._parts) > len(spoken):
            self._parts.pop().deleteLater()
        while len(self._parts) < len(spoken):
            self._parts.append(self._part())
        for part, sentence in zip(self._parts, spoken, strict=True):
            if part.accessibleName() != sentence:
                part.setAccessibleName(sentence)
        many = str(message("count.photos-or-galleries", n=len(spoken)))
        self._body.setAccessibleDescription(many if spoken else "")

    def _sentence(self, placements: tuple[str, ...]) -> str:
        words = [self._photo(each) for each in placements]
        form = self.tr("{0}. {1}")
        numbered = [form.format(number, each) for number, each in enumerate(words, 1)]
        photos = listed(numbered if words[1:] else words, "sentences")
        return str(message("window.photos-spoken", n=len(words), photos=photos))

    def _photo(self, placement_id: str) -> str:
        placement = self._cards.placement(placement_id)
        if placement is None:
            return self.tr("It is no longer attached to the story.")
        said = (
            placement.shown_caption or self.tr("No caption yet"),
            placement.shown_credit.line(CreditStyle()) or self.tr("No credit yet"),
            placement.shown_alt,
        )
        return str(listed(said, "sentences"))

    def _part(self) -> QLabel:
        """One point large, where nobody sees it and no mouse meets it."""
        part = QLabel(self._body)
        picture = QPixmap(1, 1)
        picture.fill(Qt.GlobalColor.transparent)
        part.setPixmap(picture)  # what makes it a picture for a screen reader
        part.setFixedSize(1, 1)
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        part.show()
        return part

    def _speak(self) -> None:
        if not QAccessible.isActive():
            return  # typing must cost nothing
        before, self._place = self._place, self._body.textCursor()
        if self._place == before and self._place.anchor() == before.anchor():
            return  # a selection is told of by itself, and would be spoken twice
        block = self._body.document().findBlock(self._place.selectionStart())
        gallery = gallery_of(block)
        alone = (placement_of(each.charFormat()) for each in fragments(block))
        placements = gallery or tuple(each for each in alone if each is not None)
        if placements:
            announce(self._body, self._sentence(placements))


class PlacedPhotos(QObject):
    """Signals:
    gallery_files_wanted(): pictures from files are to come into the gallery at the caret.
    told(str): why something was not done.
    """

    gallery_files_wanted = Signal()
    told = Signal(str)

    def __init__(
        self, theme: Theme, body: BodyField, cards: PhotoCards, actions: Mapping[str, QAction]
    ) -> None:
        super().__init__(body)
        self._theme = theme
        self._body = body
        self._cards = cards
        self._edit = actions["edit_gallery"]
        self._at: QTextCursor | None = None  # the gallery whose box is open
        self._box: GalleryBox | None = None
        actions["gallery"].triggered.connect(self._open_new)
        self._edit.triggered.connect(lambda: self._open(self._block().blockNumber()))
        body.gallery_activated.connect(self._open)
        body.menu_opening.connect(self._offer)
        body.caret_moved.connect(self._refresh)
        self._spoken = SpokenPhotos(body, cards)
        self._refresh()

    def insert(self, placement: Placement, place: QTextCursor | None = None) -> None:
        """Puts a photo where the caret is in the body, or at `place`, as one undo step."""
        self._know(placement)
        cursor = place or self._body.textCursor()
        cursor.clearSelection()
        insert_object(cursor, Line(Shape(Kind.PHOTO), placements=(placement.id,)))
        if place is None:
            self._go_behind(cursor)

    def insert_gallery(self, placements: Sequence[Placement]) -> None:
        """Photos side by side where the caret is; they join the gallery it is at."""
        for placement in placements:
            self._know(placement)
        cursor = self._body.textCursor()
        there = gallery_of(self._block())
        self._tell_limit(len(there) + len(placements))
        if placements:
            put_in_gallery(cursor, tuple(each.id for each in placements))
            self._go_behind(cursor)

    def remove(self, placement_id: str) -> None:
        """Takes a photo out of the body wherever it stands, as one undo step."""
        take_out_photo(self._body.document(), placement_id)

    def refresh(self) -> None:
        """Thumbnails that were missing may be there now."""
        self._cards.forget_thumbnails()
        self._spoken.refresh()
        self._body.viewport().update()
        if self._box is not None and self._box.isVisible():
            self._box.refresh_pictures()

    def _tell_limit(self, wanted: int) -> None:
        if wanted > MAX_GALLERY_PHOTOS:
            self.told.emit(str(message("limit.gallery", n=MAX_GALLERY_PHOTOS)))

    def _know(self, placement: Placement) -> None:
        self._cards.add(placement)
        self._body.pasting.know_placement(placement.id)

    def _go_behind(self, cursor: QTextCursor) -> None:
        self._body.setTextCursor(cursor)
        self._body.keys.step_past_object()
        self._body.ensureCursorVisible()

    def _block(self) -> QTextBlock:
        """The line at which a selected gallery or the caret is."""
        cursor = self._body.textCursor()
        return cursor.document().findBlock(cursor.selectionStart())

    def _refresh(self) -> None:
        self._edit.setEnabled(bool(gallery_of(self._block())))

    def _offer(self, menu: QMenu, place: QTextCursor) -> None:
        if gallery_of(place.block()):
            menu.addSeparator()
            menu.addAction(self._edit)

    # -- the box

    def _open_new(self) -> None:
        self._at = None
        self._ask(())

    def _open(self, block_number: int) -> None:
        block = self._body.document().findBlockByNumber(block_number)
        if gallery := gallery_of(block):
            self._at = QTextCursor(block)
            self._ask(gallery)

    def _ask(self, gallery: tuple[str, ...]) -> None:
        if self._box is None:
            # Loaded and made with the first gallery; no start waits for it.
            from editor.ui.writing.pictures.gallery_box import GalleryBox

            self._box = GalleryBox(self._theme, self._cards.image, self._body.window())
            self._box.chosen.connect(self._set)
            self._box.files_wanted.connect(self._want_files)
            self._body.destroyed.connect(self._box.deleteLater)
        self._box.ask(self._cards.placements(), gallery)

    def _set(self, placements: tuple[str, ...]) -> None:
        if self._at is not None:
            if gallery_of(self._at.block()):
                set_gallery(self._at.block(), placements)
        elif placements:
            cursor = self._body.textCursor()
            insert_gallery(cursor, placements)
            self._go_behind(cursor)
        self._tell_limit(len(placements))

    def _want_files(self, placements: tuple[str, ...]) -> None:
        """What was ticked first, then the pictures of the files."""
        if self._at is None and placements:
            cursor = self._body.textCursor()
            insert_gallery(cursor, placements)
            self._at = QTextCursor(cursor.block())
        elif self._at is not None and placements:
            set_gallery(self._at.block(), placements)
        if self._at is not None and gallery_of(self._at.block()):
            cursor = self._body.textCursor()
            select_object(cursor, self._at.block())
            self._body.setTextCursor(cursor)
        self.gallery_files_wanted.emit()
