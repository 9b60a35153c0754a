"""A picture that comes with a file: how it looks, where it stands, and what is said of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.interchange.arriving.incoming import Found, IncomingPicture
from editor.story.credit import CreditLine, CreditStyle, parse_credit
from editor.ui.incoming.incoming_field import IncomingField
from editor.ui.widgets.elided_label import ElidedLabel
from editor.ui.widgets.field_label import field_label
from editor.ui.widgets.sheet import text_label

WIDTH, HEIGHT = 120, 90
LETTERS = 11  # of the longest label


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
        title = text_label(place, self)
        title.setProperty("role", "heading")
        name = ElidedLabel(picture.name, self)
        name.setProperty("role", "faint")
        left = QVBoxLayout()
        left.addWidget(self._image)
        left.addWidget(name)
        left.addStretch(1)
        right = QVBoxLayout()
        for part in (title, self._caption, self._credit, self._alt):
            right.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left)
        row.addLayout(right, 1)
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
        ratio = self.devicePixelRatioF()
        small = QPixmap.fromImage(image).scaled(
            int(WIDTH * ratio),
            int(HEIGHT * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        small.setDevicePixelRatio(ratio)
        self._image.setPixmap(small)

    def _field(
        self, label: str, text: str, found: tuple[Found, ...], *, one_line: bool = False
    ) -> IncomingField:
        name = self._picture.name
        return IncomingField(label, text, found, self, one_line=one_line, letters=LETTERS, of=name)

    def _on_changed(self) -> None:
        self._credit.setEnabled(self._caption.taken)
        self.changed.emit()
