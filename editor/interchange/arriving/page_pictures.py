"""Which lines of a page are captions of the pictures on it.

A caption stands right below its picture and shows it: by its style, by a credit in brackets at
its end as in print, or by small or italic letters. Whatever is taken is remembered with its place.
"""

import re
from dataclasses import replace

from editor.interchange.arriving import signatures
from editor.interchange.arriving.incoming import (
    CAPTION,
    PLAIN,
    Found,
    IncomingPicture,
    IncomingStory,
    Piece,
)
from editor.late import regex
from editor.story.credit import parse_credit, split_caption
from editor.story.document import Document, Paragraph, PhotoBlock
from editor.story.text import clean_line

CAPTION_MAX = 800
CAPTION_ABOVE = 300  # of a caption whose credit stands on the next line
_NO_CREDIT = regex(r"sic|more|[\W\d_]*|[^@]*+@.*", re.IGNORECASE)  # [sic], [1], [a@b.c]


def caption_and_credit(text: str) -> tuple[str, str]:
    """(caption, credit words) of a block that a bracketed credit closes; else ("", "")."""
    if len(text) > CAPTION_MAX:
        return "", ""
    caption, credit = split_caption(text)
    return ("", "") if not credit or _NO_CREDIT.fullmatch(credit) else (caption, credit)


Taken = tuple[str, str, int]  # caption, words of the credit, pieces it took


def captioned(story: IncomingStory, pieces: list[Piece]) -> tuple[IncomingStory, list[Piece]]:
    """`story` with its pictures' captions, and the pieces that are left."""
    pictures = {picture.key: picture for picture in story.pictures}
    found: list[Found] = []
    left: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        left.append(piece)
        at += 1
        if not isinstance(piece.block, PhotoBlock) or piece.block.placement not in pictures:
            continue
        key = piece.block.placement
        caption, credit, count = _below(pieces[at : at + 3])
        if count:
            pictures[key] = replace(pictures[key], caption=caption, credit=parse_credit(credit))
            found += (Found("caption", p.text, p.number, p.block, key) for p in pieces[at:][:count])
            at += count
    kept: tuple[IncomingPicture, ...] = tuple(pictures[p.key] for p in story.pictures)
    return replace(story, pictures=kept, found=(*story.found, *found)), left


def _below(pieces: list[Piece]) -> Taken:
    if not pieces or not _may_be_caption(pieces[0]):
        return "", "", 0
    first = pieces[0]
    caption, credit = caption_and_credit(first.text)
    if credit:
        return caption, credit, 1
    # The credit may stand on a line of its own, below the caption.
    if len(pieces) > 1 and len(first.text) <= CAPTION_ABOVE and _may_be_caption(pieces[1]):
        above, credit = caption_and_credit(pieces[1].text)
        if credit and not above:
            return clean_line(first.text), credit, 2
    shows = first.style == CAPTION or (first.slight and len(first.text) <= CAPTION_ABOVE)
    return (clean_line(first.text), "", 1) if shows else ("", "", 0)


def _may_be_caption(piece: Piece) -> bool:
    if piece.style not in (PLAIN, CAPTION) or not isinstance(piece.block, Paragraph):
        return False
    text = piece.text
    return bool(text) and not (signatures.contributors(text)[0] or signatures.byline(text)[0])


def without_picture(story: IncomingStory, key: str) -> IncomingStory:
    """`story` without that picture; the lead's caption then waits for another one."""
    pieces = tuple(
        piece
        for piece in story.pieces
        if not (isinstance(piece.block, PhotoBlock) and piece.block.placement == key)
    )
    found = (replace(each, picture="") if each.picture == key else each for each in story.found)
    return replace(
        story,
        pieces=pieces,
        body=Document.of(piece.block for piece in pieces),
        lead="" if story.lead == key else story.lead,
        found=tuple(found),
        pictures=tuple(picture for picture in story.pictures if picture.key != key),
    )
