"""What the desk hears when a file cannot be brought in."""

from collections.abc import Sequence

from editor.interchange.arriving.quoting import counted, quoted
from editor.interchange.arriving.tracked import Change
from editor.message import Said


class FileRefused(Said):
    """A file that is no story. Nothing of it was brought in.

    `name` is the file's name, `reason` says why and what to do; str() is one sentence of both.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason.removesuffix(".")
        super().__init__(f"{self.name} was not brought in: {self.reason}.")


class TrackedChanges(FileRefused):
    """A file with changes nobody has accepted or rejected; `changes` in reading order."""

    def __init__(self, name: str, changes: Sequence[Change]) -> None:
        self.changes = tuple(changes)
        self.authors = tuple(dict.fromkeys(each.author or "somebody" for each in self.changes))
        number = counted(len(self.changes), "tracked change")
        first = next((each for each in self.changes if each.text.strip()), self.changes[0])
        said = f"{first.kind} {quoted(first.text, 60)}" if first.text.strip() else first.kind
        super().__init__(
            name,
            f"it holds {number} by {', '.join(self.authors)} ({said}) that nobody has accepted or "
            "rejected; settle them in the program it comes from, or say here whether all are "
            "accepted or all rejected",
        )


class Unreadable(Exception):
    """The file is not read; str() says why and what to do, to follow the file's name."""


class BeyondBounds(Unreadable):
    """Input that would take too long to read; str() says which bound and what to do."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}; copy the text of the story and use that instead")
