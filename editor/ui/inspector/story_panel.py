"""The story's own fields: slug, section, people, dateline, date, keywords, language.

It keeps what somebody is typing, says what changed, and stores nothing.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from editor.desk.looks import Looks
from editor.desk.views import Choices, StoryView
from editor.story.people import Contributor, Role, contributor_line
from editor.story.story import StoryEdit
from editor.ui.inspector.date_field import DateField
from editor.ui.inspector.kept_field import KeptField
from editor.ui.inspector.language_box import LanguageBox
from editor.ui.inspector.length_field import LengthField
from editor.ui.inspector.looks_panel import LooksPanel
from editor.ui.inspector.section_box import SectionBox
from editor.ui.theme import Theme
from editor.ui.widgets.token_field import TokenField, split_keywords

PAUSE_MS = 400


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
        self._slug = QLineEdit()
        self._section = SectionBox()
        self._byline = TokenField(theme, self.tr("Byline"))
        self._contributors = TokenField(theme, self.tr("Contributors"))
        self._credit_line = QLabel()
        self._dateline = QLineEdit()
        self._date = DateField(theme, self.tr("Date"))
        self._keywords = TokenField(theme, self.tr("Keywords"), split_keywords)
        self._language = LanguageBox()
        self._length = LengthField()
        self.looks = LooksPanel(theme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._send)
        self._fields = self._kept_fields()
        self._lay_out()
        self._connect()

    def show_story(self, view: StoryView, choices: Choices) -> None:
        """The story's present values; a field somebody is typing in keeps what is typed."""
        story = view.story
        self._offer(choices)
        another = story.id != self._story_id
        if another:
            self._pause.stop()
            self._story_id = story.id
            for field in (self._byline, self._contributors, self._keywords):
                field.clear_typed()
        for name, field in self._fields.items():
            if another:
                field.open(getattr(story, name))
            else:
                field.refresh(getattr(story, name))
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
        changed = {name: field.send() for name, field in self._fields.items() if field.is_changed}
        return StoryEdit(**changed)

    def give_way(self) -> None:
        """What the library says of the fields next is shown even where somebody is typing."""
        for field in self._fields.values():
            field.give_way()

    def go_to(self, field: str) -> bool:
        """Put the focus into a field by its name in `Story`; False when it is not here."""
        widgets: dict[str, QWidget] = {
            "slug": self._slug,
            "section": self._section,
            "byline": self._byline,
            "contributors": self._contributors,
            "dateline": self._dateline,
            "dated": self._date,
            "keywords": self._keywords,
            "language": self._language,
            "target_words": self._length,
        }
        widget = widgets.get(field)
        if widget is None:
            return False
        self.ensureWidgetVisible(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Not `editingFinished`: a field that nobody changed is left without it, and may have a
        # newer value held back.
        if event.type() is QEvent.Type.FocusOut and watched in (self._slug, self._dateline):
            self._send()
        return super().eventFilter(watched, event)

    def _kept_fields(self) -> dict[str, KeptField[Any]]:
        never: Callable[[], bool] = lambda: False  # noqa: E731 - a choice is made in one go
        slug, dateline = self._slug, self._dateline
        byline, contributors, keywords = self._byline, self._contributors, self._keywords
        length = self._length
        section, language, date = self._section, self._language, self._date

        def names(field: TokenField) -> KeptField[Any]:
            return KeptField(
                lambda: field.names_with_typed, field.set_names, lambda: field.is_edited
            )

        def choice(read: Callable[[], Any], write: Callable[[Any], None]) -> KeptField[Any]:
            return KeptField(read, write, never)

        return {
            "slug": KeptField(slug.text, slug.setText, slug.hasFocus),
            "section": choice(lambda: section.key, section.set_key),
            "byline": names(byline),
            "contributors": names(contributors),
            "dateline": KeptField(dateline.text, dateline.setText, dateline.hasFocus),
            "dated": KeptField(lambda: date.value, date.set_value, date.edit.hasFocus),
            "keywords": names(keywords),
            "target_words": KeptField(length.value, length.set_length, length.hasFocus),
            "language": choice(lambda: language.tag, language.set_tag),
        }

    def _lay_out(self) -> None:
        space = self._theme.space
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("scrolled", "true")
        column = QVBoxLayout(content)
        column.setContentsMargins(space(3), space(3), space(3), space(4))
        column.setSpacing(space(1))
        rows: tuple[tuple[str, QWidget, QWidget], ...] = (
            (self.tr("Slug"), self._slug, self._slug),
            (self.tr("Section"), self._section, self._section),
            (self.tr("Byline"), self._byline, self._byline.line),
            (self.tr("Contributors"), self._contributors, self._contributors.line),
            (self.tr("Dateline"), self._dateline, self._dateline),
            (self.tr("Date"), self._date, self._date.edit),
            (self.tr("Keywords"), self._keywords, self._keywords.line),
            (self.tr("Language"), self._language, self._language),
            (self.tr("Length in words"), self._length, self._length),
        )
        for label, widget, named in rows:
            heading = QLabel(label)
            heading.setProperty("role", "label")
            heading.setBuddy(named)
            named.setAccessibleName(label)
            column.addWidget(heading)
            column.addWidget(widget)
            if widget is self._contributors:
                column.addWidget(self._credit_line)
            column.addSpacing(space(2))
        column.addWidget(self.looks)
        column.addStretch(1)
        self._credit_line.setProperty("role", "faint")
        self._credit_line.setWordWrap(True)
        self._credit_line.setTextFormat(Qt.TextFormat.PlainText)
        self._credit_line.hide()
        self._dateline.setPlaceholderText(self.tr("NANTONG, Nov 24"))
        self._slug.setPlaceholderText(self.tr("short-name-in-the-address"))
        self.setWidget(content)

    def _connect(self) -> None:
        for line in (self._slug, self._dateline):
            line.textEdited.connect(self._wait)
            line.returnPressed.connect(self._send)
            line.installEventFilter(self)
        for field in (self._byline, self._contributors, self._keywords):
            field.edited.connect(self._send)
            field.left.connect(self._leave)
        self._contributors.edited.connect(self._tell_contributors)
        self._section.chosen.connect(self._send)
        self._section.sections_edit_requested.connect(self.sections_edit_requested)
        self._language.chosen.connect(self._send)
        self._length.valueChanged.connect(self._wait)
        self._length.editingFinished.connect(self._send)
        self._date.edited.connect(self._wait)
        self._date.left.connect(self._send)

    def _offer(self, choices: Choices) -> None:
        self._section.show_sections(choices.sections)
        self._byline.set_choices(names_for(choices.contributors, Role.AUTHOR))
        self._contributors.set_choices(names_for(choices.contributors, Role.CONTRIBUTOR))
        self._keywords.set_choices(choices.keywords)

    def _wait(self) -> None:
        self._pause.start()

    def _send(self) -> None:
        edit = self.take_pending()
        if edit != StoryEdit():
            self.story_edited.emit(edit)
        self._leave()

    def _leave(self) -> None:
        for field in self._fields.values():
            field.leave()

    def _tell_contributors(self) -> None:
        line = contributor_line(self._contributors.names)
        self._credit_line.setText(line)
        self._credit_line.setVisible(bool(line))


def names_for(people: tuple[Contributor, ...], role: Role) -> tuple[str, ...]:
    """Every name, those who usually do this first, otherwise in the order given."""
    ordered = sorted(people, key=lambda each: each.role is not role)
    return tuple(dict.fromkeys(each.name for each in ordered))
