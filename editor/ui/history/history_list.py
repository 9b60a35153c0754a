"""The list of a story's versions and what was done between them, as rows and as they are drawn."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

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
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.late import frozen
from editor.message import Message, listed, message
from editor.story.version import VersionKind, VersionRow
from editor.ui.theme import Theme
from editor.ui.widgets.spelled_out import day_of

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_MARK = 16  # pixels, a kind's icon
_DISC = 24  # pixels, the ground it stands on
_CHIPS = (
    ("signing", message("history.signed"), "success"),
    ("exporting", message("history.exported"), "status-exported"),
)


@frozen
class Day:
    """A heading; `first` has no line of the timeline above it."""

    label: str
    first: bool = False


@frozen
class Entry:
    """A version; `grown` is how many words it has more than the one before it (None when that
    is not known), `last` whether the timeline ends here."""

    version: VersionRow
    time: str
    grown: int | None
    last: bool = False


class HistoryModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[VersionRow, ...] = ()
        self._today = date.min
        self._rows: list[Day | Entry] = []

    @property
    def versions(self) -> tuple[VersionRow, ...]:
        return self._versions

    def show(self, versions: Sequence[VersionRow], now: datetime) -> bool:
        """Whether the rows are others now."""
        given = tuple(versions)
        today = now.astimezone().date()
        if given == self._versions and today == self._today:
            return False
        self.beginResetModel()
        self._versions, self._today = given, today
        self._rows = list(self._make_rows())
        self.endResetModel()
        return True

    def row_of(self, number: int) -> int:
        """-1 when there is no such version."""
        return next(
            (
                place
                for place, row in enumerate(self._rows)
                if isinstance(row, Entry) and row.version.number == number
            ),
            -1,
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == ENTRY_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label if isinstance(row, Day) else self.spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Entry):
            version = row.version
            return "\n".join(filter(None, (version.name, str(version.reason))))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], Day):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def spoken(self, entry: Entry) -> str:
        """The whole row in words, as a screen reader says it."""
        version = entry.version
        number = self.tr("Version {0}").format(version.number)
        chips = (label for flag, label, _ in _CHIPS if getattr(version, flag))
        return str(listed([number, version.title, *self.facts(entry), *chips]))

    def facts(self, entry: Entry) -> list[str]:
        """Time, author, and how much was written."""
        facts = [entry.time, entry.version.by]
        if grown := entry.grown:
            key = "history.grown" if grown > 0 else "history.shrunk"
            facts.append(str(Message(key, (("n", abs(grown)),))))
        return [fact for fact in facts if fact]

    def _make_rows(self) -> list[Day | Entry]:
        ordered = sorted(self._versions, key=lambda version: version.number)
        rows: list[Day | Entry] = []
        day: date | None = None
        for place in reversed(range(len(ordered))):
            version = ordered[place]
            before = ordered[place - 1].words if place else None
            here = version.at.astimezone()
            if here.date() != day:
                day = here.date()
                rows.append(Day(self._day(day), first=not rows))
            grown = _grown(before, version.words)
            rows.append(Entry(version, f"{here:%H:%M}", grown, last=place == 0))
        return rows

    def _day(self, day: date) -> str:
        if day == self._today:
            return self.tr("Today")
        if day == self._today - timedelta(days=1):
            return self.tr("Yesterday")
        return day_of(day)


def _grown(before: int | None, words: int | None) -> int | None:
    return None if before is None or words is None else words - before


class HistoryDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: HistoryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        theme.changed.connect(self._load_fonts)
        self._load_fonts()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, space = index.data(ENTRY_ROLE), self._theme.space
        if isinstance(row, Day):
            return QSize(160, self._small_metrics.height() + space(2 if row.first else 4))
        lines = self._metrics.lineSpacing() + self._small_metrics.lineSpacing()
        return QSize(160, lines + space(3) + space(1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Day):
            self._paint_day(painter, option.rect, row)
        else:
            self._paint_entry(painter, option, row)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRect, day: Day) -> None:
        space = self._theme.space
        if not day.first:
            self._paint_line(painter, rect, rect.top(), rect.bottom() + 1)
        painter.setFont(self._day_font)
        painter.setPen(self._theme.color("ink-soft"))
        words = rect.adjusted(space(3) + _DISC + space(2), 0, -space(3), -space(1))
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, bottom, day.label)

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        theme, space, rect = self._theme, self._theme.space, option.rect
        self._paint_background(painter, option)
        middle = rect.center().y()
        self._paint_line(painter, rect, rect.top(), middle if entry.last else rect.bottom() + 1)
        self._paint_mark(painter, rect, entry.version)
        inner = rect.adjusted(space(3) + _DISC + space(2), space(2), -space(3), -space(2))
        chips = self._paint_chips(painter, inner, entry.version)
        elide = Qt.TextElideMode.ElideRight
        named = bool(entry.version.name) or entry.version.kind is not VersionKind.AUTOMATIC
        painter.setFont(self._title_font if named else self._font)
        painter.setPen(theme.color("ink" if named else "ink-soft"))
        metrics = self._title_metrics if named else self._metrics
        title = metrics.elidedText(entry.version.title, elide, inner.width() - chips)
        painter.drawText(inner.left(), inner.top() + metrics.ascent(), title)
        painter.setFont(self._small_font)
        painter.setPen(theme.color("ink-faint"))
        facts = str(listed(self._model.facts(entry), "facts"))
        facts = self._small_metrics.elidedText(facts, elide, inner.width())
        below = inner.top() + self._metrics.lineSpacing() + self._small_metrics.ascent() + 2
        painter.drawText(inner.left(), below, facts)

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, state = self._theme, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 4, 4)

    def _paint_line(self, painter: QPainter, rect: QRect, top: int, bottom: int) -> None:
        left = rect.left() + self._theme.space(3) + _DISC // 2 - 1
        painter.fillRect(QRect(left, top, 2, bottom - top), self._theme.color("line-strong"))

    def _paint_mark(self, painter: QPainter, rect: QRect, version: VersionRow) -> None:
        theme = self._theme
        disc = QRect(0, 0, _DISC, _DISC)
        disc.moveCenter(rect.center())
        disc.moveLeft(rect.left() + theme.space(3))
        automatic = version.kind is VersionKind.AUTOMATIC and not version.name
        painter.setPen(QPen(theme.color("line-strong"), 1))
        painter.setBrush(theme.color("panel" if automatic else "accent-soft"))
        painter.drawEllipse(QRectF(disc).adjusted(0.5, 0.5, -0.5, -0.5))
        mark = QRect(0, 0, _MARK - 2, _MARK - 2)
        mark.moveCenter(disc.center())
        theme.icon(icon_of(version), "ink-faint" if automatic else "accent").paint(painter, mark)

    def _paint_chips(self, painter: QPainter, inner: QRect, version: VersionRow) -> int:
        """At the right of the first line; returns the room they take."""
        theme, right = self._theme, inner.right() + 1
        metrics = QFontMetrics(self._chip_font)
        painter.setFont(self._chip_font)
        for flag, label, role in reversed(_CHIPS):
            if not getattr(version, flag):
                continue
            text = str(label)
            width = metrics.horizontalAdvance(text) + theme.space(2)
            chip = QRectF(right - width, inner.top(), width, metrics.height() + 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(f"{role}-soft"))
            painter.drawRoundedRect(chip, 4, 4)
            painter.setPen(theme.color(role))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
            right -= width + theme.space(1)
        return inner.right() + 1 - right

    def _load_fonts(self) -> None:
        theme = self._theme
        self._font = theme.font("ui")
        self._title_font = theme.font("ui-strong")
        self._small_font = theme.font("ui-small")
        self._day_font = theme.font("ui-small")
        self._day_font.setWeight(self._title_font.weight())
        self._chip_font = self._day_font
        self._metrics = QFontMetrics(self._font)
        self._title_metrics = QFontMetrics(self._title_font)
        self._small_metrics = QFontMetrics(self._small_font)


def icon_of(version: VersionRow) -> str:
    if version.name:
        return "tag"
    if version.kind is VersionKind.AUTOMATIC:
        return "clock"
    if version.exported and version.reason.key == "history.exported":
        return "package-check"
    return "badge-check" if version.signing else "flag"
