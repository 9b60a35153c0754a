"""A gallery in the text: a card with its pictures in a row, one character to the caret.

Draws only; the text holds nothing but the placements' ids. Pictures and captions come from the
cards of single photos.
"""

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from editor.ui.theme import Theme
from editor.ui.writing.document.shapes import placements_of
from editor.ui.writing.pictures.photo_cards import PhotoCards, card_font, card_width

HEIGHT = 122  # px, the same for all
PICTURE = QSizeF(112, 76)  # px
_GAP = 8
_SELECTED = QTextFormat.Property.BackgroundBrush.value


class GalleryCards(QPyTextObject):
    """Draws the galleries of one text."""

    def __init__(self, theme: Theme, cards: PhotoCards, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards = cards

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        return QSizeF(card_width(doc), HEIGHT)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        placements = placements_of(format)
        card = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._cards.draw_card(painter, card, selected=format.hasProperty(_SELECTED))
        painter.setFont(card_font(doc.defaultFont()))
        self._draw_row(painter, card.adjusted(_GAP, _GAP, -_GAP, -_GAP), placements)
        self._draw_words(painter, card.adjusted(_GAP + 2, 0, -_GAP, -_GAP), placements)
        painter.restore()

    def picture_at(self, width: float, placements: tuple[str, ...], place: QPointF) -> str | None:
        """The placement whose picture is at a point of a card of that width, if one is."""
        room = QRectF(0.5, 0.5, width - 1, HEIGHT - 1).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        for number, placement in enumerate(self._fitting(room, placements)):
            if self._place(room, number).contains(place):
                return placement
        return None

    def _fitting(self, room: QRectF, placements: tuple[str, ...]) -> tuple[str, ...]:
        """As many as there is room for; when that is not all, one fewer."""
        fitting = max(1, int((room.width() + _GAP) / (PICTURE.width() + _GAP)))
        return placements if len(placements) <= fitting else placements[: fitting - 1]

    def _place(self, room: QRectF, number: int) -> QRectF:
        return QRectF(room.topLeft() + QPointF(number * (PICTURE.width() + _GAP), 0), PICTURE)

    def _draw_row(self, painter: QPainter, room: QRectF, placements: tuple[str, ...]) -> None:
        """As many pictures as there is room for; the last place says how many more."""
        shown = self._fitting(room, placements)
        for number, placement in enumerate(shown):
            self._cards.draw_picture(painter, self._place(room, number), placement)
        if left := len(placements) - len(shown):
            painter.setPen(self._theme.color("ink-soft"))
            painter.drawText(
                self._place(room, len(shown)), Qt.AlignmentFlag.AlignCenter, f"+{left}"
            )

    def _draw_words(self, painter: QPainter, room: QRectF, placements: tuple[str, ...]) -> None:
        metrics = QFontMetricsF(painter.font())
        line = QRectF(room)
        line.setTop(room.bottom() - metrics.lineSpacing())
        count = self.tr("Gallery of {0} photos").format(len(placements))
        if len(placements) == 1:
            count = self.tr("Gallery of one photo")
        painter.setPen(self._theme.color("ink-soft"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, count)
        if wanting := self._wanting(placements):
            line.setLeft(line.left() + metrics.horizontalAdvance(f"{count}  "))
            painter.setPen(self._theme.color("warning"))
            said = metrics.elidedText(wanting, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, said)

    def _wanting(self, placements: tuple[str, ...]) -> str:
        """What keeps its photos from the page, in one line; "" when nothing does."""
        known = [self._cards.placement(each) for each in placements]
        gone = sum(each is None for each in known)
        here = [each for each in known if each is not None]
        captions = sum(not each.shown_caption.strip() for each in here)
        credits_ = sum(each.shown_credit.is_blank for each in here)
        parts = (
            (gone, self.tr("{0} no longer attached")),
            (captions, self.tr("{0} without caption")),
            (credits_, self.tr("{0} without credit")),
        )
        return " · ".join(words.format(count) for count, words in parts if count)
