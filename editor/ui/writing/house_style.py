"""Words that stand there already, set in the house style: quotes, dashes, dots, figures.

One undo step, and only the characters that change: marks, links and photos stay.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.language.style_pack import StylePack
from editor.language.typography import changes
from editor.ui.widgets.text_field import units
from editor.ui.writing.document.document_writer import one_step
from editor.ui.writing.keys.line_commands import is_object_block, selected_blocks


class HouseStyling(QObject):
    """Serves the texts of one pane: its action sets the selection, or asks for the whole story.

    Signals:
        whole_requested(): all of the story is wanted in the house style.
        done(int): so many places were changed.
    """

    whole_requested = Signal()
    done = Signal(int)

    def __init__(
        self,
        action: QAction,
        texts: Sequence[QTextEdit],
        current: Callable[[], QTextEdit],
        pack: Callable[[], StylePack],
        join: Callable[[str], AbstractContextManager[None]],
    ) -> None:
        """What is done within `join(name)` is one step of undo."""
        super().__init__(action)
        self._texts = tuple(texts)
        self._current = current
        self._pack = pack
        self._join = join
        action.triggered.connect(self._on_asked)

    def set_whole(self) -> None:
        """All texts, as one step."""
        whole = [QTextCursor(text.document()) for text in self._texts]
        with self._join(self.tr("house style")):
            places = sum(set_in_style(each, self._pack()) for each in whole)
        self.done.emit(places)

    def _on_asked(self) -> None:
        cursor = self._current().textCursor()
        if cursor.hasSelection():
            self.done.emit(set_in_style(cursor, self._pack()))
        else:
            self.whole_requested.emit()


Place = tuple[int, int, str]  # from, to (in UTF-16 units of the document), what stands there then


def set_in_style(cursor: QTextCursor, pack: StylePack) -> int:
    """Sets the selection, or all of the text without one; how many places were changed."""
    scope = QTextCursor(cursor)
    if not scope.hasSelection():
        scope.select(QTextCursor.SelectionType.Document)
    places = due_places(scope, pack)
    if not places:
        return 0
    painter = QTextCursor(cursor)
    with one_step(painter):
        # From the end, so that no place moves before its turn.
        for start, end, text in reversed(places):
            _replace(painter, start, end, text)
    return len(places)


def due_places(scope: QTextCursor, pack: StylePack) -> list[Place]:
    """Every place within the selection that the style would change, in order.

    Each line is looked at from its start: whether a quotation is open is decided there.
    """
    first, last = scope.selectionStart(), scope.selectionEnd()
    found: list[Place] = []
    for block in selected_blocks(scope):
        if is_object_block(block):
            continue
        text, start = block.text().replace("\u2028", "\n"), block.position()
        place = units_read = 0
        for change in changes(text, pack):
            units_read += units(text[place : change.start])
            begin = start + units_read
            units_read += units(text[change.start : change.end])
            place = change.end
            end = start + units_read
            if first <= begin and end <= last:
                found.append((begin, end, change.text))
    return found


def _replace(painter: QTextCursor, start: int, end: int, text: str) -> None:
    """In with the marks of the first character that goes, then out with the old ones."""
    painter.setPosition(start + 1)
    style = painter.charFormat()
    painter.setPosition(end)
    painter.insertText(text, style)
    painter.setPosition(start)
    painter.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    painter.removeSelectedText()
