"""Phrases of another language that somebody means: in italics or quotes, with its own letters."""

import re
from collections.abc import Iterator, Sequence

from editor.language.spans import Span

# Bounded, so that a quotation mark without its partner costs little.
_QUOTED = re.compile(r"[“\"‘«]([^“”\"‘«»\n]{1,80}+)[”\"’»]")
_FOREIGN_LETTER = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]|[A-Za-z][\u0300-\u036f]")
LONGEST_PHRASE = 6  # words; a longer quotation is an English sentence with one foreign word


def foreign_phrases(text: str, italic: Sequence[Span] = ()) -> Iterator[Span]:
    """Stretches whose small-letter words are left alone."""
    if text.isascii():
        return
    for start, end in italic:
        if _FOREIGN_LETTER.search(text, start, end):
            yield start, end
    for match in _QUOTED.finditer(text):
        phrase = match.group(1)
        if _FOREIGN_LETTER.search(phrase) and len(phrase.split()) <= LONGEST_PHRASE:
            yield match.span()
