"""HTML cut into tags and text, in one pass whose time grows only with the length.

No tree, no rules of nesting, no opinion on what is allowed; see `sanitise` and `tree`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape


@dataclass(frozen=True, slots=True)
class Tag:
    """`name` in small letters; `attributes` as typed, entities still in them."""

    name: str
    closes: bool
    attributes: str = ""

    @property
    def values(self) -> dict[str, str]:
        """Attribute names in small letters to values with entities resolved; the first wins."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.attributes):
            value = match["double"] or match["single"] or match["bare"] or ""
            found.setdefault(match["name"].lower(), unescape(value))
        return found


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags, entities still in them."""

    raw: str


# Possessive and without alternatives that overlap: whatever is not closed runs to the end and
# is consumed once, so no input makes this read a stretch twice.
_TEXT = re.compile(r"(?:[^<]++|<(?![!?a-zA-Z]|/[a-zA-Z]))++")
_TOKEN = re.compile(
    r"<!--(?:>|->|(?s:.*?)(?:--!?>|\Z))"
    r"|<[!?][^>]*+>?"
    r"|<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?)*+)>?"
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'>/=]++)\s*+"
    r"(?:=\s*+(?:\"(?P<double>[^\"]*+)\"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>\"']*+)))?"
)
# Inside these, everything up to their own closing tag is characters, tags included.
RAW = frozenset("script style title textarea xmp iframe noembed noframes plaintext".split())


def tokens(html: str) -> Iterator[Tag | Text]:
    """The tags and texts of `html` in order; comments, declarations and instructions left out.

    The characters within `script`, `style`, `title` and their like come as one Text.
    """
    at, end = 0, len(html)
    while at < end:
        if words := _TEXT.match(html, at):
            yield Text(words.group())  # a less-than sign that begins no tag is a character
            at = words.end()
            continue
        match = _TOKEN.match(html, at)
        assert match is not None  # what is no text begins a tag or a comment
        at = match.end()
        if match["name"] is None:
            continue
        tag = Tag(match["name"].lower(), bool(match["slash"]), match["attributes"])
        yield tag
        if tag.name in RAW and not tag.closes:
            close = re.compile(rf"</{tag.name}(?=[\s/>]|\Z)", re.IGNORECASE).search(html, at)
            stop = close.start() if close else end
            yield Text(html[at:stop])
            at = stop
