"""What is said about a story at a place of it, and what somebody would have otherwise: remarks and
suggestions, and where their words stand now.

Neither is a part of the story: no snapshot has them, so that nothing that is said about a story
voids its approval. A place is found again by what stood there, whatever was written around it.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from editor.late import frozen
from editor.story import document_json
from editor.story.body_texts import body_texts
from editor.story.fields import FIELDS, TITLES
from editor.story.matching import Matcher, Query
from editor.story.story import Story

BODY, CAPTION = "body", "caption"
OF_PHOTO = (CAPTION, "credit", "alt", "crop")  # what of a photo can be remarked on


@frozen
class Place:
    """A `field` of the story, or of the photo with this `placement`; of the body the block with
    this id; in `quote` the words themselves, `offset` characters from the start of the block or
    of the field. All empty is the story as a whole."""

    field: str = ""
    block: str = ""
    placement: str = ""
    quote: str = ""
    offset: int = 0

    @property
    def is_whole(self) -> bool:
        return not (self.field or self.placement or self.quote)


WHOLE = Place()


@frozen
class Passage:
    """One line of text in which words can be meant: a title, a caption, a paragraph, an item or a
    cell of the body. `start` is where it begins in its block, `number` counts those of the body."""

    field: str
    text: str
    block: str = ""
    placement: str = ""
    start: int = 0
    number: int = 0

    def place(self, start: int, end: int) -> Place:
        """Of the words from `start` to `end` in it."""
        words = self.text[start:end]
        return Place(self.field, self.block, self.placement, words, self.start + start)


@frozen
class Passages:
    """The texts of a story, in which places are looked for."""

    all: tuple[Passage, ...]
    placements: frozenset[str]
    blocks: frozenset[str]

    @classmethod
    def of(cls, story: Story) -> "Passages":
        placements = frozenset(placement.id for placement in story.placements)
        return cls(tuple(_passages(story)), placements, frozenset(story.body.ids))

    def find(self, place: Place) -> Place | None:
        """Where it is now; None when nothing of it is there any more."""
        if not place.quote:
            there = not place.placement or place.placement in self.placements
            return place if there and (not place.block or place.block in self.blocks) else None
        found = self.locate(place)
        if found is None:
            return None
        passage, start = found
        return passage.place(start, start + len(place.quote))

    def locate(self, place: Place) -> tuple[Passage, int] | None:
        """The passage in which the words of a place stand now, and where in it: in its own block,
        there nearest to where they stood; else in the one place of the body that has them."""
        own = [
            (passage, start)
            for passage in self.all
            if (passage.field, passage.placement) == (place.field, place.placement)
            for start in _starts(passage.text, place.quote)
        ]
        here = [each for each in own if each[0].block == place.block]
        if not here:
            return own[0] if len(own) == 1 else None
        return min(here, key=lambda at: abs(at[0].start + at[1] - place.offset))

    def unmistakable(self, place: Place, new: str) -> tuple[Place, str]:
        """A place whose words stand once in their block, with those around them where they are too
        few, and the new words with the same around: so that no others are ever taken for them."""
        found = self.locate(place)
        if found is None:
            return place, new
        passage, start = found
        text, end = passage.text, start + len(place.quote)
        block = "\n".join(each.text for each in self.all if each.block == passage.block)
        whole = block if passage.field == BODY else text
        first, last = start, end
        while len(list(_starts(whole, text[first:last]))) > 1 and (first > 0 or last < len(text)):
            first = max(0, text.rfind(" ", 0, max(0, first - 1)) + 1)
            behind = text.find(" ", last + 1)
            last = len(text) if behind < 0 else behind
        return passage.place(first, last), text[first:start] + new + text[end:last]

    def of_words(self, words: str, within: Place = WHOLE) -> tuple[Place, ...]:
        """Every place in which these words stand, as a reader sees them: whatever its quotes and
        blanks are; `within` narrows it to a field, a photo or a block."""
        found = self._of_words(words, within)
        return found if found or words == words.strip() else self._of_words(words.strip(), within)

    def _of_words(self, words: str, within: Place) -> tuple[Place, ...]:
        matcher = Matcher(Query(words, match_case=True))
        return tuple(
            passage.place(hit.start, hit.end)
            for passage in self.all
            if (not within.field or within.field == passage.field)
            and (not within.placement or within.placement == passage.placement)
            and (not within.block or within.block == passage.block)
            for hit in matcher.find(passage.text)
        )


def _passages(story: Story) -> Iterator[Passage]:
    for name in TITLES:
        yield Passage(name, getattr(story, name))
    number = 0
    nodes = document_json.to_json(story.body)["content"]
    ids = story.body.ids or ("",) * len(nodes)
    for block, node in zip(ids, nodes, strict=True):
        start = 0
        for text in body_texts(node):
            yield Passage(BODY, text, block, "", start, number)
            start, number = start + len(text) + 1, number + 1
    for placement in story.placements:
        yield Passage(CAPTION, placement.shown_caption, placement=placement.id)


def _starts(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def is_place(name: str, *, of_photo: bool) -> bool:
    """Whether a story, or a photo in one, has a field of this name."""
    return name in (OF_PHOTO if of_photo else FIELDS)


@frozen
class Comment:
    """A remark on a story, for instance why it was returned. `number` counts within the story;
    `parent` is the id of the remark this one answers, or ""; `resolved` is when the matter was
    settled, by `resolved_by`."""

    by: str
    at: datetime
    text: str
    id: str = ""
    number: int = 0
    account: str = ""
    parent: str = ""
    place: Place = WHOLE
    resolved: datetime | None = None
    resolved_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it began a matter that is not settled."""
        return not self.parent and self.resolved is None


class Decision(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@frozen
class Suggestion:
    """The words at `place` would be `new` ones; "" takes them out. What is only put in is said with
    a word that stands beside it. `number` counts within the story."""

    by: str
    at: datetime
    place: Place
    new: str
    id: str = ""
    number: int = 0
    account: str = ""
    state: Decision = Decision.OPEN
    decided: datetime | None = None
    decided_by: str = ""

    @property
    def old(self) -> str:
        return self.place.quote
