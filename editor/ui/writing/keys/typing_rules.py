"""What Enter, Backspace and Delete do at the edges of lines, as writers expect it.

Each rule takes the caret (no selection), does one undo step and answers whether it did
anything; when not, the editor's own behaviour is right.
"""

from PySide6.QtGui import QTextBlock, QTextCursor

from editor.story.runs import NO_MARKS
from editor.ui.writing.document.document_writer import one_step, shape_block
from editor.ui.writing.document.lines import PARAGRAPH, Kind, Shape
from editor.ui.writing.document.shapes import (
    OBJECT,
    block_format,
    char_format,
    goes_on,
    is_cell,
    is_divider,
    is_gallery,
    marks_of,
    says_nothing,
    shape_of,
)
from editor.ui.writing.keys.line_commands import (
    is_object_block,
    open_above,
    open_below,
    outdent,
    remove_block,
    reshape,
    restyle,
)
from editor.ui.writing.tables.table_commands import delete_table, select_table, selected_table

_DASHES = ("—", "–", "--", "-")
_ENDS_WITH_ENTER = (Kind.HEADING_2, Kind.HEADING_3, Kind.PULL_QUOTE, Kind.ATTRIBUTION)


def enter(cursor: QTextCursor) -> bool:
    """A new line of the kind that follows naturally; on an empty item or quote, out of it.

    In a cell, which is one line, it breaks that.
    """
    block = cursor.block()
    shape = shape_of(block)
    with one_step(cursor):
        if is_object_block(block):
            leave_object(cursor)
        elif shape.is_cell:
            cursor.insertText("\u2028", char_format(shape.kind, marks_of(cursor.charFormat())))
        elif block.length() == 1 and shape.is_list:
            outdent(cursor)
        elif block.length() == 1 and shape.kind is not Kind.PARAGRAPH:
            _leave_empty(cursor, shape)
        elif cursor.atBlockStart() and shape.kind in (Kind.HEADING_2, Kind.HEADING_3):
            open_above(cursor, PARAGRAPH)
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        else:
            _split(cursor, PARAGRAPH if shape.kind in _ENDS_WITH_ENTER else shape)
    return True


def _split(cursor: QTextCursor, shape: Shape) -> None:
    if says_nothing(cursor.block()):
        shape_block(cursor, PARAGRAPH)  # an empty line that somebody wants
    # What was being typed goes on in bold, never as part of a link.
    same = shape == shape_of(cursor.block())
    marks = marks_of(cursor.charFormat()) if same else NO_MARKS
    cursor.insertBlock(block_format(shape), char_format(shape.kind, marks))
    restyle(cursor.block())


def _leave_empty(cursor: QTextCursor, shape: Shape) -> None:
    following = cursor.block().next()
    if shape.kind is Kind.QUOTE and shape_of(following).kind is Kind.ATTRIBUTION:
        # The quote is finished: go on below the line that says whose it is.
        if shape_of(cursor.block().previous()).kind is Kind.QUOTE:
            remove_block(cursor)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        open_below(cursor)
    else:
        reshape(cursor.block(), PARAGRAPH)


def leave_object(cursor: QTextCursor) -> None:
    """From beside a photo or divider into a new paragraph, above or below it."""
    with one_step(cursor):
        if cursor.positionInBlock() == 0:
            open_above(cursor, PARAGRAPH)
        else:
            open_below(cursor)


def open_line_below(cursor: QTextCursor) -> None:
    """From the start of a line to an empty paragraph above it, unless it is an empty one."""
    if cursor.block().length() != 1:
        with one_step(cursor):
            open_above(cursor, PARAGRAPH)


def backspace(cursor: QTextCursor) -> bool:
    """At the start of a line: out of the list or quote first, then into the line above."""
    block = cursor.block()
    if not cursor.atBlockStart() or is_object_block(block):
        return False
    shape, above = shape_of(block), block.previous()
    if shape.is_cell:
        return not goes_on(block)
    if shape.is_list:
        outdent(cursor)
    elif shape.kind is Kind.ATTRIBUTION:
        reshape_step(cursor, Shape(Kind.QUOTE))
    elif shape.kind is Kind.PULL_QUOTE or (
        shape.kind is Kind.QUOTE and shape_of(above).kind is not Kind.QUOTE
    ):
        reshape_step(cursor, PARAGRAPH)
    elif not above.isValid():
        if shape != PARAGRAPH:
            reshape_step(cursor, PARAGRAPH)
    elif is_object_block(above) or is_cell(above):
        _select_neighbour(cursor, above)
    else:
        _join(cursor, above, block)
    return True


def delete(cursor: QTextCursor) -> bool:
    """At the end of a line: the line below comes up to it; a cell keeps to itself."""
    block = cursor.block()
    below = block.next()
    if not cursor.atBlockEnd() or is_object_block(block) or not below.isValid():
        return False
    if is_cell(block):
        return not goes_on(below)
    if is_object_block(below) or is_cell(below):
        _select_neighbour(cursor, below)
    else:
        _join(cursor, block, below)
    return True


def attribution_begins(cursor: QTextCursor) -> bool:
    """A dash and a blank have just opened a line of a quote: who said it follows.

    One undo gives back the dash and the blank.
    """
    block = cursor.block()
    if shape_of(block).kind is not Kind.QUOTE or not cursor.atBlockEnd():
        return False
    dash, text = block.text()[:-1], block.text()
    if text[-1:] != " " or dash not in _DASHES:
        return False
    if shape_of(block.previous()).kind is not Kind.QUOTE:
        return False
    with one_step(cursor):
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        reshape(block, Shape(Kind.ATTRIBUTION))
    return True


def reshape_step(cursor: QTextCursor, shape: Shape) -> None:
    with one_step(cursor):
        reshape(cursor.block(), shape)


def remove_selected(cursor: QTextCursor) -> None:
    """Deletes what is selected and leaves proper lines; a table that is selected goes whole."""
    with one_step(cursor):
        if selected_table(cursor) is not None:
            delete_table(cursor)
        else:
            cursor.removeSelectedText()
            mend(cursor)


def mend(cursor: QTextCursor) -> None:
    """Puts the caret's line in order after words were removed across lines.

    Lines that met take the look of the line they ended up in, a photo that met words becomes a
    line of its own again, and a line that lost its photo becomes a paragraph.
    """
    block = cursor.block()
    text = block.text()
    if OBJECT in text and len(text) > 1:
        _part_objects(cursor, block)
    elif shape_of(block).is_object and OBJECT not in text:
        reshape(block, PARAGRAPH)
    else:
        restyle(block)


def mend_left_place(cursor: QTextCursor, *, line_left: bool) -> None:
    """Puts in order the line from which something was dragged away.

    `line_left`: what was dragged had the whole line to itself, which then goes too.
    """
    if line_left and cursor.block().length() == 1:
        remove_block(cursor)
    else:
        mend(cursor)


def select_object(cursor: QTextCursor, block: QTextBlock) -> None:
    cursor.setPosition(block.position())
    cursor.setPosition(block.position() + 1, QTextCursor.MoveMode.KeepAnchor)


def _select_neighbour(cursor: QTextCursor, neighbour: QTextBlock) -> None:
    """The first key press shows what the next one would delete; an empty line just goes."""
    target = QTextCursor(neighbour)
    # What is nothing must stay, and shall be no step of undo either.
    if cursor.block().length() == 1 and not says_nothing(cursor.block()):
        remove_block(cursor)
    if is_cell(target.block()):
        select_table(cursor, target.block())
    else:
        select_object(cursor, target.block())


def _join(cursor: QTextCursor, above: QTextBlock, below: QTextBlock) -> None:
    """The lower line's words go to the end of the upper line, or take an empty one's place."""
    with one_step(cursor):
        if above.length() == 1:
            cursor.setPosition(above.position())
            remove_block(cursor)
            return
        cursor.setPosition(below.position() - 1)
        cursor.setPosition(below.position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        restyle(cursor.block())


def _part_objects(cursor: QTextCursor, block: QTextBlock) -> None:
    """Opens lines around each photo or divider that stands in `block`."""
    caret = QTextCursor(cursor)
    start, text = block.position(), block.text()
    units = text.encode("utf-16-le", "surrogatepass")
    places = [
        index // 2
        for index in range(0, len(units), 2)
        if units[index : index + 2] == OBJECT.encode("utf-16-le")
    ]
    last = len(units) // 2 - 1
    shape = shape_of(block)
    for place in reversed(places):
        if place < last and place + 1 not in places:
            caret.setPosition(start + place + 1)
            _break_before_words(caret, shape)
        caret.setPosition(start + place + 1)
        kind = _object_kind(caret)
        if place > 0:
            caret.setPosition(start + place)
            caret.insertBlock(block_format(Shape(kind)), char_format(kind))
        else:
            caret.setPosition(start)
            caret.setBlockFormat(block_format(Shape(kind)))
    if shape.is_object and 0 not in places:
        reshape(caret.document().findBlock(start), PARAGRAPH)


def _break_before_words(caret: QTextCursor, shape: Shape) -> None:
    words = PARAGRAPH if shape.is_object else shape
    caret.insertBlock(block_format(words), char_format(words.kind))
    restyle(caret.block())


def _object_kind(behind: QTextCursor) -> Kind:
    style = behind.charFormat()
    if is_gallery(style):
        return Kind.GALLERY
    return Kind.DIVIDER if is_divider(style) else Kind.PHOTO
