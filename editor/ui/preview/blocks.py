"""From a place on the page back to the block of the body that stands there.

Pure: it knows which blocks leave something on a page, not how they look there.
"""

from collections.abc import Collection

from editor.story.document import (
    Block,
    Document,
    Gallery,
    Heading,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    block_runs,
    runs_text,
)


def block_of_child(
    document: Document, child_index: int, placements: Collection[str] | None = None
) -> int | None:
    """The index of the block that is the `child_index`-th element of the page's body.

    Blocks without words leave nothing on a page, nor does a photo whose placement is not in
    `placements` (None: all of them are there). None when the page's body has fewer elements.
    """
    shown = (
        index for index, block in enumerate(document.blocks) if _leaves_element(block, placements)
    )
    return next((index for place, index in enumerate(shown) if place == child_index), None)


def _leaves_element(block: Block, placements: Collection[str] | None) -> bool:
    match block:
        case Paragraph(runs) | Heading(_, runs) | PullQuote(runs):
            return bool(runs_text(runs).strip())
        case PhotoBlock(placement):
            return placements is None or placement in placements
        case Gallery(shown):
            return placements is None or any(each in placements for each in shown)
        case Table():
            return any(runs_text(runs).strip() for runs in block_runs(block))
        case _:
            return True
