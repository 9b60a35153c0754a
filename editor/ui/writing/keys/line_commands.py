"""What can be done to whole lines: turn into a heading, a quote, an item; move in and out;
and to galleries, which are a line each: one that has no photo left goes.

Every command is one undo step and leaves the words as they are.
"""

from itertools import product, takewhile
from typing import cast

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from editor.story.document import MAX_GALLERY_PHOTOS, MAX_LIST_DEPTH
from editor.ui.writing.document.document_writer import fill_block, one_step, open_block, shape_block
from editor.ui.writing.document.lines import NOTHING, PARAGRAPH, Kind, Line, Shape
from editor.ui.writing.document.shapes import (
    OBJECT,
    block_format,
    cell_block,
    char_format,
    fragments,
    gallery_format,
    is_cell,
    is_gallery,
    marks_of,
    onward,
    placements_of,
    shape_of,
)


def selected_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """The blocks a selection touches; a block it only just reaches does not count.

    Of a table those of the selected cells, which need not follow each other.
    """
    if has_cells(cursor):
        table = cursor.currentTable()
        return [cell_block(table, *place) for place in product(*selected_cells(cursor))]
    first = cursor.document().findBlock(cursor.selectionStart())
    return [first, *onward(first.next(), cursor.selectionEnd() - 1)]


def has_cells(cursor: QTextCursor) -> bool:
    """Whether cells of one table are selected together.

    While rows come in Qt tells of a changed selection before it has put the table in order, and
    crashes when it is then asked for the selected cells: the ends must stand in cells.
    """
    if not cursor.hasComplexSelection() or (table := cursor.currentTable()) is None:
        return False
    ends = (cursor.selectionStart(), cursor.selectionEnd())
    return all(table.cellAt(end).isValid() for end in ends)


def selected_cells(cursor: QTextCursor) -> tuple[range, range]:
    """The rows and the columns where cells are selected."""
    # The binding's stubs say object.
    top, rows, left, columns = cast("tuple[int, int, int, int]", cursor.selectedTableCells())
    return range(top, top + rows), range(left, left + columns)


def set_kind(cursor: QTextCursor, kind: Kind) -> None:
    """Turns the selected lines into `kind`; back into paragraphs when they are it already."""
    blocks = [
        block
        for block in selected_blocks(cursor)
        if not shape_of(block).is_object and not is_cell(block)
    ]
    if not blocks:
        return
    if all(shape_of(block).kind is kind for block in blocks):
        kind = Kind.PARAGRAPH
    with one_step(cursor):
        for block in blocks:
            reshape(block, _shape_in(kind, shape_of(block)))


def _shape_in(kind: Kind, before: Shape) -> Shape:
    return Shape(kind, before.level or 1) if Shape(kind).is_list else Shape(kind)


def can_indent(cursor: QTextCursor) -> bool:
    """An item can move in as far as one level below the item above it."""
    block = selected_blocks(cursor)[0]
    shape, above = shape_of(block), shape_of(block.previous())
    if not shape.is_list or shape.level >= MAX_LIST_DEPTH or not block.previous().isValid():
        return False
    return above.is_list and shape.level <= above.level


def can_outdent(cursor: QTextCursor) -> bool:
    return any(shape_of(block).is_list for block in selected_blocks(cursor))


def indent(cursor: QTextCursor) -> None:
    if can_indent(cursor):
        _move(cursor, 1)


def outdent(cursor: QTextCursor) -> None:
    """An item of the first level becomes a paragraph."""
    if can_outdent(cursor):
        _move(cursor, -1)


def _move(cursor: QTextCursor, levels: int) -> None:
    """Items move with the items that hang below them."""
    with one_step(cursor):
        moved = [block for block in selected_blocks(cursor) if shape_of(block).is_list]
        last_level = shape_of(moved[-1]).level  # what is no item is at 0
        below = onward(moved[-1].next())
        moved += takewhile(lambda block: shape_of(block).level > last_level, below)
        for block in moved:
            shape = shape_of(block)
            level = min(shape.level + levels, MAX_LIST_DEPTH)
            reshape(block, Shape(shape.kind, level) if level else PARAGRAPH)


def reshape(block: QTextBlock, shape: Shape) -> None:
    """Gives a block another shape and its text the look that goes with it."""
    if shape_of(block) != shape:
        shape_block(QTextCursor(block), shape)
    restyle(block)


def restyle(block: QTextBlock) -> None:
    """Brings text that came from another line into the look of its line; marks stay."""
    shape = shape_of(block)
    wrong: list[tuple[int, int, frozenset, str]] = []
    for fragment in fragments(block):
        style = fragment.charFormat()
        marks, href = marks_of(style), style.anchorHref()
        if not shape.takes_marks:
            marks, href = frozenset(), ""
        if OBJECT not in fragment.text() and style != char_format(shape.kind, marks, href):
            wrong.append((fragment.position(), fragment.length(), marks, href))
    cursor = QTextCursor(block)
    for position, length, marks, href in wrong:
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(char_format(shape.kind, marks, href))


def insert_object(cursor: QTextCursor, line: Line) -> None:
    """A photo or divider as a block of its own, the caret behind it.

    It takes the place of an empty line, stands before a line whose caret is at its start and
    after it otherwise: a sentence is never torn apart. In a table it comes below that.
    """
    with one_step(cursor):
        if (table := cursor.currentTable()) is not None:
            cursor.setPosition(table.lastPosition() + 1)
        block = cursor.block()
        if not is_object_block(block) and block.length() == 1:
            shape_block(cursor, line.shape)
        elif cursor.positionInBlock() == 0 and not is_object_block(block):
            open_above(cursor, line.shape)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            open_block(cursor, line)
        fill_block(cursor, line)


def open_above(cursor: QTextCursor, shape: Shape) -> None:
    """An empty block above the cursor's block, the cursor in it."""
    before, style = cursor.block().blockFormat(), cursor.blockCharFormat()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.insertBlock(before, style)
    cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    shape_block(cursor, shape)


def open_below(cursor: QTextCursor) -> None:
    """An empty paragraph below the cursor's block, the cursor in it."""
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertBlock(block_format(PARAGRAPH), char_format(Kind.PARAGRAPH))


def is_object_block(block: QTextBlock) -> bool:
    """Whether a photo or divider stands here; a line that only lost its own is none."""
    return shape_of(block).is_object and OBJECT in block.text()


def remove_block(cursor: QTextCursor) -> None:
    """Takes the cursor's whole block away; the cursor goes to the start of the next one.

    The last block of a text becomes an empty paragraph instead; one that the editor must have
    beside a table becomes nothing.
    """
    block = cursor.block()
    with one_step(cursor):
        cursor.setPosition(block.position())
        if block.next().isValid() and not is_cell(block.next()):
            # Qt keeps the first block's format when two meet: fill it with the next one's.
            following = block.next()
            shape = shape_of(following)
            cursor.setPosition(following.position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            if shape_of(cursor.block()) != shape:
                cursor.setBlockFormat(block_format(shape))
                cursor.setBlockCharFormat(char_format(shape.kind))
        elif block.previous().isValid() and not is_cell(block.previous()):
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            cursor.setPosition(
                block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor
            )
            kept = cursor.document().findBlock(cursor.selectionStart()).blockFormat()
            cursor.removeSelectedText()
            cursor.setBlockFormat(kept)
        else:
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.removeSelectedText()
            beside_table = is_cell(block.previous()) or is_cell(block.next())
            shape_block(cursor, NOTHING if beside_table else PARAGRAPH)


def gallery_of(block: QTextBlock) -> tuple[str, ...]:
    """The placements of the gallery that a line is; () when it is none."""
    styles = (fragment.charFormat() for fragment in fragments(block))
    return next((placements_of(style) for style in styles if is_gallery(style)), ())


def insert_gallery(cursor: QTextCursor, placements: tuple[str, ...]) -> None:
    """A gallery of its own at the caret, the caret behind it."""
    cursor.clearSelection()
    insert_object(cursor, Line(Shape(Kind.GALLERY), placements=_limited(placements)))


def put_in_gallery(cursor: QTextCursor, placements: tuple[str, ...]) -> None:
    """Photos as a gallery at the caret; they join the gallery that the caret is at."""
    block = cursor.document().findBlock(cursor.selectionStart())
    there = gallery_of(block)
    if there:
        set_gallery(block, (*there, *placements))
    else:
        insert_gallery(cursor, placements)


def set_gallery(block: QTextBlock, placements: tuple[str, ...]) -> None:
    """These photos in this order; without any the gallery goes."""
    placements = _limited(placements)
    if placements == gallery_of(block):
        return
    cursor = QTextCursor(block)
    if not placements:
        remove_block(cursor)
        return
    with one_step(cursor):
        cursor.setPosition(block.position() + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(gallery_format(placements))


def _limited(placements: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, and no more than a body may hold: it could not be read again."""
    return tuple(dict.fromkeys(placements))[:MAX_GALLERY_PHOTOS]


def take_out_photo(document: QTextDocument, placement: str) -> None:
    """A photo out of a body wherever it stands, alone or in a gallery, as one step."""
    # From the end, so that a removal moves none of the blocks still to be looked at.
    with one_step(QTextCursor(document)):
        for number in reversed(range(document.blockCount())):
            block = document.findBlockByNumber(number)
            found = {each for part in fragments(block) for each in placements_of(part.charFormat())}
            if placement not in found:
                continue
            if there := gallery_of(block):
                set_gallery(block, tuple(each for each in there if each != placement))
            else:
                remove_block(QTextCursor(block))
