"""Where somebody was in each story: in which field, and at which place of every one of them."""

from collections.abc import Mapping, MutableMapping
from dataclasses import field

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.late import frozen
from editor.ui.widgets.text_field import units, whole_position


@frozen
class Place:
    """Caret positions by field, how far the body was scrolled, in px, and the field that was
    written in last."""

    carets: Mapping[str, int] = field(default_factory=dict)
    scrolled: int = 0
    written_in: str = "body"


Places = MutableMapping[str, Place]  # by story


class CaretMemory:
    """Remembers the places in one set of fields: headline, deck and body. Sets that share
    `places` know where somebody was in a story whichever of them it is opened in."""

    def __init__(self, fields: Mapping[str, QTextEdit], places: Places | None = None) -> None:
        self._fields = fields
        self._places: Places = {} if places is None else places

    def place(self, written_in: str) -> Place:
        """Where the carets stand now."""
        carets = {name: each.textCursor().position() for name, each in self._fields.items()}
        return Place(carets, self._fields["body"].verticalScrollBar().value(), written_in)

    def of(self, story_id: str) -> Place:
        """Where somebody was in a story; at its beginning when nobody was."""
        return self._places.get(story_id, Place())

    def know(self, story_id: str, place: Place) -> None:
        """Where somebody was in a story that is not open yet."""
        self._places[story_id] = place

    def return_to(self, story_id: str) -> str:
        """Puts the carets back; a text that has become shorter takes them at its end. Answers
        with the field that was written in."""
        place = self.of(story_id)
        for name, each in self._fields.items():
            cursor = QTextCursor(each.document())
            cursor.setPosition(whole_position(each.document(), place.carets.get(name, 0)))
            each.setTextCursor(cursor)
        self._fields["body"].verticalScrollBar().setValue(place.scrolled)
        return place.written_in if place.written_in in self._fields else "body"


NEARBY = (24, 12, 6)  # characters before a place that tell it, as many as are still there


def carried(old: str, new: str, position: int) -> int:
    """The caret at `position` of `old`, in `new`: where the same text ends before it, begins
    after it, or else where the words just before it stand nearest. Both in Qt's UTF-16 units."""
    before, after = _split(old, position)
    if new.startswith(before):
        return units(before)
    if after and new.endswith(after):
        return units(new[: len(new) - len(after)])
    for many in NEARBY:
        context = before[-many:]
        places = _places(new, context) if context.strip() else []
        wanted = len(before) - len(context)
        if places:
            nearest = min(places, key=lambda at, wanted=wanted: abs(at - wanted))
            return units(new[: nearest + len(context)])
    return min(position, units(new))


def _places(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _split(text: str, position: int) -> tuple[str, str]:
    raw = text.encode("utf-16-le", "surrogatepass")
    before = raw[: 2 * position].decode("utf-16-le", "ignore")
    return before, text[len(before) :]
