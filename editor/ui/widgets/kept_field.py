"""One field between a person who types and a library that answers late.

What somebody is typing is never overwritten, an answer that is older than what was sent is not
shown, and what could not be shown for either reason is shown when the field is left.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class KeptField(Generic[Value]):
    """`read` and `write` reach the widget; `busy` says whether somebody is at work in it."""

    def __init__(
        self,
        read: Callable[[], Value],
        write: Callable[[Value], None],
        busy: Callable[[], bool],
    ) -> None:
        self._read = read
        self._write = write
        self._busy = busy
        self._base: Value = read()  # last shown or sent
        self._latest: Value = self._base  # last heard from the library
        # What the library may still say from before our last change has arrived there.
        self._overtaken: list[Value] = []
        self._gives_way = False

    @property
    def value(self) -> Value:
        return self._read()

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that was not sent yet."""
        return self._read() != self._base

    @property
    def is_unanswered(self) -> bool:
        """Whether something was sent that the library has not told back yet."""
        return bool(self._overtaken)

    def open(self, value: Value) -> None:
        """Another story or photo: whatever stood here belongs to the one before."""
        self._overtaken.clear()
        self._latest = value
        self._put(value)

    def refresh(self, value: Value) -> None:
        """The library's present value of the same story or photo."""
        if value != self._base and value in self._overtaken:
            return
        self._overtaken.clear()
        self._latest = value
        if not self.is_changed and (self._gives_way or not self._busy()):
            self._put(value)

    def give_way(self) -> None:
        """Somebody went back or forth over a change of it: what the library says from now on is
        shown at once, until something is typed again."""
        self._overtaken.clear()
        self._gives_way = True

    def change(self, value: Value) -> None:
        """As if a person had typed `value`."""
        self._write(value)

    def send(self) -> Value:
        """The value as it stands, from now on taken as sent."""
        self._overtaken.append(self._base if self._overtaken else self._latest)
        self._base = self._read()
        self._gives_way = False
        return self._base

    def leave(self) -> None:
        """Show what was held back, if nobody is at work in the field any more."""
        if not self._overtaken and not self.is_changed and not self._busy():
            self._put(self._latest)

    def _put(self, value: Value) -> None:
        if self._read() != value:
            self._write(value)
        self._base = self._read()
