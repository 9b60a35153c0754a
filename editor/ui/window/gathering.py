"""Pictures that come in together and will stand side by side, whichever of them arrives first."""

from collections.abc import Callable

from editor.story.photo import Placement


class Gathering:
    """Waits for a number of pictures; those that are refused leave no gap."""

    def __init__(self, count: int, then: Callable[[list[Placement]], None]) -> None:
        self._left = count
        self._then = then
        self._arrived: list[Placement] = []

    def add(self, placement: Placement) -> None:
        self._arrived.append(placement)
        self.miss()

    def miss(self) -> None:
        """One fewer to wait for."""
        self._left -= 1
        if not self._left and self._arrived:
            self._then(self._arrived)
