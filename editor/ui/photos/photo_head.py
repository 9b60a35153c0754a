"""The head of a photo's card: small picture, file name, size, and what stands about it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from editor.story.photo import Placement
from editor.ui.photos.photo_frame import PhotoFrame
from editor.ui.theme import Theme
from editor.ui.widgets.chip import Chip
from editor.ui.widgets.elided_label import ElidedLabel
from editor.ui.widgets.pressable import Pressable, see_through

_SMALL = QSize(64, 48)  # logical pixels


class PhotoHead(Pressable):
    """Press to open or close the card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = PhotoFrame(theme, _SMALL, self)
        self._name = ElidedLabel("", self, Qt.TextElideMode.ElideMiddle)
        self._name.setProperty("role", "heading")
        self._size = QLabel(self)
        self._size.setProperty("role", "faint")
        self._lead = Chip(self.tr("Lead"), "accent", self)
        self._state = Chip("", "warning", self)
        facts = QHBoxLayout()
        facts.setSpacing(theme.space(2))
        for part in (self._lead, self._size, self._state):
            facts.addWidget(part)
        facts.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(theme.space(1))
        words.addStretch(1)
        words.addWidget(self._name)
        words.addLayout(facts)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.space(2)] * 4)
        row.setSpacing(theme.space(3))
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        see_through(self._picture, self._name, self._size, self._lead, self._state)

    def show_placement(self, placement: Placement, *, on_page: bool, remarks: int) -> None:
        """`remarks` counts the findings about this photo."""
        photo = placement.photo
        self._name.setText(photo.original_name)
        self._size.setText(self.tr("{0} × {1} px").format(photo.width, photo.height))
        self._lead.setVisible(placement.lead)
        state = "" if on_page else self.tr("Not on the page")
        if not state and remarks:
            state = self.tr("1 remark") if remarks == 1 else self.tr("{0} remarks").format(remarks)
        self._state.setText(state)
        self._state.setVisible(bool(state))
        name = self.tr("Lead photo {0}") if placement.lead else self.tr("Photo {0}")
        self.setAccessibleName(name.format(photo.original_name))
        self.setAccessibleDescription(
            ", ".join(part for part in (self._size.text(), state) if part)
        )

    def show_picture(self, image: QImage) -> None:
        self._picture.show_picture(image)

    def show_open(self, is_open: bool) -> None:
        """An open card shows the picture large, below; the small one gives its room away."""
        self._picture.setVisible(not is_open)
        self.setProperty("open", "true" if is_open else "false")
