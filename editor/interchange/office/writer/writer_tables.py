"""Rows and cells of a table in an OpenDocument text: which are seen, and how often."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from editor.interchange.office.word.word_styles import whole
from editor.interchange.office.xml_names import name_of, value

MAX_REPEATED_ROWS = 200  # of one row with words; a sheet's empty rest has none
MAX_REPEATED = 60
_GROUPS = frozenset({"table-rows", "table-row-group", "table-columns", "table-column-group"})
_HIDDEN = ("collapse", "filter")


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Element, ...]
    header: bool
    hidden: bool
    times: int


def rows_of(table: Element, *, header: bool = False) -> Iterator[Row]:
    for each in table:
        name = name_of(each)
        if name == "table-row":
            cells = (c for c in each if name_of(c) in ("table-cell", "covered-table-cell"))
            times = _times(each, "number-rows-repeated", MAX_REPEATED_ROWS)
            yield Row(tuple(cells), header, value(each, "visibility") in _HIDDEN, times)
        elif name in ("table-header-rows", *_GROUPS):
            yield from rows_of(each, header=header or name == "table-header-rows")


def hidden_columns(table: Element) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for each in _columns(table):
        wide = _times(each, "number-columns-repeated", MAX_REPEATED)
        if value(each, "visibility") in _HIDDEN:
            hidden.update(range(at, at + wide))
        at += wide
    return hidden


def _columns(table: Element) -> Iterator[Element]:
    for each in table:
        if name_of(each) == "table-column":
            yield each
        elif name_of(each) in ("table-header-columns", *_GROUPS):
            yield from _columns(each)


def times(cell: Element) -> int:
    return _times(cell, "number-columns-repeated", MAX_REPEATED)


def _times(element: Element, name: str, most: int) -> int:
    return max(1, min(whole(value(element, name), 1), most))
