"""The line of a photo's credit, free or structured, with the small form beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.message import label as label_of
from editor.story.credit import CreditLine, CreditStyle, Relation, parse_credit
from editor.story.text import clean_line
from editor.ui.theme import Theme
from editor.ui.widgets.begun import BegunDialog
from editor.ui.widgets.labels import ValueLabel
from editor.ui.widgets.sheet import filled


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
        self._theme = theme
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
        form = CreditForm(self._theme, self.value, self._style, self)
        form.begun_about = self.about
        form.finished.connect(self._take)
        form.open()

    def _take(self, result: int) -> None:
        form = self.sender()
        if not isinstance(form, CreditForm):
            return
        if result == QDialog.DialogCode.Accepted:
            self.set_value(form.value)
            self.edited.emit()
            self.left.emit()
        form.deleteLater()


class CreditForm(BegunDialog):
    """`value` is the credit as filled in; read it after the dialog was accepted.

    Attributes:
        begun_about: id of what the credit is of, so that what is begun here is brought back there.
    """

    begun_about = ""

    def __init__(
        self, theme: Theme, credit: CreditLine, style: CreditStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._style = style
        self.setWindowTitle(self.tr("Credit"))
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
        self._rendered.setAccessibleName(self.tr("As it will read"))
        self._labels: dict[QWidget, QLabel] = {}
        self._lay_out(theme)
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

    def show_begun(self, line: QWidget) -> None:
        """Over the buttons, what was brought back from last time."""
        self._column.insertWidget(self._column.count() - 1, line)

    def _lay_out(self, theme: Theme) -> None:
        column = self._column = filled(QVBoxLayout(self), gap=theme.space(1), edges=theme.space(4))
        fields = (
            (self.tr("Relation"), self._relation),
            (self.tr("Photographer"), self._photographer),
            (self.tr("Organisation"), self._organisation),
            (self.tr("Network"), self._network),
        )
        for label, field in fields:
            heading = QLabel(label, self)
            heading.setProperty("role", "label")
            heading.setBuddy(field)
            field.setAccessibleName(label)
            self._labels[field] = heading
            column.addWidget(heading)
            column.addWidget(field)
            column.addSpacing(theme.space(2))
        reads = QLabel(self.tr("It will read"), self)
        reads.setProperty("role", "label")
        column.addWidget(reads)
        column.addWidget(self._rendered)
        column.addSpacing(theme.space(3))
        buttons = QDialogButtonBox(self)
        use = QPushButton(self.tr("Use this credit"), buttons)
        # Before it goes into the box, which styles its buttons at once.
        use.setProperty("kind", "primary")
        buttons.addButton(use, QDialogButtonBox.ButtonRole.AcceptRole)
        use.setDefault(True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in buttons.findChildren(QPushButton):
            button.setAccessibleName(button.text())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(theme.space(85))

    def _show(self) -> None:
        social = self._relation.currentData() == Relation.SOCIAL.value
        for widget in (self._network, self._labels[self._network]):
            widget.setVisible(social)
        maker = self.tr("Account") if social else self.tr("Photographer")
        self._labels[self._photographer].setText(maker)
        self._photographer.setAccessibleName(maker)
        line = self.value.line(self._style)
        self._rendered.setText(line or self.tr("No credit yet"))
