"""What can be done to galleries in the text: made, filled, put in another order, left by a photo.

Every command is one undo step; a gallery that has no photo left goes.
"""

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from editor.story.document import MAX_GALLERY_PHOTOS
from editor.ui.writing.document.document_writer import one_step
from editor.ui.writing.document.lines import Kind, Line, Shape
from editor.ui.writing.document.shapes import fragments, gallery_format, is_gallery, placements_of
from editor.ui.writing.keys.line_commands import insert_object, remove_block


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
