"""Draws a story with its number of hits, and a hit with the words around it."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.desk.drafts import StoryHits, TextHit
from editor.ui.finding.hit_model import HIT_ROLE, STORY_ROLE, field_name
from editor.ui.theme import Theme

BOX = 32  # px for the box to tick and the gap behind it
AROUND = 90  # characters on either side; what is too wide is cut
LEAST_BEFORE = 0.42  # of the width, for the words before the hit

Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def displayText(self, value: object, locale: object) -> str:
        return ""  # drawn here, in several colours

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, QFontMetrics(self._theme.font("ui")).height() + self._theme.space(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        story, hit = index.data(STORY_ROLE), index.data(HIT_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect.adjusted(BOX, 0, -self._theme.space(2), 0)
        painter.save()
        if hit is None:
            self._paint_story(painter, rect, story, selected=selected)
        else:
            self._paint_hit(painter, rect, hit, selected=selected)
        painter.restore()

    def _paint_story(
        self, painter: QPainter, rect: QRect, story: StoryHits, *, selected: bool
    ) -> None:
        count = self.tr("{0} hits") if len(story.hits) > 1 else self.tr("1 hit")
        facts = count.format(f"{len(story.hits):,}")
        small = self._theme.font("ui-small")
        width = QFontMetrics(small).horizontalAdvance(facts)
        right = QRect(rect.right() - width, rect.top(), width + 1, rect.height())
        self._draw(painter, right, facts, small, self._ink("ink-soft", selected=selected))
        if story.approved:
            words = self.tr("Signed off: replacing voids it")
            width = QFontMetrics(small).horizontalAdvance(words) + self._theme.space(4)
            right = QRect(right.left() - width, rect.top(), width, rect.height())
            self._draw(painter, right, words, small, self._ink("warning", selected=selected))
        rect.setRight(right.left() - self._theme.space(2))
        headline = story.headline or self.tr("No headline yet")
        self._draw(
            painter,
            rect,
            headline,
            self._theme.font("ui-strong"),
            self._ink("ink", selected=selected),
        )

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: TextHit, *, selected: bool) -> None:
        plain, strong = self._theme.font("ui"), self._theme.font("ui-strong")
        metrics = QFontMetrics(plain)
        label = metrics.horizontalAdvance(self.tr("Headline")) + self._theme.space(4)
        soft, ink = self._ink("ink-soft", selected=selected), self._ink("ink", selected=selected)
        name = rect.adjusted(0, 0, 0, 0)
        name.setWidth(label)
        self._draw(painter, name, field_name(hit.field), self._theme.font("ui-small"), soft)
        rect.setLeft(rect.left() + label)
        before, behind = hit.around(AROUND)
        # The hits stand in a column of their own, as in a concordance.
        room = int(rect.width() * LEAST_BEFORE)
        before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, room)
        space = QRect(rect.left(), rect.top(), room, rect.height())
        self._draw(painter, space, before, plain, soft, Qt.AlignmentFlag.AlignRight)
        rect.setLeft(rect.left() + room)
        old = QFont(strong)
        new = hit.match.replacement
        old.setStrikeOut(bool(new))
        rect = self._word(painter, rect, hit.words, old, ink, self._theme.color("hit"))
        if new:
            rect.setLeft(rect.left() + self._theme.space(1))
            rect = self._word(painter, rect, new, strong, self._ink("accent", selected=selected))
        self._draw(painter, rect, behind, plain, soft)

    def _word(
        self,
        painter: QPainter,
        rect: QRect,
        words: str,
        font: QFont,
        ink: QColor,
        ground: QColor | None = None,
    ) -> QRect:
        """Draws words and answers with the room that is left behind them."""
        # A pixel more: what fits exactly is cut by Qt's rounding.
        width = min(QFontMetrics(font).horizontalAdvance(words) + 2, rect.width())
        there = QRect(rect.left(), rect.top(), width, rect.height())
        if ground is not None:
            painter.fillRect(there.adjusted(-1, 3, 1, -3), ground)
            ink = self._theme.color("hit-ink")
        self._draw(painter, there, words, font, ink)
        return rect.adjusted(width, 0, 0, 0)

    def _draw(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        ink: QColor,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        if side is Qt.AlignmentFlag.AlignLeft:
            elide = Qt.TextElideMode.ElideRight
            text = QFontMetrics(font).elidedText(text, elide, rect.width())
        painter.drawText(
            rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text
        )

    def _ink(self, name: str, *, selected: bool) -> QColor:
        return self._theme.color("selection-ink" if selected else name)
