"""The body of a story as a value: blocks of marked text, always in normal form.

Normal form means that one look on the page has exactly one value, so two documents are equal
when a reader could not tell them apart, and document -> editor -> document is identity.
The JSON form lives in `document_json`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from editor.story.text import clean_text

MAX_LIST_DEPTH = 9


class Mark(StrEnum):
    """A mark on text. A link is not one of these: it carries an address (`Run.href`)."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


NO_MARKS: frozenset[Mark] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one set of marks; a forced line break is `\\n`. `href` is "" without a link."""

    text: str
    marks: frozenset[Mark] = NO_MARKS
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A cross-head; level 2 or 3 (level 1 is the headline)."""

    level: int
    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class Blockquote:
    """Paragraphs quoted from somebody, with who said them ("" when it is not said)."""

    paragraphs: tuple[Paragraph, ...]
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Words of the story repeated large; never counted as copy."""

    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    runs: Runs = ()
    lists: tuple["ListBlock", ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    ordered: bool
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class PhotoBlock:
    """The place of a photo in the text; `placement` is the placement's id."""

    placement: str


@dataclass(frozen=True, slots=True)
class Divider:
    pass


Block = Paragraph | Heading | Blockquote | PullQuote | ListBlock | PhotoBlock | Divider


@dataclass(frozen=True, slots=True)
class Document:
    """A body. `Document.of(blocks)` brings any blocks into normal form."""

    blocks: tuple[Block, ...] = ()

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> "Document":
        return cls(_merged_blocks(normal_block(block) for block in blocks))

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
        parts = (
            "".join(run.text for run in runs if Mark.STRIKE not in run.marks)
            for block in self.blocks
            if not isinstance(block, PullQuote)
            for runs in block_runs(block)
        )
        return "\n\n".join(part for part in parts if part)

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def placements(self) -> tuple[str, ...]:
        """Ids of the placements that stand in the text, in reading order."""
        return tuple(block.placement for block in self.blocks if isinstance(block, PhotoBlock))

    def paragraph_texts(self) -> Iterator[str]:
        for block in self.blocks:
            for runs in block_runs(block):
                yield runs_text(runs)
            if isinstance(block, Blockquote) and block.attribution:
                yield f"— {block.attribution}"

    def append(self, *blocks: Block) -> "Document":
        return Document.of((*self.blocks, *blocks))

    def without_placement(self, placement: str) -> "Document":
        return Document.of(
            block
            for block in self.blocks
            if not (isinstance(block, PhotoBlock) and block.placement == placement)
        )


def runs_text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def block_runs(block: Block) -> Iterator[Runs]:
    """The text-bearing paragraphs of a block, in reading order (without attributions)."""
    match block:
        case Paragraph(runs) | Heading(_, runs) | PullQuote(runs):
            yield runs
        case Blockquote(paragraphs):
            for paragraph in paragraphs:
                yield paragraph.runs
        case ListBlock(_, items):
            for item in items:
                yield item.runs
                for inner in item.lists:
                    yield from block_runs(inner)
        case _:
            return


def normal_runs(runs: Iterable[Run]) -> Runs:
    """Cleaned, without empty runs, neighbours with the same marks joined.

    Superscript and subscript exclude each other: superscript wins.
    """
    joined: list[Run] = []
    cleaned = (run for run in map(_clean_run, runs) if run.text)
    for (marks, href), alike in groupby(cleaned, key=lambda run: (run.marks, run.href)):
        # Joined text is composed again: an accent may stand at the seam.
        joined.append(Run(clean_text("".join(run.text for run in alike)), marks, href))
    return tuple(joined)


def _clean_run(run: Run) -> Run:
    marks = run.marks - {Mark.SUBSCRIPT} if Mark.SUPERSCRIPT in run.marks else run.marks
    return Run(clean_text(run.text), marks, run.href.strip())


def normal_block(block: Block) -> Block:
    match block:
        case Paragraph(runs):
            return Paragraph(normal_runs(runs))
        case Heading(level, runs):
            return Heading(min(max(level, 2), 3), normal_runs(runs))
        case Blockquote(paragraphs, attribution):
            quoted = tuple(Paragraph(normal_runs(p.runs)) for p in paragraphs)
            return Blockquote(quoted or (Paragraph(),), " ".join(clean_text(attribution).split()))
        case PullQuote(runs):
            return PullQuote(normal_runs(runs))
        case ListBlock():
            return _normal_list(block, 1)
        case _:
            return block


def _normal_list(block: ListBlock, depth: int) -> ListBlock:
    items: list[ListItem] = []
    for item in block.items:
        if depth < MAX_LIST_DEPTH:
            inner = tuple(_normal_list(each, depth + 1) for each in item.lists if each.items)
            items.append(ListItem(normal_runs(item.runs), _merged_lists(inner)))
        else:  # deeper levels are brought up to the deepest one that a page shows
            items.append(ListItem(normal_runs(item.runs)))
            for each in item.lists:
                items.extend(_normal_list(each, depth).items)
    return ListBlock(block.ordered, tuple(items))


def _merged_lists(lists: Iterable[ListBlock]) -> tuple[ListBlock, ...]:
    merged: list[ListBlock] = []
    for block in lists:
        if merged and merged[-1].ordered == block.ordered:
            merged[-1] = ListBlock(block.ordered, merged[-1].items + block.items)
        else:
            merged.append(block)
    return tuple(merged)


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
