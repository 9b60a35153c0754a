"""What a reader sees as one character: a letter with its accents, a joined emoji, a flag.

After Unicode's annex 29, as far as text of a newsroom goes. Places are counted in characters of
Python.
"""

import re
import unicodedata
from functools import lru_cache

from editor.story.words import INVISIBLE

_PICTURE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5"
    "\U0001f200-\U0001f3fa\U0001f400-\U0001faff\U0001fc00-\U0001fffd"
)
_WITH = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
# A flag of two letters, a key, or pictures joined to one another, with skin tones and tags.
JOINED = (
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[#*0-9]\ufe0f?\u20e3"
    f"|[{_PICTURE}]{_WITH}*+(?:\u200d[{_PICTURE}]{_WITH}*+)*+"
)
_JOINED = re.compile(JOINED)
# Only with one of these are several characters one sign.
JOINS = re.compile(
    "[\u200d\ufe0e\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_SYLLABLE = (
    "[\u1100-\u115f]+(?:(?:[\u1160-\u11a7]+|[\uac00-\ud7a3][\u1160-\u11a7]*)[\u11a8-\u11ff]*)?"
    "|[\uac00-\ud7a3][\u1160-\u11a7]*[\u11a8-\u11ff]*"
    "|[\u1160-\u11a7]+[\u11a8-\u11ff]*|[\u11a8-\u11ff]+"
)
_FIRST = re.compile(f"\r\n|{JOINED}|{_SYLLABLE}|.", re.DOTALL)
_UNSEEN = re.compile(f"[{INVISIBLE}]")


@lru_cache(maxsize=4096)
def _extends(character: str) -> bool:
    """Whether it stands with the character before it."""
    if character in "\u200c\u200d\uff9e\uff9f\u0e33\u0eb3" or (
        "\U0001f3fb" <= character <= "\U0001f3ff" or "\U000e0020" <= character <= "\U000e007f"
    ):
        return True
    return unicodedata.category(character) in ("Mn", "Me", "Mc")


@lru_cache(maxsize=4096)
def _stands_alone(character: str) -> bool:
    """Whether nothing stands with it: a line end, a soft hyphen."""
    control = unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")
    return control and not _extends(character)


@lru_cache(maxsize=4096)
def _matters(character: str) -> bool:
    """Whether a text that has it may have more, or fewer, characters than are seen."""
    return (
        character in INVISIBLE
        or _extends(character)
        or bool(JOINS.match(character))
        or "\u1100" <= character <= "\u11ff"
    )


def starts(text: str) -> list[int]:
    """Where each character begins, as a reader counts them."""
    places: list[int] = []
    at, end = 0, len(text)
    while at < end:
        places.append(at)
        found = _FIRST.match(text, at)
        at = at + 1 if found is None else found.end()
        if _stands_alone(text[places[-1]]):
            continue
        while at < end and _extends(text[at]):
            at += 1
    return places


def character_count(text: str) -> int:
    """Characters that are seen: blanks count, line ends and soft hyphens do not."""
    unseen = text.count("\n")
    if text.isascii():
        return len(text) - unseen
    if any(map(_matters, set(text))):  # a text has few different ones
        # Line ends stay until here: no accent goes with a letter of the line before.
        text = _UNSEEN.sub("", _JOINED.sub("x", text))
        return len(starts(text)) - unseen
    return len(text) - unseen


def whole_place(text: str, place: int) -> int:
    """The start of the character in which a place lies; a place between two is its own."""
    if place <= 0 or place >= len(text) or text.isascii():
        return min(max(place, 0), len(text))
    # A line end and a blank begin a character, whatever stands with them.
    first = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place), 0)
    last = place
    for each in starts(text[first : place + 64]):
        if first + each > place:
            break
        last = first + each
    return last
