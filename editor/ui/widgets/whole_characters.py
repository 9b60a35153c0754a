"""One press of Backspace takes what a reader sees as one character: an emoji, an accented letter.

Qt takes one code point and leaves half a family behind. Scripts in which a vowel sign is typed
and taken back by itself (Hebrew, Arabic, those of India) keep that.
"""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument

from editor.story.text import whole_place

_JOINERS = frozenset("\u200d\ufe0f\u20e3")
_LAST_OF_ALPHABETS = "\u058f"  # Latin, Greek, Cyrillic, Armenian; behind it come Hebrew and on


def is_plain_backspace(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Backspace and not held


def whole_position(document: QTextDocument, position: int) -> int:
    """A place in a text for the caret: within it, and never within a character of several units;
    what was remembered of another text may be neither."""
    position = max(0, min(position, document.characterCount() - 1))
    block = document.findBlock(position)
    text, unit = block.text(), position - block.position()
    if text.isascii():
        return position
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "ignore")
    place = whole_place(text, len(before))
    return block.position() + len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def remove_before(cursor: QTextCursor) -> bool:
    """Removes the character before the caret where that is more than one code point.

    Everything else is left to the editor, which joins such steps of undo into one.
    """
    if cursor.hasSelection() or cursor.atBlockStart():
        return False
    taken = QTextCursor(cursor)
    taken.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
    text = taken.selectedText()
    if len(text) < 2 or not _is_one(text):
        return False
    taken.removeSelectedText()
    return True


def _is_one(cluster: str) -> bool:
    if any(character > "\uffff" or character in _JOINERS for character in cluster):
        return True
    return cluster[0] <= _LAST_OF_ALPHABETS and unicodedata.category(cluster[0])[0] == "L"
