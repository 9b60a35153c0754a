"""What follows from characters typed into the body: shorthand of plain text, house style.

It is told of what was typed, never of what an input method only composes or has composed. What is
typed stands in the text first; what it means is done as a step of its own, so that one undo gives
back exactly what was typed.
"""

import re

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.language.typing_habits import TypingHabits
from editor.late import frozen, regex
from editor.story.addresses import checked_address
from editor.story.runs import NO_MARKS, Mark
from editor.ui.widgets.retouching import Retouching, may_matter, text_before
from editor.ui.widgets.text_field import units
from editor.ui.writing.document.document_writer import one_step
from editor.ui.writing.document.lines import PARAGRAPH, Kind, Line, Shape
from editor.ui.writing.document.shapes import OBJECT, char_format, marks_of, shape_of
from editor.ui.writing.keys.line_commands import insert_object, is_object_block, reshape
from editor.ui.writing.keys.mark_commands import add_mark, set_link
from editor.ui.writing.keys.typing_rules import attribution_begins


class BodyTyping(QObject):
    """Serves the body of one pane.

    Signals:
        slash_typed(): a slash stands before the caret, and blocks may be offered.
    """

    slash_typed = Signal()

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._retouching = Retouching(editor)

    @property
    def habits(self) -> TypingHabits:
        return self._retouching.habits

    def follow(self, habits: TypingHabits) -> None:
        self._retouching.habits = habits

    def after_typed(self, typed: str) -> None:
        cursor = self._editor.textCursor()
        if typed.isalpha() and not may_matter(cursor):
            return  # which is nearly always: typing must cost nothing
        if cursor.hasSelection() or is_object_block(cursor.block()):
            return
        if typed == " " and attribution_begins(cursor):
            return
        if typed == "/" and self.habits.slash_menu:
            self.slash_typed.emit()
            return
        marks = marks_of(self._editor.currentCharFormat())
        if self.habits.shortcuts and signs_typed(cursor, typed):
            if typed != " ":
                self._go_on_without(cursor)
        elif self._retouching.after_typed(typed):
            self._go_on_with(marks)

    def after_enter(self) -> None:
        cursor = self._editor.textCursor()
        if self.habits.shortcuts and line_ended(cursor):
            self._editor.setTextCursor(cursor)
        elif not is_object_block(cursor.block().previous()):
            self._retouching.after_enter()

    def _go_on_without(self, cursor: QTextCursor) -> None:
        """Behind words that were given a mark or a link one goes on without it."""
        kind = shape_of(cursor.block()).kind
        self._editor.setCurrentCharFormat(char_format(kind, NO_MARKS))

    def _go_on_with(self, marks: frozenset) -> None:
        """A replaced sign must not end the bold one types in."""
        kind = shape_of(self._editor.textCursor().block()).kind
        if marks_of(self._editor.currentCharFormat()) != marks:
            self._editor.setCurrentCharFormat(char_format(kind, marks))


_LOOK_BACK = 2_000  # UTF-16 units of a line
_LINES = {
    "## ": Shape(Kind.HEADING_2),
    "### ": Shape(Kind.HEADING_3),
    "> ": Shape(Kind.QUOTE),
    ">> ": Shape(Kind.PULL_QUOTE),
    "- ": Shape(Kind.BULLET, 1),
    "* ": Shape(Kind.BULLET, 1),
    "1. ": Shape(Kind.ORDERED, 1),
}
_PLAIN = (Kind.PARAGRAPH, Kind.NOTHING)
_RULES_OFF = frozenset({"---", "***", "___"})


@frozen
class _Inline:
    """Words between two signs, which give them a mark."""

    ends: str
    pattern: re.Pattern[str]
    mark: Mark


_INLINE = (
    _Inline("**", regex(r"(?<![*\w\\])\*\*(?=[^\s*])([^*]*[^\s*])\*\*$"), Mark.BOLD),
    _Inline("*", regex(r"(?<![*\w\\])\*(?=[^\s*])([^*]*[^\s*])\*$"), Mark.ITALIC),
    _Inline("~~", regex(r"(?<![~\w\\])~~(?=[^\s~])([^~]*[^\s~])~~$"), Mark.STRIKE),
)
_LINK = regex(
    r"(?<![!\\])\[([^\[\]]*[^\[\]\s][^\[\]]*)\]"
    r"\(([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)$"
)


def signs_typed(cursor: QTextCursor, typed: str) -> bool:
    """`typed` stands before the caret now; whether it ended something that means more."""
    if typed == " ":
        return _line_begins(cursor)
    if typed in "*~" and shape_of(cursor.block()).takes_marks:
        return any(_set_mark(cursor, rule) for rule in _INLINE if rule.ends[0] == typed)
    if typed == ")" and shape_of(cursor.block()).takes_marks:
        return _set_link(cursor)
    return False


def line_ended(cursor: QTextCursor) -> bool:
    """A line of three hyphens that has just been ended is a divider."""
    above = cursor.block().previous()
    if shape_of(above) != PARAGRAPH or above.text() not in _RULES_OFF:
        return False
    painter = QTextCursor(cursor)
    with one_step(painter):
        painter.setPosition(above.position())
        painter.setPosition(above.position() + 3, QTextCursor.MoveMode.KeepAnchor)
        painter.removeSelectedText()
        insert_object(painter, Line(Shape(Kind.DIVIDER)))
    return True


def _line_begins(cursor: QTextCursor) -> bool:
    block = cursor.block()
    # The longest of them has four characters: not every blank in a long line is worth a look.
    if cursor.positionInBlock() > 4 or shape_of(block).kind not in _PLAIN:
        return False
    shape = _LINES.get(text_before(cursor, 4))
    if shape is None:
        return False
    painter = QTextCursor(cursor)
    with one_step(painter):
        painter.setPosition(block.position(), QTextCursor.MoveMode.KeepAnchor)
        painter.removeSelectedText()
        reshape(block, shape)
    return True


def _set_mark(cursor: QTextCursor, rule: _Inline) -> bool:
    text = text_before(cursor, _LOOK_BACK)
    found = rule.pattern.search(text)
    if found is None or OBJECT in found.group(1):
        return False
    words, signs = units(found.group(1)), len(rule.ends)
    painter = QTextCursor(cursor)
    end = cursor.position()
    with one_step(painter):
        _remove(painter, end - signs, end)
        _remove(painter, end - 2 * signs - words, end - signs - words)
        _select(painter, end - 2 * signs - words, end - 2 * signs)
        add_mark(painter, rule.mark)
    return True


def _set_link(cursor: QTextCursor) -> bool:
    found = _LINK.search(text_before(cursor, _LOOK_BACK))
    if found is None or OBJECT in found.group(1):
        return False
    address = checked_address(found.group(2)).address
    if not address:
        return False
    words, behind = units(found.group(1)), units(found.group(2)) + 3
    painter = QTextCursor(cursor)
    end = cursor.position()
    with one_step(painter):
        _remove(painter, end - behind, end)
        _remove(painter, end - behind - words - 1, end - behind - words)
        _select(painter, end - behind - words - 1, end - behind - 1)
        set_link(painter, address)
    return True


def _remove(cursor: QTextCursor, start: int, end: int) -> None:
    _select(cursor, start, end)
    cursor.removeSelectedText()


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
