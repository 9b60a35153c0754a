"""Undo for what is not text: fields, photos, order. Each step is a verb and its opposite."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from editor.desk.changes import Changes
from editor.ui.lane import Failed
from editor.ui.window.desk_lane import DeskLane

Verb = Callable[[], Changes]


class VerbCommand(QUndoCommand):
    """A verb of the desk that can be taken back. `done` runs after the first go only, `failed`
    whenever either was refused."""

    def __init__(
        self,
        text: str,
        desk_lane: DeskLane,
        do: Verb,
        undo: Verb,
        done: Callable[[], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        super().__init__(text)
        self._desk_lane = desk_lane
        self._do = do
        self._undo = undo
        self._done = done
        self._failed = failed

    def redo(self) -> None:
        done, self._done = self._done, None
        self._desk_lane.do(self._do, done, self._failed)

    def undo(self) -> None:
        self._desk_lane.do(self._undo, None, self._failed)
