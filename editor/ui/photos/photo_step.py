"""A photo that comes into a story or leaves it, as a step of its undo.

Its places in the text are steps beside this one.
"""

from editor.ui.opened.keeper import Keeper
from editor.ui.opened.undo import Then, Verb, VerbCommand
from editor.ui.shell.desk_lane import DeskLane


class PhotoStep(VerbCommand):
    """`leave` and `come` are the two ways. `came`: it was long on its way and is there already
    when this is pushed; else it leaves.

    The text is kept before a photo goes, so that no story names a photo it lacks.
    """

    def __init__(
        self,
        text: str,
        desk_lane: DeskLane,
        keeper: Keeper,
        leave: Verb,
        come: Verb,
        show: Then,
        *,
        came: bool = False,
    ) -> None:
        do, undo = (come, leave) if came else (leave, come)
        super().__init__(text, desk_lane, do, undo, show=show)
        self._keeper = keeper
        self._came = came

    def redo(self) -> None:
        if self._first and self._came:
            self._first = False
            return
        if not self._came:
            self._keeper.keep_now()
        super().redo()

    def undo(self) -> None:
        if self._came:
            self._keeper.keep_now()
        super().undo()
