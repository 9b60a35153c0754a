"""The newsroom's names as a table: who, person or organisation, and what they usually do."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.story.people import Contributor, Kind, Role

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
            return " ".join(written)
        kinds = (self.kind_label(person.kind), self.role_label(person.role))
        return (*written, *kinds)[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            written = (self.tr("Name"), self.tr("Chinese name"), self.tr("Note"))
            return (*written, self.tr("Kind"), self.tr("Role"))[section]
        return None
