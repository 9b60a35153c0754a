"""The parts of a mail in the order they are read in, and of several versions the best one.

A part comes in, is quoted, or hangs on the mail as a file; what only a version that was not taken
has to say is quoted too. Heads are read as their senders wrote them, where Python's own reader is
strict and mail programs are not: words cut within a character, bytes that name no encoding, encoded
words within quotation marks.
"""

import re
from binascii import Error, a2b_base64, a2b_qp
from collections.abc import Iterator, Sequence
from email.message import Message as Mail
from email.utils import collapse_rfc2231_value

from editor.interchange.arriving.conservation import missing
from editor.interchange.arriving.encoding import Undecodable, codec_named, decode
from editor.interchange.arriving.lost_characters import quoted
from editor.interchange.arriving.refusal import Tracked, Unreadable
from editor.interchange.office.mail.mail_text import Version, is_text, read_text, unread
from editor.interchange.office.mail.mail_words import REPLIED_TO, copy_of_mail
from editor.interchange.office.picture_store import PictureStore
from editor.late import regex
from editor.message import message
from editor.story.text import clean_line

_WORD = regex(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = regex(r"(?<=\?=)\s+(?==\?)")


def header(mail: Mail, name: str) -> str:
    """The header on one line; "" where there is none."""
    return clean_line(_decoded(_BETWEEN.sub("", _raw(mail, name))))


def file_name(part: Mail) -> str:
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


def _raw(mail: Mail, name: str) -> str:
    """A header as it stands; it may be bytes that nothing says the encoding of."""
    text = next((str(value) for key, value in mail.raw_items() if key.lower() == name), "")
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


# What plain versions write where a page has a link or a picture. An address ends with the signs
# that it may have: Chinese goes on behind it without a blank.
_NO_WORDS = regex(
    r"(?<![a-zA-Z])(?:https?|mailto|cid):[!-(*-=?-\\^-~]+|<tel:[^<>\s]{1,80}>|\[image:"
)
MAX_PARTS = 300
MAX_DEPTH = 60
_AS_MUCH = 0.7  # of the plain words, which a page has to have to be more than decoration
_WORDS = 3  # letters of something that only one version says; less is a mark of its form


def leaves(mail: Mail) -> Iterator[Mail]:
    """Every part without parts. A mail forwarded as a whole is looked into as well."""
    for count, part in enumerate(mail.walk()):
        if count > MAX_PARTS:
            raise Unreadable("unread.mail-of-many-parts", limit=MAX_PARTS)
        if not part.is_multipart():
            yield part


def is_file(part: Mail) -> bool:
    """Whether it hangs on the mail to be opened by itself."""
    return part.get_content_disposition() == "attachment" or (
        bool(file_name(part)) and part.get_content_maintype() != "text"
    )


class MailParts:
    def __init__(self, store: PictureStore, tracked: Tracked) -> None:
        self._store = store
        self._tracked = tracked

    def mail(self, mail: Mail, depth: int = 0) -> Version:
        """A mail's own copy without the mail around it, then that of the mails within it."""
        inner: list[Mail] = []
        version = self._part(mail, inner, depth)
        answers = any(("part", REPLIED_TO) in each.values for each in version.warnings)
        version.blocks, said, cut = copy_of_mail(version.blocks, answers=answers)
        version.warnings += said
        version.quoted += cut
        for each in inner:
            version.warnings.append(
                message(
                    "mail.within",
                    sender=header(each, "from") or message("arriving.somebody"),
                    subject=quoted(header(each, "subject")),
                )
            )
            version.add(self.mail(each, depth + 1))
        return version

    def _part(self, part: Mail, inner: list[Mail], depth: int) -> Version:
        if depth > MAX_DEPTH:
            raise Unreadable("unread.nested-mail")
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner += _children(part)
            return Version()
        if part.is_multipart():
            return self._parts(part, inner, depth)
        if part.get_content_maintype() == "multipart":
            return unread(part)
        if is_text(part) and not is_file(part):
            return read_text(part, self._store, self._tracked)
        return Version()

    def _parts(self, part: Mail, inner: list[Mail], depth: int) -> Version:
        read = [self._part(each, inner, depth + 1) for each in _children(part)]
        if part.get_content_type() == "multipart/alternative":
            return _best(read)
        version, last = Version(), Version()
        for each in read:
            if each.length and last.length and not _only_in(each, last):
                version.leave_out_again(each)
            else:
                version.add(each)
            last = each if each.length else last
        return version


def _children(part: Mail) -> list[Mail]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Mail)] if payload else []


def _best(versions: Sequence[Version]) -> Version:
    """The last version that says as much as the plain one; what only others say is quoted."""
    most = max((each.length for each in versions if each.rank == 1), default=0)
    full = [each for each in versions if each.rank and each.length >= _AS_MUCH * most]
    best = full[-1] if full else max(versions, key=lambda each: each.length, default=Version())
    for each in versions:
        if each is not best:
            _quote_missing(best, each)
    return best


def _quote_missing(best: Version, other: Version) -> None:
    only = _only_in(other, best)
    if only:
        best.warnings.append(message("mail.other-version", words=quoted(" … ".join(only))))
        best.quoted += only
        best.seen += only
    best.changes += other.changes if not best.changes else []


def _only_in(other: Version, best: Version) -> list[str]:
    """What `other` says, or quotes, and `best` does not; addresses of links are no words."""
    words = (_NO_WORDS.sub(" ", each) for each in other.told)
    found = (each.text for each in missing(words, [*best.told, *_addresses(best)]))
    return [text for text in found if sum(map(str.isalnum, text)) >= _WORDS]


def _addresses(version: Version) -> Iterator[str]:
    for block in version.blocks:
        for run in getattr(block, "runs", ()):
            if run.href:
                yield run.href
