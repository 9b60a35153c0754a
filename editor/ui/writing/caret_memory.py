"""Where somebody was in each story; where last of all is handed out for the next sitting."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit


@dataclass(frozen=True, slots=True)
class Place:
    """Caret positions by field, and how far the body was scrolled, in px."""

    carets: Mapping[str, int] = field(default_factory=dict)
    scrolled: int = 0


class CaretMemory:
    """Remembers the places in one set of fields: headline, deck and body."""

    def __init__(self, fields: Mapping[str, QTextEdit]) -> None:
        self._fields = fields
        self._places: dict[str, Place] = {}

    def place(self) -> Place:
        """Where the carets stand now."""
        carets = {name: each.textCursor().position() for name, each in self._fields.items()}
        return Place(carets, self._fields["body"].verticalScrollBar().value())

    def know(self, story_id: str, place: Place) -> None:
        """Where somebody was in a story that is not open yet."""
        self._places[story_id] = place

    def leave(self, story_id: str) -> None:
        """The story is about to make room for another one."""
        self._places[story_id] = self.place()

    def return_to(self, story_id: str) -> None:
        """Puts the carets back; a text that has become shorter takes them at its end."""
        place = self._places.get(story_id, Place())
        for name, each in self._fields.items():
            cursor = QTextCursor(each.document())
            last = each.document().characterCount() - 1
            cursor.setPosition(min(place.carets.get(name, 0), last))
            each.setTextCursor(cursor)
        self._fields["body"].verticalScrollBar().setValue(place.scrolled)
