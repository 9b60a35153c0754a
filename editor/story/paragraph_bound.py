"""How much one paragraph may hold, and where a longer one is parted.

An editor lays the whole paragraph of the caret out with every key, and one run without a blank
costs as its square: a picture pasted as a million letters stopped it for minutes. Nobody writes
ten thousand characters without a new paragraph; what comes so goes on in the next one.
"""

import re
from collections.abc import Iterator

from editor.story.graphemes import whole_place

MAX_PARAGRAPH = 10_000  # characters: some 1,700 words
_SENTENCE_ENDS = re.compile(r"[.!?…][\"'”’)\]]*\s+|[。！？][”’」』）]*")
_LINE_ENDS = re.compile(r"\n+")
_BLANKS = re.compile(r"\s+")


def cuts(text: str) -> tuple[int, ...]:
    """Places at which a paragraph of this text is parted into equal ones that are not too long;
    behind a line, a sentence or a word where there is one, and never within a character."""
    return tuple(_cuts(text)) if len(text) > MAX_PARAGRAPH else ()


def _cuts(text: str) -> Iterator[int]:
    at = 0
    while (rest := len(text) - at) > MAX_PARAGRAPH:
        at = _cut(text, at, at + -(-rest // -(-rest // MAX_PARAGRAPH)))
        yield at


def _cut(text: str, start: int, best: int) -> int:
    """Where the part that begins at `start` ends: near `best`, which is as far as it may go when
    the parts are as long as they can be."""
    first = best - (best - start) // 3
    last = min(best + MAX_PARAGRAPH // 10, start + MAX_PARAGRAPH)
    for ends in (_LINE_ENDS, _SENTENCE_ENDS, _BLANKS):
        places = [each.end() for each in ends.finditer(text, first, last)]
        if places:
            return min(places, key=lambda place: abs(place - best))
    return start + (whole_place(text[start : best + 64], best - start) or best - start)
