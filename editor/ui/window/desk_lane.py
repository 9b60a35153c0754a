"""Between the window and the desk: verbs run in the lane, their changes are announced once."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.errors import LibraryError
from editor.desk.changes import Changes
from editor.desk.desk import Desk
from editor.desk.refusals import Refused
from editor.ui.lane import Done, Failed, Lane


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

    def ask(self, query: Callable[[], Any], done: Done, failed: Failed | None = None) -> None:
        """Read from the library; `done(answer)`."""
        self.lane.run(query, done, failed or self.tell)

    def do(
        self,
        verb: Callable[[], Changes],
        done: Callable[[], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run a verb of the desk; everybody is told what it changed, then `done()`. When it
        is refused the person is told why, after `failed(error)`."""

        def announce(changes: Changes) -> None:
            self.changed.emit(changes)
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
            if not isinstance(error, LibraryError):
                raise error

        self.lane.run(verb, None, fail)

    def away(self, work: Callable[[], Any], done: Done, failed: Failed | None = None) -> None:
        """Slow work on files, beside the lane so that keeping text never waits for it."""
        self.pool.run(work, done, failed or self.tell)

    def seat(self, person: str) -> None:
        """From now on verbs are recorded under this name."""
        self.desk = self.desk.seated(person)

    def close(self) -> bool:
        """False when slow work would not end in time and was left to itself."""
        ended = self.pool.close(wait=False)
        return self.lane.close() and ended

    def tell(self, error: Exception) -> None:
        """Say why something was not done; raises what no sentence was made for."""
        if isinstance(error, (LibraryError, Refused)):
            self.refused.emit(str(error))
        else:
            raise error
