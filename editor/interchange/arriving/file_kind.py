"""What a file really is, whatever its name says: by suffix first, then by its first bytes."""

import re
from enum import StrEnum
from pathlib import PurePath

from editor.late import regex

READS = "Galley reads Word, Writer, rich text, mail, text, Markdown and HTML files"


class Kind(StrEnum):
    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    WORD = "a Word file"
    WRITER = "an OpenDocument text"
    RICH_TEXT = "rich text"
    MAIL = "a mail"


OFFICE = frozenset({Kind.WORD, Kind.WRITER, Kind.RICH_TEXT, Kind.MAIL})

_SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".docx": Kind.WORD,
    ".docm": Kind.WORD,
    ".odt": Kind.WRITER,
    ".rtf": Kind.RICH_TEXT,
    ".eml": Kind.MAIL,
}
_OLD_WORD = "an old Word file (.doc)", "open it in Word or LibreOffice and save it as .docx"
_WPS = "a file of WPS Writer", "save it in WPS as .docx"
_PAGES = "a file of Apple Pages", "export it from Pages as Word (.docx)"
_TEMPLATE = "a template of a word processor", "open it there and save it as .docx"
_OUTLOOK = "a message of Outlook's own kind (.msg)", "save it in Outlook as .eml or as text"
_WORD = "a Word file", "give it the ending .docx"
_WRITER = "an OpenDocument text", "give it the ending .odt"
_RTF = "rich text", "give it the ending .rtf"
_PDF = "a PDF", "copy its text into a new story, or ask the sender for the text"
_PICTURE = "a picture", "add it to a story with “Add photo…”"
_PACKED = "a packed archive", "unpack it and import the story in it"
_SHEET = "a spreadsheet", "copy the text you need into a new story"
_PROGRAM = "a program or data file", "ask the sender for the text"

_OTHER_SUFFIXES = {
    ".doc": _OLD_WORD,
    ".wps": _WPS,
    ".pages": _PAGES,
    ".msg": _OUTLOOK,
    **dict.fromkeys((".dot", ".dotx", ".dotm", ".ott"), _TEMPLATE),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".csv"), _SHEET),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".gif"), _PICTURE),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz"), _PACKED),
    ".pdf": _PDF,
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of old Office files, and of locked new ones
_MAGIC = (
    (b"{\\rtf", _RTF),
    (b"%PDF-", _PDF),
    (OLE, _OLD_WORD),
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"Rar!\x1a\x07", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"\x1f\x8b\x08", _PACKED),
    (b"SQLite format 3\0", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
)
_PAGE = regex(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)


def kind_of_name(name: str) -> Kind | None:
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def kind_of_old_name(name: str, head: bytes) -> Kind | None:
    """What a `.doc` really is: many programs have written other things under that name."""
    if PurePath(name).suffix.lower() != ".doc":
        return None
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.RICH_TEXT
    return Kind.WORD if _zip_kind(head) == _WORD else None


def refused_name(name: str) -> str:
    """Why a file of that name is not read, and what to do."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _OTHER_SUFFIXES:
        what, advice = _OTHER_SUFFIXES[suffix]
        return f"it is {what}, and {READS}; {advice}"
    return f"{READS}; save it as .docx or as .txt"


def refused_office(kind: Kind, head: bytes) -> str:
    """Why a file that begins with `head` is not the `kind` its name says; "" when it may be."""
    if kind in (Kind.WORD, Kind.WRITER) and not head.startswith(b"PK\x03\x04"):
        if head.startswith(OLE):
            return (
                "it is locked with a password, or an old Word file under a new name; open it in "
                "Word and save it as .docx without a password"
            )
        return (
            refused_content(head)
            or f"it is not {kind}, whatever its name says; open it in "
            "the program it comes from and save it again"
        )
    if kind is Kind.RICH_TEXT and not head.lstrip().startswith(b"{\\rtf"):
        known = refused_content(head)
        return known or "it is not rich text, whatever its name says; save it as .docx"
    if kind is Kind.MAIL:
        return refused_content(head)
    return ""


def refused_content(data: bytes) -> str:
    """Why these bytes are no text, and what to do; "" when nothing speaks against them."""
    magic = (kind for start, kind in _MAGIC if data.startswith(start))
    known = _zip_kind(data) or next(magic, None)
    if known is None and ((data[:4], data[8:12]) == (b"RIFF", b"WEBP") or data[4:8] == b"ftyp"):
        known = _PICTURE
    elif known is None and data.startswith(b"MZ") and b"\0" in data[:1024]:
        known = _PROGRAM
    return f"it is {known[0]} under another name; {known[1]}" if known else ""


def is_web_page(data: bytes) -> bool:
    return _PAGE.match(data[:1024]) is not None


def _zip_kind(data: bytes) -> tuple[str, str] | None:
    if not data.startswith(b"PK\x03\x04"):
        return None
    start = data[:8192]
    if b"xl/" in start:
        return _SHEET
    if b"word/" in start or b"[Content_Types].xml" in start:
        return _WORD
    return _WRITER if b"opendocument.text" in start else _PACKED
