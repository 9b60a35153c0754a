"""A slash at the start of a word offers the blocks; what is typed on narrows them down.

The text is the person's: it stays as typed until a block is taken, and then one undo gives it
back.
"""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from editor.language.typography import is_code_like
from editor.ui.theme import Theme
from editor.ui.widgets.retouching import text_before
from editor.ui.writing.action_table import CONTEXT
from editor.ui.writing.document.one_step import one_step
from editor.ui.writing.document.shapes import shape_of
from editor.ui.writing.keys.block_list import BlockList
from editor.ui.writing.keys.slash_entries import ENTRIES, SlashEntry, matches

_LOOK_BACK = 60  # UTF-16 units; nobody types more of a block's name
_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
)


class SlashMenu(QObject):
    """Serves one editor; `holder` is the part of the window the list may cover."""

    def __init__(
        self, editor: QTextEdit, holder: QWidget, theme: Theme, actions: Mapping[str, QAction]
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._actions = actions
        self._list = BlockList(theme, holder)
        self._slash: QTextCursor | None = None  # stands before the slash
        self._list.taken.connect(self._take)

    @property
    def is_open(self) -> bool:
        return self._slash is not None

    def after_slash(self) -> None:
        """A slash has just been typed before the caret."""
        cursor = self._editor.textCursor()
        before = text_before(cursor, _LOOK_BACK)[:-1]
        begins = not before or before[-1].isspace()
        shape = shape_of(cursor.block())
        # In a cell of a table there are words and nothing else.
        takes = shape.takes_marks and not shape.is_cell
        if begins and takes and not is_code_like(before):
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            cursor.setKeepPositionOnInsert(True)
            self._open(cursor)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether the key is the list's and nobody else's."""
        return self.is_open and event.key() in _KEYS and not _held(event)

    def take(self, event: QKeyEvent) -> bool:
        """Whether the key was dealt with here."""
        if not self.wants(event):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.step(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            self._take(self._list.current)
        return True

    def close(self) -> None:
        """The text stays as it is."""
        if self._slash is None:
            return
        self._slash = None
        self._list.hide()
        self._editor.cursorPositionChanged.disconnect(self._follow)
        self._editor.textChanged.disconnect(self._follow)
        self._editor.verticalScrollBar().valueChanged.disconnect(self._place)

    def _open(self, slash: QTextCursor) -> None:
        self.close()
        self._slash = slash
        # Only while it is open: typing must cost nothing.
        self._editor.cursorPositionChanged.connect(self._follow)
        self._editor.textChanged.connect(self._follow)
        self._editor.verticalScrollBar().valueChanged.connect(self._place)
        self._follow()

    def _follow(self) -> None:
        """Shows what fits to what is typed; closes when that is no name of a block."""
        if self._slash is None:
            return
        query = self._query()
        rows = self._rows(query) if query is not None else []
        if not rows:
            self.close()
            return
        self._list.show_rows([(self._actions[each.action], each.typed) for each in rows])
        self._place()

    def _query(self) -> str | None:
        """What stands between the slash and the caret; None when the caret went elsewhere."""
        assert self._slash is not None
        caret, start = self._editor.textCursor(), self._slash.position()
        behind = caret.position() - start
        if caret.hasSelection() or not 1 <= behind <= _LOOK_BACK:
            return None
        if caret.block() != self._slash.block():
            return None
        text = text_before(caret, behind)
        query = text[1:]
        return query if text.startswith("/") and not query[:1].isspace() else None

    def _rows(self, query: str) -> list[SlashEntry]:
        found: list[SlashEntry] = []
        for entry in ENTRIES:
            action = self._actions.get(entry.action)
            if action is None or not action.isEnabled():
                continue
            words = QCoreApplication.translate(CONTEXT, str(entry.words)).split()
            if matches(query, action.text(), (*words, entry.action)):
                found.append(entry)
        return found

    def _place(self) -> None:
        if self._slash is None:
            return
        holder = self._list.holder
        caret = self._editor.cursorRect(self._slash)
        origin = self._editor.viewport().mapTo(holder, caret.topLeft())
        self._list.show_at(QRect(origin, caret.size()))

    def _take(self, name: str) -> None:
        slash, query = self._slash, self._query()
        entry = next((each for each in ENTRIES if each.action == name), None)
        self.close()
        if slash is None or query is None or entry is None:
            return
        action, cursor = self._actions[name], self._editor.textCursor()
        with one_step(cursor):
            cursor.setPosition(slash.position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            # A line that is it already would be turned back by its action.
            if not entry.asks and not action.isChecked():
                action.trigger()
        if entry.asks:
            # Not within the step: it may wait for an answer.
            action.trigger()


def _held(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
