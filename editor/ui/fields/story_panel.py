"""The story's own fields, as their table has them, but for those that are written above the text.

It keeps what somebody is typing, says what changed, and stores nothing.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from editor.desk.views import Choices, Looks, StoryView
from editor.late import frozen
from editor.story.fields import FIELDS, FieldKind, StoryField
from editor.story.measures import LONGEST
from editor.story.outlet import Section
from editor.story.people import (
    Contributor,
    Role,
    contributor_line,
    labelled,
    printed_names,
    split_names,
)
from editor.story.story import StoryEdit
from editor.ui.fields.date_field import DateField
from editor.ui.fields.looks_panel import LooksPanel
from editor.ui.theme import Theme
from editor.ui.widgets.kept_field import KeptField
from editor.ui.widgets.language_box import LanguageBox
from editor.ui.widgets.sheet import filled, label_for, scrolled, text_label
from editor.ui.widgets.spelled_out import field_label
from editor.ui.widgets.text_field import CalmComboBox, CalmSpinBox
from editor.ui.widgets.token_field import TokenField, split_keywords

PAUSE_MS = 400
_EDIT = object()
STEP = 50


@frozen
class _Row:
    """One field of the panel; `named` carries its accessible name."""

    field: StoryField
    widget: QWidget
    named: QWidget
    kept: KeptField[Any]


class StoryPanel(QScrollArea):
    """Attributes:
    looks: how the story looks where readers meet it first.

    Signals:
    story_edited(object): a StoryEdit, when a field is left or after a pause in typing.
    sections_edit_requested(): somebody wants to change the list of sections.
    """

    story_edited = Signal(object)
    sections_edit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._story_id = ""
        self._people: tuple[Contributor, ...] = ()
        self._credit_line = text_label("", role="faint")
        self.looks = LooksPanel(theme)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._send)
        self._rows = {f.key: self._row(f) for f in FIELDS.values() if not f.written}
        self._lay_out()

    def show_story(self, view: StoryView, choices: Choices) -> None:
        """The story's present values; a field somebody is typing in keeps what is typed."""
        story = view.story
        self._offer(choices)
        another = story.id != self._story_id
        if another:
            self._pause.stop()
            self._story_id = story.id
            for row in self._rows.values():
                if isinstance(row.widget, TokenField):
                    row.widget.clear_typed()
        for name, row in self._rows.items():
            show = row.kept.open if another else row.kept.refresh
            show(getattr(story, name))
        self._tell_contributors()
        self.looks.show_looks(Looks.of(view.snapshot))

    def forget_story(self) -> None:
        """No story is open: nothing that stands here belongs to anybody."""
        self._pause.stop()
        self._story_id = ""

    def take_pending(self) -> StoryEdit:
        """What is typed but was not told yet; from now on it counts as told."""
        self._pause.stop()
        if not self._story_id:
            return StoryEdit()
        changed = ((name, row.kept) for name, row in self._rows.items() if row.kept.is_changed)
        return StoryEdit(**{name: kept.send() for name, kept in changed})

    def give_way(self) -> None:
        """What the library says of the fields next is shown even where somebody is typing."""
        for row in self._rows.values():
            row.kept.give_way()

    def go_to(self, field: str) -> bool:
        """Put the focus into a field by its name in `Story`; False when it is not here."""
        row = self._rows.get(field)
        if row is None:
            return False
        self.ensureWidgetVisible(row.widget)
        row.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Not `editingFinished`: a field that nobody changed is left without it, and may have a
        # newer value held back.
        if event.type() is QEvent.Type.FocusOut and isinstance(watched, QLineEdit):
            self._send()
        return super().eventFilter(watched, event)

    def _row(self, field: StoryField) -> _Row:
        label, never = field_label(field.key), lambda: False  # a choice is made in one go
        match field.kind:
            case FieldKind.NAMES | FieldKind.KEYWORDS:
                words = field.kind is FieldKind.KEYWORDS
                names = TokenField(self._theme, label, split_keywords if words else split_names)
                names.edited.connect(self._send)
                names.left.connect(self._leave)
                names.edited.connect(self._tell_contributors)
                kept = KeptField(
                    lambda: names.names_with_typed, names.set_names, lambda: names.is_edited
                )
                return _Row(field, names, names.line, kept)
            case FieldKind.SECTION:
                section = SectionBox()
                section.chosen.connect(self._send)
                section.sections_edit_requested.connect(self.sections_edit_requested)
                return _Row(
                    field, section, section, KeptField(lambda: section.key, section.set_key, never)
                )
            case FieldKind.LANGUAGE:
                language = LanguageBox()
                language.chosen.connect(self._send)
                kept = KeptField(lambda: language.tag, language.set_tag, never)
                return _Row(field, language, language, kept)
            case FieldKind.MOMENT:
                date = DateField(self._theme, label)
                date.edited.connect(self._wait)
                date.left.connect(self._send)
                kept = KeptField(lambda: date.value, date.set_value, date.edit.hasFocus)
                return _Row(field, date, date.edit, kept)
            case FieldKind.LENGTH:
                length = LengthField()
                length.valueChanged.connect(self._wait)
                length.editingFinished.connect(self._send)
                kept = KeptField(length.value, length.set_length, length.hasFocus)
                return _Row(field, length, length, kept)
            case _:
                line = QLineEdit()
                line.setPlaceholderText(str(field.hint))
                line.textEdited.connect(self._wait)
                line.returnPressed.connect(self._send)
                line.installEventFilter(self)
                return _Row(field, line, line, KeptField(line.text, line.setText, line.hasFocus))

    def _lay_out(self) -> None:
        space = self._theme.space
        edges = (space(3), space(3), space(3), space(4))
        column = filled(QVBoxLayout(scrolled(self)), gap=space(1), edges=edges)
        for row in self._rows.values():
            column.addWidget(label_for(row.named, field_label(row.field.key)))
            column.addWidget(row.widget)
            if row.field.role is Role.CONTRIBUTOR:
                column.addWidget(self._credit_line)
            column.addSpacing(space(2))
        column.addWidget(self.looks)
        column.addStretch(1)
        self._credit_line.hide()

    def _offer(self, choices: Choices) -> None:
        self._people = choices.contributors
        for row in self._rows.values():
            if isinstance(row.widget, SectionBox):
                row.widget.show_sections(choices.sections)
            elif isinstance(row.widget, TokenField):
                role = row.field.role
                names = names_for(choices.contributors, role) if role else choices.keywords
                row.widget.set_choices(names)

    def _wait(self) -> None:
        self._pause.start()

    def _send(self) -> None:
        edit = self.take_pending()
        if edit != StoryEdit():
            self.story_edited.emit(edit)
        self._leave()

    def _leave(self) -> None:
        for row in self._rows.values():
            row.kept.leave()

    def _tell_contributors(self) -> None:
        for row in self._rows.values():
            if row.field.role is Role.CONTRIBUTOR and isinstance(row.widget, TokenField):
                labels = row.widget.names
                line = contributor_line(printed_names(labels, labelled(self._people, labels)))
                self._credit_line.setText(line)
                self._credit_line.setVisible(bool(line))


def names_for(people: tuple[Contributor, ...], role: Role) -> tuple[str, ...]:
    """Every label, those who usually do this first, otherwise in the order given."""
    ordered = sorted(people, key=lambda each: each.role is not role)
    return tuple(each.label for each in ordered)


class SectionBox(CalmComboBox):
    """Signals:
    chosen(): a person chose another section.
    sections_edit_requested(): somebody wants to change the list itself.
    """

    chosen = Signal()
    sections_edit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] | None = None
        self._key = ""
        self.activated.connect(self._on_activated)
        self.show_sections(())

    @property
    def key(self) -> str:
        """The chosen section's key, "" for none."""
        return self._key

    def set_key(self, key: str) -> None:
        self._key = key
        self._show_key()

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Offer these; the choice stays, also when its section is gone."""
        if tuple(sections) == self._sections:
            return
        self._sections = tuple(sections)
        self.clear()
        self.addItem(self.tr("Choose a section"), "")
        for section in sections:
            self.addItem(section.name, section.key)
        self.insertSeparator(self.count())
        self.addItem(self.tr("Edit sections…"), _EDIT)
        self._show_key()

    def _show_key(self) -> None:
        for place in range(self.count()):
            if self.itemData(place) == self._key:
                self.setCurrentIndex(place)
                return
        # Gone from the list, or not in it yet: the story still says so.
        self.insertItem(1, self.tr("{0} (no longer there)").format(self._key), self._key)
        self.setCurrentIndex(1)

    def _on_activated(self, place: int) -> None:
        data = self.itemData(place)
        if data is _EDIT:
            self._show_key()
            self.sections_edit_requested.emit()
        elif isinstance(data, str) and data != self._key:
            self._key = data
            self.chosen.emit()


class LengthField(CalmSpinBox):
    """0 is no length of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, LONGEST)
        self.setSingleStep(STEP)
        self.setSpecialValueText(self.tr("As usual in its section"))

    def set_length(self, words: int | None) -> None:
        """Shown without a word to anybody: it comes from the library."""
        with QSignalBlocker(self):
            self.setValue(words or 0)
