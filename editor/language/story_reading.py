"""Every text of a story that readers see, read for odd words: fields, body, captions, alt texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.language.flags import Flag
from editor.language.lexicon import Lexicon
from editor.language.spans import Span
from editor.language.spelling import check_text
from editor.story.document import Blockquote, Mark, Run, block_runs, runs_text
from editor.story.story import Story


@dataclass(frozen=True, slots=True)
class Found:
    """`field` as findings name it; `block` is the number of the body's block, `placement` a
    photo's; `text` is what the flag's places count in."""

    field: str
    flag: Flag
    text: str
    block: int | None = None
    placement: str | None = None


def read_story(story: Story, lexicon: Lexicon) -> Iterator[Found]:
    """In the order of the page. Struck words are not looked at."""
    for field, text in (("headline", story.headline), ("deck", story.deck)):
        for flag in check_text(text, lexicon):
            yield Found(field, flag, text)
    yield from _read_body(story, lexicon)
    if story.awaited_photo is not None:
        caption = story.awaited_photo.caption
        for flag in check_text(caption, lexicon):
            yield Found("caption", flag, caption)
    for placement in story.placements:
        for field, text in (("caption", placement.shown_caption), ("alt", placement.shown_alt)):
            for flag in check_text(text, lexicon):
                yield Found(field, flag, text, placement=placement.id)


def _read_body(story: Story, lexicon: Lexicon) -> Iterator[Found]:
    for number, block in enumerate(story.body.blocks):
        for runs in block_runs(block):
            text = runs_text(runs)
            quiet, italic = spans(runs, Mark.STRIKE), spans(runs, Mark.ITALIC)
            for flag in check_text(text, lexicon, quiet=quiet, italic=italic):
                yield Found("body", flag, text, block=number)
        if isinstance(block, Blockquote):
            for flag in check_text(block.attribution, lexicon):
                yield Found("body", flag, block.attribution, block=number)


def spans(runs: Sequence[Run], mark: Mark) -> tuple[Span, ...]:
    """Where a mark stands in the text of `runs`."""
    found: list[Span] = []
    place = 0
    for run in runs:
        if mark in run.marks:
            found.append((place, place + len(run.text)))
        place += len(run.text)
    return tuple(found)
