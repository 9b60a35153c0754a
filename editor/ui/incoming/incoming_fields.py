"""What was found in a file, to be looked at: a text with its tick, a picture with its caption."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from editor.interchange.arriving.incoming import Found, IncomingPicture
from editor.message import listed, message
from editor.story.credit import CreditLine, CreditStyle, parse_credit
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.widgets.labels import ElidedLabel, fitted
from editor.ui.widgets.sheet import filled, text_label
from editor.ui.widgets.spelled_out import field_label

WIDTH, HEIGHT = 120, 90
LETTERS = 11  # of the longest label


class IncomingField(QWidget):
    """Signals: `changed()`: ticked or unticked.

    What was not found can be typed in all the same; it then has no tick.
    """

    changed = Signal()

    def __init__(
        self,
        label: str,
        text: str,
        found: Sequence[Found],
        parent: QWidget | None = None,
        *,
        one_line: bool = False,
        letters: int = 15,
        of: str = "",
    ) -> None:
        super().__init__(parent)
        self.found = tuple(found)
        self._was = text
        self._tick = QCheckBox(label, self)
        self._tick.setChecked(True)
        name = str(listed((label, of)))  # a page may have several of one kind
        self._tick.setAccessibleName(self.tr("{} is not body text").format(name))
        self._tick.setToolTip(self.tr("Untick it when this is body text."))
        self._label = QLabel(label, self)
        self._label.setBuddy(self._tick)
        self._letters = letters  # in the column of labels
        self._field = QLineEdit(text, self) if one_line else GrowingTextEdit(self)
        if isinstance(self._field, GrowingTextEdit):
            self._field.set_text(text)
        else:
            self._field.setCursorPosition(0)
        self._field.setAccessibleName(name)
        self._note = text_label("", self, "faint")
        self._tick.setVisible(bool(self.found))
        self._label.setVisible(not self.found)
        self._lay_out()
        self._tick.toggled.connect(self._show_taken)
        self._show_taken()

    @property
    def taken(self) -> bool:
        """False when somebody said that it is body text."""
        return not self.found or self._tick.isChecked()

    @property
    def text(self) -> str:
        field = self._field
        words = field.text if isinstance(field, GrowingTextEdit) else field.text()
        return " ".join(words.split())

    @property
    def edited(self) -> bool:
        """Whether somebody wrote something else than what was found."""
        return self.text != " ".join(self._was.split())

    def hide_note(self) -> None:
        """For a text that a file says openly, or not at all."""
        self._note.hide()

    def _lay_out(self) -> None:
        column = self._letters * self.fontMetrics().averageCharWidth()
        # The label stands beside the first line of the words.
        height = self.fontMetrics().lineSpacing() * 9 // 5
        for label in (self._tick, self._label):
            label.setMinimumHeight(height)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(1)
        grid.setColumnMinimumWidth(0, column)
        grid.addWidget(self._tick, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._field, 0, 1)
        grid.addWidget(self._note, 1, 1)
        grid.setColumnStretch(1, 1)

    def _show_taken(self) -> None:
        self._field.setEnabled(self.taken)
        body = self.tr("Stays in the body, word for word")
        self._note.setText(self._where() if self.taken else body)
        self.changed.emit()

    def _where(self) -> str:
        numbers = [str(each.number) for each in self.found if each.number]
        if not self.found:
            return self.tr("Not found in the file")
        if not numbers:
            return self.tr("From the page's own markup")
        return str(message("window.taken-from", numbers=numbers, n=len(numbers)))


class IncomingPhoto(QWidget):
    """Signals: `changed()`: its caption was ticked or unticked."""

    changed = Signal()

    def __init__(
        self,
        picture: IncomingPicture,
        found: tuple[Found, ...],
        *,
        place: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self._image = QLabel(self)
        self._image.setFixedSize(WIDTH, HEIGHT)
        self._image.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._image.setProperty("surface", "panel")
        self._image.setAccessibleName(self.tr("Picture {}").format(picture.name))
        credit = picture.credit.words(CreditStyle())
        self._caption = self._field(field_label("caption"), picture.caption, found)
        self._credit = self._field(field_label("credit"), credit, (), one_line=True)
        self._alt = self._field(field_label("alt"), picture.alt, ())
        self._credit.hide_note()
        self._alt.hide_note()
        title = text_label(place, self, "heading")
        name = ElidedLabel(picture.name, self)
        name.setProperty("role", "faint")
        left = filled(QVBoxLayout(), self._image, name, None)
        right = filled(QVBoxLayout(), title, self._caption, self._credit, self._alt)
        filled(QHBoxLayout(self), left, (right, 1))
        self._caption.changed.connect(self._on_changed)

    @property
    def key(self) -> str:
        return self._picture.key

    @property
    def refused(self) -> tuple[Found, ...]:
        """What was taken for its caption, and is body text."""
        return () if self._caption.taken else self._caption.found

    @property
    def texts(self) -> tuple[str, CreditLine, str]:
        """Caption, credit and alternative text; an untouched credit stays the record it was."""
        alt = self._alt.text if self._alt.edited else self._picture.alt
        if self.refused:
            return "", CreditLine(), alt
        caption = self._caption.text if self._caption.edited else self._picture.caption
        credit = self._picture.credit
        return caption, parse_credit(self._credit.text) if self._credit.edited else credit, alt

    def show_image(self, image: QImage) -> None:
        self._image.setPixmap(fitted(image, QSize(WIDTH, HEIGHT), self.devicePixelRatioF()))

    def _field(
        self, label: str, text: str, found: tuple[Found, ...], *, one_line: bool = False
    ) -> IncomingField:
        name = self._picture.name
        return IncomingField(label, text, found, self, one_line=one_line, letters=LETTERS, of=name)

    def _on_changed(self) -> None:
        self._credit.setEnabled(self._caption.taken)
        self.changed.emit()
