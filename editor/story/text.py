"""Clean characters, what a reader sees as one of them, and how much of them there is.

Everything a person types or pastes passes through here before it becomes part of a story; no
rule here ever changes words, only characters that no page can show.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from editor.late import frozen, regex
from editor.story.words import INVISIBLE, word_count

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
_JOINED = regex(JOINED)
# Only with one of these are several characters one sign.
JOINS = regex(
    "[\u200d\ufe0e\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_SYLLABLE = (
    "[\u1100-\u115f]+(?:(?:[\u1160-\u11a7]+|[\uac00-\ud7a3][\u1160-\u11a7]*)[\u11a8-\u11ff]*)?"
    "|[\uac00-\ud7a3][\u1160-\u11a7]*[\u11a8-\u11ff]*"
    "|[\u1160-\u11a7]+[\u11a8-\u11ff]*|[\u11a8-\u11ff]+"
)
_FIRST = regex(f"\r\n|{JOINED}|{_SYLLABLE}|.", re.DOTALL)
_UNSEEN = regex(f"[{INVISIBLE}]")


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


# GBK and GB 18030-2000 gave these characters places in the private use area while Unicode had none
# for them; fonts, and files written with them, still do so: 䶮, of names, at U+E863. The order is
# that of GB 18030-2005 and 2022.

# Radicals and characters at FE50-FEA0, in the order of their code points from U+E815.
_RADICALS = (
    "⺁\U00020087\U00020089\U000200cc⺄㑳㑇⺈⺋\u9fb4㖞㘚㘎⺌⺗㥮㤘\u9fb5㧏㧟㩳㧐\u9fb6\u9fb7㭎㱮㳠⺧"
    "\U000215d7\u9fb8⺪䁖䅟⺮䌷⺳⺶⺷\U0002298f䎱䎬⺻䏝䓖䙡䙌\u9fb9䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶"
    "\u9fba\U000241fe䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮\u9fbb"
)
_UPRIGHT = "︐︒︑︓︔︕︖︗︘︙"  # punctuation of vertical lines, A6D9-A6F3
_COMPOSING = "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻"  # how characters are composed, A989-A995

STANDS_FOR: dict[str, str] = {
    "\ue76c": "€",
    "\ue7c7": "ḿ",
    "\ue7c8": "ǹ",
    **{chr(0xE78D + at): sign for at, sign in enumerate(_UPRIGHT)},
    **{chr(0xE7E7 + at): sign for at, sign in enumerate(_COMPOSING)},
    **{chr(0xE815 + at): sign for at, sign in enumerate(_RADICALS)},
}


WORDS_PER_MINUTE = 230

# Invisible characters that reorder or hide text: legitimate use inside a news story is unknown,
# use in spoofed names and links is well known (Unicode TR36, 2.10).
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_BREAKS = regex(r"\r\n|\r|\u2028|\u2029|\x0b|\x0c|\x85")
_WHITE = regex(r"\s+")


# A text has few different characters, and every pause in somebody's typing asks for all of them.
@lru_cache(maxsize=8192)
def is_supported(character: str) -> bool:
    """Whether a page can carry this character (new line and tab can)."""
    if character in "\n\t":
        return True
    if character in _BIDI_CONTROLS or character in "\ufffc\ufffd\ufeff":
        return False
    code = ord(character)
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:  # noncharacters
        return False
    return unicodedata.category(character) not in ("Cc", "Cs", "Co")


def is_han(character: str) -> bool:
    """Whether a Chinese character, which takes Chinese punctuation after it."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def unsupported_characters(text: str) -> tuple[str, ...]:
    """The characters of `text` that no page can carry, each once, in order of appearance."""
    if _is_plain(text):
        return ()
    wrong = {character for character in set(text) if not is_supported(character)}
    return tuple(dict.fromkeys(c for c in text if c in wrong)) if wrong else ()


def clean_text(text: str) -> str:
    """`text` in NFC with `\\n` line ends and without characters no page can carry.

    Those of old Chinese fonts become what they stand for.
    """
    if _is_plain(text):
        return text
    text = unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", text))
    # By the set of characters: a large file has few different ones.
    wrong = {ord(c): STANDS_FOR.get(c) for c in set(text) if not is_supported(c)}
    return text.translate(wrong) if wrong else text


def _is_plain(text: str) -> bool:
    """Letters, figures and signs of ASCII alone: most English text, and seen at a glance."""
    return text.isascii() and text.isprintable()


def clean_line(text: str) -> str:
    """`text` on one line, edges trimmed, runs of white space as one blank.

    No-break spaces count as white space here: a headline or a name never needs one.
    """
    return _WHITE.sub(" ", clean_text(text)).strip()


@frozen
class Counts:
    """Length of a text: words, characters (with blanks) as a reader sees them, and minutes to
    read it (at least 1)."""

    words: int
    characters: int

    @classmethod
    def of(cls, text: str) -> "Counts":
        return cls(word_count(text), character_count(text))

    @property
    def minutes(self) -> int:
        return max(1, round(self.words / WORDS_PER_MINUTE)) if self.words else 0


# An editor lays the whole paragraph of the caret out with every key, and one run without a blank
# costs as its square: a picture pasted as a million letters stopped it for minutes. Nobody writes
# ten thousand characters without a new paragraph; what comes so goes on in the next one.
MAX_PARAGRAPH = 10_000  # characters: some 1,700 words
_SENTENCE_ENDS = regex(r"[.!?…][\"'”’)\]]*\s+|[。！？][”’」』）]*")
_LINE_ENDS = regex(r"\n+")
_BLANKS = regex(r"\s+")


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
