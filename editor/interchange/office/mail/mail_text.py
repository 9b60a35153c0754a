"""The text parts of a mail, whatever kind they are of, as blocks; every word in them is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message as Mail
from html import escape

from editor.interchange.arriving.encoding import Undecodable, decode, decode_page
from editor.interchange.arriving.left_out import part_left_out
from editor.interchange.arriving.refusal import Change, Tracked
from editor.interchange.office.mail.mail_words import plain_paragraphs
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.rtf.rtf_file import read_rtf
from editor.interchange.text.markdown_page import markdown_page
from editor.interchange.web.html import Reading, read_page
from editor.late import regex
from editor.message import Message, message
from editor.story.document import Block, Paragraph, block_runs
from editor.story.runs import Run, runs_text

_RTF = frozenset({"text/rtf", "text/richtext-rtf", "application/rtf", "application/x-rtf"})
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/x-amp-html", "text/watch-html"})
_ENRICHED = frozenset({"text/enriched", "text/richtext"})
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown", "text/x-web-markdown"})
_INVITATION = frozenset({"text/calendar", "text/x-vcalendar", "application/ics"})
_RULE = regex(r"[\s_\-=*~>]*")  # a line that is drawn rather than read
# A picture of the mail's own, which comes with the files that hang on it.
_OWN_PICTURE = regex(r"<img\b(?>[^<>]{0,5000}?\bsrc\s*=\s*[\"']?cid:)[^<>]*+>", re.IGNORECASE)
_ALT = regex(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_ENRICHED_TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "fixed": "tt", "excerpt": "blockquote",
    "paraindent": "div", "center": "div", "flushleft": "div", "flushright": "div",
}  # fmt: skip


@dataclass(slots=True)
class Version:
    """What one part of a mail says. `rank` tells versions of the same words apart: 0 for what is
    no copy, 1 plain words, 2 words with their look."""

    blocks: list[Block] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    rank: int = 0

    @property
    def length(self) -> int:
        return sum(map(len, self.words))

    @property
    def words(self) -> list[str]:
        return [runs_text(runs) for block in self.blocks for runs in block_runs(block)]

    @property
    def told(self) -> Iterator[str]:
        yield from self.words
        for block in self.blocks:
            if attribution := getattr(block, "attribution", ""):
                yield f"— {attribution}"
        yield from self.quoted

    def add(self, other: "Version") -> None:
        for name in ("blocks", "warnings", "quoted", "seen", "changes"):
            getattr(self, name).extend(getattr(other, name))
        self.rank = max(self.rank, other.rank)

    def leave_out_again(self, other: "Version") -> None:
        """A part that says nothing new: the one before it in another form."""
        self.warnings.append(message("mail.same-words"))
        self.quoted += [*other.words, *other.quoted]
        self.seen += other.seen

    def leave_out(self, part: str | Message, words: str) -> None:
        if words.strip():
            self.warnings.append(part_left_out(part, words))
            self.quoted.append(words)


def is_text(part: Mail) -> bool:
    kind = part.get_content_type()
    return part.get_content_maintype() == "text" or kind in _RTF | _PAGES | _INVITATION


def read_text(part: Mail, store: PictureStore, tracked: Tracked) -> Version:
    kind = part.get_content_type()
    payload = _payload(part)
    if kind in _RTF:
        return _rich_text(payload, store, tracked)
    said: list[Message] = []
    text = _text(payload, part, said)
    if kind in _PAGES:
        version = _page(text)
        version.rank = 2 if kind in ("text/html", "application/xhtml+xml") else 0
    elif kind in _ENRICHED:
        version = _page(_enriched_html(text))
        version.seen = [_TAG.sub("", _enriched(text)).replace(_SIGN, "<")]
    elif kind in _MARKDOWN:
        made = markdown_page(text)
        version = _page(made.html)
        for key, words in made.left_out:
            version.leave_out(key, words)
    elif kind == "text/plain" or part.get_content_maintype() != "text":
        version = _plain(text, part)
    else:
        version = Version(seen=[text])
        other = message("part.of-kind", kind=kind)
        version.leave_out("part.invitation" if kind in _INVITATION else other, text)
    version.warnings[:0] = said
    return version


def unread(part: Mail) -> Version:
    """A part that says it has parts, and has none: its words as they stand."""
    said: list[Message] = []
    version = _plain(_text(_payload(part), part, said), part)
    version.warnings[:0] = said
    return version


def _payload(part: Mail) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    return str(part.get_payload()).encode("utf-8", "surrogateescape")


def _text(payload: bytes, part: Mail, said: list[Message]) -> str:
    """As the mail says; its name for plain ASCII says nothing where there are other bytes."""
    label = _parameter(part, "charset")
    if label.lower() in ("us-ascii", "ascii") and not payload.isascii():
        label = ""
    try:
        if not label and part.get_content_type() in _PAGES:
            text, guesses = decode_page(payload)
        else:
            text, guesses = decode(payload, label)
    except Undecodable:
        return payload.decode("utf-8", "replace")
    said += guesses
    return text


def _parameter(part: Mail, name: str) -> str:
    value = part.get_param(name, "")
    return str(value[2] if isinstance(value, tuple) else value or "").strip()


def _plain(text: str, part: Mail) -> Version:
    flowed = _parameter(part, "format").lower() == "flowed"
    if flowed:
        text = _unflowed(text, delete=_parameter(part, "delsp").lower() == "yes")
    paragraphs, said, cut = plain_paragraphs(text, stuffed=flowed)
    blocks: list[Block] = [Paragraph((Run(each),)) for each in paragraphs]
    lines = text.splitlines(keepends=True)
    seen = [line.lstrip("> ") for line in lines if not _RULE.fullmatch(line)]
    return Version(blocks, said, cut, seen, rank=1)


def _unflowed(text: str, *, delete: bool) -> str:
    """Lines that go on (a blank stands at their end) joined with those they go on in, RFC 3676."""
    lines: list[str] = []
    goes_on, depth = False, 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        marks = len(line) - len(line.lstrip(">"))
        words = line[marks:].removeprefix(" ")
        if goes_on and marks == depth and words != "-- ":
            lines[-1] += words
        else:
            before = ">" * marks if marks else " " * words.startswith(">")
            lines.append(before + words)
        goes_on, depth = words.endswith(" ") and words != "-- ", marks
        if goes_on and delete:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _page(page: str) -> Version:
    alts = [
        next(filter(None, match.groups()), "")
        for picture in _OWN_PICTURE.findall(page)
        for match in _ALT.finditer(picture)
    ]
    reading: Reading = read_page(_OWN_PICTURE.sub("", page), with_pictures=False)
    version = Version(list(reading.body.blocks), list(reading.sentences), list(reading.quoted))
    version.rank = 2
    for alt in dict.fromkeys(alt for alt in alts if alt.strip()):
        version.leave_out("part.words-of-picture", alt)
    # The page was held against its words: none of them may be lost from here on.
    version.seen = list(version.told)
    return version


def _rich_text(data: bytes, store: PictureStore, tracked: Tracked) -> Version:
    copy = read_rtf(data, store, tracked)
    version = Version([piece.block for piece in copy.pieces], rank=2)
    version.changes = list(copy.changes)
    version.quoted, version.seen = list(copy.quoted), list(copy.seen)
    version.warnings = [each for each in copy.warnings if each not in store.warnings]
    return version


_TAG = regex(r"<(/?)([a-zA-Z-]{1,60})>")
_SIGN = "\0"
_PARAM = regex(r"<param>[^<]*</param>", re.IGNORECASE)
_BREAKS = regex(r"(?:\r?\n)+")


def _enriched(text: str) -> str:
    """Without the parameters of its tags, and with a stand-in for `<<`, which is a sign."""
    return _PARAM.sub("", text).replace("<<", _SIGN)


def _enriched_html(text: str) -> str:
    """text/enriched (RFC 1896): one line end is a blank, each further one a line end."""
    text = _enriched(text)
    parts: list[str] = []
    at = 0
    for match in _TAG.finditer(text):
        parts.append(escape(text[at : match.start()], quote=False))
        name = _ENRICHED_TAGS.get(match[2].lower(), "span")
        parts.append(f"<{match[1]}{name}>")
        at = match.end()
    parts.append(escape(text[at:], quote=False))
    page = _BREAKS.sub(_ends, "".join(parts).replace(_SIGN, "&lt;"))
    return f"<p>{page}</p>"


def _ends(breaks: re.Match[str]) -> str:
    count = breaks.group().count("\n")
    return " " if count == 1 else "<br>" if count == 2 else "</p><p>"
