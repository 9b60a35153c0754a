"""The rows of a quick box: what each says, and how it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.desk.ranking import marked
from editor.ui.theme import Theme

ROW_ROLE = Qt.ItemDataRole.UserRole
LEAST_TITLE = 0.5  # of the width, whatever stands at the right

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class QuickRow:
    """`detail` stands small at the right of the title, `trailing` at the end: keys, or a status,
    in the colours of the chip of that name. A row that is not `enabled` says why in `detail`."""

    key: str
    title: str
    detail: str = ""
    trailing: str = ""
    chip: str = ""
    enabled: bool = True


class QuickModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[QuickRow, ...] = ()

    def show_rows(self, rows: Sequence[QuickRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: Index) -> QuickRow | None:
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.detail, row.trailing) if part)
        return None


class QuickDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._typed = ""

    @property
    def height(self) -> int:
        """Of a row, in px."""
        return QFontMetrics(self._theme.font("ui")).height() + self._theme.space(3)

    def show_typed(self, typed: str) -> None:
        """What is to be seen in the titles."""
        self._typed = typed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QuickRow = index.data(ROW_ROLE)
        theme, rect = self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent-soft" if row.enabled else "hover"))
            painter.drawRoundedRect(QRectF(rect), 5, 5)
        inner = rect.adjusted(theme.space(3), 0, -theme.space(3), 0)
        left = self._paint_trailing(painter, inner, row)
        self._paint_names(painter, inner, left, row)
        painter.restore()

    def _paint_trailing(self, painter: QPainter, rect: QRect, row: QuickRow) -> int:
        """Answers with where the room for the other words ends."""
        if not row.trailing:
            return rect.right()
        font = QFont(self._theme.font("ui-small"))
        if row.chip:
            font.setWeight(self._theme.font("ui-strong").weight())
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(row.trailing) + (self._theme.space(3) if row.chip else 2)
        place = QRect(rect.right() - width, rect.top(), width + 1, rect.height())
        painter.setFont(font)
        if row.chip:
            high = metrics.height() + 2
            chip = QRectF(place.left(), place.center().y() - high / 2 + 0.5, width, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(f"status-{row.chip}-soft"))
            painter.drawRoundedRect(chip, 4, 4)
            painter.setPen(self._theme.color(f"status-{row.chip}"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, row.trailing)
        else:
            painter.setPen(self._theme.color("ink-soft" if row.enabled else "ink-faint"))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | _RIGHT, row.trailing)
        return place.left() - self._theme.space(3)

    def _paint_names(self, painter: QPainter, rect: QRect, right: int, row: QuickRow) -> None:
        small, font = self._theme.font("ui-small"), self._theme.font("ui")
        room = right - rect.left()
        wanted = QFontMetrics(font).horizontalAdvance(row.title) + self._theme.space(4)
        detail = QFontMetrics(small).horizontalAdvance(row.detail)
        for_title = min(wanted, max(room - detail, int(room * LEAST_TITLE)))
        title = QRect(rect.left(), rect.top(), for_title, rect.height())
        self._paint_title(painter, title, row, font)
        painter.setFont(small)
        painter.setPen(self._theme.color("ink-soft" if row.enabled else "ink-faint"))
        place = QRect(title.right(), rect.top(), right - title.right(), rect.height())
        text = QFontMetrics(small).elidedText(row.detail, _ELIDE, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | _RIGHT, text)

    def _paint_title(self, painter: QPainter, rect: QRect, row: QuickRow, font: QFont) -> None:
        metrics = QFontMetrics(font)
        text = metrics.elidedText(row.title, _ELIDE, rect.width() - self._theme.space(2))
        baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) // 2 + 1
        painter.setFont(font)
        at = 0
        for start, end in [*_apart(marked(row.title, self._typed), text), (len(text), len(text))]:
            for part, name in ((text[at:start], "ink"), (text[start:end], "accent")):
                left = rect.left() + metrics.horizontalAdvance(
                    text[: at if name == "ink" else start]
                )
                painter.setPen(self._theme.color(name if row.enabled else "ink-faint"))
                painter.drawText(left, baseline, part)
                if name == "accent" and part and row.enabled:
                    wide = metrics.horizontalAdvance(part)
                    painter.fillRect(left, baseline + 2, wide, 1, self._theme.color("accent"))
            at = end


def _apart(places: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Places within a cut text that do not overlap."""
    clean: list[tuple[int, int]] = []
    for start, end in places:
        start = max(start, clean[-1][1] if clean else 0)
        if start < min(end, len(text)):
            clean.append((start, min(end, len(text))))
    return clean


_RIGHT = Qt.AlignmentFlag.AlignRight
_ELIDE = Qt.TextElideMode.ElideRight
