"""How large a table is that comes in from elsewhere.

An editor lays a whole table out with every key in it. A sheet of thousands of cells therefore
comes in as several tables, one below the other. What is in the library already stays as it is.
"""

from collections.abc import Iterator

from editor.story.document import Block, Document, Table, TableRow

MAX_WORK = 700  # cells: docs/decisions/0028-what-a-paragraph-may-hold.md
_CHARACTERS = 200  # cost as much as a cell


def with_light_tables(document: Document) -> Document:
    """The body with every table parted between rows where it would be slow to write in; the
    same object where none is."""
    blocks = tuple(part for block in document.blocks for part in _parts(block))
    return document if len(blocks) == len(document.blocks) else Document(blocks)


def _parts(block: Block) -> Iterator[Block]:
    if not isinstance(block, Table):
        yield block
        return
    rows: list[TableRow] = []
    work = 0.0
    for row in block.rows:
        more = _work(row)
        if rows and work + more > MAX_WORK:
            yield Table(tuple(rows))
            rows, work = [], 0.0
        rows.append(row)
        work += more
    yield Table(tuple(rows))


def _work(row: TableRow) -> float:
    return len(row) + sum(len(run.text) for cell in row for run in cell.runs) / _CHARACTERS
