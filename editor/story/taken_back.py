"""What somebody took back with Undo and then wrote over: whether it is worth being kept."""

from itertools import takewhile

from editor.story.story import StoryEdit

WORTH = 6  # letters; a letter of Chinese counts as two. Less is sooner typed again than found


def worth_keeping(before: StoryEdit, now: StoryEdit) -> bool:
    """Whether words of `before` are gone that would be missed."""
    pairs = zip(_texts(before), _texts(now), strict=True)
    return sum(_letters(_gone(old, new)) for old, new in pairs) >= WORTH


def _texts(edit: StoryEdit) -> tuple[str, str, str]:
    return edit.headline or "", edit.deck or "", edit.body.text if edit.body else ""


def _gone(old: str, new: str) -> str:
    """What stood between the parts that both begin and end with."""
    first = _alike(old, new)
    rest = min(_alike(old[::-1], new[::-1]), len(old) - first, len(new) - first)
    return old[first : len(old) - rest]


def _alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _letters(text: str) -> int:
    return sum(2 if letter > "\u2e80" else 1 for letter in text if letter.isalnum())
