"""No line of the text is ever longer than an editor lays out at once, whatever is done to it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from editor.story.document import (
    Block,
    Blockquote,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    TableCell,
)
from editor.story.matching import Matcher, Query, Replacement
from editor.story.measures import MAX_WORK
from editor.story.runs import Mark, Run, runs_text
from editor.story.text import MAX_PARAGRAPH
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.insertion import insert_document
from editor.ui.writing.document.shapes import is_cell
from editor.ui.writing.find.hit_search import TextHits
from editor.ui.writing.find.hits_in_fields import put_all_words
from tests.unit.ui.writing.keys.test_body_typing import commit, type_in

SENTENCE = "It was a well-kept library of the “country” in spring. "
WORDS = (SENTENCE * (MAX_PARAGRAPH // len(SENTENCE) + 1))[:MAX_PARAGRAPH]
LETTERS = ("QmFzZTY0" * MAX_PARAGRAPH)[:MAX_PARAGRAPH]
BOLD = frozenset({Mark.BOLD})


@pytest.fixture
def told(body: BodyField) -> list[str]:
    sentences: list[str] = []
    body.pasting.told.connect(sentences.append)
    return sentences


def longest(body: BodyField) -> int:
    return max(len(block.text()) for block in blocks_of(body))


def blocks_of(body: BodyField) -> Iterator:
    block = body.document().firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def show(body: BodyField, *blocks: Block | str, caret: int = -1) -> None:
    made = [Paragraph((Run(each),)) if isinstance(each, str) else each for each in blocks]
    body.show_document(Document.of(made))
    cursor = body.textCursor()
    cursor.setPosition(caret if caret >= 0 else body.document().characterCount() - 1)
    body.setTextCursor(cursor)


def whole(body: BodyField) -> None:
    """What holds after every operation."""
    assert longest(body) <= MAX_PARAGRAPH
    value = body.live.value()
    assert value == Document.of(value.blocks)


def letters(body: BodyField) -> str:
    return "".join(body.document().toRawText().split())


@pytest.mark.parametrize("text", [WORDS, LETTERS, "山西省" * 3_333 + "山", "🙂" * MAX_PARAGRAPH])
@pytest.mark.parametrize("caret", [0, 4_000, -1])
def test_typing_in_a_full_paragraph(
    body: BodyField, told: list[str], text: str, caret: int
) -> None:
    show(body, "before", text, "after")
    start = body.document().findBlockByNumber(1)
    cursor = body.textCursor()
    cursor.setPosition(start.position() + (caret if caret >= 0 else start.length() - 1))
    body.setTextCursor(cursor)
    before = body.document().toRawText()
    type_in(body, "xyz")
    whole(body)
    assert len(told) == 1
    assert body.document().toRawText().replace("\u2029", "").count("xyz") == 1
    assert letters(body).replace("xyz", "") == "".join(before.split())
    behind = body.textCursor()
    behind.setPosition(behind.position() - 3, QTextCursor.MoveMode.KeepAnchor)
    assert behind.selectedText() == "xyz"
    while body.document().isUndoAvailable():
        body.undo()
    assert body.document().toRawText() == before
    while body.document().isRedoAvailable():
        body.redo()
    whole(body)


@pytest.mark.parametrize("text", [LETTERS * 100, SENTENCE * 20_000, "山西，" * 200_000])
def test_whatever_is_pasted_as_text(body: BodyField, told: list[str], text: str) -> None:
    show(body, "start")
    data = QMimeData()
    data.setText(text)
    body.insertFromMimeData(data)
    whole(body)
    assert letters(body) == "start" + "".join(text.split())
    assert any("10,000 characters" in sentence for sentence in told)
    body.undo()
    assert body.toPlainText() == "start"


def test_pasting_into_a_full_paragraph(body: BodyField) -> None:
    show(body, WORDS, caret=4_000)
    data = QMimeData()
    data.setText(LETTERS)
    body.insertFromMimeData(data)
    whole(body)
    assert len(letters(body)) == len("".join(WORDS.split())) + MAX_PARAGRAPH
    body.undo()
    assert body.toPlainText() == WORDS


@pytest.mark.parametrize("page", ["<p>{0}</p>", "<ul><li>{0}</ul>", "<td>{0}", "<pre>{0}</pre>"])
def test_a_page_with_one_endless_run(body: BodyField, page: str) -> None:
    show(body, "start")
    data = QMimeData()
    data.setHtml(page.format(LETTERS * 20))
    body.insertFromMimeData(data)
    whole(body)
    assert letters(body).count("QmFzZTY0") >= 20 * MAX_PARAGRAPH // 8 - 40


@pytest.mark.parametrize("forward", [False, True])
def test_two_full_paragraphs_stay_two(body: BodyField, told: list[str], forward: bool) -> None:
    show(body, WORDS, LETTERS)
    below = body.document().findBlockByNumber(1).position()
    cursor = body.textCursor()
    cursor.setPosition(below - 1 if forward else below)
    body.setTextCursor(cursor)
    QTest.keyClick(body, Qt.Key.Key_Delete if forward else Qt.Key.Key_Backspace)
    assert body.toPlainText() == f"{WORDS}\n{LETTERS}"
    assert body.textCursor().position() == (below if forward else below - 1)
    assert "stay apart" in told[0]
    assert not body.document().isUndoAvailable()


def test_words_that_meet_over_a_selection_part_again(body: BodyField) -> None:
    show(body, WORDS, LETTERS)
    cursor = body.textCursor()
    cursor.setPosition(MAX_PARAGRAPH - 5)
    cursor.setPosition(MAX_PARAGRAPH + 5, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    type_in(body, "x")
    whole(body)
    body.undo()
    body.undo()
    assert body.toPlainText() == f"{WORDS}\n{LETTERS}"


def test_replacing_a_letter_by_a_sentence(body: BodyField) -> None:
    show(body, "e" * MAX_PARAGRAPH, "e and e")
    hits = TextHits(body.document())
    hits.follow()
    matcher = Matcher(Query("e"), Replacement("it was spring, "))
    numbers = hits.unread(10**9)
    texts = [hits.text(number) for number in numbers]
    hits.put(numbers, texts, [matcher.find(text) for text in texts])
    put_all_words(body, hits.all_hits())
    whole(body)
    assert letters(body).count("itwasspring,") == MAX_PARAGRAPH + 2
    body.undo()
    assert body.toPlainText() == "e" * MAX_PARAGRAPH + "\ne and e"


def test_a_phrase_from_an_input_method(body: BodyField) -> None:
    show(body, "山" * MAX_PARAGRAPH)
    commit(body, "太原", composed="taiyuan")
    whole(body)
    assert letters(body) == "山" * MAX_PARAGRAPH + "太原"
    assert body.textCursor().atBlockEnd()
    body.undo()
    assert body.toPlainText() == "山" * MAX_PARAGRAPH


@pytest.mark.parametrize(
    "make",
    [
        lambda runs: Heading(2, runs),
        lambda runs: Blockquote((Paragraph(runs),), "Wang Li"),
        lambda runs: ListBlock(True, (ListItem(runs, (ListBlock(False, (ListItem(runs),)),)),)),
        lambda runs: Table(((TableCell(runs, True), TableCell((Run("b"),), True)),) * 2),
    ],
)
def test_a_line_of_any_kind_goes_on_in_one_of_its_kind(
    body: BodyField, make: Callable[[object], Block]
) -> None:
    show(body, "before", make((Run(WORDS[:5_000], BOLD), Run(WORDS[5_000:]))), "after")
    before = body.live.value()
    number = next(b.blockNumber() for b in blocks_of(body) if b.text() == WORDS)
    block = body.document().findBlockByNumber(number)
    cursor = body.textCursor()
    cursor.setPosition(block.position() + block.length() - 1)
    body.setTextCursor(cursor)
    type_in(body, "xyz")
    whole(body)
    assert body.textCursor().block().text().endswith("xyz")
    kinds = {type(each) for each in before.blocks}
    assert {type(each) for each in body.live.value().blocks} == kinds
    while body.document().isUndoAvailable():
        body.undo()
    assert body.live.value() == before


def test_a_forced_break_at_the_seam_is_the_new_paragraph(body: BodyField) -> None:
    show(body, "\n".join(["It was spring"] * 714))
    type_in(body, " and more")
    whole(body)
    assert all(not block.text().endswith("\u2028") for block in blocks_of(body))


def test_a_body_put_in_word_by_word(body: BodyField) -> None:
    show(body, "start")
    for _ in range(4):
        insert_document(body.textCursor(), Document.from_paragraphs([WORDS[:4_000]]))
        cursor = body.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        body.setTextCursor(cursor)
        whole(body)


def test_much_pasted_into_a_cell_goes_on_in_rows_below(body: BodyField) -> None:
    cells = tuple(TableCell((Run(word),)) for word in "ab")
    show(body, Table((cells, cells)), caret=1)
    before = body.live.value()
    data = QMimeData()
    data.setText(WORDS * 3)
    body.insertFromMimeData(data)
    whole(body)
    (table,) = body.live.value().blocks
    assert isinstance(table, Table)
    assert len(table.rows) > 4
    assert [row[1].runs for row in table.rows[1:-1]] == [()] * (len(table.rows) - 2)
    type_in(body, "xyz")
    assert "xyz" in body.textCursor().block().text()
    while body.document().isUndoAvailable():
        body.undo()
    assert body.live.value() == before


@pytest.mark.parametrize("as_page", [False, True])
def test_a_pasted_sheet_comes_in_as_tables_one_can_write_in(
    body: BodyField, told: list[str], as_page: bool
) -> None:
    rows = [[f"place {row}", f"{row * 7}", f"{row} km", *["open"] * 5] for row in range(600)]
    data = QMimeData()
    if as_page:
        lines = ("".join(f"<td>{cell}" for cell in row) for row in rows)
        data.setHtml(f"<table>{''.join(f'<tr>{line}' for line in lines)}</table>")
    else:
        data.setText("\n".join("\t".join(row) for row in rows))
    body.insertFromMimeData(data)
    tables = [each for each in body.live.value().blocks if isinstance(each, Table)]
    came = [[runs_text(cell.runs) for cell in row] for table in tables for row in table.rows]
    assert came == rows
    assert max(len(table.rows) * table.columns for table in tables) <= MAX_WORK
    assert any("large table" in sentence for sentence in told)
    body.undo()
    assert body.toPlainText() == ""


def test_cells_pasted_into_a_table_fill_its_cells(body: BodyField) -> None:
    cells = tuple(tuple(TableCell() for _ in range(4)) for _ in range(200))
    body.show_document(Document.of([Table(cells)]))
    block = next(each for each in blocks_of(body) if is_cell(each))
    body.setTextCursor(QTextCursor(block))
    data = QMimeData()
    data.setText("\n".join("\t".join(["a" * 200] * 4) for _ in range(200)))
    body.insertFromMimeData(data)
    [table] = [each for each in body.live.value().blocks if isinstance(each, Table)]
    assert {runs_text(cell.runs) for row in table.rows for cell in row} == {"a" * 200}
