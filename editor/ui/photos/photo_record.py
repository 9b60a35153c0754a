"""A photo's own record, all fields of it: the parts of the table of photo fields, each folded away
or open as somebody left it.

The record belongs to the picture, not to a story: a correction holds wherever the photo is used.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.desk.photo_library import NotOfField, value_of
from editor.message import label, listed, message
from editor.story.credit import CreditStyle
from editor.story.people import joined_names
from editor.story.photo import (
    PHOTO_FIELDS,
    Kind,
    Photo,
    PhotoFacts,
    PhotoField,
    RecordPart,
)
from editor.story.text import clean_line
from editor.ui.photos.field_editors import CreditField, Editor, choices_of, editor_of
from editor.ui.photos.photo_asks import PhotoAsks
from editor.ui.theme import Theme
from editor.ui.widgets.kept_field import KeptField
from editor.ui.widgets.labels import ElidedLabel, FlowLayout
from editor.ui.widgets.retouching import RetouchedLine
from editor.ui.widgets.sheet import filled, label_for, plain_button, text_label

PAUSE_MS = 400
_ROWS = sorted((row for row in PHOTO_FIELDS if row.panel), key=lambda row: row.panel)
_NARROW = 32  # bytes in IIM: two such lines stand beside each other
RECORD = "record"  # the whole of it, among what can be folded


class Fold(QWidget):
    """A heading to be pressed, and below it what `make` makes when it is first seen, or in one
    line what is in it. `asks` knows which are folded, here and wherever the next one is made."""

    def __init__(
        self,
        theme: Theme,
        asks: PhotoAsks,
        name: str,
        title: str,
        make: Callable[[QWidget], QWidget],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asks = asks
        self._name = name
        self.button = QToolButton(self)
        self.button.setText(title)
        self.button.setAccessibleName(title)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setProperty("fold", "true")
        self._make = make
        self._body: QWidget | None = None
        whole = name == RECORD
        self._summary = text_label("", self, "faint") if whole else ElidedLabel("", self)
        self._summary.setProperty("role", "faint")
        head = (self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = filled(QVBoxLayout(self), head, self._summary, gap=theme.space(1))
        self.button.setChecked(name not in asks.folded)
        self.button.toggled.connect(self._turn)
        self._show()

    def say(self, summary: str) -> None:
        """What stands there while it is folded; "" for nothing."""
        self._summary.setText(summary)
        self._summary.setVisible(bool(summary) and not self.button.isChecked())

    def unfold(self) -> None:
        self.button.setChecked(True)

    def _turn(self, unfolded: bool) -> None:
        (self._asks.folded.discard if unfolded else self._asks.folded.add)(self._name)
        self._asks.folds_changed.emit()
        self._show()

    def _show(self) -> None:
        unfolded = self.button.isChecked()
        icon = "chevron-down" if unfolded else "chevron-right"
        self._theme.put_icon(self.button, icon, "ink-soft")
        if unfolded and self._body is None:
            self._body = self._make(self)
            self._column.addWidget(self._body)
            self._asks.fields_made.emit()
        if self._body is not None:
            self._body.setVisible(unfolded)
        self._summary.setVisible(not unfolded and bool(self._summary.text()))


class PhotoRecord(QWidget):
    """Below a story's own texts folded away until somebody wants it. There is one for all photos:
    who goes from one to the next stays in the same field."""

    def __init__(self, theme: Theme, asks: PhotoAsks, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asks = asks
        self._photo: Photo | None = None
        self._style = CreditStyle()
        # Made with the part they are in, when that is first unfolded.
        self._editors: dict[PhotoField, Editor] = {}
        self._fields: dict[PhotoField, KeptField[Any]] = {}
        self._cells: dict[PhotoField, QVBoxLayout] = {}
        self._labels: dict[PhotoField, QLabel] = {}
        self._remarks: dict[PhotoField, QLabel] = {}
        self._folds: dict[RecordPart, Fold] = {}
        self._buttons: list[QPushButton] = []
        self._beside = True
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.send_now)
        self._whole = Fold(theme, asks, RECORD, self.tr("Photo record"), self._make_parts, self)
        filled(QVBoxLayout(self), self._whole, gap=0)

    @property
    def field(self) -> str:
        """The row that has the keyboard, by its name; "" for none."""
        focus = QApplication.focusWidget()
        return next((r.name for r, each in self._editors.items() if each.line is focus), "")

    def focus_on(self, field: str) -> None:
        """A row by its name, unfolded where it was not."""
        row = next(row for row in _ROWS if row.name == field)
        self._whole.unfold()
        self._folds[row.part].unfold()
        self._editors[row].line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def facts(self) -> dict[str, Any]:
        """By names of rows, as it stands there, told or not, as far as a field takes it."""
        if self._photo is None:
            return {}
        facts = {row.name: getattr(self._photo.facts, row.name) for row in _ROWS}
        for row, field in self._fields.items():
            with suppress(NotOfField):
                facts[row.name] = self._value(row) if field.is_changed else facts[row.name]
        return facts

    def put(self, values: Mapping[str, Any]) -> None:
        """Correct rows by their names, as if somebody had typed it."""
        self.send_now()
        if self._photo is not None and values:
            self._asks.facts_edited.emit(self._photo.id, dict(values))
            for row, field in self._fields.items():
                if row.name in values:
                    field.change(_shown(values[row.name], row))
                    field.send()

    def _value(self, row: PhotoField) -> Any:
        value = self._fields[row].value
        return value if row.kind is Kind.CREDIT else value_of(row, value)

    def unfold(self) -> None:
        self._whole.unfold()

    @property
    def photo(self) -> str:
        """Whose record is shown, "" for none."""
        return self._photo.id if self._photo is not None else ""

    def show_photo(self, photo: Photo, style: CreditStyle, *, beside: bool = True) -> None:
        """The photo's present record; a field somebody is typing in keeps what is typed. `beside`
        a story's own texts, which stand above under the plain names."""
        another = self.photo != photo.id
        if another:
            self.send_now()
        self._photo, self._style = photo, style
        if beside is not self._beside:
            self._beside = beside
            for row, each in self._editors.items():
                self._name(row, each)
        for row in self._fields:
            self._show_row(row, another=another)
        self._show_words()

    def tab_order(self) -> list[QWidget]:
        order: list[QWidget] = [self._whole.button, *self._buttons]
        for part, fold in self._folds.items():
            order.append(fold.button)
            for row in (row for row in self._editors if row.part is part):
                widget = self._editors[row].widget
                order += widget.tab_order() if isinstance(widget, CreditField) else [widget]
        return order

    def send_now(self) -> None:
        """Tell what is typed without waiting for the pause; what a field does not take stays in
        it, with the reason below."""
        self._pause.stop()
        told: dict[str, Any] = {}
        for row, field in self._fields.items():
            if not field.is_changed and not field.is_unanswered:
                continue
            try:
                value = self._value(row)
            except NotOfField as refusal:
                self._remark(row, str(refusal))
                continue
            self._remark(row, "")
            # What was told before but not answered yet goes along.
            told[row.name] = value
        changed = any(field.is_changed for row, field in self._fields.items() if row.name in told)
        if self._photo is not None and changed:
            for row, field in self._fields.items():
                if row.name in told:
                    field.send()
            self._asks.facts_edited.emit(self._photo.id, told)
        for field in self._fields.values():
            field.leave()

    def give_way(self) -> None:
        for field in self._fields.values():
            field.give_way()

    def _remark(self, row: PhotoField, sentence: str) -> None:
        if sentence or row in self._remarks:
            self._remarks.setdefault(row, self._remark_below(row))
            self._remarks[row].setText(sentence)
            self._remarks[row].setVisible(bool(sentence))

    def _remark_below(self, row: PhotoField) -> QLabel:
        remark = text_label("", self, "warning")
        self._cells[row].addWidget(remark)
        return remark

    def _show_row(self, row: PhotoField, *, another: bool) -> None:
        if self._photo is not None:
            widget, field = self._editors[row].widget, self._fields[row]
            if isinstance(widget, CreditField):
                widget.set_style(self._style)
            value = _shown(getattr(self._photo.facts, row.name), row)
            (field.open if another else field.refresh)(value)

    def _show_words(self) -> None:
        if self._photo is None:
            return
        facts = self._photo.facts
        for part, fold in self._folds.items():
            fold.say(str(listed(_words(facts, part, self._style), "facts")))
        nothing = self.tr("The file says nothing of rights, maker or place.")
        self._whole.say(str(listed(facts.gist, "facts")) or nothing)

    def _make_parts(self, parent: QWidget) -> QWidget:
        body = QWidget(parent)
        column = filled(QVBoxLayout(body), gap=self._theme.space(1))
        note = self.tr("Read from the file. A change holds wherever this photo is used.")
        column.addWidget(text_label(note, role="faint"))
        self._buttons = [plain_button(self.tr("Compare with the file…"), body)]
        self._buttons.append(plain_button(self.tr("Where it is used…"), body))
        asked = (self._asks.compare_requested, self._asks.uses_requested)
        for button, signal in zip(self._buttons, asked, strict=True):
            button.setProperty("kind", "quiet")
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.photo))
        line = QWidget(body)
        flow = FlowLayout(line, 0)  # below each other in the narrowest inspector
        flow.setContentsMargins(0, 0, 0, 0)
        for part in (*self._buttons, QWidget(line)):  # the last one takes what is left of a line
            flow.addWidget(part)
        column.addWidget(line)
        for part in RecordPart:
            make = partial(self._make_part, part)
            fold = Fold(self._theme, self._asks, part.name.lower(), str(label(part)), make, body)
            self._folds[part] = fold
            column.addWidget(fold)
        self._asks.choices_wanted.emit()
        self._show_words()
        return body

    def _make_part(self, part: RecordPart, parent: QWidget) -> QWidget:
        space = self._theme.space
        body = QWidget(parent)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, space(2))
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(space(1))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(_lines(row for row in _ROWS if row.part is part)):
            for at, row in enumerate(line):
                each = self._editors[row] = editor_of(row, self._theme, self._asks)
                self._fields[row] = KeptField(each.read, each.write, each.line.hasFocus)
                each.edited.connect(self._pause.start)
                if isinstance(each.line, RetouchedLine):
                    each.line.code_typed.connect(self.send_now)
                if each.left is not None:
                    each.left.connect(self.send_now)
                grid.addLayout(self._cell(row), place, at, 1, 3 - len(line))
                self._show_row(row, another=True)
        return body

    def _cell(self, row: PhotoField) -> QVBoxLayout:
        each = self._editors[row]
        self._labels[row] = label_for(each.line, "")
        self._name(row, each)
        cell = filled(QVBoxLayout(), self._labels[row], each.widget, None, gap=2)
        self._cells[row] = cell
        return cell

    def _name(self, row: PhotoField, each: Editor) -> None:
        name = row.label
        if self._beside and row.name in ("caption", "credit", "alt"):
            name = message("photofield.in-record", field=name)
        self._labels[row].setText(str(name))
        each.line.setAccessibleName(str(name))


def _lines(rows: Iterable[PhotoField]) -> Iterator[tuple[PhotoField, ...]]:
    """Narrow ones two by two, the others each in a line of its own."""
    before: PhotoField | None = None
    for row in rows:
        small = row.iim is not None and row.iim.limit <= _NARROW and row.kind is Kind.LINE
        narrow = small or row.kind in (Kind.PLACE, Kind.DATE)
        if narrow and before is not None:
            yield before, row
            before = None
            continue
        if before is not None:
            yield (before,)
        before = row if narrow else None
        if not narrow:
            yield (row,)
    if before is not None:
        yield (before,)


def _shown(value: Any, row: PhotoField) -> Any:
    """As it stands in its editor."""
    if row.kind is Kind.WORDS:
        return str(listed(value))
    return joined_names(value) if row.kind is Kind.PEOPLE else value


def _words(facts: PhotoFacts, part: RecordPart, style: CreditStyle) -> Iterator[str]:
    """What a part says, in few words."""
    for row in _ROWS:
        if row.part is part and (value := getattr(facts, row.name)):
            if row.kind is Kind.CREDIT:
                value = value.words(style)
            yield clean_line(choices_of(row).get(value) or _shown(value, row))
