"""What a person says of a story that is about to come in: this is no caption, it is copy."""

from collections.abc import Collection
from dataclasses import replace

from editor.interchange.arriving.incoming import BODY, Found, IncomingStory, Piece
from editor.story.credit import CreditLine
from editor.story.document import Document, Paragraph, Run
from editor.story.fields import LAID_OUT, RUN_IN

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
