"""Paragraphs, list items, tables and pictures of an office file become pieces of copy, in order.

Knows nothing of any file format: the readers say what they met, here it takes the document's
shape.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from editor.interchange.arriving.incoming import PLAIN, Piece
from editor.interchange.arriving.lost_characters import quoted
from editor.interchange.arriving.text_flow import Line, on_lines, split_at_gaps, without_bold
from editor.interchange.office.labels import Label
from editor.interchange.web.body_flow import closing_attribution
from editor.late import frozen
from editor.message import Message
from editor.story import document as body
from editor.story.document import MAX_LIST_DEPTH, Block, block_runs
from editor.story.runs import Mark, Run, Runs, runs_text

SMALL = 0.9  # of the file's own size of letters, from where they are those of a caption


@frozen
class Shape:
    """What a paragraph is: `kind` "", heading, quote, attribution, pull-quote or divider;
    `level` of a heading (2, 3) or, from 1, of a list item; `ordered` only for items. `label` is
    what the numbering prints before the words, of whatever kind."""

    kind: str = ""
    style: str = PLAIN
    level: int = 0
    ordered: bool = False
    slight: bool = False
    label: Label = field(default_factory=Label)

    @property
    def is_item(self) -> bool:
        return not self.kind and self.level > 0


@dataclass(slots=True)
class CopyFlow:
    """Gathers pieces; `number` counts every paragraph met that has words, and every picture."""

    relabelled: list[str | Message]  # takes labels of lists that count otherwise
    pieces: list[Piece] = field(default_factory=list)
    line: Line = field(default_factory=Line)
    number: int = 0
    attributes_quotes: bool = True  # whether a closing dash says who is quoted
    _items: list[tuple[Shape, Runs, int]] = field(default_factory=list)
    _quote: list[tuple[Runs, int]] = field(default_factory=list)

    def end_paragraph(self, shape: Shape) -> None:
        """What was gathered in `line` becomes one paragraph, or nothing when it is blank."""
        if self.line.is_blank:
            self.line.runs.clear()
            if shape.kind == "divider":
                self.divider()
            return
        runs = self.line.take(exact=False)
        if shape.label.words and not shape.is_item:
            runs = _labelled(shape, runs)
        if shape.is_item or shape.kind:
            self.paragraph(runs, shape)
        else:
            for part in split_at_gaps(runs):
                self.paragraph(part, shape)

    def go_on(self) -> None:
        """The next paragraph belongs to the list item before it, on a line of its own."""
        if self._items and self.line.is_blank:
            _, runs, _ = self._items.pop()
            self.number -= 1
            self.line.runs[:] = runs
            self.line.break_here(frozenset(), "")

    def paragraph(self, runs: Runs, shape: Shape) -> None:
        self.number += 1
        if shape.is_item:
            self._end_quote()
            self._items.append((shape, runs, self.number))
            return
        self._end_list()
        if shape.kind == "quote":
            self._quote.append((runs, self.number))
        elif shape.kind == "attribution":
            self._end_quote(runs_text(runs).removeprefix("— "))
        else:
            self._end_quote()
            slight = shape.slight or _is_italic(runs)
            self.pieces.append(Piece(_block(runs, shape), self.number, shape.style, slight))

    def picture(self, key: str, style: str = PLAIN) -> None:
        self._add(body.PhotoBlock(key), style)

    def divider(self) -> None:
        self._add(body.Divider())

    def table(
        self, rows: Sequence[Sequence[body.TableCell]], copy: Sequence[Piece], *, own: bool = False
    ) -> bool:
        """Whether it is a table with words in it (rows of any lengths: the short ones are filled
        up). A frame around `copy`, or around a picture with its caption, gives that; one that is
        Galley's `own` is a table whatever is in it."""
        columns = max((len(row) for row in rows), default=0)
        pictures = any(isinstance(piece.block, body.PhotoBlock) for piece in copy)
        if (columns == 1 or pictures) and not own:
            self.lay(copy)
            return False
        if not columns or not (own or any(cell.runs for row in rows for cell in row)):
            return False
        filled = tuple((*row, *[body.TableCell()] * (columns - len(row))) for row in rows)
        self._add(body.Table(filled))
        return True

    def lay(self, pieces: Sequence[Piece]) -> None:
        """Pieces that another flow gathered, at this place."""
        self._end_list()
        self._end_quote()
        for piece in pieces:
            self.number += 1
            self.pieces.append(replace(piece, number=self.number))

    def copy(self) -> list[Piece]:
        """Everything gathered; a list or quote that is still open is closed."""
        self._end_list()
        self._end_quote()
        return self.pieces

    def _add(self, block: Block, style: str = PLAIN) -> None:
        self._end_list()
        self._end_quote()
        self.number += 1
        self.pieces.append(Piece(block, self.number, style))

    def _end_list(self) -> None:
        items, self._items = self._items, []
        if _counts_by_itself([shape for shape, _, _ in items]):
            self._add_list(items)
            said = [shape.label.words for shape, _, _ in items if shape.label.lettered]
            self.relabelled += map(quoted, said[:1])
            return
        dotted: list[tuple[Shape, Runs, int]] = []
        for item in items:
            shape, runs, number = item
            if not shape.label.words:
                dotted.append(item)
                continue
            self._add_list(dotted)
            dotted = []
            self.pieces.append(Piece(body.Paragraph(_labelled(shape, runs)), number))
        self._add_list(dotted)

    def _add_list(self, items: list[tuple[Shape, Runs, int]]) -> None:
        if items:
            leveled = [(min(s.level, MAX_LIST_DEPTH), s.ordered, runs) for s, runs, _ in items]
            for block in _nested(leveled):
                self.pieces.append(Piece(block, items[0][2]))

    def _end_quote(self, attribution: str = "") -> None:
        if not self._quote and not attribution:
            return
        quote, self._quote = self._quote, []
        paragraphs = [body.Paragraph(runs) for runs, _ in quote]
        if self.attributes_quotes and not attribution:
            paragraphs, attribution = closing_attribution(paragraphs)
        number = quote[0][1] if quote else self.number
        self.pieces.append(Piece(body.Blockquote(tuple(paragraphs), attribution), number))


def _labelled(shape: Shape, runs: Runs) -> Runs:
    return (Run(f"{shape.label.words} "), *runs)


def _counts_by_itself(items: Sequence[Shape]) -> bool:
    """Whether a list of the story prints the numbers of these items as the file does."""
    counts: dict[int, tuple[bool, int]] = {}  # level: whether it counts, and how far it is
    for shape in items:
        for level in [each for each in counts if each > shape.level]:
            del counts[level]
        ordered, count = counts.get(shape.level, (shape.ordered, 0))
        count = count + 1 if ordered == shape.ordered else 1
        counts[shape.level] = shape.ordered, count
        if shape.label.words and shape.label.number != count:
            return False
    return True


def _block(runs: Runs, shape: Shape) -> Block:
    if shape.kind == "heading":
        return body.Heading(shape.level, without_bold(runs))
    if shape.kind == "pull-quote":
        return body.PullQuote(runs)
    return body.Paragraph(runs)


def _nested(items: list[tuple[int, bool, Runs]]) -> list[body.ListBlock]:
    """Items with their levels as lists within lists."""
    base = min(level for level, _, _ in items)
    lists: list[body.ListBlock] = []
    at = 0
    while at < len(items):
        level, ordered, runs = items[at]
        beyond = (i for i in range(at + 1, len(items)) if items[i][0] <= base)
        stop = next(beyond, len(items))
        if level > base:  # deeper ones before the first item of this level
            lists += _nested(items[at:stop])
        else:
            before = lists.pop().items if lists and lists[-1].ordered == ordered else ()
            inner = tuple(_nested(items[at + 1 : stop])) if stop > at + 1 else ()
            lists.append(body.ListBlock(ordered, (*before, body.ListItem(runs, inner))))
        at = stop
    return lists


def _is_italic(runs: Runs) -> bool:
    return all(Mark.ITALIC in run.marks for run in runs if run.text.strip())


def cell_of(pieces: Sequence[Piece], *, header: bool) -> body.TableCell:
    """Everything in a cell, on lines of their own."""
    runs = on_lines(line for piece in pieces for line in _lines(piece.block))
    return body.TableCell(without_bold(runs) if header else runs, header)


def _lines(block: Block) -> Iterator[Runs]:
    if isinstance(block, body.ListBlock):
        for number, item in enumerate(block.items, 1):
            yield (Run(f"{number}. "), *item.runs) if block.ordered else item.runs
            for inner in item.lists:
                yield from _lines(inner)
        return
    yield from block_runs(block)
    if isinstance(block, body.Blockquote) and block.attribution:
        yield (Run(f"— {block.attribution}"),)
