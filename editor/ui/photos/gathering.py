"""Pictures that come in together and will stand side by side, whichever of them arrives first."""

from collections.abc import Callable
from typing import Generic, TypeVar

Picture = TypeVar("Picture")


class Gathering(Generic[Picture]):
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
