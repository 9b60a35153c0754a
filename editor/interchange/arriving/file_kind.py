"""What a file really is, whatever its name says: by suffix first, then by its first bytes."""

import re
from enum import StrEnum
from pathlib import PurePath

from editor.interchange.arriving.refusal import Unreadable
from editor.late import regex
from editor.message import Message, label


class Kind(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    WORD = "word"
    WRITER = "writer"
    RICH_TEXT = "rich-text"
    MAIL = "mail"


class Foreign(StrEnum):
    """What no story is brought in from; the words have a remedy for each."""

    OLD_WORD = "old-word"
    WPS = "wps"
    PAGES = "pages"
    TEMPLATE = "template"
    OUTLOOK = "outlook"
    WORD = "word"  # under a name that says something else, as the next two
    WRITER = "writer"
    RICH_TEXT = "rich-text"
    PDF = "pdf"
    PICTURE = "picture"
    PACKED = "packed"
    SHEET = "sheet"
    PROGRAM = "program"

    @property
    def remedy(self) -> Message:
        return Message(f"remedy.{self}")


OFFICE = frozenset({Kind.WORD, Kind.WRITER, Kind.RICH_TEXT, Kind.MAIL})

_SUFFIXES = {
    **dict.fromkeys((".txt", ".text"), Kind.TEXT),
    **dict.fromkeys((".md", ".markdown"), Kind.MARKDOWN),
    **dict.fromkeys((".html", ".htm"), Kind.HTML),
    **dict.fromkeys((".docx", ".docm"), Kind.WORD),
    ".odt": Kind.WRITER,
    ".rtf": Kind.RICH_TEXT,
    ".eml": Kind.MAIL,
}
_OTHER_SUFFIXES = {
    ".doc": Foreign.OLD_WORD,
    ".wps": Foreign.WPS,
    ".pages": Foreign.PAGES,
    ".msg": Foreign.OUTLOOK,
    **dict.fromkeys((".dot", ".dotx", ".dotm", ".ott"), Foreign.TEMPLATE),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".csv"), Foreign.SHEET),
    **dict.fromkeys(".jpg .jpeg .png .webp .tif .tiff .heic .gif".split(), Foreign.PICTURE),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz"), Foreign.PACKED),
    ".pdf": Foreign.PDF,
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of old Office files, and of locked new ones
_MAGIC = {
    Foreign.RICH_TEXT: (b"{\\rtf",),
    Foreign.PDF: (b"%PDF-",),
    Foreign.OLD_WORD: (OLE,),
    Foreign.PICTURE: (
        b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*",
    ),
    Foreign.PACKED: (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"),
    Foreign.PROGRAM: (b"SQLite format 3\0", b"\x7fELF"),
}  # fmt: skip
_PAGE = regex(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)


def kind_of_name(name: str) -> Kind | None:
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def kind_of_old_name(name: str, head: bytes) -> Kind | None:
    """What a `.doc` really is: many programs have written other things under that name."""
    if PurePath(name).suffix.lower() != ".doc":
        return None
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RICH_TEXT
    return Kind.WORD if _zip_kind(head) is Foreign.WORD else None


def refused_name(name: str) -> Unreadable:
    """Why a file of that name is not read, and what to do."""
    known = _OTHER_SUFFIXES.get(PurePath(name).suffix.lower())
    if known is None:
        return Unreadable("unread.unknown-name")
    return Unreadable("unread.name", what=label(known), remedy=known.remedy)


def refuse_office(kind: Kind, head: bytes) -> None:
    """Raises Unreadable when a file that begins with `head` cannot be the `kind` its name says."""
    if kind in (Kind.WORD, Kind.WRITER) and not head.startswith(b"PK\x03\x04"):
        if head.startswith(OLE):
            raise Unreadable("unread.locked-or-old")
        refuse_content(head)
        raise Unreadable("unread.misnamed", kind=label(kind))
    if kind is Kind.RICH_TEXT and not head.lstrip().startswith(b"{\\rtf"):
        refuse_content(head)
        raise Unreadable("unread.misnamed-rich-text")
    if kind is Kind.MAIL:
        refuse_content(head)


def refuse_content(data: bytes) -> None:
    """Raises Unreadable when these bytes are no text for certain."""
    magic = (kind for kind, starts in _MAGIC.items() if data.startswith(starts))
    known = _zip_kind(data) or next(magic, None)
    if known is None and ((data[:4], data[8:12]) == (b"RIFF", b"WEBP") or data[4:8] == b"ftyp"):
        known = Foreign.PICTURE
    elif known is None and data.startswith(b"MZ") and b"\0" in data[:1024]:
        known = Foreign.PROGRAM
    if known is not None:
        raise Unreadable("unread.other-name", what=label(known), remedy=known.remedy)


def is_web_page(data: bytes) -> bool:
    return _PAGE.match(data[:1024]) is not None


def _zip_kind(data: bytes) -> Foreign | None:
    if not data.startswith(b"PK\x03\x04"):
        return None
    start = data[:8192]
    if b"xl/" in start:
        return Foreign.SHEET
    if b"word/" in start or b"[Content_Types].xml" in start:
        return Foreign.WORD
    return Foreign.WRITER if b"opendocument.text" in start else Foreign.PACKED
