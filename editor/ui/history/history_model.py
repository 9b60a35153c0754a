"""The versions of a story as rows of a timeline, the newest first, a heading for each day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.story.version import VersionRow
from editor.ui.widgets.ago import day_of

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Day:
    """A heading; `first` has no line of the timeline above it."""

    label: str
    first: bool = False


@dataclass(frozen=True, slots=True)
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
            return "\n".join(part for part in (version.name, version.reason) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], Day):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def spoken(self, entry: Entry) -> str:
        """The whole row in words, as a screen reader says it."""
        version = entry.version
        parts = [
            self.tr("Version {0}").format(version.number),
            version.title,
            *self.facts(entry),
        ]
        parts += [self.tr("Signed")] if version.signing else []
        parts += [self.tr("Exported")] if version.exporting else []
        return ", ".join(part for part in parts if part)

    def facts(self, entry: Entry) -> list[str]:
        """Time, author, and how much was written."""
        facts = [entry.time, entry.version.by]
        if entry.grown:
            sign = "+" if entry.grown > 0 else "−"
            many = abs(entry.grown)
            words = self.tr("{0}1 word") if many == 1 else self.tr("{0}{1} words")
            facts.append(words.format(sign, many))
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
