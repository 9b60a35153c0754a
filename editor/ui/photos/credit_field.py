"""The line of a photo's credit, free or structured, with the small form beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QToolButton, QWidget

from editor.story.credit import CreditLine, CreditStyle, parse_credit
from editor.ui.photos.credit_form import CreditForm
from editor.ui.theme import Theme


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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1))
        row.addWidget(self._line, 1)
        row.addWidget(self._open)
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
