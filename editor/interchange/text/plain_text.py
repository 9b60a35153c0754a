"""Copy that comes as plain text, most often lifted from a page of the web.

Decides nothing about bytes (see `encoding`) and drops no words without a warning.
"""

from editor.interchange.arriving.accounted import accounted
from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.page_order import arrange
from editor.interchange.arriving.paragraphs import split_paragraphs
from editor.interchange.arriving.refusal import BeyondBounds
from editor.story.document import Paragraph, Run

MAX_PARAGRAPHS = 20_000


def read_plain_text(text: str) -> IncomingStory:
    """The story in `text`: first short line the headline, then caption, deck and body.

    Raises BeyondBounds for a file of more paragraphs than any story has.
    """
    paragraphs = split_paragraphs(text)
    if len(paragraphs) > MAX_PARAGRAPHS:
        raise BeyondBounds(f"it has more than {MAX_PARAGRAPHS:,} paragraphs")
    blocks = [Paragraph((Run(paragraph),)) for paragraph in paragraphs]
    return accounted(arrange(IncomingStory(), blocks), text.splitlines(keepends=True))
