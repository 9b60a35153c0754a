"""A section, a heading with all that stands under it, goes up or down as one step of undo.

Where the editor would make anything else of it, nothing happens.
"""

from collections.abc import Sequence

from editor.story.document import Block, Heading
from editor.ui.writing.body_change import replace_blocks
from editor.ui.writing.body_field import BodyField


def section_end(blocks: Sequence[Block], start: int) -> int:
    """Behind the last block of the section whose heading is at `start`."""
    heading = blocks[start]
    assert isinstance(heading, Heading)
    for index in range(start + 1, len(blocks)):
        other = blocks[index]
        if isinstance(other, Heading) and other.level <= heading.level:
            return index
    return len(blocks)


def section_before(blocks: Sequence[Block], start: int) -> int | None:
    """The heading of the section of the same level just before; None when there is none."""
    heading = blocks[start]
    assert isinstance(heading, Heading)
    for index in range(start - 1, -1, -1):
        other = blocks[index]
        if isinstance(other, Heading) and other.level <= heading.level:
            return index if other.level == heading.level else None
    return None


def move_section(body: BodyField, start: int, *, down: bool) -> int | None:
    """Changes places with the section after (or before) it; the block where its heading is
    then, or None when it cannot go there."""
    blocks = body.live.value().blocks
    first: int | None = start
    if down:
        middle, last = section_end(blocks, start), 0
        follower = blocks[middle] if middle < len(blocks) else None
        if not isinstance(follower, Heading) or follower.level != _level(blocks[start]):
            return None
        last = section_end(blocks, middle)
    else:
        first, middle, last = section_before(blocks, start), start, section_end(blocks, start)
    if first is None:
        return None
    exchanged = (*blocks[middle:last], *blocks[first:middle])
    if not replace_blocks(body, first, last, exchanged):
        return None
    return first + (last - middle) if down else first


def _level(block: Block) -> int:
    assert isinstance(block, Heading)
    return block.level
