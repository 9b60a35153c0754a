"""Cells of a spreadsheet that came as plain text: tabs between them, a line for each row."""

import csv

from editor.story.document import Document, Run, Table, TableCell
from editor.story.text import clean_text

MAX_CELLS = 20_000
_MAX_CHARACTERS = 2_000_000


def table_of_text(text: str) -> Document | None:
    """A body of one table where every line has as many tabs as the others, at least one; else
    None. A cell of several lines stands in quotation marks, as spreadsheets write it."""
    text = text.rstrip("\r\n")
    if "\t" not in text or "\n" not in text or not 0 < len(text) <= _MAX_CHARACTERS:
        return None
    if text.count("\t") >= MAX_CELLS:
        return None
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter="\t", strict=True))
    except csv.Error:  # an inch mark at the beginning of a cell is no quotation mark
        rows = [line.split("\t") for line in text.splitlines()]
    width = len(rows[0])
    if width < 2 or len(rows) < 2 or any(len(row) != width for row in rows):
        return None
    return Document.of([Table(tuple(tuple(map(_cell, row)) for row in rows))])


def _cell(words: str) -> TableCell:
    words = clean_text(words).strip()
    return TableCell((Run(words),) if words else ())
