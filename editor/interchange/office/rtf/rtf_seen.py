"""All text of a rich text file that somebody sees, with no question asked but in what kind of
group it stands: what the reader of the file is held against (`conservation`)."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

from editor.interchange.office.rtf.rtf_destinations import (
    CHARACTERS,
    DESTINATIONS,
    ENTERED,
    SYMBOLS,
    TABLES,
    TOLD,
    kind_of,
)
from editor.interchange.office.rtf.rtf_tables import FILE_CODECS, RtfTables, codec_of_page
from editor.interchange.office.rtf.rtf_tokens import Token, tokens

# Besides the tables: labels are counted anew, instructions of fields are shown by their results.
_UNSEEN = TABLES | frozenset(DESTINATIONS.values()) - {"note", "remark", "formula", *TOLD}


@dataclass(slots=True)
class _Group:
    unseen: str = ""
    starred: bool = False
    font: int | None = None
    skip: int = 1


def seen_in(data: bytes) -> tuple[str, ...]:
    return tuple(text for text in _Pass().texts(data) if text)


class _Pass:
    def __init__(self) -> None:
        self._tables = RtfTables()
        self._group = _Group()
        self._stack: list[_Group] = []
        self._bytes = bytearray()
        self._skipping = 0
        self._high = ""

    def texts(self, data: bytes) -> Iterator[str]:
        for token in tokens(data.lstrip()):
            if token.kind == "text":
                skipped = min(self._skipping, len(token.data))
                self._skipping -= skipped
                self._bytes += token.data[skipped:]
                continue
            yield self._flushed()
            if token.kind == "open":
                self._stack.append(copy(self._group))
                self._skipping = 0
            elif token.kind == "close":
                self._skipping = 0
                if self._stack:
                    self._group = self._stack.pop()
            elif token.kind == "symbol":
                yield self._symbol(token.name)
            else:
                yield self._word(token)
        yield self._flushed()
        yield self._shown("")

    def _font_name(self, text: str) -> None:
        if self._group.unseen == "fonttbl":  # whether its letters are letters
            self._tables.text("fonttbl", text)

    def _flushed(self) -> str:
        if not self._bytes:
            return ""  # what was said was a stand-in: half a character still waits for the other
        data, self._bytes = bytes(self._bytes).replace(b"\0", b""), bytearray()
        text = self._tables.decoded(data, self._group.font)
        self._font_name(text)
        return self._shown(text)

    def _shown(self, text: str) -> str:
        half, self._high = self._high, ""
        return "" if self._group.unseen else "\ufffd" * len(half) + text

    def _symbol(self, name: str) -> str:
        if name == "*":
            self._group.starred = True
            return ""
        if self._skipping:
            self._skipping -= 1
            return ""
        return self._shown(SYMBOLS.get(name, name))

    def _word(self, token: Token) -> str:
        name, number, group = token.name, token.number, self._group
        starred, group.starred = group.starred, False
        if self._skipping and name in CHARACTERS:
            self._skipping -= 1
            return ""
        self._skipping = 0
        if group.unseen == "fonttbl" or name in FILE_CODECS or name in ("ansicpg", "deff"):
            self._head_word(name, number)
        elif name == "plain":
            group.font = None
        elif name == "f":
            group.font = number
        elif name == "uc":
            group.skip = max(0, min(number or 0, 8))
        elif name == "u" and number is not None:
            return self._unicode(number)
        elif name == "ud" and group.unseen == "twin":
            group.unseen = ""
        elif name in CHARACTERS:
            return self._shown(CHARACTERS[name])
        elif name not in ENTERED and not group.unseen and len(self._stack) > 1:
            kind = kind_of(name, starred=starred)
            group.unseen = kind if kind in _UNSEEN else ""
        return " "

    def _head_word(self, name: str, number: int | None) -> None:
        if name in FILE_CODECS:
            self._tables.codec = self._tables.usual = FILE_CODECS[name]
        elif name == "ansicpg" and number:
            self._tables.codec = codec_of_page(number)
        elif name == "deff":
            self._tables.default_font = number or 0
        else:
            self._tables.word("fonttbl", name, number)

    def _unicode(self, number: int) -> str:
        code = number % 0x10000 if number < 0 else min(number, 0x10FFFF)
        self._skipping = self._group.skip
        if 0xD800 <= code < 0xDC00:
            half = self._shown("")
            self._high = chr(code)
            return half
        if 0xDC00 <= code < 0xE000 and self._high:
            high, self._high = ord(self._high), ""
            return self._shown(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
        return self._shown(chr(code))
