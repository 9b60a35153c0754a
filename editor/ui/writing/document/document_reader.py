"""Reads an editor's text back as a document value, word for word.

Never reads what an input method is still composing (Qt keeps that in the layout, not in the
text), and never Qt's HTML or plain text, which lose kinds and no-break spaces.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTableCell

from editor.story.document import Document
from editor.story.runs import Run, normal_runs
from editor.ui.writing.document.lines import (
    GOES_ON,
    NOTHING,
    PARAGRAPH,
    Kind,
    Line,
    Shape,
    assemble,
)
from editor.ui.writing.document.shapes import (
    OBJECT,
    fragments,
    goes_on,
    is_cell,
    is_divider,
    is_gallery,
    marks_of,
    onward,
    placements_of,
    says_nothing,
    shape_of,
)
from editor.ui.writing.keys.line_commands import has_cells, selected_cells


def read_document(source: QTextDocument) -> Document:
    blocks = onward(source.firstBlock())
    return assemble([line for each in blocks for line in counted(each, read_block(each))]).document


def read_selection(cursor: QTextCursor) -> Document:
    """What is selected. Words from within one line are one paragraph, whatever the line is.

    Cells selected across a table are a table; one that is selected whole comes without the
    lines it stands between.
    """
    if has_cells(cursor):
        return _read_cells(cursor)
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    if start < end and start == block.position() + block.length() - 1 and is_cell(block.next()):
        block = block.next()
    lines: list[Line] = []
    for each in onward(block, end):
        if each.position() == end > start:
            break  # the selection ends before this line's first character
        read = read_block(each, start - each.position(), end - each.position())
        lines.extend(counted(each, read))
    if len(lines) == 1 and not lines[0].shape.is_object:
        lines = [Line(PARAGRAPH, lines[0].runs)]
    return assemble(lines).document


def _read_cells(cursor: QTextCursor) -> Document:
    table = cursor.currentTable()
    rows, columns = selected_cells(cursor)
    places = product(rows, columns)
    first, *others = (line for each in places for line in cell_lines(table.cellAt(*each)))
    return assemble([replace(first, columns=len(columns)), *others]).document


def cell_lines(cell: QTextTableCell) -> Iterator[Line]:
    """Mostly one; more when something put a paragraph's end into it."""
    for block in onward(cell.firstCursorPosition().block(), cell.lastPosition()):
        yield from read_block(block)


def counted(block: QTextBlock, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a block; the first cell of a table is told how many columns it has.

    Asked each time a table is put together: a new column changes none of the cells beside it.
    """
    if not lines or not lines[0].shape.is_cell or is_cell(block.previous()):
        return lines
    table = QTextCursor(block).currentTable()
    # Words that came out of a cell in some way nobody thought of are a table of one column.
    columns = 1 if table is None else table.columns()
    return (replace(lines[0], columns=columns), *lines[1:])


def read_block(block: QTextBlock, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """The lines of a block, between two positions counted from its start in UTF-16 units.

    One line, unless a photo or divider has come to stand beside words: then each is a line. In
    a cell they have no place.
    """
    if says_nothing(block):
        return (Line(NOTHING),)
    shape = shape_of(block)
    lines: list[Line] = []
    runs: list[Run] = []
    for piece in _pieces(block, start, end):
        if isinstance(piece, Line):
            if shape.is_cell:
                continue
            if runs:
                lines.append(_text_line(shape, runs))
                runs = []
            lines.append(piece)
        else:
            runs.append(piece)
    if runs or not lines:
        lines.append(_text_line(shape, runs))
    if shape.is_cell and goes_on(block):
        lines[0] = replace(lines[0], columns=GOES_ON)
    return tuple(lines)


def _text_line(shape: Shape, runs: list[Run]) -> Line:
    return Line(PARAGRAPH if shape.is_object else shape, normal_runs(runs))


def _pieces(block: QTextBlock, start: int, end: int | None) -> Iterator[Run | Line]:
    for fragment in fragments(block):
        text, style = fragment.text(), fragment.charFormat()
        if start > 0 or end is not None:
            text = _cut(text, fragment.position() - block.position(), start, end)
        for index, words in enumerate(text.split(OBJECT)):
            if index:
                if placements := placements_of(style):
                    kind = Kind.GALLERY if is_gallery(style) else Kind.PHOTO
                    yield Line(Shape(kind), placements=placements)
                elif is_divider(style):
                    yield Line(Shape(Kind.DIVIDER))
            if words:
                yield Run(words, marks_of(style), style.anchorHref())


def _cut(text: str, at: int, start: int, end: int | None) -> str:
    """The part of a fragment beginning `at` that lies between start and end, in UTF-16 units."""
    if text.isascii():
        return text[max(0, start - at) : None if end is None else max(0, end - at)]
    units = text.encode("utf-16-le", "surrogatepass")
    last = len(units) if end is None else max(0, end - at) * 2
    return units[max(0, start - at) * 2 : last].decode("utf-16-le", "replace")
