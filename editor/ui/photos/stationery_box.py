"""Two boxes that fill fields of many photos: from a template, and from a photo that was copied."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMenu,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.desk.stationery import Filling
from editor.message import label as label_of
from editor.message import message
from editor.story.photo import FILLABLE, Photo, PhotoField
from editor.story.stationery import (
    VARIABLES,
    Row,
    Stationery,
    StationeryRefused,
    Variable,
    Way,
    checked,
    from_json,
    to_json,
    ways,
)
from editor.ui.photos.photo_asks import Chosen, Target, Targets
from editor.ui.widgets.labels import ElidedLabel
from editor.ui.widgets.retouching import RetouchedLine
from editor.ui.widgets.sheet import Sheet, filled, label_for, plain_button, scrolled, text_label
from editor.ui.widgets.text_field import CalmComboBox

PAUSE_MS, LINES, LEAST_LINES = 150, 28, 9  # lines of the fields, where there is room


class _Fields(QScrollArea):
    """As high as there is room, and scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def sizeHint(self) -> QSize:
        content, most = self.widget(), LINES * self.fontMetrics().lineSpacing()
        height = content.sizeHint().height() if content is not None else most
        return QSize(super().sizeHint().width(), min(height, most))

    def minimumSizeHint(self) -> QSize:
        content, height = self.widget(), LEAST_LINES * self.fontMetrics().height()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize((content.minimumSizeHint().width() if content else 0) + bar, height)


class _RowFields:
    """One field of the template: a tick, a way and a text."""

    def __init__(self, field: PhotoField, parent: QWidget) -> None:
        label = str(field.label)
        self.field = field
        self.tick = QCheckBox(label, parent)
        self.way = CalmComboBox(parent)
        self.way.setMinimumContentsLength(8)
        self.way.setAccessibleName(str(message("window.stationery-way", field=label)))
        for way in ways(field):
            self.way.addItem(str(label_of(way)), str(way))
        self.text = RetouchedLine(parent)
        self.text.setMinimumWidth(8 * self.text.fontMetrics().averageCharWidth())
        self.text.setAccessibleName(str(message("window.stationery-text", field=label)))

    @property
    def row(self) -> Row:
        way, ticked = Way(self.way.currentData()), self.tick.isChecked()
        return Row(self.field.key, self.text.text(), way, ticked)

    def show_row(self, row: Row) -> None:
        self.text.setText(row.text)
        self.text.setCursorPosition(0)
        self.way.setCurrentIndex(self.way.findData(str(row.way)))
        self.tick.setChecked(row.ticked)

    def insert(self, text: str) -> None:
        self.text.insert(text)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)


class StationeryBox(Sheet):
    """When it is accepted, `template` is to fill `photos`.

    Signals:
        keep_requested(object): a `Stationery`, checked.
        remove_requested(str): the name of one.
        begun_changed(): something else is written now.
    """

    keep_requested = Signal(object)
    remove_requested = Signal(str)
    begun_changed = Signal()
    begun_in = "newsroom"

    def __init__(
        self,
        kept: Sequence[Stationery],
        filling: Filling,
        photo: Photo | None,
        targets: Sequence[Target],
        parent: QWidget | None = None,
    ) -> None:
        """`photo` is the one that the preview is about."""
        super().__init__(parent, columns=120)
        self.introduce(self.tr("Stationery"))
        self._kept: dict[str, Stationery] = {}
        self._filling, self._photo = filling, photo
        self._shown = Stationery("")
        self._names = QListWidget(self)
        self._name = QLineEdit(self)
        self._scroll = _Fields(self)
        content = scrolled(self._scroll)
        self._rows = {key: _RowFields(row, content) for key, row in FILLABLE.items()}
        self._in_hand = self._rows["caption"]
        self._preview = QTextEdit(self)
        self._targets = Targets(targets, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._show_preview)
        self._new = plain_button(self.tr("New"), self)
        self._remove = plain_button(self.tr("Remove"), self)
        self._variables = plain_button(self.tr("Insert variable"), self)
        self._lay_out(content)
        self.save = self.add_aside(self.tr("Save"))
        self.add_way_out(self.tr("Close"))
        self.apply = self.add_primary(self.tr("Apply"))
        self.apply.setEnabled(bool(targets))
        self._connect()
        self.show_kept(kept)

    @property
    def template(self) -> Stationery:
        """As it stands in the fields; rows that say nothing and are not ticked are none."""
        rows = (each.row for each in self._rows.values())
        return Stationery(self._name.text(), tuple(r for r in rows if r.ticked or r.text.strip()))

    @property
    def photos(self) -> Chosen:
        return self._targets.photos

    def show_kept(self, kept: Sequence[Stationery], chosen: str = "") -> None:
        """What the newsroom has; of these the chosen one in the fields, or else the first."""
        self._kept = {each.name: each for each in kept}
        names = list(self._kept)
        with QSignalBlocker(self._names):
            self._names.clear()
            self._names.addItems(names)
            self._names.setCurrentRow(names.index(chosen) if chosen in names else 0)
        self._show(self._kept.get(chosen) or next(iter(kept), Stationery("")))

    def show_removed(self, kept: Sequence[Stationery], name: str) -> None:
        """It is gone from the newsroom, and still in the fields."""
        written = self.template
        self.show_kept(kept)
        self._names.setCurrentRow(-1)
        self._show(written)
        self.remark(self.tr("“{0}” was removed. Save keeps it again.").format(name))

    def begun(self) -> dict[str, Any]:
        template = self.template
        return {} if template == self._shown else {"template": to_json(template)}

    def bring_back(self, begun: Mapping[str, Any]) -> None:
        shown = self._shown
        self._show(from_json(begun["template"]) if begun else shown)
        self._shown = shown

    def accept(self) -> None:
        template = self.template
        if not template.ticked:
            self.remark(self.tr("Tick at least one field that is to be filled."))
        elif self._check(named=False) is not None:
            super().accept()

    # -- building

    def _lay_out(self, content: QWidget) -> None:
        unit = self.unit
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, unit, 0)
        grid.setHorizontalSpacing(unit)
        grid.setVerticalSpacing(unit // 2)
        grid.setColumnStretch(2, 1)
        for place, row in enumerate(self._rows.values()):
            for column, part in enumerate((row.tick, row.way, row.text)):
                grid.addWidget(part, place, column)
        letter = self.fontMetrics().averageCharWidth()
        self._names.setAccessibleName(self.tr("Stationery of the newsroom"))
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names.setMinimumWidth(10 * letter)
        self._names.setMaximumWidth(20 * letter)
        self._preview.setReadOnly(True)
        self._preview.setTabChangesFocus(True)
        self._preview.setMinimumWidth(12 * letter)
        self._preview.setMaximumWidth(30 * letter)
        self._targets.setMinimumWidth(12 * letter)
        self._variables.setMenu(self._variable_menu())
        beside = filled(QHBoxLayout(), self._new, self._remove, None, gap=unit)
        names = filled(QVBoxLayout(), (self._names, 1), beside, gap=unit)
        label = label_for(self._name, self.tr("Name"))
        name = filled(QHBoxLayout(), label, (self._name, 1), self._variables, gap=unit)
        fields = filled(QVBoxLayout(), name, (self._scroll, 1), gap=unit)
        title = ElidedLabel(self.tr("What it gives"), self, Qt.TextElideMode.ElideMiddle)
        if self._photo is not None:
            title.setText(self.tr("What it gives for {0}").format(self._photo.original_name))
        title.setProperty("role", "label")
        self._preview.setAccessibleName(title.text())
        seen = filled(QVBoxLayout(), title, (self._preview, 1), self._targets, gap=unit)
        self.body.addLayout(filled(QHBoxLayout(), names, (fields, 1), seen, gap=3 * unit), 1)

    def _variable_menu(self) -> QMenu:
        menu = QMenu(self)
        dates = menu.addMenu(self.tr("Dates"))
        fields = menu.addMenu(self.tr("Fields"))
        for each in VARIABLES:
            says = str(each)
            if each.name in FILLABLE:
                label = FILLABLE[each.name].label
                inner, says = fields, str(message("form.labelled", label=label, text=each))
            elif each.name in _OF_DATES:
                inner = dates
            else:
                inner = menu
            action = inner.addAction(says)
            action.triggered.connect(lambda _=False, each=each: self._insert(each))
        return menu

    def _connect(self) -> None:
        for row in self._rows.values():
            row.tick.toggled.connect(self._written)
            row.way.activated.connect(self._written)
            # Whoever writes something means it.
            row.text.textEdited.connect(lambda _text, row=row: row.tick.setChecked(True))
            row.text.textChanged.connect(self._written)
            row.text.installEventFilter(self)
        self._name.textEdited.connect(self._written)
        self._names.currentTextChanged.connect(self._choose)
        self._new.clicked.connect(self._begin_new)
        self._remove.clicked.connect(lambda: self.remove_requested.emit(self._shown.name))
        self.save.clicked.connect(self._ask_keep)

    # -- at work

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            for row in self._rows.values():
                if row.text is watched:
                    self._in_hand = row
        return super().eventFilter(watched, event)

    def _show(self, template: Stationery) -> None:
        rows = {row.field: row for row in template.rows}
        self._shown = template
        self._name.setText(template.name)
        for key, row in self._rows.items():
            row.show_row(rows.get(key, Row(key, "", ticked=False)))
        self._remove.setEnabled(template.name in self._kept)
        self._written()

    def _choose(self, name: str) -> None:
        if name in self._kept:
            self._show(self._kept[name])
            self.remark("")

    def _begin_new(self) -> None:
        self._names.setCurrentRow(-1)
        self._show(Stationery(""))
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _insert(self, variable: Variable) -> None:
        self._in_hand.insert(str(variable))

    def _written(self) -> None:
        self._pause.start()
        self.begun_changed.emit()

    def _ask_keep(self) -> None:
        template = self._check(named=True)
        if template is not None:
            self.keep_requested.emit(template)

    def _check(self, *, named: bool) -> Stationery | None:
        """Clean, or None with a remark of what is wrong with it."""
        try:
            template = checked(self.template, named=named)
        except StationeryRefused as refusal:
            self.remark(str(refusal))
            if named and not self._name.text().strip():
                self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        self.remark("")
        return template

    def _show_preview(self) -> None:
        """What would become of the photo in sight, field by field."""
        try:
            template = checked(self.template)
        except StationeryRefused as refusal:
            self._preview.setPlainText(str(refusal))
            return
        if self._photo is None:
            self._preview.setPlainText(self.tr("No photo is in sight."))
            return
        done = self._filling.fill(template, self._photo)
        self._preview.clear()
        cursor, name, words = self._preview.textCursor(), QTextCharFormat(), QTextCharFormat()
        name.setFontWeight(QFont.Weight.DemiBold)
        emptied = self.tr("(emptied)")
        for key in done.changed:
            field = FILLABLE[key]
            text = self._filling.text(field, getattr(done.photo.facts, field.name))
            cursor.insertText(f"{field.label}\n", name)
            cursor.insertText(f"{text or emptied}\n\n", words)
        if not done.changed:
            cursor.insertText(self.tr("Nothing of this photo would change."), words)
        for said in done.said:
            cursor.insertText(f"\n{said}", words)
        self._preview.moveCursor(QTextCursor.MoveOperation.Start)


_OF_DATES = ("date", "year", "month", "day", "weekday", "time", "today")


class PasteBox(Sheet):
    """When it is accepted, the fields `keys` of `photos` are to say what the copied ones say."""

    def __init__(
        self,
        copied: Photo,
        filling: Filling,
        ticks: Mapping[str, Any],
        targets: Sequence[Target],
        parent: QWidget | None = None,
    ) -> None:
        """`ticks` by key, ticked where nothing is told."""
        super().__init__(parent, columns=72)
        intro = self.tr("Copied from {0}. What is ticked replaces what the photos say.")
        self.introduce(self.tr("Paste metadata"), intro=intro.format(copied.original_name))
        self._ticks: dict[str, QCheckBox] = {}
        self._others = dict(ticks)
        area = _Fields(self)
        column = filled(QVBoxLayout(scrolled(area)), gap=self.unit)
        for key, field in FILLABLE.items():
            if words := filling.text(field, getattr(copied.facts, field.name)):
                tick = self._ticks[key] = QCheckBox(str(field.label))
                tick.setAccessibleDescription(words)
                tick.setChecked(bool(ticks.get(key, True)))
                said = text_label(words, role="soft")
                said.setContentsMargins(22, 0, 0, 0)  # under the words, not under the box
                filled(column, tick, said)
        column.addStretch(1)
        every, none = plain_button(self.tr("Tick all"), self), plain_button(self.tr("None"), self)
        every.clicked.connect(lambda: self._tick_all(True))
        none.clicked.connect(lambda: self._tick_all(False))
        self._targets = Targets(targets, self)
        self.body.addLayout(filled(QHBoxLayout(), every, none, None, self._targets, gap=self.unit))
        self.body.addWidget(area, 1)
        self.add_way_out(self.tr("Cancel"))
        self.add_primary(self.tr("Paste"))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked())

    @property
    def photos(self) -> Chosen:
        return self._targets.photos

    @property
    def ticks(self) -> dict[str, Any]:
        """To be remembered: those of before, as far as they are not told anew."""
        return self._others | {key: tick.isChecked() for key, tick in self._ticks.items()}

    def accept(self) -> None:
        if self.keys:
            super().accept()
        else:
            self.remark(self.tr("Tick at least one field that is to be pasted."))

    def _tick_all(self, on: bool) -> None:
        for tick in self._ticks.values():
            tick.setChecked(on)
