"""The departments of the site: added, renamed, put in order, removed when no story needs them.

Keys stand in addresses that readers have: an existing one never changes, whatever its name.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from editor.message import message
from editor.story.addresses import free_slug, slugify
from editor.story.measures import LONGEST
from editor.story.outlet import Section
from editor.story.text import clean_line
from editor.ui.widgets.sheet import Sheet, filled, plain_button
from editor.ui.widgets.text_field import CalmSpinBox

_KEY = Qt.ItemDataRole.UserRole
_LENGTH = Qt.ItemDataRole.UserRole + 1


class OrderButtons(QWidget):
    """Signals: `add_requested()`, `move_requested(int)` by -1 or 1, `remove_requested()`."""

    add_requested = Signal()
    move_requested = Signal(int)
    remove_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = filled(QHBoxLayout(self))
        self._add = self.add_button(self.tr("Add"))
        self._up = self.add_button(self.tr("Move up"))
        self._down = self.add_button(self.tr("Move down"))
        self._remove = self.add_button(self.tr("Remove"))
        self._row.addStretch(1)
        self._add.clicked.connect(self.add_requested)
        self._up.clicked.connect(lambda: self.move_requested.emit(-1))
        self._down.clicked.connect(lambda: self.move_requested.emit(1))
        self._remove.clicked.connect(self.remove_requested)

    def add_button(self, label: str) -> QPushButton:
        button = plain_button(label, self)
        self._row.addWidget(button)
        return button

    def show_place(self, place: int, count: int, *, remove: str = "") -> None:
        """Enable what fits entry `place` of `count` (-1: none is chosen); `remove` says why it
        cannot be removed, "" when it can."""
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < count - 1)
        self._remove.setEnabled(place >= 0 and not remove)
        self._remove.setToolTip(remove)
        self._remove.setAccessibleDescription(remove)


class SectionsDialog(Sheet):
    """`used` maps a section's key to the number of stories in it, `lengths` to the words its
    stories usually have."""

    begun_in = "newsroom"
    begun_changed = Signal()

    def __init__(
        self,
        sections: Sequence[Section],
        used: Mapping[str, int],
        parent: QWidget | None = None,
        *,
        lengths: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._used = used
        lengths = lengths or {}
        self._before = [(each.key, each.name, lengths.get(each.key, 0)) for each in sections]
        self.introduce(
            self.tr("Sections"),
            intro=self.tr("Their order here is their order in the site's navigation."),
        )
        self._list = QListWidget(self)
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self._list.setSpacing(2)
        self._list.setMinimumHeight(9 * self.fontMetrics().lineSpacing())
        self._fill(self._before)
        self.add_field(self.tr("Sections"), self._list)
        self._address = self.add_text("", soft=True)
        self._buttons_beside = OrderButtons(self)
        self._rename = self._buttons_beside.add_button(self.tr("Rename"))
        self.body.addWidget(self._buttons_beside)
        self._length = CalmSpinBox(self)
        self._length.setRange(0, LONGEST)
        self._length.setSingleStep(50)
        self._length.setSpecialValueText(self.tr("None"))
        self.add_field(
            self.tr("Usual length in words"),
            self._length,
            self.tr(
                "The line under the text says how much a story of this section is short or over."
            ),
        )
        self.add_way_out(self.tr("Cancel"))
        self._keep: QPushButton = self.add_primary(self.tr("Keep"))

        self._list.currentRowChanged.connect(self._show_chosen)
        self._list.itemChanged.connect(self._show_chosen)
        self._list.model().rowsMoved.connect(self._show_chosen)
        self._buttons_beside.add_requested.connect(self._add_section)
        self._buttons_beside.move_requested.connect(self._move)
        self._buttons_beside.remove_requested.connect(self._remove)
        self._rename.clicked.connect(self._edit_chosen)
        self._length.valueChanged.connect(self._set_length)
        for change in (self._list.itemChanged, self._list.model().rowsRemoved):
            change.connect(self.begun_changed)
        self._list.setCurrentRow(0)
        self._show_chosen()

    def begun(self) -> dict[str, Any]:
        """The whole list once a name or a length was written, as [key, name, length]."""
        written = [
            (i.data(_KEY) or "", clean_line(i.text()), i.data(_LENGTH)) for i in self._items()
        ]
        if all(each in self._before for each in written):
            return {}
        return {"sections": written, "before": [key for key, _, _ in self._before]}

    def bring_back(self, begun: Mapping[str, Any]) -> None:
        """As it was written then; sections that came since stand at the end, and none that went
        since comes back."""
        now = {key for key, _, _ in self._before}
        rows = [tuple(row) for row in begun.get("sections", ()) if not row[0] or row[0] in now]
        shown = {row[0] for row in rows}
        known = set(begun.get("before", ()))
        rows += [
            row
            for row in self._before
            if row[0] not in shown and (row[0] not in known or self._used.get(row[0]))
        ]
        self._list.clear()
        self._fill(rows)
        self._list.setCurrentRow(0)

    def _fill(self, rows: Sequence[tuple[str, str, int]]) -> None:
        for key, name, length in rows:
            self._insert(self._list.count(), name, key).setData(_LENGTH, length)

    @property
    def value(self) -> tuple[Section, ...]:
        """In the order of the list; new keys are made from the names they have now."""
        taken = {item.data(_KEY) for item in self._items() if item.data(_KEY)}
        sections: list[Section] = []
        for item in self._items():
            name = clean_line(item.text())
            key = item.data(_KEY) or free_slug(slugify(name) or "section", taken)
            taken.add(key)
            sections.append(Section(key, name))
        return tuple(sections)

    @property
    def lengths(self) -> dict[str, int]:
        """Usual lengths by the keys of `value`; a section without one is left out."""
        pairs = zip(self.value, self._items(), strict=True)
        return {section.key: item.data(_LENGTH) for section, item in pairs if item.data(_LENGTH)}

    def accept(self) -> None:
        names = [section.name.casefold() for section in self.value]
        twice = next((s.name for s in self.value if names.count(s.name.casefold()) > 1), "")
        if not names:
            self.remark(self.tr("A site needs at least one section."))
        elif "" in names:
            self.remark(self.tr("Every section needs a name."))
        elif twice:
            self.remark(self.tr("Two sections are called “{}”; rename one.").format(twice))
        else:
            super().accept()

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _insert(self, row: int, name: str, key: str) -> QListWidgetItem:
        item = QListWidgetItem(name)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        item.setData(_KEY, key)
        self._list.insertItem(row, item)
        return item

    def _add_section(self) -> None:
        item = self._insert(self._list.currentRow() + 1, self.tr("New section"), "")
        self._list.setCurrentItem(item)
        self._list.editItem(item)

    def _edit_chosen(self) -> None:
        if item := self._list.currentItem():
            self._list.editItem(item)

    def _set_length(self, words: int) -> None:
        item = self._list.currentItem()
        if item is not None and item.data(_LENGTH) != words:
            item.setData(_LENGTH, words)

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        item = self._list.takeItem(row)
        self._list.insertItem(row + by, item)
        self._list.setCurrentItem(item)

    def _remove(self) -> None:
        self._list.takeItem(self._list.currentRow())
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.remark("")
        row = self._list.currentRow()
        self._rename.setEnabled(row >= 0)
        self._length.setEnabled(row >= 0)
        item = self._list.item(row)
        self._length.setValue(item.data(_LENGTH) or 0 if item is not None else 0)
        if row < 0:
            self._address.setText("")
            self._buttons_beside.show_place(-1, 0)
            return
        key = self.value[row].key
        stories = self._used.get(key, 0)
        count = message("count.stories", n=stories)
        self._address.setText(self.tr("Address: /{0}/ · {1}").format(key, count))
        reason = ""
        if stories:
            reason = str(message("window.section-in-use", n=stories))
        self._buttons_beside.show_place(row, self._list.count(), remove=reason)
