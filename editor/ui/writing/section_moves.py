"""A section, a heading with all that stands under it, goes up or down as one step of undo.

What comes out is compared with what was meant; where the editor would make anything else of it,
nothing happens.
"""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument

from editor.story.document import Block, Document, Heading
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.insertion import insert_document
from editor.ui.writing.one_step import one_step


def section_end(blocks: Sequence[Block], start: int) -> int:
    """Behind the last block of the section whose heading is at `start`."""
    heading = blocks[start]
    assert isinstance(heading, Heading)
    for index in range(start + 1, len(blocks)):
        other = blocks[index]
        if isinstance(other, Heading) and other.level <= heading.level:
            return index
    return len(blocks)


def section_before(blocks: Sequence[Block], start: int) -> int | None:
    """The heading of the section of the same level just before; None when there is none."""
    heading = blocks[start]
    assert isinstance(heading, Heading)
    for index in range(start - 1, -1, -1):
        other = blocks[index]
        if isinstance(other, Heading) and other.level <= heading.level:
            return index if other.level == heading.level else None
    return None


def move_section(body: BodyField, start: int, *, down: bool) -> int | None:
    """Changes places with the section after (or before) it; the block where its heading is
    then, or None when it cannot go there."""
    blocks = body.live.value().blocks
    first: int | None = start
    if down:
        middle, last = section_end(blocks, start), 0
        follower = blocks[middle] if middle < len(blocks) else None
        if not isinstance(follower, Heading) or follower.level != _level(blocks[start]):
            return None
        last = section_end(blocks, middle)
    else:
        first, middle, last = section_before(blocks, start), start, section_end(blocks, start)
    if first is None or not _exchange(body, blocks, first, middle, last):
        return None
    return first + (last - middle) if down else first


def _exchange(body: BodyField, blocks: Sequence[Block], first: int, middle: int, last: int) -> bool:
    exchanged = (*blocks[middle:last], *blocks[first:middle])
    meant = Document((*blocks[:first], *exchanged, *blocks[last:]))
    document, live = body.document(), body.live
    cursor = QTextCursor(document.findBlockByNumber(live.first_text_block(first)))
    if last < len(blocks):
        end = document.findBlockByNumber(live.first_text_block(last)).position() - 1
    else:
        end = document.characterCount() - 1
    with one_step(cursor):
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        insert_document(cursor, Document(exchanged))
    if live.value() == meant:
        return True
    body.undo()
    document.clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)  # nobody wants that back
    return False


def _level(block: Block) -> int:
    assert isinstance(block, Heading)
    return block.level
