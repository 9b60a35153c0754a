"""Between the window and the desk: verbs run in the lane, their changes are announced once."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.errors import LibraryError
from editor.desk.changing import Changes
from editor.desk.changing import Done as Answer
from editor.desk.desk import Desk
from editor.message import Said
from editor.ui.shell.lane import Done, Failed, Lane


class DeskLane(QObject):
    """Signals:
    changed(object): `Changes` of a verb that went through.
    refused(str): a sentence for the person, when a verb did not.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.lane = Lane(1, "library", self)
        self.pool = Lane(2, "pictures", self)
        self._under_way: dict[object, str] = {}

    def ask(self, query: Callable[[], Any], done: Done, failed: Failed | None = None) -> None:
        """Read from the library, or run a verb whose value is wanted; `done(answer)`."""
        self.lane.run(query, self._announcing(done), failed or self.tell)

    def do(
        self,
        verb: Callable[[], Changes | Answer[Any]],
        done: Callable[[], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run a verb of the desk; everybody is told what it changed, then `done()`. When it
        is refused the person is told why, after `failed(error)`."""

        def announce(answer: Changes | Answer[Any]) -> None:
            self.changed.emit(answer.changes if isinstance(answer, Answer) else answer)
            if done is not None:
                done()

        def refuse(error: Exception) -> None:
            if failed is not None:
                failed(error)
            self.tell(error)

        self.lane.run(verb, announce, refuse)

    def note(self, verb: Callable[[], object]) -> None:
        """Remember something nobody would miss; a library that cannot is told elsewhere."""

        def fail(error: Exception) -> None:
            # Not any `Said`: a refusal of it would be a mistake of ours.
            if not isinstance(error, LibraryError):
                raise error

        self.lane.run(verb, None, fail)

    def away(
        self, work: Callable[[], Any], done: Done, failed: Failed | None = None, *, what: str = ""
    ) -> None:
        """Slow work on files, beside the lane so that keeping text never waits for it. `what`
        as in `begin`, for work that somebody would miss."""
        end = self.begin(what) if what else None

        def ended(then: Done) -> Done:
            def answer(value: Any) -> None:
                if end is not None:
                    end()
                then(value)

            return answer

        self.pool.run(work, ended(self._announcing(done)), ended(failed or self.tell))

    def begin(self, what: str) -> Callable[[], object]:
        """Something goes on that quitting would cut short, in a sentence; call the answer when
        it has ended. Files that come in need none: they stay where they are."""
        key = object()
        self._under_way[key] = what
        return lambda: self._under_way.pop(key, None)

    @property
    def under_way(self) -> tuple[str, ...]:
        """What goes on now, each sentence once."""
        return tuple(dict.fromkeys(self._under_way.values()))

    def seat(self, person: str, role: str, account: str) -> None:
        """From now on verbs are recorded under this name, an undo of what somebody did before
        too."""
        seat = self.desk.seat
        seat.person, seat.role, seat.account = person, role, account

    def close(self) -> bool:
        """False when slow work would not end in time and was left to itself."""
        ended = self.pool.close(wait=False)
        return self.lane.close() and ended

    def _announcing(self, done: Done) -> Done:
        """Of a verb everybody is told what it changed, then `done(value)`."""

        def announce(answer: Any) -> None:
            if isinstance(answer, Answer):
                self.changed.emit(answer.changes)
                answer = answer.value
            done(answer)

        return announce

    def tell(self, error: Exception) -> None:
        """Say why something was not done; raises what no sentence was made for."""
        self.refused.emit(said(error))


def said(error: Exception) -> str:
    """The sentence for the person; raises what has none."""
    if isinstance(error, Said):
        return str(error)
    raise error
