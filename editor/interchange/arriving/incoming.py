"""A story as it arrives from outside, before the house gives it an id, a slug or a section.

Its copy is laid out in pieces, block after block, each with its place and its look; what stands on
which line of a page is decided from these (`page_order`), nothing is decided here.
"""

from collections.abc import Collection, Iterable
from dataclasses import field, replace
from pathlib import Path

from editor.interchange.arriving.conservation import Unplaced
from editor.late import frozen
from editor.message import Message
from editor.story.credit import CreditLine
from editor.story.document import Block, Document, Heading, Paragraph, PhotoBlock
from editor.story.fields import LAID_OUT, RUN_IN
from editor.story.runs import Run, runs_text
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


UNPLACED = "unplaced"
FIELDS = (*LAID_OUT, "caption", UNPLACED)


def as_body(story: IncomingStory, refused: Collection[Found]) -> IncomingStory:
    """`story` with these findings back in the body, where they stood in the file."""
    pieces = list(story.pieces)
    for found in sorted(refused, key=lambda each: each.number):
        pieces = _put_back(found, pieces)
    left = tuple(each for each in story.found if each not in refused)
    story = replace(story, pieces=tuple(pieces), found=left)
    story = replace(story, body=Document.of(piece.block for piece in pieces))
    for found in refused:
        story = _without(found, story)
    return story


def fields_as_body(story: IncomingStory, fields: Collection[str]) -> IncomingStory:
    """`story` with everything that was taken for one of `fields` back in the body."""
    story = as_body(story, [found for found in story.found if found.field in fields])
    return with_unplaced(story) if UNPLACED in fields else story


def with_unplaced(story: IncomingStory) -> IncomingStory:
    """`story` with the words whose place is not known at the end of its body."""
    last = max((each.number for each in (*story.pieces, *story.found)), default=0)
    pieces = (
        *story.pieces,
        *(
            Piece(Paragraph((Run(each.text),)), last + number, BODY)
            for number, each in enumerate(story.unplaced, 1)
        ),
    )
    body = Document.of(piece.block for piece in pieces)
    return replace(story, pieces=pieces, body=body, unplaced=())


def _put_back(found: Found, pieces: list[Piece]) -> list[Piece]:
    # What is run in was cut off the front of its paragraph: the whole of it replaces what was left.
    kept = [p for p in pieces if not (found.field in RUN_IN and p.number == found.number)]
    place = sum(piece.number < found.number for piece in kept)
    block = Paragraph(getattr(found.block, "runs", ()))
    return [*kept[:place], Piece(block, found.number, BODY), *kept[place:]]


def _without(found: Found, story: IncomingStory) -> IncomingStory:
    still = [each for each in story.found if each.field == found.field]
    if found.field == "caption":
        return _without_caption(found, story)
    nothing = "" if isinstance(getattr(story, found.field), str) else ()
    return story if still else replace(story, **{found.field: nothing})


def _without_caption(found: Found, story: IncomingStory) -> IncomingStory:
    pictures = tuple(
        replace(p, caption="", credit=CreditLine()) if p.key == found.picture else p
        for p in story.pictures
    )
    story = replace(story, pictures=pictures)
    if found.picture == story.lead:
        story = replace(story, caption="", credit=CreditLine())
    return story
