"""Settings of what the program does by itself while somebody types."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from editor.language.style_pack import DEFAULT, NAMES, read_pack
from editor.language.typing_habits import in_style
from editor.ui.shell.settings_page import SettingsPage
from editor.ui.widgets.sheet import text_label

_EXAMPLE = "\"It's the 'largest' so far -- 3.5 km,\" she said. Well..."


class TypingPage(SettingsPage):
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
        self._symbols = self.add_switch(self.tr("(c), (r) and (tm) become ©, ® and ™"))
        self._fractions = self.add_switch(self.tr("1/2 becomes ½"))
        self.add_heading(self.tr("Shorthand"))
        self._shortcuts = self.add_switch(
            self.tr("Marks of plain text become formatting"),
            self.tr(
                "## heading, > quote, >> pull quote, - list, 1. list, **bold**, *italic*, "
                "~~struck~~, [text](address), --- and Enter for a divider."
            ),
        )
        self._slash_menu = self.add_switch(
            self.tr("A slash offers the blocks"),
            self.tr("At the start of a line or after a blank. Esc leaves it a slash."),
        )
        self.add_heading(self.tr("Focus mode"))
        self._pale = self.add_switch(
            self.tr("Pale ink for all but the paragraph you are in"),
            self.tr("F11 shows the text alone, Esc brings everything back."),
        )
        self._typewriter = self.add_switch(self.tr("The line you are in stays in the middle"))
        self.column.addStretch(1)
        for box in (self._symbols, self._fractions):
            box.toggled.connect(self._show_example)
        self._style.currentIndexChanged.connect(self._show_example)
        self._show_example()

    def load(self, values: Mapping[str, Any]) -> None:
        place = self._style.findData(values.get("style", DEFAULT))
        self._style.setCurrentIndex(max(0, place))
        self._symbols.setChecked(bool(values.get("symbols", False)))
        self._fractions.setChecked(bool(values.get("fractions", False)))
        self._shortcuts.setChecked(bool(values.get("shortcuts", True)))
        self._slash_menu.setChecked(bool(values.get("slash_menu", True)))
        self._pale.setChecked(bool(values.get("focus_pale", True)))
        self._typewriter.setChecked(bool(values.get("focus_typewriter", False)))

    def values(self) -> dict[str, Any]:
        return {
            "style": self._style.currentData(),
            "symbols": self._symbols.isChecked(),
            "fractions": self._fractions.isChecked(),
            "shortcuts": self._shortcuts.isChecked(),
            "slash_menu": self._slash_menu.isChecked(),
            "focus_pale": self._pale.isChecked(),
            "focus_typewriter": self._typewriter.isChecked(),
        }

    def _show_example(self) -> None:
        pack = read_pack(
            str(self._style.currentData()),
            symbols=self._symbols.isChecked(),
            fractions=self._fractions.isChecked(),
        )
        self._example.setText(in_style(_EXAMPLE, pack))
