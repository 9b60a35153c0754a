"""Photos on their way into a story: read side by side, used in the order they were chosen in, and
each of them a step of undo."""

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from editor.ui.opened.keeper import Keeper
from editor.ui.opened.undo_steps import Then, Verb, VerbCommand
from editor.ui.shell.desk_lane import DeskLane

Picture = TypeVar("Picture")
Step = Callable[[], None]


class ArrivalBatch(Generic[Picture]):
    """Waits for a number of pictures; those that are refused leave no gap."""

    def __init__(self, count: int, then: Callable[[list[Picture]], None]) -> None:
        self._left = count
        self._then = then
        self._arrived: list[Picture] = []

    def add(self, picture: Picture) -> None:
        self._arrived.append(picture)
        self.miss()

    def miss(self) -> None:
        """One fewer to wait for."""
        self._left -= 1
        if not self._left and self._arrived:
            self._then(self._arrived)


class ArrivalOrder:
    """Pictures are read side by side; they stand in the story as somebody chose them."""

    def __init__(self) -> None:
        self._waiting: deque[list[Step]] = deque()

    def take(self) -> Callable[[Step], None]:
        """The next turn: call what this returns with the step once it can be done."""
        turn: list[Step] = []
        self._waiting.append(turn)

        def ready(step: Step) -> None:
            turn.append(step)
            while self._waiting and self._waiting[0]:
                self._waiting.popleft()[0]()

        return ready


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
