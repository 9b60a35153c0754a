"""The names the newsroom knows: writers, photographers, organisations; kept in one place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from editor.story.people import Contributor, Kind, Role, can_be_note
from editor.story.text import clean_line
from editor.ui.widgets.begun import KEEPS
from editor.ui.widgets.sheet import Sheet, filled, plain_button

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
SEARCHED = Qt.ItemDataRole.UserRole  # every form of the name and the note


class PeopleModel(QAbstractTableModel):
    """Rows are Contributor values; columns name, Chinese name, note, kind, role."""

    def __init__(self, people: Sequence[Contributor], parent: QObject) -> None:
        super().__init__(parent)
        self._people = list(people)

    @property
    def people(self) -> tuple[Contributor, ...]:
        return tuple(self._people)

    def show(self, people: Sequence[Contributor]) -> None:
        self.beginResetModel()
        self._people = list(people)
        self.endResetModel()

    def put(self, row: int, person: Contributor) -> None:
        self._people[row] = person
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def add(self, person: Contributor) -> int:
        """The row the person has now."""
        row = len(self._people)
        self.beginInsertRows(QModelIndex(), row, row)
        self._people.append(person)
        self.endInsertRows()
        return row

    def remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._people[row]
        self.endRemoveRows()

    def kind_label(self, kind: Kind) -> str:
        return {
            Kind.PERSON: self.tr("Person"),
            Kind.ORGANISATION: self.tr("Organisation"),
        }[kind]

    def role_label(self, role: Role) -> str:
        return {
            Role.AUTHOR: self.tr("Author"),
            Role.CONTRIBUTOR: self.tr("Contributor"),
            Role.PHOTOGRAPHER: self.tr("Photographer"),
            Role.EDITOR: self.tr("Editor"),
            Role.TRANSLATOR: self.tr("Translator"),
        }[role]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or role not in (_DISPLAY, SEARCHED):
            return None
        person = self._people[index.row()]
        written = (person.name, person.chinese, person.note)
        if role == SEARCHED:
            return "\n".join(written)
        kinds = (self.kind_label(person.kind), self.role_label(person.role))
        return (*written, *kinds)[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            written = (self.tr("Name"), self.tr("Chinese name"), self.tr("Note"))
            return (*written, self.tr("Kind"), self.tr("Role"))[section]
        return None


class PeopleDialog(Sheet):
    """A table, and under it the fields of the chosen name.

    `used` are the ids of those whom stories name: they can be changed, not removed.
    """

    begun_in = "newsroom"
    begun_changed = Signal()

    def __init__(
        self,
        contributors: Sequence[Contributor],
        parent: QWidget | None = None,
        *,
        used: Collection[str] = (),
    ) -> None:
        super().__init__(parent, columns=96)
        self._before = tuple(contributors)
        self._used = frozenset(used)
        self._filling = False
        self.introduce(
            self.tr("People"),
            intro=self.tr("Names offered while somebody types a byline, a credit or a thank-you."),
        )
        self._model = PeopleModel(contributors, self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setFilterRole(SEARCHED)
        self._sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._sorted.setSortLocaleAware(True)
        self._search = QLineEdit(self)
        self._search.setClearButtonEnabled(True)
        self.add_field(self.tr("Search names"), self._search)
        self._table = self._make_table()
        self.body.addWidget(self._table, 1)
        self._name, self._chinese, self._note = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self._kind, self._role = QComboBox(self), QComboBox(self)
        for kind in Kind:
            self._kind.addItem(self._model.kind_label(kind), kind)
        for role in Role:
            self._role.addItem(self._model.role_label(role), role)
        names, kinds = QHBoxLayout(), QHBoxLayout()
        self.body.addLayout(names)
        self.add_field(self.tr("Name"), self._name, within=names)
        self.add_field(self.tr("Chinese name"), self._chinese, within=names)
        self.add_field(
            self.tr("Note"),
            self._note,
            self.tr("Tells apart those who share a name; readers never see it."),
        )
        self.body.addLayout(kinds)
        self.add_field(self.tr("Kind"), self._kind, within=kinds)
        self.add_field(self.tr("Role"), self._role, within=kinds)
        self._add_button, self._remove_button = self._make_buttons()
        self.add_way_out(self.tr("Cancel"))
        self.add_primary(self.tr("Keep"))

        self._search.textChanged.connect(self._sorted.setFilterFixedString)
        self._table.selectionModel().currentRowChanged.connect(self._show_chosen)
        for box in (self._kind, self._role):
            box.activated.connect(self._write_back)
        for line in (self._name, self._chinese, self._note):
            line.textEdited.connect(self._write_back)
        for field in self._fields:
            field.setProperty(KEEPS, False)  # what is typed there stands in the table at once
        for change in (self._model.dataChanged, self._model.rowsInserted, self._model.rowsRemoved):
            change.connect(self.begun_changed)
        self._table.selectRow(0)
        self._show_chosen()

    def begun(self) -> dict[str, Any]:
        """The records that were written or renamed, and with them those that were removed."""
        if not self.changed:
            return {}
        before = {person.id: asdict(person) for person in self._before}
        changed = [
            {
                name: value
                for name, value in asdict(person).items()
                if name == "id" or value != before.get(person.id, {}).get(name)
            }
            for person in self.changed
        ]
        return {"changed": changed, "removed": list(self.removed)}

    def bring_back(self, begun: Mapping[str, Any]) -> None:
        changed = begun.get("changed", ())
        by_id = {each["id"]: each for each in changed if each["id"]}
        removed = set(begun.get("removed", ())) - self._used
        kept = [_with(each, by_id.get(each.id, {})) for each in self._before]
        new = [_with(Contributor(""), each) for each in changed if not each["id"]]
        self._model.show([*(each for each in kept if each.id not in removed), *new])
        rows = [row for row, each in enumerate(self._model.people) if each not in self._before]
        if rows:
            self._choose(rows[0])
        else:
            self._table.selectRow(0)
        self._show_chosen()

    @property
    def value(self) -> tuple[Contributor, ...]:
        """Every record as it should be kept from now on; `id` is "" for a new one."""
        return tuple(
            replace(
                each,
                name=clean_line(each.name),
                chinese=clean_line(each.chinese),
                note=clean_line(each.note),
            )
            for each in self._model.people
        )

    @property
    def changed(self) -> tuple[Contributor, ...]:
        """Only the new and changed records."""
        return tuple(person for person in self.value if person not in self._before)

    @property
    def removed(self) -> tuple[str, ...]:
        """The ids of those that stand here no more."""
        there = {person.id for person in self._model.people}
        return tuple(person.id for person in self._before if person.id not in there)

    def accept(self) -> None:
        labels = [person.label.casefold() for person in self.value]
        rows = sorted(enumerate(self.value), key=lambda each: each[0] != self._row)
        for row, person in rows:  # the one at hand first
            if why := self._refusal(person, twice=labels.count(labels[row]) > 1):
                self._choose(row)
                self.remark(why)
                (self._note if person.name else self._name).setFocus()
                return
        super().accept()

    def _refusal(self, person: Contributor, *, twice: bool) -> str:
        """Why a record cannot be kept; "" when it can."""
        if not person.name:
            return self.tr("Every record needs a name.")
        if not can_be_note(person.note):
            return self.tr(
                "The note of “{}” can have no brackets and nothing that parts names: no comma, "
                "no semicolon, no “and” or “&”."
            ).format(person.name)
        if twice and person.note:
            return self.tr("“{}” stands here twice; write another note.").format(person.label)
        if twice:
            return self.tr(
                "“{}” stands here twice; remove one, or give one a note that tells them apart."
            ).format(person.name)
        return ""

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setAccessibleName(self.tr("People"))
        table.setModel(self._sorted)
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in (self._model.columnCount() - 2, self._model.columnCount() - 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.setMinimumHeight(9 * self.fontMetrics().lineSpacing())
        return table

    def _make_buttons(self) -> tuple[QPushButton, QPushButton]:
        add, remove = plain_button(self.tr("Add")), plain_button(self.tr("Remove"))
        self.body.addLayout(filled(QHBoxLayout(), add, remove, None))
        add.clicked.connect(self._add_person)
        remove.clicked.connect(self._remove)
        return add, remove

    @property
    def _fields(self) -> tuple[QWidget, ...]:
        return self._name, self._chinese, self._note, self._kind, self._role

    @property
    def _row(self) -> int:
        return self._sorted.mapToSource(self._table.currentIndex()).row()

    def _choose(self, row: int) -> None:
        self._search.clear()
        self._table.setCurrentIndex(self._sorted.mapFromSource(self._model.index(row, 0)))

    def _add_person(self) -> None:
        self._choose(self._model.add(Contributor("")))
        self._name.setFocus()

    def _remove(self) -> None:
        if self._row >= 0:
            self._model.remove(self._row)
            self._show_chosen()

    def _show_chosen(self) -> None:
        self.remark("")
        row = self._row
        person = self._model.people[row] if row >= 0 else Contributor("")
        written = {self._name: person.name, self._chinese: person.chinese, self._note: person.note}
        for line, text in written.items():
            if line.text() != text:
                line.setText(text)
        self._kind.setCurrentIndex(self._kind.findData(person.kind))
        self._role.setCurrentIndex(self._role.findData(person.role))
        for field in self._fields:
            field.setEnabled(row >= 0)
        in_use = person.id in self._used
        self._remove_button.setEnabled(row >= 0 and not in_use)
        reason = self.tr("Stories carry this name.") if in_use else ""
        self._remove_button.setToolTip(reason)
        self._remove_button.setAccessibleDescription(reason)

    def _write_back(self) -> None:
        row = self._row
        if row < 0:
            return
        self.remark("")
        person = self._model.people[row]
        self._model.put(
            row,
            replace(
                person,
                name=self._name.text(),
                chinese=self._chinese.text(),
                note=self._note.text(),
                kind=Kind(self._kind.currentData()),
                role=Role(self._role.currentData()),
            ),
        )


def _with(person: Contributor, begun: Mapping[str, str]) -> Contributor:
    """`person` with the fields that were written; what others changed meanwhile stays."""
    types = {"kind": Kind, "role": Role}
    return replace(person, **{name: types.get(name, str)(each) for name, each in begun.items()})
