"""Undo for what is not text: fields, photos, order. Each step is a verb and its opposite."""

from collections.abc import Callable

from editor.desk.changes import Changes
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.lane import Failed
from editor.ui.writing.undo_line import AskedStep

Verb = Callable[[], Changes]
Then = Callable[[], None]


class VerbCommand(AskedStep):
    """A verb of the desk that can be taken back. `done` runs after the first go only, `failed`
    whenever either was refused, `show` whenever somebody went back or forth over it: it shows
    where that is. What was refused the first time leaves nothing to take back."""

    def __init__(
        self,
        text: str,
        desk_lane: DeskLane,
        do: Verb,
        undo: Verb,
        done: Then | None = None,
        failed: Failed | None = None,
        show: Then | None = None,
    ) -> None:
        super().__init__(text)
        self._desk_lane = desk_lane
        self._do = do
        self._undo = undo
        self._done = done
        self._failed = failed
        self._show = show
        self._first = True

    def redo(self) -> None:
        if self.isObsolete():
            return  # refused, and part of a larger step that was not
        if self._first:
            self._first = False
            self._desk_lane.do(self._do, self._done, self._refuse)
        else:
            self._desk_lane.do(self._do, None, self._failed)
            self._tell()

    def undo(self) -> None:
        if self.isObsolete():
            return
        self._desk_lane.do(self._undo, None, self._failed)
        self._tell()

    def _tell(self) -> None:
        if self._show is not None:
            self._show()

    def _refuse(self, error: Exception) -> None:
        self.refuse()
        if self._failed is not None:
            self._failed(error)
