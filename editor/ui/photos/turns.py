"""Answers that come back in any order, used in the order of the questions."""

from collections import deque
from collections.abc import Callable

Step = Callable[[], None]


class Turns:
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
