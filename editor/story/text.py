"""Clean characters, and counts as a news desk reads them.

Everything a person types or pastes passes through here before it becomes part of a story; no
rule here ever changes words, only characters that no page can show.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from editor.story.graphemes import character_count
from editor.story.old_fonts import STANDS_FOR
from editor.story.words import word_count

WORDS_PER_MINUTE = 230

# Invisible characters that reorder or hide text: legitimate use inside a news story is unknown,
# use in spoofed names and links is well known (Unicode TR36, 2.10).
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_BREAKS = re.compile(r"\r\n|\r|\u2028|\u2029|\x0b|\x0c|\x85")
_WHITE = re.compile(r"\s+")


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


@dataclass(frozen=True, slots=True)
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
