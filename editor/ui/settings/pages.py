"""The pages of the settings: how large the text is, what is done by itself, what abbreviations
become, which folder is watched."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from editor.language.style_pack import DEFAULT, NAMES, read_pack
from editor.language.typing_habits import abbreviation_entries, in_style, is_shorthand
from editor.message import message
from editor.ui.shell.settings_dialog import SettingsPage
from editor.ui.shell.system_boxes import start_folder
from editor.ui.theme.type_faces import OWN_SIZE, READING_SIZES
from editor.ui.widgets.sheet import plain_button, text_label


class TextSizePage(SettingsPage):
    """How large the words of a story are shown while they are written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("text size", "", parent)
        self.title = self.tr("Size of the text")
        self.setAccessibleName(self.title)
        self._size = QComboBox(self)
        for percent in READING_SIZES:
            self._size.addItem(str(message("count.percent", n=percent)), percent)
        self.add_field(
            self.tr("Headline, deck and body"),
            self._size,
            self.tr("Ctrl and + or − change it while you write, Ctrl and 0 sets it back."),
        )
        self.column.addStretch(1)

    def load(self, values: Mapping[str, Any]) -> None:
        place = self._size.findData(values.get("percent", OWN_SIZE))
        self._size.setCurrentIndex(place if place >= 0 else self._size.findData(OWN_SIZE))

    def values(self) -> dict[str, Any]:
        return {"percent": self._size.currentData()}


class WatchedFolderPage(SettingsPage):
    """Whose pictures come in by themselves. It belongs to this machine, whoever sits there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("watched folder", "", parent)
        self.title = self.tr("Watched folder")
        self.setAccessibleName(self.title)
        self._folder = QLineEdit(self)
        choose = plain_button(self.tr("Choose folder…"), self)
        choose.clicked.connect(self._choose)
        self.add_field(
            self.tr("Folder"),
            self._folder,
            self.tr("The one a camera or a wire service writes into; folders within it, too."),
        )
        self.column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._on = self.add_switch(
            self.tr("Pictures that come into it are brought in"),
            self.tr(
                "While Galley is open, and each once it is whole. Nothing comes twice; nothing in "
                "the folder is changed."
            ),
        )
        self.column.addStretch(1)

    def load(self, values: Mapping[str, Any]) -> None:
        self._folder.setText(str(values.get("folder", "")))
        self._on.setChecked(values.get("on") is True)

    def values(self) -> dict[str, Any]:
        return {"folder": self._folder.text().strip(), "on": self._on.isChecked()}

    def problem(self) -> str:
        folder = self._folder.text().strip()
        if not self._on.isChecked() or Path(folder or "?").is_dir():
            return ""
        return self.tr("There is no folder {0}. Choose one that is there.").format(folder)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Watch which folder?"), str(start_folder(self._folder.text().strip()))
        )
        if chosen:
            self._folder.setText(str(Path(chosen)))
            self._on.setChecked(True)


ON_AT_FIRST = ("shortcuts", "slash_menu", "focus_pale")


class TypingPage(SettingsPage):
    """Settings of what the program does by itself while somebody types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("typing", "", parent)
        self.title = self.tr("Writing")
        self.setAccessibleName(self.title)
        self.add_heading(self.tr("House style"))
        self._style = QComboBox(self)
        for name in NAMES:
            title = read_pack(name).title if name != "none" else self.tr("None: as it is typed")
            self._style.addItem(title, name)
        self.add_field(
            self.tr("Quotes, dashes, dots and figures"),
            self._style,
            self.tr("Set while you type. Ctrl+Z right after it gives back what you typed."),
        )
        self._example = text_label("", self)
        self._example.setAccessibleName(self.tr("Example"))
        self.column.addWidget(self._example)
        symbols = self.add_switch(self.tr("(c), (r) and (tm) become ©, ® and ™"))
        fractions = self.add_switch(self.tr("1/2 becomes ½"))
        self.add_heading(self.tr("Shorthand"))
        shortcuts = self.add_switch(
            self.tr("Marks of plain text become formatting"),
            self.tr(
                "## heading, > quote, >> pull quote, - list, 1. list, **bold**, *italic*, "
                "~~struck~~, [text](address), --- and Enter for a divider."
            ),
        )
        slash_menu = self.add_switch(
            self.tr("A slash offers the blocks"),
            self.tr("At the start of a line or after a blank. Esc leaves it a slash."),
        )
        self.add_heading(self.tr("Focus mode"))
        pale = self.add_switch(
            self.tr("Pale ink for all but the paragraph you are in"),
            self.tr("F11 shows the text alone, Esc brings everything back."),
        )
        typewriter = self.add_switch(self.tr("The line you are in stays in the middle"))
        self.column.addStretch(1)
        self._switches = {
            "symbols": symbols,
            "fractions": fractions,
            "shortcuts": shortcuts,
            "slash_menu": slash_menu,
            "focus_pale": pale,
            "focus_typewriter": typewriter,
        }
        for box in (symbols, fractions):
            box.toggled.connect(self._show_example)
        self._style.currentIndexChanged.connect(self._show_example)
        self._show_example()

    def load(self, values: Mapping[str, Any]) -> None:
        place = self._style.findData(values.get("style", DEFAULT))
        self._style.setCurrentIndex(max(0, place))
        for name, box in self._switches.items():
            box.setChecked(bool(values.get(name, name in ON_AT_FIRST)))

    def values(self) -> dict[str, Any]:
        return {
            "style": self._style.currentData(),
            **{name: box.isChecked() for name, box in self._switches.items()},
        }

    def _show_example(self) -> None:
        pack = read_pack(
            str(self._style.currentData()),
            symbols=self._switches["symbols"].isChecked(),
            fractions=self._switches["fractions"].isChecked(),
        )
        typed = self.tr("\"It's the 'largest' so far -- 3.5 km,\" she said. Well...")
        self._example.setText(in_style(typed, pack))


MOST_BYTES = 1_000_000  # of a table that is brought in; a newsroom has some hundred entries
Entry = tuple[str, str]


class AbbreviationsPage(SettingsPage):
    """The newsroom's shorthand as a table: what is typed before the asterisk, what is written."""

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
        self._told = text_label("", self, "soft")
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
        self._tell(str(message("window.abbreviations-came", good=len(good), n=left)))

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
            button = plain_button(label, self)
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
            self.tr("CSV (*.csv)"),
        )
        if name:
            self.write_out(Path(name))

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.show()
