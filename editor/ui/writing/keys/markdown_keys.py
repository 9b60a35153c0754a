"""Marks of plain text typed by habit: `## `, `- `, `**bold**`, `[text](address)`, `---`.

What is typed stands in the text first; what it means is done as a step of its own, so that one
undo gives back exactly what was typed.
"""

import re
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from editor.story.document import Mark
from editor.ui.widgets.retouching import text_before, units
from editor.ui.writing.document.lines import PARAGRAPH, Kind, Line, Shape
from editor.ui.writing.document.one_step import one_step
from editor.ui.writing.document.shapes import OBJECT, shape_of
from editor.ui.writing.keys.line_commands import insert_object, reshape
from editor.ui.writing.keys.mark_commands import add_mark, set_link
from editor.ui.writing.links.link_address import checked_address

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


@dataclass(frozen=True, slots=True)
class _Inline:
    """Words between two signs, which give them a mark."""

    ends: str
    pattern: re.Pattern[str]
    mark: Mark


_INLINE = (
    _Inline("**", re.compile(r"(?<![*\w\\])\*\*(?=[^\s*])([^*]*[^\s*])\*\*$"), Mark.BOLD),
    _Inline("*", re.compile(r"(?<![*\w\\])\*(?=[^\s*])([^*]*[^\s*])\*$"), Mark.ITALIC),
    _Inline("~~", re.compile(r"(?<![~\w\\])~~(?=[^\s~])([^~]*[^\s~])~~$"), Mark.STRIKE),
)
_LINK = re.compile(
    r"(?<![!\\])\[([^\[\]]*[^\[\]\s][^\[\]]*)\]"
    r"\(([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)$"
)


def after_typed(cursor: QTextCursor, typed: str) -> bool:
    """`typed` stands before the caret now; whether it ended something that means more."""
    if typed == " ":
        return _line_begins(cursor)
    if typed in "*~" and shape_of(cursor.block()).takes_marks:
        return any(_set_mark(cursor, rule) for rule in _INLINE if rule.ends[0] == typed)
    if typed == ")" and shape_of(cursor.block()).takes_marks:
        return _set_link(cursor)
    return False


def after_enter(cursor: QTextCursor) -> bool:
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
