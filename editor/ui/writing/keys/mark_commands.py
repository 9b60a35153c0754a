"""Marks and links on selected words.

A command goes through the fragments one by one, so each keeps the marks it had beside the one
that is changed; lines that take no marks are passed over.
"""

from collections.abc import Callable, Iterator

from PySide6.QtGui import QTextCursor

from editor.late import frozen
from editor.story.runs import NO_MARKS, Mark
from editor.ui.writing.document.document_writer import one_step
from editor.ui.writing.document.lines import Kind
from editor.ui.writing.document.shapes import OBJECT, char_format, fragments, marks_of, shape_of
from editor.ui.writing.keys.line_commands import has_cells, selected_blocks


@frozen
class Piece:
    """Selected text of one look; positions in the document, in UTF-16 units."""

    start: int
    end: int
    kind: Kind
    marks: frozenset[Mark]
    href: str


def toggle_mark(cursor: QTextCursor, mark: Mark) -> None:
    """Sets the mark, or takes it away when all of the selection has it."""
    pieces = list(_pieces(cursor))
    if all(mark in piece.marks for piece in pieces):
        _apply(cursor, pieces, lambda piece: (piece.marks - {mark}, piece.href))
    else:
        _apply(cursor, pieces, lambda piece: (with_mark(piece.marks, mark), piece.href))


def add_mark(cursor: QTextCursor, mark: Mark) -> None:
    """Sets the mark on all of the selection, also where some of it has it already."""
    _apply(cursor, list(_pieces(cursor)), lambda piece: (with_mark(piece.marks, mark), piece.href))


def with_mark(marks: frozenset[Mark], mark: Mark) -> frozenset[Mark]:
    """Superscript and subscript take each other's place."""
    if mark is Mark.SUPERSCRIPT:
        marks = marks - {Mark.SUBSCRIPT}
    elif mark is Mark.SUBSCRIPT:
        marks = marks - {Mark.SUPERSCRIPT}
    return marks | {mark}


def marks_everywhere(cursor: QTextCursor) -> frozenset[Mark]:
    """The marks that all of the selected words have."""
    pieces = [piece.marks for piece in _pieces(cursor)]
    return frozenset.intersection(*pieces) if pieces else NO_MARKS


def set_link(cursor: QTextCursor, href: str) -> None:
    """Links the selection, or changes the link around the caret; "" takes the link away.

    Without either, the address itself is written as a link.
    """
    target = cursor if cursor.hasSelection() else link_around(cursor)
    if target is not None:
        _apply(target, list(_pieces(target)), lambda piece: (piece.marks, href))
    elif href and shape_of(cursor.block()).takes_marks:
        kind = shape_of(cursor.block()).kind
        with one_step(cursor):
            cursor.insertText(href, char_format(kind, marks_of(cursor.charFormat()), href))


def write_link(cursor: QTextCursor, href: str, words: str) -> None:
    """A link on these words, in the place of the selection or of the link around the caret.

    Words that are there already keep their marks; the cursor ends behind the link.
    """
    target = cursor if cursor.hasSelection() else link_around(cursor)
    if target is None:
        target = QTextCursor(cursor)
    if not shape_of(target.block()).takes_marks:
        return
    with one_step(cursor):
        if target.selectedText() != words:
            start = target.selectionStart()
            first = next(iter(_pieces(target)), None)
            marks = first.marks if first is not None else marks_of(cursor.charFormat())
            kind = shape_of(target.block()).kind
            target.insertText(words, char_format(kind, marks, href))
            cursor.setPosition(target.position())
            target.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        else:
            end = target.selectionEnd()
            set_link(target, href)
            cursor.setPosition(end)


def link_around(cursor: QTextCursor) -> QTextCursor | None:
    """The whole link in which the caret stands, selected; None when it stands in none."""
    position, start, end, href = cursor.position(), -1, -1, ""
    for fragment in fragments(cursor.block()):
        address = fragment.charFormat().anchorHref()
        if address and address == href and fragment.position() == end:
            end += fragment.length()
        elif start >= 0 and start <= position <= end:
            break
        else:
            start = fragment.position() if address else -1
            end, href = fragment.position() + fragment.length(), address
    if not (0 <= start <= position <= end):
        return None
    found = QTextCursor(cursor)
    found.setPosition(start)
    found.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return found


def stands_behind_link(cursor: QTextCursor) -> bool:
    """Whether a character typed here would lengthen a link that ends here."""
    href = cursor.charFormat().anchorHref()
    if not href:
        return False
    after = QTextCursor(cursor)
    after.clearSelection()
    if after.atBlockEnd():
        return True
    after.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return after.charFormat().anchorHref() != href or cursor.atBlockStart()


def words_selected(cursor: QTextCursor) -> bool:
    return any(True for _ in _pieces(cursor))


def _pieces(cursor: QTextCursor) -> Iterator[Piece]:
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    if has_cells(cursor):  # whole cells, which may lie before the caret
        start, end = 0, cursor.document().characterCount()
    for block in selected_blocks(cursor):
        shape = shape_of(block)
        if not shape.takes_marks:
            continue
        for fragment in fragments(block):
            first = max(start, fragment.position())
            last = min(end, fragment.position() + fragment.length())
            if first < last and OBJECT not in fragment.text():
                style = fragment.charFormat()
                yield Piece(first, last, shape.kind, marks_of(style), style.anchorHref())


def _apply(
    cursor: QTextCursor,
    pieces: list[Piece],
    look: Callable[[Piece], tuple[frozenset[Mark], str]],
) -> None:
    with one_step(cursor):
        painter = QTextCursor(cursor.document())
        for piece in pieces:
            marks, href = look(piece)
            if (marks, href) != (piece.marks, piece.href):
                painter.setPosition(piece.start)
                painter.setPosition(piece.end, QTextCursor.MoveMode.KeepAnchor)
                painter.setCharFormat(char_format(piece.kind, marks or NO_MARKS, href))
