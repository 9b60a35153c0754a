"""Dialogs that tell and ask nothing: what this Galley is, its keys, what went wrong."""

import platform
import sqlite3
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QSysInfo, Qt, qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from editor.message import Message, listed, literal, message
from editor.ui.widgets.sheet import Sheet, text_label
from editor.ui.widgets.text_field import LinesField
from editor.version import VERSION


def diagnostics(version: str, library: Path) -> tuple[tuple[Message, str], ...]:
    """(label, fact) in a fixed order. The person's home is written `~`."""
    python = message("form.beside", what=platform.python_version(), more=sys.implementation.name)
    runs_on = listed(
        (message("about.binding", version=pyside_version), QGuiApplication.platformName())
    )
    qt = message("form.beside", what=qVersion(), more=runs_on)
    system = listed((QSysInfo.prettyProductName(), QSysInfo.currentCpuArchitecture()))
    return (
        (literal("Galley"), version),
        (message("about.licence"), "GPL-3.0-or-later"),
        (message("about.library"), without_home(str(library))),
        (literal("Python"), str(python)),
        (literal("Qt"), str(qt)),
        (literal("SQLite"), sqlite3.sqlite_version),
        (message("about.system"), str(system)),
    )


def fact_lines(facts: Iterable[tuple[Message, str]]) -> str:
    """As they are copied, one a line."""
    return "\n".join(str(message("form.labelled", label=of, text=fact)) for of, fact in facts)


def without_home(text: str) -> str:
    """`text` with the person's home folder as `~`: it usually holds their name."""
    home = str(Path.home())
    return text if home in ("", "/", "\\") else text.replace(home, "~")


class AboutDialog(Sheet):
    """What this Galley is: version, licence, where the library lies, what it runs on."""

    def __init__(self, version: str, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = diagnostics(version, library)
        self.introduce(
            self.tr("About Galley"),
            "Galley",
            self.tr(
                "An editorial workstation. Free software under the GNU General Public License, "
                "version 3 or later; it comes without warranty."
            ),
        )
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, fact in self._facts:
            value = text_label(fact, self)
            value.setTextInteractionFlags(
                value.textInteractionFlags().TextSelectableByMouse
                | value.textInteractionFlags().TextSelectableByKeyboard
            )
            value.setAccessibleName(fact_lines([(label, fact)]))
            form.addRow(QLabel(str(label), self), value)
        self.body.addLayout(form)
        self.body.addStretch(1)
        self.add_copy(self.tr("Copy diagnostics"), lambda: self.value)
        self.add_way_out(self.tr("Close")).setDefault(True)

    @property
    def value(self) -> str:
        """The diagnostics as text, one fact a line."""
        return fact_lines(self._facts)


class FailureDialog(Sheet):
    """When something nobody expected happened: what, that the text is safe, what to do now."""

    def __init__(self, error: BaseException, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = _details(error, library)
        self.introduce(
            self.tr("Something went wrong"), self.tr("Galley met an error it did not expect")
        )
        kind, text = type(error).__name__, str(error)
        told = message("form.labelled", label=kind, text=text) if text else kind
        self.add_text(str(told))
        self.add_heading(self.tr("Your text is safe"))
        self.add_text(
            self.tr("Everything typed up to now is kept in the library, in {}.").format(library)
        )
        self.add_heading(self.tr("What to do now"))
        self.add_text(
            self.tr(
                "You can go on working. If something looks wrong, close Galley and start it again. "
                "If it happens twice, copy the details and send them to whoever looks after "
                "Galley at your desk."
            )
        )
        details = LinesField(self._details, 8, self)
        details.setReadOnly(True)
        details.setLineWrapMode(LinesField.LineWrapMode.NoWrap)
        self.add_field(self.tr("Details"), details)
        self.add_copy(self.tr("Copy details"), lambda: self._details)
        go_on = self.add_way_out(self.tr("Go on"))
        go_on.setDefault(True)
        go_on.setFocus()

    @property
    def value(self) -> str:
        """The details as they are copied."""
        return self._details


def _details(error: BaseException, library: Path) -> str:
    facts = fact_lines(diagnostics(VERSION, library))
    return without_home(f"{facts}\n\n{''.join(traceback.format_exception(error))}").rstrip()


Shortcut = tuple[str, str, str]  # group, label, keys as the platform writes them


class ShortcutsDialog(Sheet):
    """Every key of the house on one page, found by typing a word of it."""

    begun_in = ""  # one only looks something up

    def __init__(self, shortcuts: Sequence[Shortcut], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(self.tr("Keyboard shortcuts"))
        self._search = QLineEdit(self)
        self._search.setClearButtonEnabled(True)
        self._search.setPlaceholderText(self.tr("A word or a key, for instance: bold, Ctrl"))
        self.add_field(self.tr("Search shortcuts"), self._search)
        self._list = QTreeWidget(self)
        self._list.setAccessibleName(self.tr("Shortcuts"))
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setItemsExpandable(False)
        self._list.setMinimumHeight(16 * self.fontMetrics().lineSpacing())
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._fill(shortcuts)
        self.body.addWidget(self._list, 1)
        self._none = self.add_text(self.tr("Nothing found."), soft=True)
        self._none.hide()
        self.add_way_out(self.tr("Close")).setDefault(True)
        self._search.textChanged.connect(self._filter)

    @property
    def shown(self) -> tuple[Shortcut, ...]:
        """What can be seen with the words typed now."""
        found: list[Shortcut] = []
        for group in self._groups():
            found += [
                (group.text(0), row.text(0), row.text(1))
                for row in _children(group)
                if not row.isHidden()
            ]
        return tuple(found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._search.setFocus()

    def _fill(self, shortcuts: Sequence[Shortcut]) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for group, label, keys in shortcuts:
            if group not in groups:
                groups[group] = QTreeWidgetItem(self._list, [group])
                groups[group].setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = groups[group].font(0)
                font.setBold(True)
                groups[group].setFont(0, font)
                groups[group].setFirstColumnSpanned(True)
            QTreeWidgetItem(groups[group], [label, keys])
        self._list.expandAll()

    def _groups(self) -> list[QTreeWidgetItem]:
        items = (self._list.topLevelItem(n) for n in range(self._list.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        for group in self._groups():
            for row in _children(group):
                text = "\n".join((group.text(0), row.text(0), row.text(1))).casefold()
                row.setHidden(not all(word in text for word in wanted))
            group.setHidden(all(row.isHidden() for row in _children(group)))
        self._none.setVisible(not self.shown)


def _children(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    rows = (group.child(index) for index in range(group.childCount()))
    return [row for row in rows if row is not None]
