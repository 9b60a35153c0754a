"""The rows of the story list for Qt's views: values in, roles out; it draws and asks nothing."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPixmap

from editor.story.outlet import Section
from editor.story.story import StoryRow
from editor.ui.widgets.ago import ago

ROW_ROLE = Qt.ItemDataRole.UserRole
SECTION_ROLE = Qt.ItemDataRole.UserRole + 1
UPDATED_ROLE = Qt.ItemDataRole.UserRole + 2
THUMBNAIL_ROLE = Qt.ItemDataRole.UserRole + 3
OPEN_ROLE = Qt.ItemDataRole.UserRole + 4

KEPT_THUMBNAILS = 300
THUMBNAIL_PIXELS = 192  # device pixels, enough for the list on a screen of scale 3

Index = QModelIndex | QPersistentModelIndex


def now_here() -> datetime:
    return datetime.now(UTC).astimezone()


class StoryModel(QAbstractListModel):
    """Rows in the order given. Roles: ROW_ROLE a StoryRow, SECTION_ROLE the section's name,
    UPDATED_ROLE the words for the time, THUMBNAIL_ROLE a QPixmap or None, OPEN_ROLE whether the
    story is the one on the desk.

    Signals:
        thumbnail_wanted(str): a photo whose picture is not here.
    """

    thumbnail_wanted = Signal(str)

    def __init__(
        self, clock: Callable[[], datetime] = now_here, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._rows: list[StoryRow] = []
        self._places: dict[str, int] = {}
        self._sections: dict[str, str] = {}
        self._thumbnails: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self._open = ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
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

    def show_rows(self, rows: Sequence[StoryRow], sections: Sequence[Section]) -> None:
        """Show other rows. As many as before are changed in place: a view lays out ten thousand
        rows anew for a reset, but only repaints for changed ones."""
        self._sections = {section.key: section.name for section in sections}
        as_many = len(rows) == len(self._rows)
        if not as_many:
            self.beginResetModel()
        self._rows = list(rows)
        self._places = {row.id: place for place, row in enumerate(rows)}
        if as_many:
            self._tell_all()
        else:
            self.endResetModel()

    def update_row(self, row: StoryRow) -> None:
        """One story changed; a story that is not listed is left out."""
        place = self._places.get(row.id)
        if place is not None and self._rows[place] != row:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place), self.index(place))

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
        for place, row in enumerate(self._rows):
            if row.lead_photo == photo_id:
                self.dataChanged.emit(self.index(place), self.index(place), [THUMBNAIL_ROLE])

    def refresh_times(self) -> None:
        self._tell_all([UPDATED_ROLE, Qt.ItemDataRole.AccessibleTextRole])

    def index_of(self, story_id: str) -> QModelIndex:
        """Invalid when the story is not listed."""
        place = self._places.get(story_id)
        return QModelIndex() if place is None else self.index(place)

    def row_at(self, index: Index) -> StoryRow | None:
        return self._rows[index.row()] if index.isValid() else None

    def headline(self, row: StoryRow) -> str:
        return row.headline or self.tr("No headline yet")

    def section_name(self, row: StoryRow) -> str:
        return self._sections.get(row.section, row.section) or self.tr("No section")

    def _spoken(self, row: StoryRow) -> str:
        updated = ago(row.updated, self._clock())
        parts = (self.headline(row), self.section_name(row), self.tr(row.status.label), updated)
        return ", ".join(parts)

    def _thumbnail(self, photo_id: str) -> QPixmap | None:
        if photo_id in self._thumbnails:
            return self._thumbnails[photo_id]
        # A view asks only for what is in sight, so wanting follows looking.
        if photo_id and photo_id not in self._asked:
            self._asked.add(photo_id)
            self.thumbnail_wanted.emit(photo_id)
        return None

    def _tell_all(self, roles: Sequence[int] = ()) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1)
            self.dataChanged.emit(self.index(0), last, list(roles))
