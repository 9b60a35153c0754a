"""HTML cut into tags and text, in one pass whose time grows only with the length.

No tree, no rules of nesting, no opinion on what is allowed; see `sanitise` and `tree`. Light, for
who writes Galley's own HTML to a clipboard reads no page.
"""

import re
from collections.abc import Iterator
from html import unescape

from editor.late import frozen, regex

OWN = "data-galley"  # marks what Galley itself copied: every blank of it counts
PULL_QUOTE = "pull-quote"


@frozen
class Tag:
    """`name` in small letters; `attributes` as typed, entities still in them."""

    name: str
    closes: bool
    attributes: str = ""

    @property
    def is_self_closed(self) -> bool:
        """`<svg/>`; the stroke of `<a href=/>` belongs to the address."""
        return _SELF_CLOSED.search(self.attributes) is not None

    @property
    def values(self) -> dict[str, str]:
        """Attribute names in small letters to values with entities resolved; the first wins."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.attributes):
            value = match["double"] or match["single"] or match["bare"] or ""
            found.setdefault(match["name"].lower(), unescape(value))
        return found


@frozen
class Text:
    """Characters between tags, entities still in them."""

    raw: str


# Possessive and without alternatives that overlap: whatever is not closed runs to the end and
# is consumed once, so no input makes this read a stretch twice.
_TEXT = regex(r"(?:[^<]++|<(?![!?a-zA-Z]|/[a-zA-Z]))++")
_TOKEN = regex(
    r"<[!?][^>]*+>?"
    r"|<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?)*+)>?"
)
_COMMENT_END = regex(r"--!?>")
_ATTRIBUTE = regex(
    r"(?P<name>[^\s\"'>/=]++)\s*+"
    r"(?:=\s*+(?:\"(?P<double>[^\"]*+)\"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>\"']*+)))?"
)
_SELF_CLOSED = regex(r"(?:^|[\s\"'])/\s*+\Z")
# Inside these, everything up to their own closing tag is characters, tags included.
RAW = frozenset("script style title textarea xmp iframe noembed noframes".split())
# One that is left open ends where the page plainly goes on; a title also where it is closed
# further below, for that is the title of something else.
_CODE = frozenset({"script", "style"})
_GOES_ON = regex(
    r"</?(?:head|body|html|meta|link|base|main|article|section|header|footer|nav|aside|div|p|h[1-6]"
    r"|ul|ol|dl|table|tr|td|figure|blockquote|form|hr|pre)(?=[\s/>])",
    re.IGNORECASE,
)


def tokens(html: str) -> Iterator[Tag | Text]:
    """The tags and texts of `html` in order; comments, declarations and instructions left out.

    The characters within `script`, `style`, `title` and their like come as one Text, and a closing
    tag follows it even where the page has none: nothing swallows what comes behind it.
    """
    at, end = 0, len(html)
    closings: dict[str, int] = {}
    while at < end:
        if words := _TEXT.match(html, at):
            yield Text(words.group())  # a less-than sign that begins no tag is a character
            at = words.end()
            continue
        if html.startswith("<!--", at):
            at = _comment_end(html, at, closings)
            continue
        match = _TOKEN.match(html, at)
        assert match is not None  # what is no text begins a tag or a declaration
        at = match.end()
        if match["name"] is None:
            continue
        if at == end and (stop := html.find(">", match.start())) >= 0:
            # A quote that is never closed: its tag is, and the page goes on behind it.
            match = _TOKEN.match(html, match.start(), stop + 1)
            assert match is not None
            at = match.end()
        tag = Tag(match["name"].lower(), bool(match["slash"]), match["attributes"])
        yield tag
        if tag.name in RAW and not tag.closes:
            stop, is_closed = (at, False) if tag.is_self_closed else _raw(html, tag, at, closings)
            if stop > at:
                yield Text(html[at:stop])
            if not is_closed:
                yield Tag(tag.name, closes=True)
            at = stop


def _comment_end(html: str, at: int, closings: dict[str, int]) -> int:
    """Where the comment at `at` ends; one that nobody closed ends with its own first `>`."""
    if html.startswith(("<!-->", "<!--->"), at):
        return html.index(">", at) + 1
    if closings.get("!", 0) == len(html) or not (close := _COMMENT_END.search(html, at + 4)):
        closings["!"] = len(html)
        close = re.compile(">|\\Z").search(html, at)
    return close.end() if close else len(html)


def _raw(html: str, tag: Tag, at: int, closings: dict[str, int]) -> tuple[int, bool]:
    """(where the characters of a raw element end, whether its own closing tag stands there).

    `closings` remembers where the next closing tag of a name is, so that a thousand open ones
    do not look for it a thousand times.
    """
    end = len(html)
    if closings.get(tag.name, -1) < at:
        close = re.compile(rf"</{tag.name}(?=[\s/>]|\Z)", re.IGNORECASE).search(html, at)
        closings[tag.name] = close.start() if close else end
    stop = closings[tag.name]
    if stop < end and tag.name in _CODE:
        return stop, True
    if tag.name == "title" or tag.name in _CODE:
        goes_on = _GOES_ON.search(html, at, stop)
        return (goes_on.start(), False) if goes_on else (stop, stop < end)
    if stop == end or re.compile(rf"<{tag.name}[\s/>]", re.IGNORECASE).search(html, at, stop):
        return at, False
    return stop, True
