"""What one writes a photo's fields in: the line of its credit, free or structured, with the small
form beside it; days; what may be chosen; lines for which what was used before is offered."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QDate, QModelIndex, QStringListModel, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from editor.desk.photo_library import RATINGS
from editor.message import Message, message
from editor.message import label as label_of
from editor.story.credit import CreditLine, CreditStyle, Relation, parse_credit
from editor.story.photo import COLOUR_CLASSES, SOURCE_TYPE, SOURCE_TYPES, Kind, PhotoField
from editor.story.text import clean_line
from editor.ui.photos.photo_asks import PhotoAsks
from editor.ui.theme import Theme
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.widgets.labels import ValueLabel
from editor.ui.widgets.retouching import RetouchedLine
from editor.ui.widgets.sheet import Sheet, filled
from editor.ui.widgets.text_field import CalmComboBox, dress_calendar
from editor.ui.widgets.token_field import mark_offers

_SEVERAL = (Kind.PEOPLE, Kind.WORDS)


class CreditField(QWidget):
    """Shows a credit in the outlet's own words, without brackets.

    Attributes:
        about: id of what the credit is of.

    Signals:
        edited(): a person typed.
        left(): Enter, the focus went elsewhere, or the form was accepted.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = ""
        self._credit = CreditLine()
        self._style = CreditStyle()
        self._line = RetouchedLine(self)
        self._line.setAccessibleName(self.tr("Credit"))
        self._line.setPlaceholderText(self.tr("Photo by …"))
        # A picture dropped here is meant for the panel, not for the text.
        self._line.setAcceptDrops(False)
        self._open = QToolButton(self)
        self._open.setAccessibleName(self.tr("Structured credit…"))
        self._open.setToolTip(self._open.accessibleName())
        theme.put_icon(self._open, "user-pen", "ink-soft")
        filled(QHBoxLayout(self), (self._line, 1), self._open, gap=theme.space(1))
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self.edited)
        self._line.editingFinished.connect(self.left)
        self._open.clicked.connect(self.open_form)

    @property
    def line(self) -> RetouchedLine:
        """Where one types; it carries the accessible name."""
        return self._line

    def tab_order(self) -> list[QWidget]:
        return [self._line, self._open]

    @property
    def value(self) -> CreditLine:
        """What is typed, structured where it prints back word for word."""
        typed = self._line.text()
        return self._credit if typed == self._credit.words(self._style) else parse_credit(typed)

    def set_style(self, style: CreditStyle) -> None:
        """The outlet's way of printing; a credit nobody is typing is printed anew."""
        if style != self._style:
            value, self._style = self.value, style
            self.set_value(value)

    def set_value(self, credit: CreditLine) -> None:
        self._credit = credit
        self._line.setText(credit.words(self._style))

    def open_form(self) -> None:
        """Ask for the parts of the credit; whatever is typed is its beginning."""
        form = CreditForm(self.value, self._style, self)
        form.begun_about = self.about

        def take() -> None:
            self.set_value(form.value)
            self.edited.emit()
            self.left.emit()

        form.accepted.connect(take)
        form.open()


class CreditForm(Sheet):
    """`value` is the credit as filled in; read it after the dialog was accepted."""

    def __init__(
        self, credit: CreditLine, style: CreditStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, columns=48)
        self._style = style
        self.introduce(self.tr("Credit"))
        self._relation = QComboBox(self)
        for relation in Relation:
            self._relation.addItem(str(label_of(relation)), relation.value)
        self._relation.setCurrentIndex(self._relation.findData(credit.relation.value))
        self._photographer = QLineEdit(credit.photographer, self)
        self._organisation = QLineEdit(credit.organisation, self)
        self._organisation.setPlaceholderText(style.outlet_name)
        self._network = QLineEdit(credit.network, self)
        self._network.setPlaceholderText(self.tr("WeChat"))
        self._rendered = ValueLabel(self)
        self._rendered.setTextFormat(Qt.TextFormat.PlainText)
        self._rendered.setWordWrap(True)
        self._rendered.setProperty("role", "heading")
        self.add_field(self.tr("Relation"), self._relation)
        self._maker = self.add_field(self.tr("Photographer"), self._photographer)
        self.add_field(self.tr("Organisation"), self._organisation)
        self._of_network = self.add_field(self.tr("Network"), self._network)
        self.add_field(self.tr("It will read"), self._rendered)
        self._rendered.setAccessibleName(self.tr("As it will read"))
        self.add_way_out(self.tr("Cancel"))
        self.add_primary(self.tr("Use this credit"))
        self._relation.currentIndexChanged.connect(self._show)
        for line in (self._photographer, self._organisation, self._network):
            line.textChanged.connect(self._show)
        self._show()

    @property
    def value(self) -> CreditLine:
        relation = Relation(self._relation.currentData())
        return CreditLine(
            relation=relation,
            photographer=clean_line(self._photographer.text()),
            organisation=clean_line(self._organisation.text()),
            network=clean_line(self._network.text()) if relation is Relation.SOCIAL else "",
        )

    def _show(self) -> None:
        social = self._relation.currentData() == Relation.SOCIAL.value
        for widget in (self._network, self._of_network):
            widget.setVisible(social)
        maker = self.tr("Account") if social else self.tr("Photographer")
        self._maker.setText(maker)
        self._photographer.setAccessibleName(maker)
        line = self.value.line(self._style)
        self._rendered.setText(line or self.tr("No credit yet"))


class Offers(QCompleter):
    """What was used before, the most used first. Where a line holds several, the last one is
    completed."""

    def __init__(self, asks: PhotoAsks, row: PhotoField, line: QLineEdit) -> None:
        super().__init__(line)
        self._asks = asks
        self._row = row
        self._line = line
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(self)
        mark_offers(line, self)
        # With the first letter: hardly any of thirty fields is typed in.
        line.textEdited.connect(self._offer)

    def splitPath(self, path: str) -> list[str]:
        return [path[self._start(path) :]]

    def pathFromIndex(self, index: QModelIndex) -> str:
        typed = self._line.text()
        return typed[: self._start(typed)] + str(index.data())

    def _start(self, text: str) -> int:
        """Where the one that is being typed begins."""
        if self._row.kind not in _SEVERAL:
            return 0
        place = max(map(text.rfind, ",;，；、")) + 1
        return place + len(text[place:]) - len(text[place:].lstrip())

    def _offer(self) -> None:
        words = list(self._asks.choices.get(self._row.name, ()))
        if words != self._words.stringList():
            self._words.setStringList(words)


class DateLine(QLineEdit):
    """A day as precise as it is known, typed or taken from a calendar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(self.tr("2026-11-24"))
        opens = self.addAction(theme.icon("calendar", "ink-soft"), self.ActionPosition(1))
        theme.put_icon(opens, "calendar", "ink-soft")
        opens.setToolTip(self.tr("Calendar"))
        opens.triggered.connect(self._open)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar, within = QCalendarWidget(), QWidgetAction(menu)
        dress_calendar(calendar, self._theme)
        day = QDate.fromString(self.text()[:10], Qt.DateFormat.ISODate)
        if day.isValid():
            calendar.setSelectedDate(day)
        within.setDefaultWidget(calendar)
        menu.addAction(within)

        def take(day: QDate) -> None:
            self.setText(day.toString(Qt.DateFormat.ISODate))
            self.textEdited.emit(self.text())
            menu.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()


class Editor(NamedTuple):
    """`widget` as it stands in the panel, `line` the part with the keyboard and the name."""

    widget: QWidget
    line: QWidget
    read: Callable[[], Any]
    write: Callable[[Any], None]
    edited: SignalInstance
    left: SignalInstance | None


def editor_of(row: PhotoField, theme: Theme, asks: PhotoAsks) -> Editor:
    """For a field of a record, as its kind asks for."""
    if row.kind is Kind.CREDIT:
        credit = CreditField(theme)
        Offers(asks, row, credit.line)
        value = lambda: credit.value  # noqa: E731
        return Editor(credit, credit.line, value, credit.set_value, credit.edited, credit.left)
    if choices := choices_of(row):
        box = CalmComboBox()
        for value, words in choices.items():
            box.addItem(words, value)
        return Editor(
            *(box, box, box.currentData, lambda value: _choose(box, value)),
            *(box.activated, None),
        )
    if row.kind is Kind.LINES or row.name == "alt":
        text = GrowingTextEdit(lines=row.kind is Kind.LINES and row.name != "caption")
        return Editor(text, text, lambda: text.text, text.set_text, text.edited, text.left)
    line = DateLine(theme) if row.kind is Kind.DATE else RetouchedLine()
    line.setAcceptDrops(False)
    if row.learned:
        Offers(asks, row, line)
    return Editor(*(line, line, line.text, line.setText, line.textEdited, line.editingFinished))


def choices_of(row: PhotoField) -> Mapping[str, str]:
    """By its value how one calls what may be chosen for a field; nothing where one types."""
    if row.kind is Kind.TERM:
        names = {f"{SOURCE_TYPE}{each}": Message(f"sourcetype.{each}") for each in SOURCE_TYPES}
        return {"": str(message("sourcetype.none")), **{k: str(v) for k, v in names.items()}}
    if row.name == "rating":
        return {each: str(Message(f"rating.{each or 'none'}")) for each in RATINGS}
    if row.name == "colour_class":
        said = {"": Message("colourclass.none")}
        said |= {each: Message(f"colourclass.{each}") for each in COLOUR_CLASSES}
        return {value: str(words) for value, words in said.items()}
    return {}


def _choose(box: QComboBox, value: str) -> None:
    if box.findData(value) < 0:
        box.addItem(value, value)  # a file's own, that nobody here knows
    box.setCurrentIndex(box.findData(value))
