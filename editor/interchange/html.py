"""Pasted HTML and pasted text become a body.

This is what the editor's paste uses: whatever a browser, Word or Google Docs puts on the
clipboard is reduced to the document's own blocks and marks. Never raises.
"""

from editor.interchange.body_flow import BodyFlow, Look
from editor.interchange.dropped import Dropped, said_of
from editor.interchange.paragraphs import split_paragraphs
from editor.interchange.refusal import BeyondBounds
from editor.interchange.sanitise import sanitised
from editor.interchange.tree import parse
from editor.interchange.word_lists import restore_word_lists
from editor.story.document import Document, Paragraph, Run
from editor.story.text import clean_text


def body_from_html(html: str) -> tuple[Document, tuple[str, ...]]:
    """(body, sentences about what did not come along).

    A page beyond the bounds of `sanitise` gives an empty body and one sentence that says so.
    `body_from_html(to_html(d)) == (d, ())` for a document without photos.
    """
    try:
        page = sanitised(html)
        root = parse(page)
    except BeyondBounds as error:
        reason = str(error)
        return Document(), (f"{reason[:1].upper()}{reason[1:]}.",)
    dropped = Dropped()
    for name, words in page.dropped:
        dropped.words(said_of(name), words)
    flow = BodyFlow(dropped)
    restore_word_lists(root)
    flow.flow(root.children, Look())
    flow.end_paragraph(Look())
    return Document.of(flow.blocks), dropped.sentences()


def text_to_document(text: str) -> Document:
    """Pasted plain text as paragraphs; one line alone keeps the blanks at its edges."""
    text = clean_text(text)
    if "\n" not in text:
        return Document.of([Paragraph((Run(text),))] if text else [])
    return Document.from_paragraphs(split_paragraphs(text))
