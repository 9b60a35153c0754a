"""What the desk hears when a file cannot be brought in; the changes in it that somebody made with
tracking on, and that nobody has accepted or rejected yet."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from itertools import groupby

from editor.interchange.arriving.lost_characters import quoted
from editor.late import frozen
from editor.message import Message, Said, label, message


class Tracked(StrEnum):
    """What the person who imports says of them; ASK says nothing yet."""

    ASK = "ask"
    ACCEPT = "accept"
    REJECT = "reject"


class ChangeKind(StrEnum):
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved from here"
    MOVED_TO = "moved to here"
    FORMATTED = "formatted"


@frozen
class Change:
    """`text` is what was inserted, deleted or formatted; "" for a paragraph's end."""

    kind: ChangeKind
    author: str
    text: str

    def json(self) -> dict[str, str]:
        return asdict(self)


def authors_of(changes: Sequence[Change]) -> tuple[str | Message, ...]:
    """Who made them, each once."""
    return tuple(dict.fromkeys(each.author or message("arriving.somebody") for each in changes))


def joined(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Neighbours of one kind and author as one change: Word cuts them at every format."""
    return tuple(
        Change(kind, author, "".join(each.text for each in alike))
        for (kind, author), alike in groupby(changes, key=lambda each: (each.kind, each.author))
    )


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
