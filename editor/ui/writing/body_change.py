"""Another body put in the place of the one that is being looked at, as one step of its history.

Only the blocks that differ are written. What comes out is compared with what was meant: where the
editor would make anything else of it, it is written whole.
"""

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor, QTextDocument

from editor.story.document import Block, Document
from editor.ui.writing.document.document_writer import one_step, write_lines
from editor.ui.writing.document.insertion import insert_document
from editor.ui.writing.document.lines import flatten
from editor.ui.writing.undo_line import TextStep

if TYPE_CHECKING:
    from editor.ui.writing.body_field import BodyField


def change_document(body: "BodyField", document: Document) -> bool:
    """Whether the body is that document now; if not, it is what it was."""
    if body.live.value() == document:
        return True
    return _change_part(body, document) or _change_whole(body, document)


def replace_blocks(body: "BodyField", first: int, last: int, blocks: tuple[Block, ...]) -> bool:
    """Blocks `first` to `last` of the body become those; False, and nothing done, where the
    editor would make anything else of it."""
    there, live, document = body.live.value().blocks, body.live, body.document()
    meant = Document((*there[:first], *blocks, *there[last:]))
    cursor = QTextCursor(document.findBlockByNumber(live.first_text_block(first)))
    if last < len(there):
        end = document.findBlockByNumber(live.first_text_block(last)).position() - 1
    else:
        end = document.characterCount() - 1

    def write() -> None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        insert_document(cursor, Document(blocks))

    return _tried(body, cursor, write, meant)


def _tried(
    body: "BodyField", cursor: QTextCursor, write: Callable[[], None], meant: Document
) -> bool:
    """Writes as one step; where something else came of it, as if nothing had been done."""
    line, document = body.undo_line, body.document()
    before = document.availableUndoSteps()
    steps: list[TextStep] = []
    with line.taking(steps) if line is not None else nullcontext(), one_step(cursor):
        write()
    if body.live.value() != meant:
        while document.availableUndoSteps() > before:
            body.step_back()
        document.clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)
        if line is not None:
            line.measure(body)
        return False
    for step in steps:
        assert line is not None
        line.accept(step)
    return True


def _change_part(body: "BodyField", document: Document) -> bool:
    old, new = body.live.value().blocks, document.blocks
    shorter = min(len(old), len(new))
    first = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    behind = next(
        (n for n in range(shorter - first) if old[-1 - n] != new[-1 - n]), shorter - first
    )
    # Both parts need a block: a neighbour that stays as it is goes along.
    if first + behind == shorter and first:
        first -= 1
    elif first + behind == shorter and behind:
        behind -= 1
    if first + behind >= shorter:
        return False
    return replace_blocks(body, first, len(old) - behind, new[first : len(new) - behind])


def _change_whole(body: "BodyField", document: Document) -> bool:
    cursor = QTextCursor(body.document())

    def write() -> None:
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        write_lines(cursor, flatten(document))

    return _tried(body, cursor, write, document)
