"""Characters that no page can show, on their way into a story: none goes without a word.

Those of old Chinese fonts become what they stand for, one that its file had already lost becomes
a question mark that whoever reads the copy sees, and letters hidden in invisible ones come out.
All of it is told, for every kind of file and for what is pasted; a warning that quotes the copy
spells such characters out.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from editor.late import regex
from editor.message import NOTHING, Message, message
from editor.story.text import STANDS_FOR, clean_line, is_supported


def quoted(text: str, limit: int = 0) -> Message:
    """`text` on one line in quotation marks; with `limit`, cut to that many characters.

    What is left out of a story is quoted whole, so that the warning is its last copy.
    """
    line = clean_line(_spelled(text))
    if limit and len(line) > limit:
        line = f"{line[:limit].rstrip()}…"
    return message("form.quoted", words=line)


def _spelled(text: str) -> str:
    """`text` with what no page can show, and somebody may have seen, spelled out."""
    if text.isascii():
        return text
    return text.translate({ord(c): _name(c) for c in set(text) if not is_supported(c)})


def _name(character: str) -> str:
    if is_lost(character):
        return "?"
    named = f"[U+{ord(character):04X}]" if is_private(character) else character
    return STANDS_FOR.get(character, named)


def is_lost(character: str) -> bool:
    """Whether its file had lost it already."""
    return character == "\ufffd" or "\ud800" <= character <= "\udfff"


def is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"


# Line ends, what old programs end a file with, and the mark of a file's order of bytes.
_NO_SIGNS = "\r\v\f\x1a\x85\u2028\u2029"
_ODD = regex(
    r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffc\ufffd\ufeff"
    r"\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
    r"\U000f0000-\U0010ffff]"
    r"|[\U0001fffe-\U0001ffff\U0002fffe-\U0002ffff]"
)
# The flags of England, Scotland and Wales are spelled with tags; anywhere else tags hide words.
_TAGS = regex("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+")
_NEAR = 20  # characters before a lost one that say where it was
_NAMED = 5


@dataclass(slots=True)
class LostCharacters:
    """Takes texts one after another, and says at the end what became of their odd characters."""

    _lost: int = 0
    _near: Message = NOTHING
    _read: Counter[str] = field(default_factory=Counter)
    _removed: Counter[str] = field(default_factory=Counter)
    _private: Message = NOTHING  # where the first private one stood
    _hidden: list[str] = field(default_factory=list)

    def take(self, text: str, before: str = "") -> str:
        """`text` as it can stand in a story; `before` is what precedes it on its line."""
        if text.isascii() and text.isprintable():
            return text
        text = _TAGS.sub(self._untagged, text)
        if (first := _ODD.search(text)) is None:
            return text
        for match in _ODD.finditer(text, first.start()):
            self._note(match.group(), text, match.start(), before)
        return _ODD.sub(_replaced, text)

    @property
    def sentences(self) -> tuple[Message, ...]:
        said: list[Message] = []
        if self._lost:
            said.append(message("lost.characters", n=self._lost, near=self._near))
        if self._read:
            signs = [f"{STANDS_FOR[c]} (U+{ord(c):04X})" for c in self._read]
            said.append(message("lost.old-font", signs=signs))
        codes = [f"U+{ord(c):04X}" for c in sorted(self._removed)[:_NAMED]]
        number, near = sum(self._removed.values()), self._private
        if near:
            said.append(message("lost.removed-near", n=number, codes=codes, near=near))
        elif codes:
            said.append(message("lost.removed", n=number, codes=codes))
        said += (message("lost.hidden", words=quoted(each)) for each in self._hidden)
        return tuple(said)

    def _note(self, character: str, text: str, at: int, before: str) -> None:
        if is_lost(character):
            self._lost += 1
            self._near = self._near or quoted(f"{_line(text, at, before)}?")
        elif character in STANDS_FOR:
            self._read[character] += 1
        elif not is_supported(character) and character not in _NO_SIGNS:
            self._removed[character] += 1
            line = _line(text, at, before)
            if line and is_private(character) and not self._private:
                self._private = quoted(line)

    def _untagged(self, tags: re.Match[str]) -> str:
        words = "".join(chr(ord(c) - 0xE0000) for c in tags.group())
        self._hidden.append("".join(c for c in words if c.isprintable()))
        return ""


def _replaced(odd: re.Match[str]) -> str:
    character = odd.group()
    if is_lost(character):
        return "?"
    if character in STANDS_FOR:
        return STANDS_FOR[character]
    return character if is_supported(character) or character in _NO_SIGNS else ""


def _line(text: str, at: int, before: str) -> str:
    """What stands before `at` on the same line."""
    return (before + text[max(0, at - _NEAR) : at]).rpartition("\n")[2][-_NEAR:]
