"""Rich text (RTF) cut into its parts, in one pass whose time grows only with the length.

Bytes stay bytes: which characters they are depends on the font they are set in.
"""

import re
from collections.abc import Iterator

from editor.interchange.arriving.refusal import Unreadable
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
