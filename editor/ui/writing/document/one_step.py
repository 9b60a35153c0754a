"""Several changes to a text as one step of its undo history."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QTextCursor


@contextmanager
def one_step(cursor: QTextCursor) -> Iterator[QTextCursor]:
    cursor.beginEditBlock()
    try:
        yield cursor
    finally:
        cursor.endEditBlock()
