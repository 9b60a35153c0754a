"""The structured form of a credit: who made the picture, how it came to us, how it will read."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.story.credit import CreditLine, CreditStyle, Relation
from editor.story.text import clean_line
from editor.ui.theme import Theme
from editor.ui.widgets.begun import tell_opened
from editor.ui.widgets.value_label import ValueLabel

RELATIONS = (
    (Relation.STAFF, "Staff of the site or agency"),
    (Relation.FOR, "Commissioned"),
    (Relation.PROVIDED, "Provided"),
    (Relation.AGENCY, "Agency"),
    (Relation.SOCIAL, "Social account"),
)


class CreditForm(QDialog):
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
        for relation, words in RELATIONS:
            self._relation.addItem(self.tr(words), relation.value)
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

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            tell_opened(self)
        super().showEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(4)] * 4)
        column.setSpacing(theme.space(1))
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
