"""A .docx or .odt from outside: a zip whose directory is looked over before anything is unpacked.

Bounds of size, number and ratio are held first, and again while a part is read: a directory
may lie. Parts are taken by name; nothing is ever written under a name from the file.
"""

import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from editor.interchange.arriving.refusal import BeyondBounds, Unreadable

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
