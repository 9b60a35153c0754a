"""Keeps every line of the text as short as a body allows, whatever was typed, pasted or joined.

What is too long goes on in lines of the same kind below, in the step of undo that made it so. No
character is lost; the document's value has the same bound (`story.paragraph_bound`).
"""

from contextlib import AbstractContextManager, nullcontext

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.story.document import MAX_TABLE_ROWS
from editor.story.text import MAX_PARAGRAPH, cuts
from editor.ui.widgets.text_field import units
from editor.ui.writing.document.document_reader import read_block
from editor.ui.writing.document.document_writer import one_step
from editor.ui.writing.document.lines import Kind, Shape
from editor.ui.writing.document.shapes import (
    block_format,
    char_format,
    is_cell,
    shape_of,
)
from editor.ui.writing.keys.line_commands import reshape
from editor.ui.writing.tables.table_commands import add_row, fill_cell, headers_of


class LongLines(QObject):
    """Serves one editor.

    Signals:
        parted(): a line was too long and goes on in the next one.
    """

    parted = Signal()

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._document = editor.document()
        self._at_work = False
        self._long: list[QTextCursor] = []

    def guard(self, cursor: QTextCursor) -> AbstractContextManager[object]:
        """Around what the editor types by itself at the caret: where the line is full, a step of
        undo that its parting can be a part of."""
        return one_step(cursor) if cursor.block().length() > MAX_PARAGRAPH else nullcontext()

    def follow(self, position: int, _removed: int, added: int) -> None:
        """Told of every change of the text while it is made."""
        if self._at_work or not self._document.isUndoRedoEnabled():
            return  # a story that is being shown keeps the bound by itself
        block, end = self._document.findBlock(position), position + added
        while block.isValid() and block.position() <= end:
            if block.length() > MAX_PARAGRAPH and len(block.text()) > MAX_PARAGRAPH:
                if not self._long:
                    # This is in the middle of a change, when nothing may be written.
                    once = Qt.ConnectionType.SingleShotConnection
                    self._document.contentsChanged.connect(self._part, once)
                self._long.append(QTextCursor(block))
            block = block.next()

    def _part(self) -> None:
        long, self._long = self._long, []
        if self._document.isRedoAvailable():
            return  # this is an undo, and nothing may come in its way
        self._at_work = True
        caret = self._editor.textCursor()
        painter = QTextCursor(self._document)
        painter.joinPreviousEditBlock()
        for each in long:
            part_line(each.block(), caret)
        painter.endEditBlock()
        self._at_work = False
        self._editor.setTextCursor(caret)
        self.parted.emit()


def part_line(block: QTextBlock, caret: QTextCursor | None = None) -> None:
    """Parts a line that is too long, within an edit block of the caller's.

    `caret` stays in the words it stands in, which a cell of a table would not see to.
    """
    text = block.text().replace("\u2028", "\n")
    places = [units(text[:place]) for place in cuts(text)]
    if not places:
        return
    if is_cell(block):
        _part_cell(block, places, caret)
        return
    if shape_of(block).kind is Kind.ATTRIBUTION:  # nobody's name
        reshape(block, Shape(Kind.QUOTE))
    shape, start = shape_of(block), block.position()
    painter = QTextCursor(block)
    for place in reversed(places):
        painter.setPosition(start + place)
        while str(block.document().characterAt(painter.position() - 1)) == "\u2028":
            painter.deletePreviousChar()  # the new line is the break
        painter.insertBlock(block_format(shape), char_format(shape.kind))


def _part_cell(block: QTextBlock, places: list[int], caret: QTextCursor | None) -> None:
    """What does not fit into a cell comes below it, in rows of their own."""
    table = QTextCursor(block).currentTable()
    if table is None or table.rows() + len(places) > MAX_TABLE_ROWS:
        return
    cell = table.cellAt(block.position())
    row, column, start = cell.row(), cell.column(), block.position()
    headers = headers_of(table, row)
    parts = [
        read_block(block, first, last)[0].runs
        for first, last in zip(places, (*places[1:], block.length() - 1), strict=True)
    ]
    here = -1 if caret is None or caret.block() != block else caret.position() - start
    tail = QTextCursor(block)
    tail.setPosition(start + places[0])
    tail.setPosition(start + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    tail.removeSelectedText()
    for number, runs in enumerate(parts, 1):
        add_row(table, row + number, headers)
        fill_cell(table.cellAt(row + number, column), runs)
        following = places[number] if number < len(places) else here + 1
        if caret is not None and places[number - 1] <= here < following:
            first = table.cellAt(row + number, column).firstCursorPosition().position()
            caret.setPosition(first + here - places[number - 1])
