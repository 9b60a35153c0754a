"""What follows from characters typed into the body: shorthand of plain text, house style.

It is told of what was typed, never of what an input method only composes or has composed.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.language.typing_habits import TypingHabits
from editor.story.document import NO_MARKS
from editor.ui.widgets.retouching import Retouching, may_matter
from editor.ui.writing.document.shapes import char_format, marks_of, shape_of
from editor.ui.writing.keys import markdown_keys
from editor.ui.writing.keys.line_commands import is_object_block
from editor.ui.writing.keys.typing_rules import attribution_begins


class BodyTyping(QObject):
    """Serves the body of one pane.

    Signals:
        slash_typed(): a slash stands before the caret, and blocks may be offered.
    """

    slash_typed = Signal()

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._retouching = Retouching(editor)

    @property
    def habits(self) -> TypingHabits:
        return self._retouching.habits

    def follow(self, habits: TypingHabits) -> None:
        self._retouching.habits = habits

    def after_typed(self, typed: str) -> None:
        cursor = self._editor.textCursor()
        if typed.isalpha() and not may_matter(cursor):
            return  # which is nearly always: typing must cost nothing
        if cursor.hasSelection() or is_object_block(cursor.block()):
            return
        if typed == " " and attribution_begins(cursor):
            return
        if typed == "/" and self.habits.slash_menu:
            self.slash_typed.emit()
            return
        marks = marks_of(self._editor.currentCharFormat())
        if self.habits.shortcuts and markdown_keys.after_typed(cursor, typed):
            if typed != " ":
                self._go_on_without(cursor)
        elif self._retouching.after_typed(typed):
            self._go_on_with(marks)

    def after_enter(self) -> None:
        cursor = self._editor.textCursor()
        if self.habits.shortcuts and markdown_keys.after_enter(cursor):
            self._editor.setTextCursor(cursor)
        elif not is_object_block(cursor.block().previous()):
            self._retouching.after_enter()

    def _go_on_without(self, cursor: QTextCursor) -> None:
        """Behind words that were given a mark or a link one goes on without it."""
        kind = shape_of(cursor.block()).kind
        self._editor.setCurrentCharFormat(char_format(kind, NO_MARKS))

    def _go_on_with(self, marks: frozenset) -> None:
        """A replaced sign must not end the bold one types in."""
        kind = shape_of(self._editor.textCursor().block()).kind
        if marks_of(self._editor.currentCharFormat()) != marks:
            self._editor.setCurrentCharFormat(char_format(kind, marks))
