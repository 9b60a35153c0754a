"""A small window of characters no keyboard has; it stays open beside the text.

It tells which one is wanted; into which text that goes is not its business.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from editor.language.characters import code_of, find, groups, name_of, shown_as
from editor.ui.widgets.begun import BegunDialog
from editor.ui.widgets.sheet import filled, plain_button, text_label

MOST_RECENT = 24
CELL = 42  # px
_CHARACTER = Qt.ItemDataRole.UserRole


class SpecialCharacters(BegunDialog):
    """Signals:
    inserted(str): a character is wanted in the text.
    remembered(object): what is to be kept for next time, as JSON.
    """

    inserted = Signal(str)
    remembered = Signal(object)
    begun_in = ""  # one only looks something up

    def __init__(self, parent: QWidget | None = None, *, face: QFont | None = None) -> None:
        """`face`: the letters of the text, in which the characters are shown."""
        super().__init__(parent)
        self._face = face or self.font()
        self.setWindowTitle(self.tr("Special characters"))
        self._small = QFont(self.font())
        self._small.setPointSizeF(self._small.pointSizeF() * 0.6)
        self._favourites: list[str] = []
        self._recent: list[str] = []
        self._groups = groups()
        self._search = QLineEdit(self)
        self._search.setAccessibleName(self.tr("Search characters"))
        self._search.setPlaceholderText(self.tr("Search by name, for instance: em dash, a caron"))
        self._search.setClearButtonEnabled(True)
        self._subjects = self._make_subjects()
        self._cells = self._make_cells()
        self._character = QLabel(self)
        self._character.setFont(self._face)
        self._character.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._character.setMinimumWidth(2 * CELL)
        self._name = text_label("", self)
        self._name.setAccessibleName(self.tr("Name of the character"))
        self._favour = plain_button("", self)
        self._insert = plain_button(self.tr("Insert"), self)
        self._insert.setProperty("kind", "primary")
        self._close = plain_button(self.tr("Close"), self)
        self._insert.setDefault(True)
        self._lay_out()
        self._connect()
        self._subjects.setCurrentRow(0)

    def load(self, values: Mapping[str, Any]) -> None:
        """Favourites and recent ones as they were kept."""
        self._favourites, self._recent = _listed(values, "favourites"), _listed(values, "recent")
        # Whoever has favourites wants them first.
        self._subjects.setCurrentRow(0 if self._favourites else 2)
        self._show_subject()

    def values(self) -> dict[str, Any]:
        return {"favourites": list(self._favourites), "recent": list(self._recent)}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._insert_current()
        elif event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._cells.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # -- building

    def _make_subjects(self) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(self.tr("Groups"))
        titles = [self.tr("Favourites"), self.tr("Recent")]
        titles += [str(group.title) for group in self._groups]
        for title in titles:
            item = QListWidgetItem(title, made)
            item.setSizeHint(QSize(0, self.fontMetrics().lineSpacing() + 8))
        widest = max(self.fontMetrics().horizontalAdvance(title) for title in titles)
        made.setFixedWidth(widest + 40)
        return made

    def _make_cells(self) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(self.tr("Characters"))
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setMovement(QListView.Movement.Static)
        made.setUniformItemSizes(True)
        made.setGridSize(QSize(CELL, CELL))
        made.setMinimumSize(9 * CELL + 30, 7 * CELL + 12)
        made.setTextElideMode(Qt.TextElideMode.ElideNone)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 14, 14, 14)
        grid.setSpacing(10)
        grid.addWidget(self._search, 0, 0, 1, 2)
        grid.addWidget(self._subjects, 1, 0)
        grid.addWidget(self._cells, 1, 1)
        told = filled(QHBoxLayout(), self._character, (self._name, 1), self._favour)
        grid.addLayout(told, 2, 0, 1, 2)
        buttons = filled(QHBoxLayout(), None, self._insert, self._close)
        grid.addLayout(buttons, 3, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._look)
        self._subjects.currentRowChanged.connect(self._on_subject)
        self._cells.currentItemChanged.connect(self._show_character)
        self._cells.itemDoubleClicked.connect(self._insert_current)
        self._favour.clicked.connect(self._turn_favourite)
        self._insert.clicked.connect(self._insert_current)
        self._close.clicked.connect(self.close)

    # -- what is shown

    def _look(self, query: str) -> None:
        if query.strip():
            self._fill(find(query))
        else:
            self._show_subject()

    def _on_subject(self) -> None:
        with QSignalBlocker(self._search):
            self._search.clear()
        self._show_subject()

    def _show_subject(self) -> None:
        row = self._subjects.currentRow()
        own = (
            (self._favourites, self.tr("No favourites yet: choose a character and make it one.")),
            (self._recent, self.tr("What you insert is listed here.")),
        )
        if row >= len(own):
            self._fill(self._groups[row - len(own)].characters)
        elif row >= 0:
            self._fill(*own[row])

    def _fill(self, characters: Sequence[str], nothing: str = "") -> None:
        self._cells.clear()
        for character in characters:
            item = QListWidgetItem(shown_as(character), self._cells)
            item.setData(_CHARACTER, character)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            item.setSizeHint(QSize(CELL - 4, CELL - 4))
            item.setToolTip(f"{name_of(character)}\n{code_of(character)}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name_of(character))
            item.setFont(self._small if shown_as(character) != character else self._face)
        if characters:
            self._cells.setCurrentRow(0)
        else:
            self._show_character(None)
            self._name.setText(nothing or self.tr("No character has a name like this."))

    def _show_character(self, item: QListWidgetItem | None) -> None:
        character = self._of(item)
        self._character.setText(shown_as(character) if character else "")
        name = self.tr("{0}  ·  {1}").format(name_of(character), code_of(character))
        self._name.setText(name if character else "")
        self._insert.setEnabled(bool(character))
        self._favour.setEnabled(bool(character))
        known = character in self._favourites
        self._favour.setText(self.tr("Not a favourite") if known else self.tr("Make a favourite"))

    # -- what is done

    def _of(self, item: QListWidgetItem | None) -> str:
        return str(item.data(_CHARACTER)) if item is not None else ""

    def _insert_current(self) -> None:
        character = self._of(self._cells.currentItem())
        if not character:
            return
        self._recent = [character, *(e for e in self._recent if e != character)][:MOST_RECENT]
        self.inserted.emit(character)
        self.remembered.emit(self.values())

    def _turn_favourite(self) -> None:
        character = self._of(self._cells.currentItem())
        if character in self._favourites:
            self._favourites.remove(character)
        elif character:
            self._favourites.append(character)
        if self._subjects.currentRow() == 0 and not self._search.text().strip():
            self._show_subject()
        else:
            self._show_character(self._cells.currentItem())
        self.remembered.emit(self.values())


def _listed(values: Mapping[str, Any], key: str) -> list[str]:
    kept = values.get(key)
    return (
        [each for each in kept if isinstance(each, str) and each] if isinstance(kept, list) else []
    )
