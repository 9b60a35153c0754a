"""Photos in the text: a card with thumbnail, caption and credit, one character to the caret.

Draws only; the text holds nothing but the placement's id, so a new caption never touches it.
"""

from collections.abc import Sequence

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

from editor.story.credit import CreditStyle
from editor.story.photo import Placement
from editor.ui.theme import Theme
from editor.ui.writing.document.shapes import placement_of
from editor.ui.writing.pictures.photo_source import PhotoSource

HEIGHT = 104  # px, the same for all: a new caption must not lay the text out again
THUMBNAIL = (148, 88)  # px
_SELECTED = QTextFormat.Property.BackgroundBrush.value


class PhotoCards(QPyTextObject):
    """Draws the photo blocks of one text."""

    def __init__(self, theme: Theme, photos: PhotoSource, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
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
        placement = self._placements.get(placement_of(format) or "")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        self.draw_card(painter, card, selected=format.hasProperty(_SELECTED))
        picture = QRectF(card.topLeft() + QPointF(8, 8), QSizeF(*THUMBNAIL))
        words = QRectF(picture.topRight(), card.bottomRight()).adjusted(14, 8, -12, -8)
        if placement is None:
            self._draw_frame(painter, picture)
            self._draw_missing(painter, words, doc.defaultFont())
        else:
            self.draw_picture(painter, picture, placement.id)
            self._draw_words(painter, words, placement, doc.defaultFont())
        painter.restore()

    def draw_card(self, painter: QPainter, card: QRectF, *, selected: bool) -> None:
        fill, line = ("accent-soft", "accent") if selected else ("panel", "line")
        painter.setPen(QPen(self._theme.color(line), 2 if selected else 1))
        painter.setBrush(self._theme.color(fill))
        painter.drawRoundedRect(card, 6, 6)

    def _draw_frame(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(self._theme.color("line")))
        painter.drawRoundedRect(area, 4, 4)

    def draw_picture(self, painter: QPainter, area: QRectF, placement_id: str) -> None:
        """The photo of a placement filling an area, or a plain frame while there is none."""
        placement = self._placements.get(placement_id)
        scale = painter.device().devicePixelRatioF()
        image = self._thumbnail(placement.photo.id, scale) if placement else None
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

    def _thumbnail(self, photo_id: str, scale: float) -> QImage | None:
        # Twice the box: a picture of another shape fills it only when it is larger.
        return self.image(photo_id, round(THUMBNAIL[0] * 2 * scale))

    def image(self, photo_id: str, longest: int) -> QImage | None:
        """A small picture; None while it is still being made."""
        image = self._thumbnails.get((photo_id, longest))
        if image is None:
            image = self._photos.thumbnail(photo_id, longest)
            if image is not None:
                self._thumbnails[photo_id, longest] = image
        return image

    def _draw_words(
        self, painter: QPainter, area: QRectF, placement: Placement, base: QFont
    ) -> None:
        caption, credit = placement.shown_caption, placement.shown_credit
        font = card_font(base)
        height = QFontMetricsF(font).lineSpacing()
        words = credit.line(CreditStyle())
        below = QRectF(area.left(), area.bottom() - height, area.width(), height)
        above = area.adjusted(0, 0, 0, -height - 4)
        self._paragraph(painter, above, font, caption or self.tr("No caption yet"), bool(caption))
        shown = words or self.tr("No credit yet")
        role = "ink-soft" if words else "warning"
        painter.setFont(font)
        painter.setPen(self._theme.color(role))
        elided = QFontMetricsF(font).elidedText(shown, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, elided)

    def _draw_missing(self, painter: QPainter, area: QRectF, base: QFont) -> None:
        text = self.tr("This photo is no longer attached to the story.")
        self._paragraph(painter, area, card_font(base), text, given=False)

    def _paragraph(
        self, painter: QPainter, area: QRectF, font: QFont, text: str, given: bool
    ) -> None:
        """As many whole lines as there is room for; the last one says when there is more."""
        metrics = QFontMetricsF(font)
        lines = max(1, int(area.height() / metrics.lineSpacing()))
        painter.setFont(font)
        painter.setPen(self._theme.color("ink" if given else "warning"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        room = QRectF(area.topLeft(), QSizeF(area.width(), lines * metrics.lineSpacing() + 1))
        painter.drawText(room, _fitted(text, metrics, room), option)


def card_width(doc: QTextDocument) -> float:
    """The measure of the text in px, without the document's margins."""
    return max(120.0, doc.textWidth() - 2 * doc.documentMargin() - 2)


def card_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setPointSizeF(base.pointSizeF() * 0.8)
    return font


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
