"""The word somebody is typing at the moment, which is not marked before the caret leaves it."""

from PySide6.QtGui import QTextCursor

from editor.ui.words.proof_sheet import Mark
from editor.ui.words.units import length_in_units, to_character

_PART_OF_WORDS = "'’-·"
LONGEST = 200  # characters on either side of the caret that are looked at with every key


class Hand:
    """Follows one editor's caret: told of every edit and of every move."""

    def __init__(self) -> None:
        self._fresh = False  # edited, and the caret not looked at since
        self._word: tuple[int, int] | None = None  # positions in the document

    def wrote(self) -> None:
        self._fresh = True

    def lift(self) -> bool:
        """Nobody writes here now; whether somebody did."""
        wrote = self._fresh or self._word is not None
        self._fresh, self._word = False, None
        return wrote

    def moved(self, caret: QTextCursor) -> bool:
        """Whether the caret left the word that was being typed."""
        if self._fresh:
            self._look(caret)
            return False
        if self._word is None or self._word[0] <= caret.position() <= self._word[1]:
            return False
        self._word = None
        return True

    def covers(self, mark: Mark, block_position: int, caret: QTextCursor) -> bool:
        """Whether the mark would stand under what is being typed."""
        if self._fresh:
            self._look(caret)
        if self._word is None:
            return False
        place = caret.position() - block_position
        return mark.start <= place <= mark.end

    def _look(self, caret: QTextCursor) -> None:
        text, place = caret.block().text(), caret.positionInBlock()
        middle = first = last = to_character(text, place)
        while first > middle - LONGEST and first and _in_word(text[first - 1]):
            first -= 1
        while last < min(len(text), middle + LONGEST) and _in_word(text[last]):
            last += 1
        at = caret.position()
        before, after = text[first:middle], text[middle:last]
        self._word = at - length_in_units(before), at + length_in_units(after)
        self._fresh = False


def _in_word(character: str) -> bool:
    return character.isalnum() or character in _PART_OF_WORDS
