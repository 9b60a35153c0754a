"""What somebody began to write in a box: seen as it is typed, and brought back when it opens again.

A box tells the window behind it that it opens; whoever keeps what was begun listens there. A box
that keeps more than words in fields (rows of a table) says so with `begun` and `bring_back`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QMetaObject, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

# A field with this property set to False only looks something up, or writes into a table at once.
KEEPS = "begun"
Typed = dict[str, str]
Field = QLineEdit | QPlainTextEdit


class BoxesOver(QObject):
    """Of one window. No event of the window itself: whoever waits for one is called by Qt with all
    of them, several for each key.

    Signals:
        opened(object): a box (QWidget) is coming up before it, its fields filled already.
    """

    opened = Signal(object)


def boxes_over(window: QWidget) -> BoxesOver:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    found = window.findChild(BoxesOver, "", direct)
    return found if found is not None else BoxesOver(window)


def tell_opened(box: QWidget) -> None:
    """A box without a window behind it tells nobody."""
    behind = box.parentWidget()
    while behind is not None and (above := behind.window().parentWidget()) is not None:
        behind = above
    if behind is not None:
        boxes_over(behind.window()).opened.emit(box)


class BegunDialog(QDialog):
    """A dialog in which something can be begun."""

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            tell_opened(self)
        super().showEvent(event)


@runtime_checkable
class KeepsMore(Protocol):
    """A box in which more is begun than fields show."""

    begun_changed: SignalInstance

    def begun(self) -> dict[str, Any]:
        """What was begun, as JSON; {} when nothing was written."""
        ...

    def bring_back(self, begun: Mapping[str, Any]) -> None: ...


class BegunFields(QObject):
    """The fields of one box as somebody types into them; what the program puts there does not
    count.

    Signals:
    changed(): something else is typed now.
    """

    changed = Signal()

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        self._fields = dict(_fields_by_key(box))
        self._boxes = dict(_named_boxes(box))
        self._before = {name: _text(field) for name, field in self._fields.items()}
        self._chosen_before = {name: each.currentText() for name, each in self._boxes.items()}
        self._typed: Typed = {}
        self._heard: list[QMetaObject.Connection] = []
        for name, field in self._fields.items():
            if isinstance(field, QLineEdit):
                self._heard += [
                    field.textEdited.connect(lambda text, name=name: self._type(name, text)),
                    field.textChanged.connect(lambda text, name=name: self._put(name, text)),
                ]
            else:
                self._heard.append(
                    field.textChanged.connect(
                        lambda field=field, name=name: self._type(name, _text(field))
                    )
                )
        for each in self._boxes.values():
            each.activated.connect(self.changed)

    @property
    def typed(self) -> Typed:
        """What differs from what stood there when the box opened, by the names of the fields;
        with words typed, what was chosen beside them too."""
        typed = {n: text for n, text in self._typed.items() if text != self._before[n]}
        if not typed:
            return {}
        chosen = {name: each.currentText() for name, each in self._boxes.items()}
        return typed | {n: text for n, text in chosen.items() if text != self._chosen_before[n]}

    def bring_back(self, typed: Mapping[str, str]) -> bool:
        """Type it again; whether there was anything that does not stand there anyway."""
        anything = False
        for name, text in typed.items():
            if name in self._boxes:
                self._choose(name, text)
            elif name in self._fields and _text(self._fields[name]) != text:
                _write(self._fields[name], text)
                anything = True
        return anything

    def start_afresh(self) -> None:
        """What stood there before anything was typed."""
        for name, text in self._chosen_before.items():
            self._choose(name, text)
        for name in self._typed:
            _write(self._fields[name], self._before[name])
        self._typed.clear()

    def end(self) -> None:
        """Nothing is heard any more; a function that listens does not end with its object."""
        for each in self._heard:
            QObject.disconnect(each)
        self.deleteLater()

    def _choose(self, name: str, text: str) -> None:
        box = self._boxes[name]
        place = box.findText(text)
        if place >= 0 and place != box.currentIndex():
            box.setCurrentIndex(place)
            box.activated.emit(place)

    def _type(self, name: str, text: str) -> None:
        self._typed[name] = text
        self.changed.emit()

    def _put(self, name: str, text: str) -> None:
        # Qt tells of what is typed first, so that this is another text that the program put.
        if self._typed.get(name, text) != text:
            del self._typed[name]
            self.changed.emit()


def _fields_by_key(box: QWidget) -> Iterator[tuple[str, Field]]:
    names: dict[str, int] = {}
    for field in box.findChildren(QWidget):
        if not isinstance(field, (QLineEdit, QPlainTextEdit)) or field.isReadOnly():
            continue
        holder = field.parentWidget()
        within = isinstance(holder, (QComboBox, QAbstractSpinBox))
        named = holder if within and holder is not None else field
        if isinstance(holder, QAbstractSpinBox) or _only_looks(named) or _only_looks(field):
            continue
        name = named.accessibleName()
        names[name] = names.get(name, 0) + 1
        yield name if names[name] == 1 else f"{name} {names[name]}", field


def _named_boxes(box: QWidget) -> Iterator[tuple[str, QComboBox]]:
    for each in box.findChildren(QComboBox):
        if not each.isEditable() and each.accessibleName() and not _only_looks(each):
            yield each.accessibleName(), each


def _only_looks(widget: QWidget) -> bool:
    return widget.property(KEEPS) is False


def _text(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _write(field: Field, text: str) -> None:
    """As if somebody typed it: all who listen to the field hear of it, and it can be undone."""
    if isinstance(field, QLineEdit):
        field.selectAll()
        field.insert(text)
    else:
        cursor = field.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
