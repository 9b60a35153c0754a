"""The reader of office files as a program: reads one, prints what is in it as JSON, and ends.

It runs apart from the house, with its memory bounded and its time watched by whoever started
it; whatever a file does to it, nothing else is touched.
"""

import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from editor.child import limit_memory
from editor.interchange.arriving.file_kind import Kind
from editor.interchange.arriving.refusal import BeyondBounds, Tracked, Unreadable
from editor.interchange.office.office_copy import OfficeCopy, accounted_copy, copy_json, shown
from editor.interchange.office.package import Package
from editor.interchange.office.picture_store import PictureStore
from editor.message import message

MEMORY_LIMIT = 1_500_000_000  # bytes
MAX_PIECES = 20_000

Read = Callable[[Path, PictureStore, Tracked], OfficeCopy]


def main(arguments: list[str]) -> int:
    kind, path, folder, tracked = arguments
    limit_memory(MEMORY_LIMIT)
    answer = examine(Kind(kind), Path(path), Path(folder), Tracked(tracked))
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


def examine(kind: Kind, path: Path, folder: Path, tracked: Tracked) -> dict[str, Any]:
    """The copy in the file as JSON, or why it is not read."""
    store = PictureStore(folder)
    try:
        copy = _READERS[kind](path, store, tracked)
        copy = accounted_copy(replace(copy, pictures=tuple(store.taken)))
        if len(copy.pieces) > MAX_PIECES:
            raise BeyondBounds("unread.too-many-paragraphs", limit=MAX_PIECES)
    except Unreadable as refusal:
        return {"refused": refusal.message.to_json()}
    except MemoryError:
        return {"refused": message("unread.too-much-memory").to_json()}
    except RecursionError:
        return {"refused": message("unread.nested-too-deeply").to_json()}
    return copy_json(shown(copy))


# Each loaded when a file of its kind comes: the others are not needed then.


def _word(path: Path, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    from editor.interchange.office.word.word_file import read_word

    with closing(Package(path)) as package:
        return read_word(package, store, tracked)


def _open_document(path: Path, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    from editor.interchange.office.writer.writer_file import read_writer

    with closing(Package(path)) as package:
        return read_writer(package, store, tracked)


def _rich_text(path: Path, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    from editor.interchange.office.rtf.rtf_file import read_rtf

    return read_rtf(path.read_bytes(), store, tracked)


def _mail(path: Path, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    from editor.interchange.office.mail.mail_file import read_mail

    return read_mail(path.read_bytes(), store, tracked)


_READERS: dict[Kind, Read] = {
    Kind.WORD: _word,
    Kind.WRITER: _open_document,
    Kind.RICH_TEXT: _rich_text,
    Kind.MAIL: _mail,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
