"""The rows of the list of stories, and how one is drawn: headline, section and time, status, photo.

All rows are of one height, so that a list of a hundred thousand opens at once; those that nobody
has looked at are numbers.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QStandardItemModel,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.desk.stories import PAGE
from editor.message import listed, message
from editor.story.outlet import Section
from editor.story.story import Status, StoryRow
from editor.ui.theme import Theme
from editor.ui.widgets.labels import elided_lines
from editor.ui.widgets.spelled_out import ago

ROW_ROLE = Qt.ItemDataRole.UserRole
SECTION_ROLE = Qt.ItemDataRole.UserRole + 1
UPDATED_ROLE = Qt.ItemDataRole.UserRole + 2
THUMBNAIL_ROLE = Qt.ItemDataRole.UserRole + 3
OPEN_ROLE = Qt.ItemDataRole.UserRole + 4

KEPT_ROWS = 20 * PAGE
KEPT_THUMBNAILS = 300
THUMBNAIL_PIXELS = 192  # device pixels, enough for the list on a screen of scale 3

Index = QModelIndex | QPersistentModelIndex
HEADLINE_LINES = 2
_BROKEN_KEPT = 500  # headlines whose line breaks are remembered while one scrolls
_BAR = 3  # pixels, at the left of the story on the desk
_MARK = 20  # pixels, the icon in place of a picture
_PICTURED = 240  # pixels; in narrower rows the words have the place of the picture


class StoryModel(QStandardItemModel):
    """Stories by their numbers, in the order given; a row is asked for when it is looked at, and
    until it comes there is no data. Qt counts them itself: a view that lays out a hundred thousand
    asks for each how many there are. Roles: ROW_ROLE a StoryRow, SECTION_ROLE the section's name,
    UPDATED_ROLE the words for the time, THUMBNAIL_ROLE a QPixmap or None, OPEN_ROLE whether the
    story is the one on the desk.

    Signals:
        rows_wanted(list): numbers of rows that are not here.
        headline_sought(str, int): letters, and the place from which on to look for them.
        thumbnail_wanted(str): a photo whose picture is not here.
    """

    rows_wanted = Signal(list)
    headline_sought = Signal(str, int)
    thumbnail_wanted = Signal(str)

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(0, 1, parent)
        self._clock = clock
        self._numbers = array("q")
        self._rows: dict[int, StoryRow] = {}
        self._wanted: set[int] = set()
        self._sections: dict[str, str] = {}
        self._thumbnails: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self._open = ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags if index.isValid() else Qt.ItemFlag.NoItemFlags

    def match(self, start: QModelIndex, _role: int, value: Any, *_: Any) -> list[QModelIndex]:
        """Asked when somebody types over the list; the library answers it."""
        self.headline_sought.emit(str(value), start.row())
        return []

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.headline(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{self.headline(row)}\n{row.slug}"
            case _ if role == ROW_ROLE:
                return row
            case _ if role == SECTION_ROLE:
                return self.section_name(row)
            case _ if role == UPDATED_ROLE:
                return ago(row.updated, self._clock())
            case _ if role == THUMBNAIL_ROLE:
                return self._thumbnail(row.lead_photo)
            case _ if role == OPEN_ROLE:
                return row.id == self._open
            case _:
                return None

    def show_rows(
        self,
        numbers: "array[int]",
        rows: Mapping[int, StoryRow],
        sections: Sequence[Section],
        *,
        anew: bool = True,
    ) -> None:
        """Show other stories; rows shown before hold unless it is `anew`."""
        self._sections = {section.key: section.name for section in sections}
        self._numbers = numbers
        if anew:
            self._rows.clear()
            self._wanted.clear()
        self._rows |= rows
        self.setRowCount(len(numbers))
        self.add_rows({})

    def add_rows(self, rows: Mapping[int, StoryRow]) -> None:
        """Rows that were wanted; those that came first are forgotten when they are many."""
        self._rows |= rows
        self._wanted -= rows.keys()
        for number in list(self._rows)[:-KEPT_ROWS]:
            del self._rows[number]
        self._tell_all()

    def update_row(self, row: StoryRow) -> None:
        """One story changed; one whose row is not here is left out."""
        index = self.index_of(row.id)
        if index.isValid() and self.row_at(index) != row:
            self._rows[self._numbers[index.row()]] = row
            self.dataChanged.emit(index, index)

    def set_open(self, story_id: str) -> None:
        """The story on the desk; "" when there is none."""
        before, self._open = self._open, story_id
        for each in (before, story_id):
            index = self.index_of(each)
            if index.isValid():
                self.dataChanged.emit(index, index, [OPEN_ROLE])

    def set_thumbnail(self, photo_id: str, image: QImage) -> None:
        small = image.scaled(
            THUMBNAIL_PIXELS,
            THUMBNAIL_PIXELS,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._thumbnails[photo_id] = QPixmap.fromImage(small)
        self._thumbnails.move_to_end(photo_id)
        while len(self._thumbnails) > KEPT_THUMBNAILS:
            forgotten, _ = self._thumbnails.popitem(last=False)
            self._asked.discard(forgotten)
        self._tell_all([THUMBNAIL_ROLE])

    def refresh_times(self) -> None:
        self._tell_all([UPDATED_ROLE, Qt.ItemDataRole.AccessibleTextRole])

    def index_of(self, story_id: str) -> QModelIndex:
        """Invalid when the story is not listed, or its row not here."""
        found = (number for number, row in self._rows.items() if row.id == story_id)
        return self.index_at(next(found, None))

    def index_at(self, number: int | None) -> QModelIndex:
        if number is None or number not in self._numbers:
            return QModelIndex()
        return self.index(self._numbers.index(number), 0)

    def first_of(self, numbers: Collection[int], start: int) -> QModelIndex:
        """The first of these from a place on, and round from the beginning."""
        places = chain(range(start, len(self._numbers)), range(start))
        found = (place for place in places if self._numbers[place] in numbers)
        return self.index(next(found, -1), 0)

    def number_at(self, index: Index) -> int | None:
        listed = index.isValid() and index.row() < len(self._numbers)
        return self._numbers[index.row()] if listed else None

    def row_at(self, index: Index) -> StoryRow | None:
        """None until it comes."""
        number = self.number_at(index)
        if number is None:
            return None
        row = self._rows.get(number)
        if row is None and number not in self._wanted:
            page = index.row() // PAGE * PAGE
            wanted = [each for each in self._numbers[page : page + PAGE] if each not in self._rows]
            self._wanted.update(wanted)
            self.rows_wanted.emit(wanted)
        return row

    def headline(self, row: StoryRow) -> str:
        return row.headline or self.tr("No headline yet")

    def section_name(self, row: StoryRow) -> str:
        return self._sections.get(row.section, row.section) or self.tr("No section")

    def _spoken(self, row: StoryRow) -> str:
        updated = ago(row.updated, self._clock())
        parts = (self.headline(row), self.section_name(row), str(row.status.label), updated)
        return str(listed(parts))

    def _thumbnail(self, photo_id: str) -> QPixmap | None:
        if photo_id in self._thumbnails:
            return self._thumbnails[photo_id]
        # A view asks only for what is in sight, so wanting follows looking.
        if photo_id and photo_id not in self._asked:
            self._asked.add(photo_id)
            self.thumbnail_wanted.emit(photo_id)
        return None

    def _tell_all(self, roles: Sequence[int] = ()) -> None:
        if self._numbers:
            last = self.index(len(self._numbers) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, list(roles))


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
        self._paint_background(painter, option, is_open=bool(index.data(OPEN_ROLE)))
        if row is None:
            painter.restore()
            return
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

    def _paint_background(
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
        status = str(row.status.label)
        painter.setFont(self._chip_font)
        painter.setPen(theme.color(f"status-{row.status.value}"))
        painter.drawText(inner.left(), base, status)
        left = inner.left() + QFontMetrics(self._chip_font).horizontalAdvance(status)
        painter.setFont(self._small_font)
        painter.setPen(theme.color("ink-soft"))
        facts = listed((index.data(SECTION_ROLE), index.data(UPDATED_ROLE)), "facts")
        facts = str(message("form.facts-behind", facts=facts))
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
        facts = str(listed((index.data(SECTION_ROLE), index.data(UPDATED_ROLE)), "facts"))
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
        text = str(status.label)
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
        icon = self._theme.icon("image" if row.lead_photo else "file-text", "ink-faint", size=_MARK)
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
