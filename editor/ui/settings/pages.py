"""The pages of the settings: how large the text is, what is done by itself, which folder is
watched."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from editor.language.style_pack import DEFAULT, NAMES, read_pack
from editor.language.typing_habits import in_style
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
