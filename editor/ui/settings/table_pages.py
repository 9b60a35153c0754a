"""The pages of the settings with a table: what abbreviations become, and codes."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
)

from editor.desk.site import CODES
from editor.language import typing_habits as codes
from editor.language.typing_habits import abbreviation_entries, is_shorthand
from editor.message import Said, message
from editor.ui.shell.settings_dialog import SettingsPage
from editor.ui.shell.system_boxes import start_folder
from editor.ui.widgets.begun import KEEPS
from editor.ui.widgets.sheet import filled, label_for, plain_button, text_label
from editor.ui.widgets.text_field import CalmComboBox

Entry = tuple[str, ...]


class TablePage(SettingsPage):
    """A table with a line for each entry, which is written in, brought in and written out."""

    most = 1_000_000  # bytes of a table that is brought in; most have some hundred entries

    def lay_out(
        self, title: str, intro: str, columns: Sequence[str], files: tuple[str, str, str, str]
    ) -> None:
        """`files` is what the boxes for a file say: to bring in, to write out, under which name,
        of what kind."""
        self.title = title
        self.setAccessibleName(title)
        self.add_text(intro)
        self._files = files
        self._table = self._make_table(columns)
        self.column.addWidget(self._table, 1)
        self._told = text_label("", self, "soft")
        self._told.hide()
        self.column.addWidget(self._told)
        self._make_buttons()
        self._table.itemChanged.connect(self.written)

    def taken(self, data: bytes, name: str) -> tuple[list[Entry], str]:
        """All entries with those of a file, in the place of what is here for the same; and what
        there is to be said of it. Raises Said, ValueError, csv.Error."""
        raise NotImplementedError

    def as_file(self) -> bytes:
        raise NotImplementedError

    def fault(self, entry: Entry) -> str:
        """Why an entry cannot be kept, "" where it can."""
        raise NotImplementedError

    def bring_in(self, file: Path) -> None:
        try:
            # One byte more than allowed tells that there is more.
            with file.open("rb") as source:
                data = source.read(self.most + 1)
            if len(data) > self.most:
                self._tell(self.tr("{0} is too large for such a table.").format(file.name))
                return
            entries, told = self.taken(data, file.name)
        except (OSError, ValueError, csv.Error, Said) as error:
            self._tell(
                self.tr("{0} was not brought in: {1}. The table is as before.").format(
                    file.name, str(error).rstrip(".")
                )
            )
            return
        self._show(entries)
        self.written.emit()
        self._tell(told)

    def write_out(self, file: Path) -> None:
        try:
            file.write_bytes(self.as_file())
        except OSError as error:
            self._tell(self.tr("{0} was not written: {1}.").format(file.name, error))
        else:
            self._tell(self.tr("Written to {0}.").format(file))

    def _make_table(self, columns: Sequence[str]) -> QTableWidget:
        table = QTableWidget(0, len(columns), self)
        table.setAccessibleName(self.title)
        table.setHorizontalHeaderLabels(list(columns))
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
            button = plain_button(label, self)
            button.clicked.connect(verb)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def problem(self) -> str:
        seen: set[str] = set()
        for entry in self._all():
            if fault := self.fault(entry):
                return fault
            if entry[0] in seen:
                return self.tr("“{}” stands here twice; remove one.").format(entry[0])
            seen.add(entry[0])
        return ""

    def _all(self) -> list[Entry]:
        return [entry for entry in self._entries() if any(entry)]

    def _entries(self) -> list[Entry]:
        columns = range(self._table.columnCount())
        return [tuple(self._text(r, c) for c in columns) for r in range(self._table.rowCount())]

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
        title, _, _, kinds = self._files
        name, _ = QFileDialog.getOpenFileName(self, title, str(start_folder(None)), kinds)
        if name:
            self.bring_in(Path(name))

    def _choose_out(self) -> None:
        _, title, called, kinds = self._files
        name, _ = QFileDialog.getSaveFileName(self, title, str(start_folder(None) / called), kinds)
        if name:
            self.write_out(Path(name))

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.show()


class AbbreviationsPage(TablePage):
    """The newsroom's shorthand as a table: what is typed before the asterisk, what is written."""

    def __init__(self) -> None:
        super().__init__("abbreviations", "")
        intro = self.tr(
            "Type the short form, an asterisk, and a blank or a full stop: TCM* writes the "
            "long form, with a capital where a sentence begins. Ctrl+Z gives back what was "
            "typed."
        )
        files = self.tr("Bring in abbreviations"), self.tr("Write out abbreviations")
        self.lay_out(
            self.tr("Abbreviations"),
            intro,
            (self.tr("Short form"), self.tr("Long form")),
            (*files, "abbreviations.csv", self.tr("Tables (*.csv *.txt)")),
        )

    def load(self, values: Mapping[str, Any]) -> None:
        self._show(abbreviation_entries(values, unfinished=True))

    def values(self) -> dict[str, Any]:
        return {"entries": list(map(list, self._all()))}

    def fault(self, entry: Entry) -> str:
        short, long = entry
        if not is_shorthand(short):
            return self.tr(
                "“{}” cannot be an abbreviation: it is one word of letters and figures."
            ).format(short)
        return "" if long else self.tr("“{}” has no long form yet.").format(short)

    def taken(self, data: bytes, name: str) -> tuple[list[Entry], str]:
        rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
        pairs = [(r[0].strip(), r[1].strip()) for r in rows if len(r) >= 2]
        good = {short: long for short, long in pairs if is_shorthand(short) and long}
        told = message("window.abbreviations-came", good=len(good), n=len(rows) - len(good))
        return codes.put_together(self._all(), good.items()), str(told)

    def as_file(self) -> bytes:
        out = StringIO(newline="")
        csv.writer(out).writerows(self._all())
        return out.getvalue().encode("utf-8-sig")


class CodesPage(TablePage):
    """Codes that become names as they are typed, and the sign around them. The table is filled
    when it is first seen: a newsroom may have thousands."""

    most = codes.MOST_BYTES

    def __init__(self) -> None:
        super().__init__(CODES, "")
        intro = self.tr(
            "Type a code between two signs, in the text or in a caption, credit or alt text: =zgh= "
            "writes its words, =zgh#2= its second form. Ctrl+Z gives back what was typed. A list "
            "is a text file in UTF-8 with a tab between code and words."
        )
        columns = [self.tr("Form {0}").format(number) for number in (2, 3)]
        files = self.tr("Bring in codes"), self.tr("Write out codes"), "codes.txt"
        self.lay_out(
            self.tr("Codes"),
            intro,
            (self.tr("Code"), self.tr("Words"), *columns),
            (*files, self.tr("Lists of codes (*.txt *.tsv);;All files (*)")),
        )
        self._waiting: Mapping[str, Any] | None = None
        self._sign, self._search = CalmComboBox(self), QLineEdit(self)
        self._sign.addItems(list(codes.DELIMITERS))
        self._sign.activated.connect(self.written)
        self._search.setProperty(KEEPS, False)
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName(self.tr("Search codes"))
        self._search.setPlaceholderText(self.tr("Search codes and words"))
        self._search.textChanged.connect(self._look)
        label = label_for(self._sign, self.tr("Sign before and behind"))
        row = filled(QHBoxLayout(), label, self._sign, (self._search, 1), gap=self.unit)
        self.column.insertLayout(1, row)

    def load(self, values: Mapping[str, Any]) -> None:
        self._waiting = values
        self._sign.setCurrentText(codes.delimiter_of(values))
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        self._fill()
        super().showEvent(event)

    def values(self) -> dict[str, Any]:
        entries, sign = list(map(list, self._all())), self._sign.currentText()
        return {"delimiter": sign, "entries": entries} if entries or self._waiting else {}

    def fault(self, entry: Entry) -> str:
        return str(codes.wrong(entry[0], entry[1:]) or "")

    def taken(self, data: bytes, name: str) -> tuple[list[Entry], str]:
        brought = codes.read_codes(data, name)
        told = map(str, codes.brought_lines(brought, name, most=5))
        return codes.put_together(self._all(), brought.entries), "\n".join(told)

    def as_file(self) -> bytes:
        return codes.written(self._all())

    def _all(self) -> list[Entry]:
        """Without what is empty at the end of a line, and without empty lines."""
        if self._waiting is not None:
            return codes.entries_of(self._waiting)
        entries = super()._all()
        return [entry[: max(n for n, each in enumerate(entry, 1) if each)] for entry in entries]

    def _fill(self) -> None:
        if self._waiting is not None:
            self._show(self._all())

    def _show(self, entries: Sequence[Entry]) -> None:
        self._waiting = None
        for column in range(self._table.columnCount(), max(map(len, entries), default=0)):
            self._table.insertColumn(column)
            item = QTableWidgetItem(self.tr("Form {0}").format(column))
            self._table.setHorizontalHeaderItem(column, item)
        self._table.blockSignals(True)
        super()._show(entries)
        self._table.blockSignals(False)
        self._look(self._search.text())

    def _look(self, words: str) -> None:
        wanted = words.casefold().split()
        for row, entry in enumerate(self._entries()):
            said = "\n".join(entry).casefold()
            self._table.setRowHidden(row, not all(word in said for word in wanted))
