"""What stands in the margin of lines: bullets, numbers, the bars of quotes, dashes of names.

Painted over the text for the lines in view only; nothing of it is in the text.
"""

from collections.abc import Iterator
from math import ceil, floor

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.ui.theme import Theme
from editor.ui.widgets.text_field import cursor_under
from editor.ui.writing.document.lines import Kind, Shape
from editor.ui.writing.document.shapes import (
    DASH_ROOM,
    INDENT_WIDTH,
    is_cell,
    is_paragraph,
    shape_of,
)


class ListNumbers:
    """The numbers of ordered items, as the page will count them.

    Counted only for lines that are painted, remembered until a line is added, removed or changed in
    kind; the text itself holds no numbers.
    """

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def forget(self) -> None:
        self._known.clear()

    def number(self, block: QTextBlock) -> int:
        """The number of an ordered item, from 1."""
        shape = shape_of(block)
        passed: list[int] = [block.blockNumber()]
        number = 0
        above = block.previous()
        while above.isValid():
            other = shape_of(above)
            if not other.is_list or other.level < shape.level:
                break
            if other.level == shape.level:
                if other.kind is not Kind.ORDERED:
                    break
                number = self._known.get(above.blockNumber(), 0)
                if number:
                    break
                passed.append(above.blockNumber())
            above = above.previous()
        for each in reversed(passed):
            number += 1
            self._known[each] = number
        return self._known[block.blockNumber()]


_BULLETS = ("•", "◦", "▪")
_BAR = 3  # px


class LineSigns:
    """Paints the signs of one editor."""

    def __init__(self, editor: QTextEdit, theme: Theme, numbers: ListNumbers) -> None:
        self._editor = editor
        self._theme = theme
        self._numbers = numbers
        self._signed: list[QTextBlock] | None = None
        self._found_at = (0, 0)  # the count of the text's lines then, and how far it was scrolled

    def forget(self) -> None:
        """Lines may have moved up, come or gone, or be of other kinds."""
        self._signed = None

    def signed(self) -> list[QTextBlock]:
        """The lines in view, and half a view about it, that have a sign: mostly none, and the same
        with most keys, also those that begin a line."""
        view = QRectF(self._editor.viewport().rect())
        beyond = view.height() / 2
        count, scrolled = self._found_at
        now = self._editor.document().blockCount(), self._editor.verticalScrollBar().value()
        if self._signed is None or now[0] != count or abs(now[1] - scrolled) > beyond:
            seen = self.blocks_in_view(view.adjusted(0, -beyond, 0, beyond), cells=False)
            self._signed = [block for block in seen if not is_paragraph(block)]
            self._found_at = now
        return self._signed

    def paint(self, dirty: QRect) -> None:
        """Paints what is in a part of the viewport, in its pixels."""
        signed = self.signed()
        if not signed:
            return
        painter = QPainter(self._editor.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrolled = self._editor.verticalScrollBar().value()
        layout = self._editor.document().documentLayout()
        reach = QRectF(dirty.adjusted(0, -INDENT_WIDTH, 0, INDENT_WIDTH))
        for block in signed:
            place = layout.blockBoundingRect(block).translated(0, -scrolled)
            if place.top() <= reach.bottom() and place.bottom() >= reach.top():
                self._paint_line(painter, block, place, scrolled)
        painter.end()

    def _paint_line(
        self, painter: QPainter, block: QTextBlock, place: QRectF, scrolled: int
    ) -> None:
        shape = shape_of(block)
        if shape.is_list:
            self._paint_item(painter, block, shape, place)
        elif shape.kind in (Kind.QUOTE, Kind.ATTRIBUTION):
            self._paint_bar(painter, block, place, scrolled)
        elif shape.kind is Kind.PULL_QUOTE:
            self._paint_rules(painter, place)

    def blocks_in_view(self, area: QRectF, *, cells: bool = True) -> Iterator[QTextBlock]:
        """The lines in a part of the viewport; without `cells` tables are passed over."""
        scrolled = self._editor.verticalScrollBar().value()
        layout = self._editor.document().documentLayout()
        corner = QPoint(floor(area.left()), floor(area.top()))  # rounded, it may be a line lower
        block = cursor_under(self._editor, corner).block()
        while block.isValid():
            table = None if cells or not is_cell(block) else QTextCursor(block).currentTable()
            if table is None:
                yield block
                block = block.next()
            else:
                block = self._editor.document().findBlock(table.lastPosition() + 1)
            if layout.blockBoundingRect(block).top() - scrolled > area.bottom() + INDENT_WIDTH:
                return

    def _paint_item(
        self, painter: QPainter, block: QTextBlock, shape: Shape, place: QRectF
    ) -> None:
        if shape.kind is Kind.ORDERED:
            sign = f"{self._numbers.number(block)}."
        else:
            sign = _BULLETS[(shape.level - 1) % len(_BULLETS)]
        self._paint_sign(painter, block, sign, self._left(shape.level), place)

    def _paint_sign(
        self, painter: QPainter, block: QTextBlock, sign: str, right: float, place: QRectF
    ) -> None:
        """`sign` on the first line's baseline, ending a little before `right`."""
        line = block.layout().lineAt(0)
        if not line.isValid():
            return
        font = self._editor.document().defaultFont()
        painter.setFont(font)
        painter.setPen(self._theme.color("ink-soft"))
        width = QFontMetricsF(font).horizontalAdvance(sign)
        baseline = place.top() + line.y() + line.ascent()
        painter.drawText(QPointF(right - 8 - width, baseline), sign)

    def _paint_bar(
        self, painter: QPainter, block: QTextBlock, place: QRectF, scrolled: int
    ) -> None:
        following = block.next()
        bottom = place.bottom()
        together = shape_of(block).kind is Kind.QUOTE and shape_of(following).kind in (
            Kind.QUOTE,
            Kind.ATTRIBUTION,
        )
        if following.isValid() and together:
            layout = self._editor.document().documentLayout()
            bottom = layout.blockBoundingRect(following).top() - scrolled
        left = self._left(1) - 16
        # On whole pixels, so that the bars of neighbours meet without a seam.
        top = floor(place.top())
        bar = QRectF(left, top, _BAR, ceil(bottom) - top)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawRect(bar)
        if shape_of(block).kind is Kind.ATTRIBUTION:
            self._paint_sign(painter, block, "—", self._left(1) + DASH_ROOM, place)

    def _paint_rules(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        for top in (place.top() - 6, place.bottom() + 6):
            painter.drawRect(QRectF(self._left(1), top, 56, 2))

    def _left(self, level: int) -> float:
        """Where the text of a level begins, in viewport pixels."""
        document = self._editor.document()
        return document.documentMargin() + level * document.indentWidth()
