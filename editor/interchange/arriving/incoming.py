"""A story as it arrives from outside, before the house gives it an id, a slug or a section.

Its copy is laid out in pieces, block after block, each with its place and its look; what stands on
which line of a page is decided from these (`page_order`), nothing is decided here.
"""

from collections.abc import Iterable
from dataclasses import field, replace
from pathlib import Path

from editor.interchange.arriving.conservation import Unplaced
from editor.late import frozen
from editor.message import Message
from editor.story.credit import CreditLine
from editor.story.document import Block, Heading, Paragraph, PhotoBlock, runs_text
from editor.story.fields import LAID_OUT
from editor.story.story import StoryTexts

# What a paragraph's style says it is, when it is no field of the story (LAID_OUT): PLAIN says
# nothing, BODY that it is copy for certain.
PLAIN, CAPTION, BODY = "", "caption", "body"
STYLES = (PLAIN, CAPTION, BODY, *LAID_OUT)


@frozen
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


@frozen
class Found:
    """A line of the layout that was taken for something other than copy.

    `field` is one of LAID_OUT or caption; `text` the words as
    they stand in the file; `number` the paragraph, from 1, or 0 where the file said it openly
    (in its markup or front matter). `block` goes back into the body when somebody says that it
    is copy after all; `picture` is the key of the picture that a caption belongs to.
    """

    field: str
    text: str
    number: int
    block: Block
    picture: str = ""


@frozen
class IncomingPicture:
    """A picture inside a file; `key` is what its PhotoBlock in the body holds, `path` where it
    was put for the time of the import, `alt` what the file says of it."""

    key: str
    name: str
    path: Path
    alt: str = ""
    caption: str = ""
    credit: CreditLine = field(default_factory=CreditLine)


@frozen(kw_only=True)
class IncomingStory(StoryTexts):
    """What a file said; "" or () where it said nothing.

    `caption` and `credit` belong to the lead photo: the picture `lead` among `pictures`, or
    one that is still to come when `lead` is "". `warnings` are sentences for the person who
    imports, one for everything that was left out or guessed. `found` says where each of these
    texts was taken from, `pieces` what the body is made of. `quoted` are the words of the source
    that stand in a warning and nowhere else, each as often as it was left out; `unplaced` those
    that neither the story nor a warning has: whoever shows the story shows them (`accounted`).
    """

    caption: str = ""
    credit: CreditLine = field(default_factory=CreditLine)
    warnings: tuple[Message, ...] = ()
    found: tuple[Found, ...] = ()
    pieces: tuple[Piece, ...] = ()
    pictures: tuple[IncomingPicture, ...] = ()
    lead: str = ""
    quoted: tuple[str, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
