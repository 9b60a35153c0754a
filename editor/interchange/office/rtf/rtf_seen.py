"""The characters of a rich text file, in one pass over its parts; and all of them that somebody
sees, with no question asked but in what kind of group each stands: what the reader of the file is
held against (`conservation`).

The parts are cut in a time that grows only with the length. Bytes stay bytes until then: which
characters they are depends on the font they are set in.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Generic, TypeVar

from editor.interchange.arriving.refusal import Unreadable
from editor.interchange.office.rtf import rtf_destinations as groups
from editor.interchange.office.rtf.rtf_state import RtfState, apply_word
from editor.interchange.office.rtf.rtf_tables import RtfTables
from editor.late import frozen, regex

MAX_TOKENS = 6_000_000
MAX_DEPTH = 250
_TOKEN = regex(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<text>[^\\{}\r\n]++)"
    rb"|[\r\n]+|\\",
    re.DOTALL,
)


@frozen
class Token:
    """`kind` is open, close, word, symbol or text; `data` the bytes of a text or of `\\bin`."""

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


OPEN, CLOSE = Token("open"), Token("close")


def tokens(data: bytes) -> Iterator[Token]:
    """Raises Unreadable beyond the bounds of number and depth."""
    at = count = depth = 0
    while at < len(data):
        match = _TOKEN.match(data, at)
        assert match is not None  # a lone backslash is the last alternative
        at = match.end()
        count += 1
        if count > MAX_TOKENS:
            raise Unreadable("unread.many-parts")
        kind = match.lastgroup
        if match["open"]:
            depth += 1
            if depth > MAX_DEPTH:
                raise Unreadable("unread.nested-groups", limit=MAX_DEPTH)
            yield OPEN
        elif match["close"]:
            depth -= 1
            yield CLOSE
        elif match["word"]:
            name = match["word"].decode("ascii")
            number = int(match["number"]) if match["number"] else None
            if name == "bin" and number is not None and number > 0:
                yield Token("word", name, number, data[at : at + number])
                at += number
            else:
                yield Token("word", name, number)
        elif match["hex"]:
            yield Token("text", "hex", data=bytes([int(match["hex"], 16)]))
        elif match["symbol"]:
            yield Token("symbol", match["symbol"].decode("latin-1"))
        elif kind == "text":
            yield Token("text", data=match["text"])


# Besides the tables: labels are counted anew, instructions of fields are shown by their results.
_SHOWN = {"note", "remark", "formula", *groups.TOLD}
_UNSEEN = groups.TABLES | frozenset(groups.DESTINATIONS.values()) - _SHOWN

Group = TypeVar("Group", bound=RtfState)


class RtfPass(ABC, Generic[Group]):
    """Makes characters of bytes and codes; what they are for is decided by who is told of them."""

    def __init__(self, group: Group, tables: RtfTables) -> None:
        self._tables = tables
        self._group = group
        self._stack: list[Group] = []
        self._bytes = bytearray()
        self._skipping = 0  # stand-ins for a `\\u` character that are still to come
        self._high = ""

    def take(self, data: bytes) -> None:
        for token in tokens(data.lstrip()):
            if token.kind == "text":
                skipped = min(self._skipping, len(token.data))
                self._skipping -= skipped
                self._bytes += token.data[skipped:]
            else:
                self._flush()
                self._part(token)
        self._flush()

    @abstractmethod
    def _word(self, token: Token) -> None: ...

    @abstractmethod
    def _add(self, text: str) -> None:
        """Characters at this place."""

    def _part(self, token: Token) -> None:
        if token.kind == "open":
            self._skipping = 0
            self._stack.append(copy(self._group))
        elif token.kind == "close":
            self._skipping = 0
            if self._stack:
                self._close()
        elif token.kind == "symbol" and token.name == "*":
            self._group.starred = True
        elif self._skipping and (token.kind == "symbol" or token.name in groups.CHARACTERS):
            self._skipping -= 1  # a control word counts as one character
        elif token.kind == "symbol":
            self._symbol(token.name)
        else:
            self._skipping = 0  # a writer that left the stand-in out
            self._word(token)

    def _close(self) -> None:
        self._group = self._stack.pop()

    def _symbol(self, name: str) -> None:
        self._say(groups.SYMBOLS.get(name, name))

    def _flush(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes).replace(b"\0", b""), bytearray()
            self._decode(data)

    def _decode(self, data: bytes) -> None:
        self._say(self._tables.decoded(data, self._group.font))

    def _unicode(self, number: int) -> None:
        code = number % 0x10000 if number < 0 else min(number, 0x10FFFF)
        self._skipping = self._group.skip
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
            self._end_half()
            self._high = chr(code)
        elif 0xDC00 <= code < 0xE000 and self._high:
            high, self._high = ord(self._high), ""
            self._say(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
        else:
            self._say(chr(code))

    def _say(self, text: str) -> None:
        self._end_half()
        self._add(text)

    def _end_half(self) -> None:
        """Half a character that nothing completed is a sign that was lost."""
        if self._high:
            self._high = ""
            self._add("\ufffd")


def seen_in(data: bytes) -> tuple[str, ...]:
    seen = _Seen()
    seen.take(data)
    seen.finish()
    return tuple(seen.texts)


@dataclass(slots=True)
class _Group(RtfState):
    unseen: str = ""


class _Seen(RtfPass[_Group]):
    def __init__(self) -> None:
        super().__init__(_Group(), RtfTables())
        self.texts: list[str] = []

    def finish(self) -> None:
        self._end_half()

    def _add(self, text: str) -> None:
        if self._group.unseen == "fonttbl":  # whether its letters are letters
            self._tables.text("fonttbl", text)
        elif text and not self._group.unseen:
            self.texts.append(text)

    def _word(self, token: Token) -> None:
        name, number, group = token.name, token.number, self._group
        starred, group.starred = group.starred, False
        if name == "u" and number is not None:
            self._unicode(number)
            return
        if name in groups.CHARACTERS:
            self._say(groups.CHARACTERS[name])
            return
        if self._tables.head_word(name, number):
            return
        if group.unseen == "fonttbl":
            self._tables.word("fonttbl", name, number)
        elif name == "ud" and group.unseen == "twin":
            group.unseen = ""
        elif apply_word(group, name, number) or name in groups.ENTERED or group.unseen:
            pass
        elif len(self._stack) > 1:
            kind = groups.kind_of(name, starred=starred)
            group.unseen = kind if kind in _UNSEEN else ""
        if not group.unseen:
            self.texts.append(" ")
