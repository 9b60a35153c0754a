"""The label a list prints before an item, and whether a list of a story can say the same.

A story's lists have dots, or count 1, 2, 3 from one. A label that says more (第三条, Question:,
a number that goes on after a paragraph, 2.1) is a word of the story and stays one.
"""

import re
from dataclasses import dataclass

from editor.interchange.office.counting import LETTERED, counted_as

_PLACE = re.compile(r"%([1-9])")
_SIGNS = " .,:;()[]<>、．。）（-–—\t"


@dataclass(frozen=True, slots=True)
class Label:
    """`words` as they stand before the item, "" for a dot; `number` when it is nothing but a
    number that a list counts by itself, 0 otherwise; `lettered` when it counts a, b or i, ii."""

    words: str = ""
    number: int = 0
    lettered: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: `form` as in Word, `text` with %1 for the count of level 1."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    restarts: bool = True  # after an item of a higher level

    @property
    def is_dot(self) -> bool:
        """A dot, a dash, a letter of a font of signs; a word such as `Question:` is none."""
        return self.form == "bullet" and (
            len(self.text.strip()) < 2 or not any(c.isalpha() for c in self.text)
        )


def label_of(levels: dict[int, Level], level: int, counts: dict[int, int]) -> Label:
    """The label of an item at `level`, from 0, where the levels above stand at `counts`."""
    own = levels.get(level, Level(text=f"%{level + 1}."))
    if own.is_dot:
        return Label()

    def count(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        form = levels.get(at, Level()).form
        return "" if form in ("none", "bullet") else counted_as(form, counts.get(at, 1))

    words = " ".join(_PLACE.sub(count, own.text).split())
    number = counts.get(level, 1)
    bare = words.strip(_SIGNS)
    if bare == str(number):
        return Label(words, number)
    lettered = own.form in LETTERED and bare == counted_as(own.form, number)
    return Label(words, number if lettered else 0, lettered)
