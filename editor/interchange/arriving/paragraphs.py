"""Where paragraphs begin and end in plain text, however its writer broke the lines.

Handles blank lines between paragraphs, one paragraph a line, hard-wrapped lines (mail, old
editors) and indented first lines, and the cells of a spreadsheet that came as plain text. Only line
breaks are decided here: no word is changed.
"""

import csv
from itertools import pairwise

from editor.story.document import Document, Table, TableCell
from editor.story.runs import Run
from editor.story.text import clean_text

WRAP_WIDTHS = range(50, 101)
_STOPS = ".!?:。！？…"
_CLOSERS = "\"'”’)]）】」』"
_INDENTS = ("  ", "\t", "\u3000")
_CJK_STARTS = "\u3001\u3002\u300a\u300b\u300c\u300d\uff0c\uff1a\uff1b"


def split_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of `text` in order, each on one line without edges, none empty."""
    groups = _groups(clean_text(text))
    wrapped = _looks_wrapped(groups)
    return tuple(
        paragraph for group in groups for paragraph in (_joined(group) if wrapped else _each(group))
    )


def ends_sentence(text: str) -> bool:
    """Whether `text` closes with a stop (a closing quotation mark may follow it)."""
    return text.rstrip().rstrip(_CLOSERS).endswith(tuple(_STOPS))


def _groups(text: str) -> list[list[str]]:
    """Runs of lines between blank lines; lines keep their indent."""
    groups: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _each(group: list[str]) -> list[str]:
    return [line.strip() for line in group]


def _looks_wrapped(groups: list[list[str]]) -> bool:
    """Whether line breaks of this text are a matter of width, not of paragraphs.

    A line was wrapped when the next word did not fit any more; most lines of a wrapped text
    are so. Sentences that merely have about the same length pass that test too, but they end
    with a stop; wrapped lines seldom do.
    """
    full: list[str] = []
    breaks = 0
    for group in groups:
        width = _width(group)
        breaks += len(group) - 1
        full += (line for line, following in pairwise(group) if _is_full(line, following, width))
    if not full or 2 * len(full) < breaks:
        return False
    return 2 * sum(ends_sentence(line) for line in full) < len(full)


def _width(group: list[str]) -> int:
    """The widest line of the group that could have been broken at a blank."""
    return max((len(line) for line in group if " " in line.strip()), default=0)


def _is_full(line: str, following: str, width: int) -> bool:
    if width not in WRAP_WIDTHS or following.startswith(_INDENTS):
        return False
    first_word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first_word) > width


def _joined(group: list[str]) -> list[str]:
    width = _width(group)
    parts = [[group[0].strip()]]
    for line, following in pairwise(group):
        words = following.strip()
        if _is_full(line, following, width):
            parts[-1] += (_seam(line, words), words)
        else:
            parts.append([words])
    return ["".join(part) for part in parts]


def _seam(before: str, after: str) -> str:
    """Chinese is set without blanks, so its lines are joined without one."""
    return "" if _is_cjk(before[-1]) and _is_cjk(after[0]) else " "


def _is_cjk(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character in _CJK_STARTS


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
