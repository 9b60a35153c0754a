"""Tables that come in are parted where they would be slow to write in, and lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from editor.story.document import Document, Paragraph, Table, TableCell
from editor.story.measures import MAX_WORK, with_light_tables
from editor.story.runs import Run

LENGTHS = st.sampled_from([0, 1, 20, 200, 2_000, 10_000])


def made(rows: int, columns: int, length: int, *, header: bool = False) -> Table:
    cell = TableCell((Run("x" * length),) if length else ())
    head = TableCell(cell.runs, header=True)
    first = (((head,) * columns),) if header else ()
    return Table((*first, *((cell,) * columns,) * rows))


def work(table: Table) -> float:
    letters = sum(len(run.text) for row in table.rows for cell in row for run in cell.runs)
    return len(table.rows) * table.columns + letters / 200


@given(
    st.lists(st.tuples(st.integers(1, 200), st.integers(1, 20), LENGTHS, st.booleans()), max_size=3)
)
def test_every_row_stays_whole_and_in_its_order(sizes: list[tuple[int, int, int, bool]]) -> None:
    blocks = [
        made(rows - head, columns, length, header=head) for rows, columns, length, head in sizes
    ]
    document = Document.of([Paragraph((Run("before"),)), *blocks])
    light = with_light_tables(document)
    assert light == Document.of(light.blocks)
    tables = [each for each in light.blocks if isinstance(each, Table)]
    rows = [row for each in document.blocks if isinstance(each, Table) for row in each.rows]
    assert [row for each in tables for row in each.rows] == rows
    assert all(work(each) <= MAX_WORK or len(each.rows) == 1 for each in tables)
    assert with_light_tables(light) is light


def test_a_table_of_a_newspaper_stays_one() -> None:
    results = Document.of([made(120, 5, 20, header=True)])
    assert with_light_tables(results) is results
