"""Tables of other programs become tables of a body, or copy that was only laid out in one.

Merged cells are taken apart, hidden and empty rows and columns go; what cannot be a table of
figures (one column, tables in tables, whole articles in cells) is left to be read as copy.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from editor.interchange.arriving.text_flow import without_bold
from editor.interchange.web.tree import Element
from editor.story.document import Table, TableCell
from editor.story.runs import Mark, Runs, runs_text

MAX_COLUMNS = 100  # to which a span may reach; the document holds fewer still
_MAX_SPANNED = 100_000  # places that merged cells may cover, all together
_MAX_PLACES = 100_000  # rows times columns; more of them are hardly filled
_LONG_CELL = 800  # characters: such a cell in a table of one or two rows holds an article
_PARTS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_NO_FIGURES = frozenset({"table", "h1", "h2", "h3", "blockquote", "hr", "article"})


@dataclass(slots=True)
class TableReading:
    """`table` is None where the element is no table of figures."""

    table: Table | None
    merged: bool = False  # cells were taken apart
    empty_rows: int = 0
    hidden: str = ""  # the words in rows, columns and cells that nobody saw


@dataclass(slots=True)
class _Grid:
    """Cells at their places; a place covered by a merged cell has none."""

    rows: list[dict[int, Element]] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)  # rows that stand in a thead
    hidden: list[str] = field(default_factory=list)
    merged: bool = False

    @property
    def columns(self) -> int:
        return max((max(row) + 1 for row in self.rows if row), default=0)


def read_table(element: Element, runs_of: Callable[[Element], Runs]) -> TableReading:
    """`runs_of` gives the words of a cell as one paragraph's runs."""
    grid = _grid_of(element)
    columns = grid.columns
    if not 1 < columns <= _MAX_PLACES // max(1, len(grid.rows)) or _is_laid_out(element, grid):
        return TableReading(None)
    rows = [
        [_cell(row.get(column), number in grid.heads, runs_of) for column in range(columns)]
        for number, row in enumerate(grid.rows)
    ]
    filled = [row for row in rows if any(map(_has_words, row))]
    used = [any(_has_words(row[at]) for row in filled) for at in range(columns)]
    if sum(used) < 2:
        return TableReading(None)
    kept = [[cell for cell, wanted in zip(row, used, strict=True) if wanted] for row in filled]
    _find_head(kept)
    table = Table(tuple(tuple(map(_head_is_plain, row)) for row in kept))
    hidden = " ".join(filter(None, grid.hidden))
    return TableReading(table, grid.merged, len(rows) - len(filled), hidden)


def _grid_of(element: Element) -> _Grid:
    grid = _Grid()
    covered: dict[int, set[int]] = {}  # row: columns that a cell above reaches into
    spanned = 0
    hidden = _hidden_columns(element)
    for number, (row, in_head) in enumerate(_rows_of(element, grid.hidden)):
        cells: dict[int, Element] = {}
        taken = covered.pop(number, set())
        at = 0
        for cell in row.children:
            if not isinstance(cell, Element) or cell.name not in _CELLS:
                continue
            while at in taken:
                at += 1
            wide, high = _span(cell, "colspan", MAX_COLUMNS - at), _span(cell, "rowspan", 1000)
            if wide * high > 1:
                spanned += wide * high
                grid.merged = True
            if spanned > _MAX_SPANNED:
                wide = high = 1
            for below in range(number + 1, number + high):
                covered.setdefault(below, set()).update(range(at, at + wide))
            if not cell.is_hidden and at not in hidden:
                cells[at] = cell
            else:
                grid.hidden.append(cell.words)
            at += wide
        if in_head:
            grid.heads.add(len(grid.rows))
        grid.rows.append(cells)
    return grid


def _rows_of(element: Element, hidden: list[str]) -> Iterator[tuple[Element, bool]]:
    """(row, whether it stands in the head) of rows that are seen; `hidden` takes the words of
    the others."""
    for child in element.children:
        if not isinstance(child, Element) or child.name not in _PARTS | {"tr"}:
            continue
        rows = [child] if child.name == "tr" else child.children
        for row in rows:
            if not isinstance(row, Element) or row.name != "tr":
                continue
            if child.is_hidden or row.is_hidden:
                hidden.append(row.words)
            else:
                yield row, child.name == "thead"


def _hidden_columns(element: Element) -> frozenset[int]:
    hidden: set[int] = set()
    at = 0
    for part in element.outermost(lambda e: e.name in ("col", "tr")):
        if part.name == "tr" or at >= MAX_COLUMNS:
            break
        width = _span(part, "span", MAX_COLUMNS - at)
        if part.is_hidden:
            hidden.update(range(at, at + width))
        at += width
    return frozenset(hidden)


def _span(element: Element, name: str, most: int) -> int:
    written = element.attributes.get(name, "").strip()
    return max(1, min(int(written[:4]), most)) if written[:4].isdecimal() else 1


def _is_laid_out(element: Element, grid: _Grid) -> bool:
    if element.attributes.get("role") in ("presentation", "none"):
        return True
    if element.first(lambda e: e.name in _NO_FIGURES) is not None:
        return True
    if len(grid.rows) > 2:
        return False
    return any(len(cell.text) > _LONG_CELL for row in grid.rows for cell in row.values())


def _cell(element: Element | None, in_head: bool, runs_of: Callable[[Element], Runs]) -> TableCell:
    if element is None:
        return TableCell(header=in_head)
    return TableCell(runs_of(element), in_head or element.name == "th")


def _has_words(cell: TableCell) -> bool:
    return bool(runs_text(cell.runs).strip())


def _find_head(rows: list[list[TableCell]]) -> None:
    """Spreadsheets know no header cells: rows all bold above rows that are not are such."""
    if any(cell.header for row in rows for cell in row) or all(map(_is_bold, rows)):
        return
    for at, row in enumerate(rows):
        if not _is_bold(row):
            return
        rows[at] = [replace(cell, header=True) for cell in row]


def _is_bold(row: list[TableCell]) -> bool:
    runs = [run for cell in row for run in cell.runs if run.text.strip()]
    return bool(runs) and all(Mark.BOLD in run.marks for run in runs)


def _head_is_plain(cell: TableCell) -> TableCell:
    """A header is bold by itself."""
    return replace(cell, runs=without_bold(cell.runs)) if cell.header else cell
