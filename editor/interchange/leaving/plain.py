"""A story as plain text, in the order of its page; `plain_text` reads it back."""

from collections.abc import Iterator

from editor.interchange.leaving.clipboard import block_lines
from editor.interchange.leaving.outgoing import OutgoingStory
from editor.story.document import Block, Gallery, PhotoBlock
from editor.story.fields import ABOVE, BELOW


def plain_text(story: OutgoingStory) -> str:
    """UTF-8 text with `\\n` line ends; photos are their captions."""
    body = [text for block in story.body.blocks if (text := "\n".join(_lines(block, story)))]
    above: list[str] = []
    for field in ABOVE:
        text = field.printed(getattr(story, field.key))
        if not field.run_in:
            above.append(text)
        elif text and body:
            body[0] = f"{text} — {body[0]}"
    below = (field.printed(getattr(story, field.key)) for field in BELOW)
    parts = [above[0], story.lead_caption, *above[1:], *body, *below]
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(block: Block, story: OutgoingStory) -> Iterator[str]:
    keys = ()
    if isinstance(block, PhotoBlock):
        keys = (block.placement,)
    elif isinstance(block, Gallery):
        keys = block.placements
    else:
        yield from block_lines(block)
    for key in keys:
        photo = story.photos.get(key)
        if photo is not None and (caption := story.printed(photo.caption, photo.credit)):
            yield caption
