"""The record in the window: who did what to which story and when, narrowed and paged.

It shows and asks. However long the record is, only the pages that are looked at are here.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from db.audit import RecordRow, Wanted
from editor.desk.trail import action_said, details_said
from editor.message import listed, message
from editor.ui.widgets.sheet import Sheet, filled, text_label
from editor.ui.widgets.spelled_out import moment
from editor.ui.widgets.text_field import LinesField

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
PAGE = 200  # rows
PAGES = 20  # kept: some screens either way
_LATEST = 2  # pages asked for at once: a scroll bar passes many that nobody looks at
PAUSE = 250  # ms after the last key
SETTLE = 20
LINES = 12
NUMBER, AT, BY, ACTION, STORY, DETAILS = range(6)


class RecordModel(QAbstractTableModel):
    """Signals:
    page_wanted(int): rows from that number times PAGE on are looked at and not here.
    """

    page_wanted = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._count = 0
        self._pages: OrderedDict[int, Sequence[RecordRow]] = OrderedDict()
        self._slugs: dict[str, str] = {}
        self._missing: list[int] = []
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._ask)

    def start(self, count: int) -> None:
        """There are so many rows, and none of them is here."""
        self.beginResetModel()
        self._count = count
        self._pages.clear()
        self._slugs.clear()
        self._missing.clear()
        self.endResetModel()

    def show_page(self, number: int, rows: Sequence[RecordRow], slugs: Mapping[str, str]) -> None:
        self._pages[number] = rows
        self._slugs |= slugs
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)
        first = number * PAGE
        last = min(first + PAGE, self._count) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, DETAILS))

    def row_at(self, place: int) -> RecordRow | None:
        """None while it is not here."""
        number, within = divmod(place, PAGE)
        page = self._pages.get(number)
        if page is None:
            if number not in self._missing:
                self._missing.append(number)
                self._settle.start()
            return None
        self._pages.move_to_end(number)
        return page[within] if within < len(page) else None

    @property
    def kept(self) -> int:
        """Rows that are here."""
        return sum(map(len, self._pages.values()))

    def slug(self, row: RecordRow) -> str:
        return self._slugs.get(row.story, row.story[:12])

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else DETAILS + 1

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or role != _DISPLAY:
            return None
        row = self.row_at(index.row())
        if row is None:
            return "…" if index.column() == NUMBER else ""
        match index.column():
            case 0:
                return str(row.number)
            case 1:
                return moment(datetime.fromisoformat(row.at))
            case 2:
                return row.by
            case 3:
                return str(action_said(row.action))
            case 4:
                return self.slug(row)
            case _:
                return " ".join(str(listed(details_said(row.details), "facts")).split())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            titles = (self.tr("No."), self.tr("When"), self.tr("Who"), self.tr("What"))
            return (*titles, self.tr("Story"), self.tr("More"))[section]
        return None

    def _ask(self) -> None:
        wanted, self._missing = self._missing[-_LATEST:], []
        for number in wanted:
            if number not in self._pages:
                self.page_wanted.emit(number)


class RecordWindow(Sheet):
    """Signals:
    wanted(object): a `Wanted`; whoever listens answers with `show_count`.
    page_wanted(int): answered with `show_page`.
    export_requested(): what is shown now, as a table for other programs.
    """

    wanted = Signal(object)
    page_wanted = Signal(int)
    export_requested = Signal()

    begun_in = ""  # one only looks something up

    def __init__(
        self,
        people: Sequence[str],
        actions: Sequence[str],
        story: tuple[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`story` is the id and the slug of the one that is open."""
        super().__init__(parent, columns=124)
        self.introduce(
            self.tr("Record"),
            intro=self.tr(
                "Who did what, and when. Every entry is sealed with the one before it, so that "
                "none can be changed unseen."
            ),
        )
        self._search = QLineEdit(self)
        self._search.setClearButtonEnabled(True)
        self._search.setPlaceholderText(self.tr("A word, a name, the beginning of a hash"))
        self._search.setAccessibleName(self.tr("Search the record"))
        none = self.tr("Everybody"), self.tr("All acts"), self.tr("All stories"), self.tr("Any day")
        self._by = self._choice(self.tr("Who"), none[0], [(name, name) for name in people if name])
        acts = [(str(action_said(each)), each) for each in actions]
        self._action = self._choice(self.tr("What"), none[1], sorted(acts))
        stories = [(story[1], story[0])] if story else []
        self._story = self._choice(self.tr("Story"), none[2], stories)
        days = [(self.tr("Today"), 0), (self.tr("The last 7 days"), 6)]
        days += [(self.tr("The last 30 days"), 29), (self.tr("The last 365 days"), 364)]
        self._since = self._choice(self.tr("When"), none[3], days)
        choices = (self._since, self._by, self._action, self._story)
        self.body.addWidget(self._search)
        self.body.addLayout(filled(QHBoxLayout(), *((each, 1) for each in choices), gap=self.unit))
        self.model = RecordModel(self)
        self.model.page_wanted.connect(self.page_wanted)
        self._table = self._make_table()
        self.body.addWidget(self._table, 1)
        self._counted = text_label("", self, "soft")
        self.body.addWidget(self._counted)
        self._whole = LinesField("", 5, self)
        self._whole.setReadOnly(True)
        self.add_field(self.tr("The chosen entry"), self._whole)
        self.add_copy(self.tr("Copy entry"), self._whole.toPlainText)
        self.add_action(self.tr("Export as CSV…")).clicked.connect(self.export_requested)
        self.add_way_out(self.tr("Close")).setDefault(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        self._search.textChanged.connect(lambda _words: self._pause.start())
        for each in choices:
            each.currentIndexChanged.connect(self.look)
        self._table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.model.dataChanged.connect(self._show_chosen)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self._table)
        copy.activated.connect(lambda: QApplication.clipboard().setText(self._whole.toPlainText()))
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._search.setFocus()

    @property
    def value(self) -> Wanted:
        """What it is narrowed to."""
        days = self._since.currentData()
        since = ""
        if days is not None:
            today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
            since = (today - timedelta(days=days)).astimezone(UTC).isoformat()
        chosen = (each.currentData() or "" for each in (self._story, self._by, self._action))
        return Wanted(*chosen, since=since, text=self._search.text().strip())

    def look(self) -> None:
        """Ask for what it is narrowed to."""
        self._pause.stop()
        self.wanted.emit(self.value)

    def show_count(self, count: int) -> None:
        self.model.start(count)
        self._whole.clear()
        self._counted.setText(str(message("recorded.count", n=count)))
        if count:
            self._table.selectRow(0)

    def _choice(self, name: str, every: str, values: Sequence[tuple[str, Any]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.addItem(every, None)
        for label, value in values:
            box.addItem(label, value)
        return box

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setAccessibleName(self.tr("Entries of the record"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().lineSpacing() + self.unit)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((8, 19, 14, 22, 20)):
            header.resizeSection(column, letters * letter)
        header.setSectionResizeMode(DETAILS, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(LINES * (self.fontMetrics().lineSpacing() + self.unit))
        return table

    def _show_chosen(self) -> None:
        index = self._table.currentIndex()
        row = self.model.row_at(index.row()) if index.isValid() else None
        if row is not None and self._whole.toPlainText() != (whole := self._lines(row)):
            self._whole.setPlainText(whole)

    def _lines(self, row: RecordRow) -> str:
        said = [message("recorded.entry", number=row.number, hash=row.hash)]
        if row.snapshot:
            said.append(message("recorded.snapshot", hash=row.snapshot))
        said += [message("recorded.story", story=self.model.slug(row), id=row.story)]
        said += details_said(row.details)
        return "\n".join(map(str, said))
