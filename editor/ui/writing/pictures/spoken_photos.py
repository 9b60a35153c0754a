"""Photos and galleries of a text in words: a screen reader finds nothing in what is only painted.

Each has a part of its own under the text, with its caption; the one the caret comes to is spoken.
"""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QPixmap
from PySide6.QtWidgets import QLabel

from editor.story.credit import CreditStyle
from editor.story.document import Gallery, PhotoBlock
from editor.ui.widgets.announce import announce
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.shapes import fragments, placement_of
from editor.ui.writing.pictures.gallery_commands import gallery_of
from editor.ui.writing.pictures.photo_cards import PhotoCards

REST_MS = 500


class SpokenPhotos(QObject):
    """Serves one body."""

    def __init__(self, body: BodyField, cards: PhotoCards) -> None:
        super().__init__(body)
        self._body = body
        self._cards = cards
        self._parts: list[QLabel] = []
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refresh)
        body.document().contentsChanged.connect(self._rest.start)
        body.focused.connect(self.refresh)
        body.cursorPositionChanged.connect(self._speak)

    def refresh(self) -> None:
        """Captions may be other ones, photos may have come, gone or moved."""
        spoken = [
            self._sentence((each.placement,) if isinstance(each, PhotoBlock) else each.placements)
            for each in self._body.live.value().blocks
            if isinstance(each, PhotoBlock | Gallery)
        ]
        while len(self._parts) > len(spoken):
            self._parts.pop().deleteLater()
        while len(self._parts) < len(spoken):
            self._parts.append(self._part())
        for part, sentence in zip(self._parts, spoken, strict=True):
            if part.accessibleName() != sentence:
                part.setAccessibleName(sentence)
        many = self.tr("1 photo or gallery") if len(spoken) == 1 else ""
        many = many or self.tr("{0} photos or galleries").format(len(spoken))
        self._body.setAccessibleDescription(many if spoken else "")

    def _sentence(self, placements: tuple[str, ...]) -> str:
        words = [self._photo(each) for each in placements]
        if len(words) == 1:
            return self.tr("Photo: {0}").format(words[0])
        numbered = (f"{number}. {each}" for number, each in enumerate(words, 1))
        return self.tr("Gallery of {0} photos: {1}").format(len(words), " ".join(numbered))

    def _photo(self, placement_id: str) -> str:
        placement = self._cards.placement(placement_id)
        if placement is None:
            return self.tr("It is no longer attached to the story.")
        said = (
            placement.shown_caption or self.tr("No caption yet"),
            placement.shown_credit.line(CreditStyle()) or self.tr("No credit yet"),
            placement.shown_alt,
        )
        return " ".join(each for each in said if each)

    def _part(self) -> QLabel:
        """One point large, where nobody sees it and no mouse meets it."""
        part = QLabel(self._body)
        picture = QPixmap(1, 1)
        picture.fill(Qt.GlobalColor.transparent)
        part.setPixmap(picture)  # what makes it a picture for a screen reader
        part.setFixedSize(1, 1)
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        part.show()
        return part

    def _speak(self) -> None:
        if not QAccessible.isActive():
            return  # typing must cost nothing
        block = self._body.document().findBlock(self._body.textCursor().selectionStart())
        gallery = gallery_of(block)
        alone = (placement_of(each.charFormat()) for each in fragments(block))
        placements = gallery or tuple(each for each in alone if each is not None)
        if placements:
            announce(self._body, self._sentence(placements))
