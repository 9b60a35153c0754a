"""A body as a row of passages: the pieces in which two versions of a text are laid side by side.

A passage is what a reader sees as one paragraph: a list gives one for each item, a table one for
each row. It is for looking at; no body is ever made from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from editor.story.document import (
    Block,
    Blockquote,
    Divider,
    Document,
    Gallery,
    Heading,
    ListBlock,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Run,
    Runs,
    Table,
    TableRow,
    block_placements,
    runs_text,
)

CELL_BREAK = " | "


@dataclass(frozen=True, slots=True)
class Passage:
    """`kind` says what it is (`paragraph`, `heading 2`, `bullet`, `table row`, `photo` …),
    `depth` how deep a list item lies, `block` which block of the document it comes from."""

    kind: str
    runs: Runs = ()
    depth: int = 0
    placements: tuple[str, ...] = ()
    block: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        return runs_text(self.runs)


def passages(document: Document) -> tuple[Passage, ...]:
    """Every passage of a body in reading order."""
    numbered = enumerate(document.blocks)
    return tuple(chain.from_iterable(_passages(block, number) for number, block in numbered))


def _passages(block: Block, number: int) -> Iterator[Passage]:
    match block:
        case Paragraph(runs):
            yield Passage("paragraph", runs, block=number)
        case Heading(level, runs):
            yield Passage(f"heading {level}", runs, block=number)
        case PullQuote(runs):
            yield Passage("pull quote", runs, block=number)
        case Blockquote(paragraphs, attribution):
            for paragraph in paragraphs:
                yield Passage("quote", paragraph.runs, block=number)
            if attribution:
                yield Passage("attribution", (Run(attribution),), block=number)
        case ListBlock():
            yield from _items(block, number, 0)
        case Table(rows):
            for row in rows:
                yield Passage("table row", _cells(row), block=number)
        case PhotoBlock() | Gallery():
            kind = "photo" if isinstance(block, PhotoBlock) else "gallery"
            yield Passage(kind, placements=tuple(block_placements(block)), block=number)
        case Divider():
            yield Passage("divider", block=number)


def _items(block: ListBlock, number: int, depth: int) -> Iterator[Passage]:
    kind = "numbered item" if block.ordered else "bullet"
    for item in block.items:
        yield Passage(kind, item.runs, depth, block=number)
        for inner in item.lists:
            yield from _items(inner, number, depth + 1)


def _cells(row: TableRow) -> Runs:
    runs: list[Run] = []
    for place, cell in enumerate(row):
        if place:
            runs.append(Run(CELL_BREAK))
        runs += cell.runs
    return tuple(runs)
