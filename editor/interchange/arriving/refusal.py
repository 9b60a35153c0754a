"""What the desk hears when a file cannot be brought in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from editor.interchange.arriving.quoting import quoted
from editor.interchange.arriving.tracked import Change, authors_of
from editor.message import Message, Said, label, message


class FileRefused(Said):
    """A file that is no story. Nothing of it was brought in.

    `name` is the file's name, `reason` says why and what to do; str() is one sentence of both.
    """

    def __init__(self, name: str, reason: Message) -> None:
        self.name = name
        self.reason = reason
        super().__init__("arriving.refused", name=name, reason=reason)


class TrackedChanges(FileRefused):
    """A file with changes nobody has accepted or rejected; `changes` in reading order."""

    def __init__(self, name: str, changes: Sequence[Change]) -> None:
        self.changes = tuple(changes)
        first = next((each for each in self.changes if each.text.strip()), self.changes[0])
        said = label(first.kind)
        if first.text.strip():
            said = message("arriving.change", kind=said, words=quoted(first.text, 60))
        authors, number = authors_of(self.changes), len(self.changes)
        super().__init__(
            name, message("unread.tracked-changes", n=number, authors=authors, change=said)
        )


class Unreadable(Said):
    """The file is not read; says why and what to do, to follow the file's name."""


class BeyondBounds(Unreadable):
    """Input that would take too long to read; says which bound and what to do."""


@contextmanager
def refused_by_name(name: str) -> Iterator[None]:
    """What cannot be read within the block is a file of that name that is refused."""
    try:
        yield
    except Unreadable as error:
        raise FileRefused(name, error.message) from error
