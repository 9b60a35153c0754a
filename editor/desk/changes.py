"""What a verb of the desk changed: the one thing screens need to know to refresh."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of what changed; `site` covers sections, people and the outlet, `words` what the
    newsroom or a story knows to be right."""

    stories: frozenset[str] = frozenset()
    photos: frozenset[str] = frozenset()
    site: bool = False
    words: bool = False

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.stories | other.stories,
            self.photos | other.photos,
            self.site or other.site,
            self.words or other.words,
        )

    @classmethod
    def of_story(cls, story_id: str) -> "Changes":
        return cls(stories=frozenset({story_id}))


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The answer of a verb: what it made, and what that changed."""

    value: T
    changes: Changes


def together(answers: Iterable[Done[Any]]) -> Changes:
    """All that several verbs changed."""
    return reduce(or_, (each.changes for each in answers), Changes())
