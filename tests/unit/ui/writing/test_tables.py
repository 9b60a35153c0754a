"""Tables written in the text with real keys: from cell to cell, into a table and out of it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit
from pytestqt.qtbot import QtBot

from editor.language.typing_habits import TypingHabits
from editor.story.document import (
    MAX_TABLE_ROWS,
    Block,
    Blockquote,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    Table,
    TableCell,
)
from editor.story.runs import Mark, Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.document_reader import read_document, read_selection
from editor.ui.writing.document.insertion import insert_document
from editor.ui.writing.document.lines import Kind, Line, Shape
from editor.ui.writing.document.shapes import is_cell
from editor.ui.writing.keys.line_commands import insert_object, set_kind
from editor.ui.writing.keys.mark_commands import toggle_mark
from editor.ui.writing.tables.table_commands import (
    delete_column,
    delete_row,
    delete_table,
    insert_column,
    insert_row,
    insert_table,
    selected_table,
    toggle_header_column,
    toggle_header_row,
)
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.conftest import Pressing, StoryMaker

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),) if text else ())


def table(*rows: str, head: bool = False) -> Table:
    """Rows as `a b`, `_` an empty cell."""
    return Table(
        tuple(
            tuple(
                TableCell((Run(word),) if word != "_" else (), header=head and not number)
                for word in row.split()
            )
            for number, row in enumerate(rows)
        )
    )


TWO = table("a b", "c d")


def show(body: BodyField, *blocks: Block, cell: int | None = None) -> None:
    """Shows blocks; the caret at the end of a cell, counted through all tables."""
    body.show_document(Document.of(blocks))
    if cell is not None:
        body.setTextCursor(in_cell(body, cell))


def in_cell(body: BodyField, number: int) -> QTextCursor:
    block = body.document().firstBlock()
    while not is_cell(block) or number:
        number -= is_cell(block)
        block = block.next()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    return cursor


def shown(body: BodyField) -> tuple[Block, ...]:
    value = body.live.value()
    assert value == read_document(body.document())
    return value.blocks


def do(body: BodyField, work: Callable[[QTextCursor], object]) -> object:
    cursor = body.textCursor()
    done = work(cursor)
    body.setTextCursor(cursor)
    return done


def test_tab_goes_from_cell_to_cell_and_behind_the_last_one_makes_a_row(
    body: BodyField, press: Pressing
) -> None:
    show(body, TWO, cell=0)
    press(body, "1", Key.Key_Tab, "2", Key.Key_Tab, "3", Key.Key_Tab, "4", Key.Key_Tab, "5")
    assert shown(body) == (table("a1 b2", "c3 d4", "5 _"),)
    QTest.keyClick(body, Key.Key_Backtab)
    press(body, "6")
    assert shown(body) == (table("a1 b2", "c3 d46", "5 _"),)


def test_a_row_made_with_tab_is_one_step_back(body: BodyField, press: Pressing) -> None:
    show(body, table("a b", head=True), cell=1)
    press(body, Key.Key_Tab)
    assert shown(body) == (Table((*table("a b", head=True).rows, (TableCell(), TableCell()))),)
    body.undo()
    assert shown(body) == (table("a b", head=True),)
    assert not body.document().isUndoAvailable()
    body.redo()
    press(body, "x")
    assert len(shown(body)) == 1


def test_tab_stays_in_the_table_and_never_leaves_the_field(
    body: BodyField, press: Pressing
) -> None:
    show(body, TWO, cell=0)
    QTest.keyClick(body, Key.Key_Backtab)
    assert body.hasFocus()
    assert body.textCursor().position() == in_cell(body, 0).position()


def test_enter_in_a_cell_breaks_its_line(body: BodyField, press: Pressing) -> None:
    show(body, TWO, cell=0)
    press(body, Key.Key_Return, "x")
    rows = ((TableCell((Run("a\nx"),)), TWO.rows[0][1]), TWO.rows[1])
    assert shown(body) == (Table(rows),)


@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete])
@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CTRL])
def test_a_cell_keeps_to_itself(
    body: BodyField, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    for cell in range(4):
        show(body, p("x"), table("_ _", "_ _"), p("y"), cell=cell)
        QTest.keyClick(body, key, modifier)
        assert shown(body) == (p("x"), table("_ _", "_ _"), p("y"))


def test_arrows_walk_through_a_table_and_out_of_it(body: BodyField, press: Pressing) -> None:
    show(body, p("up"), TWO, p("down"), cell=0)
    press(body, Key.Key_Up, "1")
    body.setTextCursor(in_cell(body, 3))
    press(body, Key.Key_Down, "2")
    body.setTextCursor(in_cell(body, 3))
    press(body, Key.Key_Right, "3")
    above, inside, below = shown(body)
    assert isinstance(above, Paragraph)
    assert "1" in above.runs[0].text
    assert inside == TWO
    assert isinstance(below, Paragraph)
    assert {"2", "3"} <= set(below.runs[0].text)


def test_words_can_be_written_before_and_behind_a_table_that_stands_alone(
    body: BodyField, press: Pressing
) -> None:
    show(body, TWO, cell=0)
    press(body, Key.Key_Up, "x")
    assert shown(body) == (p("x"), TWO)
    press(body, Key.Key_Backspace)
    assert shown(body) == (TWO,)
    body.setTextCursor(in_cell(body, 3))
    press(body, Key.Key_Down, Key.Key_Return, "y")
    assert shown(body) == (TWO, p(""), p("y"))


@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete])
def test_deleting_towards_a_table_selects_it_first(
    body: BodyField, press: Pressing, key: Qt.Key
) -> None:
    show(body, p("one"), TWO, p("two"))
    cursor = body.textCursor()
    forward = key == Key.Key_Delete
    cursor.setPosition(3 if forward else body.document().lastBlock().position())
    body.setTextCursor(cursor)
    press(body, key)
    assert shown(body) == (p("one"), TWO, p("two"))
    assert selected_table(body.textCursor()) is not None
    press(body, key)
    assert shown(body) == (p("one"), p("two"))
    body.undo()
    assert shown(body) == (p("one"), TWO, p("two"))
    body.redo()
    assert shown(body) == (p("one"), p("two"))


def test_an_empty_line_below_a_table_goes_and_the_table_is_selected(
    body: BodyField, press: Pressing
) -> None:
    show(body, TWO, p(""), p("two"))
    cursor = body.textCursor()
    cursor.setPosition(body.document().lastBlock().position() - 1)
    body.setTextCursor(cursor)
    press(body, Key.Key_Backspace)
    assert shown(body) == (TWO, p("two"))
    assert selected_table(body.textCursor()) is not None
    press(body, "x")
    assert shown(body) == (TWO, p("x"), p("two"))


def test_a_table_between_two_tables_goes_and_they_stay_two(
    body: BodyField, press: Pressing
) -> None:
    show(body, TWO, table("x"), table("y"), cell=4)
    do(body, delete_table)
    assert shown(body) == (TWO, table("y"))
    body.undo()
    assert shown(body) == (TWO, table("x"), table("y"))


def test_everything_selected_and_deleted_leaves_nothing(body: BodyField, press: Pressing) -> None:
    for blocks in ((TWO,), (TWO, TWO), (p("x"), TWO), (TWO, p("x")), (PhotoBlock("p1"), TWO)):
        show(body, *blocks)
        body.selectAll()
        press(body, Key.Key_Delete)
        assert shown(body) in ((), (p(""),))
        body.undo()
        assert shown(body) == blocks
        body.selectAll()
        press(body, "y")
        assert shown(body)[-1] == p("y")
        body.undo()
        assert shown(body) == blocks


def test_a_selection_from_words_into_a_table_takes_all_of_the_table(
    body: BodyField, press: Pressing
) -> None:
    show(body, p("one"), TWO, p("two"))
    cursor = body.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(in_cell(body, 1).position(), QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    press(body, Key.Key_Backspace)
    assert shown(body) == (p("otwo"),)
    body.undo()
    assert shown(body) == (p("one"), TWO, p("two"))


def test_selected_cells_are_emptied_and_stay(body: BodyField, press: Pressing) -> None:
    show(body, table("a b", "c d", "e f"), cell=0)
    cursor = body.textCursor()
    cursor.setPosition(in_cell(body, 2).position(), QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    press(body, Key.Key_Delete)
    assert shown(body) == (table("_ b", "_ d", "e f"),)
    body.undo()
    assert shown(body) == (table("a b", "c d", "e f"),)
    body.setTextCursor(cursor)
    press(body, "x")
    assert shown(body)[0] in (table("x b", "_ d", "e f"), table("_ b", "x d", "e f"))


def test_marks_go_on_the_selected_cells_alone(body: BodyField) -> None:
    show(body, TWO, cell=0)
    cursor = body.textCursor()
    cursor.setPosition(in_cell(body, 2).position(), QTextCursor.MoveMode.KeepAnchor)
    toggle_mark(cursor, Mark.BOLD)
    (made,) = shown(body)
    assert isinstance(made, Table)
    runs = [run for row in made.rows for cell in row for run in cell.runs]
    assert [run.text for run in runs if run.marks] == ["a", "c"]


def test_rows_and_columns_come_and_go_each_in_one_step(body: BodyField) -> None:
    show(body, p("x"), TWO, cell=2)
    steps: list[tuple[int, Callable[[QTextCursor], object], Table]] = [
        (2, lambda c: insert_row(c, below=False), table("a b", "_ _", "c d")),
        (2, lambda c: insert_row(c, below=True), table("a b", "_ _", "_ _", "c d")),
        (0, lambda c: insert_column(c, right=True), table("a _ b", "_ _ _", "_ _ _", "c _ d")),
        (3, delete_row, table("a _ b", "_ _ _", "c _ d")),
        (1, delete_column, table("a b", "_ _", "c d")),
        (0, lambda c: insert_column(c, right=False), table("_ a b", "_ _ _", "_ c d")),
    ]
    for cell, step, expected in steps:
        before = shown(body)
        body.setTextCursor(in_cell(body, cell))
        do(body, step)
        assert shown(body) == (p("x"), expected)
        body.undo()
        assert shown(body) == before
        body.redo()
        assert shown(body) == (p("x"), expected)
    while body.document().isUndoAvailable():
        body.undo()
    assert shown(body) == (p("x"), TWO)


def test_the_last_row_takes_the_table_with_it(body: BodyField) -> None:
    for work in (delete_row, delete_column):
        show(body, p("x"), table("a"), p("y"), cell=0)
        do(body, work)
        assert shown(body) == (p("x"), p("y"))


def test_headers_are_turned_on_and_off(body: BodyField) -> None:
    show(body, TWO, cell=3)
    do(body, toggle_header_row)
    assert shown(body) == (table("a b", "c d", head=True),)
    do(body, toggle_header_column)
    (made,) = shown(body)
    assert isinstance(made, Table)
    assert [[cell.header for cell in row] for row in made.rows] == [[True, True], [True, False]]
    do(body, lambda c: insert_row(c, below=True))
    (made,) = shown(body)
    assert isinstance(made, Table)
    assert [cell.header for cell in made.rows[2]] == [True, False]
    do(body, toggle_header_column)
    do(body, toggle_header_row)
    assert shown(body) == (table("a b", "c d", "_ _"),)


def test_a_table_can_have_no_more_rows_than_can_be_read_again(body: BodyField) -> None:
    show(body, table(*["a"] * MAX_TABLE_ROWS), cell=0)
    assert do(body, lambda c: insert_row(c, below=True)) is False
    assert not body.document().isUndoAvailable()


def test_a_new_table_never_parts_a_sentence(body: BodyField, press: Pressing) -> None:
    for caret, expected in (
        (0, (TWO, p("onetwo"), p("end"))),
        (3, (p("onetwo"), TWO, p("end"))),
        (6, (p("onetwo"), TWO, p("end"))),
    ):
        show(body, p("onetwo"), p("end"))
        cursor = body.textCursor()
        cursor.setPosition(caret)
        insert_table(cursor, TWO)
        body.setTextCursor(cursor)
        assert shown(body) == expected
        assert is_cell(body.textCursor().block())
        body.undo()
        assert shown(body) == (p("onetwo"), p("end"))


def test_a_new_table_takes_the_place_of_an_empty_line(body: BodyField) -> None:
    show(body, p("one"), p(""), p("two"))
    cursor = body.textCursor()
    cursor.setPosition(4)
    insert_table(cursor, TWO)
    assert shown(body) == (p("one"), TWO, p("two"))
    show(body)
    insert_table(QTextCursor(body.document()), TWO)
    assert shown(body) == (TWO,)
    body.undo()
    assert shown(body) == ()


def test_a_photo_put_in_at_a_cell_stands_below_the_table(body: BodyField) -> None:
    show(body, TWO, p("two"), cell=1)
    do(body, lambda c: insert_object(c, Line(Shape(Kind.PHOTO), placements=("p1",))))
    assert shown(body) == (TWO, PhotoBlock("p1"), p("two"))
    show(body, TWO, cell=1)
    do(body, lambda c: insert_document(c, Document.of([PhotoBlock("p1")])))
    assert shown(body) == (TWO, PhotoBlock("p1"))


def test_a_cell_is_no_heading_and_no_item(body: BodyField) -> None:
    show(body, TWO, cell=1)
    do(body, lambda c: set_kind(c, Kind.HEADING_2))
    do(body, lambda c: set_kind(c, Kind.BULLET))
    assert shown(body) == (TWO,)


def test_lines_pasted_into_a_cell_are_lines_of_the_cell(body: BodyField) -> None:
    show(body, TWO, cell=0)
    item = ListBlock(False, (ListItem((Run("two"),)),))
    do(body, lambda c: insert_document(c, Document.of([p(" one"), item, Heading(2)])))
    (made,) = shown(body)
    assert isinstance(made, Table)
    assert made.rows[0][0].runs == (Run("a one\ntwo\n"),)


def test_cells_pasted_into_cells_fill_them_and_the_table_grows(body: BodyField) -> None:
    show(body, TWO, cell=3)
    do(body, lambda c: insert_document(c, Document.of([table("1 2", "3 4")])))
    assert shown(body) == (table("a b _", "c 1 2", "_ 3 4"),)
    body.undo()
    assert shown(body) == (TWO,)


def test_cells_that_are_copied_are_a_table_wherever_they_are_pasted(body: BodyField) -> None:
    show(body, table("a b c", "d e f"), p("x"), cell=1)
    cursor = body.textCursor()
    cursor.setPosition(in_cell(body, 5).position(), QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    assert read_selection(cursor).blocks == (table("b c", "e f"),)
    body.copy()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    body.setTextCursor(cursor)
    body.paste()
    assert shown(body) == (table("a b c", "d e f"), p("x"), table("b c", "e f"))


def test_a_selected_table_is_cut_and_pasted_whole(body: BodyField, press: Pressing) -> None:
    show(body, p("one"), TWO, p("two"), p("end"))
    cursor = body.textCursor()
    cursor.setPosition(3)
    body.setTextCursor(cursor)
    press(body, Key.Key_Delete)
    QTest.keyClick(body, Key.Key_X, CTRL)
    assert shown(body) == (p("one"), p("two"), p("end"))
    cursor = body.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    body.setTextCursor(cursor)
    QTest.keyClick(body, Key.Key_V, CTRL)
    assert shown(body) == (p("one"), p("two"), p("end"), TWO)
    QApplication.clipboard().clear()


def test_a_table_among_other_blocks_is_pasted_at_its_place(body: BodyField) -> None:
    show(body, p("onetwo"))
    cursor = body.textCursor()
    cursor.setPosition(3)
    insert_document(cursor, Document.of([p(" a"), TWO, TWO, p("b ")]))
    assert shown(body) == (p("one a"), TWO, TWO, p("b two"))
    body.undo()
    insert_document(cursor, Document.of([TWO, p("b ")]))
    assert shown(body) == (p("one"), TWO, p("b two"))
    body.undo()
    cursor.setPosition(3)
    insert_document(cursor, Document.of([p(" a"), TWO]))
    assert shown(body) == (p("one a"), TWO, p("two"))


def test_typing_in_a_header_cell_is_no_bold(body: BodyField, press: Pressing) -> None:
    show(body, table("a b", "c d", head=True), cell=0)
    press(body, "x")
    body.setTextCursor(in_cell(body, 1))
    press(body, Key.Key_Backspace, "y")
    assert shown(body) == (table("ax y", "c d", head=True),)


def test_the_actions_of_a_table_can_be_done_where_the_caret_is_in_one(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    pane.show_story(make_story(Document.of([p("words")])))
    pane.focus_body()
    QTest.keyClick(pane.focusWidget(), Key.Key_End)
    actions = pane.actions()
    assert actions["table"].isEnabled()
    assert not actions["row_below"].isEnabled()
    actions["table"].trigger()
    body = pane.edit().body
    assert body is not None
    made = body.blocks[1]
    assert isinstance(made, Table)
    assert [[cell.header for cell in row] for row in made.rows] == [[True] * 3] + [[False] * 3] * 2
    assert actions["header_row"].isChecked()
    for name in ("row_below", "column_right", "header_row", "delete_column", "delete_row"):
        assert actions[name].isEnabled()
        actions[name].trigger()
    assert not actions["header_row"].isChecked()
    body = pane.edit().body
    assert body is not None
    assert body.blocks[1] == table("_ _ _", "_ _ _", "_ _ _")
    actions["delete_table"].trigger()
    assert not actions["delete_table"].isEnabled()
    body = pane.edit().body
    assert body is not None
    assert body.blocks == (p("words"),)


def test_a_table_that_is_full_says_so(
    pane: WritingPane, make_story: StoryMaker, qtbot: QtBot
) -> None:
    pane.show_story(make_story(Document.of([table(*["a"] * MAX_TABLE_ROWS)])))
    pane.focus_body()
    QTest.keyClick(pane.focusWidget(), Key.Key_Down)
    with qtbot.waitSignal(pane.pasted) as told:
        pane.actions()["row_below"].trigger()
    assert "200 rows" in told.args[0]


def test_paragraphs_that_get_into_a_cell_are_lines_of_it(body: BodyField, press: Pressing) -> None:
    """Whatever puts them there: an input method, another part of the program."""
    show(body, p("x"), TWO, cell=0)
    body.insertPlainText("1\n2\n3")
    (_, made) = shown(body)
    assert isinstance(made, Table)
    assert made.rows == ((TableCell((Run("a1\n2\n3"),)), TWO.rows[0][1]), TWO.rows[1])
    press(body, Key.Key_Home, Key.Key_Backspace)
    (_, made) = shown(body)
    assert isinstance(made, Table)
    assert made.rows[0][0].runs == (Run("a1\n23"),)
    body.undo()
    body.undo()
    assert shown(body) == (p("x"), TWO)


def test_selected_cells_are_cut_by_the_key_and_stay(body: BodyField) -> None:
    show(body, TWO, cell=0)
    cursor = body.textCursor()
    cursor.setPosition(in_cell(body, 2).position(), QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    QTest.keyClick(body, Key.Key_X, CTRL)
    assert shown(body) == (table("_ b", "_ d"),)
    body.setTextCursor(in_cell(body, 1))
    QTest.keyClick(body, Key.Key_V, CTRL)
    assert shown(body) == (table("_ a", "_ c"),)
    QApplication.clipboard().clear()


def drop(body: BodyField, place: QTextCursor) -> None:
    """Drops what is selected at another place of the same text."""
    data = body.createMimeDataFromSelection()
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    point = QPointF(body.cursorRect(place).center())
    event = DropFromText(point, move, data, left, Qt.KeyboardModifier.NoModifier)
    event.origin = body
    event.setDropAction(move)
    body.dropEvent(event)


class DropFromText(QDropEvent):
    """A drop that says where it comes from, as Qt's own do."""

    origin: BodyField

    def source(self) -> BodyField:
        return self.origin


def test_a_table_that_is_dragged_leaves_its_lines_apart(body: BodyField, press: Pressing) -> None:
    show(body, p("one"), TWO, p("two"), p("end"))
    cursor = body.textCursor()
    cursor.setPosition(3)
    body.setTextCursor(cursor)
    press(body, Key.Key_Delete)
    place = QTextCursor(body.document())
    place.movePosition(QTextCursor.MoveOperation.End)
    drop(body, place)
    assert shown(body) == (p("one"), p("two"), p("end"), TWO)
    body.undo()
    assert shown(body) == (p("one"), TWO, p("two"), p("end"))


def test_the_menu_of_a_cell_is_about_the_cell_that_was_clicked(
    pane: WritingPane, make_story: StoryMaker, qtbot: QtBot
) -> None:
    pane.show_story(make_story(Document.of([p("words"), TWO])))
    pane.focus_body()
    body = pane.focusWidget()
    assert isinstance(body, BodyField)
    menu = QMenu(body)
    qtbot.addWidget(menu)
    body.menu_opening.emit(menu, QTextCursor(body.document()))
    assert menu.isEmpty()
    body.menu_opening.emit(menu, in_cell(body, 2))
    assert [each.objectName() for each in menu.actions() if each.text()] == ["table_menu"]
    pane.actions()["delete_row"].trigger()
    edited = pane.edit().body
    assert edited is not None
    assert edited.blocks == (p("words"), table("a b"))


EXCEL = (
    "<html><body><!--StartFragment--><table><tr><td>Village</td><td>Mu</td></tr>"
    "<tr><td>Dayu</td><td>312</td></tr></table><!--EndFragment--></body></html>"
)


def test_cells_of_a_spreadsheet_are_a_table_or_fill_one(body: BodyField) -> None:
    data = QMimeData()
    data.setHtml(EXCEL)
    data.setText("Village\tMu\nDayu\t312\n")
    show(body, p("words"))
    body.moveCursor(QTextCursor.MoveOperation.End)
    body.insertFromMimeData(data)
    first, made = shown(body)
    assert first == p("words")
    assert isinstance(made, Table)
    words = ["".join(run.text for run in cell.runs) for row in made.rows for cell in row]
    assert words == ["Village", "Mu", "Dayu", "312"]
    body.undo()
    assert shown(body) == (p("words"),)
    show(body, TWO, cell=3)
    body.insertFromMimeData(data)
    assert shown(body) == (table("a b _", "c Village Mu", "_ Dayu 312"),)
    body.undo()
    assert shown(body) == (TWO,)


def test_tabbed_text_is_a_table_too(body: BodyField) -> None:
    data = QMimeData()
    data.setText("1\t2\n3\t4\n")
    show(body)
    body.insertFromMimeData(data)
    assert shown(body) == (table("1 2", "3 4"),)


def select_cells(body: BodyField, first: int, last: int) -> None:
    cursor = in_cell(body, first)
    cursor.setPosition(in_cell(body, last).position(), QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)


def test_rows_and_columns_of_all_selected_cells_are_deleted(body: BodyField) -> None:
    whole = table("a b c", "d e f", "g h i")
    show(body, whole)
    select_cells(body, 4, 7)
    do(body, delete_row)
    assert shown(body) == (table("a b c"),)
    body.undo()
    select_cells(body, 2, 1)
    do(body, delete_column)
    assert shown(body) == (table("a", "d", "g"),)
    body.undo()
    select_cells(body, 0, 8)
    do(body, delete_column)
    assert shown(body) == ()
    body.undo()
    assert shown(body) == (whole,)


def test_what_is_pasted_over_cells_begins_in_the_first_of_them(body: BodyField) -> None:
    for first, last in ((1, 5), (5, 1)):
        show(body, table("a b c", "d e f"))
        select_cells(body, first, last)
        do(body, lambda c: insert_document(c, Document.of([table("1", "2")])))
        assert shown(body) == (table("a 1 _", "d 2 _"),)
        body.undo()
        assert shown(body) == (table("a b c", "d e f"),)


def test_the_empty_line_beside_a_table_is_no_step_of_undo(body: BodyField, press: Pressing) -> None:
    show(body, TWO)
    press(body, Key.Key_Delete)
    assert selected_table(body.textCursor()) is not None
    assert not body.document().isUndoAvailable()
    body.moveCursor(QTextCursor.MoveOperation.End)
    press(body, Key.Key_Backspace)
    assert selected_table(body.textCursor()) is not None
    assert not body.document().isUndoAvailable()


def test_a_cell_below_a_quote_is_no_name(pane: WritingPane, make_story: StoryMaker) -> None:
    pane.show_story(make_story(Document.of([Blockquote((p("said"),)), TWO])))
    pane.focus_body()
    QTest.keyClick(pane.focusWidget(), Key.Key_Down)
    assert pane.actions()["row_below"].isEnabled()
    assert not pane.actions()["attribution"].isEnabled()


CHANGES: list[Callable[[QTextCursor], object]] = [
    lambda cursor: insert_row(cursor, below=False),
    lambda cursor: insert_row(cursor, below=True),
    lambda cursor: insert_column(cursor, right=False),
    lambda cursor: insert_column(cursor, right=True),
    delete_row,
    delete_column,
    delete_table,
    toggle_header_row,
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("before", [(), (p("words"),)])
def test_whatever_is_selected_or_marked_while_a_table_changes_is_painted(
    body: BodyField, change: Callable[[QTextCursor], object], before: tuple[Block, ...]
) -> None:
    """Qt crashes painting a selection of which one end was carried into a table."""
    show(body, *before, TWO)
    last = body.document().characterCount() - 1
    edge = in_cell(body, 0).block().position() - 1
    for anchor, position in ((last, 0), (edge, last), (last, edge), (edge + 1, edge), (0, edge)):
        show(body, *before, TWO)
        selected = body.textCursor()
        selected.setPosition(anchor)
        selected.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        body.setTextCursor(selected)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(selected)  # pyright: ignore[reportAttributeAccessIssue]
        body.setExtraSelections([mark])
        cursor = in_cell(body, 0)
        change(cursor)
        for step in (body.undo, body.redo, body.undo):
            body.grab()
            step()
        body.grab()
        assert shown(body) == (*before, TWO)


@pytest.mark.parametrize("by_slash", [False, True])
def test_all_of_a_new_table_comes_into_view(
    pane: WritingPane, make_story: StoryMaker, qtbot: QtBot, by_slash: bool
) -> None:
    pane.follow_habits(TypingHabits.of({}, {}))
    pane.show_story(make_story(Document.of([p(f"line {n}") for n in range(60)])))
    body = pane.findChild(BodyField)
    assert body is not None
    body.setFocus()
    cursor = body.cursorForPosition(body.viewport().rect().bottomLeft())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    body.setTextCursor(cursor)
    if by_slash:
        QTest.keyClick(body, Key.Key_Return)
        QTest.keyClicks(body, "/table")
        QTest.keyClick(body, Key.Key_Return)
    else:
        pane.actions()["table"].trigger()
    table = body.textCursor().currentTable()
    assert table is not None

    def seen() -> bool:
        box = body.document().documentLayout().frameBoundingRect(table)
        scrolled = body.verticalScrollBar().value()
        return box.top() >= scrolled and box.bottom() <= scrolled + body.viewport().height()

    qtbot.waitUntil(seen)
