"""Changes that somebody made with tracking on, and that nobody has accepted or rejected yet."""

from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from itertools import groupby

from editor.late import frozen
from editor.message import Message, message


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
