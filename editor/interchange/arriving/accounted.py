"""What came of a source is held against what was seen in it; see `conservation`.

Every reader ends with this: it gives the visible text its dumb pass has gathered, and the story
says of itself where that went. What went nowhere is `unplaced`, and is shown with the story.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from editor.interchange.arriving import signatures
from editor.interchange.arriving.conservation import Unplaced, missing
from editor.interchange.arriving.incoming import Found, IncomingStory
from editor.interchange.arriving.lost_characters import quoted
from editor.message import Message, message
from editor.story.credit import CreditLine, CreditStyle
from editor.story.document import Block, Blockquote, block_runs, runs_text
from editor.story.fields import LAID_OUT, RUN_IN


def accounted(story: IncomingStory, seen: Iterable[str]) -> IncomingStory:
    """`story` with what of `seen` it has not and quotes not, after what was missing before."""
    return replace(story, unplaced=(*story.unplaced, *missing(seen, told_by(story))))


def told_by(story: IncomingStory) -> Iterator[str]:
    """Every text of a source that a story holds or quotes, each once."""
    openly = {(each.field, each.picture) for each in story.found}
    for each in story.found:
        yield _as_it_stood(each) if each.field in RUN_IN else each.text
    for name in LAID_OUT:
        if (name, "") not in openly:
            value = getattr(story, name)
            yield value if isinstance(value, str) else " ".join(value)
    yield from _caption_of(story, story.lead, story.caption, story.credit)
    for block in story.body.blocks:
        yield from texts_of(block)
    for picture in story.pictures:
        if picture.key != story.lead:
            yield from _caption_of(story, picture.key, picture.caption, picture.credit)
        yield picture.alt
    yield from story.keywords
    yield from story.quoted


def texts_of(block: Block) -> Iterator[str]:
    """The words of a block, who is quoted among them."""
    yield from (runs_text(runs) for runs in block_runs(block))
    if isinstance(block, Blockquote) and block.attribution:
        yield f"— {block.attribution}"


def said_of_unplaced(unplaced: Iterable[Unplaced]) -> tuple[Message, ...]:
    """The sentence for a person: all of the words, and what they come after."""
    words = [
        message("arriving.after", words=quoted(each.text), after=quoted(each.after))
        if each.after
        else quoted(each.text)
        for each in unplaced
    ]
    return (message("arriving.unplaced", words=words),) if words else ()


def _as_it_stood(found: Found) -> str:
    """With the dash that parts it from the copy, which a page sets by itself."""
    paragraph = runs_text(getattr(found.block, "runs", ()))
    if paragraph.strip() == found.text:
        return paragraph  # a line of its own
    rest = signatures.split_dateline(paragraph)[1]
    return paragraph[: len(paragraph) - len(rest)] or found.text


def _caption_of(story: IncomingStory, key: str, caption: str, credit: CreditLine) -> Iterator[str]:
    if not any(found.field == "caption" and found.picture == key for found in story.found):
        yield caption
        yield credit.words(CreditStyle())
