"""The characters of an office file as a page can show them, and sentences about those it cannot."""

from dataclasses import replace

from editor.interchange.arriving.lost_characters import LostCharacters
from editor.interchange.office.office_copy import OfficeCopy
from editor.story.document import (
    Block,
    Blockquote,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    Runs,
    Table,
    runs_text,
)


def shown(copy: OfficeCopy) -> OfficeCopy:
    lost = LostCharacters()
    pieces = tuple(replace(piece, block=_block(piece.block, lost)) for piece in copy.pieces)
    headline = lost.take(copy.headline)
    return replace(
        copy, pieces=pieces, headline=headline, warnings=(*lost.sentences, *copy.warnings)
    )


def _block(block: Block, lost: LostCharacters) -> Block:
    match block:
        case Blockquote(paragraphs, attribution):
            kept = tuple(Paragraph(_runs(each.runs, lost)) for each in paragraphs)
            return Blockquote(kept, lost.take(attribution))
        case ListBlock():
            return _list(block, lost)
        case Table(rows):
            return Table(
                tuple(tuple(replace(c, runs=_runs(c.runs, lost)) for c in row) for row in rows)
            )
        case _:
            runs = getattr(block, "runs", None)
            return block if runs is None else replace(block, runs=_runs(runs, lost))


def _list(block: ListBlock, lost: LostCharacters) -> ListBlock:
    items = (
        ListItem(_runs(item.runs, lost), tuple(_list(inner, lost) for inner in item.lists))
        for item in block.items
    )
    return ListBlock(block.ordered, tuple(items))


def _runs(runs: Runs, lost: LostCharacters) -> Runs:
    if runs_text(runs).isascii():
        return runs
    taken: list[Run] = []
    before = ""
    for run in runs:
        text = lost.take(run.text, before)
        taken.append(replace(run, text=text))
        before = f"{before}{text}"[-40:]  # enough to say where a lost one stood
    return tuple(taken)
