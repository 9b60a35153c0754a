"""All words of a Markdown file, by their letters: what its reader is held against.

Signs of Markdown are signs of ASCII, so these are no words on either side.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from editor.interchange.arriving.conservation import Unplaced, missing
from editor.interchange.text.front_matter import FrontMatter
from editor.interchange.text.markdown_page import is_address

# What these keys hold comes in as something else than words.
_NO_WORDS = frozenset({"language", "lang", "format", "credit", "photo"})
_SIGNS = re.compile(r"[!-/:-@\[-`{-~]+")
_NUMBER = re.compile(r"^((?:[\s>]|[-*+]\s)*)\d{1,9}[.)](?=\s)")
# Where a link leads, and its title.
_TARGET = re.compile(
    r"\]\(\s*+(?:<[^<>]*>|(?:[^()\s]|\([^()\s]*\))*+)"
    r"(?:\s++(?:\"([^\"]*)\"|'([^']*)'|\(([^()]*)\))|)\s*+\)"
)
_PICTURE = re.compile(r"!\[([^\[\]]*)\]")
_LABEL = re.compile(r"(?<=\])\[[^\[\]]*\]")
_DEFINITION = re.compile(r"^\s{0,3}\[[^\]]*\]:\s*(\S+)")


def not_told(front: FrontMatter, told: Iterable[str]) -> tuple[Unplaced, ...]:
    return missing(_seen(front), map(_letters, told))


def _seen(front: FrontMatter) -> Iterator[str]:
    for key, values in front.values.items():
        if key not in _NO_WORDS:
            yield from (f"{_letters(value)}\n" for value in values)
    for line in front.rest.split("\n"):
        match = _DEFINITION.match(line)
        if match and is_address(match[1]):
            continue  # told where nothing leads to it
        line = _NUMBER.sub(r"\1", line)
        aside = [next(filter(None, found), "") for found in _TARGET.findall(line)]
        line = _LABEL.sub("", _TARGET.sub("]", line))
        aside += _PICTURE.findall(line)
        for words in (_PICTURE.sub(" ", line), *aside):
            yield f"{_letters(unescape(words))}\n"


def _letters(text: str) -> str:
    return _SIGNS.sub(" ", text)
