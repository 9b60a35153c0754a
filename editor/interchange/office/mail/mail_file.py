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
from email.message import Message as Mail
from email.parser import BytesParser
from io import BytesIO

from editor.interchange.arriving.incoming import numbered
from editor.interchange.arriving.lost_characters import quoted
from editor.interchange.arriving.refusal import Tracked, Unreadable, joined
from editor.interchange.office.mail.mail_parts import MailParts, file_name, header, is_file, leaves
from editor.interchange.office.mail.mail_text import Version, is_text
from editor.interchange.office.office_copy import OfficeCopy
from editor.interchange.office.package import Package
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.word.word_file import read_word
from editor.late import regex
from editor.message import Message, message

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
        raise Unreadable("unread.no-mail") from error


def _read(data: bytes, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    # The older policy: the newer one gives up over heads that mail programs do write.
    mail = BytesParser(policy=policy.compat32).parsebytes(data)
    parts = list(leaves(mail))
    if not (header(mail, "from") or header(mail, "subject")):
        raise Unreadable("unread.no-sender")
    subject = _REPLY.sub("", header(mail, "subject"))
    version = MailParts(store, tracked).mail(mail)
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
        raise Unreadable("unread.mail-without-story")
    if sender := header(mail, "from"):
        warnings.append(message("mail.sender", sender=sender))
    return OfficeCopy(
        tuple(numbered(version.blocks)),
        (*store.warnings, *warnings),
        changes,
        headline=subject,
        quoted=(*version.quoted, *store.quoted),
        seen=tuple(version.seen),
    )


def _attached_pictures(parts: list[Mail], store: PictureStore) -> list[str]:
    keys: list[str] = []
    for part in parts:
        if part.get_content_maintype() == "image":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload and not _is_decoration(part, payload):
                keys.append(store.put(file_name(part), "", payload))
    return [key for key in keys if key]


def _is_decoration(part: Mail, payload: bytes) -> bool:
    """Logos of signatures: small pictures set into the mail's page."""
    return len(payload) < 12_000 and bool(part["content-id"])


def _attached_story(
    attached: list[Mail], mail: Version, subject: str, store: PictureStore, tracked: Tracked
) -> OfficeCopy:
    """The first Word file is the story; what the mail itself says is told."""
    payload = attached[0].get_payload(decode=True)
    file = BytesIO(payload if isinstance(payload, bytes) else b"")
    with closing(Package(file)) as package:
        copy = read_word(package, store, tracked)
    said = [message("mail.story-attached", name=_name(attached[0]))]
    words = mail.words
    if "".join(words).strip():
        said.append(message("mail.own-words", words=quoted(" ".join(words))))
    said += mail.warnings
    said += _left_out(attached[1:])
    return replace(
        copy,
        warnings=(*copy.warnings, *said),
        headline=subject,
        quoted=(*copy.quoted, *words, *mail.quoted),
        seen=(*copy.seen, *mail.seen),
    )


def _left_out(files: list[Mail]) -> Iterator[Message]:
    for part in files:
        yield message("mail.file-to-import", name=_name(part))


def _other_files(parts: list[Mail]) -> Iterator[Message]:
    for part in parts:
        if part.get_content_maintype() == "image" or _is_word(part):
            continue
        if is_file(part):
            yield message("mail.file", name=_name(part))
        elif not is_text(part) and part.get_content_maintype() not in ("multipart", "message"):
            yield message("mail.part-of-kind", kind=part.get_content_type())


def _is_word(part: Mail) -> bool:
    return part.get_content_type() == _WORD_TYPE or file_name(part).lower().endswith(".docx")


def _name(part: Mail) -> str | Message:
    return file_name(part) or message("arriving.unnamed")
