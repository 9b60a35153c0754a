"""Key press until painted in a cell of a table, beside a bare QTextEdit with the same table."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from editor.story.document import Document, Table, TableCell
from editor.story.runs import Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.shapes import is_cell, table_format
from tests.benchmarks.conftest import ENGINE_SAYS, Ratio, percentile
from tests.benchmarks.typist import Typist, body_of, marks_over, stored, wait_read, window_over
from tests.benchmarks.typist import story_text as text_of

TURNS = 3
COLUMNS = 5
BUDGET = 2.0  # the bare editor's table has no lines, no headers and nobody who reads it
KEY = 0.050  # seconds: what nobody feels

pytestmark = pytest.mark.qt_log_ignore(*ENGINE_SAYS, extend=True)


class InCell(Typist):
    """Types in the second row of the table."""

    def sit_down(self) -> None:
        block = self.edit.document().firstBlock()
        while QTextCursor(block).currentTable() is None:
            block = block.next()
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock, n=COLUMNS)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.edit.setTextCursor(cursor)
        self.edit.ensureCursorVisible()
        self.edit.setFocus()
        self.look_on(0.5)


def words(row: int, column: int) -> str:
    return f"place {row} {column}"


def bare_editor(like: QTextEdit, paragraphs: list[str], rows: int) -> QTextEdit:
    bare = QTextEdit()
    bare.setFont(like.font())
    bare.resize(like.size())
    bare.setPlainText("\n".join(paragraphs))
    table = bare.textCursor().insertTable(rows, COLUMNS, table_format())
    for row in range(rows):
        for column in range(COLUMNS):
            table.cellAt(row, column).firstCursorPosition().insertText(words(row, column))
    return bare


@pytest.mark.parametrize("rows", [10, 40])
def test_typing_in_a_cell(
    qtbot: QtBot,
    library: Path,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    rows: int,
    benchmark: object,
) -> None:
    text = text_of(1_000)
    cells = [
        tuple(TableCell((Run(words(row, column)),)) for column in range(COLUMNS))
        for row in range(rows)
    ]
    desk, story_id = stored(library, Document.of((Table(tuple(cells)), *text.blocks)))
    window = window_over(qtbot, desk, tmp_path)
    with qtbot.waitSignal(window.story_opened, timeout=60_000):
        window.open_story(story_id)
    edit = body_of(window)
    wait_read(qtbot, marks_over(edit))
    assert is_cell(edit.document().findBlockByNumber(1))
    bare = bare_editor(edit, list(text.paragraph_texts()), rows)
    qtbot.addWidget(bare)
    bare.show()
    ours, reference = InCell(edit), InCell(bare)
    for typist in (ours, reference):
        typist.sit_down()
    for _ in range(TURNS):
        reference.type()
        ours.type()
    for share, label in ((0.5, "p50"), (0.99, "p99")):
        taken, beside = percentile(ours.keys, share), percentile(reference.keys, share)
        what = f"key to paint, cell of {rows * COLUMNS}, {label}"
        record(Ratio(what, "bare QTextEdit, same table", taken, beside, BUDGET))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()


def test_typing_in_a_pasted_sheet(
    qtbot: QtBot,
    library: Path,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    benchmark: object,
) -> None:
    desk, story_id = stored(library, Document.from_paragraphs(["start"]))
    window = window_over(qtbot, desk, tmp_path)
    with qtbot.waitSignal(window.story_opened, timeout=60_000):
        window.open_story(story_id)
    edit = body_of(window)
    assert isinstance(edit, BodyField)
    data = QMimeData()
    line = "\t".join(words(row, 0) for row in range(COLUMNS))
    data.setText("\n".join([line] * 800))
    edit.insertFromMimeData(data)
    typist = InCell(edit)
    typist.look_on(3.0)
    typist.sit_down()
    typist.type()
    taken = percentile(typist.keys, 0.95)
    record(Ratio("key to paint, pasted sheet of 4,000, p95", "50 ms", taken, KEY, 1.0))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
    window.close()
    desk.close()
