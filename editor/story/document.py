"""The body of a story as a value: blocks of marked text, always in normal form.

Normal form means that one look on the page has exactly one value, so two documents are equal
when a reader could not tell them apart, and document -> editor -> document is identity.
The JSON form lives in `document_json`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from itertools import chain
from typing import Any, TypeVar

from editor.late import frozen
from editor.story.runs import Run, Runs, copy_of, normal_runs, parted, runs_text
from editor.story.text import clean_text, cuts
from editor.story.words import word_count

T = TypeVar("T")
MAX_LIST_DEPTH = 9
# More than a page can show; a longer table goes on in another one, wider rows are folded. An
# editor lays a whole table out with every key: a thousand cells are what it does at once.
MAX_TABLE_ROWS = 200
MAX_TABLE_COLUMNS = 20
MAX_GALLERY_PHOTOS = 200


class Remembering:
    """A body, a block of one, what is shown of it. Each text that somebody types on shares the
    blocks in which it does not differ with the one before, so what was found out about a block
    stays with it (`once`)."""

    __slots__ = ("_found",)


def once(find: Callable[[Any], T]) -> Callable[[Any], T]:
    """`find`, which is asked once of each."""

    def found(block: Any) -> T:
        try:
            known = block._found
        except AttributeError:
            known = {}
            object.__setattr__(block, "_found", known)
        if find not in known:
            known[find] = find(block)
        return known[find]

    return found


@frozen
class Paragraph(Remembering):
    runs: Runs = ()


@frozen
class Heading(Remembering):
    """A cross-head; level 2 or 3 (level 1 is the headline)."""

    level: int
    runs: Runs = ()


@frozen
class Blockquote(Remembering):
    """Paragraphs quoted from somebody, with who said them ("" when it is not said)."""

    paragraphs: tuple[Paragraph, ...]
    attribution: str = ""


@frozen
class PullQuote(Remembering):
    """Words of the story repeated large; never counted as copy."""

    runs: Runs = ()


@frozen
class ListItem:
    runs: Runs = ()
    lists: tuple["ListBlock", ...] = ()


@frozen
class ListBlock(Remembering):
    ordered: bool
    items: tuple[ListItem, ...]


@frozen
class PhotoBlock(Remembering):
    """The place of a photo in the text; `placement` is the placement's id."""

    placement: str


@frozen
class Gallery(Remembering):
    """Photos shown side by side, in this order; `placements` are ids, each once."""

    placements: tuple[str, ...]


@frozen
class TableCell:
    """A cell; `header` when it names its column or row. Its lines are parted by `\\n`."""

    runs: Runs = ()
    header: bool = False


TableRow = tuple[TableCell, ...]


@frozen
class Table(Remembering):
    """Rows of equally many cells. There are no spans: who reads merged cells unfolds them."""

    rows: tuple[TableRow, ...]

    @property
    def columns(self) -> int:
        return len(self.rows[0]) if self.rows else 0


@frozen
class Divider(Remembering):
    pass


Block = (
    Paragraph
    | Heading
    | Blockquote
    | PullQuote
    | ListBlock
    | PhotoBlock
    | Gallery
    | Table
    | Divider
)

_SHOWING = frozenset({PhotoBlock, Gallery})  # what has placements


@frozen
class Document(Remembering):
    """A body. `Document.of(blocks)` brings any blocks into normal form. `ids` are what the library
    calls each block (`block_ids`), () elsewhere; equal bodies may have others."""

    blocks: tuple[Block, ...] = ()
    ids: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> "Document":
        return cls(_merged_blocks(chain.from_iterable(map(_normal, blocks))))

    @classmethod
    def from_paragraphs(cls, paragraphs: Iterable[str]) -> "Document":
        return cls.of(Paragraph((Run(text),)) for text in paragraphs)

    @property
    def text(self) -> str:
        """Every paragraph's words, joined by blank lines; photos and dividers say nothing."""
        return "\n\n".join(text for text in self.paragraph_texts() if text)

    @property
    def copy_text(self) -> str:
        """The text that is counted: without pull quotes and without struck words."""
        return "\n\n".join(filter(None, map(_copy_text, self.blocks)))

    @property
    def words(self) -> int:
        """How many words there are in it."""
        return sum(map(_words, self.blocks))

    @property
    def is_blank(self) -> bool:
        return not any(map(str.strip, self.paragraph_texts()))

    @property
    def placements(self) -> tuple[str, ...]:
        """Ids of the placements that stand in the text, in reading order."""
        if _SHOWING.isdisjoint(map(type, self.blocks)):  # asked often, of texts of any length
            return ()
        return tuple(each for block in self.blocks for each in block_placements(block))

    def paragraph_texts(self) -> Iterator[str]:
        for block in self.blocks:
            yield from block_texts(block)
            if isinstance(block, Blockquote) and block.attribution:
                yield f"— {block.attribution}"

    def append(self, *blocks: Block) -> "Document":
        return Document.of((*self.blocks, *blocks))

    def without_placement(self, placement: str) -> "Document":
        return self.with_placements(lambda each: "" if each == placement else each)

    def with_placements(self, renamed: Callable[[str], str]) -> "Document":
        """Every placement under the id that `renamed` gives for it; "" takes the photo out."""
        blocks: list[Block] = []
        for block in self.blocks:
            match block:
                case PhotoBlock(placement):
                    if kept := renamed(placement):
                        blocks.append(PhotoBlock(kept))
                case Gallery(placements):
                    blocks.append(Gallery(tuple(renamed(each) for each in placements)))
                case _:
                    blocks.append(block)
        made = Document.of(blocks)
        # As many as before: every block is what it was but for the names of its photos.
        return replace(made, ids=self.ids) if len(made.blocks) == len(self.blocks) else made


def block_runs(block: Block) -> tuple[Runs, ...]:
    """The text-bearing paragraphs of a block, in reading order (without attributions)."""
    match block:
        case Paragraph(runs) | Heading(_, runs) | PullQuote(runs):
            return (runs,)
        case Blockquote(paragraphs):
            return tuple(paragraph.runs for paragraph in paragraphs)
        case ListBlock(_, items):
            parts = ((each.runs, *chain(*map(block_runs, each.lists))) for each in items)
            return tuple(chain(*parts))
        case Table(rows):
            return tuple(cell.runs for row in rows for cell in row)
        case PhotoBlock() | Gallery() | Divider():
            return ()


@once
def block_texts(block: Block) -> tuple[str, ...]:
    """The text of each of these."""
    return tuple(map(runs_text, block_runs(block)))


def _copy_text(block: Block) -> str:
    if isinstance(block, PullQuote):
        return ""
    return "\n\n".join(filter(None, map(copy_of, block_runs(block))))


@once
def _words(block: Block) -> int:
    return word_count(_copy_text(block))


def block_placements(block: Block) -> tuple[str, ...]:
    """Ids of the placements that stand in a block, in reading order."""
    match block:
        case PhotoBlock(placement):
            return (placement,)
        case Gallery(placements):
            return placements
        case _:
            return ()


def _normal(block: Block) -> Iterable[Block]:
    """A block in normal form, as the blocks that a document may hold in its place."""
    match block:
        case Paragraph(runs) | PullQuote(runs):
            parts = parted(normal_runs(runs))
            return (block,) if parts[0] is runs else map(type(block), parts)
        case Heading(level, runs):
            level = min(max(level, 2), 3)
            return (Heading(level, part) for part in parted(normal_runs(runs)))
        case Blockquote(paragraphs, attribution):
            name = " ".join(clean_text(attribution).split())
            if cuts(name):  # nobody's name
                paragraphs, name = (*paragraphs, Paragraph((Run(name),))), ""
            quoted = tuple(
                Paragraph(part) for p in paragraphs for part in parted(normal_runs(p.runs))
            )
            return (Blockquote(quoted or (Paragraph(),), name),)
        case ListBlock():
            return (_normal_list(block, 1),)
        case Gallery(placements):
            shown = tuple(dict.fromkeys(each for each in placements if each))
            return map(Gallery, _stretches(shown, MAX_GALLERY_PHOTOS))
        case Table(rows):
            return map(Table, _stretches(_normal_rows(rows), MAX_TABLE_ROWS))
        case PhotoBlock() | Divider():
            return (block,)


def _stretches(things: tuple[T, ...], most: int) -> Iterator[tuple[T, ...]]:
    return (things[start : start + most] for start in range(0, len(things), most))


def _normal_rows(rows: tuple[TableRow, ...]) -> tuple[TableRow, ...]:
    """Rectangular: a short row is filled with empty cells, of headers when all of it is."""
    width = min(max((len(row) for row in rows), default=0), MAX_TABLE_COLUMNS)
    return tuple(part for row in rows for part in _normal_row(row, width)) if width else ()


def _normal_row(row: TableRow, width: int) -> Iterator[TableRow]:
    """One row; several where a cell is too long for one, and goes on below."""
    if len(row) > width:  # no word is lost: too wide a row goes on in its last cell
        folded = [run for cell in row[width:] if cell.runs for run in (Run(" "), *cell.runs)]
        last = TableCell((*row[width - 1].runs, *folded), row[width - 1].header)
        row = (*row[: width - 1], last)
    header = bool(row) and all(cell.header for cell in row)
    headers = [cell.header for cell in row] + [header] * (width - len(row))
    columns = [parted(normal_runs(cell.runs)) for cell in row]
    for number in range(max(map(len, columns), default=1)):
        parts = [column[number] if number < len(column) else () for column in columns]
        parts += [()] * (width - len(parts))
        yield tuple(map(TableCell, parts, headers))


def _normal_list(block: ListBlock, depth: int) -> ListBlock:
    items: list[ListItem] = []
    for item in block.items:
        *parts, runs = parted(normal_runs(item.runs))
        items += map(ListItem, parts)
        if depth < MAX_LIST_DEPTH:
            inner = _merged_blocks(_normal_list(each, depth + 1) for each in item.lists)
            lists = tuple(each for each in inner if isinstance(each, ListBlock))
            items.append(ListItem(runs, lists))
        else:  # deeper levels are brought up to the deepest one that a page shows
            items.append(ListItem(runs))
            for each in item.lists:
                items.extend(_normal_list(each, depth).items)
    return ListBlock(block.ordered, tuple(items))


def _merged_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Neighbouring lists of one kind are one list; an unattributed quote flows into the next."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if isinstance(block, ListBlock):
            if not block.items:
                continue
            if isinstance(last, ListBlock) and last.ordered == block.ordered:
                merged[-1] = ListBlock(block.ordered, last.items + block.items)
                continue
        if isinstance(block, Blockquote) and isinstance(last, Blockquote) and not last.attribution:
            merged[-1] = Blockquote(last.paragraphs + block.paragraphs, block.attribution)
            continue
        merged.append(block)
    return tuple(merged)
