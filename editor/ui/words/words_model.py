"""Every word the newsroom knows as a table, searched and sorted here: thousands of rows. And the
fields in which one of them is written."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from editor.language.dictionaries import Entry
from editor.language.lexicon import without_accents
from editor.late import frozen
from editor.message import listed
from editor.story.text import clean_line
from editor.story.words import NewsroomWord, WordKind
from editor.ui.widgets.sheet import label_for, plain_button

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
WORD, CHINESE, KIND, SOURCE = range(4)


class Owner(Enum):
    """Who knows a word: everybody here, the story that is open, or Galley by itself."""

    NEWSROOM = "newsroom"
    STORY = "story"
    GALLEY = "galley"


@frozen
class WordRow:
    """`sought` is what a search looks through."""

    record: NewsroomWord
    owner: Owner
    sought: str

    @property
    def removable(self) -> bool:
        return self.owner is not Owner.GALLEY

    @classmethod
    def of_newsroom(cls, record: NewsroomWord) -> "WordRow":
        return cls(record, Owner.NEWSROOM, _sought(record.word, record.chinese))

    @classmethod
    def of_story(cls, word: str, source: str) -> "WordRow":
        return cls(NewsroomWord(word, source=source), Owner.STORY, _sought(word))

    @classmethod
    def of_galley(cls, entry: Entry) -> "WordRow":
        name = str(listed(entry.spellings, "ways"))
        level = entry.level.replace("-", " ")
        source = str(listed(("Galley", level, entry.within)))
        record = NewsroomWord(name, entry.kind, entry.chinese, source)
        return cls(record, Owner.GALLEY, _sought(name, entry.chinese, entry.within))


class WordsModel(QAbstractTableModel):
    """Rows are WordRow values that fit what is looked for, in the order chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[WordRow] = []
        self._shown: list[WordRow] = []
        self._words = ""
        self._kind: WordKind | None = None
        self._owner: Owner | None = Owner.NEWSROOM
        self._order = (WORD, False)

    def show_rows(self, rows: Iterable[WordRow]) -> None:
        self._all = list(rows)
        self._refill()

    def look_for(self, words: str, kind: WordKind | None, owner: Owner | None) -> None:
        """Show rows that hold all of these words, of this kind and owner or of any (None)."""
        self._words, self._kind, self._owner = words, kind, owner
        self._refill()

    def row_at(self, place: int) -> WordRow | None:
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def place_of(self, word: str) -> int:
        """The row of the newsroom's own record of `word`; -1 when it is not shown."""
        rows = enumerate(self._shown)
        found = (n for n, row in rows if row.record.word == word and row.owner is Owner.NEWSROOM)
        return next(found, -1)

    @property
    def counts(self) -> tuple[int, int]:
        """Rows shown, and rows there are among those that may be shown."""
        there = len(self._all) if self._owner is None else 0
        return len(self._shown), there or sum(row.owner is self._owner for row in self._all)

    def kind_label(self, kind: WordKind) -> str:
        return {
            WordKind.WORD: self.tr("Word"),
            WordKind.PERSON: self.tr("Person"),
            WordKind.PLACE: self.tr("Place"),
            WordKind.ORGANISATION: self.tr("Organisation"),
        }[kind]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else SOURCE + 1

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return self._texts(row)[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return (self.tr("Word"), self.tr("Chinese"), self.tr("Kind"), self.tr("From"))[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order is Qt.SortOrder.DescendingOrder)
        self._refill()

    def _refill(self) -> None:
        self.beginResetModel()
        column, backwards = self._order
        fitting = [row for row in self._all if self._fits(row)]
        # Letters first, so that rows that are equal in the column stay in their order.
        fitting.sort(key=lambda row: row.sought)
        if column != WORD:
            fitting.sort(key=lambda row: self._texts(row)[column])
        self._shown = fitting[::-1] if backwards else fitting
        self.endResetModel()

    def _fits(self, row: WordRow) -> bool:
        if self._kind is not None and row.record.kind is not self._kind:
            return False
        if self._owner is not None and row.owner is not self._owner:
            return False
        return all(word in row.sought for word in _sought(self._words).split())

    def _texts(self, row: WordRow) -> Sequence[str]:
        record = row.record
        return record.word, record.chinese, self.kind_label(record.kind), record.source


def _sought(*texts: str) -> str:
    """Small letters without accents: `luliang` finds Lüliang."""
    return "\n".join(without_accents(text.casefold().replace("’", "'")) for text in texts)


class WordFields(QWidget):
    """Signals:
    add_requested(object): the `NewsroomWord` that stands in the fields, as a new one.
    change_requested(str, object): the spelling of the chosen word, and what it should be.
    remove_requested(): the words chosen in the table.
    """

    add_requested = Signal(object)
    change_requested = Signal(str, object)
    remove_requested = Signal()

    def __init__(self, kinds: list[tuple[str, WordKind]], gap: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._chosen: NewsroomWord | None = None
        self._word, self._chinese = QLineEdit(self), QLineEdit(self)
        self._kind = QComboBox(self)
        for label, kind in kinds:
            self._kind.addItem(label, kind)
        self._add = plain_button(self.tr("Add"), self)
        self._change = plain_button(self.tr("Change"), self)
        self._remove = plain_button(self.tr("Remove"), self)
        self._lay_out(gap)
        self._word.textEdited.connect(self._enable)
        self._chinese.textEdited.connect(self._enable)
        self._kind.activated.connect(self._enable)
        self._add.clicked.connect(lambda: self.add_requested.emit(self.record))
        self._change.clicked.connect(self._ask_change)
        self._remove.clicked.connect(self.remove_requested)
        self._removable = 0
        self._enable()

    @property
    def record(self) -> NewsroomWord:
        """What stands in the fields; who says so stays as it was."""
        return NewsroomWord(
            clean_line(self._word.text()),
            WordKind(self._kind.currentData()),
            clean_line(self._chinese.text()),
            self._chosen.source if self._chosen else "",
        )

    def show_chosen(self, record: NewsroomWord | None, *, removable: int) -> None:
        """Put a chosen word into the fields, or leave what is being written (None);
        `removable` words are chosen that can be removed."""
        self._removable = removable
        if record != self._chosen:
            self._chosen = record
            if record is not None:
                self._fill(record)
        self._enable()

    def start_anew(self) -> None:
        """Empty fields, for the next word of the same kind."""
        self._chosen = None
        self._word.clear()
        self._chinese.clear()
        self._enable()

    def start_with(self, word: str) -> None:
        """A word about to be added."""
        self.start_anew()
        self._word.setText(word)
        self._enable()
        self._word.setFocus()

    def _fill(self, record: NewsroomWord) -> None:
        self._word.setText(record.word)
        self._chinese.setText(record.chinese)
        self._kind.setCurrentIndex(self._kind.findData(record.kind))

    def _enable(self) -> None:
        record, chosen = self.record, self._chosen
        fresh = bool(record.word) and (chosen is None or record.word != chosen.word)
        self._add.setEnabled(fresh)
        self._change.setEnabled(bool(record.word) and chosen is not None and record != chosen)
        self._remove.setEnabled(self._removable > 0)
        # Enter does what is meant most: keep the change, else add.
        (self._change if self._change.isEnabled() else self._add).setDefault(True)

    def _ask_change(self) -> None:
        assert self._chosen is not None
        self.change_requested.emit(self._chosen.word, self.record)

    def _lay_out(self, gap: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(gap // 2)
        labels = (self.tr("Word or name"), self.tr("Chinese form"), self.tr("Kind of word"))
        fields = (self._word, self._chinese, self._kind)
        for column, (text, field) in enumerate(zip(labels, fields, strict=True)):
            grid.addWidget(label_for(field, text), 0, column)
            grid.addWidget(field, 1, column)
        for column, button in enumerate((self._add, self._change, self._remove), len(fields)):
            grid.addWidget(button, 1, column)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
