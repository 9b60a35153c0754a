"""A mail (.eml) as pieces of copy: the words somebody wrote, not the mail around them.

Quoted replies, greetings and signatures are cut off and said; pictures come along; a Word file
hung on a mail without copy of its own is the story. Who sent it is never its byline by itself.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from io import BytesIO

from editor.interchange.arriving.incoming import numbered
from editor.interchange.arriving.quoting import quoted
from editor.interchange.arriving.refusal import Unreadable
from editor.interchange.arriving.tracked import Tracked, joined
from editor.interchange.office.mail.mail_heads import file_name, header
from editor.interchange.office.mail.mail_parts import MailParts, is_file, leaves
from editor.interchange.office.mail.mail_text import Version, is_text
from editor.interchange.office.office_copy import OfficeCopy
from editor.interchange.office.package import Package
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.word.word_file import read_word
from editor.late import regex

# What Python's reader of mail raises over heads that no mail program wrote.
_BROKEN = (MessageError, ValueError, LookupError, AttributeError, TypeError)
COPY_MIN = 400  # characters of a mail's own words from which they are the story
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REPLY = regex(r"^\s*(?:(?:re|fw|fwd|aw|wg|回复|转发|答复)\s*[:：]\s*)+", re.IGNORECASE)


def read_mail(data: bytes, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    """Raises Unreadable."""
    try:
        return _read(data, store, tracked)
    except _BROKEN as error:
        raise Unreadable("it is no mail that can be read; save its text as .txt") from error


def _read(data: bytes, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    # The older policy: the newer one gives up over heads that mail programs do write.
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    parts = list(leaves(message))
    if not (header(message, "from") or header(message, "subject")):
        raise Unreadable("it has no sender and no subject, so it is no mail; save it as .txt")
    subject = _REPLY.sub("", header(message, "subject"))
    version = MailParts(store, tracked).mail(message)
    keys = _attached_pictures(parts, store)
    attached = [part for part in parts if _is_word(part)]
    if attached and version.length < COPY_MIN:
        return _attached_story(attached, version, subject, store, tracked)
    changes = joined(version.changes)
    if changes and tracked is Tracked.ASK:
        return OfficeCopy(changes=changes)
    warnings = version.warnings
    warnings += (*_left_out(attached), *_other_files(parts))
    if not (version.blocks or keys or version.quoted):
        raise Unreadable("there are no words of a story in it; look for a file that hangs on it")
    if sender := header(message, "from"):
        warnings.append(f"The mail came from {sender}; a byline is written by hand.")
    return OfficeCopy(
        tuple(numbered(version.blocks)),
        (*store.warnings, *warnings),
        changes,
        headline=subject,
        quoted=(*version.quoted, *store.quoted),
        seen=tuple(version.seen),
    )


def _attached_pictures(parts: list[Message], store: PictureStore) -> list[str]:
    keys: list[str] = []
    for part in parts:
        if part.get_content_maintype() == "image":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload and not _is_decoration(part, payload):
                keys.append(store.put(_name(part), "", payload))
    return [key for key in keys if key]


def _is_decoration(part: Message, payload: bytes) -> bool:
    """Logos of signatures: small pictures set into the mail's page."""
    return len(payload) < 12_000 and bool(part["content-id"])


def _attached_story(
    attached: list[Message],
    mail: Version,
    subject: str,
    store: PictureStore,
    tracked: Tracked,
) -> OfficeCopy:
    """The first Word file is the story; what the mail itself says is told."""
    payload = attached[0].get_payload(decode=True)
    file = BytesIO(payload if isinstance(payload, bytes) else b"")
    with closing(Package(file)) as package:
        copy = read_word(package, store, tracked)
    said = [f"The story is the file {_name(attached[0])} that hangs on the mail."]
    words = mail.words
    if "".join(words).strip():
        said.append(f"The mail itself says {quoted(' '.join(words))}")
    said += mail.warnings
    said += _left_out(attached[1:])
    return replace(
        copy,
        warnings=(*copy.warnings, *said),
        headline=subject,
        quoted=(*copy.quoted, *words, *mail.quoted),
        seen=(*copy.seen, *mail.seen),
    )


def _left_out(files: list[Message]) -> Iterator[str]:
    for part in files:
        yield f"Left out the file {_name(part)} that hangs on the mail; import it by itself."


def _other_files(parts: list[Message]) -> Iterator[str]:
    for part in parts:
        if part.get_content_maintype() == "image" or _is_word(part):
            continue
        if is_file(part):
            yield f"Left out the file {_name(part)} that hangs on the mail."
        elif not is_text(part) and part.get_content_maintype() not in ("multipart", "message"):
            yield f"Left out a part of the mail of the kind {part.get_content_type()}."


def _is_word(part: Message) -> bool:
    return part.get_content_type() == _WORD_TYPE or _name(part).lower().endswith(".docx")


def _name(part: Message) -> str:
    return file_name(part) or "without a name"
