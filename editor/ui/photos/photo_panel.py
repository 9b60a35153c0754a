"""The story's photos: what has come, what still waits, and what each of them says.

It shows and asks; it opens no file and stores nothing.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.desk.views import StoryView
from editor.message import message
from editor.story.credit import CreditStyle
from editor.story.photo import PHOTO_FIELDS, Photo, Placement
from editor.story.rendition import looks_of
from editor.ui.photos.origin_view import PhotoOrigin
from editor.ui.photos.photo_asks import Dropped, Notice, PhotoAsks, image_of, refusal
from editor.ui.photos.photo_card import AwaitedCard, PhotoCard
from editor.ui.photos.photo_record import PhotoRecord
from editor.ui.theme import Theme
from editor.ui.widgets.notices import Banner, EmptyState
from editor.ui.widgets.sheet import filled, plain_button, scrolled

_PLAIN = CreditStyle()


class PhotoPanel(QWidget):
    """It tells `asks` what somebody wants; `asks.files_dropped` also tells of files pasted here."""

    def __init__(self, theme: Theme, asks: PhotoAsks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.asks = asks
        self._story_id = ""
        self._cards: dict[str, PhotoCard] = {}
        self._images: dict[str, QImage] = {}
        self._one = self._awaits = False
        self._library: Photo | None = None  # one that need not be the story's
        self._style = CreditStyle()
        # What the photo that was open before had, as it stood there.
        self._last: dict[str, Any] = {}
        self._last_facts: dict[str, Any] = {}
        self._wanted: tuple[str, str] | None = None  # field and placement that have yet to come
        self._top = QWidget(self)
        self._add = plain_button(self.tr("Add photo…"), self._top)
        theme.put_icon(self._add, "image-plus")
        self._count = QLabel(self._top)
        self._count.setProperty("role", "soft")
        self._refused = Banner(theme, kind="warning", parent=self, closable=True)
        self._refused.hide()
        self._notice: Banner | None = None
        self._awaited = AwaitedCard(theme)
        self._empty = EmptyState(theme, "images")
        self._scroll = QScrollArea(self)
        self._column = QVBoxLayout()
        self._below = QWidget(self)  # the card that is open
        self._record = PhotoRecord(theme, asks, self._below)
        self._origin = PhotoOrigin(theme, asks, self._below)
        filled(QVBoxLayout(self._below), self._record, self._origin, gap=theme.space(2))
        self._lay_out()
        self._add.clicked.connect(asks.add_requested)
        asks.fields_made.connect(self._order_tabs)
        asks.noticed.connect(self._show_notice)

    @property
    def refusal(self) -> str:
        """Why something dropped was not taken, "" when there is nothing to say."""
        return "" if self._refused.isHidden() else self._refused.text

    def show_story(self, view: StoryView) -> None:
        """The story's present photos; a text somebody is typing keeps what is typed."""
        story = view.story
        if story.id != self._story_id:
            self._forget_cards()
            self._story_id = story.id
            self._refused.hide()
            self._show_notice(None)
            self._wanted = None
        self._style = style = view.snapshot.outlet.credit_style
        on_page = story.placements_on_page
        ordered = (*on_page, *(each for each in story.placements if each not in on_page))
        self._arrange(ordered, view)
        for placement in ordered:
            remarks = sum(finding.placement == placement.id for finding in view.findings)
            self._cards[placement.id].show_placement(
                placement, style, on_page=placement in on_page, remarks=remarks
            )
        self._awaits = story.awaited_photo is not None
        self._awaited.show_awaited(story.awaited_photo, style)
        self._count.setText(str(message("count.photos", n=len(ordered))))
        self._show_cards()
        if self._wanted is not None and self._wanted[1] in self._cards:
            self.go_to(*self._wanted)

    def show_one(self, one: bool) -> None:
        """Whether only the photo that is open is seen, its picture large somewhere else."""
        self._one = one
        self._show_cards()

    def show_library_photo(self, photo: Photo | None, style: CreditStyle = _PLAIN) -> None:
        """The record of a photo of the library, whether or not the story has it, in the place of
        the story's photos; None brings these back. What is edited is told by its id."""
        self._style = style if not self._story_id else self._style
        if self._library is not None and photo is not None:
            self._last_facts = self._record.facts
        self._library = photo
        if photo is not None:
            self._record.unfold()
        self._show_cards()

    def choose(self, placement: str) -> None:
        """Open a photo's card; the keyboard goes from a text of the one before to the same of
        this one, and stays in the line of the record where it is in one."""
        field = next((card.field for card in self._cards.values() if card.field), "")
        if placement in self._cards and not self._cards[placement].is_open:
            self._open_only(placement)
            if field:
                self._cards[placement].focus_on(field)

    def clear(self) -> None:
        self._forget_cards()
        self._story_id = ""

    def give_way(self) -> None:
        """What the library says of the photos next is shown even where somebody is typing."""
        for part in (*self._cards.values(), self._record):
            part.give_way()

    def send_now(self) -> None:
        """Tell what is typed without waiting for a pause."""
        for part in (*self._cards.values(), self._record):
            part.send_now()

    def chosen_photos(self) -> tuple[str, ...]:
        """The photo whose card is open; what is typed is told first. One of the library is chosen
        where it is seen."""
        self.send_now()
        if self._library is not None:
            return ()
        return tuple(card.placement.photo.id for card in self._cards.values() if card.is_open)

    def set_thumbnail(self, photo_id: str, image: QImage) -> None:
        for card in self._cards.values():
            if looks_of(card.placement.photo.id, card.placement.shown_edits) == photo_id:
                self._images[photo_id] = image
                card.show_picture(image)

    def go_to(self, field: str, placement: str) -> None:
        """Open a photo's card and put the focus into one of its texts. A photo that is only
        just arriving is gone to when it is here."""
        card = self._cards.get(placement)
        self._wanted = (field, placement) if placement and card is None else None
        if card is None:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._open_only(placement)
        card.focus_on(field)
        content = self._scroll.widget()
        layout = content.layout() if content is not None else None
        if layout is not None:
            # The card has just grown: where it lies is known after the layout has run.
            layout.activate()
        self._scroll.ensureWidgetVisible(card)

    def focus_first(self) -> None:
        """Into the open photo's caption, else to the first photo, else to what adds one."""
        first = self._open_card or next(iter(self._cards.values()), None)
        if first is None:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            first.focus_on("caption")

    def want(self, what: str) -> None:
        """One of the commands, of the photo that is open."""
        card, row = self._open_card if self._library is None else None, self._record.field
        field = card.field if card is not None else ""
        seen = not self._record.isHidden() and (card is not None or what != "place")
        seen = seen and (self.isEnabled() or what == "uses")  # of a story that has been sent
        if not seen or (what == "field" and not (row or field)):
            self.asks.said.emit(self.tr("Open a photo and go into a field of it first."))
        elif what == "compare":
            self.asks.compare_requested.emit(self._record.photo)
        elif what == "uses":
            self.asks.uses_requested.emit(self._record.photo)
        elif what == "place" and card is not None:
            card.send_now()
            self.asks.insert_requested.emit(card.placement.id)
            self._go_on("alt")
        elif not self._last_facts:
            self.asks.said.emit(self.tr("No photo was open here before this one."))
        elif what == "record":
            shared = {row.name for row in PHOTO_FIELDS if row.is_shared}
            facts = self._last_facts.items()
            self._record.put({name: v for name, v in facts if v and name in shared})
        elif row:
            self._record.put({row: self._last_facts[row]})
        elif card is not None and card.fields is not None and self._last:
            card.fields.put(field, self._last[field])

    @property
    def _open_card(self) -> PhotoCard | None:
        return next((card for card in self._cards.values() if card.is_open), None)

    def _go_on(self, field: str) -> None:
        """Enter leads through the words of a photo and on to the next, where one is seen."""
        card = self._open_card
        if not self._one or card is None:
            return
        following = {"caption": "credit", "credit": "alt"}.get(field)
        if following == "alt" and card.placement.decorative:
            following = None
        if following:
            card.focus_on(following)
            return
        places = (self._column.itemAt(place) for place in range(self._column.count()))
        cards = [each.widget() for each in places if each is not None]
        order = [each for each in cards if isinstance(each, PhotoCard)]
        after = order[order.index(card) + 1 :]
        if after:
            self.go_to("caption", after[0].placement.id)

    def take(self, dropped: Dropped) -> None:
        """Files that were dropped: pictures are told, what is none is refused by name."""
        self._refused.setVisible(bool(dropped.others))
        if dropped.others:
            self._refused.say(refusal(dropped), "warning")
        if dropped.pictures:
            self.asks.files_dropped.emit(list(dropped.pictures))
        if dropped.photos:
            self.asks.photos_dropped.emit(list(dropped.photos))

    def _show_notice(self, notice: Notice | None) -> None:
        """Over the photos, in the place of the one before."""
        if self._notice is not None:
            self._remarks.removeWidget(self._notice)
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if notice is not None:
            theme, actions = self._theme, (notice.action,) if notice.action else ()
            banner = Banner(theme, notice.text, "info", actions, self, closable=True)
            if notice.action:
                banner.button(notice.action).clicked.connect(notice.does)
                banner.button(notice.action).clicked.connect(banner.hide)
            self._remarks.addWidget(banner)
            self._notice = banner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.matches(QKeySequence.StandardKey.Paste) and self._paste()):
            super().keyPressEvent(event)

    def _paste(self) -> bool:
        """Whether the clipboard had a picture or files."""
        mime = QGuiApplication.clipboard().mimeData()
        dropped = Dropped.from_mime(mime)
        if dropped:
            self.take(dropped)
            return True
        image = image_of(mime)
        if image is not None:
            self.asks.image_pasted.emit(image)
        return image is not None

    def _lay_out(self) -> None:
        space = self._theme.space
        edges = (space(3), space(3), space(3), 0)
        self._below.hide()
        filled(QHBoxLayout(self._top), self._add, None, self._count, edges=edges)
        remark = self._remarks = filled(QVBoxLayout(), self._refused, gap=space(2), edges=edges)
        self._column.setSpacing(space(2))
        self._column.addWidget(self._below)
        parts, edges = (self._awaited, self._column), (space(3), space(2), space(2), space(4))
        content = QVBoxLayout(scrolled(self._scroll))
        filled(content, *parts, (self._empty, 1), None, gap=space(2), edges=edges)
        filled(QVBoxLayout(self), self._top, remark, (self._scroll, 1), gap=0)

    def _arrange(self, placements: Sequence[Placement], view: StoryView) -> None:
        """A card for each, in this order; cards that stay keep their focus."""
        self._column.removeWidget(self._below)
        wanted = [placement.id for placement in placements]
        for key in [key for key in self._cards if key not in wanted]:
            focus = QApplication.focusWidget()
            if focus is not None and self._cards[key].isAncestorOf(focus):
                self._add.setFocus()  # beside it: the next key may well be Undo
            self._drop(key)
        new = any(key not in self._cards for key in wanted)
        for place, placement in enumerate(placements):
            card = self._cards.get(placement.id)
            if card is None:
                card = self._make_card(placement, view)
                self._cards[placement.id] = card
            if self._column.indexOf(card) != place:
                self._column.removeWidget(card)
                self._column.insertWidget(place, card)
        self._column.addWidget(self._below)
        if new and len(placements) == 1:
            self._cards[wanted[0]].open()
        self._order_tabs()

    def _show_cards(self) -> None:
        """All of them, or the one that is open; one always is, where only one is seen."""
        cards, library = list(self._cards.values()), self._library
        if self._one and cards and not any(card.is_open for card in cards):
            self._open_only(cards[0].placement.id)
        for card in cards:
            card.stand_beside(self._one)
            card.setVisible(library is None and (card.is_open or not self._one))
        self._top.setHidden(self._one or library is not None)
        self._count.setVisible(bool(cards))
        hint = self.tr("Add the lead photo, drop picture files here, or paste one.")
        if self._one:
            hint = self.tr("Caption, credit and alt text of a photo stand here.")
        self._empty.say("" if self._one else self.tr("No photos yet"), hint)
        self._empty.setVisible(not cards and library is None and not self._awaits)
        self._awaited.setVisible(self._awaits and library is None)
        self._show_record()

    def _show_record(self) -> None:
        """Below the card that is open."""
        card = self._open_card
        photo = self._library or (card.placement.photo if card is not None else None)
        if photo is not None:
            self._record.show_photo(photo, self._style, beside=self._library is None)
            self._origin.show_photo(photo)
        self._below.setVisible(photo is not None)
        before = self._column.indexOf(card) if card is not None else -1
        if self._column.indexOf(self._below) != before + 1:
            self._column.removeWidget(self._below)
            before = self._column.indexOf(card) if card is not None else -1
            self._column.insertWidget(before + 1, self._below)

    def _make_card(self, placement: Placement, view: StoryView) -> PhotoCard:
        card = PhotoCard(self._theme, placement, view.snapshot.outlet.credit_style, self.asks)
        card.pressed.connect(self._on_pressed)
        card.ended.connect(self._go_on)
        looks = looks_of(placement.photo.id, placement.shown_edits)
        if looks in self._images:
            card.show_picture(self._images[looks])
        return card

    def _on_pressed(self, placement: str) -> None:
        if self._cards[placement].is_open and not self._one:
            self._record.send_now()
            self._cards[placement].close_card()
            self._show_record()
        else:
            self._open_only(placement)

    def _open_only(self, placement: str) -> None:
        for key, card in self._cards.items():
            if key != placement:
                if card.fields is not None:
                    self._last = card.fields.values
                    self._last_facts = self._record.facts
                card.close_card()
        self._cards[placement].open()
        if self._one:
            self._show_cards()
        else:
            self._show_record()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Qt goes through widgets as they were made: an open card's fields after all cards."""
        before: QWidget = self._add
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            part = item.widget() if item is not None else None
            order = part.tab_order() if isinstance(part, PhotoCard) else []
            if part is self._below:
                order = [*self._record.tab_order(), *self._origin.tab_order()]
            for each in order:
                QWidget.setTabOrder(before, each)
                before = each

    def _drop(self, key: str) -> None:
        card = self._cards.pop(key)
        if card.is_open:
            self._record.send_now()
        card.close_card()
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _forget_cards(self) -> None:
        self._last, self._last_facts = {}, {}
        self._record.send_now()
        for key in list(self._cards):
            self._drop(key)
        self._images.clear()
