"""Every key of the house on one page, found by typing a word of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from editor.ui.widgets.sheet import Sheet

Shortcut = tuple[str, str, str]  # group, label, keys as the platform writes them


class ShortcutsDialog(Sheet):
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
                text = f"{group.text(0)} {row.text(0)} {row.text(1)}".casefold()
                row.setHidden(not all(word in text for word in wanted))
            group.setHidden(all(row.isHidden() for row in _children(group)))
        self._none.setVisible(not self.shown)


def _children(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    rows = (group.child(index) for index in range(group.childCount()))
    return [row for row in rows if row is not None]
