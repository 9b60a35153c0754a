"""Undo for whichever story is on top."""

from PySide6.QtGui import QUndoCommand, QUndoGroup


class UndoSteps(QUndoGroup):
    """Takes steps for the story that is current when they are done."""

    def push(self, command: QUndoCommand) -> None:
        stack = self.activeStack()
        if stack is None:
            command.redo()  # done all the same; there is no story to take it back in
            return
        stack.push(command)
