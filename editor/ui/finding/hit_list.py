"""Stories with their hits as a list: the rows, and how a hit is drawn with the words around it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.desk.replacing import BODY, StoryHits, TextHit
from editor.message import listed, message
from editor.ui.theme import Theme
from editor.ui.widgets.spelled_out import field_label

STORY_ROLE = Qt.ItemDataRole.UserRole
HIT_ROLE = Qt.ItemDataRole.UserRole + 1
SPOKEN = 40  # characters around a hit that are read out

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
BOX = 32  # px for the box to tick and the gap behind it
AROUND = 90  # characters on either side; what is too wide is cut
LEAST_BEFORE = 0.42  # of the width, for the words before the hit


class HitModel(QAbstractItemModel):
    """Every hit is ticked at first, save those of signed-off stories.

    Signals:
        ticked(): another number of hits is ticked.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stories: list[StoryHits] = []
        self._ticks: list[list[bool]] = []

    # -- what stands here

    def clear(self) -> None:
        self.beginResetModel()
        self._stories, self._ticks = [], []
        self.endResetModel()
        self.ticked.emit()

    def add(self, found: Sequence[StoryHits]) -> None:
        if not found:
            return
        first = len(self._stories)
        self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
        self._stories += found
        self._ticks += [[not each.approved] * len(each.hits) for each in found]
        self.endInsertRows()
        self.ticked.emit()

    def chosen(self) -> list[StoryHits]:
        """The stories with what is ticked in each; stories without a tick are left out."""
        chosen: list[StoryHits] = []
        for story, ticks in zip(self._stories, self._ticks, strict=True):
            hits = [hit for hit, tick in zip(story.hits, ticks, strict=True) if tick]
            if hits:
                chosen.append(story.only(hits))
        return chosen

    @property
    def counts(self) -> tuple[int, int, int]:
        """(stories, hits, hits that are ticked)."""
        hits = sum(len(each.hits) for each in self._stories)
        return len(self._stories), hits, sum(sum(each) for each in self._ticks)

    @property
    def approved(self) -> int:
        """How many of the stories are signed off."""
        return sum(each.approved for each in self._stories)

    def tick_all(self, *, ticked: bool) -> None:
        """Every box, those of signed-off stories only when they are unticked."""
        for story, ticks in zip(self._stories, self._ticks, strict=True):
            ticks[:] = [ticked and not story.approved] * len(ticks)
        if self._stories:
            last = self.index(len(self._stories) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Role.CheckStateRole])
            self.layoutChanged.emit()
        self.ticked.emit()

    # -- Qt's own

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NOWHERE) -> Any:
        inside = index.internalId() if index.isValid() else 0
        return self.createIndex(inside - 1, 0, 0) if inside else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._stories)
        return 0 if parent.internalId() else len(self._stories[parent.row()].hits)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        story, hit = self._at(index)
        if role == STORY_ROLE:
            return story
        if role == HIT_ROLE:
            return hit
        if role == Role.CheckStateRole:
            return self._state(index)
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return _spoken(story, hit)
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        ticked = Qt.CheckState(value) is not Qt.CheckState.Unchecked
        if index.internalId():
            self._ticks[index.internalId() - 1][index.row()] = ticked
            above = self.parent(index)
            self.dataChanged.emit(index, index, [role])
            self.dataChanged.emit(above, above, [role])
        else:
            ticks = self._ticks[index.row()]
            ticks[:] = [ticked] * len(ticks)
            first = self.index(0, 0, index)
            self.dataChanged.emit(index, index, [role])
            self.dataChanged.emit(first, self.index(len(ticks) - 1, 0, index), [role])
        self.ticked.emit()
        return True

    def _at(self, index: Index) -> tuple[StoryHits, TextHit | None]:
        if index.internalId():
            story = self._stories[index.internalId() - 1]
            return story, story.hits[index.row()]
        return self._stories[index.row()], None

    def _state(self, index: Index) -> Qt.CheckState:
        if index.internalId():
            ticks = [self._ticks[index.internalId() - 1][index.row()]]
        else:
            ticks = self._ticks[index.row()]
        if all(ticks):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if any(ticks) else Qt.CheckState.Unchecked


def field_name(field: str) -> str:
    return str(message("hits.text")) if field == BODY else field_label(field)


def _spoken(story: StoryHits, hit: TextHit | None) -> str:
    if hit is None:
        headline = story.headline or message("hits.no-headline")
        signed = message("hits.signed-off") if story.approved else ""
        return str(listed((headline, message("count.hits", n=len(story.hits)), signed)))
    before, behind = hit.around(SPOKEN)
    words = f"{before}{hit.words}{behind}"
    return str(message("form.labelled", label=field_name(hit.field), text=words))


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
        facts = str(message("count.hits", n=len(story.hits)))
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
        background: QColor | None = None,
    ) -> QRect:
        """Draws words and answers with the room that is left behind them."""
        # A pixel more: what fits exactly is cut by Qt's rounding.
        width = min(QFontMetrics(font).horizontalAdvance(words) + 2, rect.width())
        there = QRect(rect.left(), rect.top(), width, rect.height())
        if background is not None:
            painter.fillRect(there.adjusted(-1, 3, 1, -3), background)
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
