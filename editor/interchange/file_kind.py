"""What a file really is, whatever its name says: by suffix first, then by its first bytes."""

import re
from enum import StrEnum
from pathlib import PurePath

READS = "Galley reads text, Markdown and HTML"


class Kind(StrEnum):
    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"


_SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
}
_WORD = "a Word file", "save it in Word as plain text (.txt) or as a web page (.html)"
_WRITER = "an OpenDocument file", "save it as plain text (.txt) or as HTML"
_RTF = "a rich text file", "save it as plain text (.txt) or as HTML"
_PDF = "a PDF", "copy its text into a new story, or ask the sender for the text"
_PICTURE = "a picture", "add it to a story with “Add photo…”"
_PACKED = "a packed archive", "unpack it and import the story in it"
_SHEET = "a spreadsheet", "copy the text you need into a new story"
_PROGRAM = "a program or data file", "ask the sender for the text"

_OTHER_SUFFIXES = {
    **dict.fromkeys((".doc", ".docx", ".docm", ".wps"), _WORD),
    **dict.fromkeys((".odt", ".pages"), _WRITER),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".csv"), _SHEET),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".gif"), _PICTURE),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz"), _PACKED),
    ".rtf": _RTF,
    ".pdf": _PDF,
}
_MAGIC = (
    (b"{\\rtf", _RTF),
    (b"%PDF-", _PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _WORD),
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
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)


def kind_of_name(name: str) -> Kind | None:
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def refused_name(name: str) -> str:
    """Why a file of that name is not read, and what to do."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _OTHER_SUFFIXES:
        what, advice = _OTHER_SUFFIXES[suffix]
        return f"it is {what}, and {READS}; {advice}"
    return f"{READS}; save it as .txt, .md or .html"


def refused_content(data: bytes) -> str:
    """Why these bytes are no text, and what to do; "" when nothing speaks against them."""
    known = _zip_kind(data) if data.startswith(b"PK\x03\x04") else None
    if known is None:
        known = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if known is None and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        known = _PICTURE
    if known is None and data[4:8] == b"ftyp":
        known = _PICTURE
    if known is None and data.startswith(b"MZ") and b"\0" in data[:1024]:
        known = _PROGRAM
    if known is None:
        return ""
    what, advice = known
    return f"it is {what} under another name, and {READS}; {advice}"


def is_web_page(data: bytes) -> bool:
    return _PAGE.match(data[:1024]) is not None


def _zip_kind(data: bytes) -> tuple[str, str]:
    start = data[:8192]
    if b"xl/" in start:
        return _SHEET
    if b"word/" in start or b"[Content_Types].xml" in start:
        return _WORD
    return _WRITER if b"opendocument.text" in start else _PACKED
