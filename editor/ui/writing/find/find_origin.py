"""Where somebody was in the text when they began to look: given back unless they went on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from editor.ui.writing.editing_actions import Field
from editor.ui.writing.find.hit_order import Found


@dataclass(frozen=True, slots=True)
class Origin:
    field: Field
    caret: QTextCursor
    scrolled: int

    @classmethod
    def of(cls, field: Field) -> "Origin":
        return cls(field, field.textCursor(), field.verticalScrollBar().value())

    def give_back(self, *, moved: bool) -> None:
        """The keyboard to the text; the caret too, unless it was `moved` on purpose."""
        if not moved:
            self.field.setTextCursor(self.caret)
            self.field.verticalScrollBar().setValue(self.scrolled)
        self.field.setFocus()


def place_of(cursor: QTextCursor) -> tuple[int, int]:
    """(block, UTF-16 units from its start) where what is selected begins."""
    block = cursor.document().findBlock(cursor.selectionStart())
    return block.blockNumber(), cursor.selectionStart() - block.position()


def leave_hit(fields: Sequence[Field], hit: Found | None) -> None:
    """The caret alone before it: a hit left selected would go with the next key in the text."""
    if hit is not None and hit.text < len(fields):
        field = fields[hit.text]
        cursor = field.textCursor()
        cursor.setPosition(cursor.selectionStart())
        field.setTextCursor(cursor)
