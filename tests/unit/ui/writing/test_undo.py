"""Whatever is done in the body can be undone step by step, and is read right at every step."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.story.document import Document
from editor.story.runs import Mark
from editor.story.text import Counts
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.document_reader import read_document
from editor.ui.writing.document.insertion import insert_document
from editor.ui.writing.document.lines import Kind, Line, Shape
from editor.ui.writing.document.live_document import LiveDocument
from editor.ui.writing.document.shapes import is_cell
from editor.ui.writing.keys.line_commands import (
    indent,
    insert_object,
    outdent,
    put_in_gallery,
    set_kind,
    take_out_photo,
)
from editor.ui.writing.keys.mark_commands import set_link, toggle_mark
from editor.ui.writing.tables.table_commands import (
    delete_column,
    delete_row,
    delete_table,
    insert_column,
    insert_row,
    next_cell,
    previous_cell,
    toggle_header_column,
    toggle_header_row,
)
from tests.documents import documents, tables

NO_KINDS = (Kind.ATTRIBUTION, Kind.CELL, Kind.HEAD_CELL, Kind.NOTHING)  # nobody asks for these
TEXT_KINDS = [kind for kind in Kind if not Shape(kind).is_object and kind not in NO_KINDS]
TABLE_COMMANDS: list[Callable[[QTextCursor], object]] = [
    lambda cursor: insert_row(cursor, below=True),
    lambda cursor: insert_row(cursor, below=False),
    lambda cursor: insert_column(cursor, right=True),
    lambda cursor: insert_column(cursor, right=False),
    delete_row,
    delete_column,
    delete_table,
    toggle_header_row,
    toggle_header_column,
    next_cell,
    previous_cell,
]
Command = Callable[[BodyField], None]


def on_cursor(work: Callable[[QTextCursor], object]) -> Command:
    def command(body: BodyField) -> None:
        cursor = body.textCursor()
        work(cursor)
        body.setTextCursor(cursor)

    return command


def key(which: Qt.Key) -> Command:
    return lambda body: QTest.keyClick(body, which)


def put_object(cursor: QTextCursor) -> None:
    cursor.clearSelection()
    insert_object(cursor, Line(Shape(Kind.PHOTO), placements=("p9",)))


def put_gallery(cursor: QTextCursor) -> None:
    put_in_gallery(cursor, ("p8", "p9"))


def put_divider(cursor: QTextCursor) -> None:
    cursor.clearSelection()
    insert_object(cursor, Line(Shape(Kind.DIVIDER)))


def in_table(work: Callable[[QTextCursor], object]) -> Command:
    """A command of tables; the caret goes into the first table when it stands in none."""

    def command(body: BodyField) -> None:
        cursor = body.textCursor()
        cursor.clearSelection()
        block = body.document().firstBlock()
        while cursor.currentTable() is None and block.isValid():
            if is_cell(block):
                cursor.setPosition(block.position())
            block = block.next()
        if cursor.currentTable() is not None:
            work(cursor)
            body.setTextCursor(cursor)

    return command


commands: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from(
        [
            key(Qt.Key.Key_Return),
            key(Qt.Key.Key_Backspace),
            key(Qt.Key.Key_Delete),
            key(Qt.Key.Key_Tab),
            key(Qt.Key.Key_Backtab),
            on_cursor(indent),
            on_cursor(outdent),
            on_cursor(put_object),
            on_cursor(put_divider),
            on_cursor(put_gallery),
            lambda body: take_out_photo(body.document(), "p1"),
            on_cursor(lambda cursor: set_link(cursor, "https://a.example/x")),
            on_cursor(lambda cursor: set_link(cursor, "")),
            lambda body: body.remove_selection(),
        ]
    ),
    st.sampled_from(TABLE_COMMANDS).map(in_table),
    tables.map(lambda t: on_cursor(lambda c: insert_document(c, Document.of([t])))),
    st.sampled_from(list(Mark)).map(lambda m: on_cursor(lambda cursor: toggle_mark(cursor, m))),
    st.sampled_from(TEXT_KINDS).map(lambda k: on_cursor(lambda cursor: set_kind(cursor, k))),
    documents.map(lambda d: on_cursor(lambda cursor: insert_document(cursor, d))),
)


def cut(body: BodyField) -> None:
    QTest.keyClick(body, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)


def copy_over_itself(body: BodyField) -> None:
    body.copy()
    body.paste()


def compose(body: BodyField) -> None:
    """An input method hands over two lines."""
    event = QInputMethodEvent("", [])
    event.setCommitString("谷子\nx")
    QApplication.sendEvent(body, event)


typed: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from(["x", " ", "-", "(", "7"]).map(
        lambda words: lambda body: QTest.keyClicks(body, words)
    ),
    st.sampled_from([cut, copy_over_itself, compose]),
)


def choose(body: BodyField, data: st.DataObject) -> None:
    """Puts the caret or a selection somewhere."""
    last = body.document().characterCount() - 1
    cursor = body.textCursor()
    cursor.setPosition(data.draw(st.integers(0, last)))
    if data.draw(st.booleans()):
        cursor.setPosition(data.draw(st.integers(0, last)), QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)


def check(body: BodyField) -> Document:
    value = body.live.value()
    assert value == read_document(body.document())
    assert Document.of(value.blocks) == value
    assert body.live.counts() == Counts.of(value.copy_text)
    afresh = LiveDocument(body.document())
    for index in range(len(value.blocks)):
        assert body.live.first_text_block(index) == afresh.first_text_block(index)
    return value


@settings(max_examples=90)
@given(document=documents, steps=st.lists(commands, max_size=8), data=st.data())
def test_every_command_is_one_step_back_and_forth(
    body: BodyField, document: Document, steps: list[Command], data: st.DataObject
) -> None:
    body.show_document(document)
    values = [check(body)]
    for step in steps:
        choose(body, data)
        step(body)
        value = check(body)
        if value != values[-1]:
            body.undo()
            assert check(body) == values[-1]
            body.redo()
            assert check(body) == value
            values.append(value)
    while body.document().isUndoAvailable():
        body.undo()
    assert check(body) == document
    while body.document().isRedoAvailable():
        body.redo()
    assert check(body) == values[-1]


@settings(max_examples=60)
@given(document=documents, steps=st.lists(st.one_of(commands, typed), max_size=8), data=st.data())
def test_typing_among_commands_is_read_right_and_all_of_it_goes_back(
    body: BodyField, document: Document, steps: list[Command], data: st.DataObject
) -> None:
    body.show_document(document)
    for step in steps:
        if data.draw(st.booleans()):
            choose(body, data)
        step(body)
        if data.draw(st.booleans()):
            check(body)
    check(body)
    while body.document().isUndoAvailable():
        body.undo()
    assert check(body) == document


@pytest.mark.parametrize("first", ["typed", "pasted"])
def test_another_story_begins_with_nothing_to_undo(body: BodyField, first: str) -> None:
    body.show_document(Document.from_paragraphs(["one"]))
    if first == "typed":
        QTest.keyClicks(body, "abc")
    else:
        on_cursor(lambda c: insert_document(c, Document.from_paragraphs(["x", "y"])))(body)
    body.show_document(Document.from_paragraphs(["two"]))
    assert not body.document().isUndoAvailable()
    body.undo()
    assert body.live.value() == Document.from_paragraphs(["two"])


def test_a_run_of_typing_goes_back_together(body: BodyField) -> None:
    body.show_document(Document.from_paragraphs(["one"]))
    QTest.keyClicks(body, "abc")
    body.undo()
    assert body.live.value() == Document.from_paragraphs(["one"])
