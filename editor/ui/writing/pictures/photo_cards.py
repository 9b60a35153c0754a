"""Photos, galleries and dividers as they are drawn in the text, each one character to the caret.

Draws only: the text holds nothing but the ids of placements.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from editor.message import listed, message
from editor.story.credit import CreditStyle
from editor.story.photo import Placement
from editor.story.rendition import looks_of
from editor.ui.theme import Theme
from editor.ui.writing.document.shapes import placement_of, placements_of


class PhotoSource(Protocol):
    """Where the text gets small pictures from; it never opens a picture file itself."""

    def thumbnail(self, photo_id: str, longest: int) -> QImage | None:
        """The picture at most `longest` pixels on its longer side, upright.

        Answers at once: None when it is not there yet. Whoever owns the source calls
        `WritingPane.photos.refresh()` when it has come.
        """
        ...


THUMBNAIL = (148, 88)  # px
_SELECTED = QTextFormat.Property.BackgroundBrush.value


class _Drawn(QPyTextObject):
    """One kind of what is drawn in the text, over its whole measure.

    Attributes:
        height: in px, the same for all: a new caption must not lay the text out again.
    """

    height = 0

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def draw(self, painter: QPainter, rect: QRectF, format: QTextFormat) -> None:
        """With the painter's font a little smaller than that of the text."""
        raise NotImplementedError

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        return QSizeF(card_width(doc), self.height)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        painter.save()
        font = QFont(doc.defaultFont())
        font.setPointSizeF(font.pointSizeF() * 0.8)
        painter.setFont(font)
        self.draw(painter, rect, format)
        painter.restore()


class PhotoCards(_Drawn):
    """Draws the photo blocks of one text."""

    height = 104

    def __init__(self, theme: Theme, photos: PhotoSource, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._photos = photos
        self._placements: dict[str, Placement] = {}
        self._thumbnails: dict[tuple[str, int], QImage] = {}

    def set_placements(self, placements: Sequence[Placement]) -> None:
        self._placements = {placement.id: placement for placement in placements}
        wanted = {placement.photo.id for placement in placements}
        self._thumbnails = {k: v for k, v in self._thumbnails.items() if k[0] in wanted}

    def add(self, placement: Placement) -> None:
        self._placements[placement.id] = placement

    def placement(self, placement_id: str) -> Placement | None:
        return self._placements.get(placement_id)

    def placements(self) -> tuple[Placement, ...]:
        """The photos of the story, as they are attached to it."""
        return tuple(self._placements.values())

    def forget_thumbnails(self) -> None:
        self._thumbnails.clear()

    def draw(self, painter: QPainter, rect: QRectF, format: QTextFormat) -> None:
        placement = self._placements.get(placement_of(format) or "")
        card = self.draw_card(painter, rect, format)
        picture = QRectF(card.topLeft() + QPointF(8, 8), QSizeF(*THUMBNAIL))
        words = QRectF(picture.topRight(), card.bottomRight()).adjusted(14, 8, -12, -8)
        if placement is None:
            self._draw_frame(painter, picture)
            gone = self.tr("This photo is no longer attached to the story.")
            self._paragraph(painter, words, gone, given=False)
        else:
            self.draw_picture(painter, picture, placement.id)
            self._draw_words(painter, words, placement)

    def draw_card(self, painter: QPainter, rect: QRectF, format: QTextFormat) -> QRectF:
        """The ground of it; where that is."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        selected = format.hasProperty(_SELECTED)
        fill, line = ("accent-soft", "accent") if selected else ("panel", "line")
        painter.setPen(QPen(self._theme.color(line), 2 if selected else 1))
        painter.setBrush(self._theme.color(fill))
        painter.drawRoundedRect(card, 6, 6)
        return card

    def _draw_frame(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(self._theme.color("line")))
        painter.drawRoundedRect(area, 4, 4)

    def draw_picture(self, painter: QPainter, area: QRectF, placement_id: str) -> None:
        """The photo of a placement filling an area, or a plain frame while there is none."""
        placement = self._placements.get(placement_id)
        scale = painter.device().devicePixelRatioF()
        # Twice the box: a picture of another shape fills it only when it is larger.
        longest = round(THUMBNAIL[0] * 2 * scale)
        looks = looks_of(placement.photo.id, placement.shown_edits) if placement else ""
        image = self.image(looks, longest) if looks else None
        if image is None or image.isNull():
            self._draw_frame(painter, area)
            return
        size = QSizeF(image.size()).scaled(
            area.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
        )
        shown = QRectF(QPointF(), size)
        shown.moveCenter(area.center())
        clip = QPainterPath()
        clip.addRoundedRect(area, 4, 4)
        painter.save()
        painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
        painter.drawImage(shown, image)
        painter.restore()

    def image(self, photo_id: str, longest: int) -> QImage | None:
        """A small picture; None while it is still being made."""
        image = self._thumbnails.get((photo_id, longest))
        if image is None:
            image = self._photos.thumbnail(photo_id, longest)
            if image is not None:
                self._thumbnails[photo_id, longest] = image
        return image

    def _draw_words(self, painter: QPainter, area: QRectF, placement: Placement) -> None:
        caption, words = placement.shown_caption, placement.shown_credit.line(CreditStyle())
        metrics = QFontMetricsF(painter.font())
        height = metrics.lineSpacing()
        below = QRectF(area.left(), area.bottom() - height, area.width(), height)
        above = area.adjusted(0, 0, 0, -height - 4)
        self._paragraph(painter, above, caption or self.tr("No caption yet"), given=bool(caption))
        shown = words or self.tr("No credit yet")
        painter.setPen(self._theme.color("ink-soft" if words else "warning"))
        elided = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, elided)

    def _paragraph(self, painter: QPainter, area: QRectF, text: str, *, given: bool) -> None:
        """As many whole lines as there is room for; the last one says when there is more."""
        metrics = QFontMetricsF(painter.font())
        lines = max(1, int(area.height() / metrics.lineSpacing()))
        painter.setPen(self._theme.color("ink" if given else "warning"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        room = QRectF(area.topLeft(), QSizeF(area.width(), lines * metrics.lineSpacing() + 1))
        painter.drawText(room, _fitted(text, metrics, room), option)


def card_width(doc: QTextDocument) -> float:
    """The measure of the text in px, without the document's margins."""
    return max(120.0, doc.textWidth() - 2 * doc.documentMargin() - 2)


def _fitted(text: str, metrics: QFontMetricsF, room: QRectF) -> str:
    """`text`, cut between words with an ellipsis when it does not fit into `room`."""
    flags = Qt.TextFlag.TextWordWrap.value

    def fits(words: str) -> bool:
        return metrics.boundingRect(room, flags, words).height() <= room.height()

    if fits(text):
        return text
    low, high = 0, min(len(text), 600)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle] + "…") else (low, middle - 1)
    return text[:low].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


PICTURE = QSizeF(112, 76)  # px
_GAP = 8


class GalleryCards(_Drawn):
    """Draws the galleries of one text."""

    height = 122

    def __init__(self, theme: Theme, cards: PhotoCards, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._cards = cards

    def draw(self, painter: QPainter, rect: QRectF, format: QTextFormat) -> None:
        placements = placements_of(format)
        card = self._cards.draw_card(painter, rect, format)
        self._draw_row(painter, card.adjusted(_GAP, _GAP, -_GAP, -_GAP), placements)
        self._draw_words(painter, card.adjusted(_GAP + 2, 0, -_GAP, -_GAP), placements)

    def picture_at(self, width: float, placements: tuple[str, ...], place: QPointF) -> str | None:
        """The placement whose picture is at a point of a card of that width, if one is."""
        room = QRectF(0.5, 0.5, width - 1, self.height - 1).adjusted(_GAP, _GAP, -_GAP, -_GAP)
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
        count = str(message("count.gallery", n=len(placements)))
        painter.setPen(self._theme.color("ink-soft"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, count)
        if wanting := self._wanting(placements):
            line.setLeft(
                line.left() + 2 * metrics.horizontalAdvance(" ") + metrics.horizontalAdvance(count)
            )
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
            gone and message("count.gone", n=gone),
            captions and message("count.without-caption", n=captions),
            credits_ and message("count.without-credit", n=credits_),
        )
        return str(listed([part for part in parts if part], "facts"))


class DividerLine(_Drawn):
    """A divider in the text: a short rule in the middle, one character to the caret."""

    height = 22

    def draw(self, painter: QPainter, rect: QRectF, format: QTextFormat) -> None:
        selected = format.hasProperty(_SELECTED)
        if selected:
            painter.fillRect(rect, self._theme.color("accent-soft"))
        color = self._theme.color("accent" if selected else "ink-faint")
        painter.setPen(QPen(color, 2 if selected else 1))
        half = QPointF(rect.width() / 6, 0)
        painter.drawLine(rect.center() - half, rect.center() + half)
