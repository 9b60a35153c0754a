"""A spreadsheet of words: .xlsx, .csv or .tsv, read row by row within bounds.

It finds out which column is which and judges no word. A file is measured before any of it is
parsed; one that cannot be read to its end is refused whole.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from editor.interchange.arriving.encoding import decode
from editor.interchange.arriving.refusal import Unreadable, refused_by_name
from editor.late import frozen, regex
from editor.message import Message, literal, message

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


LARGEST_FILE = 20_000_000
MOST_ROWS = 20_000
MOST_CELLS = 12
LONGEST_CELL = 1_000

_HEADINGS = {
    "word": "word name english pinyin term latin spelling 英文 英文名 拼音 名称 单词 英语 词",
    "chinese": "chinese hanzi 中文 中文名 汉字 汉语 中文名称",
    "kind": "kind type category sort class 类型 类别 种类 分类",
}
_COLUMN_OF = {title: column for column, titles in _HEADINGS.items() for title in titles.split()}
_LETTER = regex(r"[^\W\d_\u3400-\u9fff]")
_HAN = regex(r"[\u3400-\u9fff]")


@frozen
class SheetRow:
    """`number` counts from 1 as the spreadsheet does, the row of headings included."""

    number: int
    word: str
    chinese: str
    kind: str

    @property
    def text(self) -> str:
        return " · ".join(cell for cell in (self.word, self.chinese, self.kind) if cell)


@frozen
class WordSheet:
    """`remarks` are sentences about what was left out."""

    rows: tuple[SheetRow, ...]
    remarks: tuple[Message, ...] = ()


def read_sheet(path: Path) -> WordSheet:
    """The rows that are not empty. Raises FileRefused."""
    kind = path.suffix.lower()
    with refused_by_name(path.name):
        if kind not in (".xlsx", ".csv", ".tsv", ".txt"):
            raise Unreadable("unread.no-sheet")
        data = _bytes(path)
        if kind == ".xlsx":
            return _sorted_into_columns(*read_workbook(data, MOST_ROWS, MOST_CELLS))
        try:
            return _sorted_into_columns(_separated(data, "\t" if kind == ".tsv" else ""))
        except csv.Error as error:
            raise Unreadable(literal(str(error))) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable("unread.too-large-sheet", limit=LARGEST_FILE // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unreadable("unread.closed-sheet", reason=reason) from error


def _separated(data: bytes, separator: str) -> Iterator[Sequence[str]]:
    text, _said = decode(data)
    if "\ufffd" in text:
        raise Unreadable("unread.lost-characters")
    first = text[: text.find("\n")] if "\n" in text else text
    if not separator:
        # A comma file of a Chinese or European office may be parted by other signs.
        separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for number, row in enumerate(reader, 1):
        if number > MOST_ROWS:
            raise Unreadable("unread.long-sheet", limit=MOST_ROWS)
        yield row[:MOST_CELLS]


def _sorted_into_columns(
    cells: Iterable[Sequence[str]], remarks: Iterable[Message] = ()
) -> WordSheet:
    table = [(number, [_clean(cell) for cell in row]) for number, row in enumerate(cells, 1)]
    table = [(number, row) for number, row in table if any(row)]
    if not table:
        raise Unreadable("unread.empty-sheet")
    columns = _headed(table[0][1])
    if columns:
        table = table[1:]
    else:
        columns = _guessed([row for _, row in table])
    if "word" not in columns:
        raise Unreadable("unread.no-latin-column")
    rows = tuple(
        SheetRow(number, *(_cell(row, columns.get(each)) for each in ("word", "chinese", "kind")))
        for number, row in table
    )
    return WordSheet(tuple(row for row in rows if row.text), tuple(remarks))


def _headed(first: Sequence[str]) -> dict[str, int]:
    """Columns by the titles in the first row; {} when it is no row of titles."""
    columns: dict[str, int] = {}
    for place, title in enumerate(first):
        column = _COLUMN_OF.get(title.casefold().rstrip(":：* "))
        if column is not None:
            columns.setdefault(column, place)
    return columns if "word" in columns else {}


def _guessed(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Columns by what stands in them: the first with Latin letters, the first with Chinese."""
    columns: dict[str, int] = {}
    width = max(len(row) for row in rows)
    for place in range(width):
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        chinese = sum(bool(_HAN.search(cell)) for cell in cells)
        latin = sum(bool(_LETTER.search(cell)) for cell in cells) - chinese
        if chinese > len(cells) / 2:
            columns.setdefault("chinese", place)
        elif latin > len(cells) / 2:
            columns.setdefault("kind" if "word" in columns else "word", place)
    return columns


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _clean(cell: str) -> str:
    return " ".join(cell[:LONGEST_CELL].split())
