"""A text cut into what is looked at (words, Chinese) and what is left alone (addresses, codes), and
the one form under which a word is looked up, however it was typed.

One compiled expression, every part of it bounded or possessive: no text, however it is made, takes
more than a small constant of steps a character.
"""

import re
import unicodedata

from editor.late import regex
from editor.story.words import ADDRESS, CJK, INVISIBLE

_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_APOSTROPHES = str.maketrans("’‘ʼ＇`", "'''''")
_FOLDED = {**_UNSEEN, **_APOSTROPHES}


def plain(word: str) -> str:
    """`word` composed (NFC), with straight apostrophes and without what nobody sees."""
    if word.isascii() and "`" not in word:
        return word
    return unicodedata.normalize("NFC", word.translate(_FOLDED))


def without_accents(word: str) -> str:
    """`café` as `cafe`."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(each for each in apart if not unicodedata.combining(each))


# Latin letters with every accent, and the accents by themselves (NFD).
LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_INSIDE = rf"{LATIN}\u0300-\u036f{INVISIBLE}"
_SINGLE = rf"[{LATIN}][{_INSIDE}]*+(?:['’ʼ][{LATIN}][{_INSIDE}]*+)*+"

TOKEN = regex(
    rf"""
    (?P<skip>
        {ADDRESS}
      | [@\#][\w.-]++                                # a handle, a tag
      | (?:[A-Za-z]\.){{2,}}+                         # U.S., a.m.
      | [{LATIN}]*+[\d_][{LATIN}\d_]*+                # GB50016, 10th, 5G
    )
    | (?P<word> {_SINGLE}(?:[-‐‑]{_SINGLE})*+ )
    | (?P<cjk> [{CJK}]++ )
    """,
    re.VERBOSE,
)
PART = regex(_SINGLE)
# What is stripped from a word before it is looked up again: Chen's, they'd've.
ENDING = regex(r"(?:['’ʼ](?:s|d|ll|ve|re|m|em)|n['’ʼ]t)++$", re.IGNORECASE)
SPACES = regex(r"(?<=\S)[ \u00a0\u2002-\u200a\u202f\u3000]{2,}+(?=\S)")
# Between two words: a new sentence, a heading's colon, an opening quote or bracket, a list's sign.
SENTENCE = regex(r"[.!?…:\n\r\u2028\u2029\"“”(\[「『《。！？：•·|*\ufffc]|(?<!\S)['‘]")

_BOUNDS = tuple(tuple(part.split("-")) for part in re.findall(".-.", CJK))


def is_cjk(character: str) -> bool:
    """Whether a character of Chinese, Japanese or Korean; "" is none."""
    return any(first <= character <= last for first, last in _BOUNDS)
