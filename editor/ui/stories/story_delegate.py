"""Draws one story in the list: headline, section and time, status, lead photo.

All rows are of one height, so that a list of ten thousand opens at once.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.story.story import Status, StoryRow
from editor.ui.stories.story_model import (
    OPEN_ROLE,
    ROW_ROLE,
    SECTION_ROLE,
    THUMBNAIL_ROLE,
    UPDATED_ROLE,
)
from editor.ui.theme import Theme
from editor.ui.widgets.elided_lines import elided_lines

HEADLINE_LINES = 2
_BROKEN_KEPT = 500  # headlines whose line breaks are remembered while one scrolls
_BAR = 3  # pixels, at the left of the story on the desk
_MARK = 20  # pixels, the icon in place of a picture
_PICTURED = 240  # pixels; in narrower rows the words have the place of the picture

Index = QModelIndex | QPersistentModelIndex


class StoryDelegate(QStyledItemDelegate):
    """Attributes:
    compact: rows of two lines without a picture: headline; status, section and time.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.compact = False
        theme.changed.connect(self._load_fonts)
        self._load_fonts()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        space = self._theme.space
        if self.compact:
            line = self._headline_metrics.lineSpacing() + self._small_metrics.lineSpacing()
            return QSize(200, line + 2 * space(2))
        lines = HEADLINE_LINES * self._headline_metrics.lineSpacing()
        small = self._small_metrics.lineSpacing() + self._chip_height
        return QSize(200, lines + small + 2 * space(3) + space(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, is_open=index.data(OPEN_ROLE))
        space = self._theme.space
        words = option.rect.adjusted(space(4), space(3), -space(3), -space(3))
        if self.compact:
            self._paint_two_lines(painter, option.rect, row, index)
        else:
            if option.rect.width() >= _PICTURED:
                side = min(words.height(), space(14))
                picture = QRect(words.right() + 1 - side, words.top(), side, side)
                self._paint_picture(painter, picture, row, index.data(THUMBNAIL_ROLE))
                words = words.adjusted(0, 0, -(side + space(3)), 0)
            self._paint_words(painter, words, row, index)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, is_open: bool
    ) -> None:
        theme, rect, state = self._theme, option.rect, option.state
        if is_open:
            painter.fillRect(rect, theme.color("accent-soft"))
            bar = QRect(rect.left(), rect.top(), _BAR, rect.height())
            painter.fillRect(bar, theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 4, 4)

    def _paint_two_lines(self, painter: QPainter, rect: QRect, row: StoryRow, index: Index) -> None:
        theme, space = self._theme, self._theme.space
        inner = rect.adjusted(space(4), space(2), -space(3), -space(2))
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(self._headline_font)
        painter.setPen(theme.color("ink" if row.headline else "ink-faint"))
        headline = self._headline_metrics.elidedText(index.data(), elide, inner.width())
        painter.drawText(inner.left(), inner.top() + self._headline_metrics.ascent(), headline)
        base = inner.bottom() + 1 - self._small_metrics.descent()
        status = self.tr(row.status.label)
        painter.setFont(self._chip_font)
        painter.setPen(theme.color(f"status-{row.status.value}"))
        painter.drawText(inner.left(), base, status)
        left = inner.left() + QFontMetrics(self._chip_font).horizontalAdvance(status)
        painter.setFont(self._small_font)
        painter.setPen(theme.color("ink-soft"))
        facts = self.tr(" · {0} · {1}").format(index.data(SECTION_ROLE), index.data(UPDATED_ROLE))
        facts = self._small_metrics.elidedText(facts, elide, inner.right() + 1 - left)
        painter.drawText(left, base, facts)

    def _paint_words(self, painter: QPainter, rect: QRect, row: StoryRow, index: Index) -> None:
        theme, space = self._theme, self._theme.space
        painter.setFont(self._headline_font)
        painter.setPen(theme.color("ink" if row.headline else "ink-faint"))
        lines = self._headline_lines(index.data(), rect.width())
        # A headline of one line stands in the middle, not over a hole.
        spacing = self._headline_metrics.lineSpacing()
        y = rect.top() + (HEADLINE_LINES - len(lines)) * spacing // 2
        for line in lines:
            painter.drawText(rect.left(), y + self._headline_metrics.ascent(), line)
            y += spacing
        y += space(1) // 2
        painter.setFont(self._small_font)
        painter.setPen(theme.color("ink-soft"))
        facts = self.tr("{0} · {1}").format(index.data(SECTION_ROLE), index.data(UPDATED_ROLE))
        elide = Qt.TextElideMode.ElideRight
        facts = self._small_metrics.elidedText(facts, elide, rect.width())
        painter.drawText(rect.left(), y + self._small_metrics.ascent(), facts)
        y += self._small_metrics.lineSpacing() + space(1)
        width = self._paint_chip(painter, rect.left(), y, row.status)
        left = rect.left() + width + space(2)
        painter.setFont(self._small_font)
        painter.setPen(theme.color("ink-faint"))
        slug = self._small_metrics.elidedText(row.slug, elide, rect.right() - left)
        painter.drawText(left, y + (self._chip_height + self._small_metrics.capHeight()) // 2, slug)

    def _paint_chip(self, painter: QPainter, left: int, top: int, status: Status) -> int:
        """Returns the chip's width in pixels."""
        theme = self._theme
        text = self.tr(status.label)
        metrics = QFontMetrics(self._chip_font)
        width = metrics.horizontalAdvance(text) + theme.space(3)
        chip = QRectF(left, top, width, self._chip_height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"status-{status.value}-soft"))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setFont(self._chip_font)
        painter.setPen(theme.color(f"status-{status.value}"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return width

    def _paint_picture(
        self, painter: QPainter, rect: QRect, row: StoryRow, pixmap: QPixmap | None
    ) -> None:
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(rect), 4, 4)
        if pixmap is not None:
            painter.save()
            painter.setClipPath(frame)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(rect, pixmap, _middle_square(pixmap))
            painter.restore()
            return
        painter.fillPath(frame, self._theme.color("pressed"))
        icon = self._theme.icon("image" if row.lead_photo else "file-text", "ink-faint")
        mark = QRect(0, 0, _MARK, _MARK)
        mark.moveCenter(rect.center())
        icon.paint(painter, mark)

    def _headline_lines(self, text: str, width: int) -> list[str]:
        key = (text, width)
        if key not in self._broken:
            if len(self._broken) > _BROKEN_KEPT:
                self._broken.clear()
            self._broken[key] = elided_lines(text, self._headline_font, width, HEADLINE_LINES)
        return self._broken[key]

    def _load_fonts(self) -> None:
        self._broken: dict[tuple[str, int], list[str]] = {}
        self._headline_font = self._theme.font("ui-strong")
        self._small_font = self._theme.font("ui-small")
        self._chip_font = self._theme.font("ui-small")
        self._chip_font.setWeight(self._headline_font.weight())
        self._headline_metrics = QFontMetrics(self._headline_font)
        self._small_metrics = QFontMetrics(self._small_font)
        self._chip_height = self._small_metrics.height() + 2


def _middle_square(pixmap: QPixmap) -> QRect:
    side = min(pixmap.width(), pixmap.height())
    square = QRect(0, 0, side, side)
    square.moveCenter(pixmap.rect().center())
    return square
