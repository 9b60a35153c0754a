"""The cells of an Excel workbook's first sheet, measured before anything of it is unpacked.

Refused are a file that unpacks to far more than it is, and one whose parts declare entities.
"""

import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

from editor.interchange.arriving.refusal import Unreadable
from editor.message import Message, message

LARGEST_UNPACKED = 60_000_000
# Tags of all parts together. A sheet of 20,000 full rows has about half of it; reading this many
# takes seconds, in a thread beside the window's.
MOST_TAGS = 2_500_000
MOST_PARTS = 2_000
TOO_MUCH = "unread.swollen-workbook"
_PIECE = 1_000_000
# What the standard library raises for archives that are broken, locked or packed in odd ways.
_DAMAGE = (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, zlib.error)

Rows = list[list[str]]


def read_workbook(data: bytes, most_rows: int, most_cells: int) -> tuple[Rows, list[Message]]:
    """Rows of texts, and remarks. Raises Unreadable."""
    _measure(data)
    # Late: half a second of import, for one dialog.
    from openpyxl import load_workbook

    try:
        book = load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=False
        )
    # The library says whatever its parts say about damage; none of it is for a person.
    except Exception as error:
        raise Unreadable("unread.damaged-workbook") from error
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise Unreadable("unread.no-seen-sheet")
        rows = _rows(sheets[0], most_rows, most_cells)
        more = len(sheets) - 1
        said = message("arriving.first-sheet", sheet=str(sheets[0].title))
        return rows, [said] if more else []
    finally:
        book.close()


def _rows(sheet: Any, most_rows: int, most_cells: int) -> Rows:
    # What a file says of its own size is not believed.
    sheet.reset_dimensions()
    try:
        cells = sheet.iter_rows(values_only=True, max_row=most_rows + 1, max_col=most_cells)
        rows = [_texts(row) for row in cells]
    except Exception as error:
        raise Unreadable("unread.damaged-sheet") from error
    if len(rows) > most_rows:
        raise Unreadable("unread.long-sheet", limit=most_rows)
    return rows


def _texts(row: Sequence[object]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def _measure(data: bytes) -> None:
    """Look at the directory, then at every part in pieces, holding none of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
                raise Unreadable(TOO_MUCH)
            tags = 0
            for part in parts:
                tags += _tags(archive, part)
                if tags > MOST_TAGS:
                    raise Unreadable(TOO_MUCH)
    except (*_DAMAGE, OSError) as error:
        raise Unreadable("unread.damaged-workbook") from error


def _tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """How many tags a part has, once it has been found harmless."""
    tags, unpacked, last = 0, 0, b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            unpacked += len(piece)
            # The directory may lie about the size.
            if unpacked > LARGEST_UNPACKED:
                raise Unreadable(TOO_MUCH)
            tags += piece.count(b"<")
            if part.filename.endswith((".xml", ".rels")):
                both = (last + piece).replace(b"\0", b"")
                if b"<!DOCTYPE" in both or b"<!ENTITY" in both:
                    raise Unreadable("unread.workbook-entities")
                last = piece[-20:]
    return tags
