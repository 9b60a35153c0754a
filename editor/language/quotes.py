"""Which quotation mark, apostrophe or sign of feet and inches a typed quote is.

An apostrophe at the start of a word looks like a quotation that begins: '07 and 'em are taken for
one only until they are seen to be none, and a quotation that begins with a figure gets its mark
back when it is closed.
"""

import re
from collections.abc import Iterator

from editor.language.style_pack import StylePack
from editor.late import frozen, regex
from editor.story.text import is_han

_OPENS_AFTER = frozenset("([{（【《〈「『/—–-“‘")
ENDS = frozenset(" \n\u00a0.,;:!?)]}”’'\"，。；：！？）")
_WORD_ENDS = ENDS - frozenset("'’") | frozenset("-–—/…")
_LONGEST_APOSTROPHE = 12  # characters of a word such as ’twasn’t with what stands around it
# Where a word begins. Chinese has no blanks.
_BEGINS = r"(?<![^\W\u3400-\u9fff])(?<![.,;!?…’'”])"
_YEAR_COMING = regex(rf"{_BEGINS}‘\d$")
_NO_YEAR = regex(rf"{_BEGINS}’\d\d[.,]?$")
_YEAR = regex(rf"{_BEGINS}’\d\d$")
_QUOTED_FIGURE = regex(rf"{_BEGINS}‘\d\d’$")
_WORD = regex(rf"{_BEGINS}‘([A-Za-z]+(?:’[a-z]{{0,3}})?)$")
_MISTAKEN = regex(rf"{_BEGINS}’(?:(\d\d)(?!\d)|([A-Za-z]+))(?=[\s\u00a0-])")
_FEET = regex(r"(?<![\w.,])\d{1,3}['′’]\s?\d{1,2}$")
_BEFORE_YEAR = regex(
    r"\b(?:after|and|autumn|before|by|early|fall|from|in|late|of|season|since|spring|summer|the|to"
    r"|until|winter)\s$",
    re.IGNORECASE,
)
# Letters left out at the end of a word: goin’, th’, rock ’n’.
_DROPPED = regex(r"(?:in|\b(?:an|li|lil|ma|mo|n|o|ol|po|th|wi))’$", re.IGNORECASE)


@frozen
class Replacement:
    """Of the text with the typed character, `length` characters that begin `back` characters
    before the end become `text`. Counted in characters of Python, not in UTF-16 units."""

    back: int
    length: int
    text: str


def quotes(before: str, typed: str, pack: StylePack) -> Replacement | None:
    if typed not in "\"'" or not (pack.curly or pack.primes):
        return None
    double = typed == '"'
    inside = is_open(before, "“", "”") if double else is_open(before, "‘", "’")
    if before[-1:].isdigit() and (not inside or (double and _FEET.search(before))):
        # Feet and inches; 1980's gets its apostrophe when the letter comes.
        return Replacement(1, 1, "″" if double else "′") if pack.primes else None
    if not pack.curly:
        return None
    opening, closing = ("“", "”") if double else ("‘", "’")
    before = before.rstrip("*~")  # signs that are about to become bold or struck out
    return Replacement(1, 1, opening if _opens(before, double, inside) else closing)


def _opens(before: str, double: bool, inside: bool) -> bool:
    last = before[-1:]
    if not last or last.isspace():
        return True
    if last in "—–-…:":
        # “No—” ends there when something was begun.
        return not inside
    if is_han(last) or last in "，。；：！？、）》】」』":
        return not inside
    own = "“" if double else "‘"
    return last in _OPENS_AFTER and last != own


def is_open(text: str, opening: str, closing: str) -> bool:
    """Whether a quotation is open at the end of `text`; apostrophes inside words do not count."""
    depth = 0
    for place, character in enumerate(text):
        if character == opening:
            depth = 1
        elif character == closing and not (
            closing == "’" and text[place + 1 : place + 2].isalnum()
        ):
            depth = 0
    return bool(depth)


def apostrophes(before: str, typed: str, pack: StylePack) -> Replacement | None:
    """‘90s and ‘tis were opened as quotations and turn out to be apostrophes, or the other way."""
    if typed.isalpha() and re.search(r"\d['′]$", before) and pack.curly:
        return Replacement(2, 1, "’")  # 1980's
    if not pack.curly or not ("‘" in before or "’" in before):
        return None
    if typed.isdigit():
        return _at_figure(before, pack)
    if typed.isalpha():
        return _at_letter(before, typed)
    if typed in _WORD_ENDS and (due := _at_end_of_word(before, typed, pack)):
        return due
    return _at_closing(before, typed, pack)


def _at_figure(before: str, pack: StylePack) -> Replacement | None:
    if _YEAR_COMING.search(before):
        return Replacement(3, 1, "’")  # '07
    if found := _NO_YEAR.search(before):
        return Replacement(len(before) - found.start() + 1, 1, "‘")  # '10,000 people'
    if re.search(r"\d’$", before):
        return Replacement(2, 1, "′" if pack.primes else "'")  # 6'2", in a quotation
    return None


def _at_letter(before: str, typed: str) -> Replacement | None:
    if typed == "s" and re.search(rf"{_BEGINS}‘\d0$", before):
        return Replacement(4, 1, "’")
    if typed == "s" and _QUOTED_FIGURE.search(before):
        return Replacement(5, 1, "’")  # '07's
    if typed != "s" and typed.isascii() and _YEAR.search(before):
        return Replacement(4, 1, "‘")  # '20th century'
    return None


def _at_end_of_word(before: str, typed: str, pack: StylePack) -> Replacement | None:
    """'em, 'tis: in the list of the house."""
    if "‘" not in before[-_LONGEST_APOSTROPHE:]:
        return None
    found = _WORD.search(before)
    if found is None or found.group(1).lower() not in pack.leading_apostrophes:
        return None
    return _with_mark("’", before[found.start() :], typed, before, pack)


def _at_closing(before: str, typed: str, pack: StylePack) -> Replacement | None:
    """What was taken for an apostrophe is the beginning of the quotation that ends here."""
    if typed == "'":
        closes = before[-1:] in ".,!?…" or _figure_in_quotes(before, pack)
        text = before
    else:
        # The letter before it tells whether the mark closes: not in workers’ and goin’.
        ends = typed in ENDS and before.endswith("’") and before[-2:-1].isalpha()
        closes = ends and before[-2:-1] not in "sS" and not _DROPPED.search(before)
        text = before[:-1]
    if not closes or is_open(text, "‘", "’"):
        return None
    places = list(_mistaken(text, pack))
    return _with_mark("‘", before[places[-1] :], typed, before, pack) if places else None


def _figure_in_quotes(before: str, pack: StylePack) -> bool:
    """A figure alone, or with its unit: '90 percent'."""
    found = re.search(rf"{_BEGINS}’\d\d(?:\s(.+))?$", before)
    return found is not None and (found.group(1) is None or found.group(1) in pack.units)


def _mistaken(text: str, pack: StylePack) -> Iterator[int]:
    """Where a quotation may have begun with what looked like an apostrophe; likeliest last."""
    found = [
        match.start()
        for match in _MISTAKEN.finditer(f"{text} ")
        if match.group(1) or match.group(2).lower() in pack.leading_apostrophes
    ]
    yield from found
    yield from [at for at in found if not _BEFORE_YEAR.search(text[:at])][:1]


def _with_mark(
    mark: str, words: str, typed: str, before: str, pack: StylePack
) -> Replacement | None:
    """`words`, with which `before` ends, get another first mark; a quote that is typed behind
    them gets its own form with it."""
    if typed not in "\"'":
        return Replacement(len(words) + 1, 1, mark)
    fixed = mark + words[1:]
    due = quotes(before[: len(before) - len(words)] + fixed, typed, pack)
    return Replacement(len(words) + 1, len(words) + 1, fixed + (due.text if due else typed))
