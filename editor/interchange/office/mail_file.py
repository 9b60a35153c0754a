"""A mail (.eml) as pieces of copy: the words somebody wrote, not the mail around them.

Quoted replies, greetings and signatures are cut off and said; pictures come along; a Word file
hung on a mail without copy of its own is the story. Who sent it is never its byline by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from tempfile import TemporaryDirectory

from editor.interchange.encoding import Undecodable, decode
from editor.interchange.html import body_from_html
from editor.interchange.office.mail_words import copy_of_mail, plain_paragraphs
from editor.interchange.office.office_copy import OfficeCopy
from editor.interchange.office.package import Package
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.refused import Unreadable
from editor.interchange.office.tracked import Tracked
from editor.interchange.office.word_file import read_word
from editor.interchange.piece import numbered
from editor.interchange.quoting import quoted
from editor.story.document import Block, Paragraph, Run, block_runs, runs_text
from editor.story.text import clean_line

# What Python's reader of mail raises over heads that no mail program wrote.
_BROKEN = (MessageError, ValueError, LookupError, AttributeError, TypeError)
MAX_PARTS = 300
MAX_HTML = 2_000_000
COPY_MIN = 400  # characters of a mail's own words from which they are the story
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REPLY = re.compile(r"^\s*(?:(?:re|fw|fwd|aw|wg|回复|转发|答复)\s*[:：]\s*)+", re.IGNORECASE)
# Chinese mail programs name the small set and write the large one.
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "x-gbk": "gb18030"}


def read_mail(data: bytes, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    """Raises Unreadable."""
    try:
        return _read(data, store, tracked)
    except _BROKEN as error:
        raise Unreadable("it is no mail that can be read; save its text as .txt") from error


def _read(data: bytes, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    message = BytesParser(policy=policy.default).parsebytes(data)
    parts = list(_parts(message))
    if not (_header(message, "from") or _header(message, "subject")):
        raise Unreadable("it has no sender and no subject, so it is no mail; save it as .txt")
    warnings: list[str] = []
    subject = clean_line(_REPLY.sub("", _header(message, "subject")))
    blocks = _written(parts, warnings)
    keys = _attached_pictures(parts, store)
    length = sum(len(runs_text(runs)) for block in blocks for runs in block_runs(block))
    attached = [part for part in parts if _is_word(part)]
    if attached and length < COPY_MIN:
        return _attached_story(attached, blocks, subject, store, tracked)
    warnings += (
        f"Left out the file {_name(part)} that hangs on the mail; import it by itself."
        for part in attached
    )
    warnings += _other_files(parts, keys)
    if not blocks and not keys:
        raise Unreadable("there are no words of a story in it; look for a file that hangs on it")
    if sender := _header(message, "from"):
        warnings.append(f"The mail came from {sender}; a byline is written by hand.")
    pieces = tuple(numbered(blocks))
    return OfficeCopy(pieces, (*store.warnings, *warnings), headline=subject)


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The leaves of a mail. A mail forwarded as a whole is looked into as well."""
    for count, part in enumerate(message.walk()):
        if count > MAX_PARTS:
            raise Unreadable(f"it has more than {MAX_PARTS} parts; save the story's text as .txt")
        if not part.is_multipart() and isinstance(part, EmailMessage):
            yield part


def _written(parts: list[EmailMessage], warnings: list[str]) -> list[Block]:
    """The mail's own copy: as HTML when that says more, else as plain text."""
    texts = [p for p in parts if p.get_content_type() == "text/plain" and not _is_file(p)]
    pages = [p for p in parts if p.get_content_type() == "text/html" and not _is_file(p)]
    plain = "\n\n".join(filter(None, (_text(part, warnings) for part in texts)))
    for part in pages:
        page = _text(part, warnings)
        if 0 < len(page) <= MAX_HTML:
            document, said = body_from_html(page)
            # A page that says hardly anything beside its text version is only decoration.
            if len(document.text) >= 0.7 * len(plain.strip()):
                blocks, cut = copy_of_mail(list(document.blocks))
                warnings += (*cut, *(each for each in said if "picture" not in each))
                return blocks
    paragraphs, cut = plain_paragraphs(plain)
    warnings += cut
    blocks, cut = copy_of_mail([Paragraph((Run(text),)) for text in paragraphs])
    warnings += cut
    return blocks


def _text(part: EmailMessage, warnings: list[str]) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    said = str(part.get_content_charset() or "").lower()
    charset = _CHARSETS.get(said, said)
    if charset:
        try:
            return payload.decode(charset)
        except (UnicodeDecodeError, LookupError):
            pass  # what the mail says of itself is not so: look at the bytes
    try:
        text, guesses = decode(payload)
    except Undecodable:
        warnings.append("Some characters of the mail could not be read, now “?”; compare them.")
        return payload.decode(charset if _is_codec(charset) else "utf-8", "replace").replace(
            "\ufffd", "?"
        )
    warnings += guesses
    return text


def _is_codec(name: str) -> bool:
    try:
        b"".decode(name)
    except LookupError:
        return False
    return bool(name)


def _attached_pictures(parts: list[EmailMessage], store: PictureStore) -> list[str]:
    keys: list[str] = []
    for part in parts:
        if part.get_content_maintype() == "image":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload and not _is_decoration(part, payload):
                keys.append(store.put(_name(part), "", payload))
    return [key for key in keys if key]


def _is_decoration(part: EmailMessage, payload: bytes) -> bool:
    """Logos of signatures: small pictures set into the mail's page."""
    return len(payload) < 12_000 and bool(part["content-id"])


def _attached_story(
    attached: list[EmailMessage],
    blocks: list[Block],
    subject: str,
    store: PictureStore,
    tracked: Tracked,
) -> OfficeCopy:
    """The first Word file is the story; what the mail itself says is told."""
    payload = attached[0].get_payload(decode=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "attached.docx"
        path.write_bytes(payload if isinstance(payload, bytes) else b"")
        package = Package(path)
        try:
            copy = read_word(package, store, tracked)
        finally:
            package.close()
    words = " ".join(runs_text(runs) for block in blocks for runs in block_runs(block))
    said = [f"The story is the file {_name(attached[0])} that hangs on the mail."]
    if words.strip():
        said.append(f"The mail itself says {quoted(words)}")
    said += (
        f"Left out the file {_name(part)} that hangs on the mail; import it by itself."
        for part in attached[1:]
    )
    return replace(copy, warnings=(*copy.warnings, *said), headline=subject)


def _other_files(parts: list[EmailMessage], keys: list[str]) -> Iterator[str]:
    for part in parts:
        if _is_file(part) and part.get_content_maintype() != "image" and not _is_word(part):
            yield f"Left out the file {_name(part)} that hangs on the mail."


def _is_file(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or (
        bool(part.get_filename()) and part.get_content_maintype() != "text"
    )


def _is_word(part: EmailMessage) -> bool:
    return part.get_content_type() == _WORD_TYPE or _name(part).lower().endswith(".docx")


def _name(part: EmailMessage) -> str:
    return clean_line(str(part.get_filename() or "")) or "without a name"


def _header(message: EmailMessage, name: str) -> str:
    try:
        return clean_line(str(message[name] or ""))
    except _BROKEN:
        return ""
