"""Pasted HTML and pasted text become a body.

This is what the editor's paste uses: whatever a browser, Word or Google Docs puts on the
clipboard is reduced to the document's own blocks and marks. Never raises.
"""

from dataclasses import field

from editor.interchange.arriving.left_out import said_of_unplaced, texts_of
from editor.interchange.arriving.paragraphs import split_paragraphs
from editor.interchange.arriving.refusal import BeyondBounds
from editor.interchange.web.body_flow import blocks_of
from editor.interchange.web.foreign_pictures import place_photos
from editor.interchange.web.foreign_signs import INVISIBLE, set_aside, set_levels
from editor.interchange.web.lifted_pictures import (
    MAX_CHARACTERS,
    PastedPicture,
    lift,
    pictures_in_text,
)
from editor.interchange.web.page_seen import Expected, lost_of_page
from editor.interchange.web.sanitise import sanitised
from editor.interchange.web.shown_words import show_words
from editor.interchange.web.tree import apply_sheets, parse
from editor.interchange.web.word_lists import restore_word_lists
from editor.late import frozen
from editor.message import NOTHING, Message, listed, message
from editor.story.document import Block, Document, Paragraph, PhotoBlock
from editor.story.runs import Run
from editor.story.text import clean_text


@frozen
class Reading:
    """What a page on the clipboard gives: a body, what is said of it in one quiet line, and the
    same word for word; the pictures that came along, in whose places the body has blocks; and the
    words that stand in these sentences alone (`conservation`)."""

    body: Document = field(default_factory=Document)
    quiet_line: Message = NOTHING
    sentences: tuple[Message, ...] = ()
    pictures: tuple[PastedPicture, ...] = ()
    quoted: tuple[str, ...] = ()


def read_page(html: str, *, with_pictures: bool = True) -> Reading:
    """The body on a page; one beyond the bounds of `sanitise` gives none, and one sentence.

    Without `with_pictures` those that lie in the page are among what did not come along.
    """
    lifts = with_pictures and len(html) <= MAX_CHARACTERS
    words, lifted = lift(html) if lifts else (html, {})
    words = _without_header(words)
    try:
        page = sanitised(words)
        root = parse(page)
    except BeyondBounds as error:
        sentence = message("arriving.reason", reason=error.message)
        return Reading(Document(), sentence, (sentence,))
    left_out = page.left_out()
    apply_sheets(page.sheets, root)
    set_aside(root, left_out)
    show_words(root)
    pictures = place_photos(root, lifted) if with_pictures else ()
    expected = Expected.of(root)
    set_levels(root)
    restore_word_lists(root, left_out.quoted)
    body = Document.of(blocks_of(root.children, left_out))
    told = (text for block in body.blocks for text in texts_of(block))
    alts = (picture.alt for picture in pictures)
    unplaced = lost_of_page(page, expected, (*told, *alts, *left_out.quoted), left_out)
    more = (*page.lost, *said_of_unplaced(unplaced))
    line = listed((left_out.quiet_line(), *more), "sentences")
    said = (*more, *left_out.sentences())
    quoted = (*left_out.quoted, *(each.text for each in unplaced))
    return Reading(body, line, said, pictures, quoted)


def _without_header(html: str) -> str:
    """Windows sets lines of positions before the page; some programs hand them on."""
    return html[max(0, html.find("<")) :] if html[:8].lower() == "version:" else html


def body_from_html(html: str) -> tuple[Document, tuple[Message, ...]]:
    """(body, sentences that quote what did not come along).

    `body_from_html(to_html(d)) == (d, ())` for a document without photos.
    """
    reading = read_page(html, with_pictures=False)
    return reading.body, reading.sentences


def read_letters(text: str) -> Reading | None:
    """Plain text in which pictures stand as letters (base64, a data address), read as a page with
    these pictures in it; None where there is none."""
    pieces = pictures_in_text(text)
    if len(pieces) == 1:
        return None
    blocks: list[Block] = []
    pictures: list[PastedPicture] = []
    for piece in pieces:
        if isinstance(piece, PastedPicture):
            pictures.append(piece)
            blocks.append(PhotoBlock(piece.key))
        elif piece.strip():
            blocks += text_to_document(piece.strip()).blocks
    line = message("quiet.letters-as-photo")
    return Reading(Document.of(blocks), line, (line,), tuple(pictures))


def text_to_document(text: str) -> Document:
    """Pasted plain text as paragraphs; one line alone keeps the blanks at its edges."""
    text = clean_text(text.translate(INVISIBLE))
    if "\n" not in text:
        return Document.of([Paragraph((Run(text),))] if text else [])
    return Document.from_paragraphs(split_paragraphs(text))
