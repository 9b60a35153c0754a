"""A .docx or .odt from outside: a zip whose directory is looked over before anything is unpacked,
and the XML in it as trees, with depth and size bounded while they are read.

Bounds of size, number and ratio are held first, and again while a part is read: a directory
may lie. Parts are taken by name; nothing is ever written under a name from the file. A document
type is refused before anything of it is looked at: entities are how XML does harm, and no word
processor writes one.
"""

import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from editor.interchange.arriving.refusal import BeyondBounds, Unreadable
from editor.late import regex

MB = 1_000_000
MAX_ENTRIES = 2_000
MAX_TOTAL = 50 * MB
MAX_RATIO = 100  # unpacked to packed; text in XML packs to a tenth or so
RATIO_FROM = 1 * MB  # a short part of blanks packs far better and harms nobody
MAX_PART = 10 * MB  # of XML; a novel has some three
MAX_PICTURE = 40 * MB
_BOMB = "unread.bomb"
_ENCRYPTED = "unread.locked"
_DAMAGED = "unread.damaged"


class Package:
    """Raises Unreadable from the constructor and from `read`."""

    def __init__(self, file: Path | BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable(_DAMAGED) from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        _look_over(self._zip.infolist())

    def close(self) -> None:
        self._zip.close()

    @property
    def names(self) -> Collection[str]:
        return self._entries.keys()

    def read(self, name: str, limit: int = MAX_PART) -> bytes:
        """The bytes of a part, b"" when there is none of that name."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        if entry.file_size > limit:
            raise BeyondBounds(_BOMB)
        try:
            with self._zip.open(entry) as part:
                data = part.read(limit + 1)
        except RuntimeError as error:  # what zipfile says of a part under a password
            raise Unreadable(_ENCRYPTED) from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise Unreadable(_DAMAGED) from error
        if len(data) > limit:
            raise BeyondBounds(_BOMB)
        return data


def _look_over(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise BeyondBounds("unread.too-many-files", number=len(entries), limit=MAX_ENTRIES)
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) < len(names):
        raise Unreadable("unread.files-of-one-name")
    if any(_leads_out(name) for name in names):
        raise Unreadable("unread.names-leading-out")
    total = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * entry.compress_size
        for entry in entries
    )
    if total > MAX_TOTAL or swollen:
        raise BeyondBounds(_BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(_ENCRYPTED)


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in name


MAX_DEPTH = 250
MAX_ELEMENTS = 600_000
_BROKEN = "unread.damaged-xml"
_DOCTYPE = regex(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_part(data: bytes) -> Element:
    """The root of a part. Raises Unreadable."""
    if _DOCTYPE.search(data) or _DOCTYPE.search(data.replace(b"\0", b"")):
        raise Unreadable("unread.entities")
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(
            BytesIO(data), events=("start", "end"), forbid_dtd=True, forbid_external=True
        ):
            if event == "end":
                depth -= 1
                continue
            root = element if root is None else root
            depth += 1
            count += 1
            if depth > MAX_DEPTH:
                raise BeyondBounds("unread.nested-parts", limit=MAX_DEPTH)
            if count > MAX_ELEMENTS:
                raise BeyondBounds("unread.too-many-parts", limit=MAX_ELEMENTS)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable(_BROKEN) from error
    if root is None:
        raise Unreadable(_BROKEN)
    return root


def name_of(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element | None, name: str, default: str = "") -> str:
    """The attribute of that local name."""
    if element is None:
        return default
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return text
    return default


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of the first name, in it the first of the second, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    if element is not None:
        yield from (each for each in element if name_of(each) == name)


def within(element: Element, name: str) -> Iterator[Element]:
    """Everything of that name beneath, in reading order."""
    return (each for each in element.iter() if name_of(each) == name)


def outermost(element: Element, *names: str) -> Iterator[Element]:
    """Everything of these names beneath that does not stand within another one of them."""
    for each in element:
        if name_of(each) in names:
            yield each
        else:
            yield from outermost(each, *names)
