"""Where a photo comes from, in words: how it came to be, what its Content Credentials say, and what
does not agree."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.message import Message, label, listed, message
from editor.story.origin import badge_of, judged, origin_said
from editor.story.photo import Photo
from editor.ui.photos.photo_asks import PhotoAsks
from editor.ui.photos.photo_record import Fold
from editor.ui.theme import Theme
from editor.ui.widgets.labels import Chip
from editor.ui.widgets.sheet import filled, text_label

ORIGIN = "origin"  # among what can be folded


class OriginBadge(Chip):
    """Hidden while there is nothing that somebody should know at first sight."""

    def show_photo(self, photo: Photo) -> None:
        badge = badge_of(photo.facts, photo.origin)
        self.setVisible(badge is not None)
        if badge is not None:
            self.say(str(badge.says), badge.kind)
            self.setToolTip(str(listed(origin_said(photo.facts, photo.origin), "sentences")))


class PhotoOrigin(QWidget):
    """Below the record; one that was never looked into asks for it."""

    def __init__(self, theme: Theme, asks: PhotoAsks, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asks = asks
        self._photo: Photo | None = None
        self._text: QLabel | None = None
        title = self.tr("Where it comes from")
        self._fold = Fold(theme, asks, ORIGIN, title, self._make, self)
        filled(QVBoxLayout(self), self._fold, gap=0)

    @property
    def words(self) -> str:
        """What is seen of it while it is open."""
        return "" if self._text is None or self._text.isHidden() else self._text.text()

    def show_photo(self, photo: Photo) -> None:
        another = self._photo is None or self._photo.id != photo.id
        self._photo = photo
        self._fold.say(str(_summary(photo)))
        self._show()
        if another and photo.origin is None and not photo.added:
            self._asks.origin_wanted.emit(photo.id)

    def tab_order(self) -> list[QWidget]:
        return [self._fold.button, *([self._text] if self._text is not None else [])]

    def _make(self, parent: QWidget) -> QWidget:
        self._text = text_label("", parent)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName(self.tr("Where it comes from"))
        self._show()
        return self._text

    def _show(self) -> None:
        if self._photo is not None and self._text is not None:
            said = origin_said(self._photo.facts, self._photo.origin) or (_nothing(),)
            text = "\n".join(map(str, said))
            self._text.setText(text)
            self._text.setAccessibleDescription(text)


def _summary(photo: Photo) -> Message:
    judgement, origin = judged(photo.facts, photo.origin), photo.origin
    parts = [label(judgement.made)] if judgement.claims else []
    if origin is not None:
        parts.append(message("origin.credentials-short", standing=label(origin.standing)))
    return listed(parts, "facts") or _nothing()


def _nothing() -> Message:
    return message("origin.nothing")
