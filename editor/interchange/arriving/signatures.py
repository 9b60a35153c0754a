"""Lines in which a story names its people and its place: byline, contributor line, dateline.

Each reader answers only when the whole line has the trade's form; anything else stays copy.
"""

import re

from editor.late import regex
from editor.story.people import split_names
from editor.story.text import clean_line

_BYLINE = regex(
    r"(?:by|text by|story by|written by)[:\s]\s*(?P<names>[^|｜]+?)(?P<rest>\s*[|｜].*)?",
    re.IGNORECASE,
)
_HELP = (
    regex(
        r"[(\[]?(?P<names>.+?)\s+(?:also\s+)?contributed\s+(?:reporting\s+)?to\s+(?:this|the)\s+"
        r"(?:story|report|article|piece)\.?[)\]]?",
        re.IGNORECASE,
    ),
    regex(
        r"[(\[]?(?:with\s+)?(?:additional\s+)?reporting\s+(?:also\s+)?by:?\s+(?P<names>.+?)\.?[)\]]?",
        re.IGNORECASE,
    ),
    regex(r"[(\[]?contributors?:\s*(?P<names>.+?)\.?[)\]]?", re.IGNORECASE),
)
_FROM = regex(r"\s+(?:in|from)\s+[A-Z][\w'’ .-]*$")
# Words inside a name that stand in small letters: Juan de la Cruz, Xinhua News Agency of China.
_PARTICLES = frozenset("de da del della der den di du la le van von bin al el of the y e".split())
_DATELINE = regex(
    r"(?P<place>[A-Z][A-Z'’.-]+(?:[ ,/]+[A-Z][A-Z'’.-]+){0,4}"
    r"(?:,\s+[A-Z][A-Za-z.]+(?:\s+[A-Z][a-z]+)?)?"  # , Shanxi
    r"(?:,\s+(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
    r"[a-z]*\.?\s+\d{1,2})?"
    r"(?:\s+\([A-Z][\w .'’/-]{1,30}\))?)"  # (Xinhua)
    r"\s*(?:—|–|--|-{1,2}(?=\s))\s*(?=\S)"
)
MAX_NAMES_LINE = 300


def byline(line: str) -> tuple[tuple[str, ...], str]:
    """(names, words of the line that are not names): `By Sun Rui in Taiyuan | China Daily`."""
    return _named_in(line, _BYLINE)


def contributors(line: str) -> tuple[tuple[str, ...], str]:
    """(names, words that are not names): `A and B in Beijing contributed to this story.`"""
    return _named_in(line, *_HELP)


def _named_in(line: str, *forms: re.Pattern[str]) -> tuple[tuple[str, ...], str]:
    text = clean_line(line) if len(line) <= MAX_NAMES_LINE else ""
    for form in forms:
        match = form.fullmatch(text)
        if match and (names := people(match["names"])):
            rest = match.groupdict().get("rest") or names != split_names(match["names"])
            return names, text if rest else ""
    return (), ""


def people(text: str) -> tuple[str, ...]:
    """The names in `text`, places they wrote from taken off; () unless every one is a name."""
    names = tuple(_FROM.sub("", name) for name in split_names(text))
    return tuple(dict.fromkeys(names)) if all(_is_name(name) for name in names) else ()


def split_dateline(paragraph: str) -> tuple[str, str]:
    """(dateline, the rest) of a first paragraph: `BEIJING, Nov 2 (Xinhua) -- The party …`.

    The dateline is kept as typed, without its dash; ("", paragraph) when there is none.
    """
    match = _DATELINE.match(paragraph[:MAX_NAMES_LINE])
    if match is None:
        return "", paragraph
    return clean_line(match["place"]), paragraph[match.end() :]


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 6 or len(name) > 60 or any(mark in name for mark in '?!:"“”'):
        return False
    return (not words[0][0].islower()) and all(_is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    first = word.lstrip("('’")[:1]
    return word.casefold() in _PARTICLES or (first.isalpha() and not first.islower())
