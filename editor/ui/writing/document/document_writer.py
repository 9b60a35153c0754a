"""Sets the lines of a document into an editor's text.

Writes through a cursor only, never through HTML or plain text, and never twice the same story:
what is on the screen is the editor's from then on.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable

from editor.story.runs import Run, Runs
from editor.ui.writing.document.lines import NOTHING, PARAGRAPH, Kind, Line, Shape
from editor.ui.writing.document.shapes import (
    INDENT_WIDTH,
    OBJECT,
    block_format,
    char_format,
    divider_format,
    gallery_format,
    photo_format,
    table_format,
)


@contextmanager
def one_step(cursor: QTextCursor) -> Iterator[QTextCursor]:
    """Several changes to a text as one step of its undo history."""
    cursor.beginEditBlock()
    try:
        yield cursor
    finally:
        cursor.endEditBlock()


def write_document(lines: Iterable[Line], target: QTextDocument) -> None:
    """`target` must be empty; afterwards it reads as the document that has these lines."""
    target.setIndentWidth(INDENT_WIDTH)
    with one_step(QTextCursor(target)) as cursor:
        write_lines(cursor, lines)


def write_lines(cursor: QTextCursor, lines: Iterable[Line], *, empty: bool = True) -> None:
    """Each line makes a block of its own; the first one fills the cursor's when that is `empty`.

    Cells make a table below the line before them, which there must be.
    """
    coming = iter(lines)
    last: Shape | None = None
    plain: list[str] = []
    for line in coming:
        # The very shape that `flattened` gives: comparing takes longer than all else here.
        if line.shape is last is PARAGRAPH and (text := _plain_text(line)) is not None:
            plain.append(text)
            continue
        _insert_plain(cursor, plain)
        if line.shape.is_cell:
            _, line_behind = insert_cells(cursor, line, coming)
            empty = line_behind is not None
            if line_behind is None:
                last = None
                continue
            line = line_behind
        if empty:
            shape_block(cursor, line.shape)
        else:
            open_block(cursor, line)
        fill_block(cursor, line)
        empty, last = False, line.shape
    _insert_plain(cursor, plain)


def _plain_text(line: Line) -> str | None:
    """The words of a line that has no marks."""
    match line.runs:
        case ():
            return ""
        case (Run(text, marks, ""),) if not marks:
            return text
    return None


def _insert_plain(cursor: QTextCursor, paragraphs: list[str]) -> None:
    """Paragraphs below one, in one piece: most of most stories, and a call for each takes long."""
    if paragraphs:
        words = (text.replace("\n", "\u2028") for text in paragraphs)
        cursor.insertText("\n" + "\n".join(words), char_format(Kind.PARAGRAPH))
        paragraphs.clear()


def insert_cells(
    cursor: QTextCursor, first: Line, coming: Iterator[Line]
) -> tuple[QTextTable, Line | None]:
    """A table of the cells that `first` begins, below the cursor's line.

    The cursor ends in the empty block behind it, which belongs to the line that was taken from
    `coming` last; None when there is none, and the block is nothing. Until the edit block ends
    no cursor knows that it stands in the table: only the table itself does.
    """
    cells = [first]
    behind: Line | None = None
    for line in coming:
        if not line.shape.is_cell:
            behind = line
            break
        cells.append(line)
    table = cursor.insertTable(len(cells) // first.columns, first.columns, table_format())
    place = table.firstCursorPosition()
    for number, line in enumerate(cells):
        if number:
            place.movePosition(QTextCursor.MoveOperation.NextBlock)
        shape_block(place, line.shape)
        fill_block(place, line)
    cursor.setPosition(table.lastPosition() + 1)
    shape_block(cursor, NOTHING)
    return table, behind


def shape_block(cursor: QTextCursor, shape: Shape) -> None:
    """Gives an empty block a shape and the look of what will be typed there."""
    nothing = shape.kind is Kind.NOTHING
    seen = PARAGRAPH if nothing else shape
    cursor.setBlockFormat(block_format(seen, nothing=nothing))
    cursor.setBlockCharFormat(char_format(seen.kind))


def open_block(cursor: QTextCursor, line: Line) -> None:
    cursor.insertBlock(block_format(line.shape), char_format(line.shape.kind))


def fill_block(cursor: QTextCursor, line: Line) -> None:
    if line.shape.kind is Kind.PHOTO:
        cursor.insertText(OBJECT, photo_format("".join(line.placements)))
    elif line.shape.kind is Kind.GALLERY:
        cursor.insertText(OBJECT, gallery_format(line.placements))
    elif line.shape.kind is Kind.DIVIDER:
        cursor.insertText(OBJECT, divider_format())
    else:
        insert_runs(cursor, line.shape.kind, line.runs)


def insert_runs(cursor: QTextCursor, kind: Kind, runs: Runs) -> None:
    """Runs into a line of `kind`; a line that takes no marks gets the words alone."""
    for run in runs:
        plain = kind is Kind.ATTRIBUTION
        style = char_format(kind) if plain else char_format(kind, run.marks, run.href)
        # A new line in text given to Qt would open a block; a forced break is U+2028.
        cursor.insertText(run.text.replace("\n", " " if plain else "\u2028"), style)
