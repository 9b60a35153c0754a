"""Two bodies passage by passage: what stayed, was added, removed, moved, or written anew.

A passage is what a reader sees as one paragraph: a list gives one for each item, a table one for
each row. It is for looking at; no body is ever made from it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import chain

from editor.late import frozen
from editor.message import Message
from editor.story.alignment import (
    Change,
    Formatting,
    Gap,
    Piece,
    compare_formatting,
    compare_wording,
    pair_changed,
    trimmed_opcodes,
)
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
    Table,
    TableRow,
    block_placements,
)
from editor.story.runs import Run, Runs, runs_text
from editor.story.words import WORD

CELL_BREAK = " | "


@frozen
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

    @property
    def label(self) -> Message:
        return Message(f"passage.{self.kind.replace(' ', '-')}")


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


@frozen
class PassageChange:
    """A row of the comparison. `old` is None for what was added, `new` for what was removed;
    something that moved stands twice: where it was (`new` None) and where it is (both given)."""

    change: Change
    old: Passage | None
    new: Passage | None
    pieces: tuple[Piece, ...] = ()
    formatting: tuple[Formatting, ...] = ()

    @property
    def kind_changed(self) -> bool:
        """Whether it became something else: a paragraph a cross-head, say."""
        if self.old is None or self.new is None:
            return False
        return (self.old.kind, self.old.depth) != (self.new.kind, self.new.depth)


def compare_bodies(old: Document, new: Document) -> tuple[PassageChange, ...]:
    """Every passage of both, in the order of the new one; what is gone stands where it was."""
    before, after = passages(old), passages(new)
    rows: list[PassageChange] = []
    kept: dict[int, int] = {}
    gaps: list[Gap] = []
    for tag, a, b, c, d in trimmed_opcodes(before, after):
        if tag == "equal":
            kept |= dict(zip(range(a, b), range(c, d), strict=True))
        else:
            gaps.append((range(a, b), range(c, d)))
    pairs, moved = _pairs(before, after, gaps)
    in_order = kept | {a: c for a, c in pairs.items() if a not in moved}
    from_old = {c: a for a, c in pairs.items()}
    a = 0
    anchors = {c: a for a, c in in_order.items()}
    for c, passage in enumerate(after):
        anchor = anchors.get(c)
        if anchor is not None:
            rows += _gone(before, range(a, anchor), in_order, moved)
            a = anchor + 1
            rows.append(_compared(before[anchor], passage, Change.CHANGED))
        elif c in from_old:
            rows.append(_compared(before[from_old[c]], passage, Change.MOVED))
        else:
            rows.append(
                PassageChange(Change.ADDED, None, passage, _all(passage.text, Change.ADDED))
            )
    rows += _gone(before, range(a, len(before)), in_order, moved)
    return tuple(_removed_first(rows))


def _pairs(
    before: Sequence[Passage], after: Sequence[Passage], gaps: Sequence[Gap]
) -> tuple[dict[int, int], set[int]]:
    """(Old place -> new place of what moved as it was or was written anew, what moved)."""
    equal: dict[int, int] = {}
    waiting: defaultdict[Passage, list[int]] = defaultdict(list)
    for _, there in reversed(gaps):
        for c in reversed(there):
            waiting[after[c]].append(c)
    for here, _ in gaps:
        for a in here:
            # An empty line that moved tells nobody anything.
            if (before[a].runs or before[a].placements) and waiting[before[a]]:
                equal[a] = waiting[before[a]].pop()
    taken = set(equal.values())
    left: list[int] = []
    right: list[int] = []
    rest: list[Gap] = []
    for here, there in gaps:
        starts = len(left), len(right)
        left += [a for a in here if a not in equal]
        right += [c for c in there if c not in taken]
        rest.append((range(starts[0], len(left)), range(starts[1], len(right))))
    words = [_words(before[a]) for a in left], [_words(after[c]) for c in right]
    found, moved = pair_changed(*words, rest)
    pairs = {left[a]: right[c] for a, c in found.items()}
    return equal | pairs, equal.keys() | {left[a] for a in moved}


def _words(passage: Passage) -> list[str]:
    # Photos in the text are found again by their placements.
    return WORD.findall(passage.text) or list(passage.placements)


def _compared(old: Passage, new: Passage, change: Change) -> PassageChange:
    if old == new:
        same = Change.SAME if change is Change.CHANGED else change
        return PassageChange(same, old, new, _all(new.text, Change.SAME))
    pieces = compare_wording(old.text, new.text)
    return PassageChange(change, old, new, pieces, compare_formatting(old.runs, new.runs, pieces))


def _gone(
    before: Sequence[Passage], places: range, in_order: dict[int, int], moved: set[int]
) -> list[PassageChange]:
    rows: list[PassageChange] = []
    for place in places:
        if place in in_order:
            continue
        change = Change.MOVED if place in moved else Change.REMOVED
        passage = before[place]
        rows.append(PassageChange(change, passage, None, _all(passage.text, Change.REMOVED)))
    return rows


def _removed_first(rows: Sequence[PassageChange]) -> list[PassageChange]:
    """In every stretch of changes what is gone stands before what came in its place."""
    result: list[PassageChange] = []
    came: list[PassageChange] = []
    for row in rows:
        if row.old is not None and row.new is not None and row.change is not Change.MOVED:
            result += [*came, row]
            came = []
        elif row.new is None:
            result.append(row)
        else:
            came.append(row)
    return [*result, *came]


def _all(text: str, change: Change) -> tuple[Piece, ...]:
    return (Piece(text, change),) if text else ()
