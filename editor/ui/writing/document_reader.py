"""Reads an editor's text back as a document value, word for word.

Never reads what an input method is still composing (Qt keeps that in the layout, not in the
text), and never Qt's HTML or plain text, which lose kinds and no-break spaces.
"""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from editor.story.document import Document, Run, normal_runs
from editor.ui.writing.lines import PARAGRAPH, Kind, Line, Shape, assemble
from editor.ui.writing.shapes import (
    OBJECT,
    fragments,
    is_divider,
    marks_of,
    placement_of,
    says_nothing,
    shape_of,
)


def read_document(source: QTextDocument) -> Document:
    first = source.firstBlock()
    if source.blockCount() == 1 and first.length() == 1 and says_nothing(first):
        return Document()
    lines: list[Line] = []
    block = first
    while block.isValid():
        lines.extend(read_block(block))
        block = block.next()
    return assemble(lines).document


def read_selection(cursor: QTextCursor) -> Document:
    """What is selected. Words from within one line are one paragraph, whatever the line is."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    lines: list[Line] = []
    while block.isValid() and block.position() <= end:
        if block.position() == end > start and block.position() != start:
            break  # the selection ends before this line's first character
        lines.extend(read_block(block, start - block.position(), end - block.position()))
        block = block.next()
    if len(lines) == 1 and not lines[0].shape.is_object:
        lines = [Line(PARAGRAPH, lines[0].runs)]
    return assemble(lines).document


def read_block(block: QTextBlock, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """The lines of a block, between two positions counted from its start in UTF-16 units.

    One line, unless a photo or divider has come to stand beside words: then each is a line.
    """
    shape = shape_of(block)
    lines: list[Line] = []
    runs: list[Run] = []
    for piece in _pieces(block, start, end):
        if isinstance(piece, Line):
            if runs:
                lines.append(_text_line(shape, runs))
                runs = []
            lines.append(piece)
        else:
            runs.append(piece)
    if runs or not lines:
        lines.append(_text_line(shape, runs))
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
                if (placement := placement_of(style)) is not None:
                    yield Line(Shape(Kind.PHOTO), placement=placement)
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
