"""Heads of a mail as their senders wrote them: encoded words, raw bytes, names of files.

Python's own reader is strict where mail programs are not: words cut within a character, bytes
that name no encoding, encoded words within quotation marks.
"""

import re
from binascii import Error, a2b_base64, a2b_qp
from email.message import Message
from email.utils import collapse_rfc2231_value

from editor.interchange.arriving.encoding import Undecodable, codec_named, decode
from editor.late import regex
from editor.story.text import clean_line

_WORD = regex(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = regex(r"(?<=\?=)\s+(?==\?)")


def header(message: Message, name: str) -> str:
    """The header on one line; "" where there is none."""
    return clean_line(_decoded(_BETWEEN.sub("", _raw(message, name))))


def file_name(part: Message) -> str:
    """The name of the file that hangs on the mail; "" for a part without one."""
    for name, field in (("filename", "content-disposition"), ("name", "content-type")):
        raw = _raw(part, field)
        if raw.isascii():
            try:
                value = part.get_param(name, "", field)
                text = collapse_rfc2231_value(value) if value else ""
            except (LookupError, ValueError, TypeError, AttributeError):
                text = ""
        else:
            match = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)|([^;\"]*))", raw, re.IGNORECASE)
            text = match[1] or match[2] or "" if match else ""
        if found := clean_line(_decoded(_BETWEEN.sub("", text))):
            return found
    return ""


def _raw(message: Message, name: str) -> str:
    """A header as it stands; it may be bytes that nothing says the encoding of."""
    text = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    try:
        raw = text.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return text
    try:
        return raw.decode("ascii") if raw.isascii() else decode(raw)[0]
    except Undecodable:
        return raw.decode("utf-8", "replace")


def _decoded(text: str) -> str:
    """Neighbouring words of one encoding are one text: senders cut them within a character."""
    parts: list[str] = []
    waiting, codec = b"", ""
    at = 0
    for match in _WORD.finditer(text):
        between = text[at : match.start()]
        label = match[1].partition("*")[0]
        if between or label.lower() != codec:
            parts.append(_text(waiting, codec))
            waiting = b""
        parts.append(between)
        codec = label.lower()
        waiting += _bytes(match[2], match[3])
        at = match.end()
    return "".join((*parts, _text(waiting, codec), text[at:]))


def _bytes(kind: str, encoded: str) -> bytes:
    data = encoded.encode("utf-8", "replace")
    if kind in "qQ":
        return a2b_qp(data, header=True)
    try:
        return a2b_base64(data + b"=" * (-len(data) % 4))
    except Error:
        return data


def _text(data: bytes, label: str) -> str:
    if not data:
        return ""
    try:
        return decode(data, label)[0]
    except Undecodable:
        return data.decode(codec_named(label) or "utf-8", "replace")
