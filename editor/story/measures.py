"""How long things are meant to be: a story in words, a headline and a deck in characters or words.

Rules of the house that help and never block; none of them is part of what is signed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from editor.late import frozen
from editor.story.document import Block, Document, Table, TableRow
from editor.story.story import Story
from editor.story.text import character_count
from editor.story.words import word_count


@frozen
class Fit:
    """A length beside the one that was asked for, None where none was."""

    words: int
    target: int | None = None

    @property
    def short(self) -> int:
        return max(0, self.target - self.words) if self.target else 0

    @property
    def over(self) -> int:
        return max(0, self.words - self.target) if self.target else 0

    @property
    def filled(self) -> float:
        """From 0 to 1; 0 without a target."""
        return min(1.0, self.words / self.target) if self.target else 0.0


class Unit(StrEnum):
    CHARACTERS = "characters"
    WORDS = "words"


@frozen
class Limit:
    """The most a line should have; 0 is no limit."""

    most: int
    unit: Unit = Unit.CHARACTERS

    def length(self, text: str) -> int:
        return character_count(text) if self.unit is Unit.CHARACTERS else word_count(text)

    def over(self, text: str) -> int:
        return max(0, self.length(text) - self.most) if self.most else 0

    def to_json(self) -> dict[str, Any]:
        return {"most": self.most, "unit": str(self.unit)}

    @classmethod
    def from_json(cls, data: object, default: "Limit") -> "Limit":
        """What makes no sense is the default."""
        match data:
            case {"most": int(most), "unit": str(unit)} if most >= 0 and unit in tuple(Unit):
                return cls(most, Unit(unit))
        return default


LONGEST = 100_000  # words, far above any story
HEADLINE = Limit(70)
DECK = Limit(160)


@frozen
class TitleLimits:
    """What an outlet has room for."""

    headline: Limit = HEADLINE
    deck: Limit = DECK

    def to_json(self) -> dict[str, Any]:
        return {"headline": self.headline.to_json(), "deck": self.deck.to_json()}

    @classmethod
    def from_json(cls, data: object) -> "TitleLimits":
        known = data if isinstance(data, Mapping) else {}
        return cls(
            Limit.from_json(known.get("headline"), HEADLINE),
            Limit.from_json(known.get("deck"), DECK),
        )


@frozen
class Measures:
    """The house's measures: usual lengths by a section's key, limits by an outlet's."""

    lengths: Mapping[str, int] = field(default_factory=dict)
    limits: Mapping[str, TitleLimits] = field(default_factory=dict)

    @classmethod
    def from_json(cls, lengths: object, limits: object) -> "Measures":
        return cls(
            {
                str(key): words
                for key, words in (lengths.items() if isinstance(lengths, Mapping) else ())
                if isinstance(words, int) and words > 0
            },
            {
                str(key): TitleLimits.from_json(data)
                for key, data in (limits.items() if isinstance(limits, Mapping) else ())
            },
        )

    def target(self, story: Story) -> int | None:
        """The story's own length, else its section's."""
        return story.target_words or self.lengths.get(story.section)

    def limits_of(self, outlet: str) -> TitleLimits:
        return self.limits.get(outlet, TitleLimits())


MAX_WORK = 700  # cells: docs/decisions/0028-what-a-paragraph-may-hold.md
_CHARACTERS = 200  # cost as much as a cell


def with_light_tables(document: Document) -> Document:
    """The body with every table parted between rows where it would be slow to write in; the
    same object where none is."""
    blocks = tuple(part for block in document.blocks for part in _parts(block))
    return document if len(blocks) == len(document.blocks) else Document(blocks)


def _parts(block: Block) -> Iterator[Block]:
    if not isinstance(block, Table):
        yield block
        return
    rows: list[TableRow] = []
    work = 0.0
    for row in block.rows:
        more = _work(row)
        if rows and work + more > MAX_WORK:
            yield Table(tuple(rows))
            rows, work = [], 0.0
        rows.append(row)
        work += more
    yield Table(tuple(rows))


def _work(row: TableRow) -> float:
    return len(row) + sum(len(run.text) for cell in row for run in cell.runs) / _CHARACTERS
