"""The copy of a file as it was laid out: block after block, each with its place and its look.

What stands on which line of a page is decided from these (`page_order`); nothing is decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from editor.story.document import Block, Heading, Paragraph, PhotoBlock, runs_text
from editor.story.fields import LAID_OUT

# What a paragraph's style says it is, when it is no field of the story (LAID_OUT): PLAIN says
# nothing, BODY that it is copy for certain.
PLAIN, CAPTION, BODY = "", "caption", "body"
STYLES = (PLAIN, CAPTION, BODY, *LAID_OUT)


@dataclass(frozen=True, slots=True)
class Piece:
    """`number` counts the paragraphs of the file from 1; `style` is one of STYLES; `slight` means
    small or all italic.

    A picture is a PhotoBlock that holds the picture's key in the file.
    """

    block: Block
    number: int
    style: str = PLAIN
    slight: bool = False

    @property
    def text(self) -> str:
        """The words of a paragraph or heading; "" for any other block."""
        block = self.block
        return runs_text(block.runs).strip() if isinstance(block, Paragraph | Heading) else ""


def numbered(blocks: Iterable[Block]) -> list[Piece]:
    """Blocks about whose look nothing is known."""
    return [Piece(block, number) for number, block in enumerate(blocks, 1)]


def by_style_alone(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of a file laid out in Galley's own styles: what carries none of them is copy.

    Of photos those in the body carry one, so that the lead photo stays the lead.
    """
    return [
        piece if piece.style or isinstance(piece.block, PhotoBlock) else replace(piece, style=BODY)
        for piece in pieces
    ]
