"""The body as the lines somebody types on: one for each paragraph, item, cell, photo or rule.

Between the nested document value and the flat text of an editor; no Qt here, and no words are
ever changed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from enum import IntEnum

from editor.late import frozen, slotted
from editor.story.document import (
    MAX_LIST_DEPTH,
    Block,
    Blockquote,
    Divider,
    Document,
    Gallery,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    TableCell,
    TableRow,
)
from editor.story.runs import Run, Runs, normal_runs, runs_text


class Kind(IntEnum):
    """What a line is. The numbers live in editors' undo histories only, never in a file."""

    PARAGRAPH = 0
    HEADING_2 = 1
    HEADING_3 = 2
    QUOTE = 3
    ATTRIBUTION = 4  # who said the quote above it
    PULL_QUOTE = 5
    BULLET = 6
    ORDERED = 7
    PHOTO = 8
    DIVIDER = 9
    CELL = 10
    HEAD_CELL = 11  # a cell that names its column or row
    GALLERY = 12
    NOTHING = 13  # an empty line that the editor must have beside a table; no block of a body


@frozen
class Shape:
    """Kind of a line; `level` is 1 to MAX_LIST_DEPTH for items of lists, otherwise 0."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0

    @property
    def is_list(self) -> bool:
        return self.kind in (Kind.BULLET, Kind.ORDERED)

    @property
    def is_object(self) -> bool:
        """A photo, gallery or divider: it is selected and deleted as one character."""
        return self.kind in (Kind.PHOTO, Kind.DIVIDER, Kind.GALLERY)

    @property
    def is_cell(self) -> bool:
        return self.kind in (Kind.CELL, Kind.HEAD_CELL)

    @property
    def takes_marks(self) -> bool:
        return not self.is_object and self.kind is not Kind.ATTRIBUTION


GOES_ON = -1
PARAGRAPH = Shape()
NOTHING = Shape(Kind.NOTHING)


@frozen
class Line:
    """One line with its normal runs.

    `placements` are the ids in a line of a photo or gallery; `columns`, in the first cell of a
    table, how many cells a row of it has; GOES_ON when it goes on with the cell above.
    """

    shape: Shape = PARAGRAPH
    runs: Runs = ()
    placements: tuple[str, ...] = ()
    columns: int = 0


@frozen
class Assembly:
    """A document, and for each of its blocks the index of the line it begins with."""

    document: Document
    starts: tuple[int, ...]


def flattened(document: Document) -> tuple[list[Line], Assembly]:
    """The lines of a document in reading order, and what `assemble` makes of them: the very
    blocks of the document.

    A line that is nothing stands wherever an editor keeps one: before, after and between
    tables that no other block parts.
    """
    lines: list[Line] = []
    starts: list[int] = []
    last: Block | None = None
    for block in document.blocks:
        if isinstance(block, Table) and (last is None or isinstance(last, Table)):
            lines.append(Line(NOTHING))
        starts.append(len(lines))
        lines += _block_lines(block)
        last = block
    if last is None or isinstance(last, Table):
        lines.append(Line(NOTHING))
    return lines, Assembly(Document(document.blocks), tuple(starts))


def assemble(lines: Sequence[Line]) -> Assembly:
    """The document in normal form behind lines whose runs are in normal form.

    Lines that no document has are read as what they look like: an item indented too far moves
    up to one level below the item above it, an attribution without a quote gets an empty one.
    """
    blocks: list[Block] = []
    starts: list[int] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if _is_nothing(lines, index):
            index += 1
            continue
        if line.shape.is_list:
            end = _end(lines, index, (Kind.BULLET, Kind.ORDERED))
            for start, block in _lists(lines[index:end]):
                starts.append(index + start)
                blocks.append(block)
            index = end
            continue
        starts.append(index)
        if line.shape.kind in (Kind.QUOTE, Kind.ATTRIBUTION):
            block, index = _quote(lines, index)
        elif line.shape.is_cell:
            block, index = _table(lines, index)
        else:
            block, index = _single(line), index + 1
        blocks.append(block)
    return Assembly(Document(tuple(blocks)), tuple(starts))


def _block_lines(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph(runs):
            yield Line(PARAGRAPH, runs)
        case Heading(level, runs):
            yield Line(Shape(Kind.HEADING_2 if level == 2 else Kind.HEADING_3), runs)
        case Blockquote(paragraphs, attribution):
            for paragraph in paragraphs:
                yield Line(Shape(Kind.QUOTE), paragraph.runs)
            if attribution:
                yield Line(Shape(Kind.ATTRIBUTION), (Run(attribution),))
        case PullQuote(runs):
            yield Line(Shape(Kind.PULL_QUOTE), runs)
        case ListBlock():
            yield from _list_lines(block, 1)
        case PhotoBlock(placement):
            yield Line(Shape(Kind.PHOTO), placements=(placement,))
        case Gallery(placements):
            yield Line(Shape(Kind.GALLERY), placements=placements)
        case Table():
            yield from _table_lines(block)
        case Divider():
            yield Line(Shape(Kind.DIVIDER))


def _list_lines(block: ListBlock, level: int) -> Iterator[Line]:
    shape = Shape(Kind.ORDERED if block.ordered else Kind.BULLET, level)
    for item in block.items:
        yield Line(shape, item.runs)
        for inner in item.lists:
            yield from _list_lines(inner, level + 1)


def _table_lines(block: Table) -> Iterator[Line]:
    columns = block.columns
    for row in block.rows:
        for cell in row:
            shape = Shape(Kind.HEAD_CELL if cell.header else Kind.CELL)
            yield Line(shape, cell.runs, columns=columns)
            columns = 0


def _single(line: Line) -> Block:
    match line.shape.kind:
        case Kind.HEADING_2:
            return Heading(2, line.runs)
        case Kind.HEADING_3:
            return Heading(3, line.runs)
        case Kind.PULL_QUOTE:
            return PullQuote(line.runs)
        case Kind.PHOTO:
            return PhotoBlock("".join(line.placements))
        case Kind.GALLERY:
            # Without photos it is, like a line that lost its photo, a line of words.
            shown = tuple(dict.fromkeys(each for each in line.placements if each))
            return Gallery(shown) if shown else Paragraph(line.runs)
        case Kind.DIVIDER:
            return Divider()
        case _:
            return Paragraph(line.runs)


def _is_nothing(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is there for the sake of a table, or because there must be one."""
    if lines[index].shape.kind is not Kind.NOTHING:
        return False
    beside = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return not beside or any(line.shape.is_cell for line in beside)


def _end(lines: Sequence[Line], start: int, kinds: tuple[Kind, ...]) -> int:
    end = start
    while end < len(lines) and lines[end].shape.kind in kinds:
        end += 1
    return end


def _quote(lines: Sequence[Line], start: int) -> tuple[Block, int]:
    """One quote: it ends with its attribution; one that is still empty ends nothing."""
    paragraphs: list[Paragraph] = []
    index, end = start, _end(lines, start, (Kind.QUOTE, Kind.ATTRIBUTION))
    attribution = ""
    while index < end and not attribution:
        line = lines[index]
        if line.shape.kind is Kind.QUOTE:
            paragraphs.append(Paragraph(line.runs))
        else:
            attribution = " ".join(runs_text(line.runs).split())
        index += 1
    return Blockquote(tuple(paragraphs) or (Paragraph(),), attribution), index


def _table(lines: Sequence[Line], start: int) -> tuple[Block, int]:
    """One table; what does not fill a last row is filled with empty cells."""
    end = start + 1
    while end < len(lines) and lines[end].shape.is_cell and lines[end].columns <= 0:
        end += 1
    columns = max(1, lines[start].columns)
    cells: list[TableCell] = []
    for line in lines[start:end]:
        if line.columns == GOES_ON and cells:
            runs = normal_runs((*cells[-1].runs, Run("\n"), *line.runs))
            cells[-1] = TableCell(runs, cells[-1].header)
        else:
            cells.append(TableCell(line.runs, line.shape.kind is Kind.HEAD_CELL))
    cells += [TableCell()] * (-len(cells) % columns)
    rows: list[TableRow] = [
        tuple(cells[first : first + columns]) for first in range(0, len(cells), columns)
    ]
    return Table(tuple(rows)), end


@slotted()
class _OpenList:
    """A list while its items are still coming."""

    ordered: bool
    items: list[tuple[Runs, list["_OpenList"]]] = field(default_factory=list)

    def closed(self) -> ListBlock:
        items = (ListItem(runs, tuple(e.closed() for e in inner)) for runs, inner in self.items)
        return ListBlock(self.ordered, tuple(items))


def _lists(lines: Iterable[Line]) -> Iterator[tuple[int, ListBlock]]:
    """The lists of neighbouring items, each with the index of its first line."""
    top: list[tuple[int, _OpenList]] = []
    path: list[_OpenList] = []  # the list open at each level
    for index, line in enumerate(lines):
        level = max(1, min(line.shape.level, len(path) + 1, MAX_LIST_DEPTH))
        ordered = line.shape.kind is Kind.ORDERED
        del path[level:]
        if len(path) < level or path[-1].ordered != ordered:
            del path[level - 1 :]
            opened = _OpenList(ordered)
            if path:
                path[-1].items[-1][1].append(opened)
            else:
                top.append((index, opened))
            path.append(opened)
        path[-1].items.append((line.runs, []))
    return ((index, opened.closed()) for index, opened in top)
