"""The newsroom's shorthand as a table: what is typed before the asterisk, what is written."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from editor.language.typing_habits import abbreviation_entries, is_shorthand
from editor.ui.shell.settings_page import SettingsPage
from editor.ui.widgets.sheet import text_label
from editor.ui.widgets.start_folder import start_folder

MOST_BYTES = 1_000_000  # of a table that is brought in; a newsroom has some hundred entries
Entry = tuple[str, str]


class AbbreviationsPage(SettingsPage):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("abbreviations", "", parent)
        self.title = self.tr("Abbreviations")
        self.setAccessibleName(self.title)
        self.add_text(
            self.tr(
                "Type the short form, an asterisk, and a blank or a full stop: TCM* writes the "
                "long form, with a capital where a sentence begins. Ctrl+Z gives back what was "
                "typed."
            )
        )
        self._table = self._make_table()
        self.column.addWidget(self._table, 1)
        self._told = text_label("", self, soft=True)
        self._told.hide()
        self.column.addWidget(self._told)
        self._make_buttons()
        self._table.itemChanged.connect(self.written)

    def load(self, values: Mapping[str, Any]) -> None:
        self._show(abbreviation_entries(values, unfinished=True))

    def values(self) -> dict[str, Any]:
        return {"entries": [list(entry) for entry in self._entries() if any(entry)]}

    def problem(self) -> str:
        seen: set[str] = set()
        for short, long in self._entries():
            if not short and not long:
                continue
            if not is_shorthand(short):
                return self.tr(
                    "“{}” cannot be an abbreviation: it is one word of letters and figures."
                ).format(short)
            if not long:
                return self.tr("“{}” has no long form yet.").format(short)
            if short in seen:
                return self.tr("“{}” stands here twice; remove one.").format(short)
            seen.add(short)
        return ""

    def bring_in(self, file: Path) -> None:
        """Entries of a table with two columns; those that are here already take the new form."""
        try:
            # One byte more than allowed tells that there is more.
            with file.open("rb") as source:
                read = source.read(MOST_BYTES + 1)
            if len(read) > MOST_BYTES:
                self._tell(self.tr("{0} is too large for such a table.").format(file.name))
                return
            rows = list(csv.reader(read.decode("utf-8-sig").splitlines()))
        except (OSError, ValueError, csv.Error) as error:
            self._tell(
                self.tr("{0} was not brought in: {1}. The table is as before.").format(
                    file.name, error
                )
            )
            return
        pairs = [(r[0].strip(), r[1].strip()) for r in rows if len(r) >= 2]
        good = {short: long for short, long in pairs if is_shorthand(short) and long}
        self._show(list((dict(self._entries()) | good).items()))
        left = len(rows) - len(good)
        one = self.tr("{0} brought in, 1 line left out.")
        more = self.tr("{0} brought in, {1} lines left out.")
        self._tell((one if left == 1 else more).format(len(good), left))

    def write_out(self, file: Path) -> None:
        try:
            with file.open("w", encoding="utf-8-sig", newline="") as out:
                csv.writer(out).writerows(entry for entry in self._entries() if any(entry))
        except OSError as error:
            self._tell(self.tr("{0} was not written: {1}.").format(file.name, error))
        else:
            self._tell(self.tr("Written to {0}.").format(file))

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 2, self)
        table.setAccessibleName(self.title)
        table.setHorizontalHeaderLabels([self.tr("Short form"), self.tr("Long form")])
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.setColumnWidth(0, 18 * self.fontMetrics().averageCharWidth())
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(10 * self.fontMetrics().lineSpacing())
        return table

    def _make_buttons(self) -> None:
        row = QHBoxLayout()
        for label, verb in (
            (self.tr("Add"), self._add),
            (self.tr("Remove"), self._remove),
            (self.tr("Bring in…"), self._choose_in),
            (self.tr("Write out…"), self._choose_out),
        ):
            button = QPushButton(label, self)
            button.setAccessibleName(label)
            button.setAutoDefault(False)
            button.clicked.connect(verb)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _entries(self) -> list[Entry]:
        return [(self._text(row, 0), self._text(row, 1)) for row in range(self._table.rowCount())]

    def _text(self, row: int, column: int) -> str:
        item = self._table.item(row, column)
        return item.text().strip() if item is not None else ""

    def _show(self, entries: Sequence[Entry]) -> None:
        self._table.setRowCount(0)
        for entry in sorted(entries, key=lambda entry: entry[0].casefold()):
            self._put(entry)

    def _put(self, entry: Entry) -> int:
        row = self._table.rowCount()
        self._table.insertRow(row)
        for column, text in enumerate(entry):
            self._table.setItem(row, column, QTableWidgetItem(text))
        return row

    def _add(self) -> None:
        row = self._put(("", ""))
        self._table.setCurrentCell(row, 0)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._table.edit(self._table.currentIndex())

    def _remove(self) -> None:
        rows = {index.row() for index in self._table.selectedIndexes()}
        for row in sorted(rows, reverse=True):
            self._table.removeRow(row)

    def _choose_in(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Bring in abbreviations"),
            str(start_folder(None)),
            self.tr("Tables (*.csv *.txt)"),
        )
        if name:
            self.bring_in(Path(name))

    def _choose_out(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Write out abbreviations"),
            str(start_folder(None) / "abbreviations.csv"),
            "CSV (*.csv)",
        )
        if name:
            self.write_out(Path(name))

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.show()
