"""The line of a photo's credit, free or structured, with the small form beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from editor.message import label as label_of
from editor.story.credit import CreditLine, CreditStyle, Relation, parse_credit
from editor.story.text import clean_line
from editor.ui.theme import Theme
from editor.ui.widgets.labels import ValueLabel
from editor.ui.widgets.sheet import Sheet, filled


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
        self._line = QLineEdit(self)
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
    def line(self) -> QLineEdit:
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
